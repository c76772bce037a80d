"""Pledges: what the provisions of many reports come to within one agreement.

Provisions of one kind are one pledge where they name the same obligors and no other place. Told by
some for both sides ("both free prisoners") and by others for one ("A frees prisoners"), it is the
pledge of both; told without obligor or place, it is the only one told with them, if there is one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, TypeVar

from detente.link.agreements.people import people_in
from detente.link.agreements.rules import AccordRules
from detente.model.casebook import Act
from detente.model.days import day_bounds
from detente.model.record import Provision, ProvisionKind, ProvisionStatus, Quote

Over = Literal["broken", "renewed", "expired"]
"""Its agreement was told to be broken; these parties promised the same anew; its last day came."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Telling:
    """One act's word on a pledge."""

    act: str
    reports: tuple[str, ...]
    first: date | None
    last: date | None
    status: ProvisionStatus
    """What its page says became of the promise."""
    evidence: tuple[str, ...]
    """Ids on which the page's status rests."""
    words: str
    """The promise as told; empty where the stage alone implies it."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise of an agreement, over all acts that tell it; promised is not done."""

    id: str
    """`<agreement>/<kind>-<n>`, numbered within the kind by when it was first told."""
    kind: ProvisionKind
    by: tuple[str, ...]
    """Who owes it; empty where no report says so, and then all parties may."""
    against: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    place: str | None
    deadline: str | None
    """EDTF; where reports differ, the latest."""
    first: date | None
    """Day on which it was promised, at the earliest: of the earliest act that tells it."""
    last: date | None
    tellings: tuple[Telling, ...]
    until: date | None = None
    """Last day on which acts can keep or break it; None while it stands."""
    over: Over | None = None
    """Why it ended."""

    @property
    def acts(self) -> tuple[str, ...]:
        """Ids of the acts that tell it, sorted."""
        return tuple(sorted({telling.act for telling in self.tellings}))

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of their reports, sorted."""
        return tuple(sorted({report for telling in self.tellings for report in telling.reports}))

    @property
    def promised_count(self) -> int | None:
        """How many people were promised, by the first report that counts them."""
        counts = (count for words in self.words if (count := people_in(words)) is not None)
        return next(counts, None)

    @property
    def words(self) -> tuple[str, ...]:
        """The promise in the words of each report, without repeats; empty where it is implied."""
        return tuple(dict.fromkeys(t.words for t in self.tellings if t.words))


@dataclass(frozen=True, slots=True)
class _Said:
    """A provision and the act that tells it."""

    act: Act
    provision: Provision

    @property
    def by(self) -> frozenset[str]:
        return frozenset(self.provision.by)

    @property
    def order(self) -> tuple[date, str, int, str]:
        words = self.provision.text
        return self.act.first or date.max, self.act.id, words.start, self.provision.id


def span_of(act: Act) -> tuple[date, date] | None:
    """The days on which an act may have happened; a missing end is the other one. None: undated."""
    first, last = act.first or act.last, act.last or act.first
    return None if first is None or last is None else (first, last)


def last_day(edtf: str) -> date | None:
    """The last day that an EDTF date allows; None for what is open or no date."""
    return day_bounds(edtf)[1]


def pledges_of(
    accord: str, parties: Iterable[str], acts: Sequence[Act], rules: AccordRules
) -> tuple[Pledge, ...]:
    """The pledges of an agreement from its acts, sorted by kind and by when they were first told.

    Args:
        accord: the agreement's id.
        parties: its parties, who are bound by what a stage implies.
        acts: its acts, in any order.
        rules: names the stages that are promises themselves.
    """
    by_kind: defaultdict[ProvisionKind, list[_Said]] = defaultdict(list)
    for said in (*_spelled_out(acts), *_implied(acts, tuple(sorted(parties)), rules)):
        by_kind[said.provision.kind].append(said)
    found = []
    for kind in sorted(by_kind):
        groups = sorted(_groups(by_kind[kind]), key=lambda group: group[0].order)
        found += [_pledge(f"{accord}/{kind}-{n}", group) for n, group in enumerate(groups, 1)]
    return tuple(found)


def _spelled_out(acts: Iterable[Act]) -> Iterable[_Said]:
    return (_Said(act, p) for act in acts if act.agreement for p in act.agreement.provisions)


def _implied(acts: Sequence[Act], parties: tuple[str, ...], rules: AccordRules) -> Iterable[_Said]:
    """What a stage promises by itself: told by the earliest acts of the stage."""
    for stage, kind in sorted(rules.implied.items()):
        told = [act for act in acts if act.agreement and act.agreement.stage == stage]
        start = min((act.first or date.max for act in told), default=None)
        for act in told:
            if (act.first or date.max) == start:
                words = Quote(start=0, end=0, text="")
                yield _Said(act, Provision(id="", kind=kind, by=parties, text=words))


def _groups(said: Sequence[_Said]) -> list[list[_Said]]:
    """Provisions of one kind that are one pledge, each group in the order of telling."""
    told = {one.by for one in said if one.by}
    widest = [by for by in told if not any(by < other for other in told)]
    by_obligors = _gather(said, lambda one: _widened(one.by, widest))
    groups: list[list[_Said]] = []
    for group in by_obligors:
        places = {one.provision.place for one in group if one.provision.place}
        only = next(iter(places)) if len(places) == 1 else None
        groups += _gather(group, partial(_place, only))
    return [sorted(group, key=lambda one: one.order) for group in groups]


def _place(only: str | None, said: _Said) -> str | None:
    return said.provision.place or only


def _gather(items: Iterable[_Said], key: Callable[[_Said], T]) -> list[list[_Said]]:
    found: defaultdict[T, list[_Said]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return list(found.values())


def _widened(by: frozenset[str], widest: Sequence[frozenset[str]]) -> frozenset[str]:
    """The only widest set of obligors that holds these; themselves where several do."""
    holding = [other for other in widest if by <= other]
    return holding[0] if len(holding) == 1 else by


def _pledge(name: str, group: Sequence[_Said]) -> Pledge:
    provisions = [one.provision for one in group]
    earliest = span_of(group[0].act)
    deadlines = {p.deadline for p in provisions if p.deadline}
    return Pledge(
        id=name,
        kind=provisions[0].kind,
        by=_union(p.by for p in provisions),
        against=_union(p.against for p in provisions),
        beneficiaries=_union(p.beneficiaries for p in provisions),
        place=next((p.place for p in provisions if p.place), None),
        deadline=max(deadlines, key=lambda d: (last_day(d) or date.min, d), default=None),
        first=earliest[0] if earliest else None,
        last=earliest[1] if earliest else None,
        tellings=tuple(dict.fromkeys(_telling(one) for one in group)),
    )


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({item for items in lists for item in items}))


def _telling(said: _Said) -> Telling:
    act, provision = said.act, said.provision
    return Telling(
        act=act.id,
        reports=tuple(sorted(act.reports)),
        first=act.first,
        last=act.last,
        status=provision.status,
        evidence=tuple(sorted(provision.acts)),
        words=provision.text.text,
    )
