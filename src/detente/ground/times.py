"""Time expressions: found by a grammar of our own, given an EDTF value that keeps what is open."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from detente.ground import timecounts, timedates, timeperiods, timerelative
from detente.ground.draft import Draft
from detente.ground.timeclock import Clock, tells_history
from detente.ground.timegrammar import Found, found_forms
from detente.ground.timevalues import thirds
from detente.ground.timewords import SINCE, UNTIL
from detente.model.grounding import TimeValue
from detente.model.record import DatePrecision

_Reader = Callable[[Found, Clock], TimeValue | None]
_READERS: dict[str, _Reader] = {
    "iso": timedates.iso, "numeric": timedates.numeric, "day_range": timedates.day_range,
    "day": timedates.day, "abroad": timedates.abroad, "month_range": timedates.month_range,
    "month_year": timedates.month_year, "month": timedates.month,
    "season_year": timeperiods.season_year, "season": timeperiods.season,
    "quarter": timeperiods.quarter, "quarter_code": timeperiods.quarter_code,
    "years": timeperiods.years, "decade": timeperiods.decade, "century": timeperiods.century,
    "bc": timeperiods.bc, "holiday": timedates.holiday_day, "year": timeperiods.year,
    "named_day": timerelative.named_day, "day_by": timerelative.day_by,
    "way_day": timerelative.way_day, "way_unit": timerelative.way_unit,
    "way_month": timerelative.way_month, "way_season": timerelative.way_season,
    "latest_quarter": timerelative.latest_quarter,
    "weekend": timerelative.weekend, "edge": timerelative.edge, "whole": timerelative.whole,
    "ago": timerelative.ago, "weekday": timerelative.weekday, "part": timerelative.part,
    "span": timecounts.span, "often": timecounts.often, "clock": timecounts.clock_time,
    "reference": timecounts.reference,
}  # fmt: skip

_BEFORE = re.compile(
    r"(?:(?P<day>\b(?:the\s{1,3})?(?:early\s{1,3}|late\s{1,3})?"
    r"(?:morning|afternoon|evening|night)(?:\s{1,3}hours)?\s{1,3}of\s{1,3}(?:the\s{1,3})?)"
    r"|(?P<part>\b(?:(?:the\s{1,3})?(?:early|late|mid|middle|beginning|start|end)(?:-|\s{1,3})(?:of\s{1,3}|in\s{1,3}(?:the\s{1,3})?)?"
    r"|earlier\s{1,3}|later\s{1,3}|sometime\s{1,3}|mid))(?:the\s{1,3})?"
    r"|(?P<about>\b(?:about|almost|nearly|around|more\s{1,3}than|less\s{1,3}than|at\s{1,3}least|over|"
    r"only|just|up\s{1,3}to|some|roughly|approximately)\s{1,3})"
    r"|\bthe\s{1,3})\Z",
    re.IGNORECASE,
)
"""What belongs to a time and stands before its core."""
_APPROXIMATE = re.compile(
    r"\b(?:about|around|circa|c\.|ca\.|roughly|approximately)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_UNCERTAIN = re.compile(
    r"\b(?:possibly|perhaps|probably|maybe)\s+(?:(?:on|in)\s+)?(?:the\s+)?\Z", re.IGNORECASE
)
_QUALIFIED = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_HOUR_GAP = re.compile(r"(?:\s+[A-Z]{2,4})?,?\s+(?:on\s+)?")
_DAY_GAP = re.compile(r",?\s+(?:at\s+(?:about\s+|around\s+)?)?")
_RANGE_GAP = re.compile(r"\s+(?:to|until|through|till)\s+|\s*[–—-]\s*")
_AND = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_OFFSET = re.compile(r"\b(?:before|after)\Z", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATELINE_END = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*)?(?:[-–—:|]|\n|\Z)")
_LONG = frozenset(("span", "ago"))
_WHOLE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_PARTLY = frozenset(("month", "month_year", "year", "decade", "way_month", "season", "season_year"))


def anchor_day(published: str | None) -> date | None:
    """The day that an EDTF publication date states, None when it states none."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def find_times(text: str, published: str | None) -> list[Draft]:
    """All time expressions of `text` with their values, in order and apart from each other.

    Args:
        text: the text; offsets of the drafts cut their words from it.
        published: EDTF day from which relative dates count; None leaves them open.
    """
    forms = list(found_forms(text))
    clock = Clock(text, anchor_day(published) or _dateline(text, forms))
    clock.history = tells_history(forms, clock.published)
    orders = {timedates.number_order(f) for f in forms if f.form == "numeric"} - {None}
    clock.day_first = orders.pop() if len(orders) == 1 else None
    drafts: list[Draft] = []
    for found in forms:
        value = _READERS[found.form](found, clock)
        if value is None:
            continue
        clock.note(value, found)
        floor = drafts[-1].end if drafts else 0
        if found.form != "year" or text[max(0, found.start - 4) : found.start].lower() != "the ":
            start, value = _with_words_before(text, found, floor, value)
        else:
            start = found.start
        value = _qualified(value, text, found.start)
        drafts.append(Draft(start, found.end, "time", time=value))
    return [_bounded(draft, text) for draft in _joined(drafts, text)]


def _dateline(text: str, forms: list[Found]) -> date | None:
    """The day at the head of an undated text: "KABUL, 3 May 2018 (Agency) –"."""
    first = forms[0] if forms else None
    if first is None or first.form not in ("day", "iso") or first.start > 120:
        return None
    line = text[text.rfind("\n", 0, first.start) + 1 : first.start]
    if re.search(r"[a-z]{2}\s[a-z]", line) or not _DATELINE_END.match(text, first.end):
        return None
    if re.search(r"\d{4}", first.words) is None:
        return None
    value = _READERS[first.form](first, Clock(text, None))
    return anchor_day(value.edtf) if value else None


def _with_words_before(
    text: str, found: Found, floor: int, value: TimeValue
) -> tuple[int, TimeValue]:
    """Take "early", "the end of", "the night of" and "the" into a time that they belong to."""
    start = found.start
    for _ in range(2):
        match = _BEFORE.search(text, max(floor, start - 40), start)
        if match is None:
            return start, value
        if match["about"]:
            return (match.start() if found.form in _LONG else start), value
        if match["day"]:
            if value.precision != "day":
                return start, value
            value = timerelative.of_day(value, match["day"]) or value
        elif match["part"]:
            value = _part(value, match["part"].lower(), found.form)
        start = match.start()
    return start, value


def _part(value: TimeValue, word: str, form: str) -> TimeValue:
    """The early, middle or late part of a month, a year or a decade."""
    third = 0 if re.search("early|beginning|start", word) else 1 if "mid" in word else 2
    if form not in _PARTLY or value.edtf is None or re.match("earlier|later|sometime", word):
        return value
    edtf = thirds(value.edtf, third)
    if edtf == value.edtf:
        return value
    precision: DatePrecision = "month" if value.precision == "month" else "season"
    if value.edtf.endswith("X"):
        precision = "unknown"
    timex = value.timex or value.edtf
    return TimeValue(edtf, precision, value.basis, value.kind, timex)


def _qualified(value: TimeValue, text: str, start: int) -> TimeValue:
    """Mark "about 10 May" with ~ and "possibly on 10 May" with ?."""
    if value.edtf is None or not _QUALIFIED.fullmatch(value.edtf):
        return value
    before = text[max(0, start - 24) : start]
    about = value.basis == "stated" and _APPROXIMATE.search(before)  # "get around Friday's ban"
    mark = "~" if about else "?" if _UNCERTAIN.search(before) else ""
    return (
        replace(value, edtf=value.edtf + mark, timex=value.timex or value.edtf) if mark else value
    )


def _joined(drafts: list[Draft], text: str) -> list[Draft]:
    """Make one of an hour and its day ("9 a.m. on Tuesday"), and of the two ends of a range."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        value = last and draft.start - last.end < 16 and _together(last, draft, text)
        if last is not None and value:
            kept[-1] = Draft(last.start, draft.end, "time", time=value)
        else:
            kept.append(draft)
    return kept


def _together(last: Draft, draft: Draft, text: str) -> TimeValue | None:
    first, second = last.time, draft.time
    if first is None or second is None:
        return None
    gap = text[last.end : draft.start]
    words = text[last.start : last.end]
    if second.precision == "day" and _OFFSET.search(words) and gap.strip() in ("", "the", "last"):
        edtf = second.edtf or ""
        day = date.fromisoformat(edtf) if _DAY.fullmatch(edtf) else None
        return timerelative.offset_from(words, day) if day else None
    if (
        first.edtf is None
        and first.kind == "time"
        and second.precision == "day"
        and _HOUR_GAP.fullmatch(gap)
    ):
        return _at(second, first)
    if (
        second.edtf is None
        and second.kind == "time"
        and first.precision == "day"
        and _DAY_GAP.fullmatch(gap)
    ):
        return _at(first, second)
    ranged = _BETWEEN.search(text[max(0, last.start - 14) : last.start])
    if ranged and (_RANGE_GAP.fullmatch(gap) or _AND.fullmatch(gap)):
        return _interval(first, second)
    return None


def _at(day: TimeValue, hour: TimeValue) -> TimeValue | None:
    """A day at an hour; the day stays the date."""
    if day.edtf is None or day.kind == "time":
        return None
    timex = f"{day.edtf[:10]}T{hour.timex.partition('T')[2]}"
    return TimeValue(day.edtf, day.precision, day.basis, "time", timex)


def _interval(first: TimeValue, last: TimeValue) -> TimeValue | None:
    """From one date to a later one, both of them whole."""
    if not (
        first.edtf and last.edtf and _WHOLE.fullmatch(first.edtf) and _WHOLE.fullmatch(last.edtf)
    ):
        return None
    if first.edtf >= last.edtf or first.kind != "date" or last.kind != "date":
        return None
    if "season" in (first.precision, last.precision):
        return None
    precision = first.precision if first.precision == last.precision else "unknown"
    if precision == "day":
        days = (date.fromisoformat(last.edtf) - date.fromisoformat(first.edtf)).days
        precision = "week" if days <= 7 else "month" if days <= 31 else "unknown"
    return TimeValue(f"{first.edtf}/{last.edtf}", precision, first.basis)


def _bounded(draft: Draft, text: str) -> Draft:
    """`since` and `until` make an open interval of a point whose year is known."""
    value = draft.time
    if (
        value is None
        or value.edtf is None
        or value.kind != "date"
        or not re.match(r"\d{4}(?:-[0-9-]+)?[~?]?\Z", value.edtf)
    ):
        return draft
    before = text[max(0, draft.start - 14) : draft.start]
    if SINCE.search(before) and "since" in before.lower():
        draft.time = replace(value, edtf=f"{value.edtf}/..", timex=value.timex or value.edtf)
    elif UNTIL.search(before):
        draft.time = replace(value, edtf=f"../{value.edtf}", timex=value.timex or value.edtf)
    return draft
