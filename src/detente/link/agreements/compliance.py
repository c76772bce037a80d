"""Promised and done over many documents: what later acts say of an agreement's pledges.

Which act says what of which kind of promise stands in `lexicons/provision_acts.csv`, as on one page
(`coding/compliance.py`). Acts are taken as incidents, so that a release told by ten papers is one.
PA-X and the Peace Accords Matrix (Joshi, Quinn and Regan 2015) code implementation by year; here
each observation keeps its days, and the status of a day is derived (`status_on`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from detente.link.agreements.accord import Accord
from detente.link.agreements.act_index import ActIndex, Sign, index_acts
from detente.link.agreements.beside_acts import by_breakdown, by_deadline, by_pages
from detente.link.agreements.pledge_case import Case, days_in_words
from detente.link.agreements.pledge_status import Observation, PledgeStatus, order_of, status_on
from detente.link.agreements.rules import AccordRules, accord_rules, pledge_kinds
from detente.link.agreements.strength import Fit, fit_of
from detente.model.casebook import Act
from detente.model.record import ProvisionKind, ProvisionStatus

__all__ = ["Observation", "PledgeStatus", "observe", "observe_all", "status_on"]

_NOWHERE: Mapping[str, frozenset[str]] = {}


def observe(
    accord: Accord,
    acts: Iterable[Act],
    rules: AccordRules | None = None,
    wider: Mapping[str, frozenset[str]] = _NOWHERE,
) -> tuple[Observation, ...]:
    """What acts say of one agreement's pledges; for many agreements see `observe_all`."""
    return observe_all((accord,), acts, rules, wider)[accord.id]


def observe_all(
    accords: Iterable[Accord],
    acts: Iterable[Act],
    rules: AccordRules | None = None,
    wider: Mapping[str, frozenset[str]] = _NOWHERE,
) -> dict[str, tuple[Observation, ...]]:
    """What acts say of the pledges of agreements, from the day on which each was made.

    Never the act that makes the promise, and never another promise (AGREE, CONCEDE). Acts are
    taken as told to have happened; what is planned or supposed must not be among them. A denied
    act that would keep a promise delays it, a disputed one leaves it `disputed`, a deadline that
    passes delays it on the day after, and a told breakdown breaks what `pledges.csv` says. An act
    whose pages were all superseded by editions that no longer tell it says nothing.

    Args:
        accords: the agreements.
        acts: all acts, in any order; they are read once.
        rules: the thresholds; by default those that the package carries.
        wider: for a place's id the ids of the larger places that it lies in, where known.

    Returns:
        For the id of each agreement its observations by day.
    """
    every = list(accords)
    index = index_acts(acts, every)
    known = rules or accord_rules()
    return {accord.id: _observations(accord, index, known, wider) for accord in every}


def _observations(
    accord: Accord, index: ActIndex, rules: AccordRules, wider: Mapping[str, frozenset[str]]
) -> tuple[Observation, ...]:
    found: list[Observation] = []
    tellers = frozenset(accord.acts)
    kept: dict[ProvisionKind, frozenset[str]] = {}
    for pledge in sorted(accord.provisions, key=lambda p: bool(pledge_kinds()[p.kind].before)):
        first = {kind: kept.get(kind, frozenset()) for kind in pledge_kinds()[pledge.kind].before}
        case = Case(accord, pledge, index, rules, wider, tellers, first)
        told = list(_by_acts(case))
        kept[pledge.kind] = kept.get(pledge.kind, frozenset()) | _keeping(told, rules)
        told += by_pages(case, told)
        told += by_breakdown(case)
        told += by_deadline(case, told)
        found += told
    return tuple(sorted(found, key=order_of))


def _keeping(told: Iterable[Observation], rules: AccordRules) -> frozenset[str]:
    strong = (o for o in told if o.strength >= rules.strength.settles)
    return frozenset(act for o in strong if o.effect == "fulfilled" for act in o.acts)


def _by_acts(case: Case) -> Iterator[Observation]:
    """What the acts of those who owe it say."""
    pledge, parties = case.pledge, case.accord.parties
    if pledge.first is None:
        return
    makers = set(pledge.acts)
    obligors = case.obligors
    done: dict[str, date] = {}
    freed: Counter[str] = Counter()
    for sign in case.index.signs_of(pledge.kind, obligors, parties, pledge.first):
        # What is done once is done: later acts of the same kind are about something else.
        if len(done) == len(obligors) and sign.first > max(done.values()):
            return
        doing = [actor for actor in obligors if actor in sign.act.actors]
        if all(actor in done and sign.first > done[actor] for actor in doing):
            continue
        effect = None if sign.act.id in makers else _effect(sign, case.rules)
        if effect is None or _too_late(case, sign) or _only_promises(case, sign):
            continue
        fit, note = fit_of(case, sign), ""
        if effect == "fulfilled" and pledge_kinds()[pledge.kind].counted:
            freeing = freed if fit.strength >= case.rules.strength.settles else freed.copy()
            effect, note = _counted(case, sign, doing, freeing)
        observation = _observed(case, sign, effect, tuple(sorted(doing)), fit, note)
        yield observation
        for actor in _done_with(case, observation):
            done.setdefault(actor, observation.last or sign.first)


def _done_with(case: Case, seen: Observation) -> Iterable[str]:
    """Who owes nothing more after an observation; nobody where the promise lasts."""
    kind = pledge_kinds()[case.pledge.kind]
    if kind.lasting or seen.effect != "fulfilled":
        return ()
    if seen.strength < case.rules.strength.settles:
        return ()
    return seen.actors if case.pledge.by and kind.owed == "each" else case.obligors


def _effect(sign: Sign, rules: AccordRules) -> ProvisionStatus | None:
    """What an act says; one that is disputed stays so unless enough independent origins tell it."""
    act = sign.act
    if act.retracted:
        return None
    if act.standing == "denied":
        return "delayed" if sign.rule.effect == "fulfilled" else None
    disputed = act.standing == "disputed" and act.origins < rules.strength.sure_origins
    return "disputed" if disputed else sign.rule.effect


def _counted(
    case: Case, sign: Sign, doing: Iterable[str], freed: Counter[str]
) -> tuple[ProvisionStatus, str]:
    """Whether as many as were promised are free by now, and how many of how many.

    Adds the act's number to `freed`; of an act that settles nothing it is given a copy.
    """
    promised, count = case.pledge.promised_count, sign.act.count
    if promised is None or count is None:
        return "fulfilled", ""
    for actor in doing:
        freed[actor] += count
    total = max((freed[actor] for actor in doing), default=count)
    effect: ProvisionStatus = "partly" if total < promised else "fulfilled"
    return effect, f"{total} of {promised}"


def _too_late(case: Case, sign: Sign) -> bool:
    """Whether an act comes after the pledge's end, or long after it was made."""
    pledge = case.pledge
    if pledge.until is not None and sign.first > pledge.until:
        return True
    if sign.rule.effect != "fulfilled" or pledge.first is None:
        return False
    return (sign.first - pledge.first).days > case.rules.reach.fulfilling


def _only_promises(case: Case, sign: Sign) -> bool:
    """Whether a truce or deal that an act tells is just another promise.

    To stop firing is a deed (RETREAT) and a truce: it keeps the agreement that it belongs to where
    it comes on a later day than the promise, and says nothing of any other.
    """
    if sign.act.agreement is None or sign.rule.effect != "fulfilled":
        return False
    start = case.pledge.last
    return sign.act.id not in case.tellers or start is None or sign.first <= start


def _observed(
    case: Case, sign: Sign, effect: ProvisionStatus, doing: tuple[str, ...], fit: Fit, note: str
) -> Observation:
    act = sign.act
    named = act.type if act.mode is None else f"{act.type} {act.mode}"
    told = f"{named} by {', '.join(doing)} ({days_in_words(act.first, act.last)})"
    return Observation(
        first=act.first,
        last=act.last or act.first,
        pledge=case.pledge.id,
        effect=effect,
        strength=fit.strength,
        actors=doing,
        acts=(act.id,),
        reports=act.reports,
        reason="; ".join(part for part in (told, note, *fit.notes) if part),
    )
