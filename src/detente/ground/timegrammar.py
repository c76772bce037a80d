"""The written forms of time expressions, tried only at words that can begin one.

Every form is one regular expression with the words that may begin it. A text is walked word by
word; at a word that begins no form nothing is tried, so that the cost grows with the text only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.ground.timewords import (
    COUNT,
    HOLIDAYS,
    HOURS,
    LONG_UNIT,
    M_ABROAD,
    MONTHS,
    NAMED_YEAR,
    NUMBERS,
    OF_YEAR,
    OFTEN,
    ORDINAL,
    ORDINALS,
    PARTS,
    REFERENCES,
    SEASON,
    SEASONS,
    TENS,
    TO,
    TOD,
    UNITS,
    W_DATE,
    WEEKDAYS,
    D,
    M,
    S,
    W,
    Y,
    either,
)  # fmt: skip

DIGIT = "0"
"""Stands for every word that begins with a digit."""
WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")


def _first(*words: str) -> frozenset[str]:
    """The first words of terms, in lower case."""
    return frozenset(re.split(r"[\s'’-]", word.lower())[0] for word in words)


_MONTH = _first(*MONTHS)
_DAY = _first(*WEEKDAYS)
_COUNT = _first(*NUMBERS) | {DIGIT}
_UNITS = frozenset(u for unit in UNITS for u in (unit, unit + "s")) | {"centuries"}
_WAYS = ("last", "this", "next", "past", "previous", "following", "preceding", "coming", "same",
         "that", "current", "latest", "upcoming", "final", "first")  # fmt: skip
_EDGES = ("end", "start", "beginning", "middle", "rest", "remainder", "close")
_WAY = rf"(?i:{either(_WAYS)})"
_MDY = rf"{M}{S}{D}(?![,.:]\d){OF_YEAR}?"
_DMY = rf"{D}{S}(?:of{S})?{M}{OF_YEAR}?"
_QUARTER = (
    rf"(?:(?i:fiscal)[\s-])?(?:{ORDINAL})(?:[\s-](?i:fiscal))?[\s-](?i:quarter|half)(?!\w)"
    rf"(?:{S}(?:of|in){S}(?:fiscal{S})?(?:{Y}|{NAMED_YEAR}))?"
)
_CLOCK = (
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s{0,2}(?i:[ap]\.m\b\.?|[ap]m\b)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?(?i:hrs|hours|h)\b)?(?![:\d%])"
    r"|(?:[01]\d|2[0-4])[0-5]\d\s(?:GMT|UTC|hours|hrs)\b)"
    r"(?:\s{1,2}(?:GMT|UTC|EST|EDT|CET|CEST|BST|PST|PDT|local\stime))?"
)
_PLURAL = rf"(?i:{either(u + 's' for u in UNITS)}|centuries)(?!\w)"
_ONE_OR_MORE = rf"(?i:{either(_UNITS)})(?!\w)"
_EXTRA = rf"(?:{S}(?i:more|straight|consecutive|full|long|whole|trading|working|solid|bloody))?"
_AGO = (
    rf"{S}(?:(?i:or{S}so){S})?(?i:ago|earlier|later|previously|before|after|prior|afterwards?|"
    rf"hence|from{S}now)(?!\w)"
)
_TURN = rf"(?:(?i:past|coming|same){S})?"
"""As in "this past Tuesday", "that same day"."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a time; `first` are the words that may begin it."""

    name: str
    first: frozenset[str]
    pattern: str


FORMS = (
    Form("iso", frozenset((DIGIT,)),
         rf"{Y}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
         r"(?:T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?"),
    Form("numeric", frozenset((DIGIT,)),
         rf"(?:{Y}/\d{{1,2}}/\d{{1,2}}|\d{{1,2}}/\d{{1,2}}/(?:{Y}|\d\d)|\d{{1,2}}\.\d{{1,2}}\.{Y})(?![\d/])"),
    Form("day_range", _MONTH, rf"{M}{S}{D}(?:{TO})(?:{M}{S})?{D}(?!,?\d){OF_YEAR}?"),
    Form("day_range", frozenset((DIGIT,)), rf"{D}(?:{S}{M})?(?:{TO}){D}{S}{M}{OF_YEAR}?"),
    Form("day", _MONTH, _MDY),
    Form("day", _first("the") | {DIGIT}, rf"(?:[Tt]he{S})?{_DMY}"),
    Form("day", _DAY, rf"{W_DATE}(?:the{S})?(?:{_MDY}|{_DMY})"),
    Form("abroad", frozenset((DIGIT,)), rf"{D}\.?{S}(?:de{S})?{M_ABROAD}{S}(?:de{S})?{Y}"),
    Form("month_range", _MONTH, rf"{M}(?:{TO}){M}{OF_YEAR}?"),
    Form("month_year", _MONTH, rf"{M}{OF_YEAR}"),
    Form("month", _MONTH, rf"{M}(?!-\d)"),
    Form("season_year", _first(*SEASONS), rf"{SEASON}(?:{S}of)?{S}(?:{Y}|{NAMED_YEAR})"),
    Form("season_year", frozenset((DIGIT,)), rf"{Y}{S}{SEASON}(?!{S}[A-Z])"),
    Form("season", _first(*SEASONS), SEASON),
    Form("quarter", _first(*ORDINALS, "fiscal") | {DIGIT}, _QUARTER),
    Form("quarter", frozenset((DIGIT, "last", "this", "next")),
         rf"(?:{Y}|(?i:last|this|next){S}year['’]s){S}{_QUARTER}"),
    Form("quarter_code", frozenset(("q1", "q2", "q3", "q4")),
         rf"Q[1-4](?:{S}(?:of{S})?{Y})?(?!\w)"),
    Form("years", frozenset((DIGIT,)),
         rf"{Y}(?:[-–]|\s{{1,3}}(?:to|through){S})(?:{Y}|\d\d)(?![\d-])(?!{S}{M})"),
    Form("decade", frozenset((DIGIT,)), r"(?:1[5-9]|20)\d0['’]?s\b"),
    Form("decade", _first(*TENS), rf"(?i:{either(TENS)})(?!\w)"),
    Form("century", _first(*ORDINALS) | {DIGIT},
         rf"(?:{ORDINAL})[\s-](?i:century)(?!\w)(?:{S}(?:BC|B\.C\.|BCE))?"),
    Form("bc", frozenset((DIGIT,)), r"\d{1,4}\s?(?:BCE?\b|B\.C\.)"),
    Form("named_day", frozenset(("today", "tonight", "yesterday", "tomorrow")),
         rf"(?i:today|tonight|(?:yesterday|tomorrow)(?:{S}{TOD})?)(?!\w)"),
    Form("day_by", frozenset(("day", "night", "week", "month", "year")),
         rf"(?i:(?:day|night|week|month|year){S}(?:before{S}yesterday|after{S}tomorrow|before|after|earlier|later))(?!\w)"),
    Form("span", frozenset(_WAYS), rf"{_WAY}{S}(?:{COUNT}{S})(?i:\w{{1,12}}{S})?{_PLURAL}"),
    Form("span", frozenset(_WAYS), rf"{_WAY}{S}{_PLURAL}"),
    Form("way_day", frozenset(_WAYS),
         rf"{_WAY}{S}{_TURN}(?:{W}(?:{S}{TOD})?|(?i:day|night|{either(PARTS)}))(?!\w)"),
    Form("way_unit", frozenset(_WAYS),
         rf"{_WAY}{S}{_TURN}(?:(?i:fiscal){S})?{LONG_UNIT}(?![\w-])"),
    Form("way_month", frozenset(_WAYS), rf"{_WAY}{S}{_TURN}{M}(?!{S}\d)"),
    Form("way_season", frozenset(_WAYS), rf"{_WAY}{S}{_TURN}{SEASON}"),
    Form("weekend", frozenset(("weekend",)), r"(?i:weekend)\b"),
    Form("edge", frozenset(_EDGES),
         rf"(?i:{either(_EDGES)}{S}of{S}(?:the|this|that){S}"
         r"(?:day|week|month|year|decade|century))(?!\w)"),
    Form("latest_quarter", frozenset(("the", "year", "latest")),
         rf"(?i:(?:the{S})?(?:latest{S}|current{S}|year-ago{S}|year-earlier{S})?(?:quarter|(?<=ago\s)period|(?<=earlier\s)period|(?<=latest\s)period))(?!\w)"),
    Form("edge", frozenset(("year", "month")), r"(?i:(?:year|month)(?:-|\s|['’]s\s)end)\b"),
    Form("whole", frozenset(("the",)), rf"(?i:the{S}(?:full{S}|fiscal{S})?year)(?![\w-])"),
    Form("ago", _COUNT, rf"{COUNT}{_EXTRA}{S}{_ONE_OR_MORE}{_AGO}"),
    Form("ago", _UNITS, rf"{_PLURAL}{_AGO}"),
    Form("often", frozenset(("every", "each")),
         rf"(?i:every|each)(?:{S}(?:other{S})?(?:{COUNT}{S})?(?:{W}|{M}|{TOD}|{SEASON}|{_ONE_OR_MORE}))"),
    Form("often", frozenset(("per",)), rf"(?i:per){S}(?i:day|week|month|year|hour|minute)(?!\w)"),
    Form("often", _first(*OFTEN), rf"(?i:{either(OFTEN)})(?!\w)"),
    Form("often", frozenset(day + "s" for day in WEEKDAYS),
         rf"(?:{either(day.capitalize() + 's' for day in WEEKDAYS if len(day) > 5)})(?!\w)"),
    Form("often", _DAY, rf"{W}{S}(?i:{either(part + 's' for part in PARTS)})(?!\w)"),
    Form("weekday", _DAY, rf"{W}(?:{S}{TOD})?"),
    Form("span", _COUNT,
         rf"{COUNT}(?:{S}(?:to|or){S}{COUNT})?{_EXTRA}[\s-]{_ONE_OR_MORE}(?:-long)?(?![\s-]old\b|{S}of{S}age)"
         rf"(?:{S}(?:and{S}a{S}half)\b)?"),
    Form("span", _UNITS, rf"{_PLURAL}(?!{S}old\b)"),
    Form("clock", frozenset((DIGIT,)), _CLOCK),
    Form("clock", _first(*HOURS), rf"(?i:{either(HOURS)})(?!\w)"),
    Form("part", frozenset((*_first(*PARTS), "overnight")),
         rf"(?i:{either(PARTS)}|overnight)(?!\w)"),
    Form("holiday", _first(*HOLIDAYS), rf"{either(HOLIDAYS)}(?!\w)(?:,?{S}{Y})?"),
    Form("reference", _first(*REFERENCES),
         rf"(?i:{either(REFERENCES)})(?!\w)(?!{S}(?:\w{{1,12}}{S}){{0,2}}{_PLURAL})"
         rf"(?!{S}(?i:year|month|week|decade|century|day))"),
    Form("year", frozenset((DIGIT,)), rf"{Y}(?![\w%/]|-\d|[.,]\d)"),
)  # fmt: skip
"""In order of preference where two begin at the same word."""


def _compiled() -> dict[str, re.Pattern[str]]:
    """For each word that may begin a form, the forms that it may begin as one expression."""
    signatures: dict[str, tuple[int, ...]] = {}
    for index, form in enumerate(FORMS):
        for word in form.first:
            signatures[word] = (*signatures.get(word, ()), index)
    made = {
        signature: re.compile("|".join(f"(?P<f{n}>{FORMS[n].pattern})" for n in signature))
        for signature in set(signatures.values())
    }
    return {word: made[signature] for word, signature in signatures.items()}


_BEGINS = _compiled()


@dataclass(frozen=True, slots=True)
class Found:
    """Words that have the form of a time."""

    form: str
    start: int
    end: int
    words: str


def found_forms(text: str) -> Iterator[Found]:
    """The time expressions of `text` by their form, in order and apart from each other."""
    done = 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < done:
            continue
        begin = word.group().lower()
        key = (
            DIGIT
            if begin[0].isdigit()
            else re.split("['’]", begin)[0]
            if "'" in begin or "’" in begin
            else begin
        )
        pattern = _BEGINS.get(key)
        match = pattern.match(text, start) if pattern else None
        if match is not None:
            form = FORMS[int((match.lastgroup or "f0")[1:])].name
            done = match.end()
            yield Found(form, start, done, match.group())
