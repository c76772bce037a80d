"""Natural case for text in capitals, of the same length: old wires, military messages.

    reading = NaturalCase.from_folder(folder, known_names=find_names, more_words=lemmas)
    article = reading.article(article)    # the very same object where nothing is in capitals

Only blocks that are (nearly) all capitals change. A word is written small when the parser's
vocabulary has it small; names, unknown words, months and what opens a sentence keep their first
letter; acronyms stay. Whoever quotes cuts the text as it was: the offsets are the same. A letter
whose case changes its length stays as it is (İ).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from detente.model.page import Article
from detente.model.text import BlockSpan
from detente.parse.inflect import forms
from detente.parse.sentences import DATELINE, MONTHS, STARTERS, TITLES, WINDOW
from detente.parse.wordlists import word_lists

LEAST_WORDS = 4
"""A block with fewer words is changed only where the whole text is in capitals."""
NEARLY = 0.85
"""Share of capitals among the letters of a block, or text, that counts as all capitals."""
LEAST_LETTERS = 20
FEW = 4
"""Runs of small letters at a block's beginning that settle that it is not in capitals."""
LONGEST_ACRONYM = 6
"""Letters of what stands in brackets behind a name."""

Names = Callable[[str], Iterable[tuple[int, int, bool]]]
"""Finds known names in a text, whatever their case: start, end, and whether it is an acronym."""

_LISTS = word_lists("capitals")
_PARTICLES = _LISTS["particles"] | _LISTS["foreign"]
_JOINED = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = re.compile(r"[a-z]{3,}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s[^\W\d_])")
_BRACKETED = re.compile(rf"[(\[]([^\W_]{{2,{LONGEST_ACRONYM}}})[)\]]")
_EXPLAINED = re.compile(rf"\b([^\W\d_]{{2,{LONGEST_ACRONYM}}}) [(\[]([^)\]]{{5,90}})[)\]]")
_OPENING = re.compile(
    r"(?:\A|(?P<before>\S*?)[.!?]+[\"'”’)\]]*\s+|\n\s*\n|--\s*)(?:\[[^\]\n]{1,80}\]\s*)*"
    r"[\"'“‘(\[]*(?P<first>[^\W\d_])"
)
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)\Z")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,}\Z")
_ROMAN = re.compile(r"(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})\Z")


def lowered(text: str) -> str:
    """Return the text in small letters, each letter as long as it was."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def is_shouted(text: str) -> bool:
    """Tell whether a text is (nearly) all capitals; a few letters prove nothing."""
    capitals = sum(map(str.isupper, text))
    if capitals < LEAST_LETTERS:
        return False
    return capitals >= NEARLY * (capitals + sum(map(str.islower, text)))


def shouted_blocks(article: Article) -> list[BlockSpan]:
    """Return the blocks to change: all of a text in capitals, else those that are long enough."""
    text = article.text
    found = [
        b
        for b in article.blocks
        if len(_SMALL.findall(text, b.start, b.start + WINDOW)) < FEW
        and is_shouted(text[b.start : b.end])
    ]
    if found and is_shouted(text):
        return list(article.blocks)
    return [b for b in found if len(text[b.start : b.end].split()) >= LEAST_WORDS]


@dataclass(frozen=True, slots=True)
class NaturalCase:
    """Writes text in capitals as it would stand in a newspaper.

    Args:
        small: words that are written small.
        proper: words that are written with a capital.
        names: finds known names, whose words keep their capitals.
    """

    small: frozenset[str]
    proper: frozenset[str]
    names: Names

    @classmethod
    def from_folder(cls, folder: Path, names: Names, more: Collection[str] = ()) -> "NaturalCase":
        """Read the words and names that training wrote beside the weights.

        Args:
            folder: of the weights.
            names: finds known names in a text.
            more: lemmas that are plain words too (the frame lexicon's).
        """
        words, bases, proper = (
            frozenset((folder / f"{name}.txt").read_text(encoding="utf-8").split())
            for name in ("words", "bases", "names")
        )
        lemmas = bases | {word for lemma in more for word in lemma.split() if word.islower()}
        inflected = frozenset(form for lemma in lemmas for form in forms(lemma))
        proper -= _LISTS["small"]
        return cls((words | inflected | _LISTS["small"]) - proper, proper, names)

    def article(self, article: Article) -> Article:
        """Return the article as it is to be read; itself where none of it is in capitals."""
        blocks = shouted_blocks(article)
        if not blocks:
            return article
        text = article.text
        acronyms = frozenset(
            short
            for short in _bracketed(text)
            if not self._is_plain(short.lower()) and short.lower() not in self.proper
        )
        acronyms |= {short for short, _, _ in _explained(text)}
        pieces, last = [], 0
        for block in blocks:
            pieces += [
                text[last : block.start],
                self._block(text[block.start : block.end], acronyms),
            ]
            last = block.end
        return replace(article, text="".join([*pieces, text[last:]]))

    def _block(self, text: str, acronyms: frozenset[str]) -> str:
        """Write one block in natural case."""
        kept = set(_initials(text))
        dateline = self._dateline(text)
        spans = [*_spelt_out(text, acronyms), *((a, b) for _, a, b in _explained(text))]
        for start, end, is_acronym in self.names(text):
            if not is_acronym:
                spans.append((start, end))
            elif self._is_acronym(text, start, end):
                kept.add(start)
        named = _starts(text, spans)
        opening = {m.start("first") for m in _OPENING.finditer(text) if _opens(m, text)}
        opening |= {start for start, _ in spans}
        words = list(_JOINED.finditer(text))
        written = [
            m[0]
            if m.start() in kept or m.end() <= dateline or m[0] in acronyms
            else self._word(m[0], text, m.start(), named=m.start() in named)
            for m in words
        ]
        written = [*_with_titles(_particles(written, named, words), words, text)]
        pieces, last = [], 0
        for match, word in zip(words, written, strict=True):
            first = match.start()
            capital = first in opening
            pieces += [text[last:first], text[first] + word[1:] if capital else word]
            last = match.end()
        return "".join([*pieces, text[last:]])

    def _is_acronym(self, text: str, start: int, end: int) -> bool:
        """Tell whether letters are a known acronym here, not a plain word: THE US, but not AID."""
        word = text[start:end].lower()
        if word not in self.small:
            return True
        return word in _LISTS["no_nouns"] and text[max(0, start - 4) : start].lower() == "the "

    def _dateline(self, text: str) -> int:
        """Return where the place of a dateline ends, which stays in capitals; else 0."""
        found = DATELINE.match(text, 0, WINDOW)
        place = re.split(r"[,(]| -", found[0])[0] if found else ""
        plain = [word for word in _JOINED.findall(place) if word.lower() in self.small]
        return 0 if plain else len(place)

    def _word(self, word: str, text: str, start: int, *, named: bool) -> str:
        """Write one word: small, as a name, or as it is."""
        low = lowered(word)
        if not word.isupper() or (len(word) == 1 and (word == "I" or _beside_digit(text, start))):
            return word
        if not word.isalpha():
            return self._mixed(word, named=named)
        if low in MONTHS or low in _LISTS["months"]:
            return _as_name(word) if self._is_date(text, start, low) else low
        if named:
            return low if low in _PARTICLES else _as_name(word)
        if self._is_plain(low):
            return low
        return word if _NO_VOWEL.match(word) or _ROMAN.match(word) else _as_name(word)

    def _is_plain(self, low: str) -> bool:
        """Tell whether a word is written small: it is known, or made of what is known."""
        if low in self.small or low in self.proper:
            return low in self.small
        if len(low) < 6:
            return False
        if low.endswith(tuple(_LISTS["endings"])):
            return True
        small = self.small
        return any(
            (first in small and (last in small or last in _LISTS["suffixes"]))
            or (first in _LISTS["prefixes"] and last in small)
            for first, last in ((low[:at], low[at:]) for at in range(2, len(low)))
            if (len(first) > 3 or first in _LISTS["prefixes"])
            and (len(last) > 3 or last in _LISTS["suffixes"])
        )

    @staticmethod
    def _is_date(text: str, start: int, low: str) -> bool:
        """Tell whether a word that may be a month or weekday is one: MAY beside a number."""
        if low not in _LISTS["also_words"]:
            return True
        before = text[max(0, start - 8) : start].split()[-1:]
        after = text[start + len(low) : start + len(low) + 6].lstrip(" .")[:1]
        beside = [word.strip(",").lower() for word in before]
        return after.isdigit() or any(w.isdigit() or w in _LISTS["before_month"] for w in beside)

    def _mixed(self, word: str, *, named: bool) -> str:
        """Write a possessive, a short form ("DIDN'T"), a name such as O'BRIEN, or an ordinal."""
        if "'" not in word and "’" not in word:
            return lowered(word) if _ORDINAL.match(word) else word
        stem, mark, tail = re.split(r"(['’])", lowered(word), maxsplit=1)
        if tail in _LISTS["clitics"] and len(stem) > 1:
            plain = tail == "t" or (stem in self.small and not named)
            return lowered(word) if plain else _as_name(word[: len(stem)]) + mark + tail
        if lowered(word) in self.small:
            return lowered(word)
        *parts, last = re.split(r"(['’])", word)
        tail = lowered(last)
        return "".join(map(_as_name, parts)) + (
            tail if tail in _LISTS["clitics"] else _as_name(last)
        )


def _as_name(word: str) -> str:
    """Return the word with its first letter as it is and small ones after it."""
    return word[:1] + lowered(word[1:])


def _beside_digit(text: str, start: int) -> bool:
    """Tell whether a single letter belongs to a number: M-16, 3-D."""
    beside = text[max(0, start - 2) : start][::-1], text[start + 1 : start + 3]
    return any(side.lstrip("-")[:1].isdigit() for side in beside)


def _initials(text: str) -> Iterator[int]:
    """Yield the offsets of letters that are initials or stand with stops between them."""
    for found in _INITIALS.finditer(text):
        if found.start() == 0 or not text[found.start() - 1].isalnum():
            yield from (found.start() + at for at in range(0, len(found[0]), 2))


def _starts(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return where the words inside the spans start."""
    return {m.start() for a, b in spans for m in _JOINED.finditer(text, a, b)}


def _bracketed(text: str) -> Iterator[str]:
    """Yield what stands in brackets and begins like one of the words before it."""
    for found in _BRACKETED.finditer(text):
        before = text[max(0, found.start() - 90) : found.start()].rpartition("\n\n")[2]
        if found[1].isupper() and any(
            word[0] == found[1][0] for word in _JOINED.findall(before)[-LONGEST_ACRONYM:]
        ):
            yield found[1]


def _spelt_out(text: str, acronyms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the names that are written out before their initials in brackets."""
    for found in _BRACKETED.finditer(text):
        if found[1] not in acronyms:
            continue
        before = list(_JOINED.finditer(text, max(0, found.start() - 90), found.start()))
        left = list(found[1])
        while before and left:
            word = before.pop()
            if word[0][0] == left[-1]:
                left.pop()
                first = word.start()
            elif lowered(word[0]) not in _PARTICLES:
                break
        if not left:
            yield first, found.start()


def _explained(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield letters and the span in brackets behind them that spells them out."""
    for found in _EXPLAINED.finditer(text):
        initials = [word[0] for word in _JOINED.findall(found[2])]
        small = [word for word in _JOINED.findall(found[2]) if lowered(word) not in _PARTICLES]
        if found[1] in ("".join(initials), "".join(word[0] for word in small)):
            yield found[1], found.start(2), found.end(2)


def _opens(found: re.Match[str], text: str) -> bool:
    """Tell whether a stop after this word ends a sentence, as far as a capital goes."""
    word = (found["before"] or "").lower().lstrip("([\"'")
    if word in TITLES or (len(word) == 1 and word.isalpha()):
        return False
    first = _JOINED.match(text, found.start("first"))
    return "." not in word or first is None or first[0].lower() in STARTERS


def _particles(
    written: Iterable[str], named: Collection[int], words: Sequence[re.Match[str]]
) -> Iterator[str]:
    """Yield the words, with foreign particles small inside names: San Luis de la Reina."""
    inside = False
    for word, match in zip(written, words, strict=True):
        if word.lower() in _LISTS["foreign"] and match.start() not in named:
            yield word.lower() if inside else _as_name(match[0])
            inside = True
        else:
            inside = word[:1].isupper()
            yield word


def _with_titles(
    written: Iterable[str], words: Sequence[re.Match[str]], text: str
) -> Iterator[str]:
    """Yield the words, with a rank or office right before a name written as part of it."""
    rows = list(zip(written, words, strict=True))
    for (word, match), (after, following) in pairwise(rows):
        title = word in _LISTS["offices"] or (word in TITLES and len(word) > 1)
        beside = not text[match.end() : following.start()].strip(". ")
        name = after[:1].isupper() and (after[1:].islower() or len(after) == 1)
        yield _as_name(match[0]) if title and beside and name else word
    yield from (word for word, _ in rows[-1:])
