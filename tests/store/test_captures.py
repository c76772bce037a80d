"""Captured bytes stay as they were taken, under their hash."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, text

from detente.link.incidents.rebuilding import rebuild
from detente.model.errors import StoreError
from detente.model.page import Capture
from detente.run.running import Run
from detente.store import log
from detente.store.captures import (
    captured_bytes,
    has_capture,
    is_met,
    keep_capture,
    sightings_of,
)
from detente.store.database import reading, writing
from detente.store.tables import pages
from detente.store.verifying import verify
from tests.store.altering import behind
from tests.store.records import Told, data_of, hash_of, keep, page

MOMENT = datetime(2031, 5, 5, tzinfo=UTC)


def capture(data: bytes, origin: str, at: datetime = MOMENT) -> Capture:
    return Capture(data, hashlib.sha256(data).hexdigest(), origin, at, "text/html")


def kept(engine: Engine, *captures: Capture, row: bool = False) -> list[int]:
    """Keep captures; return how many rows each wrote."""
    counts = []
    for one in captures:
        with writing(engine) as connection:
            run = Run("test", "0", "0", {})
            made = run.keep(connection)
            rows = keep_capture(connection, one, run=run.id, row=row)
            log.append(connection, "add", rows=[*made, *rows])
            counts.append(len(rows))
    return counts


@pytest.mark.parametrize("data", [b"", b"\x00\xff\r\n", b"page " * 4000, bytes(range(256))])
def test_bytes_come_back_as_they_were(engine: Engine, data: bytes) -> None:
    one = capture(data, "a.html")
    kept(engine, one)
    with reading(engine) as connection:
        assert captured_bytes(connection, one.sha256) == (data or None)
        assert has_capture(connection, one.sha256)
        assert not has_capture(connection, "0" * 64)
        assert captured_bytes(connection, "0" * 64) is None


def test_the_same_bytes_are_kept_once_and_every_origin_is(engine: Engine) -> None:
    first, again, moved = (capture(b"x", name) for name in ("a", "a", "b"))
    assert kept(engine, first, again, moved) == [2, 0, 1]
    with reading(engine) as connection:
        found = sightings_of(connection, first.sha256)
        assert [(s.origin, s.media_type, s.row) for s in found] == [
            ("a", "text/html", False),
            ("b", "text/html", False),
        ]
        assert is_met(connection, first)
        assert not is_met(connection, capture(b"x", "c"))


def test_sightings_come_in_the_order_of_time(engine: Engine) -> None:
    late, early = capture(b"x", "a"), capture(b"x", "b", MOMENT - timedelta(hours=1))
    kept(engine, late, early, row=True)
    with reading(engine) as connection:
        found = sightings_of(connection, late.sha256)
    assert [(s.origin, s.at[:13], s.row) for s in found] == [
        ("b", "2031-05-04T23", True),
        ("a", "2031-05-05T00", True),
    ]


def test_altered_bytes_are_not_given_out(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    with behind(engine) as connection:
        statement = text("UPDATE captures SET packed = :packed WHERE id = :id")
        swapped = connection.execute(
            text("SELECT packed FROM captures WHERE id = :id"), {"id": hash_of(2)}
        ).scalar()
        connection.execute(statement, {"packed": swapped, "id": hash_of(1)})
        connection.execute(statement, {"packed": b"x" + data_of(2), "id": hash_of(2)})
    with reading(engine) as connection:
        with pytest.raises(StoreError, match="was altered"):
            captured_bytes(connection, hash_of(1))
        with pytest.raises(StoreError, match="is damaged"):
            captured_bytes(connection, hash_of(2))
    told = verify(engine).problems
    assert f"capture {hash_of(1)[:12]}: its bytes were altered" in told
    assert f"capture {hash_of(2)[:12]}: its bytes are damaged" in told


def test_a_page_that_was_met_earlier_and_stored_later_stays_when_it_was_stored(
    engine: Engine,
) -> None:
    keep(engine, page(1, Told()))
    before = taken(engine)
    kept(engine, Capture(data_of(1), hash_of(1), "elsewhere.html", MOMENT - timedelta(days=9999)))
    keep(engine, page(1, Told(), Told(day=None)), coded_with="second")
    assert taken(engine) == before
    rebuild(engine)
    assert taken(engine) == before


def taken(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(pages.c.taken)).scalars())
