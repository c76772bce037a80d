"""`detente verify`: whether the casebook is what was written into it, to the byte.

The log is a chain; every row of the sources is vouched for by its hash in the log; captured bytes
are hashed again. What is derived is compared by whoever can derive it (`link.incidents.comparing`).
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, select, text

from detente.store.database import dialect_of, reading
from detente.store.log import START, as_stored, chain_problem, row_hash, row_key, typed
from detente.store.tables import SOURCES, captures, log

_MANY = 20


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; no problem means that all is as it was written."""

    problems: tuple[str, ...]
    entries: int
    """Entries of the log."""
    rows: int
    """Rows of the sources that the log vouches for."""
    head: str
    """Hash of the last entry; whoever keeps it elsewhere can tell a new chain from this one."""

    def summary(self) -> str:
        """One line for a person."""
        count = len(self.problems)
        state = f"{count} problem{'s' * (count != 1)}" if count else "clean"
        return f"{state}: {self.entries} log entries, {self.rows} rows; head {self.head}"


def verify(engine: Engine, *, head: str | None = None) -> Findings:
    """Check log, sources and captured bytes.

    Args:
        engine: The casebook.
        head: A hash that was printed before and kept elsewhere: it must stand in the chain.

    Raises:
        StoreError: The database cannot be read at all.
    """
    with reading(engine) as connection:
        problems = list(_database(connection))
        chain = chain_problem(connection.execute(select(log).order_by(log.c.number)))
        if chain:
            problems.append(chain)
        entries = connection.execute(select(log.c.hash).order_by(log.c.number)).scalars().all()
        if head is not None and head not in {START, *entries}:
            problems.append(f"the log does not hold {head[:16]}…: it is another chain, or cut")
        vouched = _vouched(connection)
        rows = len(vouched)
        for table in SOURCES:
            problems += _rows(connection, table, vouched)
        problems += [f"{_shown(key)} is gone" for key in sorted(vouched)]
        problems += _captured(connection)
    return Findings(tuple(problems), len(entries), rows, entries[-1] if entries else START)


def _database(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with its file."""
    if dialect_of(connection) != "sqlite":
        return
    for (told,) in connection.execute(text(f"PRAGMA integrity_check({_MANY})")):
        if told != "ok":
            yield f"database file: {told}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"database file: a row of {row[0]} refers to nothing in {row[2]}"


def _vouched(connection: Connection) -> dict[str, str]:
    """Hash of each row that should be there, by its name in the log."""
    found: dict[str, str] = {}
    for details in connection.execute(select(log.c.details).order_by(log.c.number)).scalars():
        try:
            told = json.loads(details)
            for name in told.get("gone", ()):
                found.pop(name, None)
            found.update((str(name), digest) for name, digest in told.get("rows", ()))
        except (ValueError, TypeError, AttributeError):
            continue  # an altered entry: the chain has told it
    return found


def _rows(connection: Connection, table: Table, vouched: dict[str, str]) -> Iterator[str]:
    """What is wrong with a table's rows; takes those that are there out of `vouched`."""
    for found in connection.execute(as_stored(table)).mappings():
        row = typed(table, dict(found))
        key = row_key(table, row)
        expected = vouched.pop(key, None)
        if expected is None:
            yield f"{_shown(key)} is not in the log"
        elif row_hash(row) != expected:
            yield f"{_shown(key)} was altered"


def _captured(connection: Connection) -> Iterator[str]:
    """Captures whose bytes are no longer those of their hash."""
    for row in connection.execute(as_stored(captures)):
        name = f"capture {str(row.id)[:12]}"
        if not row.packed:
            continue
        try:
            data = zlib.decompress(row.packed)
        except (zlib.error, TypeError):
            yield f"{name}: its bytes are damaged"
            continue
        if hashlib.sha256(data).hexdigest() != row.id or len(data) != row.size:
            yield f"{name}: its bytes were altered"


def _shown(key: str) -> str:
    try:
        table, *names = json.loads(key)
    except (ValueError, TypeError):  # the key stands in an altered entry
        return key[:60]
    return f"{table} {' '.join(str(name)[:16] for name in names)}"
