"""Triggers let nobody alter what is only added to."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Engine,
    Integer,
    delete,
    func,
    insert,
    not_,
    select,
    update,
)

from detente.model.errors import StoreError
from detente.store.database import dialect_of, reading, writing
from detente.store.guards import PERSON_TABLES, SOURCE_TABLES, guards
from detente.store.purging import purge_bytes, purge_page
from detente.store.tables import SOURCES, captures, log
from detente.store.verifying import verify
from tests.store.altering import fill
from tests.store.records import Told, hash_of, keep, page


def _other(column: Column[Any]) -> ColumnElement[Any]:
    """Another value of each row."""
    if isinstance(column.type, Boolean):
        return not_(column)
    return column + 1 if isinstance(column.type, Integer) else func.substr(column, 2)


@pytest.mark.parametrize("name", [*SOURCE_TABLES, *PERSON_TABLES])
def test_rows_of_sources_cannot_be_altered(engine: Engine, tmp_path: Path, name: str) -> None:
    fill(engine, tmp_path)
    table = next(t for t in (*SOURCES, log) if t.name == name)
    for column in table.c:
        if column.name == "packed":
            continue  # a purge may empty it: told below
        with pytest.raises(StoreError, match="only added to"), writing(engine) as connection:
            connection.execute(update(table).values({column.name: _other(column)}))
    assert verify(engine).problems == ()


def test_the_log_cannot_be_cut(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    with pytest.raises(StoreError, match="only added to"), writing(engine) as connection:
        connection.execute(delete(log))


def test_bytes_can_be_taken_and_not_changed(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    with pytest.raises(StoreError, match="only added to"), writing(engine) as connection:
        connection.execute(update(captures).values(packed=b"other"))
    with writing(engine) as connection:
        assert purge_bytes(connection, [hash_of(1)], who="A") == 1
    assert verify(engine).problems == ()


def test_a_purge_takes_rows_and_says_so(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    with writing(engine) as connection:
        purge_page(connection, hash_of(1), who="A")
        assert connection.execute(select(captures.c.id)).scalars().all() == [hash_of(2)]
    assert verify(engine).problems == ()


def test_rows_can_be_added(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(insert(captures), {"id": "a" * 64, "packed": b"", "size": 0})
    with reading(engine) as connection:
        assert dialect_of(connection) == dialect_of(engine)
        assert len(connection.execute(select(captures)).all()) == 1


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_table_is_guarded_once(dialect: str) -> None:
    both = [s for tables in (SOURCE_TABLES, PERSON_TABLES) for s in guards(dialect, tables)]
    made = [s for s in both if s.startswith("CREATE TRIGGER")]
    assert len(made) == len(set(made)) == 9
    for name in (*SOURCE_TABLES, *PERSON_TABLES):
        assert any(f"UPDATE ON {name} " in statement for statement in made)
