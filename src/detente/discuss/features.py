"""What the model for hostile comments sees: hashed words and letters, and the rules' labels.

The name of a group of people stands as the word "people": the model cannot hold a group's name for
hostile, nor that a group is named at all. What is said against a group is for the rules to find.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detente.discuss.words import Words
from detente.knowledge.abuse import LABEL_FILES
from detente.model.discussion import CommentLabel

BITS = 16
SIZE = 1 << BITS
_MASK = SIZE - 1
GROUP = "people"
_LONG = re.compile(r"[^\W\d_]{5,}")
"""Words that are no acronyms."""
_SHOUTED = re.compile(r"[A-Z]{5}")
_LONGEST = 400
"""Words that are looked at: a longer comment is judged by its beginning."""
_GRAMS = (2, 3, 4, 5)
_FACTOR = np.uint64(1_000_003)
_KINDS = tuple(LABEL_FILES.values())
_YOU = frozenset(("you", "your", "youre", "u", "ur", "yourself", "yours"))
_POLITE = frozenset(("please", "thanks", "thank", "sorry", "agree", "agreed", "welcome", "perhaps"))
DENSE = (
    *(f"{kind}: surest" for kind in _KINDS),
    "harshest word", "harsh words", "labels in all", "clear labels", "sharpest label",
    "speaks to “you”", "“you” beside a label",
    "exclamation marks", "shouted words", "question", "polite words", "length", "few words",
)  # fmt: skip
"""Names of the numbers that `dense` gives, in order."""


def hashed(words: Words, groups: Mapping[str, str]) -> NDArray[np.uint16]:
    """Numbers below SIZE of the words, word pairs and letter runs in a comment, each once."""
    return next(hashed_all((words,), groups))


def hashed_all(
    comments: Sequence[Words], groups: Mapping[str, str]
) -> Iterator[NDArray[np.uint16]]:
    """What `hashed` gives for each of some comments; many times faster than one by one."""
    forms = [
        [GROUP if form in groups else form for form in words.forms[:_LONGEST]] for words in comments
    ]
    texts = [f" {' '.join(row)} " for row in forms]
    runs = _letter_runs("".join(texts))
    start = 0
    for row, text in zip(forms, texts, strict=True):
        end = start + len(text)
        # A run of the whole is one of this text where it ends before the next begins.
        own = [found[start : max(start, end - size + 1)] for size, found in runs]
        numbers = np.concatenate([np.array(_word_numbers(row), dtype=np.uint16), *own])
        numbers.sort()  # many times faster than numpy.unique on these short arrays
        first = np.ones(len(numbers), dtype=bool)
        np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
        yield numbers[first]
        start = end


def _word_numbers(forms: Sequence[str]) -> list[int]:
    """Numbers of the words and of the pairs."""
    known = [_checksums(form) for form in forms]
    found = [alone for _, alone, _ in known]
    found += [crc32(word, before) & _MASK for (_, _, before), (word, _, _) in pairwise(known)]
    return found


@lru_cache(maxsize=1 << 16)
def _checksums(form: str) -> tuple[bytes, int, int]:
    """A word's bytes, its number, and the checksum that a pair begins with."""
    word = form.encode()
    return word, crc32(word) & _MASK, crc32(word + b" ")


def _letter_runs(text: str) -> list[tuple[int, NDArray[np.uint16]]]:
    """For each size of run the numbers of all runs of a text, by their starts."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    runs = []
    rolled = codes
    for size in range(2, max(_GRAMS) + 1):
        if len(codes) < size:
            break
        rolled = rolled[:-1] * _FACTOR + codes[size - 1 :]
        if size in _GRAMS:
            mixed = rolled * np.uint64(0x9E3779B97F4A7C15 + 2 * size)
            runs.append((size, (mixed >> np.uint64(64 - BITS)).astype(np.uint16)))
    return runs


def dense(
    words: Words, labels: Sequence[CommentLabel], harsh: Mapping[str, float]
) -> NDArray[np.float64]:
    """What the rules and the writing tell, in the order of DENSE."""
    text, forms = words.text, words.forms
    best = dict.fromkeys(_KINDS, 0.0)
    for label in labels:
        best[label.label] = max(best[label.label], label.score)
    you = not _YOU.isdisjoint(forms)
    sharpest = max(best.values())
    strengths = (
        []
        if harsh.keys().isdisjoint(forms)
        else [
            _strength(words.starts[at], harsh[form], labels)
            for at, form in enumerate(forms)
            if form in harsh
        ]
    )
    shouted = 0
    if not text.isascii() or _SHOUTED.search(text):
        shouted = sum(map(str.isupper, _LONG.findall(text)))
    values = [
        *best.values(),
        max(strengths, default=0.0),
        min(sum(strengths), 3.0) / 2,
        min(sum(label.score for label in labels), 4.0) / 2,
        min(sum(label.score >= 0.5 for label in labels), 4) / 2,
        sharpest,
        float(you),
        sharpest if you else 0.0,
        min(text.count("!"), 4) / 4,
        min(shouted, 4) / 4,
        float("?" in text),
        min(sum(map(_POLITE.__contains__, forms)), 2) / 2,
        math.log1p(len(forms)) / 5,
        float(len(forms) < 6),
    ]
    return np.array(values)


def _strength(start: int, strength: float, labels: Sequence[CommentLabel]) -> float:
    """How harsh a word is; a label that holds it may know that it is quoted or negated."""
    scores = [label.score for label in labels if label.start <= start < label.end]
    return max(scores) if scores else strength
