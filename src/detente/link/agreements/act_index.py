"""Acts by whose promise of which kind they can speak of, so that an agreement reads few of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import merge
from itertools import islice, product
from typing import NamedTuple

from detente.coding.compliance import ActRule, act_rules
from detente.link.agreements.accord import Accord
from detente.link.agreements.rules import pledge_kinds
from detente.model.casebook import Act
from detente.model.record import EventType, ProvisionKind

PROMISING: frozenset[EventType] = frozenset(("AGREE", "CONCEDE"))
"""To agree or to give in by words is to promise: it never counts as done."""

_Key = tuple[ProvisionKind, str, str]
_ANYBODY = ""


class Sign(NamedTuple):  # there are more of them than acts: a tuple is made in half the time
    """An act, and the row of `provision_acts.csv` that it meets."""

    first: date
    """Earliest day of the act."""
    act: Act
    rule: ActRule


@dataclass(frozen=True, slots=True)
class ActIndex:
    """The acts that can speak of the pledges of some agreements."""

    signs: Mapping[_Key, Sequence[Sign]]
    """By kind of promise, actor, and with whom or against whom; sorted by first day and id."""
    by_id: Mapping[str, Act]
    """Acts that the agreements name, by the ids under which they name them."""

    def signs_of(
        self, kind: ProvisionKind, obligors: Iterable[str], parties: Iterable[str], start: date
    ) -> Iterator[Sign]:
        """Acts of the obligors from a day on that speak of their promise, by day and id."""
        lists = (self.signs.get(key) for key in _keys(kind, obligors, parties))
        later = (
            islice(signs, bisect_left(signs, start, key=_day), None) for signs in lists if signs
        )
        last = None
        for sign in merge(*later, key=_turn):
            if sign.act.id != last:  # an act of two obligors stands in two lists
                yield sign
            last = sign.act.id


def index_acts(acts: Iterable[Act], accords: Iterable[Accord]) -> ActIndex:
    """Index acts for some agreements in one pass; the order of the acts does not matter."""
    wanted, named = _asked_for(accords)
    found: dict[_Key, list[Sign]] = {key: [] for key in wanted}
    by_id: dict[str, Act] = {}
    for act in acts:
        for name in named.intersection((act.id, *act.reports)):
            by_id[name] = min(act, by_id.get(name, act), key=lambda one: one.id)
        if act.first is None:
            continue
        for rule, together in _rules_for(act.type, act.mode):
            for key in product((rule.kind,), act.actors, _others(act, rule, together=together)):
                if key in found and key[1] != key[2]:
                    found[key].append(Sign(act.first, act, rule))
    for signs in found.values():
        signs.sort(key=_turn)
    return ActIndex(found, by_id)


def _asked_for(accords: Iterable[Accord]) -> tuple[set[_Key], set[str]]:
    """The keys under which agreements look for acts, and the acts and reports that they name."""
    keys: set[_Key] = set()
    named: set[str] = set()
    for accord in accords:
        named.update(accord.acts)
        for pledge in accord.provisions:
            keys.update(_keys(pledge.kind, pledge.by or accord.parties, accord.parties))
            named.update(name for telling in pledge.tellings for name in telling.evidence)
    return keys, named


def _keys(kind: ProvisionKind, obligors: Iterable[str], parties: Iterable[str]) -> Iterator[_Key]:
    return product((kind,), obligors, (_ANYBODY, *parties))


def _day(sign: Sign) -> date:
    return sign.first


def _turn(sign: Sign) -> tuple[date, str]:
    return sign.first, sign.act.id


@cache
def _rules_for(kind: EventType, mode: str | None) -> tuple[tuple[ActRule, bool], ...]:
    """The first rule of each kind of promise that an act meets, and if it takes two to keep it."""
    met: dict[ProvisionKind, ActRule] = {}
    for rule in act_rules():
        if rule.type != kind or (rule.mode is not None and rule.mode != mode):
            continue
        if rule.effect != "fulfilled" or kind not in PROMISING:
            met.setdefault(rule.kind, rule)
    return tuple((rule, pledge_kinds()[rule.kind].owed == "together") for rule in met.values())


def meets_rule(act: Act, kind: ProvisionKind) -> bool:
    """Whether the table knows what an act of this type and mode says of a kind of promise."""
    return any(rule.kind == kind for rule, _ in _rules_for(act.type, act.mode))


def can_be_seen_kept(kind: ProvisionKind) -> bool:
    """Whether the table knows an act that keeps a kind of promise."""
    return any(rule.kind == kind and rule.effect == "fulfilled" for rule in act_rules())


def _others(act: Act, rule: ActRule, *, together: bool) -> tuple[str, ...]:
    """With whom or against whom a rule asks an act to be; anybody where it asks nothing."""
    if rule.between:
        return act.recipients or act.actors  # in a mutual act all hit each other
    return (*act.actors, *act.recipients) if together else (_ANYBODY,)
