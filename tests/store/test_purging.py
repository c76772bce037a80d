"""What is purged is gone, is told in the log, and leaves a clean casebook."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select

from detente.discuss.erasure import wanted
from detente.link.incidents.rebuilding import rebuild, retake
from detente.link.incidents.taking import drop
from detente.model.comment import Comment
from detente.run.checking import check
from detente.store.captures import captured_bytes, has_capture
from detente.store.database import reading, writing
from detente.store.log import entries
from detente.store.purging import (
    due_documents,
    erase_comments,
    pages_with,
    purge_bytes,
    purge_page,
)
from detente.store.tables import SOURCES, runs
from detente.store.verifying import verify
from detente.store.versions import latest
from tests.store.altering import fill
from tests.store.records import Told, derived, fresh, hash_of, keep, page

READER = "reader-annannanna"


def test_bytes_go_and_records_stay(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    before = derived(engine)
    with writing(engine) as connection:
        assert purge_bytes(connection, [hash_of(1), hash_of(9)], who="A") == 1
        assert purge_bytes(connection, [hash_of(1)], who="A") == 0
    with reading(engine) as connection:
        assert captured_bytes(connection, hash_of(1)) is None
        assert has_capture(connection, hash_of(1))
        assert captured_bytes(connection, hash_of(2))
        last = entries(connection, 1)[0]
    assert (last.who, last.action) == ("A", "purge-bytes")
    assert derived(engine) == before
    assert verify(engine).problems == ()


def test_a_page_goes_whole(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    name = hash_of(0)
    with writing(engine) as connection:
        drop(connection, name)
        purge_page(connection, name, who="A")
    with reading(engine) as connection:
        assert not has_capture(connection, name)
        for table in SOURCES:
            rows = connection.execute(select(table)).all()
            left = [row for row in rows if name in map(str, row)]
            assert left == [], table.name
    assert check(engine).problems == ()
    before = derived(engine)
    rebuild(engine)
    assert derived(engine) == before


def test_a_page_that_was_purged_can_come_again(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    fresh(engine)
    before = derived(engine, without=("taken",))
    with writing(engine) as connection:
        drop(connection, hash_of(1))
        purge_page(connection, hash_of(1), who="A")
    keep(engine, page(1, Told()))
    assert derived(engine, without=("taken",)) == before
    assert check(engine).problems == ()


def test_what_is_due(engine: Engine) -> None:
    now = datetime.now(UTC)
    keep(engine, page(1, Told()), page(3, Told()), at=now - timedelta(days=40))
    keep(engine, page(2, Told()), at=now - timedelta(days=10))
    with writing(engine) as connection:
        assert due_documents(connection, 30) == sorted([hash_of(1), hash_of(3)])
        purge_bytes(connection, [hash_of(3)], who="A")
        assert due_documents(connection, 30) == [hash_of(1)]
        assert due_documents(connection, 5, now=now + timedelta(days=90)) == sorted(
            [hash_of(1), hash_of(2)]
        )


def test_a_reader_is_erased_from_every_version_and_the_bytes_go(engine: Engine) -> None:
    said = (
        Comment(id="c1", author=READER, text="I saw the trucks."),
        Comment(id="c2", author="reader-bobobobobo", text="No."),
    )
    first = page(1, Told()).model_copy(update={"comments": said})
    second = page(1, Told(killed=2)).model_copy(update={"comments": said})
    keep(engine, first, second, page(2, Told()))
    fresh(engine)
    with writing(engine) as connection:
        assert pages_with(connection, wanted(READER)) == [hash_of(1)]
        assert erase_comments(connection, [hash_of(1)], wanted(READER), who="A") == 1
        retake(connection, hash_of(1))
    with reading(engine) as connection:
        assert pages_with(connection, wanted(READER)) == []
        assert captured_bytes(connection, hash_of(1)) is None
        left = latest(connection, hash_of(1))
        told = "".join(entry.details for entry in entries(connection))
    assert left
    assert "trucks" not in left.record
    assert '"No."' in left.record
    assert READER not in told
    assert check(engine).problems == ()


def test_all_comments_of_a_page_are_erased(engine: Engine) -> None:
    said = tuple(Comment(id=f"c{n}", author=READER, text="So.") for n in range(3))
    keep(engine, page(1, Told()).model_copy(update={"comments": said}))
    fresh(engine)
    with writing(engine) as connection:
        assert erase_comments(connection, [hash_of(1)], None, who="A") == 3
        assert erase_comments(connection, [hash_of(1)], None, who="A") == 0
        assert connection.execute(select(runs.c.id)).first()
    assert check(engine).problems == ()
