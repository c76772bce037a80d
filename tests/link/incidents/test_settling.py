"""Incidents around some reports: only what hangs together is looked at, and all of it."""

import pytest
from sqlalchemy import Engine, select

from detente.link.incidents.settling import forget_incidents, incident_mates, page_facts, settle
from detente.run.reviewing import give_state
from detente.store.database import reading, writing
from detente.store.tables import incidents, links, players, reports
from tests.store.records import Told, but, derived, hash_of, keep, page

HERE = Told(killed=2)
FAR = Told(day="2031-08-01", place="XBO/tarn", actors=("tarn-guard",), recipients=("red-column",))


def ids_of(engine: Engine, *numbers: int) -> list[str]:
    with reading(engine) as connection:
        query = select(reports.c.id).where(reports.c.document.in_([hash_of(n) for n in numbers]))
        return sorted(connection.execute(query).scalars())


@pytest.fixture
def three(engine: Engine) -> Engine:
    keep(engine, page(1, HERE), page(2, HERE), page(3, FAR))
    return engine


def test_settling_again_changes_nothing(three: Engine) -> None:
    before = derived(three)
    with writing(three) as connection:
        settle(connection, ids_of(three, 1, 2, 3))
        settle(connection, ["no such report"])
        settle(connection, [])
    assert derived(three) == before


def test_what_was_forgotten_is_made_again_from_any_of_its_reports(three: Engine) -> None:
    before = derived(three)
    with writing(three) as connection:
        forget_incidents(connection, ids_of(three, 1))
        assert len(connection.execute(select(incidents.c.id)).all()) == 1
        settle(connection, ids_of(three, 2))
    assert derived(three) == before


def test_mates_are_the_reports_of_the_same_incidents(three: Engine) -> None:
    with reading(three) as connection:
        assert incident_mates(connection, ids_of(three, 1)) == set(ids_of(three, 1, 2))
        assert incident_mates(connection, ids_of(three, 1, 3)) == set(ids_of(three, 1, 2, 3))
        assert incident_mates(connection, ["no such report"]) == set()


def test_what_is_planned_is_no_incident(engine: Engine) -> None:
    keep(engine, page(1, but(HERE, status="future")), page(2, but(HERE, status="hypothetical")))
    with reading(engine) as connection:
        assert connection.execute(select(incidents)).all() == []
        assert set(connection.execute(select(reports.c.incident)).scalars()) == {None}


def test_a_withdrawn_report_leaves_its_incident_and_comes_back(three: Engine) -> None:
    before = derived(three)
    (one,) = ids_of(three, 1)
    give_state(three, one, "withdrawn", who="A", reason="not of this war")
    with reading(three) as connection:
        (home,) = connection.execute(
            select(reports.c.incident).where(reports.c.document == hash_of(2))
        ).scalars()
        assert incident_mates(connection, ids_of(three, 2)) == set(ids_of(three, 2))
        assert home
        assert connection.execute(select(links)).all() == []
    give_state(three, one, "candidate", who="A", reason="it is")
    assert derived(three) == before


def test_no_actor_is_left_of_an_incident_that_is_gone(three: Engine) -> None:
    with writing(three) as connection:
        forget_incidents(connection, ids_of(three, 1, 2, 3))
        assert connection.execute(select(players)).all() == []


def test_facts_of_pages(three: Engine) -> None:
    with reading(three) as connection:
        facts = page_facts(connection, [f"sha256:{hash_of(1)}", "sha256:none"])
    (fact,) = facts.values()
    assert (fact.original, fact.outlet, fact.published) == (hash_of(1), "Outlet 1", "2031-05-04")
    assert not fact.superseded


def test_more_reports_than_one_statement_can_name(engine: Engine) -> None:
    keep(engine, page(1, *(but(HERE, day=f"2031-05-{1 + n % 28:02}") for n in range(450))))
    with reading(engine) as connection:
        names = list(connection.execute(select(reports.c.id)).scalars())
        assert len(names) == 450
        assert incident_mates(connection, names) == set(names)
    before = derived(engine)
    with writing(engine) as connection:
        forget_incidents(connection, names)
        settle(connection, names)
    assert derived(engine) == before
