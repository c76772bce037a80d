"""Actors by name: as grounding compares names, and by likeness for a person who searches."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from detente.ground.normal import bare_key, name_key, name_keys
from detente.knowledge.registry import Registry

_LEAST = 70.0
_MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """An actor whose name is like what was looked for."""

    id: str
    name: str
    score: float
    """100 for the same name in grounding's normal form, else likeness below it."""


class NameIndex:
    """The names of a registry: groups, organisations, states and peoples."""

    def __init__(self, registry: Registry) -> None:
        self._bearers: dict[str, dict[str, str]] = {}
        """By normal form: ids, with the name as it is written."""
        entries = (
            *registry.entries.values(),
            *(state.entry for state in registry.states.values()),
            *(people.entry for people in registry.peoples.values()),
        )
        for entry in entries:
            for name in entry.names:
                self.add(entry.id, name.text)

    def add(self, actor_id: str, text: str) -> None:
        """Let an actor bear a name."""
        for key in name_keys(text):
            self._bearers.setdefault(key, {}).setdefault(actor_id, text)

    def exact(self, text: str) -> tuple[str, ...]:
        """Ids of all that bear a name, its spelling put into grounding's normal form."""
        found = {actor_id for key in name_keys(text) for actor_id in self._bearers.get(key, {})}
        return tuple(sorted(found))

    def search(self, text: str, limit: int = 10) -> list[Found]:
        """The actors whose names are most like a text, each with its likest name, best first."""
        key = name_key(text)
        best: dict[str, Found] = {}
        for actor_id in self.exact(text):
            names = (self._bearers.get(one, {}).get(actor_id) for one in name_keys(text))
            name = next(name for name in names if name is not None)
            best[actor_id] = Found(actor_id, name, 100.0)
        likely = process.extract(
            bare_key(key), self._bearers.keys(), scorer=_likeness, score_cutoff=_LEAST, limit=None
        )
        for form, score, _ in likely:
            for actor_id, name in self._bearers[form].items():
                if actor_id not in best or score > best[actor_id].score:
                    best[actor_id] = Found(actor_id, name, min(score, 99.0))
        ranked = sorted(best.values(), key=lambda found: (-found.score, found.name, found.id))
        return ranked[: min(limit, _MOST)]


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """Likeness of two keys in percent: all words, or the shorter inside the longer for less."""
    plain = bare_key(other)
    whole = fuzz.token_sort_ratio(one, plain)
    part = fuzz.token_set_ratio(one, plain) * 0.9 if len(one) > 3 else 0.0
    score = max(whole, part)
    return score if score_cutoff is None or score >= score_cutoff else 0.0
