"""`detente code --coder`: the command with a real server, in this process and over workers."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import STORY, write_pages
from typer.testing import CliRunner, Result

from detente.cli.main import app
from tests.coding.llm.llm_server import Served, events, raw, serving, told

SHELLED = told(sentence=1, trigger="shelled", actors=["The Hill Brigade"], place="Aleppo")


def run(*arguments: str | Path, **options: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), **options)  # type: ignore[arg-type]  # handed through


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path))
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "RETRIES"):
        monkeypatch.delenv(f"DETENTE_LLM_{name}", raising=False)


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(events(SHELLED)) as running:
        yield running


@pytest.mark.parametrize("coder", ["llm", "both"])
def test_without_an_endpoint_it_says_how_to_set_one(page: Path, coder: str) -> None:
    result = run("code", page, "--coder", coder)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "DETENTE_LLM_URL" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_an_unknown_coder_is_wrong_usage(page: Path) -> None:
    result = run("code", page, "--coder", "magic")
    assert result.exit_code == 2
    assert "magic" in result.stderr


def test_rules_ask_nobody_whatever_is_set(page: Path, served: Served) -> None:
    named = ("--llm-url", served.url, "--llm-model", "tiny")
    assert run("code", page, *named).exit_code == 0
    assert served.asked == []


def test_the_model_codes_when_it_is_named_in_the_environment(
    page: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_LLM_URL", served.url)
    monkeypatch.setenv("DETENTE_LLM_MODEL", "tiny")
    monkeypatch.setenv("DETENTE_LLM_KEY", "hidden-key")
    result = run("code", page, "--coder", "llm")
    assert result.exit_code == 0, result.output
    (event,) = json.loads(result.stdout)["events"]
    assert event["rule"] == "llm:tiny"
    assert served.headers[0]["Authorization"] == "Bearer hidden-key"
    assert "hidden-key" not in result.output
    assert "keep it" not in served.shown()  # the comment


def test_a_model_that_fails_is_one_line_and_exit_code_2(page: Path) -> None:
    with serving(raw(503, b"busy")) as broken:
        named = ("--llm-url", broken.url, "--llm-model", "tiny", "--llm-retries", 0)
        result = run("code", page, "--coder", "llm", *named)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {page}: {broken.url.removesuffix('/v1')}: ")
    assert "503" in line


@pytest.mark.parametrize("name", ["report.csv", "report.json"])
def test_both_tell_how_far_they_agree(
    page: Path, served: Served, tmp_path: Path, name: str
) -> None:
    report = tmp_path / name
    named = ("--llm-url", served.url, "--llm-model", "tiny", "--agreement", report)
    result = run("code", page, "--coder", "both", *named)
    assert result.exit_code == 0, result.output
    rules = {event["rule"].startswith("llm:") for event in json.loads(result.stdout)["events"]}
    assert rules == {True, False}
    assert "agreement: " in result.stderr
    assert "1 by the model" in result.stderr
    text = report.read_text("utf-8")
    rows = json.loads(text) if name.endswith("json") else list(csv.DictReader(text.splitlines()))
    fields = {row["field"]: row for row in rows}
    assert set(fields) >= {
        "event",
        "type",
        "mode",
        "actors",
        "recipients",
        "place",
        "date",
        "status",
    }
    assert int(fields["type"]["agreeing"]) == 1


def test_a_report_on_one_coder_alone_is_refused(page: Path, tmp_path: Path) -> None:
    result = run("code", page, "--agreement", tmp_path / "report.csv")
    assert result.exit_code == 2
    assert "--coder both" in result.stderr


def test_a_report_that_cannot_be_written_is_told_before_the_work(
    page: Path, served: Served, tmp_path: Path
) -> None:
    named = ("--llm-url", served.url, "--llm-model", "tiny")
    result = run("code", page, "--coder", "both", *named, "--agreement", tmp_path / "no" / "a.csv")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert served.asked == []


def test_worker_processes_ask_too(served: Served, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    named = ["--coder", "llm", "--llm-url", served.url, "--llm-model", "tiny", "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-c", "from detente.cli.main import app; app()", "code", folder, *named],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "DETENTE_LLM_KEY": "hidden-key"},
    )
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[e["rule"] for e in r["events"]] for r in records] == [["llm:tiny"], ["llm:tiny"]]
    assert [h["Authorization"] for h in served.headers] == ["Bearer hidden-key"] * 2
    assert "hidden-key" not in done.stdout + done.stderr
