"""Why a value is what it is: the reasons that `detente explain` prints beside an event."""

from dataclasses import dataclass

from detente.model.record import Record


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision about one field of an event, in words for a person."""

    field: str
    """The contract's name of the field: type, mode, actors, recipients, place, date, status …"""
    why: str
    start: int | None = None
    """Where in the document's text the words stand that the decision rests on."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A record and, by event id, the reasons behind each of its events."""

    record: Record
    reasons: dict[str, tuple[Reason, ...]]
