"""What is purged is gone, is told in the log, and leaves a clean casebook."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select

from detente.discuss.erasure import ERASED, wanted
from detente.link.incidents.judging import merge, revoke, split
from detente.link.incidents.rebuilding import rebuild, retake
from detente.link.incidents.taking import drop
from detente.model.comment import Comment
from detente.model.record import Mention, Record
from detente.run.checking import check
from detente.store.captures import captured_bytes, has_capture, sightings_of
from detente.store.database import reading, writing
from detente.store.log import entries
from detente.store.purging import (
    due_documents,
    erase_comments,
    pages_with,
    purge_bytes,
    purge_page,
)
from detente.store.tables import SOURCES, judgements, reports, runs
from detente.store.verifying import verify
from detente.store.versions import latest
from tests.store.altering import fill
from tests.store.records import ACTORS, Told, derived, fresh, hash_of, keep, page, retold

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
            assert not [row for row in told_of(connection, table) if name in row], table.name
        told = "".join(entry.details for entry in entries(connection))
    assert name in told, "the log keeps which page went"
    assert "page-0.html" not in told
    assert check(engine).problems == ()
    before = derived(engine)
    rebuild(engine)
    assert derived(engine) == before


def told_of(connection: Connection, table: Table) -> list[str]:
    """The rows of a table, as words that can be searched."""
    return [repr(tuple(row)) for row in connection.execute(select(table))]


def purge_whole(engine: Engine, number: int) -> None:
    with writing(engine) as connection:
        drop(connection, hash_of(number))
        purge_page(connection, hash_of(number), who="A")


def home_of(engine: Engine, number: int) -> str:
    with reading(engine) as connection:
        query = select(reports.c.incident).where(reports.c.document == hash_of(number))
        return str(connection.execute(query).scalar())


def far_apart(engine: Engine, *numbers: int) -> None:
    """Pages that nothing but a person would take for one happening."""
    days = ("2031-05-03", "2031-07-03", "2031-09-03", "2031-11-03")
    keep(engine, *(page(number, Told(day=days[number])) for number in numbers))
    fresh(engine)


def test_a_judgement_keeps_what_it_says_of_the_pages_that_stay(engine: Engine) -> None:
    far_apart(engine, 0, 1, 2)
    with writing(engine) as connection:
        homes = [str(h) for h in connection.execute(select(reports.c.incident)).scalars()]
        merge(connection, homes, who="A", reason="one campaign")
    assert home_of(engine, 0) == home_of(engine, 1) == home_of(engine, 2)
    for number in (0, 1):
        purge_whole(engine, number)
        with reading(engine) as connection:
            told = told_of(connection, judgements)
        assert hash_of(number) not in "".join(told)
        assert check(engine).problems == ()
        assert bool(told) is (number == 0), "a merge of one report says nothing"
    assert home_of(engine, 2)


def test_pages_that_stay_are_one_still(engine: Engine) -> None:
    far_apart(engine, 0, 1, 2)
    with writing(engine) as connection:
        homes = [str(h) for h in connection.execute(select(reports.c.incident)).scalars()]
        merge(connection, homes, who="A", reason="one campaign")
    purge_whole(engine, 1)
    assert home_of(engine, 0) == home_of(engine, 2)
    before = derived(engine)
    rebuild(engine)
    assert derived(engine) == before


def test_a_judgement_of_no_two_sides_goes_with_what_took_it_back(engine: Engine) -> None:
    far_apart(engine, 0, 1, 2)
    with writing(engine) as connection:
        name = merge(connection, [home_of(engine, 0), home_of(engine, 1)], who="A", reason="one")
        revoke(connection, name, who="B", reason="they are not")
        other = merge(connection, [home_of(engine, 1), home_of(engine, 2)], who="A", reason="one")
    purge_whole(engine, 0)
    with reading(engine) as connection:
        assert connection.execute(select(judgements.c.id)).scalars().all() == [other]
        last = json.loads(entries(connection, 1)[0].details)
    assert sum("judgements" in row for row in last["gone"]) == 2
    assert check(engine).problems == ()


def test_a_split_goes_when_one_side_is_gone(engine: Engine) -> None:
    keep(engine, *(page(number, Told(killed=2)) for number in (0, 1, 2)))
    fresh(engine)
    with reading(engine) as connection:
        query = select(reports.c.id).where(reports.c.document == hash_of(0))
        report = str(connection.execute(query).scalar())
    with writing(engine) as connection:
        split(connection, home_of(engine, 0), [report], who="A", reason="another one")
    purge_whole(engine, 1)
    with reading(engine) as connection:
        (left,) = told_of(connection, judgements)
    assert hash_of(2) in left
    assert home_of(engine, 0) != home_of(engine, 2)
    purge_whole(engine, 0)
    with reading(engine) as connection:
        assert told_of(connection, judgements) == []
    assert check(engine).problems == ()


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


def test_what_is_met_again_is_due_no_later(engine: Engine) -> None:
    now = datetime.now(UTC)
    keep(engine, page(1, Told()), at=now - timedelta(days=40))
    keep(engine, retold(page(1, Told()), origin="again.html"), at=now - timedelta(days=2))
    with reading(engine) as connection:
        assert len(sightings_of(connection, hash_of(1))) == 2
        assert due_documents(connection, 30, now=now) == [hash_of(1)]
        assert due_documents(connection, 50, now=now) == []


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
        assert captured_bytes(connection, hash_of(1)) is None
    assert check(engine).problems == ()


def test_bytes_go_with_comments_that_no_version_holds(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    with writing(engine) as connection:
        assert erase_comments(connection, [hash_of(1)], None, who="A") == 0
        assert captured_bytes(connection, hash_of(1)) is None
        assert captured_bytes(connection, hash_of(2))
        count = len(entries(connection))
        assert erase_comments(connection, [hash_of(1)], None, who="A") == 0
        assert len(entries(connection)) == count, "nothing was taken the second time"
        (entry,) = (e for e in entries(connection) if e.action == "erase-comments")
    assert hash_of(1) in entry.details
    assert verify(engine).problems == ()


def test_a_reader_who_is_only_called_is_masked(engine: Engine) -> None:
    said = (Comment(id="c1", author="reader-bobobobobo", text=f"{READER} was there."),)
    keep(engine, page(1, Told()).model_copy(update={"comments": said}), page(2, Told()))
    fresh(engine)
    with writing(engine) as connection:
        assert pages_with(connection, wanted(READER)) == [hash_of(1)]
        assert erase_comments(connection, [hash_of(1)], wanted(READER), who="A") == 0
        retake(connection, hash_of(1))
    with reading(engine) as connection:
        assert pages_with(connection, wanted(READER)) == []
        assert captured_bytes(connection, hash_of(1)) is None
        left = latest(connection, hash_of(1))
    assert left
    (comment,) = Record.model_validate_json(left.record).comments
    assert (comment.author, comment.text) == ("reader-bobobobobo", f"{ERASED} was there.")
    assert check(engine).problems == ()


def test_actors_that_only_erased_comments_named_go_too(engine: Engine) -> None:
    named = Mention(id="m1", kind="actor", entity="tarn-guard", start=0, end=4, text="They")
    said = (
        Comment(id="c1", author=READER, text="They did.", mentions=(named,)),
        Comment(id="c2", author="reader-bobobobobo", text="No."),
    )
    told = page(1, Told())
    actors = told.actors | {"tarn-guard": ACTORS["tarn-guard"]}
    keep(engine, told.model_copy(update={"comments": said, "actors": actors}))
    fresh(engine)
    with writing(engine) as connection:
        erase_comments(connection, [hash_of(1)], wanted("c2"), who="A")
        assert "tarn-guard" in _actors(connection)
        erase_comments(connection, [hash_of(1)], wanted(READER), who="A")
        assert _actors(connection) == set(told.actors)


def _actors(connection: Connection) -> set[str]:
    found = latest(connection, hash_of(1))
    assert found
    return set(Record.model_validate_json(found.record).actors)
