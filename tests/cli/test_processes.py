"""The commands as real processes: pipes, signals and exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pages import PNG, write_pages

# A shell that runs the tests in the background makes its children deaf to Ctrl-C.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
DETENTE = [sys.executable, "-c", f"{HEARING}; from detente.cli.main import app; app()"]
PATIENCE = 120
"""Seconds after which a process that should have ended is taken for stuck."""


@contextmanager
def started(*arguments: str | Path, project: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "DETENTE_PROJECT": str(project), "NO_COLOR": "1"}
    command = [*DETENTE, *map(str, arguments)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_pipe_gets_json_lines_and_the_exit_code_tells_of_failures(
    tmp_path: Path, workers: str
) -> None:
    folder = write_pages(tmp_path / "pages", 3)
    (folder / "page-0001b.html").write_bytes(PNG)
    with started("code", folder, "--workers", workers, project=tmp_path) as process:
        out, err = process.communicate(timeout=PATIENCE)
    origins = [json.loads(line)["document"]["origin"] for line in out.decode().splitlines()]
    assert [Path(o).name for o in origins] == ["page-0000.txt", "page-0001.txt", "page-0002.txt"]
    errors = [line for line in err.decode().splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert "page-0001b.html" in errors[0]
    assert b"Traceback" not in err
    assert process.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups of this kind")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_whole_lines_and_says_so(tmp_path: Path, workers: str) -> None:
    folder = write_pages(tmp_path / "pages", 6000)
    out = tmp_path / "records.jsonl"
    options = ["--workers", workers, "--output", out]
    with started("code", folder, *options, project=tmp_path) as process:
        deadline = time.monotonic() + PATIENCE
        while not (out.exists() and out.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
        _, err = process.communicate(timeout=PATIENCE)
    lines = out.read_bytes().splitlines(keepends=True)
    assert 0 < len(lines) < 6000
    assert all(line.endswith(b"\n") and json.loads(line)["schema"] for line in lines)
    assert process.returncode == 130
    assert f"stopped: {len(lines)} documents are done" in err.decode()
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 300)
    with started("code", folder, project=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        json.loads(process.stdout.readline())
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(PATIENCE) == 141
    assert b"Traceback" not in err
    assert b"Exception" not in err
