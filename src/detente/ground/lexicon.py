"""All names that are looked for in a text, in one automaton."""

from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from detente.ground.normal import name_keys
from detente.knowledge.gazetteer import GazetteerEntry, load_gazetteer
from detente.knowledge.registry import Entry, Name, Registry, load_registry

_SHORT = 6
_PLACE_RANK = {"capital": 0, "town": 1, "area": 2, "region": 3}
_ENGLISH = frozenset("is us who un it as am an or in no so do go he me my we care mend amal".split())


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The automaton, what its patterns stand for, and the knowledge behind them."""

    automaton: AhoCorasick
    senses: tuple[tuple[Sense, ...], ...]
    registry: Registry
    gazetteer: dict[str, GazetteerEntry]
    fuzzy: dict[str, str]
    """Longer actor names to entry ids, for misspelt names."""


def build_lexicon(registry: Registry, gazetteer: dict[str, GazetteerEntry]) -> Lexicon:
    """The lexicon of a registry and a gazetteer; the order of their rows does not matter."""
    table: dict[tuple[str, str | None], dict[str, object]] = {}
    _add_states(table, registry)
    for people in registry.peoples.values():
        _add(table, people.entry.names, people=people.id)
        _add(table, (Name(word) for word in people.adjectives), adjective=people.id)
    for entry in registry.entries.values():
        for name in entry.names:
            _add_actor(table, entry, name)
    for place in sorted(gazetteer.values(), key=lambda item: (_PLACE_RANK[item.kind], item.id)):
        for text in place.names:
            for slot in _slots(table, text):
                slot.setdefault("places", []).append(place.id)  # type: ignore[attr-defined]  # a list
    keys = sorted({key for key, _ in table})
    by_key: dict[str, list[Sense]] = {key: [] for key in keys}
    for (key, exact), slot in sorted(table.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        by_key[key].append(_sense(slot, exact))
    fuzzy = {
        key: entry.id
        for entry in sorted(registry.entries.values(), key=lambda item: item.id, reverse=True)
        for name in entry.names
        for key in name_keys(name.text)
        if len(key) > 8
    }
    automaton = AhoCorasick([f" {key} " for key in keys])
    return Lexicon(automaton, tuple(tuple(by_key[key]) for key in keys), registry, gazetteer, fuzzy)


@cache
def default_lexicon() -> Lexicon:
    """The lexicon of the knowledge that the package carries, built once a process."""
    return build_lexicon(load_registry(), load_gazetteer())


def _slots(
    table: dict[tuple[str, str | None], dict[str, object]], text: str
) -> list[dict[str, object]]:
    exact = _acronym(text)
    return [table.setdefault((key, exact), {}) for key in name_keys(text) if key]


def _acronym(text: str) -> str | None:
    letters = "".join(char for char in text if char.isalnum())
    if len(letters) <= _SHORT and letters.isupper() and " " not in text:
        return letters
    return letters if len(letters) <= 3 and " " not in text else None


def _add(
    table: dict[tuple[str, str | None], dict[str, object]], names: "object", **values: str
) -> None:
    for name in names:  # type: ignore[attr-defined]  # an iterable of names
        for slot in _slots(table, name.text):
            for field, value in values.items():
                slot.setdefault(field, value)


def _add_actor(
    table: dict[tuple[str, str | None], dict[str, object]], entry: Entry, name: Name
) -> None:
    for slot in _slots(table, name.text):
        slot.setdefault("actors", []).append((entry.id, name))  # type: ignore[attr-defined]  # a list


def _add_states(table: dict[tuple[str, str | None], dict[str, object]], registry: Registry) -> None:
    for iso3 in sorted(registry.states):
        state = registry.states[iso3]
        _add(table, state.entry.names, state=iso3)
        _add(table, (Name(word) for word in state.adjectives), adjective=iso3)
        _add(table, (Name(word) for word in state.people), people=iso3)
        _add(table, (Name(word) for word in state.capitals), capital_of=iso3)


def _sense(slot: dict[str, object], exact: str | None) -> Sense:
    actors = sorted(
        set(slot.get("actors", ())),  # type: ignore[call-overload]  # a list or absent
        key=lambda item: (item[0], item[1].text, item[1].since or 0),
    )
    return Sense(
        actors=tuple(actors),
        state=slot.get("state"),  # type: ignore[arg-type]  # set by _add only
        adjective=slot.get("adjective"),  # type: ignore[arg-type]  # set by _add only
        people=slot.get("people"),  # type: ignore[arg-type]  # set by _add only
        capital_of=slot.get("capital_of"),  # type: ignore[arg-type]  # set by _add only
        places=tuple(dict.fromkeys(slot.get("places", ()))),  # type: ignore[call-overload]  # a list
        exact=exact,
    )
