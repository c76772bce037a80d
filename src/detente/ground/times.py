"""Time expressions: found by a grammar of our own, given an EDTF value that keeps what is open."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from detente.ground.draft import Draft
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
from detente.model.record import DateBasis, DatePrecision

OPEN_DAY = "XXXX-XX-XX"
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z]+")
_AMBIGUOUS = frozenset(("May", "March", "Mar", "Jan", "June", "April", "August", "Dec"))
_PLURAL = re.compile(r"\s+[a-z]+s\b")


@dataclass(slots=True)
class Clock:
    """What relative expressions count from."""

    published: date | None
    narrative: date | None = None
    """The latest day that the text itself fixed."""

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
    clock = Clock(anchor_day(published))
    drafts = []
    for match in TIME.finditer(text):
        form = match.lastgroup or ""
        value = _READERS[form](match, text, clock)
        if value is None:
            continue
        value = _bounded(value, text, match.start())
        drafts.append(Draft(match.start(), match.end(), "time", time=value))
        if value.precision == "day" and value.edtf[:4].isdigit() and len(value.edtf) == 10:
            clock.narrative = date.fromisoformat(value.edtf)
    return drafts


def _bounded(value: TimeValue, text: str, start: int) -> TimeValue:
    """`since` and `until` make an open interval of a point."""
    if "/" in value.edtf:
        return value
    before = text[max(0, start - 14) : start]
    if SINCE.search(before) and before.rstrip().lower().endswith(("since", "since the")):
        return TimeValue(f"{value.edtf}/..", value.precision, value.basis)
    if UNTIL.search(before):
        return TimeValue(f"../{value.edtf}", value.precision, value.basis)
    return value


def _month_in(words: str) -> int:
    return next(MONTHS[w.lower()] for w in _WORD.findall(words) if w.lower() in MONTHS)


def _numbers(words: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(words)]


def _future(text: str, start: int) -> bool:
    """Whether the clause before a date looks ahead."""
    window = text[max(0, start - 80) : start]
    return FUTURE.search(window[max(window.rfind(". "), window.rfind("\n")) + 1 :]) is not None


def _year_for(month: int, day: int, clock: Clock, *, ahead: bool) -> int | None:
    """The year of a year-less date: news looks back, unless the clause looks ahead."""
    base = clock.published
    if base is None:
        return None
    last = monthrange(base.year, month)[1]
    this = date(base.year, month, min(day, last))
    if ahead:
        return base.year if this >= base - timedelta(days=31) else base.year + 1
    return base.year if this <= base + timedelta(days=1) else base.year - 1


def _day(year: int | None, month: int, day: int) -> str | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def _value(
    edtf: str | None, precision: DatePrecision, basis: DateBasis = "stated"
) -> TimeValue | None:
    return TimeValue(edtf, precision, basis) if edtf else None


def _iso(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    year, month, day = _numbers(match.group())
    return _value(_day(year, month, day), "day")


def _month_day(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    """November 17; 17 Nov. 2018; Tuesday, 4 May."""
    words = match.group()
    month = _month_in(re.sub(r"^(?:Mon|Sat|Sun|Wed|Thu|Fri|Tue)\w*\.?,?", "", words))
    day, *rest = _numbers(words)
    year = rest[0] if rest else _year_for(month, day, clock, ahead=_future(text, match.start()))
    return _value(_day(year, month, day), "day")


def _day_range(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    """November 11-13; 11 to 13 Dec. 2018; 28 March to 2 April."""
    words = match.group()
    months = [MONTHS[w.lower()] for w in _WORD.findall(words) if w.lower() in MONTHS]
    first, last, *rest = _numbers(words)
    ahead = _future(text, match.start())
    year = rest[0] if rest else _year_for(months[0], first, clock, ahead=ahead)
    start, end = _day(year, months[0], first), _day(year, months[-1], last)
    if start is None or end is None or end < start:
        return None
    days = last - first if months[0] == months[-1] else 14
    if year is None:
        start = end = f"XXXX-{months[0]:02d}"
        return _value(start, "month" if months[0] == months[-1] else "unknown")
    return _value(f"{start}/{end}", "week" if days <= 7 else "month")


def _part_of(words: str) -> int | None:
    """0, 1 or 2 for early, mid and late; None for none of them."""
    low = words.lower()
    for third, marks in enumerate((("early", "beginning", "start"), ("mid",), ("late", "end of"))):
        if low.startswith(marks) or any(f"the {mark}" in low for mark in marks):
            return third
    return None


def _month_third(year: int, month: int, third: int | None) -> str:
    if third is None:
        return f"{year:04d}-{month:02d}"
    first, last = ((1, 10), (11, 20), (21, monthrange(year, month)[1]))[third]
    return f"{year:04d}-{month:02d}-{first:02d}/{year:04d}-{month:02d}-{last:02d}"


def _month_year(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    words = match.group()
    year = _numbers(words)[-1]
    return _value(_month_third(year, _month_in(words), _part_of(words)), "month")


def _part_month(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    words = match.group()
    month = _month_in(words)
    year = _year_for(month, 1, clock, ahead=_future(text, match.start()))
    if year is None:
        return _value(f"XXXX-{month:02d}", "month")
    return _value(_month_third(year, month, _part_of(words)), "month")


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
    return _value(f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}", "month")


def _last_named(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    """Last Tuesday; next March."""
    way, name = match.group().lower().split()[:2]
    name = name.rstrip(".")
    base = clock.published
    if name in WEEKDAYS:
        if base is None:
            return _value(OPEN_DAY, "day", "relative")
        back = (base.weekday() - WEEKDAYS[name]) % 7
        day = base - timedelta(days=back or 7) if way == "last" else base - timedelta(days=back)
        if way == "next":
            day = base + timedelta(days=7 - back)
        return _value(day.isoformat(), "day", "relative")
    month = MONTHS[name]
    if base is None:
        return _value(f"XXXX-{month:02d}", "month")
    year = base.year - (way == "last" and month >= base.month)
    year += way == "next" and month <= base.month
    return _value(f"{year:04d}-{month:02d}", "month", "relative")


def _season(match: re.Match[str], _text: str, clock: Clock) -> TimeValue | None:
    words = match.group().lower()
    season = next(code for name, code in SEASONS.items() if name in words)
    numbers = _numbers(words)
    if numbers:
        return _value(f"{numbers[0]:04d}-{season}", "season")
    base = clock.published
    if base is None:
        return _value(f"XXXX-{season}", "season", "relative")
    now = (base.month % 12) // 3 + 21 if base.month != 12 else 24
    year = base.year
    if words.startswith("last"):
        year -= season >= now
    elif words.startswith("next"):
        year += season <= now
    return _value(f"{year:04d}-{season}", "season", "relative")


def _part_year(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    words = match.group()
    year = _numbers(words)[0]
    if words.endswith("s"):
        return _value(f"{year // 10}X", "unknown")
    third = _part_of(words) or 0
    first, last = ((1, 4), (5, 8), (9, 12))[third]
    return _value(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", "season")


def _years(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    first, last = _numbers(match.group().replace("-", " "))[:2]
    return _value(f"{first:04d}/{last:04d}", "year") if first < last else None


def _decade(match: re.Match[str], _text: str, _clock: Clock) -> TimeValue | None:
    return _value(f"{_numbers(match.group())[0] // 10}X", "unknown")


def _weekday(match: re.Match[str], text: str, clock: Clock) -> TimeValue | None:
    base = clock.published
    if base is None:
        return _value(OPEN_DAY, "day", "relative")
    wanted = WEEKDAYS[match.group().split()[0].lower()]
    back = (base.weekday() - wanted) % 7
    day = base - timedelta(days=back)
    if back and _future(text, match.start()):
        day += timedelta(days=7)
    return _value(day.isoformat(), "day", "relative")


_STEPS = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
          "yesterday": -1, "last night": -1, "tomorrow": 1}  # fmt: skip
_FROM_STORY = {"same": 0, "that": 0, "previous": -1, "before": -1, "following": 1, "next": 1, "after": 1}


def _relative(match: re.Match[str], _text: str, clock: Clock) -> TimeValue | None:
    words = " ".join(match.group().lower().split())
    for name, step in _STEPS.items():
        if words.startswith(name):
            return _shifted(clock.published, step)
    if words.endswith(("yesterday", "tomorrow")):
        return _shifted(clock.published, -2 if "before" in words else 2)
    unit = next((u for u in ("weekend", "week", "month", "year", "decade") if u in words), None)
    if unit is None:
        step = next((s for word, s in _FROM_STORY.items() if word in words.split()), 0)
        return _shifted(clock.past(), step)
    step = -1 if words.startswith(("last", "past", "the past", "the last")) else 0
    base = clock.published
    if words.startswith(("the following", "the previous")):
        step, base = (1 if "following" in words else -1), clock.past()
    elif words.startswith("next"):
        step = 1
    return _unit(base, unit, step)


def _shifted(base: date | None, days: int) -> TimeValue | None:
    if base is None:
        return _value(OPEN_DAY, "day", "relative")
    return _value((base + timedelta(days=days)).isoformat(), "day", "relative")


def _unit(base: date | None, unit: str, step: int) -> TimeValue | None:
    """The week, weekend, month, year or decade that lies `step` units from `base`."""
    if base is None:
        precision: DatePrecision = {"week": "week", "weekend": "week", "month": "month"}.get(unit, "year")  # type: ignore[assignment]  # the four literals
        edtf = {"week": OPEN_DAY, "weekend": OPEN_DAY, "month": "XXXX-XX"}.get(unit, "XXXX")
        return _value(edtf, precision, "relative")
    if unit in ("week", "weekend"):
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        if unit == "weekend" and step == 0 and base.weekday() < 4:
            monday -= timedelta(weeks=1)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        last = monday + timedelta(days=6)
        return _value(f"{first.isoformat()}/{last.isoformat()}", "week", "relative")
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return _value(f"{months // 12:04d}-{months % 12 + 1:02d}", "month", "relative")
    if unit == "decade":
        return _value(f"{base.year // 10 + step}X", "unknown", "relative")
    return _value(f"{base.year + step:04d}", "year", "relative")


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
        return _shifted(base, 0)
    if count is None:
        edge = base.isoformat() if base else None
        span = (f"../{edge}" if sign < 0 else f"{edge}/..") if edge else OPEN_DAY
        return _value(span, "unknown", "relative")
    if unit in ("day", "night"):
        return _shifted(base, sign * count)
    return _unit(base, "month" if unit == "quarter" else unit, sign * count)


def _bare_year(match: re.Match[str], text: str, _clock: Clock) -> TimeValue | None:
    """A year alone, unless it counts something ("2000 soldiers")."""
    preposed = PREPOSITION.search(text[max(0, match.start() - 12) : match.start()])
    if not preposed and _PLURAL.match(text, match.end()):
        return None
    return _value(match.group(), "year")


_READERS = {
    "iso": _iso, "mdr": _day_range, "dmr": _day_range, "mdy": _month_day, "dmy": _month_day,
    "my": _month_year, "pm": _part_month, "lm": _last_named, "m": _bare_month, "sy": _season,
    "py": _part_year, "yr": _years, "dec": _decade, "w": _weekday, "rel": _relative,
    "ago": _ago, "y": _bare_year,
}  # fmt: skip
