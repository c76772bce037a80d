"""The days that a date allows."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.days import a_day, day_bounds, exact_day, is_qualified

days = st.dates(min_value=date(1000, 1, 1))


@given(days)
def test_a_day_is_bounded_by_itself(day: date) -> None:
    assert day_bounds(day.isoformat()) == (day, day)
    assert exact_day(day.isoformat()) == a_day(f"{day.isoformat()}T08:00") == day


@given(days, st.sampled_from("~?%"))
def test_a_mark_says_that_a_day_is_not_sure_and_moves_no_bound(day: date, mark: str) -> None:
    assert is_qualified(day.isoformat() + mark)
    assert not is_qualified(day.isoformat())
    assert not is_qualified(None)
    assert day_bounds(day.isoformat() + mark) == (day, day)


@given(days)
def test_a_month_and_a_year_hold_their_days(day: date) -> None:
    first, last = day_bounds(day.isoformat()[:7])
    assert (first, last) == (
        day.replace(day=1),
        day.replace(day=monthrange(day.year, day.month)[1]),
    )
    assert day_bounds(day.isoformat()[:4]) == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(days, days)
def test_an_interval_goes_from_one_end_to_the_other(a: date, b: date) -> None:
    assert day_bounds(f"{a.isoformat()}/{b.isoformat()}") == (a, b)
    assert day_bounds(f"{a.isoformat()}/..") == (a, None)
    assert day_bounds(f"../{b.isoformat()}") == (None, b)


@given(days, st.integers(0, 3))
def test_open_digits_hold_what_they_stood_for(day: date, opened: int) -> None:
    text = list(day.isoformat())
    for place in (9, 8, 6)[:opened]:
        text[place] = "X"
    first, last = day_bounds("".join(text))
    assert first is not None
    assert last is not None
    assert first <= day <= last


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("201X", (date(2010, 1, 1), date(2019, 12, 31))),
        ("2018-11-1X", (date(2018, 11, 10), date(2018, 11, 19))),
        ("2018-02-3X", (None, None)),
        ("2018-1X", (date(2018, 10, 1), date(2018, 12, 31))),
        ("2018-02-XX", (date(2018, 2, 1), date(2018, 2, 28))),
        ("2018-11~", (date(2018, 11, 1), date(2018, 11, 30))),
        ("2018-21", (date(2018, 3, 1), date(2018, 5, 31))),
        ("XXXX-11-17", (None, None)),
        ("0000", (None, None)),
        ("2018-02-30", (None, None)),
        ("soon", (None, None)),
        ("a/b/c", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_bounds(edtf: str | None, bounds: tuple[date | None, date | None]) -> None:
    assert day_bounds(edtf) == bounds


@given(st.text(alphabet="0123456789X-/~?%.[]{},T:Z", max_size=24))
def test_whatever_is_written_gives_bounds_or_none(text: str) -> None:
    for bound in day_bounds(text):
        assert bound is None or isinstance(bound, date)


def test_what_is_no_one_day_is_none() -> None:
    assert exact_day("2018-11") is None
    assert a_day("2018-1") is None
    assert a_day(None) is None
