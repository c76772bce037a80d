"""Two importers at the same time make the same casebook as one."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from benchmarks.killing import Import, run_beside
from detente import Coder
from detente.run.checking import check
from detente.store.database import reading, writing
from detente.store.tables import log
from detente.store.verifying import verify
from tests.run.importing import added, held, project_in, records, write_records
from tests.store.records import Told, keep, page

PAGES = 50


def no_coder() -> Coder:
    raise AssertionError("records need no coder")


@pytest.mark.parametrize("halves", [False, True], ids=["same list", "halves"])
def test_two_importers_make_what_one_makes(engine: Engine, tmp_path: Path, halves: bool) -> None:
    found = records(PAGES)
    whole = write_records(tmp_path / "all.jsonl", found)
    alone = added(project_in(tmp_path / "alone"), [whole], no_coder)
    project = project_in(tmp_path / "two", engine).folder
    parts = (found[::2], found[1::2][::-1]) if halves else (found, found[::-1])
    files = [write_records(tmp_path / f"part{n}.jsonl", part) for n, part in enumerate(parts)]
    run_beside([Import(project, (str(file),)) for file in files])
    assert held(engine) == held(alone.engine)
    assert check(engine).problems == ()


def test_a_reader_sees_one_state_while_another_writes(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    with reading(engine) as connection:
        before = connection.execute(select(log.c.hash)).scalars().all()
        keep(engine, page(2, Told()))
        assert connection.execute(select(log.c.hash)).scalars().all() == before
    with reading(engine) as connection:
        assert len(connection.execute(select(log.c.hash)).scalars().all()) == len(before) + 1


def test_a_writer_sees_what_the_one_before_it_wrote(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    with writing(engine) as connection:
        seen = connection.execute(select(log.c.number)).scalars().all()
    keep(engine, page(2, Told()))
    assert seen == [1]
    assert verify(engine).problems == ()
