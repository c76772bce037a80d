"""From nothing to today's form and back, step by step, with data in place."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, select, text

from detente.link.incidents.freshness import ensure_fresh, is_fresh
from detente.model.errors import StoreError
from detente.run.checking import check
from detente.store.database import dialect_of, reading, writing
from detente.store.migrating import is_current, migrate, revision_of
from detente.store.tables import captures, log, metadata, versions
from detente.store.verifying import verify
from tests.store.altering import fill
from tests.store.records import Told, derived, keep, page

STEPS = ("0001", "0002", "0003")


def shape(engine: Engine) -> set[tuple[str, ...]]:
    """Names of tables, columns, indexes and triggers."""
    if dialect_of(engine) == "sqlite":
        queries = ["SELECT type, name, coalesce(sql, '') FROM sqlite_master"]
    else:
        queries = [
            """SELECT 'column', table_name, column_name, data_type, is_nullable
            FROM information_schema.columns WHERE table_schema = 'public'""",
            "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT 'trigger', tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT 'function', proname, prosrc FROM pg_proc WHERE proname LIKE 'detente%'",
        ]
    with reading(engine) as connection:
        return {
            tuple(map(str, row)) for query in queries for row in connection.execute(text(query))
        }


def test_the_models_are_what_the_migrations_make(engine: Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, metadata)
    ours = [d for d in found if "_words" not in str(d)]
    assert ours == [], "the tables of words are each database's own"
    assert is_current(engine)


def test_each_step_down_and_up_makes_the_same_form(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    full = shape(engine)
    shapes = {}
    for step in ("0002", "0001"):
        migrate(engine, step)
        assert revision_of(engine) == step
        shapes[step] = shape(engine)
        migrate(engine, f"000{int(step[3]) + 1}")
        migrate(engine, step)
        assert shape(engine) == shapes[step]
    migrate(engine)
    assert shape(engine) == full
    migrate(engine, "base")
    assert revision_of(engine) is None
    assert len(shape(engine)) <= 6, "alembic's own table may be left"
    for step in STEPS:
        migrate(engine, step)
        assert shape(engine) == {**shapes, "0003": full}[step]
    assert is_current(engine)
    keep(engine, page(1, Told()))
    assert verify(engine).problems == ()


def test_what_is_derived_comes_back_the_same(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    before, head = derived(engine), verify(engine).head
    migrate(engine, "0002")
    assert not is_current(engine)
    migrate(engine)
    with reading(engine) as connection:
        assert not is_fresh(connection)
    assert ensure_fresh(engine)
    assert not ensure_fresh(engine)
    assert derived(engine) == before
    assert check(engine, head=head).problems == ()


def test_sources_stay_through_all_steps_but_what_persons_said_goes_with_its_tables(
    engine: Engine, tmp_path: Path
) -> None:
    fill(engine, tmp_path)
    kept = sources(engine)
    migrate(engine, "0001")
    assert sources(engine) == kept
    migrate(engine)
    assert sources(engine) == kept
    gone = verify(engine).problems
    assert gone
    assert all(p.endswith(" is gone") for p in gone), "the log still tells of it"
    assert {p.partition(" ")[0] for p in gone} == {"codings", "states", "judgements"}


def sources(engine: Engine) -> list[object]:
    with reading(engine) as connection:
        return [
            connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in (captures, versions, log)
        ]


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    before = shape(engine)
    migrate(engine)
    assert shape(engine) == before


def test_what_a_newer_program_made_is_left_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Detente"):
        migrate(engine)
    assert revision_of(engine) == "9999"
