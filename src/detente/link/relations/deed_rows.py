"""Deeds as rows of the casebook, and back: all pairs of a network have to be read at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select, true, union

from detente.link.relations.dyads import Deed, Pair, by_pair, middle
from detente.link.relations.state_rules import StateRules
from detente.store.tables import deeds


def deed_rows(found: Iterable[Deed]) -> list[dict[str, Any]]:
    """Return a row for each deed of one act."""
    return [
        {
            "incident": deed.act,
            "a": deed.a,
            "b": deed.b,
            "first": deed.first.isoformat(),
            "last": deed.last.isoformat(),
            "type": deed.type,
            "mode": deed.mode,
            "quad": deed.quad,
            "score": deed.score,
            "direction": deed.direction,
            "weight": deed.weight,
            "joint": deed.joint,
            "stage": deed.stage,
            "provisions": " ".join(deed.provisions) or None,
            "killed": deed.killed,
        }
        for deed in found
    ]


def all_deeds(connection: Connection) -> dict[Pair, tuple[Deed, ...]]:
    """Return the deeds of all pairs, in the order in which they count."""
    return by_pair(_read(connection, true()))


def deeds_for(
    connection: Connection, since: date, rules: StateRules, until: date | None = None
) -> dict[Pair, tuple[Deed, ...]]:
    """Return the deeds that a network needs: all that may make a state, and those since a day.

    Args:
        connection: From `database.reading`.
        since: First day of which all deeds are counted.
        rules: What makes states.
        until: Last day on which a deed may begin; by default any.
    """
    begun = deeds.c.first <= until.isoformat() if until else true()
    return by_pair(_read(connection, _telling(since, rules) & begun))


def actors_for(connection: Connection, since: date, rules: StateRules) -> set[str]:
    """Return who has a deed that `deeds_for` would return without a last day."""
    telling = _telling(since, rules)
    both = union(select(deeds.c.a).where(telling), select(deeds.c.b).where(telling))
    return set(connection.execute(both).scalars())


def _telling(since: date, rules: StateRules) -> ColumnElement[bool]:
    """Which rows may make a state or are of a day since one."""
    if rules.any_kind_tells:
        return true()
    kinds = rules.telling_kinds
    return or_(
        deeds.c.type.in_(sorted(kind for kind, mode in kinds if mode is None)),
        *(
            (deeds.c.type == kind) & (deeds.c.mode == mode)
            for kind, mode in sorted(kinds, key=str)
            if mode is not None
        ),
        deeds.c.stage.is_not(None),
        deeds.c.joint.is_(True),
        deeds.c.last >= since.isoformat(),
    )


def _read(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[Deed]:
    query = select(
        deeds.c.a, deeds.c.b, deeds.c.first, deeds.c.last, deeds.c.incident, deeds.c.type,
        deeds.c.mode, deeds.c.quad, deeds.c.score, deeds.c.direction, deeds.c.weight,
        deeds.c.joint, deeds.c.stage, deeds.c.provisions, deeds.c.killed,
    ).where(wanted)  # fmt: skip
    # The driver's own rows: a network reads all deeds, and SQLAlchemy's rows cost as much again.
    cursor = connection.execute(query).cursor
    days: dict[str, date] = {}
    for a, b, first, last, act, kind, mode, quad, score, side, weight, joint, *rest in (
        cursor.fetchall() if cursor else ()
    ):
        stage, told, dead = rest
        since = days.get(first) or days.setdefault(first, date.fromisoformat(first))
        until = since
        if last != first:
            until = days.get(last) or days.setdefault(last, date.fromisoformat(last))
        yield Deed(
            a, b, middle(since, until), since, until, act, kind, mode, quad, score,
            side == "both", side, weight, bool(joint), stage,
            tuple(told.split(" ")) if told else (), dead,
        )  # fmt: skip
