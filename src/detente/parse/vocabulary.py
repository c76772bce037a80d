"""What the network sees of a word: a normal form and four features looked up by it.

Words seen at least twice in training have a vector of their own; all others share one and are told
apart by their first and last three letters and their shape. Apostrophes, quotes and dashes of every
kind become one, digits become 0 (years 2000): the parser need not learn typography or counting.
"""

import re
from collections.abc import Collection
from typing import Any

from spacy.attrs import LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.vocab import Vocab

UNKNOWN = "<unknown>"
LONGEST_WORD = 40

_SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "—", "―": "—", "…": "...", "‑": "-",
    }
)  # fmt: skip
_QUOTES = {"''": '"', "``": '"', "--": "—"}
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DIGIT = re.compile(r"\d")


def normal_form(word: str) -> str:
    """Return the form under which the parser looks a word up: typography and digits levelled."""
    if word.isalpha() and word.isascii():
        return word[:LONGEST_WORD]
    if _YEAR.match(word):
        return "2000"
    plain = _DIGIT.sub("0", word.translate(_SIGNS))[:LONGEST_WORD]
    return _QUOTES.get(plain, plain)


def make_vocabulary(known: Collection[str]) -> Vocab:
    """Return an empty spaCy vocabulary whose NORM knows only the lower-cased words in `known`."""
    words = frozenset(known)

    def norm(word: str) -> str:
        lower = word.lower()
        return lower if lower in words else UNKNOWN

    getters: Any = {  # the stub wants names as keys, spaCy itself its integer symbols
        LOWER: str.lower,
        NORM: norm,
        PREFIX: lambda word: word[:3].lower(),
        SUFFIX: lambda word: word[-3:].lower(),
        SHAPE: word_shape,
    }
    return Vocab(lex_attr_getters=getters)


def word_shape(word: str) -> str:
    """Return the word with letters as x or X, digits as d, runs cut at four (spaCy's SHAPE)."""
    shape: list[str] = []
    last = ""
    run = 0
    for sign in word:
        kind = (
            ("X" if sign.isupper() else "x")
            if sign.isalpha()
            else ("d" if sign.isdigit() else sign)
        )
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 4:
            shape.append(kind)
    return "".join(shape)
