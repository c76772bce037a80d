"""Masked spellings: "f*ck", "1d10t", "i d i o t", "idioooot", letters of other scripts.

A masked word is read only as one of the words that the lists call maskable, so that ordinary
numbers, acronyms and stretched words ("noooo", "F-16") stay what they are.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from detente.discuss.words import Word, plain_form

_LOOKALIKES = {
    ord(foreign): latin
    for foreign, latin in zip(
        "аеорсухіѕјԁɡһмткьАВЕКМНОРСТХІЅαορνικτ０１３＠",
        "aeopcyxisjdghmtkbabekmhopctxisaopvikt013@",
        strict=True,
    )
}
"""Letters of other scripts that look like Latin ones, one for one."""
_FOREIGN = re.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")
_LEET = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
         "@": "a", "$": "s", "!": "i", "|": "il", "+": "t", "€": "e", "£": "l"}  # fmt: skip
_SUSPECT = re.compile(
    r"(?<![\w@/.])(?=[\w@$!|€£*#]{0,30}[A-Za-z])(?=[^\s]{0,30}[\d@$!|€£*#])"
    r"[A-Za-z@$][\w@$!|+€£*#]{0,30}[\w@$*#]|"
    r"(?<![\w/.])[\d$][A-Za-z\d@$!*]{0,30}[A-Za-z][\w@$!*]{0,30}"
)
_SPACED = re.compile(r"(?<![^\W_])(?:[A-Za-z][ .\-_*·]{1,2}){2,24}[A-Za-z](?![^\W_])")
_INNER = re.compile(r"(?<![\w/.])[A-Za-z]{1,6}(?:[.\-_*·][A-Za-z]{1,6})+(?![\w/])")
_REPEAT = re.compile(r"(?<!\w)\w*([A-Za-z])\1\1\w*(?!\w)")
_MIXED = re.compile(r"[^\s]*[A-Za-z$@][^\s]*")
_SIGN = re.compile(
    r"[*#@$!|€£\d ._·-](?:(?<=[*#@$!|€£\d])(?=[A-Za-z])|(?<=[A-Za-z][*#@$|€£\d])|"
    r"(?<=[A-Za-z][._·-])(?=[A-Za-z])|"
    r"(?<=[A-Za-z][ ._·*-])(?<![A-Za-z]{2}[ ._·*-])[ ._·*-]?[A-Za-z](?![A-Za-z]))"
)
"""What every masked spelling holds, but for repeated letters; most comments hold none of it."""
_THRICE = re.compile(r"([A-Za-z])\1\1")
_LEETY = re.compile(r"[\d@$!|€£*#]")
"""What every spelling of `_SUSPECT` holds."""
_WHOLE = re.compile(r"[A-Za-z]{3,}")
_MOST_READINGS = 16


class Unmasker:
    """Finds masked spellings of known words.

    Args:
        words: the words that a masked spelling may stand for, in plain form.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = frozenset(words)
        self._by_size: dict[tuple[str, int], list[str]] = {}
        for word in words:
            self._by_size.setdefault((word[0], len(word)), []).append(word)
        self._squeezed = {_squeeze(word): word for word in reversed(words)}
        self._patterns = (
            (_SPACED, self._joined),
            (_SUSPECT, self._lettered),
            (_INNER, self._joined),
            (_REPEAT, self._stretched),
        )

    def find(self, text: str) -> tuple[Word, ...]:
        """The masked words of `text`, by start, without overlap."""
        plain = text
        if not text.isascii() and _FOREIGN.search(text):
            plain = _MIXED.sub(_latin, text)
        if plain is text and not _SIGN.search(text) and not any(map(_is_stretched, text.split())):
            return ()
        found: list[Word] = []
        for pattern, read in self._patterns:
            if pattern is _SUSPECT and not _LEETY.search(plain):
                continue
            for match in pattern.finditer(plain):
                word = read(match[0])
                if word is not None:
                    _put(found, Word(match.start(), match.end(), word))
        if plain != text:
            for match in _WHOLE.finditer(plain):
                form = match[0].lower()
                if form in self._words and match[0] != text[match.start() : match.end()]:
                    _put(found, Word(match.start(), match.end(), form))
        return tuple(found)

    def _known(self, letters: str) -> str | None:
        form = plain_form(letters)
        if form in self._words:
            return form
        return self._squeezed.get(_squeeze(form)) if len(form) > 5 else None

    def _joined(self, written: str) -> str | None:
        """Letters that were pulled apart: "i d i o t", "i-d-i-o-t"."""
        form = re.sub(r"[^a-z]", "", written.lower())
        if len(form) >= 4 and form in self._words:
            return form
        return self._lettered(written) if "*" in written else None

    def _lettered(self, written: str) -> str | None:
        """Digits and signs that stand for letters, stars that stand for any."""
        if plain_form(written) in self._words:
            return None
        written = written.rstrip("!|+")
        visible = sum(char.isalpha() for char in written)
        if not visible or visible == len(written):
            return None
        if any(char in "*#" for char in written):
            return self._starred(written)
        readings = [""]
        for char in written.lower():
            options = _LEET.get(char, char)
            readings = [head + option for head in readings for option in options][:_MOST_READINGS]
        return next((known for known in map(self._known, readings) if known), None)

    def _starred(self, written: str) -> str | None:
        """Stars for letters: as many as there are letters, or any number where more is seen."""
        letters = written.lower()
        visible = sum(char.isalpha() for char in letters)
        if not letters[0].isalpha() or len(letters) < 4 - (visible > 1):
            return None
        exact = re.compile("".join("[a-z]" if c in "*#" else _LEET.get(c, c)[0] for c in letters))
        for word in self._by_size.get((letters[0], len(letters)), ()):
            if exact.fullmatch(word):
                return word
        if visible < 3 or not re.fullmatch(r"[a-z*#]+", letters):
            return None
        loose = re.compile(re.sub(r"[*#]+", "[a-z]{1,4}", letters))
        for size in range(visible + 1, visible + 5):
            for word in self._by_size.get((letters[0], size), ()):
                if loose.fullmatch(word):
                    return word
        return None

    def _stretched(self, written: str) -> str | None:
        """Letters repeated three times or more."""
        form = plain_form(written)
        if form in self._words:
            return None
        return self._squeezed.get(_squeeze(form)) if _squeeze(form) != form else None


@lru_cache(maxsize=1 << 16)
def _is_stretched(word: str) -> bool:
    return _THRICE.search(word) is not None


def _latin(match: re.Match[str]) -> str:
    return match[0].translate(_LOOKALIKES)


def _squeeze(word: str) -> str:
    """Each run of one letter as that letter."""
    return re.sub(r"(.)\1+", r"\1", word)


def _put(found: list[Word], word: Word) -> None:
    """Adds a word in order, unless one stands there already."""
    at = bisect_left([other.start for other in found], word.start)
    if at and found[at - 1].end > word.start:
        return
    if at < len(found) and found[at].start < word.end:
        return
    found.insert(at, word)
