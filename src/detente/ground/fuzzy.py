"""Misspelt actor names: compared only inside a candidate name, never loosely over text."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from detente.ground.normal import name_key

_SHORTEST = 9
_CACHE = 4096


class Misspelt:
    """Finds the registry entry of a name that is one or two slips away from its spelling.

    A slip is a letter changed, missing, added or swapped with its neighbour. Names under nine
    letters never match (their neighbours are other names), and the words must be as many.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._by_size: dict[tuple[str, int], list[str]] = {}
        for name in sorted(names):
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
        if len(key) < _SHORTEST:
            return None
        if key in self._names:
            return self._names[key]
        pool = self._by_size.get((key[0], key.count(" ")), [])
        slips = 1 if len(key) < 14 else 2
        best = process.extractOne(key, pool, scorer=OSA.distance, score_cutoff=slips)
        if best is None or not _same_words(key, best[0]):
            return None
        return self._names[best[0]]


def _same_words(one: str, other: str) -> bool:
    """Whether each word is at most a slip from its partner, and short words are the same."""
    for a, b in zip(one.split(), other.split(), strict=True):
        if a != b and (min(len(a), len(b)) < 4 or OSA.distance(a, b) > 1 + (len(a) > 7)):
            return False
    return True
