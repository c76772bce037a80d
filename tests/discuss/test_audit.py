"""The audit log: appended only, chained, and told where it was tampered with."""

import json
from pathlib import Path

import pytest

from detente.discuss.audit import AuditLog, broken_at
from detente.model.errors import DetenteError


def test_entries_follow_each_other_over_several_runs(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "log.jsonl"
    AuditLog(path).append([{"n": 1}])
    log = AuditLog(path)
    log.append([{"n": 2}, {"n": 3}])
    log.append([])
    log.append([{"n": 4}])
    assert [json.loads(line)["n"] for line in path.read_text("utf-8").splitlines()] == [1, 2, 3, 4]
    assert broken_at(path) is None


@pytest.mark.parametrize(("change", "at"), [(("2", "7"), 3), (('{"n": 2', ""), 2)])
def test_a_changed_line_shows(tmp_path: Path, change: tuple[str, str], at: int) -> None:
    path = tmp_path / "log.jsonl"
    AuditLog(path).append([{"n": n} for n in (1, 2, 3)])
    lines = path.read_text("utf-8").splitlines()
    lines[1] = lines[1].replace(*change, 1) if change[1] else "no json"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert broken_at(path) == at


def test_a_line_cut_short_by_a_crash_is_closed_and_shows(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"n": 1', "utf-8")
    AuditLog(path).append([{"n": 2}])
    assert len(path.read_text("utf-8").splitlines()) == 2
    assert broken_at(path) == 1


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(DetenteError, match=r"audit log cannot be used .* name another with --log"):
        AuditLog(tmp_path / "file" / "log.jsonl").append([{"n": 1}])
