"""Days and times as pages write them, into ISO form; what is not certain is not read."""

import re
from datetime import UTC, datetime

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from detente.model.errors import FormatError

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro",
            "february feb februar fevrier febrero febbraio fevereiro",
            "march mar marz maerz mars marzo marco",
            "april apr avril abril aprile",
            "may mai mayo maggio maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug aout agosto",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez decembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_PLAIN = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüç", "aaaaaeeeeiiiiooooouuuuc")
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+|de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b"
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_SLASHED_YEAR_FIRST = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_CLOCK = re.compile(r"\b(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*([ap])?\.?(m)?\b", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?$|\d{13}$")


def iso_day(text: str | None) -> str | None:
    """The day that a date names, as YYYY-MM-DD; None where it is open or no date."""
    time = iso_time(text)
    return time[:10] if time else None


def iso_time(text: str | None) -> str | None:
    """A date and, where given, time in ISO 8601; None where it cannot be read for certain.

    Day and month as bare numbers with slashes are not read: 03/04 is two days. A time without a
    zone is left without one; seconds since 1970 are UTC.
    """
    text = " ".join((text or "").split())[:200]
    if not text:
        return None
    if _EPOCH.match(text):
        return _from_epoch(float(text))
    if found := _ISO.search(text):
        year, month, day, hour, minute, second, zone = found.groups()
        date = _day(year, month, day)
        return date and date + _time(hour, minute, second, zone)
    if found := _COMPACT.match(text):
        year, month, day, hour, minute, second = found.groups()
        date = _day(year, month, day)
        return date and date + _time(hour, minute, second, "Z")
    date, rest = _worded(text)
    return date and date + _clock(rest)


def _worded(text: str) -> tuple[str | None, str]:
    """A day whose month is a word or whose order is certain, and the text without it."""
    if (found := _DAY_MONTH.search(text)) and (month := _month(found.group(2))):
        day, year = found.group(1), found.group(3)
    elif (found := _MONTH_DAY.search(text)) and (month := _month(found.group(1))):
        day, year = found.group(2), found.group(3)
    elif found := _DOTTED.search(text):
        day, month, year = found.group(1), int(found.group(2)), found.group(3)
    elif found := _SLASHED_YEAR_FIRST.search(text):
        year, month, day = found.group(1), int(found.group(2)), found.group(3)
    else:
        return None, text
    return _day(year, month, day), text[: found.start()] + " | " + text[found.end() :]


def _month(word: str) -> int | None:
    """The number of a month's name in one of the common European languages."""
    return _MONTHS.get(word.casefold().translate(_PLAIN))


def _day(year: str, month: str | int, day: str) -> str | None:
    """ISO form of a day that exists and lies in the time of the web or of modern archives."""
    try:
        date = datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None
    return date.strftime("%Y-%m-%d") if 1800 <= date.year <= 2200 else None


def _time(hour: str | None, minute: str | None, second: str | None, zone: str | None) -> str:
    """`Thh:mm:ss` and zone; empty without an hour or with one that does not exist."""
    if hour is None or int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 60:
        return ""
    if zone and zone != "Z" and ":" not in zone:
        zone = zone[:3] + ":" + zone[3:]
    return f"T{int(hour):02}:{minute}:{second or '00'}{zone or ''}"


def _clock(text: str) -> str:
    """A clock time in words' company ("at 4:05 pm"), as `Thh:mm:ss`."""
    found = _CLOCK.search(text)
    if found is None:
        return ""
    hour = int(found.group(1))
    half = (found.group(4) or "").lower() if found.group(5) else ""
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return _time(str(hour), found.group(2), found.group(3), None)


def _from_epoch(seconds: float) -> str | None:
    """UTC time of seconds, or milliseconds, since 1970."""
    if seconds > 100_000_000_000:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def checked_published(value: str | None, origin: str) -> str | None:
    """A publication date that the caller states: EDTF, or a day in words.

    Args:
        value: `2018-11-17`, `2018-11`, `17 November 2018` and the like; None is passed on.
        origin: Names the input in messages.

    Raises:
        FormatError: It is no date.
    """
    if value is None:
        return None
    day = iso_day(value)
    if day is not None:
        return day
    if not re.match(r"\d{1,4}[/.]\d", value):
        try:
            parsed: EDTFObject = parse_edtf(value.strip())
        except EDTFParseException:
            pass
        else:
            return str(parsed)
    raise FormatError(
        origin,
        f"the publication date {value[:40]!r} is no date",
        "write it as YYYY-MM-DD, or YYYY-MM where the day is not known",
    )
