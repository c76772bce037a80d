"""Imports that are killed at random moments, and started again until they are done."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.measure import detente

PATIENCE_S = 3600.0
"""After so long an import that should have ended is taken for stuck."""


@dataclass(frozen=True, slots=True)
class Import:
    """A command that takes inputs into a project."""

    project: Path
    sources: tuple[str, ...]
    options: tuple[str, ...] = ()

    def started(self, errors: object = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        """Start it in a process group of its own."""
        command = [*detente(), "add", *self.sources, "--project", str(self.project), *self.options]
        return subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=errors,  # type: ignore[call-overload]  # a file or a constant
            env={**os.environ, "NO_COLOR": "1"},
            start_new_session=True,
        )


@dataclass(frozen=True, slots=True)
class Pace:
    """How long an import takes where nobody kills it, in seconds."""

    start: float
    """Until it begins with its first page."""
    known: float
    """To pass over all pages where they are there already."""
    work: float
    """To code and store all pages."""

    def moment(self, stored: float, kills: int, rng: Random) -> float:
        """Draw when to kill it: a third of the kills while it starts, the rest while it works.

        Where all is stored, it is killed before it can come to its end.

        Args:
            stored: Share of the pages that are stored, 0 to 1.
            kills: Over how many kills the work has to last.
            rng: Where moments come from.
        """
        if stored == 1 or rng.random() < 1 / 3:
            return rng.uniform(0.1 * self.start, 0.9 * self.start)
        return self.start + stored * self.known + rng.uniform(0, 3 * self.work / kills)


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of an import that was killed."""

    kills: int
    starts: int
    storing: int
    """Kills of imports that had stored a page since they were started."""
    seconds: float


def run_whole(one: Import) -> float:
    """Run an import to its end; return how long it took, in seconds.

    Raises:
        RuntimeError: It did not end well; with what it said.
    """
    began = time.perf_counter()
    with tempfile.TemporaryFile() as errors, one.started(errors) as process:
        code = process.wait(timeout=PATIENCE_S)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    if code != 0:
        raise RuntimeError(f"exit code {code}: {said[-500:]}")
    return time.perf_counter() - began


def run_killed(one: Import, after: float) -> bool:
    """Start an import and kill its group after some seconds; return whether it was still alive."""
    with one.started() as process:
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
    return False


def kill_often(
    one: Import,
    kills: int,
    pace: Pace,
    rng: Random,
    *,
    stored: Callable[[], float],
) -> Killed:
    """Kill an import so often, at moments spread over its start and its work; then let it end.

    Args:
        one: The import, into a project that holds nothing of it.
        kills: How often.
        pace: How long it takes alone.
        rng: Where the moments come from.
        stored: Tells the share of its pages that are stored, 0 to 1; called before each start.

    Raises:
        RuntimeError: Left alone at the end, it did not end well.
    """
    began, starts = time.perf_counter(), 0
    shares: list[float] = []
    while len(shares) < kills:
        before, starts = stored(), starts + 1
        if run_killed(one, pace.moment(before, kills, rng)):
            shares.append(stored() - before)
        else:
            pace = replace(pace, start=0.9 * pace.start)  # it was too quick: kill it earlier
    run_whole(one)
    idle = sum(share == 0 for share in shares)
    return Killed(kills, starts + 1, kills - idle, time.perf_counter() - began)


def run_beside(imports: Sequence[Import]) -> None:
    """Run imports at the same time.

    Raises:
        RuntimeError: One did not end well.
    """
    processes = [one.started() for one in imports]
    codes = [process.wait(timeout=PATIENCE_S) for process in processes]
    if any(codes):
        raise RuntimeError(f"exit codes {codes}")
