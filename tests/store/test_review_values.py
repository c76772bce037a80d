"""What a person writes for a field, and what is kept of it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import DetenteError
from detente.store.overlay import FIELDS, shown_toll
from detente.store.review_values import Lookup, Setting, a_field, parse_value, setting_of
from tests.store.told import lookup, page


def unopened() -> Any:
    raise AssertionError("opened without need")


PLAIN = setting_of(Lookup(unopened, unopened), page(), "ASSAULT")


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return setting_of(lookup(tmp_path), page(), "ASSAULT")


@pytest.mark.parametrize(
    ("field", "told", "value"),
    [
        ("type", "assault", "ASSAULT"),
        ("mode", "Heavy-Weapons", "heavy-weapons"),
        ("mode", "NONE", None),
        ("status", "Actual", "actual"),
        ("certainty", "doubtful", "doubtful"),
        ("date", "2031-05", "2031-05"),
        ("date", "2031-05-10/2031-05-12", "2031-05-10/2031-05-12"),
        ("date", "XXXX-05-03", "XXXX-05-03"),
        ("date", "2031/..", "2031/.."),
        ("date", "none", None),
        ("killed", "5", [5, 5]),
        ("killed", 5, [5, 5]),
        ("killed", 0, [0, 0]),
        ("killed", "5..7", [5, 7]),
        ("killed", "5 - 7", [5, 7]),
        ("injured", "5..", [5, None]),
        ("injured", "..7", [None, 7]),
        ("injured", "?", [None, None]),
        ("injured", "none", None),
        ("denied", "Yes", True),
        ("denied", False, False),
    ],
)
def test_values(field: str, told: object, value: object) -> None:
    assert parse_value(a_field(field), told, PLAIN) == value


@pytest.mark.parametrize(
    ("field", "told", "problem"),
    [
        ("type", "ASSULT", "these are: AGREE"),
        ("type", "none", "an event has one"),
        ("type", "", "write a value"),
        ("type", ["ASSAULT"], "no text"),
        ("mode", "riot", "of ASSAULT"),
        ("status", "none", "an event has one"),
        ("status", "past", "these are: actual"),
        ("certainty", "sure", "these are: asserted"),
        ("denied", "perhaps", "neither yes nor no"),
        ("date", "3 May", "no date"),
        ("date", "2031-02-30", "no date"),
        ("date", "2031/2030", "no date"),
        ("date", "x" * 501, "up to 500"),
        ("killed", "7..5", "below"),
        ("killed", "some", "no count"),
        ("killed", "..", "no count"),
        ("killed", "", "write a value"),
        ("killed", -3, "no count"),
        ("actors", "none; Blue Watch", "alone"),
        ("actors", [], "name actors"),
        ("actors", {"a": 1}, "no list"),
        ("actors", [["x"]], "no text"),
    ],
)
def test_values_that_do_not_fit(field: str, told: object, problem: str) -> None:
    with pytest.raises(DetenteError, match=problem):
        parse_value(a_field(field), told, PLAIN)


def test_what_is_no_field() -> None:
    with pytest.raises(DetenteError, match="these are: type, mode"):
        a_field("colour")
    assert tuple(a_field(field) for field in FIELDS) == FIELDS


def test_a_second_coder_may_find_no_event() -> None:
    assert parse_value("type", "none", PLAIN, absent_type=True) is None


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("blue-watch", [["blue-watch", "Blue Watch", "XAV", "MIL"]]),
        ("Grey  Watch", [["grey-watch", "Grey Watch", "XBO", "REB"]]),
        ("XAV", [["XAV", "Avaria", "XAV", "GOV"]]),
        ("ridge column", [["new:ridge-column", "Ridge Column", None, "REB"]]),
        ("Dale Militia", [["new:dale-militia", "Dale Militia", None, None]]),
        ("无", [[None, "无", None, None]]),
        ("blue-watch; Blue Watch", [["blue-watch", "Blue Watch", "XAV", "MIL"]]),
        ("none", []),
    ],
)
def test_actors(setting: Setting, told: str, value: list[Any]) -> None:
    assert parse_value("actors", told, setting) == value
    assert parse_value("recipients", told.split("; "), setting) == value


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("The Watch", "several: blue-watch, grey-watch"),
        ("bleu-watch", "no actor has the id"),
        ("new:nobody", "no actor has the id"),
    ],
)
def test_actors_that_are_not_clear(setting: Setting, told: str, problem: str) -> None:
    with pytest.raises(DetenteError, match=problem):
        parse_value("actors", told, setting)


def test_places(setting: Setting) -> None:
    by_id, by_name = (parse_value("place", told, setting) for told in ("XAV/lumen", "lumen"))
    assert by_id == by_name
    assert (by_id["id"], by_id["country"], by_id["lat"]) == ("XAV/lumen", "XAV", 10.0)
    assert parse_value("place", "XAV/ostrava-mill", setting)["name"] == "Ostrava Mill"
    unheld = parse_value("place", "Far Dell", setting)
    assert (unheld["id"], unheld["name"], unheld["lat"]) == ("new-place:far-dell", "Far Dell", None)
    assert parse_value("place", "none", setting) is None


@pytest.mark.parametrize(
    ("told", "problem"),
    [("Tarn", "XAV/tarn-region .region, XAV."), ("XAV/lumin", "no place has the id")],
)
def test_places_that_are_not_clear(setting: Setting, told: str, problem: str) -> None:
    with pytest.raises(DetenteError, match=problem):
        parse_value("place", told, setting)


@given(st.none() | st.integers(0, 9_999_999), st.none() | st.integers(0, 9_999_999))
def test_counts_are_read_as_they_are_shown(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and high < low:
        low, high = high, low
    assert parse_value("killed", shown_toll(low, high), PLAIN) == [low, high]


@given(st.sampled_from(FIELDS), st.text(max_size=30))
def test_any_text_is_a_value_or_refused(field: str, told: str) -> None:
    if field in ("place", "actors", "recipients"):
        return
    try:
        parse_value(a_field(field), told, PLAIN)
    except DetenteError as error:
        assert field in str(error)  # noqa: PT017 - whichever happens must hold
