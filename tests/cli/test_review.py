"""`detente review` and `detente agreement`, on a casebook of invented pages."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from detente.cli import agreement, review
from detente.cli.errors import OneLineErrors
from detente.run import reviewing
from detente.run.project import init_project
from detente.store.settings import DATABASE_VARIABLE, Settings
from tests.store.told import lookup, page, store

app = typer.Typer(cls=OneLineErrors)
app.add_typer(review.app)
app.command("agreement")(agreement.agreement)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "200"})


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A project with three events; their ids."""
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path / "project"))
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    monkeypatch.setenv("DETENTE_CODER", "A")
    small = lookup(tmp_path)
    given: Callable[..., object] = lambda *_: small  # noqa: E731 - stands in for one function
    monkeypatch.setattr(reviewing, "lookup_with", given)
    project = init_project(tmp_path / "project", Settings())
    found = store(project.engine, *(page(number) for number in range(1, 4)))
    project.engine.dispose()
    return found


def test_an_event_is_listed_shown_and_changed(names: list[str]) -> None:
    listed = run("review", "list")
    assert listed.exit_code == 0, listed.output
    assert all(name in listed.stdout for name in names)
    assert listed.stdout.count("candidate") == 3
    assert run("review", "accept", names[0]).stdout == f"{names[0]}: reviewed\n"
    assert run("review", "publish", names[0][:16]).stdout == f"{names[0]}: published\n"
    corrected = run("review", "correct", names[0], "place", "Lumen", "--reason", "map 3")
    assert corrected.stdout == f"{names[0]}: place is Lumen (XAV/lumen)\n"
    shown = run("review", "show", names[0]).stdout
    assert "The Ridge Column shelled Ostrava Mill" in shown
    (row,) = (line for line in shown.splitlines() if line.startswith("place"))
    assert "Ostrava Mill (XAV/ostrava-mill)" in row
    assert "Lumen (XAV/lumen)" in row
    assert "A, 2" in row
    assert row.rstrip().endswith("map 3")
    (row,) = (line for line in shown.splitlines() if line.startswith("killed"))
    assert row.split() == ["killed", "2"], "what nobody corrected is said once"


def test_corrections_are_taken_back_and_all_is_logged(names: list[str]) -> None:
    run("review", "correct", names[0], "actors", "blue-watch; Dale Militia", "--reason", "named")
    correction = next(w for w in run("review", "show", names[0]).stdout.split() if w[:2] == "c-")
    correction = correction.rstrip(":")
    back = run("review", "revoke", correction, "--reason", "misread", "--coder", "B")
    assert back.stdout == f"{names[0]}: {correction} was taken back\n"
    run("review", "withdraw", names[0], "--reason", "a drill")
    run("review", "reopen", names[0], "--reason", "no drill")
    lines = run("review", "log", names[0]).stdout.splitlines()
    told = ["actors: Blue Watch (blue-watch); Dale Militia", "takes c-", "withdrawn", "candidate"]
    assert len(lines) == 4
    assert all(words in line for words, line in zip(told, lines, strict=True))
    assert [line.split()[2] for line in lines] == ["A", "B", "A", "A"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("publish", "EVENT"), "review it first"),
        (("accept", "nothing"), "no such event"),
        (("accept", "0"), "begins the ids of several"),
        (("correct", "EVENT", "colour", "red", "--reason", "x"), "no field that can be coded"),
        (("correct", "EVENT", "type", "ASSULT", "--reason", "x"), "these are: AGREE"),
        (("correct", "EVENT", "killed", "2", "--reason", " "), "needs a reason"),
        (("accept", "EVENT", "--coder", "ana@example.org"), "no coder's code"),
        (("revoke", "c-1", "--reason", "x"), "no such correction"),
        (("second", "EVENT"), "name a file"),
        (("tasks", "--sample", "1", "--coder", "a b"), "no coder's code"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    names: list[str], arguments: tuple[str, ...], told: str
) -> None:
    result = run("review", *(names[0] if a == "EVENT" else a for a in arguments))
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_wrong_usage_is_told(names: list[str]) -> None:
    for arguments in (
        ("correct", names[0], "killed", "2"),
        ("list", "--state", "lost"),
        ("list", "--type", "WAR"),
        ("list", "--since", "soon"),
        ("tasks", "--sample", "0"),
    ):
        assert run("review", *arguments).exit_code == 2


def test_the_list_is_narrowed(names: list[str]) -> None:
    run("review", "accept", names[1])
    assert run("review", "list", "--state", "reviewed").stdout.split()[0] == names[1]
    assert run("review", "list", "--type", "aid").stdout.strip() == ""
    short = run("review", "list", "--limit", "1")
    assert len(short.stdout.splitlines()) == 1
    assert "2 more" in short.stderr


def fill(path: Path, **fields: object) -> None:
    lines = [json.loads(line) | fields for line in path.read_text("utf-8").splitlines()]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def test_two_coders_code_blind_and_agree(names: list[str], tmp_path: Path) -> None:
    run("review", "accept", names[2])  # as A, who has seen it then
    for coder, count in (("A", 2), ("B", 3)):
        path = tmp_path / f"{coder}.jsonl"
        drawn = run("review", "tasks", "--sample", 5, "--seed", 7, "--coder", coder, "-o", path)
        assert drawn.exit_code == 0, drawn.output
        assert len(path.read_text("utf-8").splitlines()) == count
        fill(path, type="ASSAULT", killed=2, actors=["Ridge Column"])
        kept = run("review", "second", path, "--coder", coder)
        assert f"{count} events coded by {coder}: {3 * count} values new" in kept.stdout
        again = run("review", "second", path, "--coder", coder)
        assert f"0 values new, {3 * count} as before" in again.stdout
    wrong = run("review", "second", tmp_path / "A.jsonl", "--coder", "B")
    assert wrong.exit_code == 2
    assert "A.jsonl:1: this task is coder A's, not B's" in wrong.stderr
    table = run("agreement")
    assert table.exit_code == 0, table.output
    assert "coders: A, B" in table.stdout
    assert "all gave the same value (ASSAULT)" in table.stdout
    found = json.loads(run("agreement", "--machine", "--format", "json").stdout)
    assert found["coders"] == ["A", "B", "machine"]
    kind = found["measures"][0]
    assert (kind["field"], kind["level"], kind["alpha"]) == ("type", "nominal", None)
    assert (kind["units"], kind["codings"]) == (3, 8)
    assert run("agreement", "--coders", "A,Z").exit_code == 2


def test_a_file_that_is_no_text_is_refused(names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    path.write_bytes(b"\xff\xfe{}")
    result = run("review", "second", path)
    assert (result.exit_code, "not UTF-8" in result.stderr) == (2, True)
    assert len(names) == 3


def test_without_a_project_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path))
    assert "detente init" in run("review", "list").stderr
