"""States and corrections as rows: which steps there are, what is refused, what the log says."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from detente.model.casebook import ReviewState
from detente.model.errors import DetenteError, StoreError
from detente.run.reviewing import correct_field, give_state, take_back
from detente.store import log
from detente.store.coders import coder_code
from detente.store.database import reading, writing
from detente.store.review_acts import correct, set_state
from detente.store.review_history import find_report, history
from detente.store.review_values import Lookup
from detente.store.tables import codings, states
from detente.store.tables import log as log_table
from tests.store.told import event, lookup, page, store, the_report


@pytest.fixture
def look(tmp_path: Path) -> Lookup:
    return lookup(tmp_path)


def go(engine: Engine, *steps: ReviewState) -> str:
    for step in steps:
        give_state(engine, "0", step, who="A", reason="looked again")
    return the_report(engine).state


def test_from_candidate_to_published_and_back(engine: Engine) -> None:
    store(engine, page())
    assert give_state(engine, "0", "reviewed", who="A").state == "reviewed"
    assert give_state(engine, "0", "published", who="B").state == "published"
    assert go(engine, "reviewed", "candidate", "withdrawn", "candidate") == "candidate"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((), "published", "review it first"),
        ((), "candidate", "candidate already"),
        (("withdrawn",), "published", "reopen"),
        (("reviewed",), "reviewed", "reviewed already"),
    ],
)
def test_other_steps_are_refused(
    engine: Engine, before: tuple[ReviewState, ...], after: ReviewState, told: str
) -> None:
    store(engine, page())
    go(engine, *before)
    with pytest.raises(DetenteError, match=told):
        give_state(engine, "0", after, who="A", reason="so")
    assert the_report(engine).state == (before[-1] if before else "candidate")


def test_going_back_and_withdrawing_need_a_reason(engine: Engine) -> None:
    store(engine, page())
    give_state(engine, "0", "reviewed", who="A")
    for state in ("candidate", "withdrawn"):
        with pytest.raises(DetenteError, match="needs a reason"):
            give_state(engine, "0", state, who="A", reason="  ")
    assert the_report(engine).state == "reviewed"


@pytest.mark.parametrize("code", ["A", "coder-2", "b_3", "9", "x" * 16])
def test_codes_that_are_taken(code: str) -> None:
    assert coder_code(code) == code


@pytest.mark.parametrize(
    "code",
    ["", "ana@example.org", "Ana Ilic", "x" * 17, "Ána", "-a", "A\n", "detente", "Machine"],
)
def test_codes_that_are_refused(engine: Engine, look: Lookup, code: str) -> None:
    store(engine, page())
    with pytest.raises(DetenteError, match="code"):
        give_state(engine, "0", "reviewed", who=code)
    with pytest.raises(DetenteError, match="code"):
        correct_field(engine, "0", "killed", "3", who=code, reason="so", lookup=look)
    with reading(engine) as connection:
        assert connection.execute(select(states)).all() == []
        assert connection.execute(select(codings)).all() == []


def test_a_correction_needs_a_reason_of_fair_length(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    for reason, told in (("", "needs a reason"), ("x" * 1001, "1000 are enough")):
        with pytest.raises(DetenteError, match=told):
            correct_field(engine, "0", "killed", "3", who="A", reason=reason, lookup=look)


def test_the_same_correction_twice_is_refused(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    correct_field(engine, "0", "killed", "3", who="A", reason="so", lookup=look)
    with pytest.raises(DetenteError, match="before"):
        correct_field(engine, "0", "killed", "3..3", who="B", reason="so", lookup=look)


def test_the_machines_own_value_can_be_held_fast(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    correct_field(engine, "0", "mode", "heavy-weapons", who="A", reason="right", lookup=look)
    store(engine, page(1, event(mode="kill")), coded_with="second")
    assert the_report(engine).mode == "heavy-weapons"


def test_a_mode_is_one_of_the_corrected_type(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    with pytest.raises(DetenteError, match="of ASSAULT"):
        correct_field(engine, "0", "mode", "riot", who="A", reason="so", lookup=look)
    correct_field(engine, "0", "type", "PROTEST", who="A", reason="so", lookup=look)
    assert the_report(engine).mode is None
    correct_field(engine, "0", "mode", "riot", who="A", reason="so", lookup=look)
    assert the_report(engine).mode == "riot"


def test_what_is_taken_back_is_taken_back_once(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    correct_field(engine, "0", "killed", "3", who="A", reason="so", lookup=look)
    with reading(engine) as connection:
        (correction,) = history(connection, the_report(engine)).holds.values()
    with pytest.raises(DetenteError, match="needs a reason"):
        take_back(engine, correction.id, who="B", reason="")
    take_back(engine, correction.id, who="B", reason="no")
    with pytest.raises(DetenteError, match="taken back before"):
        take_back(engine, correction.id, who="B", reason="no")
    with pytest.raises(StoreError, match="no such correction"):
        take_back(engine, "c-99999999", who="B", reason="no")
    with reading(engine) as connection:
        told = history(connection, the_report(engine))
    assert [c.kind for c in told.said] == ["correction", "revoked"]
    assert told.holds == {}
    with pytest.raises(StoreError, match="no such correction"):
        take_back(engine, told.said[1].id, who="B", reason="no")


def test_the_log_vouches_for_each_row(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    give_state(engine, "0", "reviewed", who="A")
    correct_field(engine, "0", "killed", "3", who="B", reason="so", lookup=look)
    with reading(engine) as connection:
        entries = connection.execute(select(log_table).order_by(log_table.c.number)).all()
        assert log.chain_problem(entries) is None
        rows = {
            log.row_key(table, dict(row)): log.row_hash(dict(row))
            for table in (states, codings)
            for row in connection.execute(select(table)).mappings()
        }
    assert [(e.who, e.action) for e in entries[-2:]] == [("A", "state"), ("B", "correct")]
    logged = [tuple(row) for e in entries[-2:] for row in json.loads(e.details)["rows"]]
    assert dict(logged) == rows
    assert "so" not in entries[-1].details, "reasons stand in the row alone"


def test_the_order_hangs_on_the_log_and_not_on_the_clock(
    engine: Engine, look: Lookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, page())
    correct_field(engine, "0", "killed", "3", who="A", reason="so", lookup=look)
    monkeypatch.setattr(log, "now", lambda: "1999-01-01T00:00:00.000000Z")
    correct_field(engine, "0", "killed", "4", who="A", reason="so", lookup=look)
    killed = the_report(engine).killed
    assert killed
    assert killed.low == 4


def test_the_writing_functions_alone_change_nothing_derived(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    report = the_report(engine)
    with writing(engine) as connection:
        set_state(connection, report, "reviewed", who="A")
        set_state(connection, report, "published", who="A")  # from what holds, not what is shown
        correct(connection, report, "killed", "3", who="A", reason="so", lookup=look)
    assert the_report(engine) == report
    with reading(engine) as connection:
        now = history(connection, report).now
    assert (now.state, now.killed.low if now.killed else None) == ("published", 3)


def test_a_beginning_names_an_event_when_it_is_the_only_one(engine: Engine) -> None:
    first, second = store(engine, page(1), page(2))
    with reading(engine) as connection:
        assert find_report(connection, first).id == first
        assert find_report(connection, second[:16]).id == second
        for name, told in (
            ("0", "several"),
            ("x", "no such event"),
            ("", "no such event"),
            ("%", "no such event"),
        ):
            with pytest.raises(StoreError, match=told):
                find_report(connection, name)


def test_an_event_that_is_gone_is_told(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    old = the_report(engine)
    store(engine, page(1, event("had been calm", sentence=0)), coded_with="second")
    with writing(engine) as connection, pytest.raises(StoreError, match="gone"):
        set_state(connection, old, "reviewed", who="A")
    with writing(engine) as connection, pytest.raises(StoreError, match="gone"):
        correct(connection, old, "killed", "3", who="A", reason="so", lookup=look)
