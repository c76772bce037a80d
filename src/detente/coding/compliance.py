"""Promised and done: later acts on the page that fulfil or break an agreement's provisions.

A promise is never done by being made. An act counts when one of the bound parties does it, when it
is told after the agreement and as a fact, and when `lexicons/provision_acts.csv` says what an act
of its kind means for the promise. A denied act ("has not released") delays it; acts of both
meanings leave it disputed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from detente.coding.draft import Draft
from detente.knowledge.codebook import load_codebook
from detente.knowledge.tables import data_folder, read_table
from detente.model.record import Agreement, Provision, ProvisionKind, ProvisionStatus

EFFECTS: frozenset[ProvisionStatus] = frozenset(("fulfilled", "violated"))
TOLD = frozenset({"actual", "negated"})


@dataclass(frozen=True, slots=True)
class ActRule:
    """What an act of a type and mode says about a kind of promise."""

    kind: ProvisionKind
    type: str
    mode: str | None
    effect: ProvisionStatus
    between: bool
    """Whether one party must hit another."""
    of: frozenset[str] = frozenset()
    """Words of which the act's sentence has one; empty where any words will do."""


@cache
def act_rules() -> tuple[ActRule, ...]:
    """The rules of `lexicons/provision_acts.csv`.

    Raises:
        KnowledgeError: a row is wrong; file and line are named.
    """
    columns = ("kind", "type", "mode", "effect", "between", "of", "example")
    found = []
    for row in read_table(data_folder("lexicons", "provision_acts.csv"), columns):
        kind: ProvisionKind = row.one_of("kind", get_args(ProvisionKind))
        effect: ProvisionStatus = row.one_of("effect", EFFECTS)
        act = row.one_of("type", load_codebook())
        between = row.one_of("between", frozenset(("yes", ""))) == "yes"
        of = frozenset(row["of"].split())
        found.append(ActRule(kind, act, row["mode"] or None, effect, between, of))
    return tuple(found)


def observe(drafts: Sequence[Draft]) -> None:
    """Set the status of every provision from the acts told after its agreement; link these acts."""
    for draft in drafts:
        agreement = draft.agreement
        if agreement is None or not agreement.provisions:
            continue
        later = [d for d in drafts if _comes_after(d, draft)]
        for provision in agreement.provisions:
            acts = [(act, _effect(act, provision, agreement)) for act in later]
            told = [(act, effect) for act, effect in acts if effect is not None]
            if told:
                draft.observed[provision.id] = [act for act, _ in told]
                _settle(draft, provision, [effect for _, effect in told])


def _comes_after(act: Draft, agreed: Draft) -> bool:
    """Whether an act is told as a fact after an agreement, and not dated before it."""
    if act is agreed or act.dropped or act.same_as is not None or act.status not in TOLD:
        return False
    if act.start <= agreed.start:
        return False
    days = [d.date.edtf if d.date and d.date.precision == "day" else None for d in (agreed, act)]
    return days[0] is None or days[1] is None or days[1] >= days[0]


def _effect(act: Draft, provision: Provision, agreement: Agreement) -> ProvisionStatus | None:
    """What an act says about a promise; None where it says nothing."""
    bound = set(provision.by or agreement.parties)
    acting = {p.entity for p in act.actors if p.entity}
    hit = {p.entity for p in act.recipients if p.entity}
    for rule in _rules_of(act):
        if rule.kind != provision.kind:
            continue
        if not acting & bound or (rule.between and not hit & set(agreement.parties)):
            continue
        if act.status == "actual":
            return rule.effect
        return "delayed" if rule.effect == "fulfilled" else None
    return None


def _rules_of(act: Draft) -> list[ActRule]:
    """The rules that an act's type, mode and words meet; those with words of their own go first."""
    words = act.clauses.vocabulary
    met = [r for r in act_rules() if r.type == act.type and r.mode in {None, act.mode}]
    return [r for r in met if r.of & words] or [r for r in met if not r.of]


def _settle(draft: Draft, provision: Provision, effects: Sequence[ProvisionStatus]) -> None:
    """The status that acts of several effects leave: their own if one, else disputed."""
    kinds = set(effects)
    status: ProvisionStatus = effects[0] if len(kinds) == 1 else "disputed"
    if kinds == {"fulfilled", "delayed"}:
        status = "partly"
    agreement = draft.agreement
    if agreement is None:
        return
    provisions = tuple(
        p.model_copy(update={"status": status}) if p.id == provision.id else p
        for p in agreement.provisions
    )
    draft.agreement = agreement.model_copy(update={"provisions": provisions})
    first = draft.observed[provision.id][0]
    draft.because("agreement", f"{provision.id} {status}: told later", first.start, first.end)
