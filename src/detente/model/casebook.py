"""What the store and the links hand to each other: reports of events, and happenings as acts.

A report is one event of one page. Reports that tell the same happening make an incident, and an
`Act` is that incident as agreements and relations read it: counted once, however often told.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.model.record import (
    Agreement,
    Certainty,
    DateBasis,
    DatePrecision,
    EventType,
    PlaceRelation,
    Status,
)

ReviewState = Literal["candidate", "reviewed", "published", "withdrawn"]
"""What a person has made of an event; machine output is a candidate."""

Standing = Literal["reported", "disputed", "denied"]
"""Of an incident: told as a fact by all; by some and denied by others; only denied."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A count of people harmed as one report has it; an open bound is None, never 0."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a role; `entity` is None where no actor was resolved."""

    entity: str | None
    text: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one page, in the form that linking compares."""

    id: str
    """First 16 hex digits of the document's hash and the trigger's offset: it survives recoding."""
    document: str
    """Hash of the captured bytes, `sha256:…`."""
    event: str
    """Id of the event within the record."""
    start: int
    """Offset of the trigger in the page's text."""
    end: int
    type: EventType
    mode: str | None
    quad: int
    score: float
    status: Status
    certainty: Certainty
    confidence: float
    edtf: str | None
    first: date | None
    """Earliest day that the date allows; None where it is open."""
    last: date | None
    date_precision: DatePrecision
    published: date | None
    """When the page was published."""
    place: str | None
    place_name: str | None
    place_kind: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    place_precision: int | None
    """1 (exact) to 7, after UCDP's scale."""
    place_relation: PlaceRelation | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    killed: Harm | None
    injured: Harm | None
    weapons: tuple[str, ...]
    """Words that name the weapons, in lower case."""
    sources: tuple[str, ...]
    """Who says so beside the page itself: actor ids, or the words for who has none."""
    tied: tuple[str, ...]
    """Actors to which these sources are tied."""
    denied: bool
    """Whether the page itself only denies it, or all whom it names do."""
    agreement: Agreement | None
    sentence: str
    outlet: str | None
    state: ReviewState = "candidate"
    count: int | None = None
    """How many were let go, moved or handed over, where the recipients are counted."""
    date_basis: DateBasis | None = None
    """Whether the date is stated, or told by another day ("on Tuesday"); None without one."""


@dataclass(frozen=True, slots=True)
class Act:
    """One incident, as agreements and relations read it."""

    id: str
    type: EventType
    mode: str | None
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    score: float
    """PLOVER's intensity, -10 to 10."""
    first: date | None
    """Earliest day on which it may have happened; None where no report dates it."""
    last: date | None
    """Latest such day; the same as `first` where the day is known."""
    actors: tuple[str, ...]
    """Actor ids; all parties of a mutual act, whose `recipients` are empty."""
    recipients: tuple[str, ...]
    place: str | None
    killed_low: int | None
    killed_high: int | None
    standing: Standing
    certainty: Certainty
    confidence: float
    agreement: Agreement | None
    """What its reports tell of an agreement, their provisions joined; party and actor ids."""
    origins: int
    """Independent origins: copies of one text, and pages that only repeat one source, are one."""
    documents: int
    reports: tuple[str, ...]
    """Ids of its reports, sorted."""
    count: int | None = None
    """How many were let go, moved or handed over; None where no report counts them."""
    retracted: bool = False
    """Whether every page that told it was replaced by a later edition: nobody tells it any more,
    which denies nothing that it told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a field of an incident, and who has it."""

    value: str
    reports: tuple[str, ...]
    """Ids of the reports, sorted."""
    origins: int
    """Independent origins among them."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening over all its reports; nothing that they say is lost."""

    act: Act
    """What is taken to have happened."""
    place_name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    readings: dict[str, tuple[Reading, ...]]
    """By field, each value that a report has, the best supported first; one value is no dispute."""
    origins: tuple[tuple[str, ...], ...]
    """Reports by independent origin: copies and repeats of one source stand together."""
    sources: tuple[str, ...]
    """Who is named as saying so."""
    tied: tuple[str, ...]
    """Actors of the incident to which one of its sources is tied."""
    retracted: tuple[str, ...] = ()
    """Reports of pages of which a later edition stands in the store; they no longer count."""
