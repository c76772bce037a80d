"""What relative dates count from: the publication, and the day that the story has reached."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from detente.ground.timegrammar import Found
from detente.ground.timevalues import a_day, numbers_in
from detente.ground.timewords import FUTURE, PAST
from detente.model.grounding import TimeValue

Tense = Literal["past", "future"]

_NEAR = 200
"""Characters over which a dated sentence lends its year to the next in the same paragraph."""
_AHEAD = timedelta(days=122)
"""How far ahead a year-less date may lie where its clause leaves the direction open."""
_CLAUSE_END = re.compile(r"[.;!?]\s|\n")
_LIMIT = re.compile(r"\b(?:by|until|till|through|to|for)\s+(?:the\s+)?\Z", re.IGNORECASE)
_STATED = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Story:
    """The latest time that the text itself fixed."""

    year: int
    month: int | None
    day: int | None
    end: int
    """Where the words end that fixed it."""

    def first_day(self) -> date | None:
        """The first day of it."""
        return a_day(self.year, self.month or 1, self.day or 1)


@dataclass(slots=True)
class Clock:
    """What the dates of one text count from; it moves with the text."""

    text: str
    published: date | None
    history: bool = False
    """Whether the text tells of years long before its publication."""
    day_first: bool | None = None
    """How the text writes dates in numbers, where it shows that."""
    story: Story | None = None
    quarter: TimeValue | None = None
    """The quarter that the text named last, and where it did."""
    quarter_end: int = 0

    def note(self, value: TimeValue, found: Found) -> None:
        """Move the story to a date that the text states."""
        if found.form.startswith("quarter"):
            self.quarter, self.quarter_end = value, found.end
        if value.kind not in ("date", "time") or value.edtf is None:
            return
        edtf = value.edtf.rstrip("~?")
        if not _STATED.fullmatch(edtf) or value.precision not in ("day", "month", "year"):
            return
        year, month, day = (*(int(part) for part in edtf.split("-")), None, None)[:3]
        if value.precision == "year":
            before = self.text[max(0, found.start - 8) : found.start].lower()
            same = self.story is not None and self.story.year == year
            if value.basis != "stated" or same or not before.endswith(("in ", "of ", "during ")):
                return
        if value.basis == "relative" and value.precision != "day":
            return
        if year:
            self.story = Story(year, month, day, found.end)

    def told(self, start: int, tense: Tense | None = None) -> Story | None:
        """The story's time where it lends its year to a date at `start`."""
        story = self.story
        if story is None or self.history or self.published is None:
            return story
        if story.year >= self.published.year or tense == "future":
            return None
        return story if self._near(story, start) else None

    def _near(self, story: Story, start: int) -> bool:
        return start - story.end <= _NEAR and "\n" not in self.text[story.end : start]

    def story_day(self, start: int) -> date | None:
        """The day from which "two days later" counts; None where the text left it open."""
        story = self.story
        if story is not None and story.day:
            return story.first_day()
        return None if self.told(start) else self.published

    def story_base(self, start: int, *, ahead: bool = False) -> date | None:
        """The day from which "the following year" counts; `ahead` of a year is after its end."""
        story = self.story if self.story and self.story.day else self.told(start)
        if story is not None and ahead and not story.month:
            return date(story.year, 12, 31)
        return story.first_day() if story else self.published

    def year_for(self, month: int, day: int, start: int, end: int) -> int | None:
        """The year of a date without one.

        The story lends it where the text has just told of an earlier year; otherwise a date lies
        before the publication, unless its clause looks ahead.
        """
        tense = tense_around(self.text, start, end)
        story = self.told(start, tense)
        if story is not None:
            ahead = month - (story.month or month)
            year = story.year + (1 if ahead < -6 else -1 if ahead > 7 else 0)
            base = self.published
            if base is None or (year, month) <= (base.year, base.month):
                return year
        if self.published is None:
            return None
        return _nearest_year(self.published, month, day, tense)

    def told_quarter(self, start: int) -> tuple[int, int] | None:
        """Year and quarter that the text just named: "a year earlier" means the same quarter."""
        if self.quarter is None or start - self.quarter_end > 2 * _NEAR:
            return None
        year, _, number = self.quarter.timex.partition("-Q")
        return (int(year), int(number)) if number else None

    def weekday(self, wanted: int, start: int, end: int) -> date | None:
        """The day that a bare weekday names."""
        base = self.published
        if base is None:
            return None
        story = self.story
        if self.history and story is not None and story.day and self._near(story, start):
            base = story.first_day() or base
        back = (base.weekday() - wanted) % 7
        ahead = back and tense_around(self.text, start, end) == "future"
        return moved(base, 7 - back if ahead else -back)


def moved(base: date, days: int) -> date | None:
    """A day some days on, None beyond the calendar."""
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def _nearest_year(base: date, month: int, day: int, tense: Tense | None) -> int:
    this = date(base.year, month, min(day, monthrange(base.year, month)[1]))
    if tense == "future":
        return base.year if this >= base - timedelta(days=31) else base.year + 1
    if this <= base + timedelta(days=1):
        if tense is None and month <= 4 and this + timedelta(days=365) - base <= _AHEAD:
            return base.year + 1
        return base.year
    return base.year if tense is None and this - base <= _AHEAD else base.year - 1


def tense_around(text: str, start: int, end: int) -> Tense | None:
    """Whether the clause around a date looks back or ahead; the nearest sign before it decides."""
    before = text[max(0, start - 90) : start]
    cut = max((m.end() for m in _CLAUSE_END.finditer(before)), default=0)
    signs = _signs(before[cut:])
    if signs:
        tense = max(signs)[1]
        # "was extended to 3 May", "agreed to answer by Friday"
        return None if tense == "past" and _LIMIT.search(before) else tense
    after = text[end : end + 70]
    stop = _CLAUSE_END.search(after)
    signs = _signs(after[: stop.start()] if stop else after)
    return min(signs)[1] if signs else None


def _signs(clause: str) -> list[tuple[int, Tense]]:
    """Where words look back or ahead; "scheduled" does not also look back."""
    ahead = {m.start() for m in FUTURE.finditer(clause)}
    back = {m.start() for m in PAST.finditer(clause)} - ahead
    return [*((place, "future") for place in ahead), *((place, "past") for place in back)]


def tells_history(found: Sequence[Found], published: date | None) -> bool:
    """Whether nearly all years that are named lie more than a year before publication."""
    if published is None:
        return False
    dated = ("iso", "day", "day_range", "month_year", "season_year", "years", "year")
    years = [n for f in found if f.form in dated for n in numbers_in(f.words) if n > 1000]
    old = sum(year < published.year - 1 for year in years)
    return len(years) >= _ENOUGH and old >= 0.8 * len(years)
