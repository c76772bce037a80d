"""Kills at random points of imports, and two importers at once: nothing lost, nothing doubled.

python -m benchmarks.kills [--documents N] [--kills N] [--database URL]

The documents are a simulated year (`benchmarks.year`). A fifth is imported as pages, which two
workers code, the rest as records that were coded before; the kills are spread over both, so that
they hit starting, coding and storing. `--database` names a PostgreSQL server on which databases may
be made; without it only SQLite is tried. About 40 minutes at its full size.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, select

from benchmarks.killing import Import, Killed, Pace, kill_often, run_beside, run_whole
from benchmarks.measure import machine
from benchmarks.scratch import scratch_database
from benchmarks.year.write import write_year
from detente import Coder, Failure
from detente.run.adding import Adder, Way
from detente.run.batch import code_many
from detente.run.checking import check
from detente.run.project import OpenProject, init_project
from detente.store.database import reading
from detente.store.settings import Settings
from detente.store.tables import DERIVED, canonical, captures, versions

_PARTS = 5
"""One of so many documents, and of so many kills, is of the pages that are coded."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the documents, kill imports of them, and print what was found."""
    parser = argparse.ArgumentParser(prog="benchmarks.kills", description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", default="", help="A PostgreSQL server, tried beside SQLite.")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        inputs = _Inputs(Path(name), asked.documents, asked.seed)
        alone = _alone(Path(name) / "alone", inputs)
        sound = True
        for server in ("", *([asked.database] if asked.database else ())):
            what = "PostgreSQL" if server else "SQLite"
            folder = Path(name) / what
            folder.mkdir()
            with scratch_database(server) if server else nullcontext("") as address:
                project = init_project(folder / "killed", Settings(database=address))
                sound &= _try_kills(what, project, inputs, asked.kills, alone)
            with scratch_database(server) if server else nullcontext("") as address:
                project = init_project(folder / "two", Settings(database=address))
                sound &= _try_two(what, project, inputs, alone)
    raise SystemExit(0 if sound else 1)


class _Inputs:
    """Files to import: a few articles, and records of all.

    Args:
        folder: Where they are written.
        documents: How many.
        seed: Of the simulated year.
    """

    def __init__(self, folder: Path, documents: int, seed: int) -> None:
        write_year(seed, documents, folder)
        lines = (folder / "articles.jsonl").read_text("utf-8").splitlines(keepends=True)
        cut = max(1, documents // _PARTS)
        self.actors = folder / "actors"
        self.pages = _written(folder / "pages.jsonl", lines[:cut])
        rest = _written(folder / "rest.jsonl", lines[cut:])
        began = time.perf_counter()
        self.records = [self._coded(path) for path in (self.pages, rest)]
        self.coding = time.perf_counter() - began
        """Seconds that coding all documents took."""
        self.documents = documents
        print(f"{documents} documents coded in {self.coding:.0f} s", flush=True)

    def _coded(self, source: Path) -> Path:
        make = partial(Coder, actors=self.actors)
        lines = []
        for record in code_many([str(source)], make, workers=2):
            if isinstance(record, Failure):
                raise SystemExit(record.message)
            lines.append(record.to_json() + "\n")
        return _written(source.with_name(f"records-{source.name}"), lines)

    def head(self, source: Path) -> Path:
        """The first line of a file, in a file of its own."""
        with source.open(encoding="utf-8") as file:
            return _written(source.with_name(f"first-{source.name}"), [file.readline()])


def _written(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("".join(lines), "utf-8")
    return path


class _Alone:
    """The casebook that one importer makes whom nobody disturbs."""

    def __init__(self, project: OpenProject, seconds: float) -> None:
        self.project = project
        self.seconds = seconds
        self.held = _held(project.engine)


def _alone(folder: Path, inputs: _Inputs) -> _Alone:
    project = init_project(folder, Settings())
    began = time.perf_counter()
    adder = Adder(project, Way("", {}), partial(Coder))
    for added in adder.add([str(path) for path in inputs.records]):
        if isinstance(added, Failure):
            raise SystemExit(added.message)
    seconds = time.perf_counter() - began
    print(f"stored by one importer in {seconds:.0f} s", flush=True)
    return _Alone(project, seconds)


def _try_kills(what: str, project: OpenProject, inputs: _Inputs, kills: int, alone: _Alone) -> bool:
    """Kill imports of the pages, then of the records; tell and return whether all is as it was."""
    rng = Random(kills)  # noqa: S311 - moments that should come out alike, no secret
    options = ("--workers", "2", "--actors", str(inputs.actors))
    pages = Import(project.folder, (str(inputs.pages),), options)
    records = Import(project.folder, tuple(map(str, inputs.records[1:])))
    done = []
    for one, share, coding in (
        (pages, kills // _PARTS, inputs.coding / _PARTS),
        (records, kills - kills // _PARTS, 0.0),
    ):
        source = Path(one.sources[0])
        stored = partial(_share, project.engine, _names(inputs.records[len(done)]))
        start = _once(one, inputs.head(source), project.folder.with_name(f"scratch{len(done)}"))
        known = run_whole(
            replace(one, project=alone.project.folder, sources=(str(inputs.records[1]),))
        )
        part = len(_names(inputs.records[len(done)])) / inputs.documents
        pace = Pace(start, max(0.0, known - start), coding + alone.seconds * part)
        done.append(kill_often(one, share, pace, rng, stored=stored))
    return _tell(what, project, alone, _told(done))


def _once(one: Import, source: Path, folder: Path) -> float:
    """How long an import of one page takes, into a project of its own."""
    init_project(folder, Settings()).engine.dispose()
    return run_whole(replace(one, project=folder, sources=(str(source),)))


def _names(records: Path) -> frozenset[str]:
    """Hashes of the documents in a file of records."""
    lines = records.read_text("utf-8").splitlines()
    return frozenset(json.loads(line)["document"]["id"].removeprefix("sha256:") for line in lines)


def _share(engine: Engine, names: frozenset[str]) -> float:
    """Which share of some documents is stored."""
    with reading(engine) as connection:
        stored = connection.execute(select(versions.c.document).distinct()).scalars()
        return len(names & set(stored)) / len(names)


def _told(done: Sequence[Killed]) -> str:
    kills, starts = sum(d.kills for d in done), sum(d.starts for d in done)
    storing, seconds = sum(d.storing for d in done), sum(d.seconds for d in done)
    return f"{kills} kills in {starts} starts, {storing} after pages were stored, {seconds:.0f} s"


def _try_two(what: str, project: OpenProject, inputs: _Inputs, alone: _Alone) -> bool:
    """Let two importers store the same records in opposite orders."""
    began = time.perf_counter()
    files = tuple(map(str, inputs.records))
    run_beside([Import(project.folder, files), Import(project.folder, files[::-1])])
    seconds = time.perf_counter() - began
    return _tell(what, project, alone, f"two importers at once, {seconds:.0f} s")


def _tell(what: str, project: OpenProject, alone: _Alone, told: str) -> bool:
    """Compare a casebook with that of one importer, and check it."""
    held, problems = _held(project.engine), check(project.engine).problems
    differing = [name for name, rows in alone.held.items() if held[name] != rows]
    stored = len(held["versions"])
    print(
        f"{what}: {told}; {stored} of {len(alone.held['versions'])} documents stored, "
        f"tables that differ: {', '.join(differing) or 'none'}; "
        f"verify: {'; '.join(problems[:3]) or 'clean'}",
        flush=True,
    )
    project.engine.dispose()
    return not differing and not problems


def _held(engine: Engine) -> dict[str, list[str]]:
    """All that must not hang on how an import went: no times, no ids of runs."""
    queries: dict[str, Any] = {
        "captures": select(captures.c.id),
        "versions": select(versions.c.document, versions.c.number, versions.c.record),
    }
    for table in DERIVED:
        queries[table.name] = select(*(c for c in table.c if c.name != "taken"))
    with reading(engine) as connection:
        return {
            name: sorted(canonical(list(map(_plain, row))) for row in connection.execute(query))
            for name, query in queries.items()
        }


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


if __name__ == "__main__":
    main()
