"""`detente actors` and `--actors`, in this process; all actors and pages are invented."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.cli.main import app
from detente.cli.options import own_actors, own_actors_path
from detente.cli.unknown import COLUMNS
from detente.model.errors import ProjectError

PAGE = """\
Clashes near Aleppo

Published on 5 May 2021.

The Hill Brigade, a Syrian militia, shelled the army base in Aleppo on 3 May, killing two soldiers.

Kamwira rebels attacked a convoy near Idlib. The Hill Brigade denied the attack.
"""


def run(*arguments: str | Path, **options: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), **options)  # type: ignore[arg-type]  # handed through


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of the test's own; own actors lie in its .detente/actors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_PROJECT", raising=False)
    monkeypatch.delenv("DETENTE_ACTORS", raising=False)
    return tmp_path / ".detente" / "actors"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def add(*more: str, name: str = "Hill Brigade") -> Result:
    return run("actors", "add", "--name", name, "--country", "SYR", "--sector", "PRM", *more)


def coded(page: Path, *more: str | Path) -> dict[str, dict[str, object]]:
    result = run("code", page, *more)
    assert result.exit_code == 0, result.output
    actors: dict[str, dict[str, object]] = json.loads(result.stdout)["actors"]
    return actors


def test_an_actor_is_shown_by_id_and_by_any_spelling() -> None:
    by_id, by_name = run("actors", "show", "hts"), run("actors", "show", "hayat tahrir al sham")
    assert by_id.exit_code == 0
    assert by_id.stdout == by_name.stdout
    for told in (
        "SYR",
        "REB",
        "organisation",
        "Jabhat al-Nusra [2012",
        "part of al-Qaeda",
        "source",
    ):
        assert told in by_id.stdout


def test_a_date_leaves_only_what_held_then() -> None:
    shown = run("actors", "show", "hts", "--on", "2015-03").stdout
    assert shown.startswith("On 2015-03 it was called Jabhat al-Nusra.")
    assert "Jabhat Fateh al-Sham" not in shown
    assert "part of al-Qaeda" not in run("actors", "show", "hts", "--on", "2020").stdout
    assert run("actors", "show", "hts", "--on", "someday").exit_code == 2


def test_an_unknown_name_is_told_with_what_is_near() -> None:
    result = run("actors", "show", "Jabhat al-Nosra Fronte")
    assert result.exit_code == 2
    assert "no actor has this id or name; near it: hts" in result.stderr


def test_finding_ranks_by_likeness() -> None:
    rows = [line.split() for line in run("actors", "find", "Jabhat an-Nusra").stdout.splitlines()]
    assert rows[0][:2] == ["100", "hts"]
    assert [float(row[0]) for row in rows] == sorted((float(r[0]) for r in rows), reverse=True)
    misspelt = run("actors", "find", "jabhet al nusrah").stdout.split()
    assert misspelt[1] == "hts"
    assert 70 <= float(misspelt[0]) < 100
    assert run("actors", "find", "qqqqqqqq").exit_code == 2


def test_a_lineage_is_a_tree_with_dates() -> None:
    drawn = run("actors", "lineage", "isis").stdout
    assert "came from" in drawn
    assert "al-Qaeda in Iraq (aqi)" in drawn
    assert "members" in drawn
    assert "[2015-01/]" in drawn
    add("--source", "notes")
    assert "no link tells" in run("actors", "lineage", "hill-brigade").stdout


def test_an_added_actor_is_known_to_coding_and_to_workers(page: Path, folder: Path) -> None:
    assert coded(page)["new:hill-brigade"]["known"] is False
    result = add("--source", "field notes", "--names", "Old Hill [2010/2015]")
    assert result.exit_code == 0, result.output
    assert (folder / "groups.csv").read_text("utf-8").splitlines()[1].startswith("hill-brigade,")
    for more in ([], ["--workers", "2"]):
        actors = coded(page, *more)
        assert actors["hill-brigade"]["known"] is True
        assert "new:hill-brigade" not in actors
    assert "is new" in run("explain", page).stdout  # the other one


def test_own_actors_lie_where_the_project_does(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    add("--source", "notes", "--actors", str(other))
    assert "new:hill-brigade" in coded(page)
    assert "hill-brigade" in coded(page, "--actors", other)
    monkeypatch.setenv("DETENTE_ACTORS", str(other))
    assert "hill-brigade" in coded(page)
    assert own_actors_path(Path("mine"), Path("project")) == Path("mine")
    assert own_actors_path(None, Path("project")) == other
    monkeypatch.delenv("DETENTE_ACTORS")
    assert own_actors_path(None, Path("project")) == Path("project/.detente/actors")
    monkeypatch.setenv("DETENTE_PROJECT", "elsewhere")
    assert own_actors_path(None) == Path("elsewhere/.detente/actors")
    assert own_actors(None) is None
    with pytest.raises(ProjectError, match="no such folder of actors"):
        own_actors(Path("nowhere"))
    assert run("code", page, "--actors", "nowhere").exit_code == 2


def test_duplicates_are_refused_with_the_line_of_the_first(folder: Path) -> None:
    add("--source", "notes")
    again = add("--source", "notes")
    assert again.exit_code == 2
    assert f"{folder.relative_to(Path.cwd())}/groups.csv:2" in again.stderr
    renamed = add("--source", "notes", "--id", "another")
    assert "is a name of hill-brigade already" in renamed.stderr
    shipped = add("--source", "notes", name="Jabhat an-Nusra")
    assert "is a name of hts already, in " in shipped.stderr
    assert "groups.csv:" in shipped.stderr
    elsewhere = ("actors", "add", "--name", "Hill Brigade", "--country", "MLI", "--source", "x")
    assert run(*elsewhere, "--id", "hill-brigade-mli").exit_code == 0


def test_a_wrong_value_writes_nothing(folder: Path) -> None:
    wrong = run("actors", "add", "--name", "Hill", "--country", "ATL", "--source", "x")
    assert wrong.exit_code == 2
    assert "country 'ATL'" in wrong.stderr
    assert not (folder / "groups.csv").exists()
    unnamed = run("actors", "add", "--country", "SYR")
    assert unnamed.exit_code == 2
    assert "--name is needed" in unnamed.stderr
    assert "--source is needed" in add().stderr


def test_what_is_left_out_is_asked_for_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"Name": "Hill Brigade", "Country": "SYR", "Sector": "REB", "Source": "notes"}
    monkeypatch.setattr("detente.cli.adding._in_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda label, **_: answers[label])
    assert run("actors", "add").exit_code == 0
    assert "notes" in run("actors", "show", "hill-brigade").stdout


def test_lint_tells_all_and_fails_on_errors(folder: Path) -> None:
    assert run("actors", "lint").exit_code == 0  # the shipped ones
    add("--source", "notes")
    assert run("actors", "lint").exit_code == 0
    with (folder / "groups.csv").open("a", encoding="utf-8") as file:
        file.write("x y,Bad,,SYR,REB,organisation,x,,\nlake,Lake,,SYR,LOUD,organisation,x,,\n")
    result = run("actors", "lint")
    assert result.exit_code == 2
    assert [line[:20] for line in result.stdout.splitlines()] == [
        "groups.csv:3: error:",
        "groups.csv:4: error:",
    ]
    assert "2 errors, 0 warnings" in result.stderr
    assert run("actors", "lint", folder).stdout == result.stdout
    assert run("actors", "lint", "nowhere").exit_code == 2


def test_files_are_imported_with_a_summary(tmp_path: Path) -> None:
    words, table, entities = (tmp_path / name for name in ("d.txt", "t.csv", "e.json"))
    words.write_text("HILL_BRIGADE_ [SYRREB]\n+HILL_MEN_\nGHOST [QQQREB]\n", "utf-8")
    table.write_text("name,country,sector\nHill Men,SYR,REB\nLake Men,Syria,REB\n", "utf-8")
    person = '{"schema": "Person", "id": "p", "properties": {"name": ["A Private Name"]}}'
    entities.write_text(f"{person}\n{person}\n", "utf-8")
    result = run("actors", "import", words, table, entities, tmp_path / "no.csv")
    assert result.exit_code == 2
    counts = [line.split(": ", 1)[1] for line in result.stdout.splitlines()]
    assert counts[0].startswith("1 new, 0 merged")
    assert counts[1].startswith("1 new, 0 merged with known actors, 1 known already")
    assert counts[2].endswith("2 skipped")
    assert f"{words}:3: skipped: 'GHOST': part 'QQQ'" in result.stderr
    assert "skipped: 2 times a Person" in result.stderr
    assert "Private Name" not in result.stderr
    assert "no.csv: cannot be read" in result.stderr
    assert "d.txt" in run("actors", "show", "hill men").stdout
    assert run("actors", "lint").exit_code == 0


def test_unknown_actors_are_listed_corrected_and_imported(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "unknown.csv"
    result = run("actors", "unknown", page, "-o", out)
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    hill, band = rows
    assert (hill["name"], hill["country"], hill["sector"], hill["mentions"]) == (
        "Hill Brigade",
        "SYR",
        "PRM",
        "2",
    )
    assert "called 'Syrian militia'" in hill["reason"]
    assert hill["example"].startswith("The Hill Brigade, a Syrian militia, shelled")
    origin, _, start = hill["where"].rpartition(":")
    document = json.loads(run("code", page).stdout)["document"]
    assert origin == document["origin"]
    assert document["text"][int(start) :].startswith("Hill Brigade, a Syrian militia")
    assert (band["name"], band["sector"]) == ("Kamwira rebels", "REB")
    text = out.read_text("utf-8").replace(",SYR,PRM,", ",SYR,REB,")
    out.write_text(text, "utf-8")
    assert run("actors", "import", out).stdout.startswith(f"{out}: 2 new")
    assert coded(page)["hill-brigade"]["sector"] == "REB"
    assert "Every named actor" in run("actors", "unknown", page, "--format", "table").stdout


def test_unknown_actors_are_read_from_records_too(page: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    run("code", page, "-o", records)
    fresh = run("actors", "unknown", page, "--format", "jsonl").stdout
    assert run("actors", "unknown", records, "--format", "jsonl").stdout == fresh
    assert [json.loads(line)["name"] for line in fresh.splitlines()] == [
        "Hill Brigade",
        "Kamwira rebels",
    ]
    with records.open("a", encoding="utf-8") as file:
        file.write('{"schema":"detente/1","error":"x"}\n{"schema":"detente/1"}\nnonsense\n')
    damaged = run("actors", "unknown", records, "--format", "jsonl")
    assert damaged.exit_code == 2
    assert damaged.stdout == fresh
    assert f"{records}:3: no record" in damaged.stderr
    assert f"{records}:4: no record" in damaged.stderr
    assert "Hill Brigade" in run("actors", "unknown", records, "--format", "table").stdout
    assert run("actors", "unknown", records, "-o", tmp_path / "no" / "x.csv").exit_code == 2
