"""What is derived and does not follow from the sources is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, column, delete, select, table, text

from detente.link.incidents.comparing import compare, differences, made_again, word_index_problems
from detente.store.database import dialect_of, reading
from detente.store.tables import DERIVED, incidents
from tests.store.altering import alter, behind, fill, is_full
from tests.store.records import Told, derived, keep, page


@contextmanager
def again_of(engine: Engine) -> Iterator[Connection]:
    with reading(engine) as connection, made_again(connection) as again:
        yield again


def told(engine: Engine, again: Connection) -> list[str]:
    with reading(engine) as connection:
        return list(differences(connection, again))


def test_a_casebook_follows_from_its_sources(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    seen: list[tuple[int, int]] = []
    before = derived(engine)
    with reading(engine) as connection:
        assert compare(connection, on_page=lambda done, total: seen.append((done, total))) == []
    assert seen == [(number, 7) for number in range(1, 8)]
    assert derived(engine) == before


def test_every_altered_value_is_named(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with again_of(engine) as again:
        for one in DERIVED:
            assert is_full(engine, one), one.name
            for changed in one.c:
                undo = alter(engine, one, changed)
                assert any(p.startswith(f"{one.name}: ") for p in told(engine, again)), changed
                undo()
        assert told(engine, again) == []


@pytest.mark.parametrize(
    ("name", "changed"),
    [("page_words", "title"), ("page_words", "text"), ("report_words", "sentence")],
)
def test_altered_words_are_named(engine: Engine, tmp_path: Path, name: str, changed: str) -> None:
    fill(engine, tmp_path)
    with behind(engine) as connection:
        connection.execute(table(name, column(changed)).update().values({changed: "other"}))
    with reading(engine) as connection:
        assert all(p.startswith(f"{name}: ") for p in compare(connection))
        assert len(compare(connection)) == 8, "three of each kind are named, the rest is counted"


def test_a_row_too_few_and_a_row_too_many(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    with reading(engine) as connection:
        name = connection.execute(select(incidents.c.id)).scalar()
    with behind(engine) as connection:
        connection.execute(delete(incidents))
    with reading(engine) as connection:
        assert compare(connection) == [f"incidents: {name} is missing"]
    with behind(engine) as connection:
        connection.execute(text("INSERT INTO blocks (key, report) VALUES ('k', 'r')"))
    with reading(engine) as connection:
        assert "blocks: k should not be there as it is" in compare(connection)


SQLITE = "only SQLite has it"


def test_a_guard_that_is_gone_is_named(engine: Engine) -> None:
    if dialect_of(engine) != "sqlite":
        pytest.skip(SQLITE)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER log_whole"))
    with reading(engine) as connection:
        assert compare(connection) == ["form of the database: log_whole is missing"]


def test_a_word_index_that_does_not_fit_its_words_is_named(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    assert word_index_problems(engine) == []
    if dialect_of(engine) != "sqlite":
        return
    with engine.begin() as connection:
        connection.execute(text("UPDATE report_words_content SET c0 = 'nothing of it'"))
    (problem,) = word_index_problems(engine)
    assert problem.startswith("report_words: the index does not fit its words")
