"""What is derived, made again from the sources, is what it was."""

from pathlib import Path

from sqlalchemy import Engine, insert, select, text

from detente.link.incidents.freshness import ensure_fresh, fingerprint, is_fresh, note_fresh
from detente.link.incidents.rebuilding import clear, rebuild, retake
from detente.store.database import reading, writing
from detente.store.tables import DERIVED, settings, verdicts
from tests.store.altering import behind, fill
from tests.store.records import Told, derived, hash_of, keep, page


def test_made_again_it_is_the_same(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    before = derived(engine)
    seen: list[tuple[int, int]] = []
    rebuild(engine, on_page=lambda done, total: seen.append((done, total)))
    assert derived(engine) == before
    assert seen[-1] == (7, 7)


def test_each_page_retaken_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    before = derived(engine)
    with writing(engine) as connection:
        for number in (4, 0, 3, 1, 2, 11):
            retake(connection, hash_of(number))
        retake(connection, "no such page")
    assert derived(engine) == before


def test_a_rebuild_mends_what_was_altered(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    before = derived(engine)
    with behind(engine) as connection:
        connection.execute(text("UPDATE reports SET sentence = 'x', body = '{}'"))
        connection.execute(text("DELETE FROM links"))
        connection.execute(text("DELETE FROM page_words"))
        connection.execute(
            insert(verdicts), {"judgement": "j", "a": "a", "b": "b", "verdict": "same"}
        )
    rebuild(engine)
    assert derived(engine) == before


def test_a_rebuild_that_fails_leaves_all_as_it_was(engine: Engine) -> None:
    keep(engine, page(1, Told()), page(2, Told()))
    before = derived(engine)

    def stop(done: int, _total: int) -> None:
        raise InterruptedError(done)

    try:
        rebuild(engine, on_page=stop)
    except InterruptedError:
        assert derived(engine) == before


def test_clearing_leaves_nothing_derived(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with writing(engine) as connection:
        clear(connection)
        for table in DERIVED:
            assert connection.execute(select(table)).all() == [], table.name


def test_other_rules_have_it_made_again_once(engine: Engine) -> None:
    keep(engine, page(1, Told()))
    before = derived(engine)
    with reading(engine) as connection:
        assert not is_fresh(connection)
    assert ensure_fresh(engine)
    assert not ensure_fresh(engine)
    with writing(engine) as connection:
        connection.execute(settings.update().values(value="other"))
    assert ensure_fresh(engine)
    assert derived(engine) == before
    with writing(engine) as connection:
        note_fresh(connection)
        assert connection.execute(select(settings.c.value)).scalars().all() == [fingerprint()]
