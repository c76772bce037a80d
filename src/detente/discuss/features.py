"""What the model for hostile comments sees: hashed words and letters, and the rules' labels.

The name of a group of people stands as the word "people": the model cannot hold a group's name for
hostile, nor that a group is named at all. What is said against a group is for the rules to find.
"""

import math
import re
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.discuss.words import Words
from detente.knowledge.abuse import LABEL_FILES
from detente.model.discussion import CommentLabel

BITS = 16
SIZE = 1 << BITS
GROUP = "people"
_LONG = re.compile(r"[^\W\d_]{5,}")
"""Words that are no acronyms."""
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
    forms = [GROUP if form in groups else form for form in words.forms[:_LONGEST]]
    mask = SIZE - 1
    found = [zlib.crc32(form.encode()) & mask for form in forms]
    found.extend(zlib.crc32(f"{one} {other}".encode()) & mask for one, other in pairwise(forms))
    letters = _letter_runs(f" {' '.join(forms)} ")
    numbers = np.concatenate([np.array(found, dtype=np.uint16), letters])
    numbers.sort()  # many times faster than numpy.unique on these short arrays
    first = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def _letter_runs(text: str) -> NDArray[np.uint16]:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    runs = []
    rolled = codes
    for size in range(2, max(_GRAMS) + 1):
        if len(codes) < size:
            break
        rolled = rolled[:-1] * _FACTOR + codes[size - 1 :]
        if size in _GRAMS:
            mixed = rolled * np.uint64(0x9E3779B97F4A7C15 + 2 * size)
            runs.append((mixed >> np.uint64(64 - BITS)).astype(np.uint16))
    return np.concatenate(runs) if runs else np.empty(0, dtype=np.uint16)


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
    strengths = [
        _strength(words.starts[at], harsh[form], labels)
        for at, form in enumerate(forms)
        if form in harsh
    ]
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
        min(sum(map(str.isupper, _LONG.findall(text))), 4) / 4,
        float("?" in text),
        min(sum(form in _POLITE for form in forms), 2) / 2,
        math.log1p(len(forms)) / 5,
        float(len(forms) < 6),
    ]
    return np.array(values)


def _strength(start: int, strength: float, labels: Sequence[CommentLabel]) -> float:
    """How harsh a word is; a label that holds it may know that it is quoted or negated."""
    scores = [label.score for label in labels if label.start <= start < label.end]
    return max(scores) if scores else strength
