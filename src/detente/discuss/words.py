"""A comment as words: their small-letter forms, where they stand, and which sentence holds them."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
# These begin with the characters that they look for, as `re` passes quickly over all others.
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]{0,7}(?=[\s\"”’')\]]|$))")
_BREAK = re.compile(
    r"[,;:—–()\n\"“”.!?…-](?:(?<=[,;:—–()\n\"“”])|(?<=\s-)(?=\s)|(?<=[.!?…])[.!?…]{0,7}(?=\s|$))"
)
_APOSTROPHES = str.maketrans("’`´", "'''")
_KEPT = frozenset(("i'll", "we'll", "he'll", "she'll", "we're", "i'd", "we'd", "she'd", "he'd"))
"""Contractions that would become other words without their apostrophe."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a masked spelling stands for."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one comment, in parallel lists."""

    text: str
    forms: list[str]
    """Small letters without accents and apostrophes ("dont"); masked spellings decoded."""
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    """Number of the sentence that holds the word."""
    clause: list[int]
    """Number of the stretch between commas, brackets, quotation marks and stops."""
    masked: frozenset[int]
    """Indexes of words whose spelling was masked."""

    def __len__(self) -> int:
        return len(self.forms)


@lru_cache(maxsize=1 << 16)
def plain_form(word: str) -> str:
    """A word as the lists write it: small letters, no accents, no apostrophes."""
    if not word.isascii():
        word = word.translate(_APOSTROPHES)
        word = "".join(
            c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)
        )
    word = word.lower()
    if "'" in word and word not in _KEPT:
        word = word.removesuffix("'s").replace("'", "")
    return word


def split_words(text: str, masked: tuple[Word, ...] = ()) -> Words:
    """The words of `text`; where `masked` words lie, they stand instead of what is written."""
    spans = [match.span() for match in _WORD.finditer(text)]
    if not masked:
        forms = [plain_form(text[start:end]) for start, end in spans]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        return _words(text, forms, starts, ends, frozenset())
    forms, starts, ends = [], [], []
    decoded = set()
    rest = list(masked)
    for start, end in spans:
        while rest and rest[0].start < end:
            word = rest.pop(0)
            decoded.add(len(forms))
            forms.append(word.form)
            starts.append(word.start)
            ends.append(word.end)
        if ends and start < ends[-1]:
            continue
        forms.append(plain_form(text[start:end]))
        starts.append(start)
        ends.append(end)
    for word in rest:
        decoded.add(len(forms))
        forms.append(word.form)
        starts.append(word.start)
        ends.append(word.end)
    return _words(text, forms, starts, ends, frozenset(decoded))


def _words(
    text: str, forms: list[str], starts: list[int], ends: list[int], masked: frozenset[int]
) -> Words:
    """The words with their sentences and clauses."""
    sentences = _numbers(starts, [match.start() for match in _STOP.finditer(text)])
    clauses = _numbers(starts, [match.start() for match in _BREAK.finditer(text)])
    return Words(text, forms, starts, ends, sentences, clauses, masked)


def _numbers(starts: Sequence[int], marks: Sequence[int]) -> list[int]:
    """For each word the number of marks before it."""
    numbers: list[int] = []
    for number, mark in enumerate(marks):
        numbers += [number] * (bisect_left(starts, mark) - len(numbers))
    return numbers + [len(marks)] * (len(starts) - len(numbers))


def sentence_span(words: Words, index: int) -> tuple[int, int]:
    """Indexes of the first word of the sentence around `index`, and of the one after its last."""
    number = words.sentence[index]
    low = bisect_right(words.sentence, number - 1)
    return low, bisect_right(words.sentence, number, low)
