"""Versions of records: added, never overwritten, and told as of any time."""

import pytest
from sqlalchemy import Engine, select

from detente.model.record import Record
from detente.run.running import Run
from detente.store import log
from detente.store.database import reading, writing
from detente.store.tables import versions
from detente.store.versions import (
    all_latest,
    as_of,
    coding_hash,
    documents,
    first_taken,
    history,
    is_coded,
    keep_version,
    latest,
)
from tests.store.records import Told, hash_of, keep, page

OLD, NEW = page(1, Told(killed=2)), page(1, Told(killed=3))


def test_what_says_the_same_and_was_coded_alike_is_no_new_version(engine: Engine) -> None:
    keep(engine, OLD, OLD)
    keep(engine, OLD, coded_with="second")
    keep(engine, NEW, coded_with="second")
    keep(engine, NEW, coded_with="second")
    with reading(engine) as connection:
        rows = connection.execute(select(versions).order_by(versions.c.number)).all()
    assert [(r.number, r.coded_with) for r in rows] == [(1, "first"), (2, "second"), (3, "second")]
    assert rows[0].record == rows[1].record == OLD.to_json()
    assert Record.model_validate_json(rows[2].record) == NEW


def test_what_held_at_a_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, record in ((1, OLD), (2, NEW)):
        monkeypatch.setattr(log, "now", lambda n=number: f"2031-05-0{n}T00:00:00.000000Z")
        keep(engine, record)
    with reading(engine) as connection:
        held = {
            when: as_of(connection, hash_of(1), when)
            for when in ("2031-04", "2031-05-01T00:00:00.000000Z", "2031-05-01T09", "2031-06", None)
        }
        assert first_taken(connection, hash_of(1)) == "2031-05-01T00:00:00.000000Z"
        assert first_taken(connection, hash_of(9)) == ""
    assert [v.number if v else None for v in held.values()] == [None, 1, 1, 2, 2]


def test_the_last_versions_of_all_pages(engine: Engine) -> None:
    keep(engine, page(3, Told()), OLD, NEW)
    with reading(engine) as connection:
        assert documents(connection) == sorted([hash_of(1), hash_of(3)])
        found = {v.document: v.number for v in all_latest(connection)}
        assert found == {hash_of(1): 2, hash_of(3): 1}
        assert latest(connection, hash_of(9)) is None
        assert is_coded(connection, hash_of(1), "first")
        assert not is_coded(connection, hash_of(1), "second")
        assert not is_coded(connection, hash_of(9), "first")


def test_who_coded_which_version(engine: Engine) -> None:
    for number, record in enumerate((OLD, NEW)):
        with writing(engine) as connection:
            run = Run("recode" if number else "add", f"0.{number}", "book", {})
            rows = run.keep(connection)
            kept = keep_version(
                connection, record, run=run.id, coded_with="x", published="2031", outlet="Lantern"
            )
            assert kept
            log.append(connection, run.command, rows=[*rows, kept[1]])
    with reading(engine) as connection:
        told = history(connection, hash_of(1))
        last = latest(connection, hash_of(1))
    assert [(k.number, k.command, k.version) for k in told] == [
        (1, "add", "0.0"),
        (2, "recode", "0.1"),
    ]
    assert last
    assert (last.published, last.outlet) == ("2031", "Lantern")


def test_every_part_of_the_way_of_coding_counts() -> None:
    ways = {
        coding_hash("1", "book", {"a": 1}),
        coding_hash("2", "book", {"a": 1}),
        coding_hash("1", "look", {"a": 1}),
        coding_hash("1", "book", {"a": 2}),
    }
    assert len(ways) == 4
    assert coding_hash("1", "b", {"a": 1, "b": 2}) == coding_hash("1", "b", {"b": 2, "a": 1})
