"""Pages into a casebook: once, with all that they are, whatever comes beside them."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from detente.link.incidents.loading import all_acts, find_incidents
from detente.model.comment import Comment
from detente.model.errors import InputError, MissingInput, ModelError, RefusedPage
from detente.model.record import Failure, Mention, Record
from detente.run import adding
from detente.run.adding import RECORD_ONLY, Added, Adder, way_with
from detente.run.checking import check
from detente.store.captures import captured_bytes, sightings_of
from detente.store.database import reading
from detente.store.log import entries
from detente.store.tables import captures, pages, runs, sightings, versions
from detente.store.versions import latest
from tests.run.telling import (
    Teller,
    added,
    adder,
    project_of,
    way,
    write_page,
    write_rows,
    write_thread,
)
from tests.store.records import ACTORS, Told, derived, hash_of
from tests.store.records import page as told_page


def count(engine: Engine, table: object) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)  # type: ignore[arg-type]  # a table


def no_coder() -> Teller:
    raise AssertionError("nothing has to be coded")


def test_a_page_is_kept_with_its_bytes_and_all_that_follows(engine: Engine, tmp_path: Path) -> None:
    project, page = project_of(engine, tmp_path / "p"), write_page(tmp_path / "a.md")
    (told,) = added(project, page)
    name = hashlib.sha256(page.read_bytes()).hexdigest()
    assert told == Added(str(page), name, "added", events=1)
    with reading(engine) as connection:
        assert captured_bytes(connection, name) == page.read_bytes()
        (act,) = all_acts(connection)
        version = latest(connection, name)
        (entry,) = entries(connection)
    assert (act.killed_low, act.place) == (2, "XAV/lumen")
    assert version is not None
    assert (version.number, version.coded_with) == (1, way().hash)
    assert json.loads(entry.details)["document"] == name
    assert check(engine).problems == ()


def test_twice_is_once_and_writes_nothing(engine: Engine, tmp_path: Path) -> None:
    project, page = project_of(engine, tmp_path / "p"), write_page(tmp_path / "a.md")
    added(project, page)
    before = derived(engine), count(engine, versions), count(engine, runs)
    again = Adder(project, way(), no_coder)
    assert [one.state for one in again.add([str(page)]) if isinstance(one, Added)] == ["known"]
    assert (derived(engine), count(engine, versions), count(engine, runs)) == before
    with reading(engine) as connection:
        assert len(entries(connection)) == 1


@pytest.mark.parametrize("together", [True, False])
def test_the_same_bytes_from_two_origins_are_one_page_met_twice(
    engine: Engine, tmp_path: Path, *, together: bool
) -> None:
    project, page = project_of(engine, tmp_path / "p"), write_page(tmp_path / "a.md")
    copy = write_page(tmp_path / "b.md")
    if together:  # pages after the first one are coded in batches
        found = added(project, write_page(tmp_path / "0.md", "Calm."), page, copy)[1:]
    else:
        found = [*added(project, page), *added(project, copy)]
    assert [one.state for one in found] == ["added", "known"]
    assert len({one.document for one in found}) == 1
    with reading(engine) as connection:
        met = sightings_of(connection, found[0].document)
    assert {one.origin for one in met} == {str(page), str(copy)}
    assert (
        count(engine, captures) == count(engine, versions) == count(engine, pages) == 1 + together
    )
    assert check(engine).problems == ()


def test_a_capture_is_never_altered(engine: Engine, tmp_path: Path) -> None:
    project, page = project_of(engine, tmp_path / "p"), write_page(tmp_path / "a.md")
    (first,) = added(project, page)
    with reading(engine) as connection:
        before = connection.execute(select(captures)).all()
    added(project, page, mode="kill")
    write_page(page, "Nothing is told any more.")
    (second,) = added(project, page)
    assert second.document != first.document
    with reading(engine) as connection:
        assert before[0] in connection.execute(select(captures)).all()
        assert [s.origin for s in sightings_of(connection, second.document)] == [str(page)]


def test_another_way_of_coding_is_a_new_version(engine: Engine, tmp_path: Path) -> None:
    project, page = project_of(engine, tmp_path / "p"), write_page(tmp_path / "a.md")
    added(project, page)
    (changed,) = added(project, page, mode="kill")
    assert (changed.state, changed.events) == ("changed", 1)
    with reading(engine) as connection:
        rows = connection.execute(select(versions.c.number).order_by(versions.c.number)).scalars()
        assert list(rows) == [1, 2]
        (act,) = all_acts(connection)
    assert act.mode == "kill"
    assert count(engine, runs) == 2


def test_a_changed_page_supersedes_and_what_it_no_longer_tells_is_denied(
    engine: Engine, tmp_path: Path
) -> None:
    project, url = project_of(engine, tmp_path / "p"), "https://example.org/north"
    old = write_page(tmp_path / "old.md", url=url)
    new = write_page(tmp_path / "new.md", "It was thunder.", url=url, published="2031-05-05")
    added(project, old)
    with reading(engine) as connection:
        (before,) = find_incidents(connection, limit=9)
    assert before.act.standing == "reported"
    (second,) = added(project, new)
    with reading(engine) as connection:
        (after,) = find_incidents(connection, limit=9)
        rows = dict(map(tuple, connection.execute(select(pages.c.document, pages.c.superseded))))
    assert after.act.id == before.act.id
    assert after.act.standing == "denied"
    assert after.retracted == after.act.reports
    assert rows.pop(second.document) is False
    assert list(rows.values()) == [True]


def test_rows_of_a_file_are_pages_of_their_own(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    told = "Blue Watch shelled Grey Watch in {} on 2031-05-03."
    file = write_rows(tmp_path / "many.jsonl", *map(told.format, ("Lumen", "Corva", "Lumen")))
    found = added(project, file)
    assert [one.origin for one in found] == [f"{file}:{n}" for n in (1, 2, 3)]
    assert {one.state for one in added(project, file)} == {"known"}
    with reading(engine) as connection:
        assert set(connection.execute(select(sightings.c.row)).scalars()) == {True}


def test_a_page_that_fails_stops_no_other_and_is_not_stored(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    good = write_page(tmp_path / "a.md")
    bad = write_page(tmp_path / "b.md", "We stumble here.")
    (tmp_path / "c.md").write_bytes(b"\x00\x01\x02" * 50)
    missing = MissingInput("x", "no such file", "check it")
    last = write_page(tmp_path / "d.md", "Nothing here.")
    sources: list[str | InputError] = [
        str(good), missing, str(bad), str(tmp_path / "c.md"), str(last),
    ]  # fmt: skip
    found = list(adder(project).add(sources))
    assert sum(isinstance(one, Added) for one in found) == 2
    failed = {
        one.origin.rsplit("/", 1)[-1]: one.message for one in found if isinstance(one, Failure)
    }
    assert {*failed} == {"x", "b.md", "c.md"}
    assert all("\n" not in message for message in failed.values())
    assert count(engine, captures) == 2
    assert check(engine).problems == ()


def test_what_all_pages_need_stops_all_and_stores_nothing(engine: Engine, tmp_path: Path) -> None:
    def broken() -> Teller:
        raise ModelError("no such pipeline")

    project = project_of(engine, tmp_path / "p")
    with pytest.raises(ModelError, match="no such pipeline"):
        list(Adder(project, way(), broken).add([str(write_page(tmp_path / "a.md"))]))
    assert count(engine, captures) == 0


def test_comments_are_kept_where_the_settings_say_so(engine: Engine, tmp_path: Path) -> None:
    page = write_thread(tmp_path / "a.html", ("Quillon Thrask", "I saw the smoke."))
    off = project_of(engine, tmp_path / "off")
    (told,) = added(off, page)
    with reading(engine) as connection:
        version = latest(connection, told.document)
    assert version is not None
    assert '"comments":[]' in version.record
    on = project_of(engine, tmp_path / "on", comments=True)
    assert [one.state for one in added(on, page)] == ["changed"]
    with reading(engine) as connection:
        version = latest(connection, told.document)
    assert version is not None
    (comment,) = json.loads(version.record)["comments"]
    assert comment["text"] == "I saw the smoke."
    assert comment["author"].startswith("reader-")
    assert "Quillon" not in version.record


def test_records_of_elsewhere_come_without_bytes(engine: Engine, tmp_path: Path) -> None:
    here = project_of(engine, tmp_path / "p")
    (told,) = added(here, write_page(tmp_path / "a.md"))
    with reading(engine) as connection:
        version = latest(connection, told.document)
    assert version is not None
    text = version.record.replace(told.document, "ab" * 32)
    file = tmp_path / "records.jsonl"
    file.write_text(f"{text}\n{{bad\n", "utf-8")
    good, bad = Adder(here, way(), no_coder).add([str(file)])
    assert isinstance(good, Added)
    assert (good.document, good.state) == ("ab" * 32, "added")
    assert isinstance(bad, Failure)
    before = count(engine, runs)
    again, _ = Adder(here, way(), no_coder).add([str(file)])
    assert isinstance(again, Added)
    assert (again.state, again.events) == ("known", 0)
    assert count(engine, runs) == before, "what writes nothing leaves no trace"
    with reading(engine) as connection:
        kept = latest(connection, "ab" * 32)
        assert captured_bytes(connection, "ab" * 32) is None
    assert kept is not None
    assert kept.coded_with == RECORD_ONLY


def test_the_order_of_pages_changes_no_incident(engine: Engine, tmp_path: Path) -> None:
    files = [
        write_page(tmp_path / f"{n}.md", f"Blue Watch shelled Grey Watch in Lumen on 2031-05-0{n}.")
        for n in (3, 4, 3)
    ]
    files += [write_page(tmp_path / "x.md", outlet="Other"), write_page(tmp_path / "y.md", "Calm.")]
    project = project_of(engine, tmp_path / "p")
    added(project, *files)
    forth = [(r.act.id, r.act.reports, r.act.origins) for r in found(engine)]
    alone = project_of(engine, tmp_path / "q")
    list(adder(alone, "kill").add(map(str, reversed(files))))
    back = [(r.act.id, r.act.reports, r.act.origins) for r in found(engine)]
    assert forth == back


def found(engine: Engine) -> list:
    with reading(engine) as connection:
        return find_incidents(connection, limit=99)


def test_a_way_is_told_by_options_settings_and_what_is_known(
    engine: Engine, tmp_path: Path
) -> None:
    project = project_of(engine, tmp_path / "p")
    plain = way_with(project, {"published": None, "model": "x", "project": tmp_path})
    assert plain.options == {"model": "x", "comments": False}, "folders count by what is in them"
    talking = replace(project, settings=project.settings.model_copy(update={"comments": True}))
    own = tmp_path / "actors"
    own.mkdir()
    (own / "groups.csv").write_text("id,name\n", "utf-8")
    others = (
        way_with(project, {"model": "y"}),
        way_with(project, {"model": "x", "actors": own}),
        way_with(talking, {"model": "x"}),
    )
    assert len({plain.hash, *(other.hash for other in others)}) == 4


def test_a_stated_day_is_kept_for_coding_anew(engine: Engine, tmp_path: Path) -> None:
    project, page = project_of(engine, tmp_path / "p"), write_page(tmp_path / "a.md", published="")
    stated = adder(project, published="2031-05-09", outlet="The Bell")
    (told,) = stated.add([str(page)])
    assert isinstance(told, Added)
    with reading(engine) as connection:
        version = latest(connection, told.document)
    assert version is not None
    assert (version.published, version.outlet) == ("2031-05-09", "The Bell")
    assert json.loads(version.record)["document"]["published"] == "2031-05-09"


def test_records_of_elsewhere_keep_no_actor_that_only_their_comments_name(
    engine: Engine, tmp_path: Path
) -> None:
    here = project_of(engine, tmp_path / "p")
    told = told_page(1, Told())
    named = Mention(id="m1", kind="actor", entity="tarn-guard", start=0, end=4, text="They")
    said = Comment(id="c1", author="reader-annannanna", text="They did.", mentions=(named,))
    actors = told.actors | {"tarn-guard": ACTORS["tarn-guard"]}
    full = told.model_copy(update={"comments": (said,), "actors": actors})
    file = tmp_path / "records.jsonl"
    file.write_text(full.to_json() + "\n", "utf-8")
    added(here, file)
    with reading(engine) as connection:
        kept = latest(connection, hash_of(1))
    assert kept is not None
    assert kept.record == told.to_json()


def test_what_the_database_refuses_fails_alone(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(engine, tmp_path / "p")
    pages = [write_page(tmp_path / f"{name}.md", published=f"2031-05-0{name}") for name in "123"]
    take = adding.take_in

    def refuse_second(connection: object, record: Record, **given: object) -> None:
        if record.document.published == "2031-05-02":
            raise RefusedPage("casebook: a value out of range; leave this page out")
        take(connection, record, **given)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(adding, "take_in", refuse_second)
    told = list(adder(project).add(map(str, pages)))
    assert [type(each) for each in told] == [Added, Failure, Added]
    assert "2.md: cannot be stored" in told[1].message
    assert count(engine, versions) == 2, "nothing of the refused page is left"


def test_a_file_name_that_is_no_text_is_written_out(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    odd = os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xe9.md")
    write_page(Path(odd))
    (told,) = adder(project).add([odd])
    assert isinstance(told, Added)
    assert told.origin.endswith("/\\xe9.md")
