"""What was altered behind the program's back is named, whatever it is."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, delete, insert, select, text

from detente.store.database import dialect_of, reading
from detente.store.log import START
from detente.store.tables import SOURCES, captures, log, sightings, versions
from detente.store.verifying import verify
from tests.store.altering import alter, behind, fill, is_full
from tests.store.records import Told, hash_of, keep, page


def test_a_casebook_as_it_was_written_is_clean(engine: Engine, tmp_path: Path) -> None:
    assert verify(engine).summary() == f"clean: 0 log entries, 0 rows; head {START}"
    fill(engine, tmp_path)
    found = verify(engine)
    assert found.problems == ()
    with reading(engine) as connection:
        rows = sum(len(connection.execute(select(table)).all()) for table in SOURCES)
    assert (found.rows, found.entries > 7) == (rows, True)
    assert found.summary().startswith("clean: ")


@pytest.mark.parametrize("table", SOURCES, ids=lambda table: table.name)
def test_every_altered_value_of_a_source_is_named(
    engine: Engine, tmp_path: Path, table: Table
) -> None:
    fill(engine, tmp_path)
    assert is_full(engine, table)
    for column in table.c:
        undo = alter(engine, table, column)
        problems = verify(engine).problems
        assert any(p.startswith((table.name, f"{table.name[:-1]} ")) for p in problems), column
        undo()
        assert verify(engine).problems == (), column


def test_every_altered_value_of_the_log_is_named(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    for column in log.c:
        undo = alter(engine, log, column)
        assert any(p.startswith("log entry 1 ") for p in verify(engine).problems), column
        undo()
        assert verify(engine).problems == (), column


def test_a_row_that_is_gone_is_named(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    with behind(engine) as connection:
        connection.execute(delete(versions).where(versions.c.document == hash_of(1)))
    assert verify(engine).problems == (f"versions {hash_of(1)[:16]} 1 is gone",)


def test_a_row_that_was_slipped_in_is_named(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    with behind(engine) as connection:
        row = dict(connection.execute(select(versions)).mappings().one())
        connection.execute(insert(versions), {**row, "number": 2})
    assert verify(engine).problems == (f"versions {hash_of(1)[:16]} 2 is not in the log",)


def test_an_entry_that_is_gone_is_named(engine: Engine) -> None:
    keep(engine, *(page(number, Told()) for number in range(3)))
    with behind(engine) as connection:
        connection.execute(delete(log).where(log.c.number == 2))
    assert "log entry 2 is missing" in verify(engine).problems


def test_a_head_that_was_kept_elsewhere_tells_a_cut_log(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    with reading(engine) as connection:
        before, head = connection.execute(select(log.c.hash).order_by(log.c.number)).scalars()
    assert verify(engine, head=before).problems == verify(engine, head=head).problems == ()
    with behind(engine) as connection:
        connection.execute(delete(log).where(log.c.hash == head))
        for table, column in ((versions, versions.c.document), (sightings, sightings.c.capture)):
            connection.execute(delete(table).where(column == hash_of(2)))
        connection.execute(delete(captures).where(captures.c.id == hash_of(2)))
    assert verify(engine).problems == (), "without the head nothing tells"
    assert verify(engine, head=head).problems == (
        f"the log does not hold {head[:16]}…: it is another chain, or cut",
    )


@pytest.mark.parametrize(
    "details",
    ["", "[]", "null", '{"rows":3}', '{"rows":[["a"]]}', '{"rows":[["{",1]]}', '{"gone":[[]]}'],
)
def test_whatever_stands_in_an_altered_entry_stops_nobody(engine: Engine, details: str) -> None:
    keep(engine, page(1, Told()))
    with behind(engine) as connection:
        connection.execute(text("UPDATE log SET details = :told"), {"told": details})
    problems = verify(engine).problems
    assert "log entry 1 was altered" in problems
    assert any(p.endswith("is not in the log") for p in problems)


SQLITE_ONLY = (
    ("UPDATE sightings SET row = 2", "sightings"),
    ("UPDATE captures SET packed = CAST(hex(packed) AS TEXT)", "captures"),
    ("UPDATE captures SET packed = ''", "captures"),
    ("UPDATE versions SET record = CAST(record AS BLOB)", "versions"),
    ("UPDATE versions SET document = CAST(document AS BLOB)", "versions"),
    ("UPDATE log SET at = CAST(at AS BLOB)", "log entry 1 was altered"),
    ("UPDATE captures SET size = size + 0.5", "captures"),
)
"""SQLite takes values of any kind in any column."""


@pytest.mark.parametrize(("statement", "told"), SQLITE_ONLY)
def test_values_of_another_kind_are_named(engine: Engine, statement: str, told: str) -> None:
    if dialect_of(engine) != "sqlite":
        pytest.skip("PostgreSQL holds values of the column's own kind only")
    keep(engine, page(1, Told()))
    with behind(engine) as connection:
        connection.execute(text(statement))
    assert any(p.startswith(told) for p in verify(engine).problems)
