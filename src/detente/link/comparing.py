"""Whether what is derived follows from the sources: made again beside, and compared row by row."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.sql import Select

from detente.link.rebuilding import derive
from detente.store.database import dialect_of, open_engine, reading, writing
from detente.store.log import row_hash
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
    problems = list(_word_index(connection))
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        beside = open_engine(f"sqlite:///{Path(folder) / 'again.sqlite'}")
        migrate(beside)
        with writing(beside) as again:
            _copy_sources(connection, again)
            derive(again, on_page=on_page)
        with reading(beside) as again:
            for table in DERIVED:
                problems += _differences(
                    table.name, _rows(connection, select(table)), _rows(again, select(table))
                )
            for name, ours, theirs in _words(connection, again):
                problems += _differences(name, ours, theirs)
        beside.dispose()
    return problems


def _copy_sources(connection: Connection, again: Connection) -> None:
    """Copy all that derived tables follow from; the captured bytes are not among it."""
    for table in SOURCES:
        columns = [c for c in table.c if c is not captures.c.packed]
        rows = connection.execute(select(*columns).execution_options(yield_per=_BATCH)).mappings()
        for part in rows.partitions(_BATCH):
            extra = {"packed": b""} if table is captures else {}
            again.execute(insert(table), [{**row, **extra} for row in part])


def _rows(connection: Connection, query: Select[Any]) -> Iterator[dict[str, Any]]:
    result = connection.execute(query.execution_options(yield_per=_BATCH))
    for row in result.mappings():
        yield dict(row)


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
        for row in sorted(rows)[:_TOLD]:
            yield f"{name}: {row} {what}"
        if len(rows) > _TOLD:
            yield f"{name}: {len(rows) - _TOLD} more"


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Values as both databases have them: SQLite's booleans are numbers when read raw."""
    return {name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items()}


def _named(row: dict[str, Any]) -> str:
    first = next(iter(row.values()))
    return str(first)[:40]


def _word_index(connection: Connection) -> Iterator[str]:
    """What FTS5 itself finds wrong with its index."""
    if dialect_of(connection) != "sqlite":
        return
    for name in ("page_words", "report_words"):
        rows = connection.execute(text("SELECT * FROM pragma_integrity_check(:n)"), {"n": name})
        for (told,) in rows:
            if told != "ok":
                yield f"{name}: {told}"
