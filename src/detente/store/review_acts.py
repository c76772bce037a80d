"""What a reviewer does: give an event a state, correct a field, take a correction back.

Each writes one row and its entry in the log, and changes nothing else: whoever calls brings what
follows from the page up to date within the same transaction (`rebuilding.retake` of linking).
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from detente.model.casebook import Report, ReviewState
from detente.model.errors import DetenteError
from detente.store import log
from detente.store.anchors import Anchor, anchor_of
from detente.store.coders import coder_code, given_reason
from detente.store.opinions import (
    Coding,
    anchor_columns,
    coding_row,
    corrections_of,
    find_correction,
    new_id,
)
from detente.store.overlay import Field
from detente.store.review_history import history
from detente.store.review_values import Lookup, parse_value, setting_of
from detente.store.tables import canonical, codings, states

_STEPS: dict[ReviewState, tuple[ReviewState, ...]] = {
    "candidate": ("reviewed", "withdrawn"),
    "reviewed": ("published", "candidate", "withdrawn"),
    "published": ("reviewed", "candidate", "withdrawn"),
    "withdrawn": ("reviewed", "candidate"),
}
"""To which state an event may go from each."""
_FORWARD = frozenset((("candidate", "reviewed"), ("reviewed", "published")))
"""Steps that need no reason."""


def set_state(
    connection: Connection, report: Report, state: ReviewState, *, who: str, reason: str = ""
) -> str:
    """Give an event a state; return the id of the row.

    A candidate is reviewed before it is published; each can be withdrawn, and go back.

    Args:
        connection: From `database.writing`.
        report: The event.
        state: Its new state.
        who: The reviewer's code.
        reason: Why; needed for a withdrawal and for going back.

    Raises:
        DetenteError: There is no such step from its state, or the reason or code is missing.
        StoreError: The event is gone.
    """
    who = coder_code(who)
    before = history(connection, report).now
    _check_step(before, state)
    if (before.state, state) not in _FORWARD or reason.strip():
        reason = given_reason(reason, "a withdrawal" if state == "withdrawn" else "going back")
    row = {
        "id": new_id(connection, "s"),
        "at": log.now(),
        "who": who,
        **anchor_columns(anchor_of(before)),
        "state": state,
        "reason": reason,
    }
    kept = log.keep(connection, states, row)
    log.append(connection, "state", rows=[kept], who=who, event=before.id, state=state)
    return str(row["id"])


def _check_step(report: Report, state: ReviewState) -> None:
    if report.state == state:
        raise DetenteError(f"{report.id}: it is {state} already")
    if state not in _STEPS[report.state]:
        mend = "review it first: `detente review accept`"
        if report.state == "withdrawn":
            mend = "take it back first: `detente review reopen`"
        raise DetenteError(f"{report.id}: it is {report.state} and cannot become {state}; {mend}")


def correct(
    connection: Connection,
    report: Report,
    field: Field,
    told: Any,
    *,
    who: str,
    reason: str,
    lookup: Lookup,
) -> str:
    """Correct a field of an event; return the correction's id.

    The machine's record stays as it is. The same value as the machine's may be given: it then
    holds whatever later codebooks make of the page.

    Args:
        connection: From `database.writing`.
        report: The event.
        field: Which field.
        told: The value as the reviewer writes it.
        who: The reviewer's code.
        reason: Why.
        lookup: Where actors and places are looked up.

    Raises:
        DetenteError: The value fits not, was given before, or the reason or code is missing.
        StoreError: The event is gone.
    """
    who, reason = coder_code(who), given_reason(reason, "a correction")
    found = history(connection, report)
    before = found.now
    value = parse_value(field, told, setting_of(lookup, found.record, before.type))
    holds = found.holds.get(field)
    if holds and canonical(holds.value) == canonical(value):
        raise DetenteError(f"{before.id}: {field} was corrected to this before ({holds.id})")
    return _keep(connection, _coding(connection, anchor_of(before), who, field, value, reason))


def revoke_correction(connection: Connection, name: str, *, who: str, reason: str) -> str:
    """Take a correction back: what was there before it holds again; return the new row's id.

    Args:
        connection: From `database.writing`.
        name: The correction's id.
        who: The reviewer's code; it need not be the one who corrected.
        reason: Why.

    Raises:
        DetenteError: It was taken back before, or the reason or code is missing.
        StoreError: There is no such correction.
    """
    who, reason = coder_code(who), given_reason(reason, "taking a correction back")
    correction = find_correction(connection, name)
    held = corrections_of(connection, correction.anchor.document)
    if name not in {coding.id for coding in held}:
        raise DetenteError(f"{name}: it was taken back before")
    coding = _coding(connection, correction.anchor, who, correction.field, None, reason)
    return _keep(connection, replace(coding, kind="revoked", revokes=name))


def _coding(
    connection: Connection, anchor: Anchor, who: str, field: str, value: Any, reason: str
) -> Coding:
    return Coding(
        id=new_id(connection, "c"),
        at=log.now(),
        who=who,
        anchor=anchor,
        kind="correction",
        field=field,
        value=value,
        reason=reason,
        revokes=None,
    )


def _keep(connection: Connection, coding: Coding) -> str:
    kept = log.keep(connection, codings, coding_row(coding))
    action = "correct" if coding.kind == "correction" else "revoke"
    told = {"event": coding.anchor.report, "field": coding.field, "coding": coding.id}
    log.append(connection, action, rows=[kept], who=coding.who, **told)
    return coding.id
