"""What is stated of a pair beside its deeds: links of the registry, and relations in pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from detente.link.relations.dyads import Pair
from detente.link.relations.state_rules import State, StateRules
from detente.model.days import day_bounds
from detente.model.record import RelationKind


class Stated(Protocol):
    """A link of the registry, as far as it is read here."""

    @property
    def a(self) -> str:
        """Id of the first actor."""

    @property
    def b(self) -> str:
        """Id of the second."""

    @property
    def relation(self) -> RelationKind:
        """How a stands to b."""

    @property
    def since(self) -> str | None:
        """EDTF; None is open."""

    @property
    def until(self) -> str | None:
        """EDTF; None is open."""


@dataclass(frozen=True, slots=True, order=True)
class PriorLink:
    """How two actors stand to each other by the registry or a page, and when; None is open."""

    a: str
    b: str
    kind: RelationKind
    since: date | None = None
    until: date | None = None
    """Last day, included."""

    @property
    def pair(self) -> Pair:
        """The two ids, the smaller first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)

    def told(self) -> str:
        """The link in words."""
        since = f" since {self.since}" if self.since else ""
        until = f" until {self.until}" if self.until else ""
        return f"{self.a} {self.kind} {self.b}{since}{until}"


@dataclass(frozen=True, slots=True)
class Ground:
    """From a day on, the state of a pair as its links have it."""

    day: int
    """Ordinal of the day; 0 is before all days."""
    state: State
    reason: str


def prior_links(links: Iterable[Stated]) -> tuple[PriorLink, ...]:
    """Registry links as prior links, sorted, each once.

    A link holds from the earliest day that `since` allows to the latest that `until` allows.
    """
    found = {
        PriorLink(
            link.a, link.b, link.relation, day_bounds(link.since)[0], day_bounds(link.until)[1]
        )
        for link in links
    }
    return tuple(
        sorted(found, key=lambda x: (x.a, x.b, x.kind, x.since or date.min, x.until or date.max))
    )


def grounds(links: Iterable[PriorLink], rules: StateRules) -> tuple[Ground, ...]:
    """The states that the links of one pair give, in order of days; kinds without a state are left.

    Where several links hold on a day the one that began last decides, of two that began together
    the hostile one.
    """
    held = [link for link in links if link.kind in rules.links]
    days = {_begin(link) for link in held} | {_end(link) for link in held}
    found: list[Ground] = []
    for day in sorted(days - {None}, key=lambda day: day or 0):
        ground = _ground(day or 0, held, rules)
        if ground.state != (found[-1].state if found else "none"):
            found.append(ground)
    return tuple(found)


def _begin(link: PriorLink) -> int | None:
    return link.since.toordinal() if link.since else 0


def _end(link: PriorLink) -> int | None:
    """Ordinal of the first day on which the link holds no more."""
    return link.until.toordinal() + 1 if link.until else None


def _ground(day: int, links: list[PriorLink], rules: StateRules) -> Ground:
    holding = [x for x in links if (_begin(x) or 0) <= day < (_end(x) or day + 1)]
    if not holding:
        ended = max((x for x in links if _end(x) == day), key=PriorLink.told)
        return Ground(day, "none", f"no longer stated: {ended.told()}")
    last = max(holding, key=lambda x: (_begin(x) or 0, rules.links[x.kind] == "hostile", x.told()))
    return Ground(day, rules.links[last.kind], f"stated: {last.told()}")
