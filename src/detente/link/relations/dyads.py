"""What acts are for each pair of actors: deeds, and their sums by day, week and month.

The unit is the dyad-day of event data (Schrodt & Gerner 1994; PLOVER's scores): cooperation and
conflict are summed apart, since a day of talks does not undo a day of shelling.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from detente.knowledge.codebook import load_codebook
from detente.link.relations.deed_rules import DeedRules, deed_rules
from detente.model.casebook import Act
from detente.model.record import AgreementStage, EventType, ProvisionKind

Pair = tuple[str, str]
"""Two actor ids, the smaller first."""
Direction = Literal["a", "b", "both"]
"""Who of the pair acted."""
Period = Literal["week", "month"]
CONFLICT = 3
"""From this quad on a deed is conflict."""
MATERIAL_CONFLICT = 4
DIGITS = 4
"""Decimals of summed scores."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What one act is for one pair of actors."""

    a: str
    b: str
    day: date
    """The middle of the days on which it may have happened, the earlier of two middles."""
    first: date
    last: date
    act: str
    type: EventType
    mode: str | None
    quad: int
    score: float
    mutual: bool
    """Both did it, with or to each other."""
    direction: Direction
    weight: float
    """0 to 1: what it counts, by standing, certainty and confidence of its act."""
    joint: bool = False
    """They acted side by side against, or for, somebody else."""
    stage: AgreementStage | None = None
    provisions: tuple[ProvisionKind, ...] = ()
    """Kinds of provisions of its agreement, sorted, each once."""
    killed: int | None = None
    """People killed, at least; None where not told."""


@dataclass(frozen=True, slots=True)
class Day:
    """The deeds of one pair on one day, or in the week or month that begins on `day`."""

    a: str
    b: str
    day: date
    cooperation: int
    """Number of deeds of quads 1 and 2."""
    conflict: int
    """Number of deeds of quads 3 and 4."""
    cooperation_score: float
    """Sum of PLOVER scores times weights."""
    conflict_score: float
    """The same of conflict; 0 or less."""
    acts: tuple[str, ...]
    """Ids of the acts, sorted."""
    first: date
    """Earliest day on which one of them may have happened."""
    last: date


def deeds_of(act: Act, rules: DeedRules | None = None) -> Iterator[Deed]:
    """Yield what an act is for each pair of its actors, at most one deed a pair.

    Each actor is paired with each recipient. Where there is no recipient the actors are paired by
    `relations/several.csv`: of a truce all with all. Several who attack one third are also paired
    as partners (`joint`, scored as COOPERATE) unless they fight each other in the same act; being
    attacked together makes no deed. The weight multiplies the factors of `relations/weights.csv`:
    disputed and doubtful acts and unsure codings count less. Whom an agreement counts as a third
    party (mediator, guarantor) is in no pair of the act that tells it: the terms do not bind it.

    Args:
        act: a denied act gives nothing, nor does one with an open end of its dates.
        rules: weights and readings; by default those that the package carries.
    """
    rules = rules or deed_rules()
    if act.standing == "denied" or act.first is None or act.last is None or act.last < act.first:
        return
    weight, aside = rules.weight_of(act), _mediators(act)
    for pair, (direction, joint, factor) in sorted(_pairs(act, rules).items()):
        if aside.isdisjoint(pair):
            yield _deed(act, pair, direction, joint=joint, weight=weight * factor)


def middle(first: date, last: date) -> date:
    """The middle of some days, the earlier of two middles."""
    return first + (last - first) // 2 if first != last else first


def by_pair(deeds: Iterable[Deed]) -> dict[Pair, tuple[Deed, ...]]:
    """The deeds of each pair in the order in which they count; pairs by id.

    On one day fighting goes before words and agreements: a truce ends the day's fighting.
    """
    found: defaultdict[Pair, list[Deed]] = defaultdict(list)
    for deed in deeds:
        found[deed.a, deed.b].append(deed)
    return {pair: tuple(in_order(found[pair])) for pair in sorted(found)}


def in_order(deeds: Iterable[Deed]) -> list[Deed]:
    """Deeds by day, then material conflict first, then by act."""
    return sorted(deeds, key=lambda deed: (deed.day, -deed.quad, deed.act))


def daily(deeds: Iterable[Deed]) -> tuple[Day, ...]:
    """The deeds of each pair summed by day; pairs by id, then days in order.

    A deed whose day is not settled (`first` before `last`) stands whole on the middle day, and
    `first` and `last` keep the range: spread over its days it would look like many small deeds.
    """
    found: defaultdict[tuple[str, str, date], list[Deed]] = defaultdict(list)
    for deed in deeds:
        found[deed.a, deed.b, deed.day].append(deed)
    return tuple(_day(key, held) for key, held in sorted(found.items()))


def summed(days: Iterable[Day], period: Period) -> tuple[Day, ...]:
    """Days summed by week (from Monday, as ISO 8601) or calendar month, pair by pair."""
    found: defaultdict[tuple[str, str, date], list[Day]] = defaultdict(list)
    for day in days:
        found[day.a, day.b, _begin(day.day, period)].append(day)
    return tuple(_sum(key, held) for key, held in sorted(found.items()))


def _mediators(act: Act) -> frozenset[str]:
    """Third parties of the agreement that an act tells; whoever fights is none."""
    if act.agreement is None or act.quad == MATERIAL_CONFLICT:
        return frozenset()
    return frozenset(act.agreement.third_parties)


def _pairs(act: Act, rules: DeedRules) -> dict[Pair, tuple[Direction, bool, float]]:
    """Who is paired: direction, whether side by side, and a further factor of the weight."""
    actors = sorted(set(act.actors))
    if not act.recipients:
        reading, factor = rules.reading_of(act)
        if reading == "none" or len(actors) < 2:
            return {}
        joint = reading == "joint"
        factor *= rules.joint if joint else 1
        return dict.fromkeys(combinations(actors, 2), ("both", joint, factor))
    found: dict[Pair, tuple[Direction, bool, float]] = {}
    for pair, direction in _towards(act).items():
        found[pair] = direction, False, 1.0
    if act.type == "ASSAULT":
        for pair in combinations(actors, 2):
            found.setdefault(pair, ("both", True, rules.joint))
    return found


def _towards(act: Act) -> dict[Pair, Direction]:
    """Each actor with each recipient and who of the two acted; never somebody with themselves."""
    found: dict[Pair, Direction] = {}
    for actor in act.actors:
        for recipient in act.recipients:
            if actor == recipient:
                continue
            pair = (actor, recipient) if actor < recipient else (recipient, actor)
            direction: Direction = "a" if actor < recipient else "b"
            found[pair] = direction if found.get(pair, direction) == direction else "both"
    return found


def _deed(act: Act, pair: Pair, direction: Direction, *, joint: bool, weight: float) -> Deed:
    first, last = act.first, act.last
    assert first is not None  # noqa: S101 - checked by the caller
    assert last is not None  # noqa: S101 - checked by the caller
    together = load_codebook()["COOPERATE"]
    deal = act.agreement
    return Deed(
        a=pair[0],
        b=pair[1],
        day=middle(first, last),
        first=first,
        last=last,
        act=act.id,
        type="COOPERATE" if joint else act.type,
        mode=None if joint else act.mode,
        quad=together.quad if joint else act.quad,
        score=together.score if joint else act.score,
        mutual=direction == "both",
        direction=direction,
        weight=weight,
        joint=joint,
        stage=deal.stage if deal else None,
        provisions=tuple(sorted({p.kind for p in deal.provisions})) if deal else (),
        killed=act.killed_low,
    )


def _day(key: tuple[str, str, date], deeds: list[Deed]) -> Day:
    good = [deed.score * deed.weight for deed in deeds if deed.quad < CONFLICT]
    bad = [deed.score * deed.weight for deed in deeds if deed.quad >= CONFLICT]
    return Day(
        *key,
        len(good),
        len(bad),
        _total(good),
        _total(bad),
        tuple(sorted({deed.act for deed in deeds})),
        min([deed.first for deed in deeds]),
        max([deed.last for deed in deeds]),
    )


def _sum(key: tuple[str, str, date], days: list[Day]) -> Day:
    return Day(
        *key,
        sum([day.cooperation for day in days]),
        sum([day.conflict for day in days]),
        _total([day.cooperation_score for day in days]),
        _total([day.conflict_score for day in days]),
        tuple(sorted({act for day in days for act in day.acts})),
        min([day.first for day in days]),
        max([day.last for day in days]),
    )


def _total(parts: list[float]) -> float:
    """A sum that does not depend on the order of its parts, nor shows a negative zero."""
    return round(math.fsum(parts), DIGITS) + 0.0


def _begin(day: date, period: Period) -> date:
    return day.replace(day=1) if period == "month" else day - timedelta(days=day.weekday())
