"""Two databases behind one address; what goes wrong is one line for a person."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text

from detente.model.errors import StoreError
from detente.store.database import dialect_of, open_engine, reading, writing
from detente.store.tables import settings


def put(engine: Engine, name: str) -> None:
    with writing(engine) as connection:
        connection.execute(insert(settings), {"name": name, "value": "x"})


def names(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return sorted(connection.execute(select(settings.c.name)).scalars())


def test_all_of_a_transaction_is_kept_or_nothing(engine: Engine) -> None:
    put(engine, "kept")
    with pytest.raises(KeyError), writing(engine) as connection:
        connection.execute(insert(settings), {"name": "lost", "value": {}["x"]})
    assert names(engine) == ["kept"]


def test_what_the_database_refuses_is_told_and_undone(engine: Engine) -> None:
    put(engine, "one")
    rows = [{"name": "two", "value": "x"}, {"name": "one", "value": "x"}]
    with pytest.raises(StoreError), writing(engine) as connection:
        connection.execute(insert(settings), rows)
    assert names(engine) == ["one"]


def test_writers_come_one_after_the_other_and_readers_wait_for_nobody(engine: Engine) -> None:
    order: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait(30)
        with writing(engine) as connection:
            order.append("second")
            assert connection.execute(select(settings.c.name)).scalars().all() == ["first"]

    thread = threading.Thread(target=second)
    thread.start()
    with writing(engine) as connection:
        connection.execute(insert(settings), {"name": "first", "value": "x"})
        inside.set()
        thread.join(0.5)
        assert names(engine) == []
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]


def test_sqlite_is_set_so_that_what_is_told_as_stored_is(engine: Engine) -> None:
    if dialect_of(engine) != "sqlite":
        pytest.skip("PostgreSQL is set by its server")
    with reading(engine) as connection:
        told = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_both_databases_know_the_functions_that_distances_need(engine: Engine) -> None:
    with reading(engine) as connection:
        row = connection.execute(
            text("SELECT sin(0), cos(0), asin(1), sqrt(4.0), radians(180), sin(NULL)")
        ).one()
    assert [None if v is None else round(float(v), 6) for v in row] == [
        0, 1, 1.570796, 2, 3.141593, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nonsense", "no database address"),
        ("mysql://u:secret@h/n", "mysql is no database for a casebook"),
        ("sqlite:////nowhere/at/all/x.sqlite", "the folder does not exist"),
    ],
)
def test_addresses_that_are_refused(address: str, told: str) -> None:
    with pytest.raises(StoreError, match=told) as raised:
        open_engine(address)
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    engine = open_engine("postgresql://someone:secret@127.0.0.1:1/x")
    with pytest.raises(StoreError) as raised, reading(engine):
        pass
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)
    engine.dispose()


def _read(engine: Engine, _name: str) -> None:
    names(engine)


def told_of(path: Path, *, write: bool = False) -> str:
    engine = open_engine(f"sqlite:///{path}")
    try:
        with pytest.raises(StoreError) as raised:
            (put if write else _read)(engine, "x")
    finally:
        engine.dispose()
    return str(raised.value)


def test_a_file_that_is_no_casebook_is_told(tmp_path: Path) -> None:
    assert told_of(tmp_path / "empty.sqlite").endswith("make the casebook with `detente init`")
    (tmp_path / "text.sqlite").write_bytes(b"no database at all " * 100)
    assert told_of(tmp_path / "text.sqlite").endswith("restore it from a copy")


def test_a_cut_file_is_told(empty_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.sqlite").write_bytes(empty_sqlite.read_bytes()[:20_000])
    assert "malformed" in told_of(tmp_path / "cut.sqlite", write=True)


def test_a_writer_that_waits_in_vain_is_told(
    empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.store.database.PATIENCE_MS", 50)
    path = tmp_path / "held.sqlite"
    path.write_bytes(empty_sqlite.read_bytes())
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA journal_mode = WAL")
    holder.execute("BEGIN IMMEDIATE")
    assert told_of(path, write=True).endswith("another program writes; try again when it is done")
    holder.close()
