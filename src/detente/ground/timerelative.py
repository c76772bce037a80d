"""Values of dates that count from the publication or from the day that the story has reached."""

import re
from datetime import date

from detente.ground.timeclock import Clock, moved, tense_around
from detente.ground.timecounts import amount, counted
from detente.ground.timegrammar import Found
from detente.ground.timeperiods import season_in, season_value
from detente.ground.timevalues import (
    LETTERS,
    OPEN_DAY,
    month_value,
    months_in,
    quarter_value,
    shifted,
    time_value,
    undated,
    unit_value,
)
from detente.ground.timewords import HOURS, PARTS, SEASONS, UNITS, WEEKDAYS
from detente.model.grounding import TimeValue
from detente.model.record import DatePrecision

_FROM_PAGE = {"last": -1, "past": -1, "this": 0, "current": 0, "latest": 0, "next": 1, "coming": 1,
              "upcoming": 1}  # fmt: skip
_FROM_STORY = {"previous": -1, "preceding": -1, "following": 1, "same": 0, "that": 0}
_NO_DAY = frozenset(("first", "final", "latest", "current"))
_NO_WAY_TO_DAY = frozenset(("last", "this", "past", "coming"))
_OF = re.compile(r"\s+of\b")
_REPORTED = re.compile(r"\bthe\s+\Z", re.IGNORECASE)


def of_day(value: TimeValue | None, words: str) -> TimeValue | None:
    """A day with the part of it that the words name ("Tuesday night")."""
    if value is None or value.edtf is None:
        return value
    for word in LETTERS.findall(words.lower()):
        code = PARTS.get(word) or PARTS.get(word.removesuffix("s"))
        mark = f"T{code}" if code else f"T{HOURS[word]}" if word in HOURS else None
        if mark:
            timex = f"{value.edtf}{mark}"
            return TimeValue(value.edtf, value.precision, value.basis, "time", timex)
    return value


def named_day(found: Found, clock: Clock) -> TimeValue | None:
    """Today, tonight, yesterday morning, tomorrow."""
    word = found.words.lower()
    step = -1 if word.startswith("yesterday") else 1 if word.startswith("tomorrow") else 0
    words = "night" if word == "tonight" else found.words
    return of_day(shifted(clock.published, step), words)


def day_by(found: Found, clock: Clock) -> TimeValue | None:
    """The day before yesterday; the day after; a year earlier."""
    words = found.words.lower().split()
    if words[-1] in ("yesterday", "tomorrow"):
        return shifted(clock.published, -2 if words[1] == "before" else 2)
    before = clock.text[max(0, found.start - 8) : found.start].lower()
    if not re.search(r"\b(?:the|a|one)\s+\Z", before):
        return None
    sign = -1 if words[1] in ("before", "earlier") else 1
    unit = {"night": "D"}.get(words[0], UNITS[words[0]])
    value = _from_story(clock, found, unit, sign)
    return of_day(value, "night" if words[0] == "night" else "")


def _from_story(clock: Clock, found: Found, unit: str, step: int) -> TimeValue | None:
    """So many units from where the story is; open below what it fixed."""
    story = clock.story if clock.story and clock.story.day else clock.told(found.start)
    if unit in ("D", "W", "WE") and story is not None and not story.day:
        month = f"{story.month:02d}" if story.month else "XX"
        edtf = f"{story.year:04d}-{month if unit == 'D' and step == 0 else 'XX'}-XX"
        return time_value(edtf, "year", "relative")
    if unit == "M" and story is not None and not story.month:
        return time_value(f"{story.year:04d}-XX", "year", "relative")
    if story is None and step > 0 and not _ahead(found, clock):
        return unit_value(None, unit, step)  # "two days later" than what, the text does not say
    return unit_value(story.first_day() if story else clock.published, unit, step)


def _way(found: Found) -> tuple[str, int, bool]:
    """The word that gives the direction, its step, and whether it counts from the story."""
    words = found.words.lower().split()
    way = words[0]
    if way == "this" and len(words) > 2 and words[1] in ("past", "coming", "same"):
        way = {"past": "last", "coming": "next", "same": "this"}[words[1]]
    if way in _FROM_STORY:
        return way, _FROM_STORY[way], True
    return way, _FROM_PAGE.get(way, 0), False


def way_day(found: Found, clock: Clock) -> TimeValue | None:
    """Last Tuesday; the previous night; the same day; that morning; this evening."""
    words = [word.strip(".,'’") for word in found.words.lower().split()]
    way, step, story = _way(found)
    name = next((word for word in words[1:] if word in WEEKDAYS), None)
    if name is not None:
        value = _weekday_by(WEEKDAYS[name], way, step, found, clock)
    elif way in _NO_DAY or (words[-1] == "day" and way in _NO_WAY_TO_DAY):
        return None
    elif story or (way in ("next", "past") and (clock.story is not None or _the(found, clock))):
        value = _from_story(clock, found, "D", step)
    else:
        value = shifted(clock.published, step)
    return of_day(value, found.words)


def _the(found: Found, clock: Clock) -> bool:
    return _REPORTED.search(clock.text[max(0, found.start - 6) : found.start]) is not None


def _ahead(found: Found, clock: Clock) -> bool:
    return tense_around(clock.text, found.start, found.end) == "future"


def _weekday_by(wanted: int, way: str, step: int, found: Found, clock: Clock) -> TimeValue | None:
    from_story = way in _FROM_STORY
    base = clock.story_day(found.start) if from_story else clock.published
    if base is None:
        return time_value(OPEN_DAY, "day", "relative")
    back = (base.weekday() - wanted) % 7
    if step < 0:
        shift = -(back or 7)
    elif step > 0 or (back and way == "this" and _ahead(found, clock)):
        shift = 7 - back
    else:
        shift = -back
    return shifted(base, shift)


def _is_title(found: Found, text: str) -> bool:
    """Whether "This Week" is the name of a programme or a paper."""
    before = text[max(0, found.start - 2) : found.start]
    named = found.words.istitle() and len(found.words.split()) == 2
    return named and before != ". " and before[-1:] not in ("", "\n")


def way_unit(found: Found, clock: Clock) -> TimeValue | None:
    """Last week; this month; the following year; the past decade."""
    words = found.words.lower().split()
    way, step, story = _way(found)
    unit = UNITS[words[-1]]
    of = _OF.match(clock.text, found.end) and _the(found, clock)  # "the last week of August"
    if of or way in ("first", "final"):
        return undated("duration", amount(1, unit))
    if unit == "D" or _is_title(found, clock.text):
        return None
    the = way in ("last", "next") and unit != "WE" and _the(found, clock)
    if story or (the and way == "next" and clock.told(found.start) is not None):
        return _from_story(clock, found, unit, step)
    if the or way in ("past", "coming"):
        return _stretch(clock.published, unit, step)
    if unit == "WE" and way == "this" and clock.published and clock.published.weekday() < 3:
        step -= not _ahead(found, clock)
    return unit_value(clock.published, unit, step)


_DAYS: dict[str, tuple[int, DatePrecision]] = {
    "W": (7, "week"), "M": (30, "month"), "Q": (91, "season"), "Y": (365, "year"),
    "DE": (3652, "unknown"), "CE": (36525, "unknown"),
}  # fmt: skip


def _stretch(base: date | None, unit: str, step: int) -> TimeValue | None:
    """The past month, the coming week: a stretch that ends or begins with the publication."""
    timex = amount(1, unit)
    days, precision = _DAYS.get(unit, (7, "week"))
    far = moved(base, days * step) if base else None
    if base is None or far is None:
        return undated("duration", timex)
    first, last = sorted((base, far))
    return time_value(f"{first.isoformat()}/{last.isoformat()}", precision, "relative", timex=timex)


def weekend(found: Found, clock: Clock) -> TimeValue | None:
    """The weekend; over the weekend: the last one, unless the clause looks ahead."""
    before = clock.text[max(0, found.start - 6) : found.start].lower()
    if not before.endswith("the "):
        return None
    base = clock.published
    ahead = _ahead(found, clock)
    back = base is not None and base.weekday() < 5 and not ahead
    return unit_value(base, "WE", -1 if back else 0)


def way_month(found: Found, clock: Clock) -> TimeValue | None:
    """Last March; the following May."""
    month = months_in(found.words)[0]
    way, step, story = _way(found)
    if way in ("first", "final"):
        return None
    base = clock.story_base(found.start, ahead=step > 0) if story else clock.published
    if base is None:
        return time_value(month_value(None, month), "month", "relative")
    year = base.year
    if way in ("last", "past", "previous", "preceding"):
        year -= month >= base.month
    elif step > 0:
        year += month <= base.month
    return time_value(month_value(year, month), "month", "relative")


def way_season(found: Found, clock: Clock) -> TimeValue | None:
    """Last summer; that winter; the following spring."""
    season = season_in(found.words)
    if SEASONS.get(found.words.split()[-1]) is None:
        return None
    way, step, story = _way(found)
    if way in ("first", "final"):
        return None
    base = clock.story_base(found.start, ahead=step > 0) if story else clock.published
    if base is None:
        return season_value(None, season, relative=True)
    now = 24 if base.month in (12, 1, 2) else base.month // 3 + 20
    year = base.year - (base.month < 3)  # the winter of January began the year before
    if step < 0:
        year -= season >= now
    elif step > 0:
        year += season <= now
    return season_value(year, season, relative=True)


def weekday(found: Found, clock: Clock) -> TimeValue | None:
    """Tuesday; Friday night; "every" and plurals are read elsewhere."""
    wanted = WEEKDAYS[found.words.split()[0].lower()]
    day = clock.weekday(wanted, found.start, found.end)
    if day is None:
        return of_day(time_value(OPEN_DAY, "day", "relative"), found.words)
    return of_day(shifted(day, 0), found.words)


def ago(found: Found, clock: Clock) -> TimeValue | None:
    """Two days ago; three weeks earlier; several months later; a year after the truce."""
    words = found.words.lower()
    way = re.split(r"\s+", words)[-1]
    count, unit = counted(words)
    base_now = way in ("ago", "hence", "now")
    sign = 1 if way in ("later", "after", "afterward", "afterwards", "hence", "now") else -1
    if count is None and way in ("before", "after"):
        return undated("duration", amount(None, unit))
    if unit.startswith("T"):
        base = clock.published if base_now else clock.story_day(found.start)
        hours = count or 0 if unit == "TH" else 0
        return shifted(base, sign * int(hours // 24))
    if count is None or count != int(count):
        return _some_ago(clock, found, sign, page=base_now)
    step = sign * int(count)
    quarter = clock.told_quarter(found.start)
    if unit == "Y" and count == 1 and sign < 0 and quarter is not None:
        return quarter_value(quarter[0] - 1, quarter[1], "relative")
    if not base_now:
        return _from_story(clock, found, unit, step)
    return unit_value(clock.published, unit, step)


def _some_ago(clock: Clock, found: Found, sign: int, *, page: bool) -> TimeValue | None:
    """Several days ago: before the page and no more is known."""
    base = clock.published if page else clock.story_day(found.start)
    timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if base is None:
        return time_value(OPEN_DAY, "unknown", "relative", timex=timex)
    edge = base.isoformat()
    return time_value(
        f"../{edge}" if sign < 0 else f"{edge}/..", "unknown", "relative", timex=timex
    )


def latest_quarter(found: Found, clock: Clock) -> TimeValue | None:
    """The quarter; the year-ago quarter: the one that the text named last."""
    quarter = clock.told_quarter(found.start)
    if quarter is None:
        return None
    year = quarter[0] - (re.search(r"year-(?:ago|earlier)", found.words.lower()) is not None)
    return quarter_value(year, quarter[1], "relative")


def offset_from(draft_words: str, day: date) -> TimeValue | None:
    """Two days after 3 May; the day before Christmas: counted from the date that follows."""
    words = draft_words.lower()
    count, unit = counted(words)
    if count is None:
        count = 1 if re.match(r"(?:the\s+|an?\s+)?(?:day|night|week|month|year)\b", words) else None
    if count is None or count != int(count) or unit.startswith("T"):
        return None
    return unit_value(day, unit, int(count) * (-1 if words.endswith("before") else 1))


def edge(found: Found, clock: Clock) -> TimeValue | None:
    """The end of the month; year-end; month's end."""
    words = found.words.lower()
    unit = next(u for u in ("decade", "century", "month", "week", "year", "day") if u in words)
    here = clock.told(found.start)
    if unit == "day":
        return None
    if here is not None:
        return _from_story(clock, found, UNITS[unit], 0)
    return unit_value(clock.published, UNITS[unit], 0)


def whole(found: Found, clock: Clock) -> TimeValue | None:
    """The year, told as a stretch or as this one."""
    before = clock.text[max(0, found.start - 16) : found.start].lower()
    value = _from_story(clock, found, "Y", 0)
    if re.search(r"\b(?:earlier|later|early|late) in \Z", before):
        return value
    return undated("duration", "P1Y")


def part(found: Found, clock: Clock) -> TimeValue | None:
    """In the morning; overnight: a time of the story's day, no date by itself."""
    before = clock.text[max(0, found.start - 12) : found.start].lower()
    words = found.words.lower()
    if words == "overnight":
        base = clock.published
        timex = f"{base.isoformat()}TNI" if base else "XXXX-XX-XXTNI"
        return undated("time", timex)
    if words.endswith("time") or not re.search(r"\b(?:in|during|throughout) the \Z", before):
        return None
    day = clock.story_day(found.start)
    return undated("time", f"{day.isoformat() if day else OPEN_DAY}T{PARTS[words]}")
