"""Which reports are compared: whoever looks for another is looked for by it."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.link.incidents.blocking import LONGEST, SLACK, keys, type_groups, wanted, window
from detente.model.record import EventType
from tests.link.incidents.reporting import DAY, parties, report

sides = st.sampled_from([(), parties("blue-watch"), parties("blue-watch", "grey-watch")])
reports = st.builds(
    lambda shift, length, **changes: report(
        first=DAY + timedelta(shift), last=DAY + timedelta(shift + length), **changes
    ),
    st.integers(-5, 5),
    st.integers(0, 40),
    type=st.sampled_from(["ASSAULT", "COERCE", "AGREE", "ACCUSE"]),
    place=st.sampled_from([None, "XAV/lumen", "XAV/ister"]),
    admin1=st.sampled_from([None, "North"]),
    actors=sides,
    recipients=sides,
)


@given(reports, reports)
def test_two_reports_find_each_other_or_neither_does(a: Any, b: Any) -> None:
    assert bool(set(wanted(a)) & set(keys(b))) == bool(set(wanted(b)) & set(keys(a)))


@given(reports)
def test_a_report_finds_what_is_told_alike(a: Any) -> None:
    assert set(keys(a)) <= set(wanted(a))
    assert len(set(keys(a))) == len(keys(a))


@pytest.mark.parametrize(("apart", "found"), [(0, True), (SLACK, True), (SLACK + 1, False)])
def test_the_slack_between_two_days(apart: int, found: bool) -> None:
    other = report(first=DAY + timedelta(apart), last=DAY + timedelta(apart))
    assert bool(set(wanted(report())) & set(keys(other))) is found


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "future"},
        {"status": "hypothetical"},
        {"state": "withdrawn"},
        {"last": DAY + timedelta(LONGEST)},
        {"first": None},
        {"edtf": None, "first": None, "last": None, "published": None},
        {"edtf": None, "first": None, "last": None, "status": "historical"},
        {"edtf": "XXXX-05-03", "first": None, "last": None},
    ],
)
def test_reports_that_are_compared_with_nothing(changes: dict[str, Any]) -> None:
    assert window(report(**changes)) is None
    assert keys(report(**changes)) == wanted(report(**changes)) == []


def test_an_undated_happening_lies_within_days_of_its_publication() -> None:
    undated = report(edtf=None, first=None, last=None)
    assert window(undated) == (DAY - timedelta(2), DAY + timedelta(1))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_calendar_ends_where_it_ends(day: date) -> None:
    undated = report(edtf=None, first=None, last=None, published=day)
    found = window(undated)
    assert found
    assert found[1] == day
    assert set(keys(undated)) <= set(wanted(undated))
    assert set(keys(report(first=day, last=day))) <= set(wanted(report(first=day, last=day)))


def test_two_actors_are_a_key_within_a_group_of_types_whatever_the_place() -> None:
    elsewhere: dict[str, Any] = {"place": None, "admin1": None, "country": None}
    other = report(type="COERCE", **elsewhere)
    assert set(wanted(report())) & set(keys(other))
    assert not set(wanted(report())) & set(keys(report(type="AGREE", **elsewhere)))


def test_without_actors_and_place_a_country_and_type_are_left() -> None:
    bare = {"actors": (), "recipients": (), "place": None, "admin1": None}
    assert keys(report(**bare)) == ["2031-05-03|ASSAULT|in XAV"]
    assert keys(report(**bare, country=None)) == []


def test_every_type_has_a_group_and_kin_within_it_or_beside() -> None:
    groups = type_groups()
    assert groups.keys() == set(get_args(EventType))
    assert all(name not in kin for name, (_, kin) in groups.items())
