"""Counts of units: how long, how often, at what hour, and the vague words."""

import re

from detente.ground.timeclock import Clock
from detente.ground.timegrammar import Found
from detente.ground.timevalues import OPEN_DAY, undated
from detente.ground.timewords import (
    HOURS,
    NUMBERS,
    OFTEN,
    PARTS,
    REFERENCES,
    SEASONS,
    UNITS,
    WEEKDAYS,
    either,
)
from detente.model.grounding import TimeValue

_NUMBER = re.compile(rf"(?i:{either(NUMBERS)})(?!\w)|\d[\d,]*(?:\.\d+)?(?:\s1/2)?")
_UNIT = re.compile(rf"(?i:({either(UNITS)}s?|centuries)(?!\w))")
_STRETCH = re.compile(
    r"\b(?:for|in|over|within|after|during|lasting|lasted|last|spent|some|recent|past|next|coming|"
    r"took|take|of|many|these|those|few|several|nearly|almost|about|than|first|early|throughout)"
    r"(?:\s+the)?\s+\Z",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:\d[\d,.]*|\b(?:once|twice|times|thousand|million|billion|dollars|cents|tons|hours?|days?))(?:\s+\w+)?\s+\Z",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:for|in|over|within|after|than|about|nearly)\s+\Z", re.IGNORECASE)
_QUARTERS = re.compile(r"\A(?:last|past|next|first|coming|previous)\b|\bstraight\b")
_AGE = re.compile(r"(?:s\s+|[\s-])old\b")
_NTH_DAY = re.compile(r"(?:first|last|final)\b.*\s(?:day|night)\Z")
_SEASON = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_AMOUNT = {"DE": (10, "Y"), "CE": (100, "Y"), "WE": (2, "D"), "Q": (3, "M")}


def number_of(words: str) -> float | None:
    """A count in words or digits; None for "several" and for no count."""
    total, tens = 0.0, False
    found = False
    for match in _NUMBER.finditer(words):
        word = " ".join(match.group().lower().split())
        if word[0].isdigit():
            whole, _, half = word.partition(" ")
            return float(whole.replace(",", "")) + (0.5 if half else 0)
        value = NUMBERS[word]
        if value is None:
            return None
        if found and not tens and value != 100:
            break
        total = total * value if value == 100 and found else total + value
        found, tens = True, value >= 20
    return total if found else None


def counted(words: str) -> tuple[float | None, str]:
    """Count and unit code of "three weeks", "several-year", "5 1/2 hours"."""
    unit = _UNIT.search(words)
    name = unit[1].lower() if unit else "day"
    code = UNITS.get(name) or UNITS.get(name.removesuffix("s")) or "CE"
    if not unit:
        return None, code
    count = number_of(re.split(r"\s+(?:to|or)\s+", words[: unit.start()])[0])
    if count is not None and "and a half" in words[unit.end() :]:
        count += 0.5
    return count, code


def amount(count: float | None, unit: str) -> str:
    """A duration in TimeML: `P3Y`, `PT30M`, `P2Y6M`, `PXD`."""
    head, code = ("PT", unit[1]) if unit.startswith("T") else ("P", unit)
    if count is None:
        return f"{head}X{'Y' if code in ('DE', 'CE') else code}"
    factor, code = _AMOUNT.get(unit, (1, code))
    count *= factor
    if count == int(count):
        return f"{head}{int(count)}{code}"
    if unit == "Y" and count * 2 == int(count * 2):
        return f"P{int(count)}Y6M"
    if unit == "TH" and count * 2 == int(count * 2):
        return f"PT{int(count)}H30M"
    return f"{head}{count:g}{code}"


def span(found: Found, clock: Clock) -> TimeValue | None:
    """Three years; the past two months; a two-week truce; years."""
    words = found.words.lower()
    count, unit = counted(words)
    before = clock.text[max(0, found.start - 24) : found.start]
    if _is_none(found, clock.text, before, unit):
        return None
    if words.split()[0] not in ("a", "an") or count != 1:
        return undated("duration", amount(count, unit))
    if _RATE.search(before) and not _LASTS.search(before):
        return undated("set", amount(1, unit))
    if unit == "D" and not _STRETCH.search(before):
        return None  # "a day" alone is seldom a length
    return undated("duration", amount(count, unit))


def _is_none(found: Found, text: str, before: str, unit: str) -> bool:
    """Whether the words are an age, a title, an ordinal, a share or no length of time."""
    words = found.words.lower()
    last = found.words.split()[-1]
    bare = " " not in words and "-" not in words  # "the days": only where it lasts or is many
    share = unit == "Q" and not _QUARTERS.search(words)  # three quarters of a thing
    blink = unit == "TS" and words.startswith(("a ", "an ", "one "))
    return (
        before[-1:] in ("-", "–", "$", "€", "£", ".")
        or (last[0].isupper() and not found.words.isupper())
        or (bare and not _STRETCH.search(before))
        or share
        or blink
        or _AGE.match(text, found.end) is not None
        or _NTH_DAY.match(words) is not None
    )


def often(found: Found, _clock: Clock) -> TimeValue | None:
    """Every Friday; each year; daily; twice per month; on Fridays."""
    words = " ".join(found.words.lower().split())
    if words in OFTEN:
        return undated("set", OFTEN[words])
    last = words.split()[-1]
    for name in (last, last.removesuffix("s")):
        if name in WEEKDAYS:
            return undated("set", f"XXXX-WXX-{WEEKDAYS[name] + 1}")
        if name in PARTS:
            return undated("set", f"{OPEN_DAY}T{PARTS[name]}")
        if name in SEASONS:
            return undated("set", f"XXXX-{_SEASON[SEASONS[name]]}")
    unit = _UNIT.search(words)
    if unit is None:
        return undated("set", OPEN_DAY)
    count, code = counted(words)
    return undated("set", amount(2 if " other " in words else count or 1, code))


def clock_time(found: Found, clock: Clock) -> TimeValue | None:
    """9 a.m.; 14:30; 1400 GMT; noon: a time of the story's day, no date by itself."""
    words = found.words.lower()
    before = clock.text[max(0, found.start - 14) : found.start].lower()
    hour = hour_of(words)
    if hour is None:
        return None
    plain = re.fullmatch(r"\d{1,2}:\d\d", words)
    if plain and not re.search(
        r"\b(?:at|by|until|from|around|about|to|and|between|before|after|since|,)\s+\Z", before
    ):
        return None
    day = clock.story_day(found.start)
    return undated("time", f"{day.isoformat() if day else OPEN_DAY}T{hour}")


def hour_of(words: str) -> str | None:
    """A time of day as `hh:mm`; None where there is no such time."""
    low = words.lower()
    if low in HOURS:
        return HOURS[low]
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?\.?m?", low)
    packed = re.match(r"(\d\d)(\d\d)\s", low)
    if packed:
        hour, minute, half = int(packed[1]), packed[2], None
    elif match:
        hour, minute, half = int(match[1]), match[2] or "00", match[3]
    else:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute}" if hour <= 24 else None


def reference(found: Found, clock: Clock) -> TimeValue | None:
    """Now, recently, in the near future."""
    words = " ".join(found.words.lower().split())
    if words == "now" and re.match(r"\s+(?:that|known)\b", clock.text[found.end : found.end + 8]):
        return None
    if (
        words == "the past"
        and re.match(r"\s+[a-z]*\d?", clock.text[found.end : found.end + 12])
        and re.match(
            r"\s+(?:\w+\s+)?(?:year|month|week|day|decade|centur)",
            clock.text[found.end : found.end + 24],
        )
    ):
        return None
    return undated("reference", REFERENCES[words])
