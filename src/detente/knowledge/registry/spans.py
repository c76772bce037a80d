"""Dates of the registry: EDTF years, months or days, compared by their first and last day."""

import re
from calendar import monthrange
from dataclasses import dataclass

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_FIRST, _LAST = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included, as ISO dates; open ends lie before and after all."""

    first: str = _FIRST
    last: str = _LAST

    def meets(self, other: "Days") -> bool:
        """Whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last


def days(edtf: str | None) -> Days | None:
    """The days that a year, month or day means; None for what is no such date.

    A time of day after the date is left out. Source: EDTF (ISO 8601-2), level 0.
    """
    match = _EDTF.fullmatch(edtf or "")
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None:
        return Days(f"{year}-01-01", f"{year}-12-31")
    if not 1 <= int(month) <= 12 or int(year) == 0:
        return None
    length = monthrange(int(year), int(month))[1]
    if day is None:
        return Days(f"{year}-{month}-01", f"{year}-{month}-{length}")
    if not 1 <= int(day) <= length:
        return None
    return Days(f"{year}-{month}-{day}", f"{year}-{month}-{day}")


def stretch(since: str | None, until: str | None) -> Days | None:
    """The days from the first of `since` to the last of `until`; None or "" is an open end.

    None where one of them is no date, or where the end comes before the beginning.
    """
    start = days(since) if since else Days()
    end = days(until) if until else Days()
    if start is None or end is None or start.first > end.last:
        return None
    return Days(start.first, end.last)
