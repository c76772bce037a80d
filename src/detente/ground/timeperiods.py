"""Values of seasons, quarters, halves, years, decades and centuries."""

import re

from detente.ground.timeclock import Clock, tense_around
from detente.ground.timedates import YEAR_STEPS, stated_year
from detente.ground.timegrammar import Found
from detente.ground.timevalues import LETTERS, half_value, numbers_in, quarter_value, time_value
from detente.ground.timewords import ORDINALS, PREPOSITION, SEASONS, TENS
from detente.model.grounding import TimeValue

_PLURAL = re.compile(r"\s+[a-z]+s\b")
_GLUED = frozenset("$€£#.,-/–")
_JOINED_PART = re.compile(r"(?:mid|early|late|post|pre)-\Z", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:resolution|no\.|number|flight|room|act|unit|article|highway|route|channel|page)s?\s+\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?:people|men|women|children|soldiers|troops|fighters|civilians)\b")
_IN = re.compile(r"\b(?:in|since|until|during)\s+\Z", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+|[\s-]+[a-z]+s\b")
"""What makes a season's word a fall of something, or springs of something."""
_SAYS_FALL = re.compile(r"\b(?:in|during|since|by|early|late|until)\s+(?:the\s+)?\Z")
_OF_YEAR = re.compile(r"(last|this|next)\s+year")
_QUARTER = re.compile(r"([a-z]+|\d+[a-z]{2})[\s-](?:fiscal[\s-])?(?:quarter|half)")
_OWNED = re.compile(r"\b(?:his|her|their|my|your|our)\s+(?:early |mid-?|late )?\Z")
_THE = re.compile(r"\b(?:the|early|late|mid)[\s-]+\Z")
_MEASURE = re.compile(r"\s(?:people|men|women|km|m|kg|dead|wounded|percent|per)\b")


def _season_edtf(year: int | None, season: int) -> str:
    return f"{year:04d}-{season}" if year else f"XXXX-{season}"


_SEASON_TIMEX = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}


def season_value(year: int | None, season: int, *, relative: bool) -> TimeValue | None:
    """A season of a year; winter counts to the year in which it begins or, stated, is named."""
    edtf = _season_edtf(year, season)
    timex = f"{edtf[:4]}-{_SEASON_TIMEX[season]}"
    return time_value(edtf, "season", "relative" if relative else "stated", timex=timex)


def season_in(words: str) -> int:
    """The season that the words name, as EDTF code."""
    return next(SEASONS[w] for w in LETTERS.findall(words.lower()) if w in SEASONS)


def season_year(found: Found, clock: Clock) -> TimeValue | None:
    """Summer of 2014; spring last year."""
    return season_value(stated_year(found, clock), season_in(found.words), relative=False)


def season(found: Found, clock: Clock) -> TimeValue | None:
    """In the summer; "fall" and "spring" alone are verbs and things too."""
    before = clock.text[max(0, found.start - 16) : found.start].lower()
    if found.words[:1].isupper() or not PREPOSITION.search(before):
        return None
    if _OF.match(clock.text, found.end):
        return None
    if found.words.lower() == "fall" and not _SAYS_FALL.search(before):
        return None
    code = season_in(found.words)
    year = clock.year_for((code - 20) * 3, 1, found.start, found.end)
    return season_value(year, code, relative=True)


def _ordinal(name: str) -> int:
    """1 for "first" and "1st"; 0 for what is no ordinal."""
    digits = re.sub(r"\D", "", name)
    return ORDINALS.get(name) or int(digits or 0)


def quarter(found: Found, clock: Clock) -> TimeValue | None:
    """The third quarter of 2018; this year's first half; the last such quarter where alone."""
    words = found.words.lower()
    named = _OF_YEAR.match(words)
    name = _QUARTER.search(words)
    number = _ordinal(name[1]) if name else 0
    half = "half" in words
    if not 1 <= number <= (2 if half else 4):
        return None
    year = stated_year(found, clock)
    base = clock.published
    if named and base:
        year = base.year + YEAR_STEPS[named[1]]
    make = half_value if half else quarter_value
    if year is not None:
        return make(year, number)
    if base is None or half:
        return None
    ahead = tense_around(clock.text, found.start, found.end) == "future"
    behind = number > (base.month - 1) // 3 + 1 and not ahead
    return make(base.year - behind, number, "relative")


def quarter_code(found: Found, clock: Clock) -> TimeValue | None:
    """Q3 2018; the last such quarter where alone."""
    number = int(found.words[1])
    year = stated_year(found, clock)
    base = clock.published
    if year is None and base is not None:
        year = base.year - (number > (base.month - 1) // 3 + 1)
    return quarter_value(year, number) if year else None


def years(found: Found, _clock: Clock) -> TimeValue | None:
    """1990-1995; 1990-95; 1990 to 1995."""
    first, last = numbers_in(found.words.replace("-", " ").replace("–", " "))[:2]
    if last < 100:
        last += first // 100 * 100
    return time_value(f"{first:04d}/{last:04d}", "year") if first < last else None


def decade(found: Found, clock: Clock) -> TimeValue | None:
    """The 1990s; the nineties, but not a person's."""
    if found.words[0].isdigit():
        head = found.words[:3]
    else:
        before = clock.text[max(0, found.start - 14) : found.start].lower()
        if _OWNED.search(before) or not _THE.search(before):
            return None
        head = f"19{TENS[found.words.lower()]}"
    return time_value(f"{head}X", "unknown", timex=head)


def century(found: Found, _clock: Clock) -> TimeValue | None:
    """The 20th century; the fifth century BC, whose years EDTF counts from -0499 to -0400."""
    number = _ordinal(re.split(r"[\s-]+century", found.words.lower())[0])
    if not 1 <= number <= 21:
        return None
    if re.search(r"B\.?C", found.words):
        edtf = f"-{number * 100 - 1:04d}/-{max(1, number * 100 - 100):04d}"
        return time_value(edtf, "unknown", timex=f"BC{number - 1:02d}")
    return time_value(f"{number - 1:02d}XX", "unknown", timex=f"{number - 1:02d}")


def bc(found: Found, _clock: Clock) -> TimeValue | None:
    """480 BC, which is the year -479 of EDTF: there is a year 0."""
    number = numbers_in(found.words)[0]
    if number < 2:
        return None
    return time_value(f"-{number - 1:04d}", "year", timex=f"BC{number:04d}")


def year(found: Found, clock: Clock) -> TimeValue | None:
    """A year alone, unless it counts something ("2000 soldiers") or costs it."""
    text, start = clock.text, found.start
    if text[max(0, start - 1) : start] in _GLUED:
        glued = _JOINED_PART.search(text, max(0, start - 8), start)
        if start and glued is None:
            return None
    before = text[max(0, start - 16) : start]
    if _NUMBERED.search(before):
        return None
    if PREPOSITION.search(before):
        counts = bool(_COUNTED.match(text, found.end) and not _IN.search(before))
    else:
        counts = bool(_PLURAL.match(text, found.end) or _MEASURE.match(text, found.end))
    return None if counts else time_value(found.words, "year")
