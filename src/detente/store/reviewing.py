"""What persons said of events: review states and corrections, laid over what was coded.

The record itself stays as the machine made it. Persons' words name an event by its page and
trigger, so that they find it again when a new codebook has coded the page anew; where it is gone
they rest until it is back.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from detente.model.casebook import Report, ReviewState
from detente.store.anchors import Anchor, found_again
from detente.store.opinions import corrections_of, states_of
from detente.store.overlay import laid_over


def reviewed(connection: Connection, document: str, found: list[Report]) -> list[Report]:
    """Return a page's reports with the states and corrections that hold for them.

    Of the corrections of one field the last one holds that was not revoked; of the states the last.

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
    given: dict[str, ReviewState] = {}
    for state in states_of(connection, document):
        name = _meant(found, state.anchor)
        if name:
            given[name] = state.state
    return [
        replace(
            laid_over(report, values.get(report.id, {})), state=given.get(report.id, "candidate")
        )
        for report in found
    ]


def _meant(found: list[Report], anchor: Anchor) -> str | None:
    meant = found_again(found, anchor.report, anchor.start, anchor.end)
    return meant.id if meant else None
