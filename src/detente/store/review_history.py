"""What became of an event under review: what was coded, what holds now, and who said what."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from detente.model.casebook import Report
from detente.model.errors import StoreError
from detente.model.record import Record
from detente.store.anchors import Anchor, found_again
from detente.store.opinions import Coding, StateGiven, corrections_of, said_of, states_of
from detente.store.projecting import load_reports
from detente.store.reports import reports_of
from detente.store.reviewing import reviewed
from detente.store.tables import reports
from detente.store.versions import latest

_LONGEST_LIST = 5


@dataclass(frozen=True, slots=True)
class History:
    """An event as coded and as it stands, and all that persons did with it, in order."""

    record: Record
    """Its page's record, as the machine made it."""
    coded: Report
    """As the machine coded it."""
    now: Report
    """With the state and corrections that hold."""
    holds: dict[str, Coding]
    """By corrected field, the correction that holds."""
    said: tuple[Coding, ...]
    """All corrections and what took them back."""
    states: tuple[StateGiven, ...]


def find_report(connection: Connection, name: str) -> Report:
    """Return the report whose id is, or alone begins with, a name.

    Raises:
        StoreError: There is none, or several begin so.
    """
    exact = load_reports(connection, [name])
    if exact:
        return exact[0]
    begins = reports.c.id.startswith(name, autoescape=True)
    query = select(reports.c.id).where(begins).order_by(reports.c.id).limit(_LONGEST_LIST + 1)
    ids = list(connection.execute(query).scalars()) if name else []
    if not ids:
        raise StoreError(f"{name!r}: no such event; `detente review list` shows them")
    if len(ids) > 1:
        told = ", ".join(ids[:_LONGEST_LIST]) + (" …" if len(ids) > _LONGEST_LIST else "")
        raise StoreError(f"{name!r} begins the ids of several events: {told}; write more of it")
    return load_reports(connection, ids)[0]


def history(connection: Connection, report: Report) -> History:
    """Return what became of an event, read from the sources.

    Raises:
        StoreError: Its page is gone, or was coded anew without it.
    """
    document = report.document.removeprefix("sha256:")
    version = latest(connection, document)
    if version is None:
        raise StoreError(f"{report.id}: its page is gone from the casebook")
    record = Record.model_validate_json(version.record)
    coded = list(reports_of(record))
    own = found_again(coded, report.id, report.start, report.end)
    if own is None:
        raise StoreError(f"{report.id}: the event is gone; `detente review list` shows the others")
    (now,) = (r for r in reviewed(connection, document, coded) if r.id == own.id)
    own_anchors = _Own(coded, own)
    return History(
        record=record,
        coded=own,
        now=now,
        holds={
            c.field: c for c in corrections_of(connection, document) if own_anchors.has(c.anchor)
        },
        said=tuple(c for c in said_of(connection, document) if own_anchors.has(c.anchor)),
        states=tuple(s for s in states_of(connection, document) if own_anchors.has(s.anchor)),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """Which anchors mean one event of a page."""

    coded: list[Report]
    event: Report

    def has(self, anchor: Anchor) -> bool:
        meant = found_again(self.coded, anchor.report, anchor.start, anchor.end)
        return meant is not None and meant.id == self.event.id
