"""From what a person writes for a field to the value that is kept, checked and resolved.

What is kept is resolved once, when it is written: a later change of actors or places changes no
person's word.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from detente.knowledge.codebook import load_codebook
from detente.knowledge.placeindex import PlaceIndex
from detente.knowledge.registry import Registry
from detente.model.days import day_bounds
from detente.model.errors import DetenteError
from detente.model.record import Actor, Certainty, EventType, Place, Record, Status
from detente.store.overlay import FIELDS, NONE, Field
from detente.store.review_names import party_value, place_value

_TOLL = re.compile(r"(\d{1,7})(?:[-–](\d{1,7}))?|(\d{1,7})?\.\.(\d{1,7})?")
_YES_NO = {"yes": True, "no": False}
_LISTS = ("actors", "recipients")
_NO_NONE = frozenset(("status", "certainty", "denied"))
SEPARATOR = ";"
"""Between several actors on a command line."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where names are looked up; each is opened when a value first needs it."""

    registry: Callable[[], Registry]
    places: Callable[[], PlaceIndex]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value is read against: the event's page and, for a mode, its type."""

    lookup: Lookup
    actors: Mapping[str, Actor]
    """Of the page's record, by id: who has no entry in the registry is found there."""
    places: Mapping[str, Place]
    type: EventType | None
    """Type that the mode must be one of; None where it is not known."""


def setting_of(lookup: Lookup, record: Record, type_: EventType | None) -> Setting:
    """Return what the values of an event of a page are read against."""
    return Setting(lookup, record.actors, record.places, type_)


def a_field(name: str) -> Field:
    """Return the name of a field when it is one.

    Raises:
        DetenteError: It is none; the message lists them.
    """
    for field in FIELDS:
        if field == name:
            return field
    raise DetenteError(f"{name!r} is no field that can be coded; these are: {', '.join(FIELDS)}")


def parse_value(field: Field, told: Any, setting: Setting, *, absent_type: bool = False) -> Any:
    """Return a value as it is kept: plain JSON, resolved; None for `none`.

    Args:
        field: Which one.
        told: Text, or for actors a list of texts; a number or a truth value where it fits.
        setting: What it is read against.
        absent_type: Whether `none` is a type: a second coder says that there is no such event.

    Raises:
        DetenteError: The value fits the field's form in no way; the message says how it is written.
    """
    if field in _LISTS:
        return _people(field, told, setting)
    text = _text(field, told)
    if text.lower() == NONE:
        if field in _NO_NONE or (field == "type" and not absent_type):
            raise DetenteError(f"{field}: an event has one; `none` is for what is not there")
        return None
    return _READERS[field](text, setting)


def _text(field: str, told: Any) -> str:
    if isinstance(told, bool):
        return "yes" if told else "no"
    if isinstance(told, int):
        return str(told)
    if not isinstance(told, str):
        raise DetenteError(f"{field}: {str(told)[:40]!r} is no text")
    text = " ".join(told.split())
    if not text or len(text) > _LONGEST:
        raise DetenteError(f"{field}: write a value of up to {_LONGEST} characters, or `none`")
    return text


def _type(text: str, _: Setting) -> str:
    return _one_of("type", text.upper(), get_args(EventType))


def _mode(text: str, setting: Setting) -> str:
    if setting.type is None:
        raise DetenteError("mode: code the type too; a mode is one of a type's")
    modes = [mode.name for mode in load_codebook()[setting.type].modes]
    if not modes:
        raise DetenteError(f"mode: {setting.type} has no modes; write `none`")
    return _one_of("mode", text.lower(), modes, f" of {setting.type}")


def _status(text: str, _: Setting) -> str:
    return _one_of("status", text.lower(), get_args(Status))


def _certainty(text: str, _: Setting) -> str:
    return _one_of("certainty", text.lower(), get_args(Certainty))


def _one_of(field: str, text: str, known: Any, whose: str = "") -> str:
    if text not in known:
        raise DetenteError(f"{field}: {text!r} is none{whose}; these are: {', '.join(known)}")
    return text


def _date(text: str, _: Setting) -> str:
    first, last = day_bounds(text)
    open_year = text.startswith("XXXX-")
    if not _is_edtf(text) or not (first or last or open_year) or (first and last and last < first):
        raise DetenteError(
            f"date: {text!r} is no date; write 2018-11-17, 2018-11, 2018, 2018-11-10/2018-11-12 "
            "or another form of EDTF"
        )
    return text


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except EDTFParseException:
        return False
    return True


def _place(text: str, setting: Setting) -> dict[str, Any]:
    return place_value(text, setting.places, setting.lookup.places)


def _people(field: str, told: Any, setting: Setting) -> list[list[str | None]]:
    if isinstance(told, str):
        told = told.split(SEPARATOR)
    if not isinstance(told, list):
        raise DetenteError(f"{field}: {str(told)[:40]!r} is no list of actors")
    texts = [_text(field, one) for one in told if one not in ("", " ")]
    if [text.lower() for text in texts] == [NONE]:
        return []
    if not texts or any(text.lower() == NONE for text in texts):
        raise DetenteError(f"{field}: name actors, or write `none` alone")
    found = [party_value(t, field, setting.actors, setting.lookup.registry) for t in texts]
    return list({(entity or text): [entity, text, *rest] for entity, text, *rest in found}.values())


def _toll(field: str) -> "Callable[[str, Setting], list[int | None]]":
    def read(text: str, _: Setting) -> list[int | None]:
        if text == "?":
            return [None, None]
        match = _TOLL.fullmatch(text.replace(" ", ""))
        if not match or not any(match.groups()):
            raise DetenteError(
                f"{field}: {text!r} is no count; write 5, 5..7, 5.. (at least), ..7 (at most), "
                "? (some, nobody tells how many) or `none` (nothing is told)"
            )
        first, last = (match[1], match[2] or match[1]) if match[1] else (match[3], match[4])
        low, high = (int(part) if part else None for part in (first, last))
        if low is not None and high is not None and high < low:
            raise DetenteError(f"{field}: {text!r} ends below its beginning")
        return [low, high]

    return read


def _denied(text: str, _: Setting) -> bool:
    if text.lower() not in _YES_NO:
        raise DetenteError(f"denied: {text!r} is neither yes nor no")
    return _YES_NO[text.lower()]


_READERS: dict[Field, Callable[[str, Setting], Any]] = {
    "type": _type,
    "mode": _mode,
    "status": _status,
    "certainty": _certainty,
    "date": _date,
    "place": _place,
    "killed": _toll("killed"),
    "injured": _toll("injured"),
    "denied": _denied,
}
