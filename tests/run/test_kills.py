"""Imports that are killed at any moment: started again, they lose nothing and double nothing."""

import os
import time
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from benchmarks.killing import Import, Pace, kill_often, run_whole
from detente import Coder
from detente.run.checking import check
from detente.store.database import reading
from detente.store.verifying import verify
from detente.store.versions import documents
from tests.run.importing import added, held, project_in, records, write_records

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no process groups of this kind"
)
PAGES = 60
KILLS = 8
STORIES = (
    "The Hill Brigade shelled the army base in Aleppo on {} May, killing {} soldiers, officials said.",
    "Fighters of the Hill Brigade seized a village near Aleppo on {} May. {} men fled.",
)


def _rng(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - moments, no secret


def no_coder() -> Coder:
    raise AssertionError("records need no coder")


def share(engine: Engine, pages: int) -> float:
    """Share of the pages that are stored; whatever is there is whole."""
    found = verify(engine)
    assert found.problems == ()
    with reading(engine) as connection:
        return len(documents(connection)) / pages


def test_an_import_of_records_survives_kills(engine: Engine, tmp_path: Path) -> None:
    source = write_records(tmp_path / "records.jsonl", records(PAGES))
    began = time.perf_counter()
    alone = added(project_in(tmp_path / "alone"), [source], no_coder)
    work = time.perf_counter() - began
    first = write_records(tmp_path / "first.jsonl", records(1))
    start = run_whole(Import(alone.folder, (str(first),)))
    pace = Pace(start, work / 2, work)
    one = Import(project_in(tmp_path / "killed", engine).folder, (str(source),))

    found = kill_often(one, KILLS, pace, _rng(5), stored=lambda: share(engine, PAGES))
    assert found.kills == KILLS
    assert held(engine) == held(alone.engine)
    assert len(held(engine)["versions"]) == PAGES
    assert check(engine).problems == ()
    before = held(engine)
    run_whole(one)
    assert held(engine) == before


def test_an_import_of_pages_by_workers_survives_kills(
    empty_sqlite: Path, tmp_path: Path, coder: Coder
) -> None:
    assert empty_sqlite.is_file()
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(8):
        story = STORIES[number % 2].format(1 + number, 2 + number)
        (folder / f"page-{number:02}.txt").write_text(
            f"Published on 20 May 2021.\n\n{story}\n", "utf-8"
        )
    pages = sorted(folder.iterdir())
    alone = added(project_in(tmp_path / "alone"), pages, lambda: coder)
    project = project_in(tmp_path / "killed")
    one = Import(project.folder, (str(folder),), ("--workers", "2"))
    stored = partial(share, project.engine, len(pages))
    found = kill_often(one, 2, Pace(4.0, 0.0, 4.0), _rng(3), stored=stored)
    assert found.kills == 2
    assert held(project.engine) == held(alone.engine)
    assert len(held(project.engine)["captures"]) == len(pages)
    assert check(project.engine).problems == ()
