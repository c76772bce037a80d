"""Names of places in a text: what they may mean, and what the words around say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.ground.lexicon import Lexicon
from detente.ground.normal import name_key
from detente.ground.surface import Hit, find_hits
from detente.knowledge.placeindex import PlaceRow
from detente.knowledge.words import PlaceWord

_SIDE = re.compile(
    r"(?:(?:north|south|east|west|mid)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?|central|rural|upper|lower|"
    r"downtown|greater|inner|outer|old|metropolitan|mainland)\s+(?:of\s+)?(?=\S)",
    re.IGNORECASE,
)
_OF = re.compile(r"([A-Za-z]+)\s+of\s+(?:the\s+)?\Z")
_KIND_OF = re.compile(r"\A(?:the\s+)?([A-Za-z]+)\s+of\s+(?:the\s+)?", re.IGNORECASE)
_NEXT = re.compile(r"\s+([A-Za-z]+)")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_ARTICLE = re.compile(r"\A(?:the|The)\s+")
_ARABIC = re.compile(r"\A(?:a(?:l|n|r|s|sh|d|z|t)-|[eu]l-|[ae]l )(?=\S)", re.IGNORECASE)
_PARENT = re.compile(r",\s*((?:[A-Z][\w’'-]*\.?(?:[A-Z]\.)*(?:\s+(?:and\s+)?(?=[A-Z]))?){1,4})")
_BRACKET = re.compile(r"\s*\(((?:[A-Z][\w’'.-]*\s?){1,4})\)")
_LEVELS = {
    "town": frozenset(("capital", "town")),
    "site": frozenset(("site", "capital", "town")),
    "region": frozenset(("region", "county")),
    "area": frozenset(("area", "continent", "region")),
}
_REGION_KINDS = frozenset(("region", "country", "county"))
_MANY = 120
"""More places of one name than this are cut off at the least populous."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name at its place in the text."""

    start: int
    end: int
    key: str
    """The name without article, possessive, side and kind words, normalised."""
    candidates: tuple[PlaceRow, ...]
    kinds: frozenset[str] | None
    """Kinds that a word beside the name asks for ("province"), None where none does."""
    parents: tuple[PlaceRow, ...]
    """What it is said to lie in, right after its name ("X, Y"); several if Y is ambiguous."""


class ToponymReader:
    """Reads place names of one text.

    Args:
        text: the document's text.
        lexicon: known names and the index of places.
        place_words: nouns that make a place of a name beside them.
    """

    def __init__(self, text: str, lexicon: Lexicon, place_words: dict[str, PlaceWord]) -> None:
        self.text = text
        self._lexicon = lexicon
        self._index = lexicon.index
        self._words = place_words
        self._rows: dict[str, tuple[PlaceRow, ...]] = {}

    def read(self, start: int, end: int) -> Toponym:
        """The place name in a span, with all places that bear it."""
        name, kinds = self._core(start, end)
        rows = self.rows(name)
        if kinds is None:
            kinds = self._kinds_around(start, end)
        asked = tuple(row for row in rows if kinds and row.kind in kinds)
        rows = asked or rows
        return Toponym(start, end, name_key(name), rows[:_MANY], kinds, self._parents(end))

    def rows(self, name: str) -> tuple[PlaceRow, ...]:
        """All places under a name; states by their other names and adjectives too.

        A name with an Arabic article that no gazetteer writes is looked for without it.
        """
        rows = self._rows.get(name)
        if rows is None:
            rows = self._rows[name] = self._looked_up(name)
        return rows

    def _looked_up(self, name: str) -> tuple[PlaceRow, ...]:
        found = {row.id: row for row in self._index.find(name)}
        article = None if found else _ARABIC.match(name)
        if article is not None:
            bare = self._index.find(name[article.end() :])
            found = {row.id: replace(row, main=False) for row in bare}
        for state in self._states(name):
            row = self._index.get(state)
            if row is not None and row.id not in found:
                found = {row.id: replace(row, main=False), **found}
        return tuple(found.values())

    def _states(self, name: str) -> list[str]:
        form = name[:1].upper() + name[1:]
        states = []
        for hit in find_hits(form, self._lexicon):
            if hit.start == 0 and hit.end >= len(form.rstrip(".")):
                sense = hit.sense
                states += [s for s in (sense.state, sense.adjective, sense.people) if s]
        return list(dict.fromkeys(states))

    def _core(self, start: int, end: int) -> tuple[str, frozenset[str] | None]:
        """The name that the gazetteer may hold, and the kinds that words in the span ask for."""
        name = _ARTICLE.sub("", _POSSESSIVE.sub("", self.text[start:end].strip()))
        if self.rows(name):
            return name, None
        bare = _SIDE.sub("", name, count=1) if _SIDE.match(name) else name
        first, _, rest = bare.partition(" ")
        front = _KIND_OF.match(bare)
        head, _, last = bare.rpartition(" ")
        for word, core in (
            ("", bare),
            (front[1].lower() if front else "", bare[front.end() :] if front else ""),
            (last.lower(), head),
            (first.lower(), rest),
        ):
            level = self._words.get(word)
            if core and (not word or level) and self.rows(core):
                return core, _LEVELS[level.level] if level else None
        return name, None

    def _kinds_around(self, start: int, end: int) -> frozenset[str] | None:
        """The kinds that a word beside the span asks for: "X province", "the city of X"."""
        after = _NEXT.match(self.text, end)
        before = _OF.search(self.text[max(0, start - 30) : start])
        for match in (after, before):
            word = match[1].lower().removesuffix("s") if match else ""
            level = self._words.get(word) or self._words.get(f"{word}s")
            if level is not None and word != "border":
                return _LEVELS[level.level]
        return None

    def _parents(self, end: int) -> tuple[PlaceRow, ...]:
        """The regions or countries that stand right after a name: "X, Y", "X (Y)"."""
        match = _PARENT.match(self.text, end) or _BRACKET.match(self.text, end)
        words = match[1].split() if match else []
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size]).rstrip(",")
            rows = self.rows(name) or self.rows(name.rstrip("."))
            above = tuple(row for row in rows if row.kind in _REGION_KINDS)
            if above:
                return above
        return ()


def evidence_hits(text: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Where the text names a state, its people or its adjective: offsets with the state's code."""
    return states_of(find_hits(text, lexicon), lexicon)


def states_of(hits: Sequence[Hit], lexicon: Lexicon) -> list[tuple[int, str]]:
    """The same, of known names that were found before."""
    found = []
    for hit in hits:
        state = hit.sense.state or hit.sense.adjective or hit.sense.people
        if state is None and hit.sense.actors:
            entry = lexicon.registry.entries.get(hit.sense.actors[0][0])
            state = entry.actor.country if entry else None
        if state in lexicon.registry.states:
            found.append((hit.start, state or ""))
    return found
