"""Counts of people harmed: words and digits to low and high, unknown left open."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import get_args

from detente.coding.clause import Clauses
from detente.coding.participants import noun_phrase
from detente.coding.slots import Trigger
from detente.knowledge.tables import data_folder, read_table, word_class
from detente.model.record import Casualty, CasualtyKind, Quote

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {word: value for value, word in enumerate(_SMALL)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "ten": 10,
}
"""Plural quantity words ("dozens of") stand for at least two of their unit."""
DYING = frozenset({"die", "perish", "succumb"})
CAUSE = frozenset({"obl", "nmod", "obj", "obl:agent", "acl", "acl:relcl"})
"""Relations by which an event noun hangs below the dying that it caused."""
FAR = 4
"""Heads above an event noun among which the dying is looked for."""
AT_LEAST = frozenset({"least", "minimum", "than", "over", "above"})
_DIGITS = re.compile(r"\d{1,3}(,\d{3})+|\d+")


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity as the text gives it; None where it leaves an end open."""

    low: int | None
    high: int | None


@cache
def casualty_kinds() -> dict[str, CasualtyKind]:
    """Casualty kind by verb or noun lemma, from `lexicons/casualties.csv`."""
    rows = read_table(data_folder("lexicons", "casualties.csv"), ("lemma", "kind"))
    return {row["lemma"]: row.one_of("kind", get_args(CasualtyKind)) for row in rows}


def parse_number(words: list[str]) -> int | None:
    """Value of a number in digits or English words ("forty-five", "two hundred"); else None."""
    total, current, seen = 0, 0, False
    for word in (part for raw in words for part in raw.lower().replace("-", " ").split()):
        if _DIGITS.fullmatch(word):
            current, seen = current + int(word.replace(",", "")), True
        elif word in UNITS or word in TENS:
            current, seen = current + UNITS.get(word, TENS.get(word, 0)), True
        elif word in SCALES:
            current, seen = max(current, 1) * SCALES[word], True
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word not in {"and", "a"}:
            return None
    return total + current if seen else None


def count_of(clauses: Clauses, noun: int) -> Count | None:
    """How many a noun phrase speaks of; None when it gives no quantity at all."""
    tree = clauses.tree
    numerals = [t for t in clauses.dependents(noun, "nummod") if t < noun]
    if not numerals and tree.pos[noun] == "NUM":
        numerals = [noun]
    if numerals:
        return _numeral(clauses, noun, numerals[0])
    vague = _vague(clauses, noun)
    if vague is not None:
        return vague
    determiners = {tree.words[t].lower() for t in clauses.dependents(noun, "det")}
    if tree.tags[noun] == "NN" and determiners & {"a", "an", "another"}:
        return Count(1, 1)
    return None


def _numeral(clauses: Clauses, noun: int, numeral: int) -> Count | None:
    tree = clauses.tree
    parts = sorted([numeral, *clauses.dependents(numeral, "compound", "flat", "nummod")])
    value = parse_number([tree.words[t] for t in parts])
    if value is None:
        value = parse_number([tree.words[numeral]])
    if value is None:
        return _vague(clauses, noun)
    around = {tree.words[t].lower() for t in clauses.children[numeral]}
    around |= {tree.words[t].lower() for t in range(max(0, parts[0] - 2), parts[0])}
    if around & AT_LEAST:
        return Count(value, None)
    highest = _upper_end(clauses, numeral)
    if highest is not None:
        return Count(value, highest)
    if {"up", "to"} <= around or "most" in around:
        return Count(None, value)
    return Count(value, value)


def _upper_end(clauses: Clauses, numeral: int) -> int | None:
    """The second number of "between 10 and 12" and "12 to 15"."""
    tree = clauses.tree
    before = tree.words[numeral - 1].lower() if numeral else ""
    joins = {"and", "to"} if before in {"between", "from"} else {"to"}
    for other in clauses.dependents(numeral, "conj", "nmod", "obl"):
        between = {tree.words[t].lower() for t in range(numeral + 1, other)}
        if tree.pos[other] == "NUM" and between and between <= joins:
            return parse_number([tree.words[other]])
    return None


def _vague(clauses: Clauses, noun: int) -> Count | None:
    """Read "dozens of people" as at least two of the unit, with no upper end."""
    tree = clauses.tree
    lemma = tree.lemmas[noun].lower()
    if tree.tags[noun] == "NNS" and lemma in VAGUE and clauses.after(noun, "of"):
        return Count(2 * VAGUE[lemma], None)
    return None


def died_in(clauses: Clauses, trigger: Trigger) -> int | None:
    """Who died in an event noun ("died of wounds sustained in a blast"): the subject's token."""
    if not trigger.is_noun:
        return None
    token = trigger.token
    for above in islice(clauses.ancestors(trigger.token), FAR):
        if clauses.tree.deps[token] not in CAUSE or clauses.preposition(token) == "after":
            return None  # "died years after an ambush made him famous"
        if clauses.tree.lemmas[above].lower() in DYING:
            return clauses.subject(above)
        token = above
    return None


def casualty_of(
    clauses: Clauses, trigger: Trigger, victim: int | None, text: str, *, dead: bool = False
) -> Casualty | None:
    """The casualty that a trigger and its victim tell; None when the trigger harms nobody.

    `dead` says that the sentence tells the victim's death though the trigger itself does not.
    """
    kinds = casualty_kinds()
    lemma = clauses.tree.lemmas[trigger.token].lower()
    dead = dead or _to_death(clauses, trigger)
    kind = "killed" if dead else kinds.get(" ".join(trigger.frame.words)) or kinds.get(lemma)
    if kind is None or victim is None:
        return None
    articles = {clauses.tree.words[t].lower() for t in clauses.dependents(victim, "det")}
    if clauses.tree.pos[victim] == "PRON" or "no" in articles:
        return None
    count = count_of(clauses, victim)
    who = victim
    if clauses.tree.lemmas[victim].lower() in VAGUE and clauses.after(victim, "of"):
        who = clauses.after(victim, "of")[0]
    if dead and count is None and clauses.tree.tags[who] == "NNP":
        count = Count(1, 1)  # one who has a name and dies is a person
    if count is None and not _is_people(clauses, who):
        return None
    start, end = noun_phrase(clauses, victim)
    who_start, who_end = noun_phrase(clauses, who)
    return Casualty(
        kind=kind,
        low=count.low if count else _single(clauses, who),
        high=count.high if count else _single(clauses, who),
        who=text[who_start:who_end],
        text=Quote(start=start, end=end, text=text[start:end]),
    )


def _to_death(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether an act is told with its end ("stabbed two guards to death")."""
    ends = clauses.after(trigger.token, "to")
    return not trigger.is_noun and any(clauses.tree.lemmas[t].lower() == "death" for t in ends)


def _single(clauses: Clauses, noun: int) -> int | None:
    """One for a named or definite single person; None for an uncounted plural."""
    return 1 if clauses.tree.tags[noun] in {"NN", "NNP"} and _is_person(clauses, noun) else None


def _is_person(clauses: Clauses, noun: int) -> bool:
    lemma = clauses.tree.lemmas[noun].lower()
    return lemma in word_class("person") or lemma in word_class("civilian")


def _is_people(clauses: Clauses, noun: int) -> bool:
    lemma = clauses.tree.lemmas[noun].lower()
    return any(lemma in word_class(name) for name in ("person", "civilian", "force", "group"))
