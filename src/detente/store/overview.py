"""What a casebook holds, in figures; on how few sources it rests is part of any release."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, case, func, select

from detente.store.tables import (
    captures,
    incidents,
    pages,
    players,
    reports,
    sightings,
    versions,
)


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of a casebook."""

    pages: int
    superseded: int
    """Pages of which a later edition is there."""
    copies: int
    """Pages that are near copies of another one."""
    versions: int
    bytes_kept: int
    """Captured bytes as taken, where they are still kept."""
    sightings: int
    published: tuple[str | None, str | None]
    """First and last day of publication."""
    reports: int
    by_type: tuple[tuple[str, int], ...]
    by_state: tuple[tuple[str, int], ...]
    incidents: int
    days: tuple[str | None, str | None]
    """First and last day of incidents."""
    single_origin: int
    """Incidents that rest on one independent origin."""
    disputed: int
    denied: int
    agreements: int
    """Incidents that carry an agreement."""
    actors: int
    outlets: tuple[tuple[str, int], ...]
    """Outlets with most pages."""


def overview(connection: Connection, *, outlets: int = 10) -> Overview:
    """Count what a casebook holds.

    Args:
        connection: From `database.reading`.
        outlets: How many outlets are named.
    """

    def count(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar() or 0)

    def grouped(column: ColumnElement[Any], most: int = 50) -> tuple[tuple[str, int], ...]:
        number = func.count().label("number")
        query = select(column, number).group_by(column).order_by(number.desc(), column)
        return tuple((str(name or "–"), n) for name, n in connection.execute(query.limit(most)))

    def ends(first: ColumnElement[Any], last: ColumnElement[Any]) -> tuple[str | None, str | None]:
        low, high = connection.execute(select(func.min(first), func.max(last))).one()
        return low, high

    def some(table: Table, condition: ColumnElement[bool]) -> int:
        return count(select(func.count()).select_from(table).where(condition))

    told: Sequence[Any] = connection.execute(
        select(
            func.count(),
            *(
                func.count(case((condition, 1)))
                for condition in (
                    incidents.c.origins == 1,
                    incidents.c.standing == "disputed",
                    incidents.c.standing == "denied",
                    incidents.c.agreed.is_(True),
                )
            ),
            func.min(incidents.c.first),
            func.max(incidents.c.last),
        )
    ).one()
    by_type = grouped(reports.c.type)
    return Overview(
        pages=count(select(func.count()).select_from(pages)),
        superseded=some(pages, pages.c.superseded.is_(True)),
        copies=some(pages, pages.c.original != pages.c.document),
        versions=count(select(func.count()).select_from(versions)),
        bytes_kept=count(select(func.sum(captures.c.size)).where(captures.c.packed != b"")),
        sightings=count(select(func.count()).select_from(sightings)),
        published=ends(pages.c.published, pages.c.published),
        reports=sum(number for _, number in by_type),
        by_type=by_type,
        by_state=grouped(reports.c.state),
        incidents=told[0],
        days=(told[5], told[6]),
        single_origin=told[1],
        disputed=told[2],
        denied=told[3],
        agreements=told[4],
        actors=count(select(func.count(func.distinct(players.c.entity)))),
        outlets=grouped(pages.c.outlet, outlets),
    )
