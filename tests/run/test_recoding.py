"""Coding kept bytes anew: what differs is told by field, and what persons said stays."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select

from detente.model.page import Page
from detente.model.record import Failure, Record
from detente.run.adding import RECORD_ONLY, Adder, Way
from detente.run.checking import check
from detente.run.project import OpenProject
from detente.run.purging import carry_out, of_pages
from detente.run.recoding import Difference, difference, recode
from detente.run.reviewing import give_state
from detente.store.captures import captured_bytes
from detente.store.database import reading, writing
from detente.store.log import entries
from detente.store.purging import purge_bytes
from detente.store.tables import reports, versions
from detente.store.versions import latest
from tests.run.telling import Teller, added, project_of, way, write_page, write_rows, write_thread
from tests.store.records import Told, derived, page, retold


class Tired(Teller):
    """Codes nothing."""

    def code_pages(self, pages: Sequence[Page]) -> Iterator[Record]:
        raise KeyError(f"no word of {len(pages)} pages is known")


def again(
    project: OpenProject,
    mode: str | None = "kill",
    *,
    dry_run: bool = False,
    chosen: tuple[str, ...] = (),
) -> list[Difference | Failure]:
    changed = way(mode, comments=project.settings.comments)
    return list(recode(project, changed, partial(Teller, mode), dry_run=dry_run, chosen=chosen))


def numbers(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        query = select(versions.c.number).order_by(versions.c.document, versions.c.number)
        return list(connection.execute(query).scalars())


def test_what_changed_is_told_by_field_and_kept_as_a_version(
    engine: Engine, tmp_path: Path
) -> None:
    project = project_of(engine, tmp_path / "p")
    (told,) = added(project, write_page(tmp_path / "a.md"))
    before = derived(engine)
    (tried,) = again(project, dry_run=True)
    assert isinstance(tried, Difference)
    assert tried.document == told.document
    assert [words.partition(": ")[2].split(", ")[0] for words in tried.changed] == ["mode"]
    assert tried.changed[0].startswith("ASSAULT kill “shelled” at ")
    assert not tried.is_empty
    assert (derived(engine), numbers(engine)) == (before, [1])
    assert again(project) == [tried]
    assert numbers(engine) == [1, 2]
    assert again(project) == [], "what was coded in this way is passed over"
    with reading(engine) as connection:
        last = entries(connection, 1)[0]
        assert connection.execute(select(reports.c.mode)).scalars().all() == ["kill"]
    assert last.action == "recode"
    assert check(engine).problems == ()


def test_pages_without_bytes_keep_their_record(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    first, second = added(
        project, write_page(tmp_path / "a.md"), write_page(tmp_path / "b.md", "Calm.")
    )
    file = tmp_path / "records.jsonl"
    file.write_text(page(7, Told()).to_json() + "\n", "utf-8")
    list(Adder(project, way(), Teller).add([str(file)]))
    with writing(engine) as connection:
        purge_bytes(connection, [first.document], who="A")
    found = again(project)
    assert [one.document for one in found if isinstance(one, Difference)] == [second.document]
    with reading(engine) as connection:
        kept = latest(connection, page(7).document.id.removeprefix("sha256:"))
    assert kept is not None
    assert (kept.number, kept.coded_with) == (1, RECORD_ONLY)


def test_chosen_pages_only(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    first, _ = added(project, write_page(tmp_path / "a.md"), write_page(tmp_path / "b.md", "Calm."))
    (found,) = again(project, chosen=(first.document,))
    assert isinstance(found, Difference)
    assert sorted(numbers(engine)) == [1, 1, 2]
    assert again(project, chosen=("0" * 64,)) == []


def test_what_persons_said_stays(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    added(project, write_page(tmp_path / "a.md"))
    with reading(engine) as connection:
        (report,) = connection.execute(select(reports.c.id)).scalars()
    give_state(engine, report, "reviewed", who="A", reason="read twice")
    assert len(list(recode(project, Way("new", {}), Teller))) == 1
    assert states(engine) == [(report, "reviewed")]
    again(project)
    assert states(engine) == [(report, "candidate")], "its mode is not what was looked at"
    assert check(engine).problems == ()


def states(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(select(reports.c.id, reports.c.state).order_by(reports.c.id))
        return [(row.id, row.state) for row in rows]


def test_rows_are_read_again_as_the_rows_that_they_were(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    told = "Blue Watch shelled Grey Watch in {} on 2031-05-03."
    rows = added(
        project, write_rows(tmp_path / "r.jsonl", told.format("Lumen"), told.format("Corva"))
    )
    (tmp_path / "r.jsonl").unlink()  # the kept bytes are all that is needed
    found = again(project)
    assert {one.document for one in found if isinstance(one, Difference)} == {
        r.document for r in rows
    }
    assert all(isinstance(one, Difference) and len(one.changed) == 1 for one in found)
    assert not any(one.gone or one.new or one.other for one in found if isinstance(one, Difference))
    assert check(engine).problems == ()


def test_a_page_that_cannot_be_coded_keeps_its_record(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    added(project, write_page(tmp_path / "a.md"))
    before = derived(engine)
    (found,) = recode(project, Way("new", {}), Tired)
    assert isinstance(found, Failure)
    assert "\n" not in found.message
    assert (derived(engine), numbers(engine)) == (before, [1])


def test_comments_stay_out_where_they_are_off_and_names_never_come_back(
    engine: Engine, tmp_path: Path
) -> None:
    project = project_of(engine, tmp_path / "p", comments=True)
    (told,) = added(project, write_thread(tmp_path / "a.html", ("Quillon Thrask", "I saw it.")))
    with reading(engine) as connection:
        before = latest(connection, told.document)
        assert captured_bytes(connection, told.document)
    again(project)
    with reading(engine) as connection:
        after = latest(connection, told.document)
    assert before is not None
    assert after is not None
    one, other = (Record.model_validate_json(v.record) for v in (before, after))
    assert one.comments == other.comments, "the same key gives the same pseudonym"
    assert "Quillon" not in after.record


def test_differences_name_what_is_gone_new_and_changed() -> None:
    attack, march = Told(), Told(type="PROTEST", place="XBO/tarn", actors=("tarn-guard",))
    before = page(1, attack, march)
    same = difference(before, before)
    assert same.is_empty
    shorter = difference(before, page(1, attack))
    assert shorter.gone
    assert not shorter.new
    assert difference(page(1, attack), before).new == shorter.gone
    killed = difference(before, page(1, Told(killed=None, recipients=("red-column",)), march))
    assert not killed.is_empty
    titled = difference(before, retold(before, title="Another"))
    assert (titled.gone, titled.new, titled.changed) == ((), (), ())
    assert titled.other == ("document",)


def test_ids_of_mentions_are_no_difference() -> None:
    before = page(1, Told())
    (event,) = before.events
    moved = event.model_copy(update={
        "id": "e9",
        "actors": tuple(p.model_copy(update={"mention": "m9"}) for p in event.actors),
    })  # fmt: skip
    assert difference(before, before.model_copy(update={"events": (moved,)})).is_empty


class Slow(Teller):
    """Codes while somebody else writes."""

    def __init__(self, meanwhile: Callable[[str], object]) -> None:
        super().__init__("kill")
        self._meanwhile = meanwhile

    def code_pages(self, pages: Sequence[Page]) -> Iterator[Record]:
        for one in pages:
            self._meanwhile(one.capture.sha256)
            yield from super().code_pages([one])


def test_what_was_purged_meanwhile_does_not_come_back(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p", comments=True)
    thread = write_thread(tmp_path / "a.html", ("Quillon Thrask", "I saw the smoke."))
    changed = way("kill", comments=True)
    for what in ("captures", "comments", "pages"):
        (told,) = added(project, thread)
        purged = purging(project, what)
        assert list(recode(project, changed, partial(Slow, purged))) == []
        with reading(engine) as connection:
            kept = latest(connection, told.document)
        assert (kept is None) is (what == "pages")
        assert kept is None or kept.number == 1
        assert kept is None or ("smoke." in kept.record) is (what == "captures")
        assert check(engine).problems == ()
        if what != "pages":
            purging(project, "pages")(told.document)


def purging(project: OpenProject, what: str) -> Callable[[str], object]:
    return lambda name: carry_out(project, of_pages(project, what, [name]), who="A")


def test_a_version_that_came_meanwhile_stays(engine: Engine, tmp_path: Path) -> None:
    project = project_of(engine, tmp_path / "p")
    file = write_page(tmp_path / "a.md")
    (told,) = added(project, file)
    slow = partial(Slow, lambda _: added(project, file, mode="bomb"))
    assert list(recode(project, way("kill"), slow)) == []
    with reading(engine) as connection:
        kept = latest(connection, told.document)
    assert kept is not None
    assert (kept.number, kept.coded_with) == (2, way("bomb").hash)
