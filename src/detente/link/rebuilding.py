"""Making all that is derived again from the sources: after a migration, or when rules changed."""

import hashlib
from collections.abc import Callable
from importlib.metadata import version

from sqlalchemy import Connection, Engine, delete, insert, select, text

from detente.knowledge.tables import data_folder
from detente.link.taking import take
from detente.model.record import Record
from detente.store.database import reading, writing
from detente.store.tables import DERIVED, settings
from detente.store.versions import all_latest, documents, first_taken, latest

FORM = "1"
"""Raised by whoever changes what the derived tables hold."""
_SETTING = "derived"


def fingerprint() -> str:
    """Return what tells one way of deriving from another: its form, rules and word hashes."""
    digest = hashlib.sha256(f"{FORM} rensa {version('rensa')}".encode())
    for folder in ("linking", "codebook"):
        for path in sorted(data_folder(folder).iterdir()):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh(connection: Connection) -> bool:
    """Whether the derived tables were made by the rules that hold now."""
    query = select(settings.c.value).where(settings.c.name == _SETTING)
    return connection.execute(query).scalar() == fingerprint()


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
    for done, found in enumerate(list(all_latest(connection)), start=1):
        record = Record.model_validate_json(found.record)
        taken = first_taken(connection, found.document)
        take(connection, record, version=found.number, taken=taken)
        if on_page:
            on_page(done, total)
    note_fresh(connection)


def note_fresh(connection: Connection) -> None:
    """Note with which rules the derived tables were made."""
    connection.execute(delete(settings).where(settings.c.name == _SETTING))
    connection.execute(insert(settings), {"name": _SETTING, "value": fingerprint()})


def clear(connection: Connection) -> None:
    """Empty all derived tables."""
    for name in ("report_words", "page_words"):
        connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own names
    for table in reversed(DERIVED):
        connection.execute(delete(table))


def ensure_fresh(engine: Engine, *, on_page: Callable[[int, int], None] | None = None) -> bool:
    """Rebuild what is derived where other rules made it; return whether that was needed."""
    with reading(engine) as connection:
        if is_fresh(connection):
            return False
    rebuild(engine, on_page=on_page)
    return True


def retake(connection: Connection, document: str) -> None:
    """Bring up to date what follows from a page, after its review or its record changed."""
    found = latest(connection, document)
    if found:
        record = Record.model_validate_json(found.record)
        take(connection, record, version=found.number, taken=first_taken(connection, document))
