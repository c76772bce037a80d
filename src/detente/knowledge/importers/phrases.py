"""Names as the older coders' dictionaries write them (CAPITALS_WITH_LINES), made readable."""

import re

_SMALL = frozenset(
    (
        *("of", "the", "for", "and", "in", "on", "to", "at", "de", "la", "del", "da", "do", "du"),
        *("al", "el", "ul", "bin", "ibn", "i", "e", "y", "wa", "fi"),
    )
)
"""Words that stay small inside a name."""
_BRACKET = re.compile(r"\s*\(([^()]+)\)")
_ACRONYM = 6


def phrase(text: str) -> str:
    """Words with single blanks: underscores part words, a last one only forbids stemming."""
    return " ".join(text.replace("_", " ").split())


def written_names(text: str) -> tuple[str, ...]:
    """The names that a dictionary's phrase stands for, written as a newspaper would.

    Short names of one word may be acronyms or not ("FARC", "HAMAS"): both forms are given. An
    abbreviation in brackets is a name of its own; other words in brackets only qualify.
    """
    plain = phrase(text)
    shorts = [short for short in _BRACKET.findall(plain) if _abbreviates(short, plain)]
    plain = " ".join(_BRACKET.sub(" ", plain).split())
    if plain != plain.upper():
        return tuple(dict.fromkeys((plain, *shorts)))
    names = [_titled(plain)]
    if " " not in plain and len(plain) <= _ACRONYM:
        names = [plain] if len(plain) <= 3 else [plain, _titled(plain)]
    return tuple(dict.fromkeys((*names, *shorts)))


def _titled(plain: str) -> str:
    words = plain.lower().split(" ")
    return " ".join(
        word if index and word in _SMALL else _capital(word) for index, word in enumerate(words)
    )


def _capital(word: str) -> str:
    """A word with capitals after hyphens and strokes, articles left small ("al-Aqsa")."""
    parts = re.split(r"([-/])", word)
    return "".join(
        part if part in _SMALL and index + 1 < len(parts) else part[:1].upper() + part[1:]
        for index, part in enumerate(parts)
    )


def _abbreviates(short: str, plain: str) -> bool:
    """Whether letters in brackets are initials of the words before them, in order."""
    if " " in short or not 2 <= len(short) <= 10:
        return False
    before = re.split(r"[\s-]+", plain.split("(", 1)[0].strip().lower())
    rest = iter(word[:1] for word in before)
    hits = sum(any(letter == initial for initial in rest) for letter in short.lower())
    return hits >= 2
