"""Acts by whose promise of which kind they can speak of, so that an agreement reads few of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.coding.compliance import ActRule, act_rules
from detente.link.accord_rules import pledge_kinds
from detente.model.casebook import Act
from detente.model.record import EventType, ProvisionKind

PROMISING: frozenset[EventType] = frozenset(("AGREE", "CONCEDE"))
"""To agree or to give in by words is to promise: it never counts as done."""

_Key = tuple[ProvisionKind, str, str]
_ANYBODY = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """An act, and the row of `provision_acts.csv` that it meets."""

    first: date
    """Earliest day of the act."""
    act: Act
    rule: ActRule


@dataclass(frozen=True, slots=True)
class ActIndex:
    """Dated acts that can keep or break a promise."""

    signs: Mapping[_Key, tuple[Sign, ...]]
    """By kind of promise, actor, and with whom or against whom; sorted by first day."""
    by_id: Mapping[str, Act]
    """Acts by their own id and by the ids of their reports."""

    def signs_of(
        self, kind: ProvisionKind, obligors: Iterable[str], parties: Iterable[str], start: date
    ) -> Iterator[Sign]:
        """Acts of the obligors from a day on that speak of their promise; one may come twice."""
        others = tuple(parties)
        for actor in obligors:
            for other in (_ANYBODY, *others):
                signs = self.signs.get((kind, actor, other), ())
                yield from signs[bisect_left(signs, start, key=lambda sign: sign.first) :]


def index_acts(acts: Iterable[Act]) -> ActIndex:
    """Index acts once, to observe many agreements; the order of the acts does not matter."""
    found: defaultdict[_Key, list[Sign]] = defaultdict(list)
    by_id: dict[str, Act] = {}
    for act in sorted(acts, key=lambda act: act.id):
        by_id[act.id] = act
        by_id.update(dict.fromkeys(act.reports, act))
        if act.first is None:
            continue
        for rule in _rules_for(act.type, act.mode):
            sign = Sign(act.first, act, rule)
            for actor in act.actors:
                for other in _others(act, rule):
                    if other != actor:
                        found[rule.kind, actor, other].append(sign)
    signs = {key: tuple(sorted(signs, key=_day)) for key, signs in found.items()}
    return ActIndex(signs, by_id)


def _day(sign: Sign) -> date:
    return sign.first


@cache
def _rules_for(kind: EventType, mode: str | None) -> tuple[ActRule, ...]:
    """The first rule of each kind of promise that an act of a type and mode meets."""
    met: dict[ProvisionKind, ActRule] = {}
    for rule in act_rules():
        if rule.type != kind or (rule.mode is not None and rule.mode != mode):
            continue
        if rule.effect != "fulfilled" or kind not in PROMISING:
            met.setdefault(rule.kind, rule)
    return tuple(met.values())


def _others(act: Act, rule: ActRule) -> tuple[str, ...]:
    """With whom or against whom a rule asks an act to be; anybody where it asks nothing."""
    if rule.between:
        return act.recipients or act.actors  # in a mutual act all hit each other
    if pledge_kinds()[rule.kind].owed == "together":
        return (*act.actors, *act.recipients)
    return (_ANYBODY,)
