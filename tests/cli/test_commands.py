"""The commands in this process, with the coder that ships."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from pages import PNG, STORY, write_pages
from typer.testing import CliRunner, Result

from detente import __version__
from detente.cli.code import count_ahead
from detente.cli.example import PAGE
from detente.cli.main import app


def run(*arguments: str | Path, **options: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), **options)  # type: ignore[arg-type]  # handed through


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture(autouse=True)
def own_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys for pseudonyms are made in the test's folder, never in the user's."""
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path))


def test_version_and_help() -> None:
    assert run("--version").output == f"detente {__version__}\n"
    helped = run("--help")
    assert helped.exit_code == 0
    assert all(
        name in helped.output for name in ("code", "explain", "schema", "codebook", "example")
    )


def test_a_pipe_gets_json_lines_that_fit_the_schema(page: Path) -> None:
    result = run("code", page, "--published", "2021-05-05", "--outlet", "The Bell")
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert record["document"]["outlet"] == "The Bell"
    assert record["document"]["published"] == "2021-05-05"
    assert {event["type"] for event in record["events"]} >= {"ASSAULT"}
    for event in record["events"]:
        trigger = event["trigger"]
        assert record["document"]["text"][trigger["start"] : trigger["end"]] == trigger["text"]
    jsonschema.validate(record, json.loads(run("schema").stdout))


def test_the_table_is_there_when_asked_for(page: Path) -> None:
    result = run("code", page, "--format", "table")
    assert "ASSAULT" in result.stdout
    assert "2021-05-03" in result.stdout  # the year of the line that says when it was published


def test_comments_can_be_left_out(page: Path) -> None:
    kept, dropped = (
        json.loads(run("code", page, o).stdout) for o in ("--comments", "--no-comments")
    )
    assert [c["text"] for c in kept["comments"]] == ["They will not keep it."]
    assert "Ana" not in json.dumps(kept)
    assert dropped["comments"] == []


def test_a_bad_file_among_good_ones_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    (folder / "page-0000b.html").write_bytes(PNG)
    out = tmp_path / "records.csv"
    result = run("code", folder, tmp_path / "nowhere.txt", "--output", out)
    assert result.exit_code == 2
    assert result.stdout == ""
    errors = result.stderr.strip().splitlines()
    assert len(errors) == 2
    assert errors[0].startswith("error: ")
    assert "PNG" in errors[0]
    assert "nowhere.txt: no such file" in errors[1]
    lines = out.read_text("utf-8").splitlines()
    assert lines[0].startswith("document,origin,")
    assert {line.split(",")[1][-13:] for line in lines[1:]} == {"page-0000.txt", "page-0001.txt"}


def test_standard_input_is_a_source() -> None:
    result = run("code", "-", "--workers", "2", input=STORY)
    assert json.loads(result.stdout)["document"]["origin"] == "-"


@pytest.mark.parametrize("date", ["2021-13-01", "5 May", "2021-02-30", "20210505"])
def test_a_date_that_is_none_is_refused(page: Path, date: str) -> None:
    result = run("code", page, "--published", date)
    assert result.exit_code == 2
    assert "is no date" in result.stderr


def test_an_output_that_cannot_be_written_is_told(page: Path, tmp_path: Path) -> None:
    result = run("code", page, "--output", tmp_path / "no" / "such.jsonl")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_pipeline_that_is_missing_is_told(page: Path) -> None:
    result = run("code", page, "--model", "no_such_pipeline")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "no_such_pipeline" in result.stderr


def test_an_explanation_shows_words_and_reasons(page: Path) -> None:
    result = run("explain", page)
    assert result.exit_code == 0
    assert "[what: shelled]" in result.stdout
    assert "ASSAULT.csv:" in result.stdout
    missing = run("explain", page, "e99")
    assert missing.exit_code == 2
    assert "no event 'e99'" in missing.stderr
    assert run("explain", page.with_name("nowhere")).exit_code == 2


def test_the_codebook_is_told_and_checked() -> None:
    assert "AGREE" in run("codebook").stdout
    told = run("codebook", "retreat").stdout
    assert "ceasefire" in told
    assert "Frames (" in told
    assert run("codebook", "lint").exit_code == 0
    wrong = run("codebook", "SHOUT")
    assert wrong.exit_code == 2
    assert "no such type" in wrong.stderr


def test_the_example_is_copied_coded_and_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    first = run("example", folder)
    assert first.exit_code == 0, first.output
    assert (folder / PAGE).exists()
    assert "detente explain" in first.stdout
    assert run("example", folder).exit_code == 0
    (folder / PAGE).write_text("mine", "utf-8")
    kept = run("example", folder)
    assert kept.exit_code == 2
    assert (folder / PAGE).read_text("utf-8") == "mine"


def test_a_fault_is_one_line_unless_the_place_is_asked_for(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Iterator[str]:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("detente.read.sources.expand", fail)
    result = run("code", page)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "error: a fault in Detente: RuntimeError: out of luck"
    monkeypatch.setenv("DETENTE_TRACEBACK", "1")
    assert isinstance(run("code", page).exception, RuntimeError)


def test_inputs_are_counted_only_as_far_as_they_can_be_held() -> None:
    names, total = count_ahead(iter(["a", "b"]))
    assert (list(names), total) == (["a", "b"], 2)
    names, total = count_ahead(str(n) for n in range(100_001))
    assert total is None
    assert sum(1 for _ in names) == 100_001
