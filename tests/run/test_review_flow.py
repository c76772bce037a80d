"""Reviewers at work at the same time, and incidents that follow from what they do."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from detente.link.incidents.rebuilding import rebuild
from detente.model.casebook import Harm
from detente.model.errors import DetenteError
from detente.run.reviewing import correct_field, give_state, take_back
from detente.store import log
from detente.store.database import reading
from detente.store.opinions import corrections_of
from detente.store.review_history import history
from detente.store.review_values import Lookup
from detente.store.tables import DERIVED, canonical, codings, incidents, states
from detente.store.tables import log as log_table
from tests.store.told import lookup, page, store, the_report


@pytest.fixture
def look(tmp_path: Path) -> Lookup:
    return lookup(tmp_path)


def bodies(engine: Engine) -> list[dict[str, object]]:
    with reading(engine) as connection:
        found = connection.execute(select(incidents.c.body).order_by(incidents.c.id)).scalars()
        return [json.loads(body) for body in found]


def derived(engine: Engine) -> dict[str, list[str]]:
    with reading(engine) as connection:
        return {
            table.name: sorted(
                canonical({k: v.hex() if isinstance(v, bytes) else v for k, v in row.items()})
                for row in connection.execute(select(table)).mappings()
            )
            for table in DERIVED
        }


def test_reviewers_at_the_same_time_lose_no_row(engine: Engine, look: Lookup) -> None:
    names = store(engine, *(page(number) for number in range(1, 4)))

    def work(number: int) -> None:
        name, who = names[number % 3], f"R{number}"
        told = str(number + 10)
        correct_field(engine, name, "killed", told, who=who, reason="counted", lookup=look)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(12)))
    with reading(engine) as connection:
        rows = connection.execute(select(codings)).all()
        entries = connection.execute(select(log_table).order_by(log_table.c.number)).all()
        last = {
            name: corrections_of(connection, the_report(engine, name).document[7:])[-1]
            for name in names
        }
    assert sorted(row.who for row in rows) == sorted(f"R{number}" for number in range(12))
    assert log.chain_problem(entries) is None
    for name in names:
        low = last[name].value[0]
        assert the_report(engine, name).killed == Harm(low, low), "the last one holds"


def test_of_two_who_accept_at_the_same_time_one_is_told(engine: Engine) -> None:
    store(engine, page())

    def accept(who: str) -> str:
        try:
            return give_state(engine, "0", "reviewed", who=who).state
        except DetenteError as error:
            return str(error)

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(accept, ("A", "B")))
    assert told[1] == "reviewed"
    assert "it is reviewed already" in told[0]
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(states)).scalar() == 1


def test_incidents_follow_each_act_as_if_made_anew(engine: Engine, look: Lookup) -> None:
    first, second, third = store(engine, *(page(number) for number in range(1, 4)))
    assert len(bodies(engine)) == 1
    correct_field(engine, first, "date", "2029-04-01", who="A", reason="so", lookup=look)
    give_state(engine, second, "withdrawn", who="A", reason="no event")
    correct_field(engine, third, "killed", "6", who="A", reason="so", lookup=look)
    acts = sorted((body["act"]["first"], body["act"]["killed_low"]) for body in bodies(engine))  # type: ignore[index]  # JSON of our own
    assert acts == [("2029-04-01", 2), ("2031-05-03", 6)]
    with reading(engine) as connection:
        (correction,) = history(connection, the_report(engine, first)).holds.values()
    take_back(engine, correction.id, who="B", reason="so")
    give_state(engine, second, "candidate", who="B", reason="an event")
    assert len(bodies(engine)) == 1
    now = derived(engine)
    rebuild(engine)
    assert derived(engine) == now


def test_an_act_that_fails_leaves_no_trace(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    before = derived(engine)
    with pytest.raises(DetenteError):
        correct_field(engine, "0", "place", "Tarn", who="A", reason="so", lookup=look)
    with reading(engine) as connection:
        assert connection.execute(select(codings)).all() == []
    assert derived(engine) == before
