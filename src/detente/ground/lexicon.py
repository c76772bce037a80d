"""All names that are looked for in a text, in one automaton."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from detente.ground.normal import name_keys
from detente.knowledge.gazetteer import GazetteerEntry, load_gazetteer
from detente.knowledge.placeindex import PlaceIndex, PlaceRow, index_with, open_default
from detente.knowledge.registry import Name, Registry, load_registry

_SHORT = 6
_FUZZY_FROM = 8
_PLACE_RANK = {"capital": 0, "town": 1, "area": 2, "region": 3}


@dataclass(frozen=True, slots=True)
class Sense:
    """What one written form can stand for."""

    actors: tuple[tuple[str, Name], ...] = ()
    """Entry ids with the name that was met, for its years."""
    state: str | None = None
    adjective: str | None = None
    """State or people id whose adjective this is."""
    people: str | None = None
    """State or people id of a word for the people themselves."""
    capital_of: str | None = None
    places: tuple[str, ...] = ()
    """Gazetteer ids, towns before regions."""
    exact: str | None = None
    """An acronym: only these very letters count."""
    small: bool = False
    """Whether the registry writes such a name in small letters ("peshmerga forces")."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The automaton, what its patterns stand for, and the knowledge behind them."""

    automaton: AhoCorasick
    senses: tuple[tuple[Sense, ...], ...]
    """By pattern number; a form that is also an acronym has one more sense."""
    registry: Registry
    gazetteer: dict[str, GazetteerEntry]
    fuzzy: dict[str, str]
    """Longer actor names to entry ids, for misspelt names."""
    index: PlaceIndex
    """All places of the gazetteers, our own among them."""

    def place(self, place_id: str) -> PlaceRow:
        """A place by its id.

        Raises:
            KeyError: there is none.
        """
        row = self.index.get(place_id)
        if row is None:
            raise KeyError(place_id)
        return row


@dataclass(slots=True)
class _Slot:
    """A sense in the making."""

    actors: set[tuple[str, Name]] = field(default_factory=set)
    state: str | None = None
    adjective: str | None = None
    people: str | None = None
    capital_of: str | None = None
    places: list[str] = field(default_factory=list)

    def sense(self, exact: str | None) -> Sense:
        actors = sorted(self.actors, key=lambda item: (item[0], item[1].text, item[1].days.first))
        places = tuple(dict.fromkeys(self.places))
        return Sense(
            tuple(actors),
            self.state,
            self.adjective,
            self.people,
            self.capital_of,
            places,
            exact,
            any(name.text.islower() for _, name in actors),
        )


_Table = dict[tuple[str, str], _Slot]
"""By key and, for acronyms, their letters (else an empty string)."""


def build_lexicon(
    registry: Registry, gazetteer: dict[str, GazetteerEntry], index: PlaceIndex | None = None
) -> Lexicon:
    """The lexicon of a registry and a gazetteer; the order of their rows does not matter.

    Args:
        registry: actors.
        gazetteer: our own places: their names are looked for wherever they stand.
        index: all places; by default those of the shipped index.
    """
    table: _Table = {}
    _add_states(table, registry)
    for people in sorted(registry.peoples.values(), key=lambda item: item.id):
        for slot in _slots(table, (name.text for name in people.entry.names)):
            slot.people = slot.people or people.id
        for slot in _slots(table, people.adjectives):
            slot.adjective = slot.adjective or people.id
    for entry in registry.entries.values():
        for name in entry.names:
            for slot in _slots(table, (name.text,)):
                slot.actors.add((entry.id, name))
    for place in sorted(gazetteer.values(), key=lambda item: (_PLACE_RANK[item.kind], item.id)):
        for slot in _slots(table, place.names):
            slot.places.append(place.id)
    by_key: dict[str, list[Sense]] = {}
    for key, exact in sorted(table):
        by_key.setdefault(key, []).append(table[key, exact].sense(exact or None))
    automaton = AhoCorasick([f" {key} " for key in by_key])
    return Lexicon(
        automaton,
        tuple(map(tuple, by_key.values())),
        registry,
        gazetteer,
        _fuzzy(registry),
        index or open_default(),
    )


@cache
def default_lexicon() -> Lexicon:
    """The lexicon of the knowledge that the package carries, built once a process."""
    return build_lexicon(load_registry(), load_gazetteer())


def lexicon_with(actors: Path | None, places: Path | None = None) -> Lexicon:
    """The lexicon of the package's knowledge and, where they are given, of folders of one's own.

    Args:
        actors: folder of own actors.
        places: folder of own places.

    Raises:
        KnowledgeError: a row of a folder is wrong; file and line are named.
        PlaceIndexError: an own index of places cannot be opened.
    """
    if actors is None and places is None:
        return default_lexicon()
    if actors is None:
        return replace(default_lexicon(), index=index_with(places))
    return build_lexicon(load_registry(extra=(actors,)), load_gazetteer(), index_with(places))


def _slots(table: _Table, texts: Iterable[str]) -> Iterator[_Slot]:
    for text in texts:
        exact = _acronym(text)
        for key in name_keys(text):
            if key:
                yield table.setdefault((key, exact), _Slot())


def _acronym(text: str) -> str:
    """The letters of a name that must stand just so: "US", "PKK", "LeT"."""
    if " " in text:
        return ""
    letters = "".join(char for char in text if char.isalnum())
    return letters if len(letters) <= 3 or (len(letters) <= _SHORT and letters.isupper()) else ""


def _add_states(table: _Table, registry: Registry) -> None:
    for iso3 in sorted(registry.states):
        state = registry.states[iso3]
        for slot in _slots(table, (name.text for name in state.entry.names)):
            slot.state = slot.state or iso3
        for slot in _slots(table, state.adjectives):
            slot.adjective = slot.adjective or iso3
        for slot in _slots(table, state.people):
            slot.people = slot.people or iso3
        for slot in _slots(table, state.capitals):
            slot.capital_of = slot.capital_of or iso3


def _fuzzy(registry: Registry) -> dict[str, str]:
    """Longer names by key; what several entries bear is too open to be found misspelt."""
    bearers: dict[str, set[str]] = {}
    for entry in registry.entries.values():
        for name in entry.names:
            for key in name_keys(name.text):
                if len(key) >= _FUZZY_FROM:
                    bearers.setdefault(key, set()).add(entry.id)
    return {key: min(ids) for key, ids in sorted(bearers.items()) if len(ids) == 1}
