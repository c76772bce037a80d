"""Misspelt and otherwise transliterated actor names, looked for only inside a candidate name."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from detente.ground.normal import name_key

_SHORTEST = 9
_SHORTEST_SOUND = 7
_CACHE = 4096
_ARTICLES = re.compile(r"\b(?:al|el|ul|an|ar|as|ash|ad|az|at) ")
_DOUBLED = (re.compile(r"(\w)\1+"), r"\1")
_SOUNDS = (
    _DOUBLED,
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"[ey]"), "i"),
    (re.compile(r"q"), "k"),
    (re.compile(r"ai"), "i"),
    (re.compile(r"(?<=[aiu])h\b"), ""),
    _DOUBLED,
)
"""Spellings of the same Arabic sounds: Nour and Nur, Qaida and Kaeda, Jaish and Jaysh."""


class Misspelt:
    """Finds the registry entry of a name that is one or two slips away from its spelling.

    Spellings that sound the same are one name (Jaish and Jaysh, Nour and Nur, Qaeda and Kaida).
    Besides, a slip is a letter changed, missing, added or swapped with its neighbour. Names under
    nine letters have no slips (their neighbours are other names), and the words must be as many.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._by_sound: dict[str, str | None] = {}
        for name, entry in names.items():
            known = self._by_sound.setdefault(sound_key(name), entry)
            if known != entry:
                self._by_sound[sound_key(name)] = None  # two bearers: neither
        self._by_size: dict[tuple[str, int], list[str]] = {}
        for name in sorted(name for name in names if len(name) >= _SHORTEST):
            self._by_size.setdefault((name[0], name.count(" ")), []).append(name)
        self._names = names
        self._seen: dict[str, str | None] = {}

    def find(self, name: str) -> str | None:
        """The id of the entry that `name` misspells, or None."""
        key = name_key(name)
        if key not in self._seen:
            if len(self._seen) > _CACHE:
                self._seen.clear()
            self._seen[key] = self._search(key)
        return self._seen[key]

    def _search(self, key: str) -> str | None:
        if key in self._names:
            return self._names[key]
        sound = sound_key(key)
        if len(sound) >= _SHORTEST_SOUND and (by_sound := self._by_sound.get(sound)):
            return by_sound
        if len(key) < _SHORTEST:
            return None
        pool = self._by_size.get((key[0], key.count(" ")), [])
        slips = 1 if len(key) < 14 else 2
        best = process.extractOne(key, pool, scorer=OSA.distance, score_cutoff=slips)
        if best is None or not _same_words(key, best[0]):
            return None
        return self._names[best[0]]


def sound_key(key: str) -> str:
    """A normalised name as it sounds, without articles and choices of transliteration."""
    sound = _ARTICLES.sub("", key)
    for pattern, plain in _SOUNDS:
        sound = pattern.sub(plain, sound)
    return sound


def _same_words(one: str, other: str) -> bool:
    """Whether each word is at most a slip from its partner, and short words are the same."""
    for a, b in zip(one.split(), other.split(), strict=True):
        if a != b and (min(len(a), len(b)) < 4 or OSA.distance(a, b) > 1 + (len(a) > 7)):
            return False
    return True
