"""A simulated year of reporting in the casebook: how well it is linked, and what a page costs.

python -m benchmarks.casebook [--articles N] [--seed S] [--workers N] [--keep DIR]

The year is invented (`benchmarks.year`), its articles are coded as any others, and what becomes of
them in the casebook is scored against the truth. Time is told for storing and linking alone: coding
a page costs the same whenever it comes.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import machine
from benchmarks.scratch import scratch_folder
from benchmarks.year.judging import judge
from benchmarks.year.write import write_year
from detente import Coder, Failure
from detente.run.adding import Added, Adder, Way
from detente.run.batch import code_many
from detente.run.project import OpenProject, init_project
from detente.store.settings import Settings
from detente.store.verifying import verify

WINDOW = 500
"""Articles over which the time of one is averaged."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the year, take it in, and print what was measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.casebook", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="Work here, and use what is there already.")
    parser.add_argument("--database", default="", help="PostgreSQL to use instead of SQLite.")
    asked = parser.parse_args(arguments)
    print(machine())
    with scratch_folder(asked.keep) as folder:
        year, records = folder / "year", folder / "records.jsonl"
        if not year.is_dir():
            write_year(asked.seed, asked.articles, year)
        if not records.is_file():
            _code(year, records, asked.workers)
        project = init_project(_fresh(folder), Settings(database=asked.database))
        times = _add(project, records)
        _tell_times(times)
        print(f"verify: {verify(project.engine).summary()}")
        truth = json.loads((year / "truth.json").read_text("utf-8"))
        articles = _rows(year / "articles.jsonl")
        for line in judge(project.engine, truth, articles):
            print(line)


def _fresh(folder: Path) -> Path:
    """A folder for a project that is not there yet."""
    return next(p for n in range(1000) if not (p := folder / f"project{n}").exists())


def _code(year: Path, records: Path, workers: int) -> None:
    """Code the articles into a file."""
    began, done, failed = time.perf_counter(), 0, 0
    make: Callable[[], Coder] = partial(Coder, actors=year / "actors")
    draft = records.with_suffix(".part")
    with draft.open("w", encoding="utf-8") as out:
        for record in code_many([str(year / "articles.jsonl")], make, workers=workers):
            failed += isinstance(record, Failure)
            done += 1
            out.write(record.to_json() + "\n")
    draft.replace(records)
    took = time.perf_counter() - began
    print(f"coding: {done:,} articles, {failed} failed, {took:.0f} s, {done / took:.1f} articles/s")


def _add(project: OpenProject, records: Path) -> list[tuple[float, float]]:
    """Add the records; return how long each took, and how long it computed, in seconds."""
    adder = Adder(project, Way("", {}), partial(Coder))
    times, last = [], (time.perf_counter(), time.process_time())
    for page in adder.add([str(records)]):
        now = (time.perf_counter(), time.process_time())
        times.append((now[0] - last[0], now[1] - last[1]))
        last = now
        if not isinstance(page, Added):
            raise SystemExit(page.message)
    return times


def _tell_times(times: Sequence[tuple[float, float]]) -> None:
    """Time by the clock, and of the processor: the first tells what else the machine did."""
    for number, what in enumerate(("by the clock", "of the processor")):
        told = [pair[number] for pair in times]
        parts = [told[i : i + WINDOW] for i in range(0, len(told), WINDOW)]
        shown = parts if len(parts) < 8 else [parts[0], parts[1], *parts[3::8], parts[-1]]
        means = ", ".join(f"{1000 * sum(part) / len(part):.1f}" for part in shown)
        print(f"store and link {what}: {sum(told):.0f} s; ms an article, {WINDOW} each: {means}")
        if len(told) >= 4 * WINDOW:
            early = sum(told[WINDOW : 3 * WINDOW]) / (2 * WINDOW)
            late = sum(told[-2 * WINDOW :]) / (2 * WINDOW)
            print(f"  late articles cost {late / early:.2f} times those around the 1,000th")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
