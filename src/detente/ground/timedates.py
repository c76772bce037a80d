"""Values of dates that name days and months."""

import re

from detente.ground.timeclock import Clock
from detente.ground.timegrammar import Found
from detente.ground.timevalues import (
    a_day,
    day_value,
    holiday,
    month_value,
    months_in,
    numbers_in,
    time_value,
)
from detente.ground.timewords import (
    ABROAD,
    HOLIDAYS,
    MONTHS,
    PREPOSITION,
    W_DATE,
)
from detente.model.grounding import TimeValue

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NAMED_YEAR = re.compile(r"\b(last|this|next|that|same|previous|following)\s+year", re.IGNORECASE)
YEAR_STEPS = {
    "last": -1,
    "this": 0,
    "next": 1,
    "that": 0,
    "same": 0,
    "previous": -1,
    "following": 1,
}
_OWN_WORDS = frozenset(("May", "March", "Mar", "Jan", "June", "April", "August", "Dec", "Sep"))
"""Months that are names or words too; alone they need a preposition."""
_WEEKDAY_FIRST = re.compile(rf"\A{W_DATE}")


def stated_year(found: Found, clock: Clock) -> int | None:
    """The year in the words: in digits, or as "last year"; None where there is none."""
    digits = _YEAR.search(found.words)
    if digits:
        return int(digits.group())
    named = _NAMED_YEAR.search(found.words)
    if named is None:
        return None
    way = named[1].lower()
    near = clock.published if way in ("last", "this", "next") else clock.story_base(found.start)
    return near.year + YEAR_STEPS[way] if near else None


def year_of(found: Found, clock: Clock, month: int, day: int) -> int | None:
    """The stated year, or the one that the clock finds for a day without one."""
    year = stated_year(found, clock)
    return year or clock.year_for(month, day, found.start, found.end)


def iso(found: Found, _clock: Clock) -> TimeValue | None:
    """2018-11-17; 2018-11-17T10:00+03:00."""
    day, _, clock_time = found.words.partition("T")
    year, month, number = numbers_in(day)
    edtf = day_value(year, month, number)
    if edtf and clock_time:
        return time_value(edtf, "day", kind="time", timex=f"{edtf}T{clock_time[:5]}")
    return time_value(edtf, "day")


def numeric(found: Found, clock: Clock) -> TimeValue | None:
    """17/11/2018, 11/17/2018, 17.11.2018, 2018/11/17; both days where the order is open."""
    first, second, third = numbers_in(found.words)
    if first > 31:
        return time_value(day_value(first, second, third), "day")
    if third < 100:
        if clock.published is None:
            return None
        third += 2000 if third <= clock.published.year % 100 + 1 else 1900
    day_first = True if "." in found.words else clock.day_first
    ways = [(first, second)] if day_first is not False else []
    ways += [(second, first)] if not day_first else []
    days = sorted({d for day, month in ways if (d := day_value(third, month, day))})
    if not days and day_first is not None:
        days = [d for d in (day_value(third, first, second),) if d]
    if len(days) == 2:
        return time_value(f"[{days[0]},{days[1]}]", "unknown")
    return time_value(days[0], "day") if days else None


def number_order(found: Found) -> bool | None:
    """Whether a date in numbers shows that days come first; None where it shows nothing."""
    first, second, _ = numbers_in(found.words)
    if first > 31 or "." in found.words or (first > 12) == (second > 12):
        return None
    return first > 12


def day(found: Found, clock: Clock) -> TimeValue | None:
    """November 17; 17 Nov. 2018; Tuesday, 4 May; July 3 last year."""
    words = _WEEKDAY_FIRST.sub("", found.words)
    month, number = months_in(words)[0], numbers_in(words)[0]
    return time_value(day_value(year_of(found, clock, month, number), month, number), "day")


def abroad(found: Found, _clock: Clock) -> TimeValue | None:
    """17 novembre 2018."""
    number, year = numbers_in(found.words)
    names = [w for w in re.findall(r"[^\W\d_]+", found.words.lower()) if w in ABROAD]
    return time_value(day_value(year, ABROAD[names[0]], number), "day")


def day_range(found: Found, clock: Clock) -> TimeValue | None:
    """November 11-13; 11 to 13 Dec. 2018; 28 March to 2 April."""
    months = months_in(found.words)
    first, last = numbers_in(found.words)[:2]
    year = year_of(found, clock, months[0], first)
    crosses = months[-1] < months[0]
    last_year = year
    if year and crosses:
        year, last_year = (year - 1, year) if stated_year(found, clock) else (year, year + 1)
    start = a_day(year or 2000, months[0], first)
    end = a_day((last_year or 2000) + (crosses and not year), months[-1], last)
    if start is None or end is None or end < start:
        return None
    precision = "week" if (end - start).days <= 7 else "month"
    if year is None:
        edtf = f"{day_value(None, months[0], first)}/{day_value(None, months[-1], last)}"
        return time_value(edtf, "week" if precision == "week" else "month")
    return time_value(
        f"{start.isoformat()}/{end.isoformat()}", "week" if precision == "week" else "month"
    )


def month_range(found: Found, clock: Clock) -> TimeValue | None:
    """May to July 2019; October 2018 belongs to a month of its own."""
    first, last = months_in(found.words)[:2]
    year = year_of(found, clock, first, 1)
    if first == last:
        return None
    if year is None:
        return time_value(f"{month_value(None, first)}/{month_value(None, last)}", "month")
    crosses = last < first
    begin = year - (crosses and stated_year(found, clock) is not None)
    return time_value(f"{month_value(begin, first)}/{month_value(begin + crosses, last)}", "month")


def month_year(found: Found, clock: Clock) -> TimeValue | None:
    """March 2018; October of that year."""
    return time_value(month_value(stated_year(found, clock), months_in(found.words)[0]), "month")


def month(found: Found, clock: Clock) -> TimeValue | None:
    """March; a bare name that is a word too needs a preposition before it."""
    word = found.words.rstrip(".")
    text = clock.text
    if word.isupper():
        return None
    if not PREPOSITION.search(text[max(0, found.start - 16) : found.start]):
        if word in _OWN_WORDS or len(word) < 4:
            return None
        following = text[found.end : found.end + 2]
        if following[:1] == " " and following[1:2].isupper():
            return None
    elif word in _OWN_WORDS and re.match(r"\s[A-Z][a-z]", text[found.end : found.end + 3]):
        return None  # "for Jan Kavan", "between May Smith and …"
    if text[found.end : found.end + 1] in "’'" and word == "May":
        return None
    number = MONTHS[word.lower()]
    return time_value(
        month_value(clock.year_for(number, 1, found.start, found.end), number), "month"
    )


def holiday_day(found: Found, clock: Clock) -> TimeValue | None:
    """Christmas 2018; New Year's Eve."""
    name = re.sub(r",?\s+\d{4}\Z", "", found.words)
    rule = HOLIDAYS.get(" ".join(name.split()))
    if rule is None:
        return None
    near = holiday(rule, clock.published.year if clock.published else 2000)
    known = year_of(found, clock, near.month, near.day)
    if known is None:
        edtf = f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else "XXXX"
        return time_value(edtf, "day" if edtf != "XXXX" else "unknown")
    return time_value(holiday(rule, known).isoformat(), "day")
