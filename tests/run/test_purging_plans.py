"""Purging a project: what is meant, and that nothing of it is left but that it was done."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from detente.model.errors import DetenteError
from detente.model.record import Record
from detente.run.checking import check
from detente.run.project import OpenProject
from detente.run.purging import carry_out, of_due, of_pages, of_reader
from detente.store.captures import captured_bytes
from detente.store.database import dialect_of, reading
from detente.store.log import entries
from detente.store.searching import find_pages
from detente.store.settings import Settings
from detente.store.versions import documents, latest
from tests.run.telling import added, project_of, write_page, write_thread
from tests.store.altering import behind

WORDS = "I saw the smoke over Lumen myself."


def dump(engine: Engine) -> str:
    """All rows of all tables, bytes unpacked."""
    names = inspect(engine).get_table_names()
    with reading(engine) as connection:
        if dialect_of(engine) == "sqlite":
            query = text("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = list(connection.execute(query).scalars())
        return "\n".join(
            repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row))
            for name in names
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))  # noqa: S608 - our own names
        )


@pytest.fixture
def project(engine: Engine, tmp_path: Path) -> OpenProject:
    """A page with a thread of two readers, coded twice, and a page without one."""
    made = project_of(engine, tmp_path / "p", comments=True, days=30)
    thread = write_thread(
        tmp_path / "t.html", ("Quillon Thrask", WORDS), ("Ana Vell", "Nobody else did."), ("Quillon Thrask", "Well.")
    )  # fmt: skip
    added(made, thread, write_page(tmp_path / "a.md", "Calm."))
    added(made, thread, mode="kill")
    return made


def comments(project: OpenProject) -> dict[str, str]:
    """Authors by text, on the page with the thread."""
    with reading(project.engine) as connection:
        found = [latest(connection, name) for name in documents(connection)]
    kept = [c for v in found if v for c in Record.model_validate_json(v.record).comments]
    return {c.text: c.author for c in kept}


def test_erasing_a_reader_leaves_only_that_it_was_done(project: OpenProject) -> None:
    mine, other = comments(project)[WORDS], comments(project)["Nobody else did."]
    before = dump(project.engine)
    assert mine in before
    assert WORDS in before
    plan = of_reader(project, mine)
    assert plan.told == (
        f"the comments and calls of {mine} on 1 page, and the captured bytes that hold them"
    )
    assert carry_out(project, plan, who="A") == "2 comments taken"
    after = dump(project.engine)
    assert mine not in after
    assert WORDS not in after
    assert "'Well.'" not in after
    assert other in after
    assert set(comments(project)) == {"", "Nobody else did."}
    with reading(project.engine) as connection:
        (page,) = plan.documents
        assert captured_bytes(connection, page) is None, "the bytes hold the name as published"
        (entry,) = (e for e in entries(connection) if e.action == "erase-comments")
    assert entry.who == "A"
    assert '"comments":2' in entry.details
    assert check(project.engine).problems == ()
    assert of_reader(project, mine).documents == ()


def test_one_comment_goes_and_the_reader_stays(project: OpenProject) -> None:
    mine = comments(project)[WORDS]
    plan = of_reader(project, "c1")
    assert plan.told.startswith("the comment c1 on 1 page")
    assert carry_out(project, plan, who="detente") == "1 comment taken"
    assert WORDS not in dump(project.engine)
    assert comments(project)["Well."] == mine
    assert check(project.engine).problems == ()


def test_a_comment_of_several_pages_has_to_be_told_apart(
    project: OpenProject, tmp_path: Path
) -> None:
    (more,) = added(project, write_thread(tmp_path / "u.html", ("Ana Vell", "Elsewhere.")))
    with pytest.raises(DetenteError, match="it is on 2 pages; write the hash and # before it"):
        of_reader(project, "c1")
    plan = of_reader(project, f"{more.document[:12]}#c1")
    assert plan.documents == (more.document,)
    with pytest.raises(DetenteError, match="neither a pseudonym nor a comment's id"):
        of_reader(project, "Ana Vell")


def test_bytes_pages_and_comments_of_all_or_some(project: OpenProject) -> None:
    with reading(project.engine) as connection:
        names = documents(connection)
    plan = of_pages(project, "captures", ())
    assert plan.documents == tuple(names)
    assert plan.told == "the captured bytes of 2 pages"
    assert carry_out(project, plan, who="A") == "2 captures taken"
    assert carry_out(project, plan, who="A") == "0 captures taken"
    everyone = of_pages(project, "comments", ())
    assert carry_out(project, everyone, who="A") == "3 comments taken"
    assert comments(project) == {}
    one = of_pages(project, "pages", names[:1])
    assert one.told == "1 page whole, with all that was coded"
    assert carry_out(project, one, who="A") == "1 page taken"
    assert check(project.engine).problems == ()
    with reading(project.engine) as connection:
        assert documents(connection) == names[1:]
    with pytest.raises(DetenteError, match="--what is one of captures, pages, comments"):
        of_pages(project, "everything", ())


def test_a_code_that_is_none_takes_nothing(project: OpenProject) -> None:
    before = dump(project.engine)
    with pytest.raises(DetenteError, match="no coder's code"):
        carry_out(project, of_pages(project, "pages", ()), who="Ana Vell")
    assert dump(project.engine) == before


def test_captures_are_due_by_when_they_were_first_met(project: OpenProject) -> None:
    assert of_due(project).documents == ()
    with reading(project.engine) as connection:
        old, young = documents(connection)
    for name, days in ((old, 31), (young, 29)):
        at = f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%dT%H:%M:%S}.000000Z"
        with behind(project.engine) as connection:
            connection.execute(
                text("UPDATE sightings SET at = :at WHERE capture = :name"),
                {"at": at, "name": name},
            )
    plan = of_due(project)
    assert plan.documents == (old,)
    carry_out(project, plan, who="detente")
    with reading(project.engine) as connection:
        assert captured_bytes(connection, old) is None
        assert captured_bytes(connection, young)
    assert of_due(project).documents == ()
    limitless = OpenProject(project.folder, Settings(), project.engine)
    with pytest.raises(DetenteError, match="captures_days is 0"):
        of_due(limitless)


@pytest.mark.parametrize("words", ["reader", "c1"])
def test_what_was_erased_does_not_come_back_with_its_page(
    project: OpenProject, tmp_path: Path, words: str
) -> None:
    mine = comments(project)[WORDS]
    carry_out(project, of_reader(project, mine if words == "reader" else words), who="A")
    (again,) = added(project, tmp_path / "t.html", mode="third")
    assert again.state == "changed"
    assert WORDS not in dump(project.engine)
    assert (mine in dump(project.engine)) is (words == "c1"), "one comment is not its reader"
    assert "Nobody else did." in comments(project)
    assert [one.state for one in added(project, tmp_path / "t.html", mode="third")] == ["known"]
    assert check(project.engine).problems == ()


def test_erased_comments_of_records_do_not_come_back(project: OpenProject, tmp_path: Path) -> None:
    with reading(project.engine) as connection:
        found = [latest(connection, name) for name in documents(connection)]
    (text_,) = (v.record.replace(v.document, "ab" * 32) for v in found if v and WORDS in v.record)
    file = tmp_path / "records.jsonl"
    file.write_text(text_ + "\n", "utf-8")
    added(project, file)
    mine = comments(project)[WORDS]
    carry_out(project, of_reader(project, mine), who="A")
    assert [one.state for one in added(project, file)] == ["known"]
    assert mine not in dump(project.engine)
    carry_out(project, of_pages(project, "comments", ["ab" * 32]), who="A")
    assert [one.state for one in added(project, file)] == ["known"]
    assert check(project.engine).problems == ()


def test_a_page_that_was_purged_whole_comes_back_by_hand(
    project: OpenProject, tmp_path: Path
) -> None:
    mine = comments(project)[WORDS]
    carry_out(project, of_reader(project, mine), who="A")
    carry_out(project, of_pages(project, "pages", ()), who="A")
    (told,) = added(project, tmp_path / "t.html")
    assert told.state == "added"
    assert WORDS in comments(project)
    assert check(project.engine).problems == ()


def test_words_of_purged_pages_leave_the_index(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    gone = write_page(tmp_path / "a.md", "Quirkwood burned all night.")
    (first, _) = added(project, gone, write_page(tmp_path / "b.md", "Ambervale stayed calm."))
    if dialect_of(engine) == "sqlite":
        assert b"quirkwood" in segments(engine)
    carry_out(project, of_pages(project, "pages", [first.document]), who="A")
    with reading(engine) as connection:
        assert [h.document for h in find_pages(connection, "ambervale")]
        assert find_pages(connection, "quirkwood") == []
    if dialect_of(engine) == "sqlite":
        assert b"quirkwood" not in segments(engine)
        assert b"amberval" in segments(engine)


def segments(engine: Engine) -> bytes:
    """All that FTS5 keeps of the pages' words."""
    with reading(engine) as connection:
        return b"".join(connection.execute(text("SELECT block FROM page_words_data")).scalars())


def test_origins_of_purged_pages_are_nowhere(project: OpenProject) -> None:
    assert "t.html" in dump(project.engine)
    carry_out(project, of_pages(project, "pages", ()), who="A")
    assert "t.html" not in dump(project.engine)
    assert check(project.engine).problems == ()
