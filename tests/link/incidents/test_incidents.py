"""An incident from its reports: most origins decide, and nothing that others say is lost."""

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from detente.link.incidents.rows import act_from, incident_from, incident_row, player_rows
from detente.link.incidents.summary import first_report, incident_of
from detente.model.casebook import Harm, Incident, Report
from detente.store.reports import handle_of
from tests.link.incidents.reporting import facts, killed, parties, report


def told_by(*reports: Report, **pages: dict[str, Any]) -> Incident:
    return incident_of(reports, facts(reports, **pages))


def test_who_says_which_toll() -> None:
    found = told_by(
        report("r1", killed=killed(2, 2)),
        report("r2", killed=killed(2, 2)),
        report("r3", killed=killed(5, 5)),
        report("r4"),
    )
    assert (found.act.killed_low, found.act.killed_high) == (2, 5)
    readings = [(r.value, r.reports, r.origins) for r in found.readings["killed"]]
    assert readings == [("2", ("r1", "r2"), 2), ("5", ("r3",), 1)]


def test_an_open_side_stays_open_and_none_killed_is_not_unknown() -> None:
    found = told_by(report("r1", killed=killed(3, None)))
    assert (found.act.killed_low, found.act.killed_high) == (3, None)
    assert [r.value for r in found.readings["killed"]] == ["3-"]
    assert told_by(report(killed=killed(0, 0))).act.killed_low == 0
    assert told_by(report()).act.killed_low is None


def test_an_open_side_of_one_is_not_closed_by_what_another_tells() -> None:
    five = report("r2", killed=killed(5, 5))
    least = told_by(report("r1", killed=killed(3, None)), five).act
    assert (least.killed_low, least.killed_high) == (3, None)
    most = told_by(report("r1", killed=killed(None, 9)), five).act
    assert (most.killed_low, most.killed_high) == (None, 9)
    uncounted = told_by(report("r1", killed=killed(None, None)), five).act
    assert (uncounted.killed_low, uncounted.killed_high) == (5, 5)


def test_nine_copies_do_not_outvote_two_who_saw_it() -> None:
    copies = [report(f"c{n}", place="XAV/ister", place_name="Ister") for n in range(9)]
    seen = [report("s1"), report("s2")]
    pages = {r.id: {"original": "c0"} for r in copies}
    found = told_by(*copies, *seen, **pages)
    assert (found.act.place, found.act.origins, found.act.documents) == ("XAV/lumen", 3, 11)
    assert [r.value for r in found.readings["place"]] == ["XAV/lumen", "XAV/ister"]


def test_a_denial_disputes_and_has_no_vote() -> None:
    denial = report("r2", denied=True, status="negated", killed=killed(0, 0))
    found = told_by(report("r1", killed=killed(4, 4)), denial)
    assert (found.act.standing, found.act.killed_low, found.act.origins) == ("disputed", 4, 1)
    assert told_by(denial).act.standing == "denied"


def test_a_superseded_page_counts_no_longer_and_is_told() -> None:
    old, new = report("r1", killed=killed(9, 9)), report("r2", killed=killed(2, 2))
    found = told_by(old, new, r1={"superseded": True})
    assert (found.act.killed_high, found.retracted, found.act.documents) == (2, ("r1",), 1)
    assert found.act.reports == ("r1", "r2")
    assert not found.act.retracted
    gone = told_by(old, r1={"superseded": True}).act
    assert (gone.standing, gone.retracted) == ("denied", True)
    assert not told_by(report("r1", denied=True)).act.retracted


def test_the_earliest_page_names_the_incident() -> None:
    late, early = report("r1"), report("r9", published=date(2031, 5, 3))
    undated = report("r0", published=None)
    assert first_report([late, early, undated]) == early
    assert told_by(late, early, undated).act.id == handle_of("r9")


def test_the_narrowest_span_of_days_wins() -> None:
    week = report("r1", first=date(2031, 5, 1), last=date(2031, 5, 7))
    assert told_by(week).act.last == date(2031, 5, 7)
    assert told_by(week, report("r2")).act.first == date(2031, 5, 3)


def test_two_days_that_equally_many_tell_leave_open_which_it_was() -> None:
    fifth = date(2031, 5, 5)
    other = [report(f"s{n}", first=fifth, last=fifth) for n in range(2)]
    act = told_by(report("r1"), other[0]).act
    assert (act.first, act.last) == (date(2031, 5, 3), fifth)
    act = told_by(report("r1"), *other).act
    assert (act.first, act.last) == (fifth, fifth)


def test_actors_that_few_name_are_left_out_and_none_is_on_both_sides() -> None:
    usual = [report(f"r{n}") for n in range(5)]
    odd = report("r9", actors=parties("tarn-guard"), recipients=parties("blue-watch"))
    act = told_by(*usual, odd).act
    assert (act.actors, act.recipients) == (("blue-watch",), ("grey-watch",))


harms = st.none() | st.builds(Harm, st.none() | st.integers(0, 9), st.none() | st.integers(9, 20))


@st.composite
def several(draw: st.DrawFn) -> list[Report]:
    return [
        report(
            f"r{number}",
            type=draw(st.sampled_from(["ASSAULT", "COERCE"])),
            mode=draw(st.sampled_from([None, "drone"])),
            killed=draw(harms),
            denied=draw(st.booleans()),
            place=draw(st.sampled_from([None, "XAV/lumen", "XAV/ister"])),
            sources=draw(st.sampled_from([(), ("grey-watch",)])),
            tied=draw(st.sampled_from([(), ("blue-watch",)])),
            published=draw(st.sampled_from([None, date(2031, 5, 4)])),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing_and_rows_give_it_back(
    reports: list[Report], rng: Any
) -> None:
    shuffled = list(reports)
    rng.shuffle(shuffled)
    found = told_by(*reports)
    assert found == told_by(*shuffled)
    row = incident_row(found)
    assert incident_from(row["body"]) == found
    assert act_from(row["body"]) == found.act
    assert json.loads(row["body"])["act"]["id"] == row["id"]
    assert {r["entity"] for r in player_rows(found)} == {*found.act.actors, *found.act.recipients}


@given(several())
def test_every_toll_that_a_report_tells_is_within_the_range(reports: list[Report]) -> None:
    act = told_by(*reports).act
    told = [r for r in reports if not r.denied] or reports
    tolls = [r.killed for r in told if r.killed and r.killed != Harm(None, None)]
    lows = [-1 if toll.low is None else toll.low for toll in tolls]
    highs = [1000 if toll.high is None else toll.high for toll in tolls]
    assert (-1 if act.killed_low is None else act.killed_low) == min(lows, default=-1)
    assert (1000 if act.killed_high is None else act.killed_high) == max(highs, default=1000)
    if act.killed_low is not None and act.killed_high is not None:
        assert act.killed_low <= act.killed_high
    assert act.documents == len(reports)
