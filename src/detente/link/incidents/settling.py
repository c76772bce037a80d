"""Bringing incidents up to date around some reports: cluster anew what hangs together with them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from detente.link.incidents.clustering import TIE, cluster
from detente.link.incidents.origins import PageFacts
from detente.link.incidents.rows import incident_row, player_rows
from detente.link.incidents.summary import incident_of
from detente.link.relations.deed_rows import deed_rows
from detente.link.relations.dyads import deeds_of
from detente.model.casebook import Report
from detente.store.projecting import load_reports
from detente.store.tables import deeds, incidents, links, pages, players, reports, verdicts

_PART = 400
"""Names that one statement asks for."""


def settle(connection: Connection, names: Collection[str]) -> None:
    """Cluster anew all reports that hang together with some, and write their incidents.

    The result is the same in whatever order reports came: it depends on the pairs that match and on
    the judgements alone.

    Args:
        connection: From `database.writing`.
        names: Reports that are new or changed, or whose pages did; those that are gone are passed
            over.
    """
    linked = _linked(connection, names)
    if not linked.names:
        return
    clusters = cluster(linked.names, linked.edges, same=linked.same, different=linked.different)
    before = _before(connection, linked.names)
    touched = set(names)
    homes: dict[str, set[str]] = {}
    for report, home in before.items():
        homes.setdefault(home or "", set()).add(report)
    changed = [
        members
        for members in clusters
        if touched & set(members) or _home_of(members, before, homes) is None
    ]
    gone = {before[name] for members in changed for name in members} - {None}
    _forget(connection, sorted(name for name in gone if name))
    bodies = {r.id: r for r in load_reports(connection, sorted(chain.from_iterable(changed)))}
    facts = page_facts(connection, {r.document for r in bodies.values()})
    for members in changed:
        _write(connection, [bodies[name] for name in members], facts)


def _home_of(
    members: Sequence[str], before: dict[str, str | None], homes: dict[str, set[str]]
) -> str | None:
    """The incident that has just these members already; None where there is none."""
    home = before[members[0]]
    return home if home and homes[home] == set(members) else None


class _Linked:
    """Reports that hang together, and what speaks for and against their being one."""

    __slots__ = ("different", "edges", "names", "same")

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.edges: dict[tuple[str, str], int] = {}
        self.same: set[tuple[str, str]] = set()
        self.different: set[tuple[str, str]] = set()


def _linked(connection: Connection, names: Collection[str]) -> _Linked:
    """All reports that strong pairs and judgements tie to some, step by step."""
    found = _Linked()
    judged = connection.execute(select(verdicts.c.a).limit(1)).first() is not None
    edge = set(_comparable(connection, names))
    while edge:
        found.names |= edge
        reached: set[str] = set()
        for part in _parts(sorted(edge)):
            for a, b, weight in connection.execute(_touching(links, part)):
                found.edges[a, b] = weight
                if weight > TIE:
                    reached |= {a, b}
        if judged:
            reached |= set(_comparable(connection, _judged(connection, edge, found)))
        edge = reached - found.names
    return found


def _judged(connection: Connection, edge: Collection[str], found: _Linked) -> set[str]:
    """Note what was judged of some reports; return all reports that are named there."""
    reached: set[str] = set()
    for part in _parts(sorted(edge)):
        for row in connection.execute(_touching(verdicts, part)):
            (found.same if row.verdict == "same" else found.different).add((row.a, row.b))
            reached |= {row.a, row.b}
    return reached


def _touching(table: Any, part: Sequence[str]) -> Any:
    return select(table).where(or_(table.c.a.in_(part), table.c.b.in_(part)))


def _comparable(connection: Connection, names: Iterable[str]) -> Iterator[str]:
    """Those of some reports that are there and tell a happening; all that are linked do."""
    for part in _parts(sorted(names)):
        yield from connection.execute(
            select(reports.c.id).where(
                reports.c.id.in_(part),
                reports.c.status.in_(("actual", "historical", "negated")),
                reports.c.state != "withdrawn",
            )
        ).scalars()


def _before(connection: Connection, names: Collection[str]) -> dict[str, str | None]:
    """The incident that each report is in so far."""
    found: dict[str, str | None] = {}
    for part in _parts(sorted(names)):
        rows = connection.execute(
            select(reports.c.id, reports.c.incident).where(reports.c.id.in_(part))
        )
        found.update((row.id, row.incident) for row in rows)
    return found


def page_facts(connection: Connection, documents: Iterable[str]) -> dict[str, PageFacts]:
    """Return what of pages decides where their knowledge comes from, by `sha256:…`."""
    found: dict[str, PageFacts] = {}
    for part in _parts(sorted(d.removeprefix("sha256:") for d in documents)):
        rows = connection.execute(
            select(
                pages.c.document,
                pages.c.original,
                pages.c.url,
                pages.c.outlet,
                pages.c.published,
                pages.c.superseded,
            ).where(pages.c.document.in_(part))
        )
        for row in rows:
            found[f"sha256:{row.document}"] = PageFacts(
                row.original, row.url, row.outlet, row.published, bool(row.superseded)
            )
    return found


def _write(connection: Connection, members: Sequence[Report], facts: dict[str, PageFacts]) -> None:
    incident = incident_of(members, facts)
    connection.execute(insert(incidents), incident_row(incident))
    played = player_rows(incident)
    if played:
        connection.execute(insert(players), played)
    done = deed_rows(deeds_of(incident.act))
    if done:
        connection.execute(insert(deeds), done)
    connection.execute(
        update(reports)
        .where(reports.c.id.in_([r.id for r in members]))
        .values(incident=incident.act.id)
    )


def _forget(connection: Connection, names: Sequence[str]) -> None:
    for part in _parts(names):
        connection.execute(delete(deeds).where(deeds.c.incident.in_(part)))
        connection.execute(delete(players).where(players.c.incident.in_(part)))
        connection.execute(delete(incidents).where(incidents.c.id.in_(part)))


def forget_incidents(connection: Connection, ids: Sequence[str]) -> None:
    """Take out the incidents of some reports; whoever calls settles their other reports."""
    for part in _parts(ids):
        homes = connection.execute(
            select(reports.c.incident).where(
                reports.c.id.in_(part), reports.c.incident.is_not(None)
            )
        ).scalars()
        names = sorted(set(homes))
        _forget(connection, names)
        for inner in _parts(names):
            connection.execute(
                update(reports).where(reports.c.incident.in_(inner)).values(incident=None)
            )


def incident_mates(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return all reports of the incidents that some reports are in."""
    found: set[str] = set()
    for part in _parts(ids):
        homes = select(reports.c.incident).where(
            reports.c.id.in_(part), reports.c.incident.is_not(None)
        )
        rows = connection.execute(select(reports.c.id).where(reports.c.incident.in_(homes)))
        found |= set(rows.scalars())
    return found


def _parts(names: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _PART):
        yield list(names[start : start + _PART])
