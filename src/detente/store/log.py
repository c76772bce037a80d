"""The log of every change: entries that are only added, each with the hash of the one before it.

An entry names the rows that it wrote with their hashes, so that a row which was altered, added or
taken away behind the program's back shows. A hash proves "unchanged since it was written", not that
it is true; whoever can write the database could also write a new chain, so keep the last hash
(`detente verify` prints it) somewhere else and give it to `detente verify --head`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Connection, Row, Select, Table, insert, select, type_coerce
from sqlalchemy.types import NullType

from detente.store.tables import canonical, log

START = "0" * 64
"""What the first entry names as the one before it."""
PROGRAM = "detente"
"""Who acts where no person does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is written."""

    number: int
    at: str
    who: str
    action: str
    details: str
    previous: str
    hash: str


def now() -> str:
    """Return the time in UTC, to the microsecond, as ISO text."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_hash(row: Mapping[str, Any]) -> str:
    """Return the hash of a row's values; bytes count by their own hash."""
    plain = {
        name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes | memoryview) else value
        for name, value in row.items()
    }
    return hashlib.sha256(canonical(plain).encode("utf-8")).hexdigest()


def as_stored(table: Table) -> Select[Any]:
    """Return the query for all rows of a table, each value as the database has it."""
    columns: list[Any] = [type_coerce(column, NullType()).label(column.name) for column in table.c]
    return select(*columns)


def typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of `as_stored` as the program knows it; a value that is no such one stays.

    SQLAlchemy takes any number for true and refuses text where bytes should be: what was altered
    has to show, and not to stop who looks for it.
    """
    found = dict(row)
    for column in table.c:
        value = found[column.name]
        if isinstance(column.type, Boolean) and type(value) is int and value in {0, 1}:
            found[column.name] = bool(value)
    return found


def row_key(table: Table, row: Mapping[str, Any]) -> str:
    """Return what names a row within the log: its table and primary key.

    An origin stands there as its hash: it may tell what a page was about after the page is purged,
    and the log forgets nothing.
    """
    names = ((column.name, row[column.name]) for column in table.primary_key)
    return canonical([table.name, *(_named(*name) for name in names)])


def _named(column: str, value: Any) -> Any:
    plain = bytes(value).hex() if isinstance(value, bytes | memoryview) else value
    return hashlib.sha256(str(plain).encode("utf-8")).hexdigest() if column == "origin" else plain


def keep(connection: Connection, table: Table, row: Mapping[str, Any]) -> list[str]:
    """Add a row to a source table; return its name and hash for the entry that vouches for it."""
    connection.execute(insert(table), row)
    return [row_key(table, row), row_hash(row)]


def append(
    connection: Connection,
    action: str,
    *,
    rows: Sequence[list[str]] = (),
    gone: Sequence[str] = (),
    who: str = PROGRAM,
    **told: Any,
) -> Entry:
    """Add an entry to the end of the chain, within the caller's writing transaction.

    Args:
        connection: From `database.writing`: nobody else writes meanwhile.
        action: What was done: add, recode, correct, merge, purge …
        rows: Name and hash of each row written, as `keep` returns them.
        gone: Names of rows that were taken away.
        who: A person's code, or the program.
        told: What else a reader of the log should know.
    """
    last = connection.execute(
        select(log.c.number, log.c.hash).order_by(log.c.number.desc())
    ).first()
    number, previous = (last.number + 1, last.hash) if last else (1, START)
    details = {
        **told,
        **({"rows": list(rows)} if rows else {}),
        **({"gone": list(gone)} if gone else {}),
    }
    entry = _chained(number, now(), who, action, canonical(details), previous)
    connection.execute(
        insert(log),
        {
            "number": entry.number,
            "at": entry.at,
            "who": entry.who,
            "action": entry.action,
            "details": entry.details,
            "previous": entry.previous,
            "hash": entry.hash,
        },
    )
    return entry


def _chained(number: int, at: str, who: str, action: str, details: str, previous: str) -> Entry:
    told = canonical([number, at, who, action, details, previous])
    digest = hashlib.sha256(told.encode("utf-8")).hexdigest()
    return Entry(number, at, who, action, details, previous, digest)


def chain_problem(rows: Iterable[Row[Any]], expected: int = 1, previous: str = START) -> str | None:
    """Return what is wrong with the chain at its first broken entry; None when it is whole.

    Args:
        rows: All entries, by number.
        expected: Number of the first one.
        previous: Hash before the first one.
    """
    for row in rows:
        if row.number != expected:
            return f"log entry {expected} is missing"
        if any(isinstance(value, bytes) for value in row):
            return f"log entry {row.number} was altered"
        again = _chained(row.number, row.at, row.who, row.action, row.details, row.previous)
        if row.previous != previous:
            return f"log entry {row.number} does not follow from the one before it"
        if again.hash != row.hash:
            return f"log entry {row.number} was altered"
        expected, previous = expected + 1, row.hash
    return None


def entries(connection: Connection, last: int | None = None) -> list[Row[Any]]:
    """Return entries in their order: all, or the last ones."""
    query: Select[Any] = select(log).order_by(log.c.number.desc())
    rows = connection.execute(query.limit(last) if last else query).all()
    return list(reversed(rows))
