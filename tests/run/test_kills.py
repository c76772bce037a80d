"""Imports that are killed at any moment: started again, they lose nothing and double nothing."""

import os
import time
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from benchmarks.killing import Import, Pace, kill_often, run_whole
from detente import Coder
from detente.run.checking import check
from detente.store.verifying import verify
from tests.run.importing import added, held, project_in, records, write_records

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups of this kind")
PAGES = 60
KILLS = 8
STORIES = (
    "The Hill Brigade shelled the army base in Aleppo on {} May, killing {} soldiers, officials said.",
    "Fighters of the Hill Brigade seized a village near Aleppo on {} May. {} men fled.",
)


def no_coder() -> Coder:
    raise AssertionError("records need no coder")


def test_an_import_of_records_survives_kills(engine: Engine, tmp_path: Path) -> None:
    source = write_records(tmp_path / "records.jsonl", records(PAGES))
    began = time.perf_counter()
    alone = added(project_in(tmp_path / "alone"), [source], no_coder)
    work = time.perf_counter() - began
    pace = Pace(run_whole(Import(alone.folder, (str(source),))), work)
    one = Import(project_in(tmp_path / "killed", engine).folder, (str(source),))

    def is_whole() -> None:
        assert verify(engine).problems == ()
        print("PROGRESS", verify(engine).rows)

    found = kill_often(one, KILLS, pace, Random(5), after_each=is_whole)
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
        (folder / f"page-{number:02}.txt").write_text(f"Published on 20 May 2021.\n\n{story}\n", "utf-8")
    pages = sorted(folder.iterdir())
    alone = added(project_in(tmp_path / "alone"), pages, lambda: coder)
    project = project_in(tmp_path / "killed")
    one = Import(project.folder, (str(folder),), ("--workers", "2"))
    found = kill_often(one, 2, Pace(3.0, 4.0), Random(3))
    assert found.kills == 2
    assert held(project.engine) == held(alone.engine)
    assert len(held(project.engine)["captures"]) == len(pages)
    assert check(project.engine).problems == ()
