import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ground.times import find_times

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf

ANCHOR = "2018-11-18"  # a Sunday
CASES = [
    ("On November 17 it rained.", "November 17", "2018-11-17", "XXXX-11-17", "day", "stated"),
    ("On 17 Nov. 2018 it rained.", "17 Nov. 2018", "2018-11-17", "2018-11-17", "day", "stated"),
    ("On Nov. 6, 2016, it rained.", "Nov. 6, 2016", "2016-11-06", "2016-11-06", "day", "stated"),
    ("On 2 December it rained.", "2 December", "2017-12-02", "XXXX-12-02", "day", "stated"),
    ("It will open on 2 December.", "2 December", "2018-12-02", "XXXX-12-02", "day", "stated"),
    ("On the 3rd of May it rained.", "the 3rd of May", "2018-05-03", "XXXX-05-03", "day", "stated"),
    ("It rained on Tuesday.", "Tuesday", "2018-11-13", "XXXX-XX-XX", "day", "relative"),
    ("It rained on Sunday.", "Sunday", "2018-11-18", "XXXX-XX-XX", "day", "relative"),
    ("It rained last Sunday.", "last Sunday", "2018-11-11", "XXXX-XX-XX", "day", "relative"),
    ("They will meet on Friday.", "Friday", "2018-11-23", "XXXX-XX-XX", "day", "relative"),
    ("It rained yesterday.", "yesterday", "2018-11-17", "XXXX-XX-XX", "day", "relative"),
    ("It rained today.", "today", "2018-11-18", "XXXX-XX-XX", "day", "relative"),
    ("It rained three days ago.", "three days ago", "2018-11-15", "XXXX-XX-XX", "day", "relative"),
    ("It rained last month.", "last month", "2018-10", "XXXX-XX", "month", "relative"),
    ("It rained last week.", "last week", "2018-11-05/2018-11-11", "XXXX-XX-XX", "week", "relative"),
    ("It rained two years ago.", "two years ago", "2016", "XXXX", "year", "relative"),
    ("It rained in early March.", "early March", "2018-03-01/2018-03-10", "XXXX-03", "month", "stated"),
    ("It rained in March.", "March", "2018-03", "XXXX-03", "month", "stated"),
    ("It rained in May 2014.", "May 2014", "2014-05", "2014-05", "month", "stated"),
    ("It rained in mid-2013.", "mid-2013", "2013-05/2013-08", "2013-05/2013-08", "season", "stated"),
    ("It rained in the summer of 2014.", "summer of 2014", "2014-22", "2014-22", "season", "stated"),
    ("It rained from 11-13 Dec. 2016.", "11-13 Dec. 2016", "2016-12-11/2016-12-13", "2016-12-11/2016-12-13", "week", "stated"),
    ("It rained between 11 and 13 October.", "11 and 13 October", "2018-10-11/2018-10-13", "XXXX-10-11/XXXX-10-13", "week", "stated"),
    ("It has rained since January.", "January", "2018-01/..", "XXXX-01", "month", "stated"),
    ("It has rained since 2011.", "2011", "2011/..", "2011/..", "year", "stated"),
    ("It rained until 2011.", "2011", "../2011", "../2011", "year", "stated"),
    ("It rained in 2015.", "2015", "2015", "2015", "year", "stated"),
    ("It rained on 2015-03-04.", "2015-03-04", "2015-03-04", "2015-03-04", "day", "stated"),
    ("It rained in the 1990s.", "the 1990s", "199X", "199X", "unknown", "stated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "anchored", "unanchored", "precision", "basis"), CASES)
def test_forms(text, words, anchored, unanchored, precision, basis):
    for published, edtf in ((ANCHOR, anchored), (None, unanchored)):
        (draft,) = find_times(text, published)
        assert text[draft.start : draft.end] in (words, f"the {words}")
        assert draft.time.edtf == edtf
        assert draft.time.basis == basis
        if published:
            assert draft.time.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "The march of 5,000 went on.",
        "It may rain, and they may march.",
        "May said so.",
        "They sold 2000 soldiers a meal.",
        "It cost $2015.",
        "The Sun rose.",
        "On February 31 nothing happened.",
    ],
)
def test_no_dates(text):
    assert find_times(text, ANCHOR) == []


def test_earlier_counts_from_the_story_and_ago_from_the_page():
    text = "On 1 March 2017 it rained. Two days earlier it snowed. Two days ago it shone."
    values = [draft.time.edtf for draft in find_times(text, ANCHOR)]
    assert values == ["2017-03-01", "2017-02-27", "2018-11-16"]


@pytest.mark.parametrize("published", [ANCHOR, None])
def test_values_are_valid_edtf(published):
    for text, *_ in CASES:
        for draft in find_times(text, published):
            assert parse_edtf(draft.time.edtf, parseAll=True) is not None


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))


@given(
    day=DAYS,
    back=st.integers(min_value=0, max_value=300),
    form=st.sampled_from(("%B %-d", "%-d %B", "%b %-d")),
)
def test_yearless_dates_are_the_latest_not_after_the_page(day, back, form):
    told = day - timedelta(days=back)
    (draft,) = find_times(f"It rained on {told.strftime(form)} there.", day.isoformat())
    assert draft.time.edtf == told.isoformat()


@given(
    st.text(alphabet="0123456789 -/–MayJunlySeptTuesdayagoearlier,.thetwolastweek\n", max_size=120),
    st.none() | DAYS,
)
def test_any_text_gives_valid_values(text, day):
    for draft in find_times(text, day.isoformat() if day else None):
        assert 0 <= draft.start < draft.end <= len(text)
        parse_edtf(draft.time.edtf, parseAll=True)


def test_histories_take_the_year_that_they_named_last():
    text = (
        "On 3 May 1944 it rained. It shone on 6 June 1944, on 8 July 1944 and on 9 August 1945. "
        "On 11 August it rained again."
    )
    assert find_times(text, "2010-02-03")[-1].time.edtf == "1945-08-11"
