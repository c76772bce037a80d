"""Time expressions: found by a grammar of our own, given an EDTF value that keeps what is open."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.ground.draft import Draft
from detente.ground.timevalues import (
    OPEN_DAY,
    day_value,
    month_third,
    months_in,
    numbers_in,
    part_of,
    shifted,
    time_value,
    unit_value,
)
from detente.ground.timewords import (
    FUTURE,
    MONTHS,
    NUMBERS,
    PREPOSITION,
    SEASONS,
    SINCE,
    TIME,
    UNTIL,
    WEEKDAYS,
)
from detente.model.grounding import TimeValue

_AMBIGUOUS = frozenset(("May", "March", "Mar", "Jan", "June", "April", "August", "Dec"))
_FULL = frozenset(("iso", "mdr", "dmr", "mdy", "dmy", "my"))
_ENOUGH = 4
_PLURAL = re.compile(r"\s+[a-z]+s\b")


@dataclass(slots=True)
class Clock:
    """What relative expressions count from."""

    published: date | None
    narrative: date | None = None
    """The latest day that the text itself fixed."""

    history: bool = False
    """Whether the text tells of years long before its publication."""
    year: int | None = None
    """The year that the text named last, kept for texts that tell history."""

    def past(self) -> date | None:
        """The day from which "earlier" and "the next day" count."""
        return self.narrative or self.published


def anchor_day(published: str | None) -> date | None:
    """The day that an EDTF publication date states, None when it states none."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def find_times(text: str, published: str | None) -> list[Draft]:
    """All time expressions of `text` with their values, in order."""
    matches = list(TIME.finditer(text))
    clock = Clock(anchor_day(published))
    clock.history = _tells_history(matches, clock.published)
    drafts = []
    for match in matches:
        form = match.lastgroup or ""
        value = _READERS[form](match, text, clock)
        if value is None:
            continue
        if clock.history and value.basis == "stated" and value.edtf[:4].isdigit():
            clock.year = int(value.edtf[:4])
        value = _bounded(value, text, match.start())
        drafts.append(Draft(match.start(), match.end(), "time", time=value))
        if value.precision == "day" and value.edtf[:4].isdigit() and len(value.edtf) == 10:
            clock.narrative = date.fromisoformat(value.edtf)
    return drafts


def _tells_history(matches: Sequence[re.Match[str]], published: date | None) -> bool:
    """Whether nearly all dates with a year lie more than a year before publication."""
    if published is None:
        return False
    dated = [m for m in matches if m.lastgroup in _FULL]
    years = [year for match in dated for year in numbers_in(match.group()) if year > 1000]
    old = sum(year < published.year - 1 for year in years)
    return len(years) >= _ENOUGH and old >= 0.8 * len(years)


def _bounded(value: TimeValue, text: str, start: int) -> TimeValue:
    """`since` and `until` make an open interval of a point whose year is known."""
    if "/" in value.edtf or "X" in value.edtf:
        return value
    before = text[max(0, start - 14) : start]
    if SINCE.search(before) and before.rstrip().lower().endswith(("since", "since the")):
        return TimeValue(f"{value.edtf}/..", value.precision, value.basis)
    if UNTIL.search(before):
        return TimeValue(f"../{value.edtf}", value.precision, value.basis)
    return value


def _future(text: str, start: int) -> bool:
    """Whether the clause before a date looks ahead."""
    window = text[max(0, start - 80) : start]
    return FUTURE.search(window[max(window.rfind(". "), window.rfind("\n")) + 1 :]) is not None


def _year_for(month: int, day: int, clock: Clock, *, ahead: bool) -> int | None:
    """The year of a year-less date: news looks back, unless the clause looks ahead."""
    base = clock.published
    if clock.history and clock.year is not None:
        return clock.year
    if base is None:
        return None
    last = monthrange(base.year, month)[1]
    this = date(base.year, month, min(day, last))
    if ahead:
        return base.year if this >= base - timedelta(days=31) else base.year + 1
    return base.year if this <= base + timedelta(days=1) else base.year - 1


def _iso(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    year, month, day = numbers_in(match.group())
    return time_value(day_value(year, month, day), "day")


def _month_day(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    """November 17; 17 Nov. 2018; Tuesday, 4 May."""
    words = match.group()
    month = months_in(re.sub(r"^(?:Mon|Sat|Sun|Wed|Thu|Fri|Tue)\w*\.?,?", "", words))[0]
    day, *rest = numbers_in(words)
    year = rest[0] if rest else _year_for(month, day, clock, ahead=_future(text, match.start()))
    return time_value(day_value(year, month, day), "day")


def _day_range(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    """November 11-13; 11 to 13 Dec. 2018; 28 March to 2 April."""
    words = match.group()
    months = months_in(words)
    first, last, *rest = numbers_in(words)
    ahead = _future(text, match.start())
    year = rest[0] if rest else _year_for(months[0], first, clock, ahead=ahead)
    start, end = day_value(year, months[0], first), day_value(year, months[-1], last)
    if start is None or end is None or end < start:
        return None
    days = last - first if months[0] == months[-1] else 14
    if year is None:
        start = end = f"XXXX-{months[0]:02d}"
        return time_value(start, "month" if months[0] == months[-1] else "unknown")
    return time_value(f"{start}/{end}", "week" if days <= 7 else "month")


def _month_year(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    words = match.group()
    year = numbers_in(words)[-1]
    return time_value(month_third(year, months_in(words)[0], part_of(words)), "month")


def _part_month(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    words = match.group()
    month = months_in(words)[0]
    year = _year_for(month, 1, clock, ahead=_future(text, match.start()))
    if year is None:
        return time_value(f"XXXX-{month:02d}", "month")
    return time_value(month_third(year, month, part_of(words)), "month")


def _bare_month(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    word = match.group().rstrip(".")
    if not PREPOSITION.search(text[max(0, match.start() - 12) : match.start()]):
        if word in _AMBIGUOUS or len(word) < 4:
            return None
        following = text[match.end() : match.end() + 2]
        if following[:1] == " " and following[1:2].isupper():
            return None
    month = MONTHS[word.lower()]
    year = _year_for(month, 1, clock, ahead=_future(text, match.start()))
    return time_value(f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}", "month")


def _last_named(match: re.Match[str], _text: str, clock: Clock) -> TimeValue | None:
    """Last Tuesday; next March."""
    way, name = match.group().lower().split()[:2]
    name = name.rstrip(".")
    base = clock.published
    if name in WEEKDAYS:
        if base is None:
            return time_value(OPEN_DAY, "day", "relative")
        back = (base.weekday() - WEEKDAYS[name]) % 7
        day = base - timedelta(days=back or 7) if way == "last" else base - timedelta(days=back)
        if way == "next":
            day = base + timedelta(days=7 - back)
        return time_value(day.isoformat(), "day", "relative")
    month = MONTHS[name]
    if base is None:
        return time_value(f"XXXX-{month:02d}", "month")
    year = base.year - (way == "last" and month >= base.month)
    year += way == "next" and month <= base.month
    return time_value(f"{year:04d}-{month:02d}", "month", "relative")


def _season(match: re.Match[str], _text: str, clock: Clock) -> TimeValue | None:
    words = match.group().lower()
    season = next(code for name, code in SEASONS.items() if name in words)
    numbers = numbers_in(words)
    if numbers:
        return time_value(f"{numbers[0]:04d}-{season}", "season")
    base = clock.published
    if base is None:
        return time_value(f"XXXX-{season}", "season", "relative")
    now = (base.month % 12) // 3 + 21 if base.month != 12 else 24
    year = base.year
    if words.startswith("last"):
        year -= season >= now
    elif words.startswith("next"):
        year += season <= now
    return time_value(f"{year:04d}-{season}", "season", "relative")


def _part_year(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    words = match.group()
    year = numbers_in(words)[0]
    if words.endswith("s"):
        return time_value(f"{year // 10}X", "unknown")
    third = part_of(words) or 0
    first, last = ((1, 4), (5, 8), (9, 12))[third]
    return time_value(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", "season")


def _years(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    first, last = numbers_in(match.group().replace("-", " "))[:2]
    return time_value(f"{first:04d}/{last:04d}", "year") if first < last else None


def _decade(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    return time_value(f"{numbers_in(match.group())[0] // 10}X", "unknown")


def _weekday(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    base = clock.published
    if base is None:
        return time_value(OPEN_DAY, "day", "relative")
    wanted = WEEKDAYS[match.group().split()[0].lower()]
    back = (base.weekday() - wanted) % 7
    day = base - timedelta(days=back)
    if back and _future(text, match.start()):
        day += timedelta(days=7)
    return time_value(day.isoformat(), "day", "relative")


_STEPS = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
          "yesterday": -1, "last night": -1, "tomorrow": 1}  # fmt: skip
_FROM_STORY = {
    "same": 0,
    "that": 0,
    "previous": -1,
    "before": -1,
    "following": 1,
    "next": 1,
    "after": 1,
}


def _relative(match: re.Match[str], _text: str, clock: Clock) -> TimeValue | None:
    words = " ".join(match.group().lower().split())
    for name, step in _STEPS.items():
        if words.startswith(name):
            return shifted(clock.published, step)
    if words.endswith(("yesterday", "tomorrow")):
        return shifted(clock.published, -2 if "before" in words else 2)
    unit = next((u for u in ("weekend", "week", "month", "year", "decade") if u in words), None)
    if unit is None:
        step = next((s for word, s in _FROM_STORY.items() if word in words.split()), 0)
        return shifted(clock.past(), step)
    step = -1 if words.startswith(("last", "past", "the past", "the last")) else 0
    base = clock.published
    if words.startswith(("the following", "the previous")):
        step, base = (1 if "following" in words else -1), clock.past()
    elif words.startswith("next"):
        step = 1
    return unit_value(base, unit, step)


def _ago(match: re.Match[str], _text: str, clock: Clock) -> TimeValue | None:
    """Two days ago; three weeks earlier; several months later."""
    words = match.group().lower().split()
    unit, way = words[-2].rstrip("s"), words[-1]
    base = clock.published if way == "ago" else clock.past()
    sign = 1 if way in ("later", "after") else -1
    count = int(words[0]) if words[0].isdigit() else NUMBERS.get(words[0])
    if len(words) > 3:
        count = 2 if "couple" in words else None
    if unit in ("minute", "hour"):
        return shifted(base, 0)
    if count is None:
        edge = base.isoformat() if base else None
        span = (f"../{edge}" if sign < 0 else f"{edge}/..") if edge else OPEN_DAY
        return time_value(span, "unknown", "relative")
    if unit in ("day", "night"):
        return shifted(base, sign * count)
    return unit_value(base, "month" if unit == "quarter" else unit, sign * count)


def _bare_year(match: re.Match[str], text: str, _clock: Clock) -> TimeValue | None:
    """A year alone, unless it counts something ("2000 soldiers")."""
    preposed = PREPOSITION.search(text[max(0, match.start() - 12) : match.start()])
    if not preposed and _PLURAL.match(text, match.end()):
        return None
    return time_value(match.group(), "year")


_READERS = {
    "iso": _iso, "mdr": _day_range, "dmr": _day_range, "mdy": _month_day, "dmy": _month_day,
    "my": _month_year, "pm": _part_month, "lm": _last_named, "m": _bare_month, "sy": _season,
    "py": _part_year, "yr": _years, "dec": _decade, "w": _weekday, "rel": _relative,
    "ago": _ago, "y": _bare_year,
}  # fmt: skip
