"""Merged, split and taken back: judgements hold, can be undone, and survive a new coding."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine, select

from detente.link.incidents.judging import all_judgements, members_of, merge, revoke, split
from detente.link.incidents.rebuilding import rebuild
from detente.link.incidents.taking import drop
from detente.model.errors import StoreError
from detente.store.database import reading, writing
from detente.store.purging import purge_page
from detente.store.tables import reports
from detente.store.verifying import verify
from tests.store.records import Told, but, derived, hash_of, keep, page

HERE = Told(killed=2)
THERE = Told(day="2031-08-01", place="XBO/tarn", actors=("tarn-guard",), recipients=("red-column",))


def homes(engine: Engine) -> list[list[str]]:
    """Pages by incident, each page's report as `p1`, the first page first."""
    names = {hash_of(number): f"p{number}" for number in range(20)}
    found: dict[str, list[str]] = {}
    with reading(engine) as connection:
        for row in connection.execute(select(reports.c.incident, reports.c.document)):
            found.setdefault(row.incident, []).append(names[row.document])
    return sorted(sorted(group) for group in found.values())


def incident_of(engine: Engine, number: int) -> str:
    with reading(engine) as connection:
        query = select(reports.c.incident).where(reports.c.document == hash_of(number))
        return str(connection.execute(query).scalar())


def report_of(engine: Engine, number: int) -> str:
    with reading(engine) as connection:
        query = select(reports.c.id).where(reports.c.document == hash_of(number))
        return str(connection.execute(query).scalar())


def merged(engine: Engine, *numbers: int) -> str:
    ids = [incident_of(engine, number) for number in numbers]
    with writing(engine) as connection:
        return merge(connection, ids, who="A", reason="one morning, two villages")


def parted(engine: Engine, number: int, *out: int) -> str:
    name = incident_of(engine, number)
    reports_out = [report_of(engine, other) for other in out]
    with writing(engine) as connection:
        return split(connection, name, reports_out, who="A", reason="another morning")


def revoked(engine: Engine, judgement: str) -> None:
    with writing(engine) as connection:
        revoke(connection, judgement, who="B", reason="looked again")


def is_as_made_anew(engine: Engine) -> bool:
    before = derived(engine)
    rebuild(engine)
    return derived(engine) == before


def test_a_merge_ties_and_its_revocation_unties(engine: Engine) -> None:
    keep(engine, page(1, HERE), page(2, THERE))
    before = derived(engine)
    judgement = merged(engine, 1, 2)
    assert homes(engine) == [["p1", "p2"]]
    assert is_as_made_anew(engine)
    revoked(engine, judgement)
    assert derived(engine) == before
    assert is_as_made_anew(engine)


def test_a_split_parts_and_its_revocation_joins(engine: Engine) -> None:
    keep(engine, page(1, HERE), page(2, HERE), page(3, HERE))
    before = derived(engine)
    judgement = parted(engine, 1, 3)
    assert homes(engine) == [["p1", "p2"], ["p3"]]
    assert is_as_made_anew(engine)
    revoked(engine, judgement)
    assert derived(engine) == before


def test_judgements_hold_after_a_new_coding_with_other_triggers_and_ids(engine: Engine) -> None:
    keep(engine, page(1, HERE), page(2, THERE), page(3, HERE))
    merged(engine, 1, 2)
    parted(engine, 1, 3)
    assert homes(engine) == [["p1", "p2"], ["p3"]]
    moved = but(THERE, sentence="At dawn they {} it, people told.")
    shifted = "Tarn Guard"  # the old trigger's words now stand elsewhere: the span overlaps still
    start = page(2, THERE).events[0].trigger.start
    again = page(2, but(moved, sentence=_at(start - 3, shifted)), first_id=7)
    keep(engine, again, coded_with="second")
    assert report_of(engine, 2) != f"{hash_of(2)[:16]}:{start}"
    assert homes(engine) == [["p1", "p2"], ["p3"]]
    assert is_as_made_anew(engine)


def _at(start: int, words: str) -> str:
    """A sentence whose verb stands at an offset."""
    return f"{words:{start}}" + "{} the mill."


def test_a_judgement_rests_where_its_event_is_gone_and_holds_when_it_is_back(
    engine: Engine,
) -> None:
    keep(engine, page(1, HERE), page(2, THERE))
    merged(engine, 1, 2)
    full = derived(engine, without=["version"])
    keep(engine, page(2, but(THERE, sentence=_at(90, "x"))), coded_with="second")
    assert homes(engine) == [["p1"], ["p2"]]
    keep(engine, page(2, THERE), coded_with="third")
    assert derived(engine, without=["version"]) == full


def test_a_merge_of_three_holds_for_two_when_the_first_page_goes(engine: Engine) -> None:
    keep(engine, page(1, HERE), page(2, THERE), page(3, but(THERE, day="2031-12-01")))
    merged(engine, 1, 2, 3)
    with writing(engine) as connection:
        drop(connection, hash_of(1))
        purge_page(connection, hash_of(1), who="A")
    assert homes(engine) == [["p2", "p3"]]
    assert is_as_made_anew(engine)


def test_contradicting_judgements_settle_as_made_anew_when_a_page_goes(engine: Engine) -> None:
    keep(engine, *(page(n, but(THERE, day=f"2031-{n + 3:02}-01")) for n in range(1, 4)))
    merged(engine, 1, 2, 3)
    parted(engine, 1, 1)
    assert homes(engine) == [["p1"], ["p2"], ["p3"]], "both others were tied to the first alone"
    with writing(engine) as connection:
        drop(connection, hash_of(1))
        purge_page(connection, hash_of(1), who="A")
    assert is_as_made_anew(engine)


@pytest.mark.parametrize("ids", [(), ("i-000000000000",), (1,), (1, 1)])
def test_a_merge_needs_two_incidents(engine: Engine, ids: Sequence[int | str]) -> None:
    keep(engine, page(1, HERE))
    names = [incident_of(engine, n) if isinstance(n, int) else n for n in ids]
    with writing(engine) as connection, pytest.raises(StoreError):
        merge(connection, names, who="A", reason="so")


def test_a_split_leaves_reports_on_both_sides(engine: Engine) -> None:
    keep(engine, page(1, HERE), page(2, HERE), page(3, THERE))
    with pytest.raises(StoreError, match="both sides"):
        parted(engine, 1, 1, 2)
    with pytest.raises(StoreError, match="both sides"):
        parted(engine, 1)
    with pytest.raises(StoreError, match="no report of"):
        parted(engine, 1, 3)


def test_what_is_taken_back_is_taken_back_once(engine: Engine) -> None:
    keep(engine, page(1, HERE), page(2, THERE))
    judgement = merged(engine, 1, 2)
    revoked(engine, judgement)
    with pytest.raises(StoreError, match="before"):
        revoked(engine, judgement)
    with pytest.raises(StoreError, match="no such judgement"):
        revoked(engine, "j-nothing")
    with reading(engine) as connection:
        (told,) = all_judgements(connection)
        assert members_of(connection, incident_of(engine, 1))
    assert (told.verdict, told.who, told.revoked_by) == ("same", "A", "B")
    assert verify(engine).problems == ()
