"""How many a noun phrase speaks of: numbers in words and digits, ranges, bounds, dozens.

A bound is kept as a bound: "at least 14" has no upper end, "as many as 20" no lower one, "between
10 and 15" both. "About", "some" and "nearly" leave the figure as the text gives it: how far off it
may be is not told, and the quoted words show that it is no exact count.
"""

import re
from dataclasses import dataclass

from detente.coding.clause import Clauses

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {word: value for value, word in enumerate(_SMALL)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "ten": 10,
}
"""Plural quantity words ("dozens of") stand for at least two of their unit."""
PAIRS = {"couple": 2, "pair": 2, "trio": 3, "dozen": 12, "score": 20}
"""Nouns that stand for a number of what follows "of"."""
AT_LEAST = (
    "at least", "at a minimum", "more than", "over", "above", "upwards of", "upward of",
    "no fewer than", "no less than", "not less than", "not fewer than", "greater than",
)  # fmt: skip
AT_MOST = (
    "up to", "at most", "at the most", "as many as", "fewer than", "less than", "under", "below",
    "no more than", "not more than",
)  # fmt: skip
_LOWER = tuple(f" {words}" for words in AT_LEAST)
_UPPER = tuple(f" {words}" for words in AT_MOST)
WORDS_BEFORE = 4
"""Words before a number among which what bounds it stands."""
_HEDGES = frozenset({"about", "around", "some", "nearly", "almost", "approximately", "estimated"})
_DIGITS = re.compile(r"\d{1,3}(,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_DASHES = frozenset({"-", "–", "‑"})


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity as the text gives it; None where it leaves an end open."""

    low: int | None
    high: int | None


UNKNOWN = Count(None, None)


def parse_number(words: list[str]) -> int | None:
    """Value of a number in digits or English words ("forty-five", "two hundred"); else None."""
    total, current, seen = 0, 0.0, False
    for word in (part for raw in words for part in raw.lower().replace("-", " ").split()):
        if _DIGITS.fullmatch(word):
            current, seen = current + int(word.replace(",", "")), True
        elif _DECIMAL.fullmatch(word):
            current, seen = current + float(word), True
        elif word in UNITS or word in TENS:
            current, seen = current + UNITS.get(word, TENS.get(word, 0)), True
        elif word in SCALES:
            current, seen = (current or 1) * SCALES[word], True
            if SCALES[word] >= 1000:
                total, current = total + round(current), 0
        elif word not in {"and", "a"}:
            return None
    return total + round(current) if seen else None


def count_of(clauses: Clauses, noun: int) -> Count | None:
    """How many a noun phrase speaks of; None when it gives no quantity at all."""
    tree = clauses.tree
    numerals = [t for t in clauses.dependents(noun, "nummod") if t < noun]
    if not numerals and _is_number(clauses, noun):
        numerals = [noun]
    if not numerals and noun and _is_number(clauses, noun - 1):
        numerals = [noun - 1]  # "ten" of "between ten and fifteen civilians" may hang elsewhere
    if numerals:
        return _numeral(clauses, noun, numerals[-1])
    vague = _vague(clauses, noun)
    if vague is not None:
        return vague
    determiners = {tree.words[t].lower() for t in clauses.dependents(noun, "det")}
    if tree.tags[noun] == "NN" and determiners & {"a", "an", "another"}:
        paired = PAIRS.get(tree.lemmas[noun].lower())
        if clauses.after(noun, "of"):
            return Count(paired, paired) if paired else None
        return Count(1, 1)
    return None


def _is_number(clauses: Clauses, token: int) -> bool:
    """Whether a token is a number word, also one that a parser calls a noun ("dozen")."""
    return parse_number([clauses.tree.words[token]]) is not None and (
        clauses.tree.pos[token] == "NUM" or clauses.tree.words[token].lower() in SCALES
    )


def _numeral(clauses: Clauses, noun: int, numeral: int) -> Count | None:
    """Read the run of number words around a numeral, and what bounds it."""
    words = [word.lower() for word in clauses.tree.words]
    first, last = _run(words, numeral)
    values = _values(words[first : last + 1])
    if not values:
        return _vague(clauses, noun)
    before = " ".join(words[max(0, first - WORDS_BEFORE) : first])
    after = words[last + 1 : last + 3]
    if len(values) > 1:
        return Count(min(values), max(values))
    if after == ["or", "more"]:
        return Count(values[0], None)
    return bounded(values[0], before)


def bounded(value: int, before: str) -> Count:
    """A number with what the words right before it leave open ("at least", "up to").

    Args:
        value: the number.
        before: the words before it in small letters, the last of them last.
    """
    bare = " " + _without_hedges(before)
    if bare.endswith(_UPPER):
        return Count(None, value)
    return Count(value, None if bare.endswith(_LOWER) else value)


def _without_hedges(before: str) -> str:
    """The words before a number without those that only make it rough ("at least some 20")."""
    words = before.split()
    while words and words[-1] in _HEDGES:
        words.pop()
    return " ".join(words)


def _run(words: list[str], token: int) -> tuple[int, int]:
    """First and last token of the number words around one, ranges included."""
    first = last = token
    while first > 0 and _joins(words, first - 1):
        first -= 1
    while last + 1 < len(words) and _joins(words, last + 1):
        last += 1
    while first < token and words[first] not in UNITS and parse_number([words[first]]) is None:
        first += 1
    while last > token and parse_number([words[last]]) is None:
        last -= 1
    return first, last


def _joins(words: list[str], token: int) -> bool:
    """Whether a token carries a number on: a number, or what stands between two."""
    word = words[token]
    if parse_number([word]) is not None:
        return True
    between = word in _DASHES or word in {"and", "to", "or"}
    if not between or not 0 < token < len(words) - 1:
        return False
    around = [parse_number([words[at]]) is not None for at in (token - 1, token + 1)]
    if word == "and":
        scaled = words[token - 1] in {"hundred", "thousand", "million"}
        first = token - 1
        while first > 0 and parse_number([words[first - 1]]) is not None:
            first -= 1
        scaled = scaled or (first > 0 and words[first - 1] == "between")
        return all(around) and scaled
    return all(around)


def _values(words: list[str]) -> list[int]:
    """The one or two numbers of a run: "10 to 15", "10-15", "ten and fifteen", "forty - five"."""
    groups: list[list[str]] = [[]]
    for at, word in enumerate(words):
        small = (
            0 < at < len(words) - 1
            and word in _DASHES
            and words[at - 1] in TENS
            and words[at + 1] in UNITS
        )
        hundreds = word == "and" and at and words[at - 1] in {"hundred", "thousand", "million"}
        if word in _DASHES | {"and", "to", "or"} and not hundreds:
            if not small:
                groups.append([])
        else:
            groups[-1].append(word)
    read = [parse_number(group) for group in groups if group]
    values = [value for value in read if value is not None]
    return values if len(values) == len(read) and len(values) < 3 else values[:1]


def _vague(clauses: Clauses, noun: int) -> Count | None:
    """Read "dozens of people" as at least two of the unit, with no upper end."""
    tree = clauses.tree
    lemma = tree.lemmas[noun].lower()
    if tree.tags[noun] == "NNS" and lemma in VAGUE and clauses.after(noun, "of"):
        return Count(2 * VAGUE[lemma], None)
    return None
