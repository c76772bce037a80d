import re
import warnings
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ground.times import find_times
from detente.ground.timevalues import easter, holiday

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf

ANCHOR = "2018-11-18"  # a Sunday
PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
ROW = re.compile(r"\| [^|*]+ \| (?P<text>[^|]+) \| (?P<cells>[^|]+(?: \| [^|]+){4}) \|")


def rows_of_the_page():
    for line in PAGE.read_text("utf-8").splitlines():
        match = ROW.fullmatch(line)
        if match and "`" in line:
            cells = [cell.strip("`") for cell in match["cells"].split(" | ")]
            yield (match["text"], *("" if cell == "–" else cell for cell in cells))


ROWS = list(rows_of_the_page())
CASES = [
    ("On November 17 it rained.", "November 17", "2018-11-17", "XXXX-11-17", "day", "stated"),
    ("On Nov. 6, 2016, it rained.", "Nov. 6, 2016", "2016-11-06", "2016-11-06", "day", "stated"),
    ("On the 3rd of May it rained.", "the 3rd of May", "2018-05-03", "XXXX-05-03", "day", "stated"),
    ("It rained on Sunday.", "Sunday", "2018-11-18", "XXXX-XX-XX", "day", "relative"),
    ("It rained last Sunday.", "last Sunday", "2018-11-11", "XXXX-XX-XX", "day", "relative"),
    ("It rained today.", "today", "2018-11-18", "XXXX-XX-XX", "day", "relative"),
    ("It rained last month.", "last month", "2018-10", "XXXX-XX", "month", "relative"),
    ("It rained in early March.", "early March", "2018-03-01/2018-03-10", "XXXX-03", "month", "stated"),
    ("It rained from 11-13 Dec. 2016.", "11-13 Dec. 2016", "2016-12-11/2016-12-13", "2016-12-11/2016-12-13", "week", "stated"),
    ("It rained between 11 and 13 October.", "11 and 13 October", "2018-10-11/2018-10-13", "XXXX-10-11/XXXX-10-13", "week", "stated"),
    ("It rained from 30 December to 2 January 2017.", "30 December to 2 January 2017", "2016-12-30/2017-01-02", "2016-12-30/2017-01-02", "week", "stated"),
    ("It has rained since 2011.", "2011", "2011/..", "2011/..", "year", "stated"),
    ("It rained on 2015-03-04.", "2015-03-04", "2015-03-04", "2015-03-04", "day", "stated"),
    ("It rained in the early 1990s.", "the early 1990s", "1990/1993", "1990/1993", "unknown", "stated"),
    ("It rained on New Year's Eve.", "New Year's Eve", "2017-12-31", "XXXX-12-31", "day", "stated"),
    ("It rained three days earlier.", "three days earlier", "2018-11-15", "XXXX-XX-XX", "day", "relative"),
    ("It rained on July 3 last year.", "July 3 last year", "2017-07-03", "XXXX-07-03", "day", "stated"),
    ("MARCH 5, 2018 – It rained.", "MARCH 5, 2018", "2018-03-05", "2018-03-05", "day", "stated"),
    ("It rained around June 2018.", "June 2018", "2018-06~", "2018-06~", "month", "stated"),
    ("It rained in Q1 2017.", "Q1 2017", "2017-01/2017-03", "2017-01/2017-03", "season", "stated"),
]  # fmt: skip


def one(text, published=ANCHOR):
    (draft,) = find_times(text, published)
    return draft


@pytest.mark.parametrize(
    ("text", "edtf", "precision", "basis", "unanchored", "timex"), ROWS, ids=[r[0] for r in ROWS]
)
def test_the_page_tells_what_is_done(text, edtf, precision, basis, unanchored, timex):
    words = text[text.index("*") + 1 : text.rindex("*")]
    plain = text.replace("*", "")
    draft = find_times(plain, ANCHOR)[-1]
    assert plain[draft.start : draft.end] == words
    value = draft.time
    assert (value.edtf or "", value.timex) == (edtf, timex)
    if edtf:
        assert (value.precision, value.basis) == (precision, basis)
    assert (find_times(plain, None)[-1].time.edtf or "") == unanchored


def test_the_page_has_rows():
    assert len(ROWS) > 50


@pytest.mark.parametrize(("text", "words", "anchored", "unanchored", "precision", "basis"), CASES)
def test_forms(text, words, anchored, unanchored, precision, basis):
    for published, edtf in ((ANCHOR, anchored), (None, unanchored)):
        draft = one(text, published)
        assert text[draft.start : draft.end] == words
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
        "A list of 2018 people was read.",
        "It cost $2015.",
        "The Sun rose; they sat on the second one.",
        "On February 31 nothing happened.",
        "TROOPS MAY MARCH ON",
        "Resolution 1701 was adopted.",
        "A 22-year-old man was seen.",
        "They hold three quarters of the town.",
        "After the fall of the town they spring back.",
        "Some 1,200 died, 1,900 fled.",
        "The vote was 12/17 and the score 3-2.",
        "She reads This Week with care.",
    ],
)
def test_no_dates(text):
    assert find_times(text, ANCHOR) == []


@pytest.mark.parametrize(
    ("text", "kind", "timex"),
    [
        ("It lasted five hours.", "duration", "PT5H"),
        ("It lasted 2 1/2 years.", "duration", "P2Y6M"),
        ("It lasted twenty-four hours.", "duration", "PT24H"),
        ("It lasted two hundred days.", "duration", "P200D"),
        ("It was a five-hour fight.", "duration", "PT5H"),
        ("It lasted a couple of weeks.", "duration", "P2W"),
        ("It lasted for decades.", "duration", "PXY"),
        ("It rains on Fridays.", "set", "XXXX-WXX-5"),
        ("It rains each month.", "set", "P1M"),
        ("It rained twice a week.", "set", "P1W"),
        ("It rained overnight.", "time", "2018-11-18TNI"),
        ("It rains now.", "reference", "PRESENT_REF"),
    ],
)
def test_what_is_no_date_keeps_its_value_and_no_edtf(text, kind, timex):
    value = one(text).time
    assert (value.edtf, value.kind, value.timex) == (None, kind, timex)


def edtfs(text, published=ANCHOR):
    return [draft.time.edtf for draft in find_times(text, published)]


def test_earlier_counts_from_the_story_and_ago_from_the_page():
    text = "On 1 March 2017 it rained. Two days earlier it snowed. Two days ago it shone."
    assert edtfs(text) == ["2017-03-01", "2017-02-27", "2018-11-16"]


def test_the_last_week_of_a_month_is_not_last_week():
    assert edtfs("In the last week of August 2017 it rained.") == [None, "2017-08"]
    assert edtfs("They were accused last year of it.") == ["2017"]


def test_later_than_nothing_told_stays_open():
    assert edtfs("Two days later it rained.") == ["XXXX-XX-XX"]


def test_a_text_shows_its_order_of_day_and_month():
    text = "It rained on 17/11/2018. It had snowed on 03/04/2018."
    assert edtfs(text) == ["2018-11-17", "2018-04-03"]


def test_a_dateline_stands_in_for_the_publication():
    text = "KABUL, 3 May 2018 (Agency) – It rained yesterday."
    assert edtfs(text, None) == ["2018-05-03", "2018-05-02"]
    assert edtfs("It rained on 3 May 2018 and yesterday.", None)[-1] == "XXXX-XX-XX"


def test_histories_take_the_year_that_they_named_last():
    text = (
        "On 3 May 1944 it rained. It shone on 6 June 1944, on 8 July 1944 and on 9 August 1945. "
        "On 11 August it rained again."
    )
    assert edtfs(text, "2010-02-03")[-1] == "1945-08-11"


def test_a_year_named_long_before_lends_nothing():
    text = "In 2014 it rained. " + "The roofs leaked and nobody came to mend them. " * 8
    assert edtfs(text + "On 9 June it snowed.")[-1] == "2018-06-09"


@pytest.mark.parametrize(
    ("year", "day"), [(1999, "1999-04-04"), (2018, "2018-04-01"), (2024, "2024-03-31")]
)
def test_easter(year, day):  # as the almanacs have it
    assert easter(year).isoformat() == day


def test_holidays_by_weekday():
    assert holiday("11-thu-4", 2018) == date(2018, 11, 22)
    assert holiday("05-mon-last", 2018) == date(2018, 5, 28)


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
PIECES = st.sampled_from(
    [
        "17",
        "3rd",
        "May",
        "March",
        "Sat.",
        "Tuesday",
        "night",
        "2018",
        "1,200",
        "1990s",
        "the",
        "last",
        "next",
        "two",
        "three",
        "days",
        "week",
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "early",
        "mid-",
        "of",
        "from",
        "to",
        "between",
        "and",
        "-",
        "–",
        "/",
        ".",
        ":",
        ",",
        "every",
        "a",
        "third",
        "quarter",
        "century",
        "BC",
        "noon",
        "9",
        "a.m.",
        "14:30",
        "now",
        "recently",
        "Christmas",
        "Easter",
        "since",
        "until",
        "about",
        "possibly",
        "following",
        "same",
        "weekend",
        "year",
        "month",
        "03/04/2018",
        "2018-11-17",
        "\n",
        "$",
        "X",
        "’s",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(
    alphabet="0123456789 -/–MayJunlySeptTuesdayagoearlier,.thetwolastweek\n", max_size=120
)


@given(
    day=DAYS,
    back=st.integers(min_value=0, max_value=300),
    form=st.sampled_from(("%B %-d", "%-d %B", "%b %-d")),
)
def test_yearless_dates_are_the_latest_not_after_the_page(day, back, form):
    told = day - timedelta(days=back)
    assert edtfs(f"It rained on {told.strftime(form)} there.", day.isoformat()) == [
        told.isoformat()
    ]


@given(day=DAYS, count=st.integers(min_value=2, max_value=9999), way=st.sampled_from((-1, 1)))
def test_counting_days_goes_there_and_back(day, count, way):
    words = f"{count:,} days ago" if way < 0 else f"{count:,} days from now"
    (edtf,) = edtfs(f"It will rain {words}.", day.isoformat())
    assert date.fromisoformat(edtf) - timedelta(days=way * count) == day


@given(day=DAYS, count=st.integers(min_value=2, max_value=400))
def test_months_and_years_back_keep_the_calendar(day, count):
    (month,) = edtfs(f"It rained {count} months ago.", day.isoformat())
    year, number = map(int, month.split("-"))
    assert (day.year * 12 + day.month) - (year * 12 + number) == count
    (year,) = edtfs(f"It rained {count} years ago.", day.isoformat())
    assert day.year - int(year) == count


@given(day=DAYS, name=st.integers(min_value=0, max_value=6), ahead=st.booleans())
def test_weekdays_lie_within_a_week_of_the_page(day, name, ahead):
    weekday = date(2018, 11, 19 + name).strftime("%A")
    text = f"They will meet on {weekday}." if ahead else f"They met on {weekday}."
    told = date.fromisoformat(edtfs(text, day.isoformat())[0])
    assert told.weekday() == name
    assert (0 <= (told - day).days < 7) if ahead else (0 <= (day - told).days < 7)


@settings(deadline=None)  # the first value of a kind builds the edtf parser
@given(TEXTS, st.none() | DAYS)
def test_any_text_gives_valid_values_and_the_same_twice(text, day):
    published = day.isoformat() if day else None
    drafts = find_times(text, published)
    end = 0
    for draft in drafts:
        assert end <= draft.start < draft.end <= len(text)
        end = draft.end
        value = draft.time
        assert (value.edtf is None) == (value.kind in ("duration", "set", "reference")) or (
            value.kind == "time"
        )
        if value.edtf is not None:
            parse_edtf(value.edtf, parse_all=True)
        else:
            assert value.timex
    again = find_times(text, published)
    assert [(d.start, d.end, d.time) for d in drafts] == [(d.start, d.end, d.time) for d in again]


@pytest.mark.parametrize(
    ("unit", "found"),
    [("1234567890-", 0), ("-", 0), ("12-11-", 0), ("3 May 2018; ", 8333), (" ", 0), ("the ", 0)],
)
def test_long_runs_are_read_to_their_end(unit, found):
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    assert len(find_times(text, ANCHOR)) == found
