"""Run a command and watch how long it takes and how much memory its processes hold together."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did."""

    exit_code: int
    seconds: float
    cpu_seconds: float
    """Processor time of the command and its children."""
    peak_mb: float | None
    """Most memory of the command and its children at one time; None where /proc does not tell."""
    first_line_after: float | None
    stderr: str


def run(command: Sequence[str | Path], *, seconds: float | None = None) -> Run:
    """Run a command to its end, reading its standard output away.

    Args:
        command: Program and arguments.
        seconds: Kill it after so long; its exit code is then -9.
    """
    began, before = time.perf_counter(), os.times()
    peak: list[float] = []
    with subprocess.Popen(list(map(str, command)), stdout=-1, stderr=-1) as process:
        out, err = process.stdout, process.stderr
        if out is None or err is None:
            raise RuntimeError("the command's output could not be opened")
        errors: list[bytes] = []
        watcher = threading.Thread(target=_watch, args=(process, peak, seconds))
        reader = threading.Thread(target=lambda: errors.append(err.read()))
        watcher.start()
        reader.start()
        first = time.perf_counter() - began if out.readline() else None
        while out.read(1 << 20):
            pass
        process.wait()
        took, after = time.perf_counter() - began, os.times()
        watcher.join()
        reader.join()
    text = b"".join(errors).decode("utf-8", "replace")
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Run(process.returncode, took, cpu, max(peak, default=None), first, text)


def _watch(process: subprocess.Popen[bytes], peak: list[float], seconds: float | None) -> None:
    """Note the memory of the process and its children until it ends or its time is up."""
    began = time.perf_counter()
    while process.poll() is None:
        held = [_megabytes(pid) for pid in _family(process.pid)]
        if held and any(held):
            peak[:] = [max([*peak, sum(held)])]
        if seconds is not None and time.perf_counter() - began > seconds:
            process.kill()
        time.sleep(_EVERY)


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    try:
        tasks = Path(f"/proc/{pid}/task")
        children = [c for t in tasks.iterdir() for c in (t / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(below for child in children for below in _family(int(child)))]


def _megabytes(pid: int) -> float:
    """Memory of one process, pages that it shares counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(li.split()[1]) / 1024 for li in lines if li.startswith("Pss:")), 0.0)


def machine() -> str:
    """Say what else the machine was doing, without which a speed means little."""
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{os.cpu_count()} cores, load {load}, Python {version} on {sys.platform}"


def detente() -> list[str]:
    """The command line of this environment."""
    return [sys.executable, "-c", "from detente.cli.main import app; app()"]
