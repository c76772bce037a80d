"""The contract `detente/1` as frozen models: what `detente code` writes and everything else reads.

Offsets are Python string indices (Unicode code points) into `document.text`, start included, end
excluded. Readers accept unknown extra keys; writers keep the order of the fields below.
"""

from typing import Literal

from pydantic import ConfigDict, Field

from detente.model.comment import Comment
from detente.model.contexts import DocumentContext
from detente.model.parts import Mention, MentionKind, Model, Quote, Span  # noqa: F401 (passed on)

SCHEMA = "detente/1"
NEW_ACTOR = "new:"
"""What the id of an actor begins with that no registry entry stands behind."""

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE",
    "COOPERATE", "AID", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""PLOVER's sixteen event types, in the order of its four quads."""

BlockKind = Literal["headline", "paragraph", "caption", "list", "quote"]
Voice = Literal["report", "background", "analysis"]
ActorKind = Literal["organisation", "state", "population", "person_in_office", "coalition"]
PlaceRelation = Literal["in", "near", "between", "from", "to"]
DatePrecision = Literal["day", "week", "month", "season", "year", "unknown"]
DateBasis = Literal["stated", "relative", "published"]
Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
Certainty = Literal["asserted", "attributed", "doubtful"]
SourceKind = Literal["outlet", "author", "source"]
Stance = Literal["asserts", "denies", "suspects", "claims_responsibility", "accuses"]
CasualtyKind = Literal["killed", "injured", "detained", "displaced", "abducted"]
AttributionBasis = Literal[
    "claimed", "accused", "eyewitness", "munition", "capability", "motive", "elimination", "opinion"
]
Strength = Literal["asserts", "suggests", "possible"]
AgreementStage = Literal[
    "talks", "preliminary", "ceasefire", "partial", "full", "implementation", "broken"
]
TextStatus = Literal["full", "excerpt", "reported"]
ProvisionKind = Literal[
    "ceasefire", "withdrawal", "separation", "prisoner_release", "bodies_missing",
    "joint_committee", "joint_operations", "merger", "disarmament", "humanitarian_access",
    "accountability", "amnesty", "incitement_halt", "guarantor", "local_governance", "other",
]  # fmt: skip
ProvisionStatus = Literal["promised", "fulfilled", "partly", "delayed", "violated", "disputed"]
RelationKind = Literal[
    "allied", "hostile", "part_of", "alias", "successor_of", "linked_to", "supports"
]


class Block(Span):
    """Headline, paragraph, caption, list entry or block quotation."""

    kind: BlockKind


class Medium(Model):
    """A picture or video that the page shows; only its caption is known."""

    kind: str
    caption: str
    at: int = Field(ge=0)


class Document(Model):
    """The page: where it came from and the text that every offset points into."""

    id: str
    origin: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str = "en"
    text: str
    blocks: tuple[Block, ...] = ()
    media: tuple[Medium, ...] = ()
    contexts: tuple[DocumentContext, ...] = ()


class Sentence(Span):
    """A sentence, the block it stands in, and whether it reports, recalls or judges."""

    block: int
    voice: Voice = "report"


class Actor(Model):
    """Somebody who can act: an organisation, state, population, office or coalition."""

    name: str
    country: str | None = None
    """ISO 3166 alpha-3, or one of PLOVER's codes for bodies without one country (IGO, NGO …)."""
    sector: str | None = None
    """PLOVER sector: GOV, MIL, REB …"""
    kind: ActorKind = "organisation"
    known: bool = True
    """False when the text alone made it an actor and no registry entry stands behind it."""
    reason: str | None = None
    """Why sector and country were guessed as they are; only where `known` is false."""
    candidates: tuple[str, ...] = ()
    """Registry ids that share the name, where neither date nor text tells which is meant."""


class PlaceCandidate(Model):
    """Another place of the same name that a mention could mean."""

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    score: float = Field(ge=0, le=1)
    """Its share among all places of the name; what was chosen has the rest."""


class Place(Model):
    """A place; `lat` and `lon` in degrees, None when no gazetteer holds it or its coordinates."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    gazetteer: str | None = None
    kind: str | None = None
    """town, capital, site, region, county, area, country, continent; None where not known."""
    population: int | None = None
    alternatives: tuple[PlaceCandidate, ...] = ()
    """Up to five others of the name, the likeliest first, as at its first mention."""


class Participant(Model):
    """A mention in a role."""

    mention: str
    entity: str | None = None
    text: str


class EventPlace(Model):
    """Where it happened; precision 1 (exact) to 6 (country), after UCDP's scale."""

    mention: str
    entity: str | None = None
    precision: int = Field(ge=1, le=7)
    relation: PlaceRelation = "in"


class EventDate(Model):
    """When it happened, as an Extended Date/Time Format string that keeps what is open."""

    edtf: str
    mention: str | None = None
    precision: DatePrecision
    basis: DateBasis


class Source(Model):
    """Who says it: the outlet, the page's author, or a source that it names."""

    kind: SourceKind
    text: str
    mention: str | None = None
    entity: str | None = None
    tied_to: tuple[str, ...] = ()


class Claim(Model):
    """One voice for an event and its stance towards it."""

    by: Source
    stance: Stance = "asserts"
    cue: Quote | None = None


class Casualty(Model):
    """A count of people harmed; unknown stays None, never 0."""

    kind: CasualtyKind
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    who: str | None = None
    text: Quote


class Attribution(Model):
    """Somebody names a perpetrator that the report itself does not."""

    entity: str | None = None
    mention: str | None = None
    by: Source
    basis: AttributionBasis
    strength: Strength
    candidates: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


class Provision(Model):
    """One promise of an agreement; promised is not done."""

    id: str
    kind: ProvisionKind
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    place: str | None = None
    deadline: str | None = None
    status: ProvisionStatus = "promised"
    """What later acts on the page make of it; promised until one is told."""
    acts: tuple[str, ...] = ()
    """Ids of the events that the status rests on."""
    text: Quote


class Agreement(Model):
    """What the parties of an AGREE, SUPPORT or RETREAT event settled."""

    stage: AgreementStage
    parties: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    text_status: TextStatus = "reported"
    provisions: tuple[Provision, ...] = ()


class AcledType(Model):
    """The type pair of ACLED's layout that the event would carry."""

    disorder_type: str
    event_type: str
    sub_event_type: str


class Event(Model):
    """Who did what to whom, where and when, who says so and how surely."""

    id: str
    type: EventType
    mode: str | None = None
    trigger: Quote
    sentence: int
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: EventPlace | None = None
    date: EventDate | None = None
    status: Status = "actual"
    certainty: Certainty = "asserted"
    claims: tuple[Claim, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    weapons: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    agreement: Agreement | None = None
    cameo: str | None = None
    quad: int = Field(ge=1, le=4)
    score: float
    acled: AcledType | None = None
    same_as: str | None = None
    rule: str
    confidence: float = Field(ge=0, le=1)


class Relation(Model):
    """How two actors stand to each other, as the text puts it."""

    a: str
    b: str
    kind: RelationKind
    since: str | None = None
    until: str | None = None
    text: Quote


class Capability(Model):
    """A statement of who can do something ("only A, B and C operate X in P")."""

    holders: tuple[str, ...]
    exclusive: bool
    of: str
    place: str | None = None
    text: Quote


class Record(Model):
    """Everything that one page says: the interchange of the whole system."""

    schema_: Literal["detente/1"] = Field(default="detente/1", alias="schema")
    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: dict[str, Actor] = Field(default_factory=dict)
    places: dict[str, Place] = Field(default_factory=dict)
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    comments: tuple[Comment, ...] = ()
    warnings: tuple[str, ...] = ()

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    def to_json(self) -> str:
        """The record as one line of JSON, keys in the contract's order, UTF-8 kept as it is."""
        return self.model_dump_json(by_alias=True)


class Failure(Model):
    """A page that could not be read or coded: a value, so that one bad page stops no batch."""

    schema_: Literal["detente/1"] = Field(default="detente/1", alias="schema")
    origin: str
    error: str
    """Name of the error class."""
    message: str
    """One line: the input, what is wrong with it, how to mend it."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    def to_json(self) -> str:
        """The failure as one line of JSON."""
        return self.model_dump_json(by_alias=True)


def failure_of(origin: str, error: str, message: str) -> Failure:
    """A failure whose texts are one line each and can be written as UTF-8."""
    return Failure(origin=_line(origin), error=error, message=_line(message))


def _line(text: str) -> str:
    """Join lines, and replace what a file name that is no UTF-8 leaves in a string."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a record, generated from these models."""
    schema = Record.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
