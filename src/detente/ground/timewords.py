"""The words of time expressions as pieces of regular expressions, made from the word lists."""

import re
from collections.abc import Iterable

from detente.knowledge.timelists import time_lists

_LISTS = time_lists()
MONTHS = _LISTS.numbers("month")
ABROAD = _LISTS.numbers("abroad")
WEEKDAYS = _LISTS.numbers("weekday") | _LISTS.numbers("weekday_short")
SEASONS = _LISTS.numbers("season")
NUMBERS: dict[str, int | None] = {
    word: int(value) if value != "X" else None for word, value in _LISTS.words("number").items()
}
"""Counts by word; None for "several" and its like."""
ORDINALS = _LISTS.numbers("ordinal")
TENS = _LISTS.numbers("tens")
UNITS = _LISTS.words("unit")
PARTS = _LISTS.words("part")
HOURS = _LISTS.words("hour")
REFERENCES = _LISTS.words("reference")
OFTEN = _LISTS.words("often")
HOLIDAYS = _LISTS.words("holiday")


def either(words: Iterable[str]) -> str:
    """A group that takes any of `words`, the longest first; a blank stands for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered) + ")"


def _month_forms() -> Iterable[str]:
    """Months as names are written, and in capitals."""
    for name in MONTHS:
        yield from (name.capitalize(), name.upper())


S = r"\s{1,3}"
"""Blanks between two words; bounded, so that long blanks cost nothing."""
_LONG = [
    name for name in _month_forms() if len(name) > 4 or name.lower() in ("may", "june", "july")
]
_SHORT = [name for name in _month_forms() if name not in _LONG]
M = rf"(?:{either(_LONG)}|{either(_SHORT)}\.?)(?!\w)"
M_ABROAD = rf"(?i:{either(ABROAD)})(?!\w)"
D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
Y = r"(?:1[5-9]|20)\d\d(?!\d)"
W = rf"(?:{either(w.capitalize() for w in _LISTS.words('weekday'))})(?!\w)"
W_DATE = rf"(?:{either(w.capitalize() for w in WEEKDAYS)})(?!\w)\.?,?{S}"
TOD = rf"(?i:{either(PARTS)}s?|{either(HOURS)})(?!\w)"
SEASON = rf"(?i:{either(SEASONS)})(?!\w)"
UNIT = rf"(?i:{either(UNITS)})"
LONG_UNIT = rf"(?i:{either(u for u, code in UNITS.items() if not code.startswith('T'))})"
ORDINAL = rf"(?i:{either(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_SMALL = either(word for word, count in NUMBERS.items() if 1 <= (count or 0) <= 9 and len(word) > 2)
_TENS = either(word for word, count in NUMBERS.items() if (count or 0) >= 20)
_TIMES = either(word for word, count in NUMBERS.items() if 2 <= (count or 0) <= 20)
COUNT = (
    rf"(?:(?i:{_TENS}(?:-|{S}(?:and{S})?){_SMALL}|{_TIMES}{S}hundred|{either(NUMBERS)})(?!\w)"
    r"|\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,2}|\s1/2)?(?![\w,.]*\d)(?!\w))"
)
"""A count in words or digits."""
TO = rf"\s{{0,3}}[-–—]\s{{0,3}}|{S}(?:to|and|until|through){S}"
NAMED_YEAR = rf"(?:the{S})?(?:last|this|next|that|same|previous|following){S}year(?!\w)"
OF_YEAR = rf"(?:,?{S}(?:of{S})?(?:{Y}(?!s\b|-\d)|{NAMED_YEAR}))"

PREPOSITION = re.compile(
    r"\b(?:in|since|of|until|till|by|from|during|before|after|through|to|between|last|this|next|"
    r"for|and|same|early|late|mid|following|previous|or|throughout|over|around|about|circa)"
    r"[\s-]{1,3}(?:the\s{1,3})?\Z",
    re.IGNORECASE,
)
SINCE = re.compile(r"\b(?:since|from)\s{1,3}(?:the\s{1,3})?\Z", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|up\s{1,3}to)\s{1,3}(?:the\s{1,3})?\Z", re.IGNORECASE)
FUTURE = re.compile(r"(?:\b|(?=['’]))" + either(_LISTS.words("future")) + r"(?!\w)", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:" + either(_LISTS.words("past")) + r"(?!\w)|(?!need|speed|indeed)[a-z]{2,20}ed\b)",
    re.IGNORECASE,
)
