"""`detente privacy`: rotate, erase, export-record, and an audit log that names nobody."""

import json
from pathlib import Path

import pytest
from test_commands import run
from test_thread import PAGE

from detente.discuss.audit import broken_at

NAME = "Quillon Thrask"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path / "project"))
    return tmp_path / "project"


@pytest.fixture
def records(project: Path, tmp_path: Path) -> Path:  # noqa: ARG001 - sets the key's place
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    path = tmp_path / "records.jsonl"
    assert run("code", page, "-o", path).exit_code == 0
    return path


def comments(path: Path) -> list[dict]:
    return json.loads(path.read_text("utf-8"))["comments"]


def trail(project: Path) -> list[dict]:
    path = project / ".detente" / "privacy.jsonl"
    assert broken_at(path) is None
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_erasing_a_reader(records: Path, project: Path) -> None:
    who = comments(records)[0]["author"]
    result = run("privacy", "erase", who, records)
    assert result.exit_code == 0
    assert who not in records.read_text("utf-8")
    assert [c["deleted"] for c in comments(records)] == [True, False, True]
    (entry,) = trail(project)
    assert (entry["what"], entry["comments"]) == ("erase", 2)
    assert who not in json.dumps(entry) + result.output
    assert run("thread", records).exit_code == 0


def test_erasing_leaves_every_file_as_it_was_when_one_cannot_be_read(
    records: Path, tmp_path: Path
) -> None:
    before = records.read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_text("no json\n", "utf-8")
    result = run("privacy", "erase", comments(records)[0]["author"], records, bad)
    assert result.exit_code == 2
    assert "bad.jsonl:1: no JSON" in result.stderr
    assert records.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_rotating_cuts_the_link_between_old_and_new(
    records: Path, project: Path, tmp_path: Path
) -> None:
    old = [c["author"] for c in comments(records)]
    key = (project / ".detente" / "key").read_bytes()
    assert run("privacy", "rotate", records).exit_code == 0
    new = [c["author"] for c in comments(records)]
    assert new[0] == new[2] != new[1]
    assert not set(old) & set(new)
    assert (project / ".detente" / "key").read_bytes() != key
    again = tmp_path / "again.jsonl"
    run("code", tmp_path / "page.html", "-o", again)
    assert not {c["author"] for c in comments(again)} & {*old, *new}
    stored = b"".join(p.read_bytes() for p in project.rglob("*") if p.is_file() and p.name != "key")
    assert not any(name.encode() in stored for name in (*old, *new)), "no map is stored"


def test_rotating_without_files_only_changes_the_key(records: Path, project: Path) -> None:
    before = records.read_bytes()
    assert run("privacy", "rotate").exit_code == 0
    assert records.read_bytes() == before
    assert trail(project)[0]["files"] == 0


@pytest.mark.parametrize("how", ["name", "pseudonym", "standard input"])
def test_a_person_gets_their_own_comments(
    records: Path, project: Path, how: str, tmp_path: Path
) -> None:
    own = comments(records)[0]["author"]
    who = {"name": NAME.upper(), "pseudonym": own, "standard input": "-"}[how]
    out = tmp_path / "own.jsonl"
    result = run("privacy", "export-record", who, records, "-o", out, input=NAME + "\n")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["comment"]["id"] for row in rows] == ["c1", "c3"]
    assert {row["comment"]["author"] for row in rows} == {own}
    assert out.stat().st_mode & 0o077 == 0
    told = json.dumps(trail(project)) + result.output + out.read_text("utf-8")
    assert NAME.casefold() not in told.casefold()


def test_an_unknown_person_gets_nothing(records: Path) -> None:
    result = run("privacy", "export-record", "Nobody Known", records)
    assert (result.exit_code, result.stdout) == (0, "")


def test_what_is_no_pseudonym_is_told_before_a_file_changes(records: Path) -> None:
    before = records.read_bytes()
    result = run("privacy", "erase", NAME, records)
    assert result.exit_code == 2
    assert records.read_bytes() == before
