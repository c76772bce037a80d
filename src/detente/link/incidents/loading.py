"""Incidents and acts out of a casebook."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, or_, select

from detente.link.incidents.rows import act_from, incident_from
from detente.model.casebook import Act, Incident
from detente.store.tables import incidents, players, reports

_BATCH = 2000


def all_acts(connection: Connection) -> Iterator[Act]:
    """Yield every incident's act, by id."""
    query = select(incidents.c.body).order_by(incidents.c.id)
    rows = connection.execute(query.execution_options(yield_per=_BATCH))
    for body in rows.scalars():
        yield act_from(body)


def acts_between(connection: Connection, ours: Sequence[str], theirs: Sequence[str]) -> list[Act]:
    """Return the acts in which one of some actors and one of others take part, by id."""
    one, other = players.alias(), players.alias()
    query = (
        select(incidents.c.body)
        .join(one, one.c.incident == incidents.c.id)
        .join(other, other.c.incident == incidents.c.id)
        .where(one.c.entity.in_(ours), other.c.entity.in_(theirs), one.c.entity != other.c.entity)
        .distinct()
    )
    found = (act_from(body) for body in connection.execute(query).scalars())
    return sorted(found, key=lambda act: act.id)


def load_incident(connection: Connection, name: str) -> Incident | None:
    """Return an incident by its id, or by that of an incident that it has become part of.

    An id names the report that was its incident's first: whichever incident holds that report now
    is meant.
    """
    home = select(reports.c.incident).where(reports.c.handle == name)
    query = select(incidents.c.body).where(or_(incidents.c.id == name, incidents.c.id.in_(home)))
    body = connection.execute(query.order_by(incidents.c.id != name).limit(1)).scalar()
    return incident_from(body) if body else None


def find_incidents(
    connection: Connection,
    *,
    type_: str | None = None,
    actors: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    least_origins: int = 1,
    limit: int = 50,
) -> list[Incident]:
    """Return incidents that fit, the latest first.

    Args:
        connection: From `database.reading`.
        type_: PLOVER type.
        actors: Ids of actors, of which one takes part.
        since: ISO day on or after which it may have happened.
        until: ISO day on or before which it may have happened.
        least_origins: Independent origins at least.
        limit: How many at most.
    """
    query = select(incidents.c.body).where(incidents.c.origins >= least_origins)
    if type_:
        query = query.where(incidents.c.type == type_)
    if since:
        query = query.where(incidents.c.last >= since)
    if until:
        query = query.where(incidents.c.first <= until)
    if actors:
        taking_part = select(players.c.incident).where(players.c.entity.in_(actors))
        query = query.where(incidents.c.id.in_(taking_part))
    query = query.order_by(incidents.c.first.is_(None), incidents.c.first.desc(), incidents.c.id)
    rows = connection.execute(query.limit(limit)).scalars()
    return [incident_from(body) for body in rows]
