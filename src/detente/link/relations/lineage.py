"""Who is part, member, successor or predecessor of whom on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.knowledge.registry.rows import KIND_COLUMNS, link_kind
from detente.knowledge.tables import data_folder, read_table
from detente.model.days import day_bounds
from detente.model.record import RelationKind

Link = tuple[str, str, str, str | None, str | None]
"""(a, kind, b, since, until) as a row of links.csv has them: "a kind b", EDTF bounds or None."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where one actor stands among others on a day; ids, sorted."""

    wholes: tuple[str, ...] = ()
    """What it is directly a part or member of."""
    within: tuple[str, ...] = ()
    """All wholes, also through others."""
    parts: tuple[str, ...] = ()
    """Its direct parts and members."""
    predecessors: tuple[str, ...] = ()
    """What it came from, by that day."""
    successors: tuple[str, ...] = ()
    """What came of it, by that day."""


def lineage(
    links: Iterable[Link], day: date, relations: Mapping[str, RelationKind] | None = None
) -> dict[str, Lineage]:
    """The lineage of every actor that has one on a day, by id.

    Parts and members hold from the first day that `since` allows to the last that `until` allows;
    an open bound is no bound. Descent holds from its first day on and does not end. Only direct
    links of descent are given; circles of membership do no harm.

    Args:
        links: rows of links.csv or of a page; kinds that are neither membership nor descent, and
            links of an actor to itself, are left out.
        day: the day.
        relations: what each kind means; by default as link_kinds.csv says, and the record's own
            relations as themselves.
    """
    meaning = link_relations() if relations is None else relations
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    origins: defaultdict[str, set[str]] = defaultdict(set)
    for a, kind, b, since, until in links:
        begin, end = day_bounds(since)[0], day_bounds(until)[1]
        if a == b or (begin is not None and begin > day):
            continue
        relation = meaning.get(kind)
        if relation == "successor_of":
            origins[a].add(b)
        elif relation == "part_of" and (end is None or end >= day):
            wholes[a].add(b)
    parts, heirs = _turned(wholes), _turned(origins)
    return {
        actor: Lineage(
            wholes=_sorted(wholes.get(actor)),
            within=_sorted(_reach(actor, wholes)),
            parts=_sorted(parts.get(actor)),
            predecessors=_sorted(origins.get(actor)),
            successors=_sorted(heirs.get(actor)),
        )
        for actor in sorted({*wholes, *parts, *origins, *heirs})
    }


@cache
def link_relations() -> dict[str, RelationKind]:
    """What each kind of link means to a record: link_kinds.csv, and the record's own two words."""
    rows = read_table(data_folder("actors", "link_kinds.csv"), KIND_COLUMNS)
    own: dict[str, RelationKind] = {"part_of": "part_of", "successor_of": "successor_of"}
    return own | dict(map(link_kind, rows))


def _turned(links: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for a, others in links.items():
        for b in others:
            found[b].add(a)
    return found


def _reach(start: str, links: Mapping[str, set[str]]) -> set[str]:
    """All that links lead to from `start`, without itself."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found - {start}


def _sorted(found: set[str] | None) -> tuple[str, ...]:
    return tuple(sorted(found or ()))
