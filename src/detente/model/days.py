"""Days of the calendar that an EDTF string allows: the bounds that storing and linking compare."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from time import struct_time

_PLAIN = re.compile(r"(\d[\dX]{3})(?:-([0-1X][\dX])(?:-([0-3X][\dX]))?)?[~?%]?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@lru_cache(maxsize=20_000)
def day_bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """Return the earliest and the latest day that a date allows; None where that side is open.

    A year that is left open (`XXXX-11-17`) bounds nothing.

    Args:
        edtf: Extended Date/Time Format, levels 0 to 2; None for no date.
    """
    if not edtf or edtf.startswith("XXXX"):
        return None, None
    if _DAY.match(edtf):  # nearly all of them: many thousands are asked for at once
        day = _calendar_day(edtf)
        return day, day
    plain = _PLAIN.match(edtf)
    if plain:
        return _digit_bounds(plain[1], plain[2], plain[3])
    if edtf.count("/") == 1:
        since, until = (day_bounds(part if part != ".." else None) for part in edtf.split("/"))
        return since[0], until[1]
    return _library_bounds(edtf)


def exact_day(edtf: str | None) -> date | None:
    """Return the day where a date is one day, else None."""
    first, last = day_bounds(edtf)
    return first if first is not None and first == last else None


def is_qualified(edtf: str | None) -> bool:
    """Return whether a date is marked as approximate or uncertain (`2031-05-03~`, `?`, `%`)."""
    return edtf is not None and any(mark in edtf for mark in "~?%")


def a_day(text: str | None) -> date | None:
    """Return the day that a text begins with (`2018-11-17T08:00`), else None."""
    return exact_day(text[:10]) if text else None


def _calendar_day(text: str) -> date | None:
    """The day, or None where the calendar has none (`2031-02-30`)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _digit_bounds(year: str, month: str | None, day: str | None) -> tuple[date | None, date | None]:
    """The bounds of a date in digits, some of which may be open (`201X`, `2018-11-1X`)."""
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months = _fitting(month or "XX", 12)
    if not months or not years[0]:
        return None, None
    first = _day_in(years[0], months[0], day, last=False)
    return first, _day_in(years[1], months[-1], day, last=True)


def _day_in(year: int, month: int, day: str | None, *, last: bool) -> date | None:
    days = _fitting(day or "XX", monthrange(year, month)[1])
    return date(year, month, days[-1 if last else 0]) if days else None


def _fitting(digits: str, most: int) -> list[int]:
    """The numbers from 1 to `most` that fit two digits, of which X is any."""
    pattern = re.compile(digits.replace("X", r"\d"))
    return [number for number in range(1, most + 1) if pattern.fullmatch(f"{number:02d}")]


def _library_bounds(edtf: str) -> tuple[date | None, date | None]:
    """What the edtf library makes of it (seasons, sets); nothing where it knows no such form."""
    # Its grammar takes longer to load than most commands take, and few dates need it.
    from edtf import EDTFObject, parse_edtf  # noqa: PLC0415
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        value = parse_edtf(edtf)
    except EDTFParseException:
        return None, None
    if not isinstance(value, EDTFObject):
        return None, None
    try:
        return _as_date(value.lower_strict()), _as_date(value.upper_strict())
    except (ValueError, AttributeError):  # forms that it parses and cannot bound
        return None, None


def _as_date(parts: object) -> date | None:
    """The day of the library's struct_time; None for the ends that it makes infinite."""
    if not isinstance(parts, struct_time):
        return None
    try:
        return date(parts.tm_year, parts.tm_mon, parts.tm_mday)
    except (ValueError, OverflowError):
        return None
