"""What persons said of events: review states and corrections, laid over what was coded.

The record itself stays as the machine made it. Persons' words name an event by its page and
trigger, so that they find it again when a new codebook has coded the page anew; where it is gone
they rest until it is back.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from detente.model.casebook import Report, ReviewState
from detente.model.record import Record
from detente.store.anchors import Anchor, found_again
from detente.store.opinions import StateGiven, corrections_of, states_of
from detente.store.overlay import FIELDS, comparable, laid_over, value_of
from detente.store.reports import reports_of
from detente.store.versions import as_of


def reviewed(connection: Connection, document: str, found: list[Report]) -> list[Report]:
    """Return a page's reports with the states and corrections that hold for them.

    Of the corrections of one field the last one holds that was not revoked; of the states the last.
    What was reviewed or published is a candidate again where coding anew gave it other values than
    those that a person saw, in fields that no correction holds: nothing that only a machine said
    stands as reviewed.

    Args:
        connection: Any.
        document: Hash of the page.
        found: Its reports as the machine coded them.
    """
    values: dict[str, dict[str, Any]] = {}
    for coding in corrections_of(connection, document):
        name = _meant(found, coding.anchor)
        if name:
            values.setdefault(name, {})[coding.field] = coding.value
    given: dict[str, StateGiven] = {}
    for state in states_of(connection, document):
        name = _meant(found, state.anchor)
        if name:
            given[name] = state
    return [
        replace(
            laid_over(report, values.get(report.id, {})),
            state=_state(connection, document, report, given.get(report.id), values),
        )
        for report in found
    ]


def _state(
    connection: Connection,
    document: str,
    report: Report,
    given: StateGiven | None,
    corrected: dict[str, dict[str, Any]],
) -> ReviewState:
    """The state that a report has: the one given, unless it is not what was looked at then."""
    if given is None:
        return "candidate"
    if given.state not in {"reviewed", "published"}:
        return given.state
    version = as_of(connection, document, given.at)
    if version is None:
        return "candidate"
    then = list(reports_of(Record.model_validate_json(version.record)))
    seen = found_again(then, given.anchor.report, given.anchor.start, given.anchor.end)
    fields = set(FIELDS) - corrected.get(report.id, {}).keys()
    same = seen is not None and all(
        comparable(f, value_of(seen, f)) == comparable(f, value_of(report, f)) for f in fields
    )
    return given.state if same else "candidate"


def _meant(found: list[Report], anchor: Anchor) -> str | None:
    meant = found_again(found, anchor.report, anchor.start, anchor.end)
    return meant.id if meant else None
