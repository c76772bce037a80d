"""The form of a model's answer: as a schema for the server, and read with patience."""

import json
import re
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from detente.knowledge.codebook import load_codebook
from detente.model.record import CasualtyKind, Certainty, EventType, Stance, Status

_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
TRIES = 20
"""Braces of a chatty answer at which JSON is looked for."""


def _none_is_empty(value: Any) -> Any:
    return () if value is None else value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ToldCasualty(_Part):
    """People harmed, in the text's words."""

    kind: str
    quote: str


class ToldClaim(_Part):
    """Who says so, with which stance, by which word."""

    by: str
    stance: str = "asserts"
    cue: str | None = None


Words = Annotated[tuple[str, ...], BeforeValidator(_none_is_empty)]


class ToldEvent(_Part):
    """One event as the model tells it; every value is still to be checked."""

    sentence: int | None = None
    type: str
    mode: str | None = None
    trigger: str
    actors: Words = ()
    recipients: Words = ()
    place: str | None = None
    date: str | None = None
    status: str = "actual"
    certainty: str = "asserted"
    casualties: Annotated[tuple[ToldCasualty, ...], BeforeValidator(_none_is_empty)] = ()
    claims: Annotated[tuple[ToldClaim, ...], BeforeValidator(_none_is_empty)] = ()


@cache
def reply_schema() -> dict[str, Any]:
    """JSON Schema of an answer: flat, all keys required, as strict servers want it."""
    modes = {mode.name: None for entry in load_codebook().values() for mode in entry.modes}
    words = {"type": "array", "items": {"type": "string"}}
    casualty = _object(kind=_one_of(get_args(CasualtyKind)), quote={"type": "string"})
    claim = _object(
        by={"type": "string"}, stance=_one_of(get_args(Stance)), cue=_or_null({"type": "string"})
    )
    event = _object(
        sentence={"type": "integer"},
        type=_one_of(get_args(EventType)),
        mode=_or_null(_one_of(tuple(modes))),
        trigger={"type": "string"},
        actors=words,
        recipients=words,
        place=_or_null({"type": "string"}),
        date=_or_null({"type": "string"}),
        status=_one_of(get_args(Status)),
        certainty=_one_of(get_args(Certainty)),
        casualties={"type": "array", "items": casualty},
        claims={"type": "array", "items": claim},
    )
    return _object(events={"type": "array", "items": event})


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def read_reply(text: str) -> tuple[list[ToldEvent], int]:
    """The events of an answer, and how many more were of the wrong form.

    Raises:
        ValueError: It holds no JSON object with a list of events.
    """
    told = _json_in(text)
    found = told.get("events") if isinstance(told, dict) else told
    if not isinstance(found, list):
        raise ValueError("no list of events in it")  # noqa: TRY004 - the words are wrong, not a type
    events = []
    for raw in found:
        try:
            events.append(ToldEvent.model_validate(raw))
        except ValidationError:
            continue
    return events, len(found) - len(events)


def _json_in(text: str) -> Any:
    """The JSON of an answer: all of it, a fenced block of it, or what follows a brace.

    Raises:
        ValueError: None can be read.
    """
    text = _THOUGHT.sub("", text)
    for candidate in (text, *reversed(_FENCE.findall(text))):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    decoder = json.JSONDecoder()
    for brace in list(re.finditer(r"\{", text))[:TRIES]:
        try:
            told, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        if "events" in told:
            return told
    raise ValueError("no JSON in it")
