"""What persons said of events, as it was written down: states, corrections, second codings."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select

from detente.model.casebook import ReviewState
from detente.model.errors import StoreError
from detente.store.anchors import Anchor
from detente.store.tables import canonical, codings, log, states

Kind = Literal["correction", "second", "revoked"]


@dataclass(frozen=True, slots=True)
class Coding:
    """What a person said of one field of an event."""

    id: str
    at: str
    """ISO, UTC."""
    who: str
    anchor: Anchor
    kind: Kind
    """`revoked` takes the coding that `revokes` names back."""
    field: str
    value: Any
    """As `review_values.parse_value` gives it."""
    reason: str
    revokes: str | None


@dataclass(frozen=True, slots=True)
class StateGiven:
    """A state that a person gave to an event."""

    id: str
    at: str
    who: str
    anchor: Anchor
    state: ReviewState
    reason: str


def corrections_of(connection: Connection, document: str) -> list[Coding]:
    """Return the corrections of a page's events that were not revoked, in the order made."""
    said = said_of(connection, document)
    revoked = {coding.revokes for coding in said}
    return [c for c in said if c.kind == "correction" and c.id not in revoked]


def said_of(connection: Connection, document: str) -> list[Coding]:
    """Return corrections of a page's events and what revoked them, in the order made."""
    query = select(codings).where(codings.c.document == document, codings.c.kind != "second")
    return _in_order(connection, query)


def seconds(connection: Connection) -> list[Coding]:
    """Return all second codings, in the order made."""
    query = select(codings).where(codings.c.kind == "second")
    return _in_order(connection, query)


def seconds_of(connection: Connection, document: str, who: str) -> list[Coding]:
    """Return one coder's second codings of a page's events, in the order made."""
    query = select(codings).where(
        codings.c.document == document, codings.c.who == who, codings.c.kind == "second"
    )
    return _in_order(connection, query)


def states_of(connection: Connection, document: str) -> list[StateGiven]:
    """Return the states that a page's events were given, in the order given."""
    rows = connection.execute(select(states).where(states.c.document == document))
    found = (StateGiven(r.id, r.at, r.who, _anchor(r), r.state, r.reason) for r in rows)
    return sorted(found, key=lambda state: state.id)


def find_correction(connection: Connection, name: str) -> Coding:
    """Return a correction by its id.

    Raises:
        StoreError: There is none.
    """
    query = select(codings).where(codings.c.id == name, codings.c.kind == "correction")
    row = connection.execute(query).first()
    if row is None:
        raise StoreError(f"{name}: no such correction; `detente review show EVENT` lists them")
    return _coding(row)


def seen_by(connection: Connection, who: str) -> list[Anchor]:
    """Return the events whose coding a person has seen: those that they reviewed or corrected."""
    told = [
        select(codings).where(codings.c.who == who, codings.c.kind != "second"),
        select(states).where(states.c.who == who),
    ]
    return [_anchor(row) for query in told for row in connection.execute(query)]


def new_id(connection: Connection, letter: str) -> str:
    """Return an id for what is written next; ids sort in the order in which they were given.

    They carry the number of the log's entry to come, which the caller appends in the same writing
    transaction: a clock that was set back changes nothing of who spoke last.
    """
    number = connection.execute(select(func.max(log.c.number))).scalar() or 0
    return f"{letter}-{number + 1:08d}"


def coding_row(coding: Coding) -> dict[str, Any]:
    """Return a coding as a row of its table."""
    return {
        "id": coding.id,
        "at": coding.at,
        "who": coding.who,
        **anchor_columns(coding.anchor),
        "kind": coding.kind,
        "field": coding.field,
        "value": canonical(coding.value),
        "reason": coding.reason,
        "revokes": coding.revokes,
    }


def anchor_columns(anchor: Anchor) -> dict[str, Any]:
    """Return the columns by which a row finds its event again."""
    return {
        "report": anchor.report,
        "document": anchor.document,
        "start": anchor.start,
        "end": anchor.end,
    }


def _in_order(connection: Connection, query: Select[Any]) -> list[Coding]:
    # Sorted here: databases sort text by the rules of their language.
    return sorted((_coding(row) for row in connection.execute(query)), key=lambda c: c.id)


def _coding(row: Row[Any]) -> Coding:
    return Coding(
        id=row.id,
        at=row.at,
        who=row.who,
        anchor=_anchor(row),
        kind=row.kind,
        field=row.field,
        value=json.loads(row.value),
        reason=row.reason,
        revokes=row.revokes,
    )


def _anchor(row: Row[Any]) -> Anchor:
    return Anchor(row.report, row.document, row.start, row.end)
