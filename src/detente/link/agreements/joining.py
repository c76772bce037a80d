"""Accords: agreements that many documents tell of, joined by parties, days and breakdowns.

Talks, a preliminary text, a ceasefire, its implementation and its end are stages of one accord. A
signing after a breakdown, or long after the last one, is another. The stages follow PA-X (Bell and
Badanjak 2019), in the contract's words.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from detente.link.agreements.accord import RANK, SIGNED, Accord, Stage
from detente.link.agreements.endings import with_ends
from detente.link.agreements.pledges import Pledge, pledges_of, span_of
from detente.link.agreements.rules import AccordRules, accord_rules
from detente.model.casebook import Act
from detente.model.record import Agreement, AgreementStage

_Pair = tuple[str, str]

__all__ = ["Accord", "Pledge", "Stage", "accords"]


@dataclass(frozen=True, slots=True)
class _Said:
    """An act that tells of an agreement."""

    act: Act
    agreement: Agreement
    span: tuple[date, date] | None
    parties: frozenset[str]
    thirds: frozenset[str]

    @property
    def stage(self) -> AgreementStage:
        return self.agreement.stage

    @property
    def rank(self) -> int:
        return RANK[self.stage]

    @property
    def order(self) -> tuple[date, date, int, str]:
        first, last = self.span or (date.max, date.max)
        return first, last, self.rank, self.act.id


@dataclass(slots=True)
class _Open:
    """An accord while acts are still being joined to it."""

    said: list[_Said] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    thirds: set[str] = field(default_factory=set)

    def take(self, said: _Said) -> None:
        self.said.append(said)
        thirds = self.thirds | said.thirds
        parties = self.parties | said.parties
        # Whom one report counts as a party and another as a mediator is the mediator.
        self.parties = parties - thirds if len(parties - thirds) >= 2 else parties
        self.thirds = thirds - self.parties

    @property
    def dated(self) -> Iterator[tuple[_Said, tuple[date, date]]]:
        return ((said, said.span) for said in self.said if said.span)


def accords(acts: Iterable[Act], rules: AccordRules | None = None) -> tuple[Accord, ...]:
    """The agreements that acts tell of; the order of the acts does not matter.

    An act goes to the accord with the same parties (two in common at least, and not each with one
    that the other lacks) that is nearest in days and within the thresholds of `accords.toml`. It
    starts a new accord where a breakdown lies between: one told, or several assaults between two
    of the parties. Acts without a day come last and join only where one accord fits. A denied act,
    or one with fewer than two known parties, makes none.

    Args:
        acts: all acts; those without an agreement serve to see a breakdown.
        rules: the thresholds; by default those that the package carries.

    Returns:
        The accords by first day and id; those without a day at the end.
    """
    known = rules or accord_rules()
    every = list(acts)
    telling = sorted(_telling(every), key=lambda said: _turn(said, known))
    assaults = _assaults(every, telling)
    by_pair: defaultdict[_Pair, list[_Open]] = defaultdict(list)
    found: list[_Open] = []
    for said in telling:
        owner = _owner(said, by_pair, assaults, known)
        if owner is None:
            owner = _Open()
            found.append(owner)
        owner.take(said)
        for pair in combinations(sorted(said.parties), 2):
            if not any(owner is other for other in by_pair[pair]):
                by_pair[pair].append(owner)
    made = [_finished(one, known) for one in found]
    return tuple(sorted(with_ends(made), key=lambda a: (a.first or date.max, a.id)))


def _telling(acts: Iterable[Act]) -> Iterator[_Said]:
    for act in acts:
        if act.agreement is None or act.standing == "denied":
            continue
        parties = frozenset(act.agreement.parties or (*act.actors, *act.recipients))
        thirds = frozenset(act.agreement.third_parties) - parties
        if len(parties) >= 2:
            yield _Said(act, act.agreement, span_of(act), parties, thirds)


def _turn(said: _Said, rules: AccordRules) -> tuple[int, tuple[date, date, int, str]]:
    """Exact days first: what is open joins what is known, never the other way round."""
    if said.span is None:
        return 2, said.order
    return int((said.span[1] - said.span[0]).days > rules.joining.wide), said.order


def _assaults(acts: Iterable[Act], telling: Iterable[_Said]) -> dict[_Pair, list[date]]:
    """Sorted days of the assaults between any two that are parties to an agreement."""
    wanted = {pair for said in telling for pair in combinations(sorted(said.parties), 2)}
    found: defaultdict[_Pair, list[date]] = defaultdict(list)
    for act in acts:
        # An open range proves no order before a signing and after another.
        if act.type != "ASSAULT" or act.standing != "reported" or act.first != act.last:
            continue
        for pair in {_pair(a, b) for a, b in _sides(act) if a != b}:
            if act.first is not None and pair in wanted:
                found[pair].append(act.first)
    return {pair: sorted(days) for pair, days in found.items()}


def _sides(act: Act) -> Iterable[_Pair]:
    """Who hit whom; all parties of a mutual act hit each other."""
    if not act.recipients:
        return combinations(act.actors, 2)
    return ((actor, other) for actor in act.actors for other in act.recipients)


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _owner(
    said: _Said,
    by_pair: Mapping[_Pair, Sequence[_Open]],
    assaults: Mapping[_Pair, Sequence[date]],
    rules: AccordRules,
) -> _Open | None:
    """The accord that an act goes on with: the nearest in days, then the most alike in parties."""
    near: dict[int, _Open] = {}
    for pair in combinations(sorted(said.parties), 2):
        near.update({id(one): one for one in by_pair.get(pair, ()) if _same_sides(one, said)})
    if said.span is None:
        return next(iter(near.values())) if len(near) == 1 else None
    fitting = []
    for one in near.values():
        days = _days_between(one, said, rules)
        if days is not None and not _broke_down(one, said, assaults, rules):
            unlike = len(one.parties ^ said.parties)
            fitting.append(((days, unlike, one.said[0].order), one))
    return min(fitting, key=lambda fit: fit[0])[1] if fitting else None


def _same_sides(one: _Open, said: _Said) -> bool:
    """At least two parties in common, and no two parties that each other lacks."""
    held, told = one.parties - said.thirds, said.parties - one.thirds
    return len(held & told) >= 2 and (held <= told or told <= held)


def _days_between(one: _Open, said: _Said, rules: AccordRules) -> int | None:
    """Days between an act and an accord; None where they are too many for its stage."""
    if said.span is None:
        return None
    dated = [(other, _apart(span, said.span)) for other, span in one.dated]
    same = [days for other, days in dated if other.stage == said.stage]
    if not dated:
        return None
    # A signing is measured from the last one like it: talks in between prolong nothing.
    signing = said.stage in SIGNED and same
    days = min(same) if signing else min(days for _, days in dated)
    last = said.span[1]
    furthest = max((o.rank for o, span in one.dated if span[0] <= last), default=said.rank)
    if signing or said.rank == furthest:
        limit = rules.again[said.stage]
    else:
        limit = rules.after[said.stage] if said.rank > furthest else rules.joining.back
    return days if days <= limit else None


def _apart(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Days between two ranges, 0 where they meet."""
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)


def _broke_down(
    one: _Open, said: _Said, assaults: Mapping[_Pair, Sequence[date]], rules: AccordRules
) -> bool:
    """Whether what an act begins comes after the accord broke down, told or by assaults."""
    if said.span is None or said.rank > RANK["full"]:
        return False
    start = said.span[0]
    if any(other.stage == "broken" and span[1] < start for other, span in one.dated):
        return True
    signed = [span[1] for other, span in one.dated if other.stage in SIGNED and span[1] < start]
    return any(
        bisect_left(days, start) - bisect_right(days, max(signed)) >= rules.joining.assaults
        for pair in combinations(sorted(one.parties), 2)
        if signed and (days := assaults.get(pair, ()))
    )


def _finished(one: _Open, rules: AccordRules) -> Accord:
    said = sorted(one.said, key=lambda told: told.order)
    # Opened by its first exact act: a page that dates it vaguely does not change its name.
    name = f"accord:{one.said[0].act.id}"
    spans = [told.span for told in said if told.span]
    return Accord(
        id=name,
        parties=tuple(sorted(one.parties)),
        third_parties=tuple(sorted(one.thirds)),
        stages=_stages(said),
        first=min((span[0] for span in spans), default=None),
        last=max((span[1] for span in spans), default=None),
        provisions=pledges_of(name, one.parties, [told.act for told in said], rules),
    )


def _stages(said: Iterable[_Said]) -> tuple[Stage, ...]:
    groups: defaultdict[tuple[date, date, int, AgreementStage], list[_Said]] = defaultdict(list)
    for one in said:
        groups[*(one.span or (date.max, date.max)), one.rank, one.stage].append(one)
    return tuple(
        Stage(
            stage=key[3],
            first=group[0].span[0] if group[0].span else None,
            last=group[0].span[1] if group[0].span else None,
            acts=tuple(sorted(one.act.id for one in group)),
        )
        for key, group in sorted(groups.items())
    )
