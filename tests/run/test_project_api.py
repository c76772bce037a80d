"""`detente.Project`: the casebook from Python."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import detente
from detente import Project
from detente.model.errors import DetenteError, ProjectError, StoreError
from detente.model.record import Failure
from detente.run import casebook
from detente.run.adding import Added
from detente.store.settings import DATABASE_VARIABLE
from tests.run.telling import Teller, write_page, write_thread


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """An empty project whose coder is quick."""
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    quick: object = lambda **_: Teller()  # noqa: E731 - stands in for a class
    monkeypatch.setattr(casebook, "Coder", quick)
    made = Project.init(tmp_path / "p")
    yield made
    made._open.engine.dispose()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for day, place in ((1, "Lumen"), (3, "Ister"), (5, "Corva")):
        words = f"Blue Watch shelled Grey Watch in {place} on 2031-05-0{day}, killing {day}."
        write_page(
            folder / f"{day}.md", words, outlet=f"Outlet {day}", published=f"2031-05-0{day + 1}"
        )
    return folder


def test_pages_in_and_incidents_out(project: Project, pages: Path, tmp_path: Path) -> None:
    told = list(project.add(pages, tmp_path / "nowhere.md"))
    assert [type(one) for one in told] == [Added, Added, Added, Failure]
    assert {one.state for one in project.add(str(pages)) if isinstance(one, Added)} == {"known"}
    found = project.incidents()
    assert [incident.act.first for incident in found] == [date(2031, 5, d) for d in (5, 3, 1)]
    assert [act.id for act in project.acts()] == sorted(one.act.id for one in found)
    assert project.incident(found[0].act.id) == found[0]
    assert project.incident("i-000000000000") is None
    assert project.incidents(since="2031-05-02", limit=1) == found[:1]
    assert len(list(project.records())) == 3
    assert project.overview().pages == 3


def test_searching_takes_words_and_fields(project: Project, pages: Path) -> None:
    list(project.add(pages))
    assert len(project.search("shelled")) == 3
    assert len(project.search("shelled", limit=2)) == 2
    assert [hit.first for hit in project.search(until="2031-05-02")] == ["2031-05-01"]
    assert project.search(actors=("tarn-guard",)) == []
    with pytest.raises(TypeError):
        project.search(colour="red")


def test_relations_are_those_of_the_commands(project: Project, pages: Path) -> None:
    list(project.add(pages))
    pair = project.dyad("blue-watch", "grey-watch")
    assert sum(day.conflict for day in pair.days) == 3
    early = project.dyad("blue-watch", "grey-watch", until=date(2031, 5, 2))
    assert sum(day.conflict for day in early.days) == 1
    network = project.network(date(2031, 5, 6), window=2)
    assert [(edge.a, edge.b, edge.conflict) for edge in network.edges] == [
        ("blue-watch", "grey-watch", 1)
    ]
    assert project.compliance() == []
    with pytest.raises(DetenteError, match="no actor is called so"):
        project.dyad("blue-watch", "Nobody Known")


def test_verifying_takes_a_head(project: Project, pages: Path) -> None:
    list(project.add(pages))
    found = project.verify()
    assert found.problems == ()
    assert found.entries == 3
    assert project.verify(head=found.head).problems == ()
    assert project.verify(head="0" * 63 + "1").problems


def test_own_actors_of_the_project_are_used(project: Project, pages: Path) -> None:
    own = project.folder / ".detente" / "actors"
    own.mkdir()
    head = "id,name,names,country,sector,kind,source,inter,ucdp,wikidata\n"
    (own / "groups.csv").write_text(
        f"{head}blue-watch,Blue Watch,,SYR,REB,organisation,x,,,\n", "utf-8"
    )
    list(project.add(pages))
    assert project.dyad("Blue Watch", "grey-watch").pair == ("blue-watch", "grey-watch")


def test_comments_are_kept_where_that_was_asked_for(project: Project, tmp_path: Path) -> None:
    page = write_thread(tmp_path / "t.html", ("Quillon Thrask", "I saw it."))
    open_to_readers = Project.init(tmp_path / "q", comments=True)
    for one, kept in ((project, 0), (open_to_readers, 1)):
        list(one.add(page))
        (record,) = one.records()
        assert len(record.comments) == kept
    open_to_readers._open.engine.dispose()


def test_projects_are_made_once_and_found(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ProjectError, match="there is a project already"):
        Project.init(project.folder)
    with pytest.raises(ProjectError, match="no project is here"):
        Project(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="no database for a casebook"):
        Project.init(tmp_path / "r", database="mysql://host/x")
    assert not (tmp_path / "r").exists()
    monkeypatch.setenv("DETENTE_PROJECT", str(project.folder))
    assert Project().folder == project.folder
    assert Project(str(project.folder)).overview() == project.overview()
    assert detente.Project is Project


def test_what_is_no_option_of_a_coder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    made = Project.init(tmp_path / "p")
    with pytest.raises(TypeError, match="colour"):
        list(made.add(write_page(tmp_path / "a.md"), colour="red"))
    assert made.overview().pages == 0
    made._open.engine.dispose()
