"""EDTF and TimeML values of days, weeks, months, years and longer, and of counts of them."""

import re
from calendar import monthrange
from datetime import date, timedelta

from detente.ground.timewords import MONTHS
from detente.model.grounding import TimeKind, TimeValue
from detente.model.record import DateBasis, DatePrecision

OPEN_DAY = "XXXX-XX-XX"
"""A day that the text leaves wholly open."""
LETTERS = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"\d+")
_OPEN: dict[str, tuple[str, DatePrecision]] = {
    "D": (OPEN_DAY, "day"),
    "W": (OPEN_DAY, "week"),
    "WE": (OPEN_DAY, "week"),
    "M": ("XXXX-XX", "month"),
    "Q": ("XXXX", "season"),
    "Y": ("XXXX", "year"),
    "DE": ("XXXX", "unknown"),
    "CE": ("XXXX", "unknown"),
}
_YEARS = {"Y": 1, "DE": 10, "CE": 100}


def months_in(words: str) -> list[int]:
    """The months that are named, as numbers."""
    return [MONTHS[w.lower()] for w in LETTERS.findall(words) if w.lower() in MONTHS]


def numbers_in(words: str) -> list[int]:
    """The numbers written in digits."""
    return [int(number) for number in _NUMBER.findall(words)]


def a_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_value(year: int | None, month: int, day: int) -> str | None:
    """A day in EDTF, its year open if not known; None where the calendar has no such day."""
    if a_day(year or 2000, month, day) is None:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def month_value(year: int | None, month: int) -> str:
    """A month in EDTF, its year open if not known."""
    return f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"


def time_value(
    edtf: str | None,
    precision: DatePrecision,
    basis: DateBasis = "stated",
    kind: TimeKind = "date",
    timex: str = "",
) -> TimeValue | None:
    """The value of an EDTF string, None for None."""
    return TimeValue(edtf, precision, basis, kind, timex) if edtf else None


def undated(kind: TimeKind, timex: str) -> TimeValue:
    """What tells how long, how often or vaguely when, and so no date."""
    return TimeValue(None, "unknown", "relative", kind, timex)


def shifted(base: date | None, days: int) -> TimeValue | None:
    """The day that lies `days` from `base`, open where `base` is not known or time ends."""
    if base is None:
        return time_value(OPEN_DAY, "day", "relative")
    try:
        return time_value((base + timedelta(days=days)).isoformat(), "day", "relative")
    except OverflowError:
        return time_value(OPEN_DAY, "day", "relative")


def unit_value(base: date | None, unit: str, step: int) -> TimeValue | None:
    """The week, weekend, month, quarter, year, decade or century `step` units from `base`.

    Args:
        base: where the count begins; None leaves the value open.
        unit: code of lexicons/times.csv (D, W, WE, M, Q, Y, DE, CE).
        step: how many units on; negative for back.
    """
    edtf, precision = _OPEN[unit]
    value = None
    if base is None or abs(step) > 10_000:
        pass
    elif unit == "D":
        value = shifted(base, step)
    elif unit in ("W", "WE"):
        value = _week(base, weekend=unit == "WE", step=step)
    elif unit in ("M", "Q"):
        value = _months(base, unit, step)
    else:
        value = _years(base.year + step * _YEARS[unit], unit)
    return value or TimeValue(edtf, precision, "relative")


def _months(base: date, unit: str, step: int) -> TimeValue | None:
    months = base.year * 12 + base.month - 1
    year, part = divmod(months + step, 12) if unit == "M" else divmod(months // 3 + step, 4)
    if year < 1:
        return None
    if unit == "Q":
        return quarter_value(year, part + 1, "relative")
    return time_value(month_value(year, part + 1), "month", "relative")


def _years(year: int, unit: str) -> TimeValue | None:
    if not 100 <= year <= 9999:
        return None
    if unit == "Y":
        return time_value(f"{year:04d}", "year", "relative")
    head = f"{year:04d}"[: 3 if unit == "DE" else 2]
    return time_value(head.ljust(4, "X"), "unknown", "relative", timex=head)


def _week(base: date, *, weekend: bool, step: int) -> TimeValue | None:
    try:
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        first = monday + timedelta(days=5 if weekend else 0)
        last = monday + timedelta(days=6)
    except OverflowError:
        return None
    year, week, _ = monday.isocalendar()
    timex = f"{year:04d}-W{week:02d}" + ("-WE" if weekend else "")
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return time_value(edtf, "week", "relative", timex=timex)


def quarter_value(year: int, quarter: int, basis: DateBasis = "stated") -> TimeValue | None:
    """A quarter of a calendar year, as the interval of its months."""
    first = 3 * quarter - 2
    edtf = f"{year:04d}-{first:02d}/{year:04d}-{first + 2:02d}"
    return time_value(edtf, "season", basis, timex=f"{year:04d}-Q{quarter}")


def half_value(year: int, half: int, basis: DateBasis = "stated") -> TimeValue | None:
    """The first or second half of a year, as the interval of its months."""
    first = 6 * half - 5
    edtf = f"{year:04d}-{first:02d}/{year:04d}-{first + 5:02d}"
    return time_value(edtf, "season", basis, timex=f"{year:04d}-H{half}")


def thirds(edtf: str, third: int) -> str:
    """The early, middle or late third of a year, month or decade, as an interval.

    Args:
        edtf: `2018`, `2018-03` or `199X`; anything else is given back as it is.
        third: 0, 1 or 2.
    """
    if re.fullmatch(r"\d{4}", edtf):
        first, last = ((1, 4), (5, 8), (9, 12))[third]
        return f"{edtf}-{first:02d}/{edtf}-{last:02d}"
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", edtf):
        end = monthrange(int(edtf[:4]), int(edtf[5:]))[1]
        first, last = ((1, 10), (11, 20), (21, end))[third]
        return f"{edtf}-{first:02d}/{edtf}-{last:02d}"
    if re.fullmatch(r"\d{3}X", edtf):
        first, last = ((0, 3), (4, 6), (7, 9))[third]
        return f"{edtf[:3]}{first}/{edtf[:3]}{last}"
    return edtf


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday by its rule in lexicons/times.csv."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if len(rule) == 5:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, name, nth = rule.split("-")
    wanted = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name)
    first = date(year, int(month), 1)
    days = [first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * week) for week in range(5)]
    inside = [day for day in days if day.month == first.month]
    return inside[-1] if nth == "last" else inside[int(nth) - 1]
