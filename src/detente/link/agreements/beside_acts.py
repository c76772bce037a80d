"""What is told of a pledge beside the acts of those who owe it: pages, breakdowns, deadlines."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from detente.link.agreements.act_index import PROMISING, can_be_seen_kept, meets_rule
from detente.link.agreements.pledge_case import Case, days_in_words
from detente.link.agreements.pledge_status import Observation, status_on
from detente.link.agreements.pledges import Telling, last_day
from detente.link.agreements.rules import pledge_kinds
from detente.link.agreements.strength import told_strength
from detente.model.casebook import Act
from detente.model.record import ProvisionStatus

_ANSWERED: frozenset[ProvisionStatus] = frozenset(("fulfilled", "violated", "disputed"))


def by_pages(case: Case, told: Iterable[Observation]) -> Iterator[Observation]:
    """What a page itself says became of the promise, where no act that we can read says it."""
    effects = {observation.effect for observation in told}
    for telling in case.pledge.tellings:
        if telling.status == "promised" or not telling.evidence or telling.status in effects:
            continue
        found = (case.index.by_id.get(evidence) for evidence in telling.evidence)
        known = {act.id: act for act in found if act}
        acts = [known[name] for name in sorted(known)]
        if not acts or any(_is_news(case, act) for act in acts):
            yield _page_word(case, telling, acts)


def _is_news(case: Case, act: Act) -> bool:
    """Whether only the page can tell what an act means: undated, or of a kind no rule knows.

    The promise itself is no evidence for it, and an act that rules know was judged by them.
    """
    if act.id in case.pledge.acts or act.type in PROMISING:
        return False
    return act.first is None or not meets_rule(act, case.pledge.kind)


def _page_word(case: Case, telling: Telling, acts: list[Act]) -> Observation:
    teller = case.index.by_id.get(telling.act)
    speaking = acts or ([teller] if teller else [])
    weights = case.rules.strength
    told = max((told_strength(act, weights) for act in speaking), default=1.0)
    return case.seen(
        telling.status,
        _span(acts, telling),
        round(weights.page_word * told, 3),
        f"a page that tells the promise says so{'' if acts else '; its day is open'}",
        acts=(telling.act, *(act.id for act in acts)),
        reports=(*telling.reports, *(report for act in acts for report in act.reports)),
    )


def _span(acts: list[Act], telling: Telling) -> tuple[date | None, date | None]:
    """Days of the acts; where they are not known, from the day of the page's agreement on."""
    firsts = [act.first for act in acts if act.first]
    lasts = [act.last for act in acts if act.last]
    if acts and len(firsts) == len(lasts) == len(acts):
        return min(firsts), max(lasts)
    return telling.first, None


def by_breakdown(case: Case) -> Iterator[Observation]:
    """A told breakdown breaks what `pledges.csv` says and what had not ended before."""
    pledge = case.pledge
    stage = case.accord.breakdown_from(pledge.first)
    if stage is None or stage.last is None or not pledge_kinds()[pledge.kind].broken_with:
        return
    if pledge.until is not None and pledge.until < stage.last:
        return
    if pledge.first is None:
        return
    acts = [case.index.by_id[act] for act in stage.acts if act in case.index.by_id]
    strength = max((told_strength(act, case.rules.strength) for act in acts), default=1.0)
    days = days_in_words(stage.first, stage.last)
    yield case.seen(
        "violated",
        (stage.first, stage.last),
        round(strength, 3),
        f"the agreement is told to be broken ({days}); by whom is open",
        acts=stage.acts,
        reports=[report for act in acts for report in act.reports],
    )


def by_deadline(case: Case, told: Iterable[Observation]) -> Iterator[Observation]:
    """Delay from the day after a deadline on which the pledge is neither kept nor broken.

    Where it is disputed whether it was kept, the deadline does not settle the dispute.
    """
    pledge = case.pledge
    due = last_day(pledge.deadline) if pledge.deadline else None
    if due is None or due == date.max or pledge_kinds()[pledge.kind].ends:
        return
    if not can_be_seen_kept(pledge.kind):
        return  # where no act could show that it is kept, silence is no delay
    if pledge.first is None or due < pledge.first:
        return  # no day of the promise, or a deadline that is none
    if pledge.until is not None and pledge.until < due:
        return
    if status_on(pledge, told, due, case.rules).status in _ANSWERED:
        return
    after = due + timedelta(days=1)
    yield case.seen(
        "delayed",
        (after, after),
        case.rules.strength.deadline,
        f"its deadline passed on {due}, and no act keeps it by then",
        actors=pledge.by,
        acts=pledge.acts,
        reports=pledge.reports,
    )
