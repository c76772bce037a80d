"""Whether the derived tables were made by the rules that hold now."""

import hashlib
from collections.abc import Callable
from importlib.metadata import version

from sqlalchemy import Connection, Engine, delete, insert, select

from detente.knowledge.tables import data_folder
from detente.store.database import reading
from detente.store.tables import settings

FORM = "2"
"""Raised by whoever changes what the derived tables hold."""
_SETTING = "derived"


def fingerprint() -> str:
    """Return what tells one way of deriving from another: its form, rules and word hashes."""
    digest = hashlib.sha256(f"{FORM} rensa {version('rensa')}".encode())
    for folder in ("linking", "relations", "codebook"):
        for path in sorted(data_folder(folder).iterdir()):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh(connection: Connection) -> bool:
    """Whether the derived tables were made by the rules that hold now."""
    query = select(settings.c.value).where(settings.c.name == _SETTING)
    return connection.execute(query).scalar() == fingerprint()


def note_fresh(connection: Connection) -> None:
    """Note with which rules the derived tables were made."""
    connection.execute(delete(settings).where(settings.c.name == _SETTING))
    connection.execute(insert(settings), {"name": _SETTING, "value": fingerprint()})


def ensure_fresh(engine: Engine, *, on_page: Callable[[int, int], None] | None = None) -> bool:
    """Rebuild what is derived where other rules made it; return whether that was needed."""
    with reading(engine) as connection:
        if is_fresh(connection):
            return False
    # What makes it takes long to load, and is rarely needed.
    from detente.link.incidents.rebuilding import rebuild  # noqa: PLC0415

    rebuild(engine, on_page=on_page)
    return True
