"""Agreements: parties, stage, and the provisions that the parties say they will carry out.

A promise of the parties belongs to the agreement that stands before it on the page; it is a
provision, no event: promised is not done.
"""

from collections.abc import Sequence
from functools import cache
from typing import get_args

from detente.coding.clause import Clauses
from detente.coding.context import FUTURE, embedding_of
from detente.coding.draft import Draft
from detente.coding.merging import by_sentence
from detente.coding.participants import Cast
from detente.knowledge.tables import data_folder, read_table, word_class
from detente.model.record import Agreement, AgreementStage, Provision, ProvisionKind, Quote

AGREEING = frozenset({"AGREE", "SUPPORT", "RETREAT"})

DUE = frozenset({"by", "before", "until", "within", "than"})
"""Words before a date that make a deadline of it."""


@cache
def agreement_stages() -> tuple[tuple[str, AgreementStage], ...]:
    """Stage by a word of the agreement's name, the first that is found (`agreement_stages.csv`)."""
    rows = read_table(data_folder("lexicons", "agreement_stages.csv"), ("term", "stage"))
    found = []
    for row in rows:
        stage: AgreementStage = row.one_of("stage", get_args(AgreementStage))
        found.append((row["term"], stage))
    return tuple(found)


@cache
def provision_rules() -> tuple[tuple[str, str, ProvisionKind], ...]:
    """Kind of provision by the promise's verb and a word below it (`provisions.csv`)."""
    rows = read_table(data_folder("lexicons", "provisions.csv"), ("head", "word", "kind"))
    found = []
    for row in rows:
        kind: ProvisionKind = row.one_of("kind", get_args(ProvisionKind))
        found.append((row["head"], row["word"], kind))
    return tuple(found)


def is_agreement(draft: Draft) -> bool:
    """Whether a draft tells of an agreement that has parties and may have provisions."""
    if draft.type not in AGREEING or len(draft.actors) + len(draft.recipients) < 2:
        return False
    if draft.type == "AGREE" and draft.rule.endswith(">promise"):
        return False
    words = {draft.clauses.tree.lemmas[token].lower() for token in _named_by(draft)}
    return bool(words & word_class("deal")) or (draft.type, draft.mode) == ("RETREAT", "ceasefire")


def _named_by(draft: Draft) -> list[int]:
    """The trigger and, of a verb ("signed a truce"), its object."""
    target = None if draft.trigger.is_noun else draft.clauses.direct_object(draft.token)
    if draft.clauses.is_passive(draft.token):
        target = draft.clauses.subject(draft.token)
    return [draft.token] if target is None else [draft.token, target]


def describe(draft: Draft) -> Agreement:
    """The agreement of a draft: its parties, stage and how its text is known."""
    words = {
        draft.clauses.tree.lemmas[t].lower()
        for token in _named_by(draft)
        for t in draft.clauses.subtree(token)
    }
    stage: AgreementStage = "full"
    for term, candidate in agreement_stages():
        if term in words:
            stage = candidate
            break
    people = (*draft.actors, *draft.recipients)
    parties = tuple(dict.fromkeys(p.entity for p in people if p.entity))
    return Agreement(stage=stage, parties=parties, text_status="reported")


def add_provisions(
    drafts: Sequence[Draft], sentences: Sequence[Clauses], cast: Cast, text: str
) -> None:
    """Gather the promises of each agreement's parties; the events that they made are dropped."""
    agreements = [d for d in drafts if d.agreement and not d.dropped]
    if not agreements:
        return
    beside = by_sentence(drafts)
    for clauses in sentences:
        for verb in range(len(clauses.tree)):
            if not _promises(clauses, verb):
                continue
            owner = _owner(clauses, verb, agreements, cast)
            kind = _kind(clauses, verb)
            if owner is None or kind is None:
                continue
            _append(owner, clauses, verb, kind, cast, text)
            inside = _promised(clauses, verb)
            promise = _promise_above(clauses, verb)
            for draft in beside[clauses.tree.sentence]:
                if not _happened(draft) and (draft.token in inside or draft.token == promise):
                    draft.dropped = True


def _happened(draft: Draft) -> bool:
    """A clash that a promise looks back to ("captured in the recent clashes") stays an event."""
    return draft.trigger.is_noun and draft.type == "ASSAULT"


def _promises(clauses: Clauses, verb: int) -> bool:
    # A "will" makes a verb of whatever the tagger saw.
    if any(clauses.tree.words[aux].lower() in FUTURE for aux in clauses.dependents(verb, "aux")):
        return True
    if clauses.tree.pos[verb] != "VERB":
        return False
    above = clauses.governor(verb)
    bound = above is not None and clauses.tree.deps[verb] == "xcomp"
    return (bound and clauses.tree.lemmas[above or 0] == "be") or (
        _promise_above(clauses, verb) is not None
    )


def _promise_above(clauses: Clauses, verb: int) -> int | None:
    """The word of promising that a verb is the content of ("promised to let aid pass")."""
    above = clauses.governor(verb)
    if above is None or clauses.tree.deps[verb] not in {"xcomp", "ccomp"}:
        return None
    entry = embedding_of(clauses, above)
    return above if entry is not None and entry.kind == "promise" else None


def _owner(clauses: Clauses, verb: int, agreements: Sequence[Draft], cast: Cast) -> Draft | None:
    """The latest agreement before the promise whose parties are those who promise."""
    subject = clauses.subject(verb)
    if subject is None:
        return None
    promising = {
        person.entity
        for token in clauses.with_conjuncts(subject)
        for person in cast.participants(clauses, token, None)
        if person.entity
    }
    before = [d for d in agreements if d.start < clauses.tree.starts[verb]]
    fitting = [
        d for d in before if d.agreement and promising and promising <= set(d.agreement.parties)
    ]
    return _main(fitting)


def _main(agreements: Sequence[Draft]) -> Draft | None:
    """The agreement that a page is about: the first of the furthest stage."""
    order = ("broken", "talks", "preliminary", "ceasefire", "partial", "implementation", "full")
    return max(
        agreements,
        key=lambda d: (order.index(d.agreement.stage if d.agreement else "talks"), -d.start),
        default=None,
    )


def _kind(clauses: Clauses, verb: int) -> ProvisionKind | None:
    head = clauses.tree.lemmas[verb].lower()
    below = [clauses.tree.lemmas[t].lower() for t in sorted(clauses.subtree(verb)) if t != verb]
    said = " ".join(below)
    for rule_head, word, kind in provision_rules():
        if rule_head and rule_head != head:
            continue
        if word and (word not in below if " " not in word else word not in said):
            continue
        return kind
    return None


def _append(
    draft: Draft, clauses: Clauses, verb: int, kind: ProvisionKind, cast: Cast, text: str
) -> None:
    agreement = draft.agreement
    if agreement is None:
        return
    tokens = _without_source(clauses, sorted(_promised(clauses, verb)))
    start, end = clauses.tree.starts[verb], clauses.tree.ends[tokens[-1]]
    while end > start and text[end - 1] in ".,;: ":
        end -= 1
    subject = clauses.subject(verb)
    bound = () if subject is None else clauses.with_conjuncts(subject)
    by = [p.entity for t in bound for p in cast.participants(clauses, t, None) if p.entity]
    provision = Provision(
        id=f"p{len(agreement.provisions) + 1}",
        kind=kind,
        by=tuple(dict.fromkeys(by)),
        against=_against(clauses, verb, cast),
        place=_place_in(start, end, cast),
        deadline=_deadline_in(start, end, cast),
        text=Quote(start=start, end=end, text=text[start:end]),
    )
    draft.agreement = agreement.model_copy(
        update={"provisions": (*agreement.provisions, provision)}
    )
    draft.because("agreement", f"provision {provision.id}: {kind}", start, end)


def _place_in(start: int, end: int, cast: Cast) -> str | None:
    """The id of the first place that a promise names."""
    said = cast.grounding.mentions
    inside = (m for m in said if m.kind == "place" and start <= m.start and m.end <= end)
    return next((m.entity for m in inside if m.entity), None)


def _deadline_in(start: int, end: int, cast: Cast) -> str | None:
    """The EDTF date by which a promise is to be kept ("by Friday", "no later than 3 May")."""
    for mention in cast.grounding.mentions:
        if mention.kind != "time" or not start <= mention.start < end:
            continue
        value = cast.grounding.times.get(mention.id)
        before = cast.text[start : mention.start].split()[-1:]
        due = before and before[0].lower() in DUE
        inside = mention.text.split()[0].lower() in DUE
        if value is not None and value.edtf and (due or inside):
            return value.edtf
    return None


def _promised(clauses: Clauses, verb: int) -> set[int]:
    """The tokens of a promise, without what somebody else promises in the same sentence."""
    others = {
        token
        for conjunct in clauses.dependents(verb, "conj")
        if clauses.dependents(conjunct, "nsubj", "nsubj:pass")
        for token in clauses.subtree(conjunct)
    }
    kept = set(clauses.subtree(verb)) - others
    last = max(kept)
    while others and last > verb and clauses.tree.pos[last] in {"PUNCT", "CCONJ"}:
        kept.discard(last)
        last = max(kept)
    return kept


def _without_source(clauses: Clauses, tokens: list[int]) -> list[int]:
    """Cut "according to …" off the end of a promise."""
    cut = next((t for t in tokens if clauses.tree.words[t].lower() == "according"), None)
    return tokens if cut is None or cut == tokens[0] else [t for t in tokens if t < cut]


def _against(clauses: Clauses, verb: int, cast: Cast) -> tuple[str, ...]:
    """Actors named after "against" anywhere in the promise."""
    found = [
        person.entity
        for head in clauses.subtree(verb)
        for token in clauses.after(head, "against")
        for conjunct in clauses.with_conjuncts(token)
        for person in cast.participants(clauses, conjunct, None)
        if person.entity
    ]
    return tuple(dict.fromkeys(found))
