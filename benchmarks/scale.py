"""A casebook of 100,000 events: how long a question takes, and how much memory.

python -m benchmarks.scale [--events N] [--keep DIR]

The records are made up without a coder (`benchmarks.synthetic`): 60 actors, 150 places, 1,500 days.
Each question is a process of its own, as a person would ask it.
"""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.measure import detente, machine, run
from benchmarks.scratch import scratch_folder
from benchmarks.synthetic import FIRST_DAY, actor_id, make_records
from detente import __version__
from detente.link.incidents.taking import take
from detente.model.page import Capture
from detente.model.record import Record
from detente.run.project import OpenProject, init_project
from detente.run.running import Run
from detente.store import log
from detente.store.captures import keep_capture
from detente.store.database import reading, writing
from detente.store.overview import overview
from detente.store.settings import Settings
from detente.store.versions import first_taken, keep_version

MOST_SECONDS, MOST_MB = 1.0, 1024.0
_BATCH = 250
_TIMES = 3
"""How often each question is asked; the fastest counts, as others may use the machine."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a casebook and time the questions."""
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="Fill it here, or use what is there already.")
    asked = parser.parse_args(arguments)
    print(machine())
    with scratch_folder(asked.keep) as folder:
        project = folder / f"project-{asked.events}-{asked.seed}"
        if not (project / "filled").is_file():
            _fill(init_project(project, Settings()), asked.events, asked.seed)
            (project / "filled").touch()
        failed = sum(not _ask(name, question, project) for name, question in _questions())
    raise SystemExit(1 if failed else 0)


def _fill(project: OpenProject, events: int, seed: int) -> None:
    """Take the records in, many in each transaction: only the disk's part is saved."""
    began = time.perf_counter()
    run_ = Run("add", __version__, "", {})
    for count, part in enumerate(_parts(make_records(events, seed)), start=1):
        with writing(project.engine) as connection:
            rows = run_.keep(connection)
            for record in part:
                name = record.document.id.removeprefix("sha256:")
                capture = Capture(b"", name, record.document.origin, datetime.now(UTC))
                rows += keep_capture(connection, capture, run=run_.id, row=False)
                kept = keep_version(connection, record, run=run_.id, coded_with="synthetic")
                if kept:
                    rows.append(kept[1])
                    taken = first_taken(connection, name)
                    take(connection, record, version=kept[0], taken=taken)
            log.append(connection, "add", rows=rows)
        run_.kept()
        if count % 20 == 0:
            print(f"{count * _BATCH:,} pages, {time.perf_counter() - began:.0f} s", flush=True)
    with reading(project.engine) as connection:
        held = overview(connection)
    took = time.perf_counter() - began
    print(
        f"filled: {held.pages:,} pages, {held.reports:,} reports, {held.incidents:,} incidents, "
        f"{took:.0f} s, {1000 * took / held.pages:.1f} ms a page"
    )
    project.engine.dispose()


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    every = iter(records)
    while part := list(islice(every, _BATCH)):
        yield part


def _questions() -> list[tuple[str, list[str]]]:
    middle = FIRST_DAY + timedelta(700)
    since, until = middle.isoformat(), (middle + timedelta(60)).isoformat()
    one, other = actor_id(7), actor_id(12)
    days = ["--from", since, "--to", until]
    return [
        ("search: words", ["search", "shelled", "bridge"]),
        ("search: a phrase", ["search", '"near the bridge"', "--limit", "20"]),
        ("search: pages", ["search", "--pages", "shelled", "bridge"]),
        ("search: actor and days", ["search", "--actor", one, *days]),
        ("search: near a point", ["search", "--near", "35.0,37.0,40"]),
        (
            "search: all of it",
            ["search", "bridge", "--actor", one, "--near", "35.0,37.0,90", *days],
        ),
        ("stats", ["stats"]),
        ("incidents list", ["incidents", "list", "--type", "ASSAULT"]),
        ("dyad", ["dyad", one, other]),
        ("network", ["network", "--on", until]),
    ]


def _ask(name: str, question: Sequence[str], project: Path) -> bool:
    """Time a question; return whether it was answered within the limits."""
    command = [*detente(), *question, "--project", str(project)]
    runs = [run(command, seconds=120) for _ in range(_TIMES)]
    best = min(runs, key=lambda r: r.seconds)
    memory = max((r.peak_mb for r in runs if r.peak_mb is not None), default=None)
    is_fit = best.exit_code == 0 and best.seconds <= MOST_SECONDS and (memory or 0) <= MOST_MB
    shown = "unknown" if memory is None else f"{memory:.0f} MB"
    mark = "ok" if is_fit else "TOO MUCH" if best.exit_code == 0 else f"exit {best.exit_code}"
    all_of = ", ".join(f"{r.seconds:.2f}" for r in runs)
    took = f"{best.seconds:6.2f} s ({all_of}; cpu {best.cpu_seconds:.2f})"
    print(f"{name:24} {took}  {shown:>8}  {mark}", flush=True)
    if best.exit_code:
        print(f"  {best.stderr.strip()[-300:]}")
    return is_fit


if __name__ == "__main__":
    main()
