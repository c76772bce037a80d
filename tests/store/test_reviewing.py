"""What persons said is laid over what was coded, and stays when a page is coded anew."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from detente.knowledge.codebook import load_codebook
from detente.knowledge.frames import MODES
from detente.link.incidents.rebuilding import rebuild
from detente.model.casebook import Harm, Party
from detente.model.record import EventDate
from detente.run.reviewing import correct_field, give_state, take_back
from detente.store.database import reading, writing
from detente.store.overlay import FIELDS, comparable, date_precision, laid_over, value_of
from detente.store.reports import reports_of
from detente.store.review_history import history
from detente.store.review_values import Lookup
from detente.store.tables import reports, versions
from tests.store.told import (
    event,
    incident_ids,
    lookup,
    page,
    quote,
    store,
    the_report,
)

MACHINE = next(iter(reports_of(page())))


@pytest.fixture
def look(tmp_path: Path) -> Lookup:
    return lookup(tmp_path)


def correct(engine: Engine, field: str, told: object, look: Lookup, name: str = "0") -> object:
    return correct_field(engine, name, field, told, who="A", reason="read again", lookup=look)  # type: ignore[arg-type]  # fields are given by tests


def test_without_reviews_reports_are_as_coded(engine: Engine) -> None:
    store(engine, page())
    assert the_report(engine) == MACHINE


def test_every_field_can_be_corrected(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    for field, told in (
        ("type", "protest"),
        ("mode", "riot"),
        ("status", "historical"),
        ("certainty", "doubtful"),
        ("date", "2031-05"),
        ("place", "Lumen"),
        ("actors", "blue-watch; Ridge Column"),
        ("recipients", "none"),
        ("killed", "3..5"),
        ("injured", "2.."),
        ("denied", "yes"),
    ):
        correct(engine, field, told, look)
    now = the_report(engine)
    codes = load_codebook()["PROTEST"]
    assert (now.type, now.mode, now.quad) == ("PROTEST", "riot", codes.quad)
    assert now.score == codes.codes("riot").score != MACHINE.score
    assert (now.status, now.certainty, now.denied) == ("historical", "doubtful", True)
    assert (now.edtf, str(now.first), str(now.last)) == ("2031-05", "2031-05-01", "2031-05-31")
    assert now.date_precision == "month"
    assert (now.place, now.place_name, now.place_kind) == ("XAV/lumen", "Lumen", "town")
    assert (now.country, now.admin1, now.lat, now.lon) == ("XAV", "North", 10.0, 20.0)
    assert (now.place_precision, now.place_relation) == (1, "in")
    assert now.actors == (
        Party("blue-watch", "Blue Watch", "XAV", "MIL"),
        Party("new:ridge-column", "Ridge Column", None, "REB"),
    )
    assert now.recipients == ()
    assert (now.killed, now.injured) == (Harm(3, 5), Harm(2, None))
    with reading(engine) as connection:
        row = connection.execute(select(reports)).one()
        assert (row.type, row.place, row.first) == ("PROTEST", "XAV/lumen", "2031-05-01")
        assert json.loads(row.body)["mode"] == "riot"
        (record,) = connection.execute(select(versions.c.record)).scalars()
    assert record == page().to_json(), "the machine's record stays as it was"


def test_the_last_correction_holds_and_a_revoked_one_falls_back(
    engine: Engine, look: Lookup
) -> None:
    store(engine, page())
    correct(engine, "killed", "3", look)
    correct(engine, "killed", "4", look)
    assert the_report(engine).killed == Harm(4, 4)
    with reading(engine) as connection:
        last = history(connection, the_report(engine)).holds["killed"].id
    take_back(engine, last, who="B", reason="miscounted")
    assert the_report(engine).killed == Harm(3, 3)
    with reading(engine) as connection:
        first = history(connection, the_report(engine)).holds["killed"].id
    take_back(engine, first, who="B", reason="miscounted too")
    assert the_report(engine) == MACHINE


def test_reviews_survive_recoding_with_shifted_triggers(engine: Engine, look: Lookup) -> None:
    (old,) = store(engine, page())
    correct(engine, "killed", "7", look)
    correct(engine, "place", "none", look)
    give_state(engine, old, "reviewed", who="A")
    anew = event(
        "Column shelled Ostrava",
        mode="kill",
        date=EventDate(edtf="2031-05-02", precision="day", basis="stated"),
    )
    (new,) = store(engine, page(1, anew), coded_with="second")
    assert new != old
    now = the_report(engine)
    assert (now.killed, now.place, now.place_name, now.lat) == (Harm(7, 7), None, None, None)
    assert now.state == "candidate", "nobody has seen the new mode and day"
    assert (now.mode, now.edtf) == ("kill", "2031-05-02"), "the rest is what was coded anew"
    rebuild(engine)
    assert the_report(engine) == now


def test_a_state_holds_for_what_was_seen(engine: Engine, look: Lookup) -> None:
    (old,) = store(engine, page())
    give_state(engine, old, "reviewed", who="A")
    give_state(engine, old, "published", who="A")
    (shifted,) = store(engine, page(1, event("Column shelled Ostrava")), coded_with="second")
    assert the_report(engine, shifted).state == "published", "all values are as they were"
    store(engine, page(1, event(mode="kill")), coded_with="third")
    assert the_report(engine).state == "candidate"
    correct(engine, "mode", "heavy-weapons", look)
    assert the_report(engine).state == "published", "what differs was corrected by a person"
    rebuild(engine)
    assert the_report(engine).state == "published"


def test_reviews_rest_while_their_event_is_gone(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    correct(engine, "killed", "7", look)
    other = event("had been calm", id="e9", sentence=0)
    store(engine, page(1, other), coded_with="second")
    assert the_report(engine).killed == Harm(2, 2)
    store(engine, page(), coded_with="third")
    assert the_report(engine).killed == Harm(7, 7)


def test_a_withdrawn_event_is_no_incidents(engine: Engine) -> None:
    store(engine, page())
    assert len(incident_ids(engine)) == 1
    give_state(engine, "0", "withdrawn", who="A", reason="a film review")
    assert incident_ids(engine) == []
    give_state(engine, "0", "candidate", who="A", reason="no film after all")
    assert len(incident_ids(engine)) == 1


def test_a_correction_moves_an_event_between_incidents(engine: Engine, look: Lookup) -> None:
    first, second = store(engine, page(1), page(2))
    assert len(incident_ids(engine)) == 1
    correct(engine, "date", "2029-01-01", look, second)
    assert len(incident_ids(engine)) == 2
    assert the_report(engine, first).edtf == "2031-05-03"


def test_two_events_of_one_trigger_are_told_apart(engine: Engine, look: Lookup) -> None:
    twice = (event(), event(id="e2", type="ACCUSE", mode=None, quad=3, score=-2.0))
    plain, plus = store(engine, page(1, *twice))
    assert plus == f"{plain}+"
    correct(engine, "killed", "9", look, plus)
    assert the_report(engine, plus).killed == Harm(9, 9)
    assert the_report(engine, plain).killed == Harm(2, 2)


def test_a_mode_that_the_new_type_lacks_falls_away() -> None:
    assert laid_over(MACHINE, {"type": "AGREE"}).mode is None
    assert laid_over(MACHINE, {"mode": None}).score == load_codebook()["ASSAULT"].score


def test_a_status_takes_the_denial_with_it() -> None:
    denied = laid_over(MACHINE, {"status": "negated"})
    assert denied.denied
    assert not laid_over(denied, {"status": "actual"}).denied
    assert laid_over(denied, {"status": "actual", "denied": True}).denied
    said = replace(MACHINE, denied=True)
    assert laid_over(said, {"status": "historical"}).denied, "denied by whom it names"


def test_the_machines_place_keeps_its_precision() -> None:
    same = laid_over(MACHINE, {"place": value_of(MACHINE, "place")})
    assert (same.place_precision, same.place_relation) == (2, "near")
    unheld = {**value_of(MACHINE, "place"), "id": "new-place:dell", "kind": None}
    assert laid_over(MACHINE, {"place": unheld}).place_precision is None


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        (None, "unknown"),
        ("2031-05-03", "day"),
        ("2031-05-03/2031-05-09", "week"),
        ("2031-05", "month"),
        ("2031-21", "season"),
        ("2031", "year"),
        ("2031/2034", "unknown"),
        ("2031/..", "unknown"),
        ("XXXX-05-03", "day"),
        ("XXXX-05", "month"),
    ],
)
def test_how_exact_a_date_is(edtf: str | None, precision: str) -> None:
    assert date_precision(edtf) == precision


def test_a_reports_own_values_laid_over_it_change_nothing() -> None:
    assert laid_over(MACHINE, {f: value_of(MACHINE, f) for f in FIELDS}) == MACHINE


@given(st.data())
def test_values_laid_over_are_the_values_then(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(MODES)))
    count = st.none() | st.integers(0, 99)
    values = {
        "type": kind,
        "mode": data.draw(st.sampled_from([None, *sorted(MODES[kind])])),
        "status": data.draw(st.sampled_from(["actual", "negated", "future"])),
        "denied": data.draw(st.booleans()),
        "date": data.draw(st.none() | st.dates().map(str)),
        "killed": data.draw(st.none() | st.lists(count, min_size=2, max_size=2)),
        "actors": data.draw(st.sampled_from([[], [["x", "X", None, None]]])),
    }
    some = {f: values[f] for f in data.draw(st.sets(st.sampled_from(sorted(values))))}
    if "mode" in some:
        some["type"] = kind
    now = laid_over(MACHINE, some)
    assert {f: value_of(now, f) for f in some} == some
    assert {f: comparable(f, value_of(now, f)) for f in some} == {
        f: comparable(f, some[f]) for f in some
    }
    assert now.score == load_codebook()[now.type].codes(now.mode).score
    rest = set(FIELDS) - set(some) - {"mode", "denied"}
    assert {f: value_of(now, f) for f in rest} == {f: value_of(MACHINE, f) for f in rest}


def test_other_pages_are_not_touched(engine: Engine, look: Lookup) -> None:
    first, second = store(engine, page(1), page(2))
    correct(engine, "killed", "8", look, first)
    assert the_report(engine, second).killed == Harm(2, 2)
    with writing(engine) as connection:
        assert history(connection, the_report(engine, second)).holds == {}
    assert quote("shelled").start == the_report(engine, second).start
