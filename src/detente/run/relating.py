"""Relations between a project's actors, derived from its incidents when they are asked for."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from detente.link.incidents.loading import acts_between
from detente.link.relations.deed_rows import actors_for, deeds_for
from detente.link.relations.dyads import Day, Deed, Direction, Pair, by_pair, daily, deeds_of
from detente.link.relations.network import Network, network_on
from detente.link.relations.prior import PriorLink, prior_links
from detente.link.relations.state_rules import state_rules
from detente.link.relations.states import History, histories, history
from detente.model.days import a_day, day_bounds
from detente.model.errors import DetenteError
from detente.run.naming import Names
from detente.store.tables import incidents, pages

_TURNED: Mapping[Direction, Direction] = {"a": "b", "b": "a", "both": "both"}


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two actors through time."""

    pair: Pair
    deeds: tuple[Deed, ...]
    days: tuple[Day, ...]
    past: History


def known_until(connection: Connection) -> date | None:
    """Return the last day of which the casebook can know: of a page or, without, an incident.

    A page that tells only its month or year may be of any day in it: the first is taken for sure.
    """
    query = select(pages.c.published).where(pages.c.published.is_not(None)).distinct()
    days = (day_bounds(told)[0] for told in connection.execute(query).scalars())
    last = max((day for day in days if day), default=None)
    return last or a_day(connection.execute(select(func.max(incidents.c.last))).scalar())


def dyad_of(
    connection: Connection, names: Names, a: str, b: str, *, until: date | None = None
) -> Dyad:
    """Return how two actors stood to each other through time.

    A state is taken with its organs ("SYR" with SYR-GOV and the like): what one of them does, it
    does.

    Args:
        connection: From `database.reading`.
        names: Of the project's actors.
        a: Id or name of one.
        b: Of the other.
        until: Last day that is looked at; by default all that is known.

    Raises:
        DetenteError: Nobody is called so, or both are one actor.
    """
    ours, theirs = names.ids(connection, a), names.ids(connection, b)
    if {*ours} & {*theirs}:
        raise DetenteError(f"{a!r} and {b!r}: these are one actor, or parts of one; name two")
    end = until or known_until(connection)
    one, other = _label(a, ours), _label(b, theirs)
    pair = (min(one, other), max(one, other))
    sides = dict.fromkeys(ours, one) | dict.fromkeys(theirs, other)
    acts = acts_between(connection, ours, theirs)
    deeds = [
        _as_sides(deed, sides)
        for act in acts
        for deed in deeds_of(act)
        if sides.get(deed.a, deed.a) != sides.get(deed.b, deed.b) and {deed.a, deed.b} <= {*sides}
    ]
    kept = by_pair(d for d in deeds if end is None or d.day <= end).get(pair, ())
    links = _links_between(names, {*ours}, {*theirs}, sides)
    return Dyad(pair, tuple(kept), daily(kept), history(kept, links=links, until=end))


def _label(words: str, ids: Sequence[str]) -> str:
    """One id for a side: its own, or the state's where its organs are taken together."""
    return ids[0] if len(ids) == 1 else words


def _as_sides(deed: Deed, sides: Mapping[str, str]) -> Deed:
    a, b = sides[deed.a], sides[deed.b]
    if a < b:
        return replace(deed, a=a, b=b)
    return replace(deed, a=b, b=a, direction=_TURNED[deed.direction])


def _links_between(
    names: Names, ours: set[str], theirs: set[str], sides: Mapping[str, str]
) -> tuple[PriorLink, ...]:
    links = (
        link
        for link in prior_links(names.registry.links)
        if (link.a in ours and link.b in theirs) or (link.a in theirs and link.b in ours)
    )
    return tuple(replace(link, a=sides[link.a], b=sides[link.b]) for link in links)


def network_of(
    connection: Connection,
    names: Names | None,
    day: date,
    *,
    window: int = 90,
    later: bool = True,
) -> tuple[Network, dict[Pair, History]]:
    """Return the network of a day, and the histories of all pairs behind it.

    Args:
        connection: From `database.reading`.
        names: Of the project's actors; None leaves the registry's links aside.
        day: The day.
        window: Days before and with it whose deeds an edge counts.
        later: Whether histories go on after the day. Without, less is read for the same network.
    """
    since = day - timedelta(days=window)
    end = None if later else day + timedelta(days=state_rules().longest_window)
    with _uncollected():
        return _network_on(connection, names, day, since, end)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the search for garbage, which looks at each of very many new values again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _network_on(
    connection: Connection, names: Names | None, day: date, since: date, end: date | None
) -> tuple[Network, dict[Pair, History]]:
    rules = state_rules()
    # A change is dated back to the first deed of its window: deeds of so many days after count.
    deeds = deeds_for(connection, since, rules, end)
    links = prior_links(names.registry.links) if names else ()
    known = actors_for(connection, since, rules) if links else set()
    between = [link for link in links if link.a in known and link.b in known]
    past = histories(deeds, links=between, until=known_until(connection))
    return network_on(deeds, past, day, (day - since).days), past
