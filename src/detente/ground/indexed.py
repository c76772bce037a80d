"""Names of the place index in a text, found only where the words around ask for a place.

The index holds villages called Of, Most, Nice and Police: looking for all its names everywhere
would find mostly other things. A run of capitalised words is looked up when a locative word leads
to it, when a place noun stands beside it, when the text says what it lies in ("X, Ohio"), when it
is a large city by its main name, or when the document has given the name such a place before.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from detente.ground.lexicon import Lexicon, Sense
from detente.ground.normal import name_key
from detente.ground.sites import LOCATIVE, locative_before
from detente.ground.surface import Hit
from detente.ground.toponyms import ToponymReader
from detente.knowledge.placeindex import PlaceRow
from detente.knowledge.words import Words

_RUN = re.compile(
    r"(?<![\w@#/’'.-])(?:(?:al|an|ar|as|ash|ad|az|at|el|ul)-)?[A-Z][\w’'-]*\.?"
    r"(?:(?:[ \t]|-)(?:(?:de|del|la|el|al|of|on|the|upon|le|les|du|da|do)[ \t-]){0,2}"
    r"[A-Z][\w’'-]*){0,5}"
)
_OF_KIND = re.compile(r"\b([a-z]+)\s+of\s+\Z")
_NEXT = re.compile(r"\s([A-Za-z]+)")
_NOT_SITES = frozenset(("between", "over", "off", "amid", "to", "from", "at"))
"""Prepositions that lead to persons, times and bodies as often as to places."""
_LARGE = 150_000
_KNOWN = 15_000
"""A place named only once, by a locative word, is believed from this population on."""
_MOST = 8


def with_indexed(text: str, hits: Sequence[Hit], lexicon: Lexicon, words: Words) -> list[Hit]:
    """The known names of a text and those of the index, sorted by start.

    Args:
        text: the document's text.
        hits: the known names, sorted by start; they win where both would stand.
        lexicon: holds the index.
        words: place nouns, and words that are no place however they are written.
    """
    finder = _Finder(text, hits, lexicon, words)
    runs = list(finder.runs())
    accepted: dict[str, tuple[PlaceRow, ...]] = {}
    found: dict[int, Hit] = {}
    for again in (False, True):
        for start, end in runs:
            if start in found:
                continue
            rows = finder.places(start, end, accepted if again else None)
            if rows:
                accepted.setdefault(name_key(text[start:end]), rows)
                ids = tuple(row.id for row in rows[:_MOST])
                found[start] = Hit(start, end, Sense(places=ids), text[start:end])
    known = [hit for hit in hits if finder.kept(hit)]
    return sorted((*known, *found.values()), key=lambda hit: (hit.start, -hit.end))


class _Finder:
    """Judges the capitalised runs of one text."""

    def __init__(self, text: str, hits: Sequence[Hit], lexicon: Lexicon, words: Words) -> None:
        self._text = text
        self._hits = hits
        self._starts = [hit.start for hit in hits]
        self._words = words
        self._roles = lexicon.registry.roles
        self._reader = ToponymReader(text, lexicon, words.place_words)
        states = {hit.sense.state or hit.sense.adjective for hit in hits}
        self._states = states - {None}

    def runs(self) -> list[tuple[int, int]]:
        """Runs of capitalised words between the known names."""
        found = []
        for match in _RUN.finditer(self._text):
            start, end = match.span()
            while end > start and self._text[end - 1] in ".-’'":
                end -= 1
            if self._text.endswith(("’s", "'s"), start, end):
                end -= 2
            start, end = self._core(start, end)
            if end - start > 1 and not self._known(start, end):
                found.append((start, end))
        return found

    def _core(self, start: int, end: int) -> tuple[int, int]:
        """A run without the word that opens a sentence and without a place noun at its end."""
        name = self._text[start:end]
        first, _, rest = name.partition(" ")
        if rest and first.lower() in self._words.place_stops and not self._reader.rows(name):
            start = end - len(rest.lstrip())
        name = self._text[start:end]
        head, _, last = name.rpartition(" ")
        if head and last.lower() in self._words.place_words and not self._reader.rows(name):
            end = start + len(head.rstrip())
        return start, end

    def kept(self, hit: Hit) -> bool:
        """Whether a known name stays: a place called like a plain word asks for more."""
        sense = hit.sense
        if not sense.places or sense.actors or sense.state or sense.adjective or sense.people:
            return True
        if name_key(hit.form) not in self._words.place_stops:
            return True
        return self._asked(hit.start, hit.end, self._reader.rows(hit.form), large=False)

    def _known(self, start: int, end: int) -> bool:
        low = bisect_left(self._starts, start)
        if low and self._hits[low - 1].end > start:
            return True
        return low < len(self._hits) and self._hits[low].start < end

    def places(
        self, start: int, end: int, accepted: dict[str, tuple[PlaceRow, ...]] | None
    ) -> tuple[PlaceRow, ...]:
        """What the run names if it is a place: all that bear the name, else nothing."""
        name = self._text[start:end]
        key = name_key(name)
        if key in self._words.place_stops or (name.isupper() and len(name) < 5):
            return ()
        if accepted is not None:
            return accepted.get(key, ()) if " " in name or not self._personal(start) else ()
        if key in self._roles or key in self._words.things or key in self._words.name_words:
            return ()
        rows = tuple(row for row in self._reader.rows(name) if row.kind != "county" or " " in name)
        if not rows:
            return ()
        return rows if self._asked(start, end, rows) else ()

    def _asked(self, start: int, end: int, rows: Sequence[PlaceRow], *, large: bool = True) -> bool:
        """Whether the words around, or its size, make a place of the name."""
        told = self._reader.read(start, end)
        if told.parents and any(_lies(row, parent) for row in rows for parent in told.parents):
            return True
        before = _OF_KIND.search(self._text[max(0, start - 30) : start])
        after = _NEXT.match(self._text, end)
        largest = max(row.population for row in rows)
        main = max((row.population for row in rows if row.main), default=0)
        at_home = any(row.country in self._states for row in rows)
        nouns = [self._words.place_words.get(m[1].lower()) for m in (before, after) if m]
        if any(noun is not None and noun.level != "site" for noun in nouns):
            return True
        if any(nouns):
            # Bases and dams bear names of persons and firms as often as of the town beside them.
            return at_home or main >= _LARGE
        here = locative_before(self._text, start)
        if here in LOCATIVE | {"of"} and here not in _NOT_SITES:
            return at_home or largest >= _KNOWN
        if here is not None and largest >= _KNOWN:
            return not self._personal(start)
        return large and main >= _LARGE and not self._personal(start)

    def _personal(self, start: int) -> bool:
        """Whether a capitalised word right before it makes it a piece of another name."""
        before = self._text[max(0, start - 30) : start]
        word = before.rstrip(" ").rpartition(" ")[2]
        return word[:1].isupper() and before.endswith(" ") and word[-1:].isalpha()


def _lies(row: PlaceRow, parent: PlaceRow) -> bool:
    if parent.country != row.country or parent.id == row.id:
        return False
    return parent.kind == "country" or bool(row.region and row.region == parent.region)
