"""Whether what is derived follows from the sources: made again beside, and compared row by row."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select, text

from detente.link.incidents.rebuilding import derive
from detente.model.errors import StoreError
from detente.store.database import dialect_of, open_engine, reading, writing
from detente.store.log import as_stored, row_hash, typed
from detente.store.migrating import migrate
from detente.store.tables import (
    DERIVED,
    SOURCES,
    captures,
    page_words,
    report_words,
)

_BATCH = 1000
_TOLD = 3
"""Rows that are named for each table; more are counted."""


def compare(
    connection: Connection, *, on_page: Callable[[int, int], None] | None = None
) -> list[str]:
    """Return what differs between the derived tables and what the sources make of them.

    Args:
        connection: From `database.reading`.
        on_page: Called with the pages made again and their number.
    """
    with made_again(connection, on_page=on_page) as again:
        return list(differences(connection, again))


@contextmanager
def made_again(
    connection: Connection, *, on_page: Callable[[int, int], None] | None = None
) -> Iterator[Connection]:
    """Yield a casebook in which all that is derived was made again from the same sources."""
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        beside = open_engine(f"sqlite:///{Path(folder) / 'again.sqlite'}")
        try:
            migrate(beside)
            with writing(beside) as again:
                _copy_sources(connection, again)
                derive(again, on_page=on_page)
            with reading(beside) as again:
                yield again
        finally:
            beside.dispose()


def differences(connection: Connection, again: Connection) -> Iterator[str]:
    """Yield what differs between the derived tables of two casebooks, and between their forms."""
    for table in DERIVED:
        yield from _differences(table.name, _rows(connection, table), _rows(again, table))
    for name, ours, theirs in _words(connection, again):
        yield from _differences(name, ours, theirs)
    yield from _forms(connection, again)


def _copy_sources(connection: Connection, again: Connection) -> None:
    """Copy all that derived tables follow from; the captured bytes are not among it."""
    for table in SOURCES:
        columns = [c for c in table.c if c is not captures.c.packed]
        query = select(*columns).execution_options(yield_per=_BATCH)
        rows = connection.execute(query).mappings()
        for part in rows.partitions(_BATCH):
            extra = {"packed": b""} if table is captures else {}
            again.execute(insert(table), [{**row, **extra} for row in part])


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    result = connection.execute(as_stored(table).execution_options(yield_per=_BATCH))
    for row in result.mappings():
        yield typed(table, dict(row))


def _forms(connection: Connection, again: Connection) -> Iterator[str]:
    """What of SQLite's tables, indexes and triggers is not as the migrations make it."""
    if dialect_of(connection) != "sqlite":
        return
    query = text("SELECT name, type, tbl_name, sql FROM sqlite_master")
    ours, theirs = (
        (dict(row) for row in side.execute(query).mappings()) for side in (connection, again)
    )
    yield from _differences("form of the database", ours, theirs)


def _words(
    connection: Connection, again: Connection
) -> Iterator[tuple[str, Iterator[dict[str, Any]], Iterator[dict[str, Any]]]]:
    for table, columns in ((page_words, ("title", "text")), (report_words, ("sentence",))):
        yield (
            table.name,
            _word_rows(connection, table.name, columns),
            _word_rows(again, table.name, columns),
        )


def _word_rows(
    connection: Connection, table: str, columns: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    number = "rowid" if dialect_of(connection) == "sqlite" else "number"
    query = text(f"SELECT {number} AS number, {', '.join(columns)} FROM {table}")  # noqa: S608 - our own names
    for row in connection.execute(query).mappings():
        yield dict(row)


def _differences(
    name: str, ours: Iterator[dict[str, Any]], theirs: Iterator[dict[str, Any]]
) -> Iterator[str]:
    """What rows of a table differ; their order does not count."""
    left: Counter[str] = Counter()
    named: dict[str, str] = {}
    for row in ours:
        digest = row_hash(_plain(row))
        left[digest] += 1
        named[digest] = _named(row)
    missing: list[str] = []
    for row in theirs:
        digest = row_hash(_plain(row))
        if left[digest] > 0:
            left[digest] -= 1
        else:
            missing.append(_named(row))
    surplus = [named[digest] for digest, count in left.items() if count > 0]
    for what, rows in (("should not be there as it is", surplus), ("is missing", missing)):
        for told in sorted(rows)[:_TOLD]:
            yield f"{name}: {told} {what}"
        if len(rows) > _TOLD:
            yield f"{name}: {len(rows) - _TOLD} more"


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Values as both databases have them: SQLite's booleans are numbers when read raw."""
    return {name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items()}


def _named(row: dict[str, Any]) -> str:
    first = next(iter(row.values()))
    return str(first)[:40]


def word_index_problems(engine: Engine) -> list[str]:
    """Return which of SQLite's word indexes do not fit the words that they are made of.

    FTS5 checks itself by a command that looks like writing and changes nothing.
    """
    if dialect_of(engine) != "sqlite":
        return []
    problems = []
    for name in (page_words.name, report_words.name):
        command = text(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")  # noqa: S608 - our own names
        try:
            with writing(engine) as connection:
                connection.execute(command)
        except StoreError as error:
            problems.append(f"{name}: the index does not fit its words ({error})")
    return problems
