"""EDTF values of days, weeks, months and years, and the numbers in a time expression's words."""

import re
from calendar import monthrange
from datetime import date, timedelta

from detente.ground.timewords import MONTHS
from detente.model.grounding import TimeValue
from detente.model.record import DateBasis, DatePrecision

OPEN_DAY = "XXXX-XX-XX"
"""A day that the text leaves wholly open."""
WORD = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"\d+")
_OPEN: dict[str, tuple[str, DatePrecision]] = {
    "week": (OPEN_DAY, "week"),
    "weekend": (OPEN_DAY, "week"),
    "month": ("XXXX-XX", "month"),
    "year": ("XXXX", "year"),
}


def months_in(words: str) -> list[int]:
    """The months that are named, as numbers."""
    return [MONTHS[w.lower()] for w in WORD.findall(words) if w.lower() in MONTHS]


def numbers_in(words: str) -> list[int]:
    """The numbers written in digits."""
    return [int(number) for number in _NUMBER.findall(words)]


def part_of(words: str) -> int | None:
    """0, 1 or 2 for early, mid and late; None for none of them."""
    low = words.lower()
    for third, marks in enumerate((("early", "beginning", "start"), ("mid",), ("late", "end of"))):
        if low.startswith(marks) or any(f"the {mark}" in low for mark in marks):
            return third
    return None


def month_third(year: int, month: int, third: int | None) -> str:
    """A month, or its first, second or last ten days as an interval."""
    if third is None:
        return f"{year:04d}-{month:02d}"
    first, last = ((1, 10), (11, 20), (21, monthrange(year, month)[1]))[third]
    return f"{year:04d}-{month:02d}-{first:02d}/{year:04d}-{month:02d}-{last:02d}"


def day_value(year: int | None, month: int, day: int) -> str | None:
    """A day, its year open if not known; None where the calendar has no such day."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def time_value(
    edtf: str | None, precision: DatePrecision, basis: DateBasis = "stated"
) -> TimeValue | None:
    """The value of an EDTF string, None for None."""
    return TimeValue(edtf, precision, basis) if edtf else None


def shifted(base: date | None, days: int) -> TimeValue | None:
    """The day that lies `days` from `base`, open where `base` is not known."""
    if base is None:
        return time_value(OPEN_DAY, "day", "relative")
    return time_value((base + timedelta(days=days)).isoformat(), "day", "relative")


def unit_value(base: date | None, unit: str, step: int) -> TimeValue | None:
    """The week, weekend, month, year or decade that lies `step` units from `base`."""
    if base is None:
        edtf, precision = _OPEN.get(unit, _OPEN["year"])
        return TimeValue(edtf, precision, "relative")
    if unit in ("week", "weekend"):
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        if unit == "weekend" and step == 0 and base.weekday() < 4:
            monday -= timedelta(weeks=1)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        last = monday + timedelta(days=6)
        return time_value(f"{first.isoformat()}/{last.isoformat()}", "week", "relative")
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return time_value(f"{months // 12:04d}-{months % 12 + 1:02d}", "month", "relative")
    if base.year + step * (10 if unit == "decade" else 1) < 1000:
        return TimeValue("XXXX", "unknown", "relative")
    if unit == "decade":
        return time_value(f"{base.year // 10 + step}X", "unknown", "relative")
    return time_value(f"{base.year + step:04d}", "year", "relative")
