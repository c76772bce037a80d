"""A reviewer's act and what follows from it: incidents are right again when it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from detente.knowledge.placeindex import PlaceIndex, index_with
from detente.knowledge.registry import Registry, load_registry
from detente.link.incidents.rebuilding import retake
from detente.model.casebook import Report, ReviewState
from detente.store import review_acts
from detente.store.database import writing
from detente.store.opinions import find_correction
from detente.store.overlay import Field
from detente.store.review_history import find_report
from detente.store.review_values import Lookup


def lookup_with(actors: Path | None = None, places: Path | None = None) -> Lookup:
    """Return where actors and places are looked up: what ships, and the user's own folders.

    Args:
        actors: Folder of own actors; None for none.
        places: Folder of own places; None for none.
    """

    @cache
    def registry() -> Registry:
        return load_registry(extra=[actors] if actors else [])

    @cache
    def index() -> PlaceIndex:
        return index_with(places)

    return Lookup(registry, index)


def give_state(
    engine: Engine, name: str, state: ReviewState, *, who: str, reason: str = ""
) -> Report:
    """Give an event a state and settle its incident; return the event as it is then.

    Args:
        engine: The casebook.
        name: The event's id or its unambiguous beginning.
        state: The new state.
        who: The reviewer's code.
        reason: Why; see `review_acts.set_state`.

    Raises:
        DetenteError: There is no such event or step, or a reason or code is missing.
    """
    with _reviewing(engine, name) as (connection, report):
        review_acts.set_state(connection, report, state, who=who, reason=reason)
        return _brought_up(connection, report)


def correct_field(
    engine: Engine, name: str, field: Field, told: Any, *, who: str, reason: str, lookup: Lookup
) -> Report:
    """Correct a field of an event and settle its incident; return the event as it is then.

    Args:
        engine: The casebook.
        name: The event's id or its unambiguous beginning.
        field: Which field.
        told: The value as the reviewer writes it.
        who: The reviewer's code.
        reason: Why.
        lookup: Where actors and places are looked up.

    Raises:
        DetenteError: There is no such event, the value does not fit, or reason or code is missing.
    """
    with _reviewing(engine, name) as (connection, report):
        review_acts.correct(connection, report, field, told, who=who, reason=reason, lookup=lookup)
        return _brought_up(connection, report)


def take_back(engine: Engine, correction: str, *, who: str, reason: str) -> str:
    """Take a correction back and settle the incident; return the id of the event as it named it.

    Args:
        engine: The casebook.
        correction: Its id.
        who: The reviewer's code.
        reason: Why.

    Raises:
        DetenteError: There is no such correction, or it was taken back before.
    """
    with writing(engine) as connection:
        anchor = find_correction(connection, correction).anchor
        review_acts.revoke_correction(connection, correction, who=who, reason=reason)
        retake(connection, anchor.document)
        return anchor.report


@contextmanager
def _reviewing(engine: Engine, name: str) -> Iterator[tuple[Connection, Report]]:
    with writing(engine) as connection:
        yield connection, find_report(connection, name)


def _brought_up(connection: Connection, report: Report) -> Report:
    retake(connection, report.document.removeprefix("sha256:"))
    return find_report(connection, report.id)
