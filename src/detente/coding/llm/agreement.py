"""How far two coders of one text agree: which events they share, and field by field.

Two events are one reading of the same act when they have the same type and their triggers stand in
the same sentence; of several, those whose triggers overlap most. Shares are plain: agreeing out of
compared, no correction for chance.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from detente.model.record import Event, Participant

Pair = tuple[Event, Event]


def match_events(rules: Sequence[Event], model: Sequence[Event]) -> list[Pair]:
    """Pairs of one type in one sentence, each event in one pair at most, best overlap first."""
    return _pairs(rules, model, lambda a, b: a.type == b.type and a.sentence == b.sentence)


def _pairs(
    rules: Sequence[Event], model: Sequence[Event], may: Callable[[Event, Event], bool]
) -> list[Pair]:
    ranked = sorted(
        (-_overlap(a, b), i, j)
        for i, a in enumerate(rules)
        for j, b in enumerate(model)
        if may(a, b)
    )
    left, right, found = set(), set(), []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return [(rules[i], model[j]) for i, j in sorted(found)]


def _overlap(a: Event, b: Event) -> int:
    """Characters that two triggers share; negative is their distance."""
    return min(a.trigger.end, b.trigger.end) - max(a.trigger.start, b.trigger.start)


@dataclass(slots=True)
class Agreement:
    """Compared and agreeing, by field, over any number of documents."""

    rules: int = 0
    model: int = 0
    compared: dict[str, int] = field(default_factory=dict)
    agreeing: dict[str, int] = field(default_factory=dict)

    def add(self, rules: Sequence[Event], model: Sequence[Event]) -> None:
        """Compare the two readings of one document."""
        pairs = match_events(rules, model)
        self.rules += len(rules)
        self.model += len(model)
        self._count("event", len(rules) + len(model) - len(pairs), len(pairs))
        self._count("type", len(pairs) + self._otherwise(pairs, rules, model), len(pairs))
        for name, value in FIELDS.items():
            values = [(value(a), value(b)) for a, b in pairs]
            told = [(a, b) for a, b in values if a or b]
            self._count(name, len(told), sum(a == b for a, b in told))

    @staticmethod
    def _otherwise(pairs: Sequence[Pair], rules: Sequence[Event], model: Sequence[Event]) -> int:
        """Events whose triggers overlap but whose types differ."""
        taken = {id(event) for pair in pairs for event in pair}
        rest_a = [event for event in rules if id(event) not in taken]
        rest_b = [event for event in model if id(event) not in taken]
        return len(_pairs(rest_a, rest_b, lambda a, b: _overlap(a, b) > 0))

    def _count(self, name: str, compared: int, agreeing: int) -> None:
        self.compared[name] = self.compared.get(name, 0) + compared
        self.agreeing[name] = self.agreeing.get(name, 0) + agreeing

    def rows(self) -> list[tuple[str, int, int, float | None]]:
        """Field, compared, agreeing, share to three places (None where nothing was compared)."""
        return [
            (name, n, self.agreeing[name], round(self.agreeing[name] / n, 3) if n else None)
            for name, n in self.compared.items()
        ]


def _names(people: Iterable[Participant]) -> frozenset[str]:
    return frozenset(person.entity or person.text.lower() for person in people)


FIELDS: dict[str, Callable[[Event], object]] = {
    "mode": lambda e: e.mode,
    "actors": lambda e: _names(e.actors),
    "recipients": lambda e: _names(e.recipients),
    "place": lambda e: e.place and (e.place.entity or e.place.mention),
    "date": lambda e: e.date and e.date.edtf,
    "status": lambda e: e.status,
    "certainty": lambda e: e.certainty,
}
"""The value of a field by which two events agree; where both leave it open, nothing is compared."""
