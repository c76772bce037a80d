"""`detente moderate`: by policy alone, and with single keys on a real terminal."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_commands import run

from detente.discuss.audit import broken_at
from detente.model.comment import Comment
from detente.model.record import Document, Record

PATIENCE = 60
WHO = "desk one"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path / "project"))
    monkeypatch.delenv("DETENTE_MODERATOR", raising=False)
    return tmp_path / "project"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    def comment(number: int, hostile: float | None, parent: str | None = None) -> Comment:
        return Comment(
            id=f"c{number}", parent=parent, author="reader-aaaaaaaaaa", text=f"Words no {number}.",
            hostile=hostile, source_id=str(70 + number),
        )  # fmt: skip

    page = Record(
        document=Document(id="sha256:00", origin="p.html", title="A truce", outlet="Daily", text=""),
        comments=(
            comment(1, 0.9), comment(2, 0.1, "c1"), comment(3, 0.95, "c1"), comment(4, None),
            Comment(id="c5", author="", text="", deleted=True),
        ),
    )  # fmt: skip
    path = tmp_path / "records.jsonl"
    path.write_text(page.to_json() + "\n", "utf-8")
    return path


def trail(project: Path) -> list[dict]:
    path = project / ".detente" / "moderation.jsonl"
    assert broken_at(path) is None
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def decisions(path: Path) -> list[str | None]:
    return [c.moderation for c in Record.model_validate_json(path.read_text("utf-8")).comments]


def test_the_policy_alone(records: Path, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("moderate", records, "--decide", "-o", out).exit_code == 0
    assert decisions(out) == ["hold", "approve", "hold", "hold", None]
    entries = trail(project)
    assert [entry["comment"] for entry in entries] == ["c1", "c2", "c3", "c4"]
    assert {entry["who"] for entry in entries} == {"policy"}
    assert entries[3]["reason"] == "could not be read"
    assert all(len(entry["version"]) == 16 and entry["when"] for entry in entries)
    assert "Words" not in json.dumps(entries)
    assert run("moderate", records, "--decide").stdout == out.read_text("utf-8")


def test_a_policy_of_ones_own_and_its_mistakes(records: Path, tmp_path: Path) -> None:
    policy = tmp_path / "own.toml"
    policy.write_text(
        'name = "own"\nunread = "approve"\n[[outlets]]\noutlet = "Daily"\ndefault = "hide"\n'
    )
    out = tmp_path / "out.jsonl"
    run("moderate", records, "--decide", "--policy", policy, "-o", out)
    assert decisions(out)[:4] == ["hide", "hide", "hide", "approve"]
    policy.write_text('name = "own"\ndefault = "delete"\n')
    result = run("moderate", records, "--decide", "--policy", policy)
    assert result.exit_code == 2
    assert "own.toml:2: default: Input should be 'approve', 'hold' or 'hide'" in result.stderr


def test_corals_words(records: Path) -> None:
    rows = run("moderate", records, "--decide", "--export", "coral").stdout.splitlines()
    assert [(json.loads(r)["commentID"], json.loads(r)["status"]) for r in rows] == [
        ("71", "SYSTEM_WITHHELD"), ("72", "NONE"), ("73", "SYSTEM_WITHHELD"), ("74", "SYSTEM_WITHHELD"),
    ]  # fmt: skip


def test_the_queue_needs_a_name_and_a_terminal(records: Path) -> None:
    assert "who moderates?" in run("moderate", records).stderr
    assert "needs a terminal; --decide" in run("moderate", records, "--who", WHO).stderr


def on_terminal(keys: str, *arguments: str | Path) -> tuple[int, str]:
    """Run the command on a pty, each key pressed once the queue asks for it."""
    import pty  # noqa: PLC0415 - not on Windows

    leader, follower = pty.openpty()
    program = [sys.executable, "-c", "from detente.cli.main import app; app()"]
    process = subprocess.Popen(
        [*program, "moderate", *map(str, arguments)],
        stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
        env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
    )  # fmt: skip
    os.close(follower)
    os.set_blocking(leader, False)
    shown, pressed, asked = b"", 0, 0
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            shown += os.read(leader, 65536)
        except BlockingIOError:
            time.sleep(0.02)
        except OSError:
            break
        if pressed < len(keys) and shown.count(b"q quit") > asked:
            asked = shown.count(b"q quit")
            os.write(leader, keys[pressed].encode())
            pressed += 1
    try:
        code = process.wait(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    with contextlib.suppress(OSError):  # the other side is closed and read
        shown += os.read(leader, 65536)
    os.close(leader)
    return code, shown.decode("utf-8", "replace")


pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no ptys")


def test_keys_on_a_terminal_decide_undo_and_are_logged(
    records: Path, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    code, shown = on_terminal("xuhas", records, "--who", WHO, "-o", out)
    assert code == 0, shown
    assert "[1/3] c1 · A truce" in shown
    assert "Words no 3." in shown
    assert "answers c1: Words no 1." in shown
    assert "proposed: hold (hostile 0.95" in shown
    assert decisions(out) == ["hold", "approve", "approve", "hold", None]
    entries = [(e["who"], e["comment"], e["action"]) for e in trail(project)]
    assert entries == [
        (WHO, "c1", "hide"), (WHO, "c1", "undo"), (WHO, "c1", "hold"), (WHO, "c3", "approve"),
        ("policy", "c2", "approve"), ("policy", "c4", "hold"),
    ]  # fmt: skip
    assert WHO not in out.read_text("utf-8"), "records leave the house; the log stays"


def test_what_a_person_decided_is_not_asked_again(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    on_terminal("aq", records, "--who", WHO, "-o", out)
    assert decisions(out) == ["approve", "approve", "hold", "hold", None]
    code, shown = on_terminal("q", out, "--who", WHO, "-o", out)
    assert code == 0
    assert "[1/2] c3" in shown
    assert run("moderate", out, "--decide", "-o", out).exit_code == 0
    assert decisions(out)[0] == "approve"
    rows = run("moderate", out, "--decide", "--export", "coral").stdout.splitlines()
    assert json.loads(rows[0])["status"] == "APPROVED"


def test_ctrl_c_quits_and_keeps_what_was_decided(records: Path, project: Path) -> None:
    code, shown = on_terminal("x\x03", records, "--who", WHO)
    assert code == 0, shown
    assert trail(project)[0]["action"] == "hide"
    assert "in the audit log only" in shown
