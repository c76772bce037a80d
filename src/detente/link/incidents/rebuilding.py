"""Making all that is derived again from the sources: after a migration, or when rules changed."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, text

from detente.link.incidents.freshness import note_fresh
from detente.link.incidents.taking import take
from detente.model.record import Record
from detente.store.database import writing
from detente.store.tables import DERIVED
from detente.store.versions import all_latest, documents, first_taken, latest


def rebuild(engine: Engine, *, on_page: Callable[[int, int], None] | None = None) -> None:
    """Make all derived tables again, in one transaction.

    Args:
        engine: The casebook.
        on_page: Called with the pages done and their number.
    """
    with writing(engine) as connection:
        clear(connection)
        derive(connection, on_page=on_page)


def derive(connection: Connection, *, on_page: Callable[[int, int], None] | None = None) -> None:
    """Fill empty derived tables from the sources."""
    total = len(documents(connection))
    for done, found in enumerate(all_latest(connection), start=1):
        record = Record.model_validate_json(found.record)
        taken = first_taken(connection, found.document)
        take(connection, record, version=found.number, taken=taken)
        if on_page:
            on_page(done, total)
    note_fresh(connection)


def clear(connection: Connection) -> None:
    """Empty all derived tables."""
    for name in ("report_words", "page_words"):
        connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own names
    for table in reversed(DERIVED):
        connection.execute(delete(table))


def retake(connection: Connection, document: str) -> None:
    """Bring up to date what follows from a page, after its review or its record changed."""
    found = latest(connection, document)
    if found:
        record = Record.model_validate_json(found.record)
        take(connection, record, version=found.number, taken=first_taken(connection, document))
