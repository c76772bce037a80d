"""What grounding hands on: mentions resolved to actors, places and times, or left open."""

from dataclasses import dataclass, field
from typing import Literal

from detente.model.record import Actor, DateBasis, DatePrecision, Mention, Place, Relation

TimeKind = Literal["date", "time", "duration", "set", "reference"]
"""A date; a time of day; how long; how often; "now", "recently" and other vague words."""


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time expression's meaning; docs/dates.md lists every construction."""

    edtf: str | None
    """Keeps what the text leaves open (`XXXX-11-17`); None for what is no date."""
    precision: DatePrecision
    basis: DateBasis
    kind: TimeKind = "date"
    timex: str = ""
    """The value in TimeML where EDTF has none (`P3Y`, `2018-11-17TNI`); empty otherwise."""


@dataclass(frozen=True, slots=True)
class PlaceSense:
    """How precisely a place mention points, and by which relation word."""

    precision: int
    """1 (exact) to 6 (country), after UCDP's scale."""
    relation: str
    """in, near, between, from or to."""


def acled_precision(precision: int) -> int:
    """ACLED's geographical precision (1 to 3) for UCDP's (1 to 7).

    ACLED's 1 is a named town, 2 the land around one or a small area, 3 all that is larger, for
    which a seat stands in (ACLED codebook 2023, "Geo_precision").
    """
    return {1: 1, 2: 2, 3: 2}.get(precision, 3)


@dataclass(frozen=True, slots=True)
class Grounding:
    """All mentions of one document with what they stand for."""

    mentions: tuple[Mention, ...] = ()
    """Sorted by start; ids m1, m2 … in that order."""
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    times: dict[str, TimeValue] = field(default_factory=dict)
    """By mention id."""
    senses: dict[str, PlaceSense] = field(default_factory=dict)
    """By mention id, for place mentions."""
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Mentions that stand for several ("both sides", "they"): id to the members' ids."""
    relations: tuple[Relation, ...] = ()
    """What the text states: aliases ("formerly …"), memberships ("the branch of …"), alliances."""
