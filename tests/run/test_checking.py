"""`check` joins all: of a file in which one byte was flipped, it tells, or nothing is another."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from detente.link.incidents.rebuilding import rebuild
from detente.model.errors import StoreError
from detente.run.checking import check
from detente.store.database import dialect_of, open_engine, writing
from detente.store.migrating import migrate
from detente.store.tables import DERIVED, SOURCES, log
from tests.store.altering import behind, fill
from tests.store.records import Told, keep, page

FLIPS = 80
SEED = 11


def test_a_whole_casebook_is_clean_and_stays_so(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    found = check(engine)
    assert found.problems == ()
    rebuild(engine)
    keep(engine, page(20, Told()))
    assert check(engine, head=found.head).problems == ()


def test_derived_rows_are_compared(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with behind(engine) as connection:
        connection.execute(text("UPDATE incidents SET killed_high = 900"))
    problems = check(engine).problems
    assert problems
    assert all(p.startswith("incidents: ") for p in problems)


def test_damaged_sources_are_told_first(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with behind(engine) as connection:
        connection.execute(text("UPDATE versions SET record = '{}' WHERE number = 1"))
    problems = check(engine).problems
    assert problems[0].endswith("was altered")
    assert problems[-1] == "what is derived was not compared: restore the sources first"


def test_another_form_and_other_rules_are_told(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with writing(engine) as connection:
        connection.execute(text("UPDATE settings SET value = 'x'"))
    assert [p[:44] for p in check(engine).problems] == [
        "what is derived was made by other rules; any"
    ]
    migrate(engine, "0002")
    assert [p[:32] for p in check(engine).problems] == ["the database is of revision 0002"]


def test_a_word_index_that_does_not_fit_is_told(engine: Engine, tmp_path: Path) -> None:
    if dialect_of(engine) != "sqlite":
        pytest.skip("PostgreSQL makes its word index itself")
    fill(engine, tmp_path)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM page_words_docsize"))
    problems = check(engine).problems
    assert [p.partition(":")[0] for p in problems] == ["page_words"]


def dump(path: Path) -> dict[str, list[str]] | None:
    """All that a casebook's tables hold, as SQLite reads it; None where it cannot."""
    connection = sqlite3.connect(path)
    try:
        found: dict[str, list[str]] = {
            table.name: _rows(connection, "*", table.name) for table in (*SOURCES, log, *DERIVED)
        }
        for name in ("settings", "alembic_version", "sqlite_master"):
            found[name] = _rows(connection, "*", name)
        for name in ("page_words", "report_words"):
            found[name] = _rows(connection, "rowid, *", name)
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()
    return found


def _rows(connection: sqlite3.Connection, columns: str, table: str) -> list[str]:
    query = f"SELECT {columns} FROM {table}"  # noqa: S608 - our own names
    return sorted(map(repr, connection.execute(query)))


@pytest.fixture
def whole(empty_sqlite: Path, tmp_path: Path) -> Path:
    """A file with forty pages."""
    path = tmp_path / "whole.sqlite"
    shutil.copy(empty_sqlite, path)
    engine = open_engine(f"sqlite:///{path}")
    fill(engine, tmp_path, pages=40)
    assert check(engine).problems == ()
    engine.dispose()
    return path


def flipped(path: Path, count: int) -> Iterator[tuple[int, Path]]:
    """Copies of a file in each of which one bit of one byte is another."""
    rng = random.Random(SEED)  # noqa: S311 - places in a file, no secret
    data = path.read_bytes()
    for _ in range(count):
        at, bit = rng.randrange(len(data)), 1 << rng.randrange(8)
        changed = bytearray(data)
        changed[at] ^= bit
        copy = path.with_name("flipped.sqlite")
        for beside in (copy, *(copy.with_name(f"{copy.name}{end}") for end in ("-wal", "-shm"))):
            beside.unlink(missing_ok=True)
        copy.write_bytes(changed)
        yield at, copy


def is_told(path: Path) -> bool:
    engine = open_engine(f"sqlite:///{path}")
    try:
        return bool(check(engine).problems)
    except StoreError:
        return True
    finally:
        engine.dispose()


def test_one_flipped_byte_anywhere_is_told_or_changes_nothing(whole: Path) -> None:
    before = dump(whole)
    assert before is not None
    told = 0
    for at, path in flipped(whole, FLIPS):
        if dump(path) != before:
            assert is_told(path), f"byte {at}"
            told += 1
    assert told > FLIPS // 4, "most of the file is in use"
