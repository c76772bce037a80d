"""Promises, threats, requests and refusals of another act are events of their own kind.

"urged both sides to withdraw" is one REQUEST, not a request and a withdrawal; "vowed to attack" is
one THREATEN. What each pair becomes stands in `lexicons/raised.csv`. The inner act is not coded
again.
"""

from collections.abc import Sequence

from detente.coding.clause import Clauses
from detente.coding.context import FUTURE, OBLIGATION, Embedder
from detente.coding.draft import Draft
from detente.coding.participants import Cast, same_actor
from detente.coding.speech import Speakers
from detente.knowledge.lexicons import EmbeddingKind, Raised, raised_types
from detente.model.record import Participant

OF_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
RAISING: tuple[EmbeddingKind, ...] = ("promise", "threat", "request", "refuse")


def raise_embedded(
    drafts: Sequence[Draft], clauses: Clauses, cast: Cast, speakers: Speakers
) -> None:
    """Turn the embedded drafts of one sentence into the outer event that holds them."""
    by_token = {token: draft for draft in drafts for token in draft.trigger.tokens}
    for draft in sorted(drafts, key=lambda d: len(d.context.embedders)):
        if draft.dropped:
            continue
        outer = _outer(draft, by_token)
        if outer is not None:
            _raise(draft, outer, by_token.get(outer.token), clauses, cast, speakers)
        else:
            _blame(draft, by_token)
            _swallow(draft, by_token)
            _attempt(draft)
            _raise_modal(draft, cast, speakers)


def _outer(draft: Draft, by_token: dict[int, Draft]) -> Embedder | None:
    """The nearest promise, threat, request or refusal that somebody makes: a verb or an event."""
    pos = draft.clauses.tree.pos
    return next(
        (
            entry
            for entry in draft.context.embedders
            if entry.kind in RAISING and (pos[entry.token] == "VERB" or entry.token in by_token)
        ),
        None,
    )


def _blame(draft: Draft, by_token: dict[int, Draft]) -> None:
    """What somebody is accused of stays an event only if it is an act of force."""
    outer = draft.context.embedder("accuse")
    if outer is not None and outer.token in by_token and draft.type not in OF_FORCE:
        draft.dropped = True


def raised(kind: str, draft: Draft) -> Raised | None:
    """What a promise, threat, request or refusal of this draft is coded as."""
    table = raised_types()
    if kind == "announce" and (kind, draft.type, "") not in table:
        kind = "promise"
    return table.get((kind, draft.type, draft.mode or "")) or table.get((kind, draft.type, ""))


def _raise(
    draft: Draft,
    outer: Embedder,
    holder: Draft | None,
    clauses: Clauses,
    cast: Cast,
    speakers: Speakers,
) -> None:
    result = raised(outer.kind, draft)
    if holder is draft or result is None:
        return
    if holder is None or holder.dropped:
        _become(draft, outer, result, clauses, cast, speakers)
        return
    draft.dropped = True
    if outer.kind == "promise" and holder.type in {"AGREE", "CONCEDE", "THREATEN"}:
        holder.type = result.type
    if result.mode and not holder.mode and result.type == holder.type:
        holder.mode = result.mode
        holder.because(
            "mode", f"{result.mode}: what is meant is “{draft.type}”", draft.start, draft.end
        )
    if not holder.recipients:
        _inherit_recipients(holder, draft, outer)


def _inherit_recipients(holder: Draft, draft: Draft, outer: Embedder) -> None:
    """Who the promise or demand is made to: the inner act's recipients, or who shall act."""
    source = draft.actors if outer.kind == "request" and draft.actors else draft.recipients
    acting = {p.mention for p in holder.actors}
    heirs = [p for p in source if p.mention not in acting]
    if heirs:
        holder.recipients = heirs
        names = ", ".join(p.text for p in heirs)
        holder.because("recipients", f"{names}: from the act that is meant", draft.start, draft.end)


def _become(
    draft: Draft,
    outer: Embedder,
    result: Raised,
    clauses: Clauses,
    cast: Cast,
    speakers: Speakers,
) -> None:
    """The embedding word has no frame: the inner draft itself becomes the outer event."""
    if outer.kind == "request":
        draft.recipients = draft.actors
        subject = clauses.subject(outer.token)
        draft.actors = (
            []
            if subject is None
            else cast.participants(clauses, subject, speakers.direct_at(draft.start))
        )
    elif outer.kind in {"promise", "threat", "refuse"}:
        subject = clauses.subject(outer.token)
        acting = (
            []
            if subject is None
            else cast.participants(clauses, subject, speakers.direct_at(draft.start))
        )
        if acting:
            draft.actors = acting
    word = clauses.tree.words[outer.token]
    draft.because_token("type", f"“{word}” ({outer.kind}) makes it {result.type}", outer.token)
    draft.type, draft.mode = result.type, result.mode
    draft.rule += f">{outer.kind}"


def _swallow(draft: Draft, by_token: dict[int, Draft]) -> None:
    """Code "halted the attacks" on the outer verb, when that has a frame."""
    outer = draft.context.embedder("stop")
    if outer is None:
        return
    holder = by_token.get(outer.token)
    if holder is not None and holder is not draft:
        draft.dropped = True
        if not holder.recipients:
            acting = {p.mention for p in holder.actors}
            holder.recipients = [p for p in draft.recipients if p.mention not in acting]


def _attempt(draft: Draft) -> None:
    """To try to take a town is to fight for it."""
    outer = draft.context.embedder("attempt")
    result = None if outer is None else raised("attempt", draft)
    if outer is not None and result is not None:
        word = draft.clauses.tree.words[outer.token]
        draft.because_token("type", f"“{word}” (attempt) makes it {result.type}", outer.token)
        draft.type, draft.mode = result.type, result.mode
        draft.rule += ">attempt"


def _raise_modal(draft: Draft, cast: Cast, speakers: Speakers) -> None:
    """Take "will strike" for a promise, and "must withdraw", said by somebody, for a demand."""
    modal = draft.context.modal
    if modal is None or draft.context.condition is not None:
        return  # what is conditional itself; "will strike unless …" is not
    word = draft.clauses.tree.words[modal].lower()
    if word in FUTURE or (word == "would" and draft.context.announced):
        _promise(draft, modal)
    elif word in OBLIGATION or draft.clauses.tree.lemmas[modal] in {"have", "need"}:
        speaker = speakers.any_at(draft.start)
        if speaker is not None:
            _demand(draft, modal, cast.participant(speaker))


def _promise(draft: Draft, modal: int) -> None:
    kind = "refuse" if draft.context.negated is not None else "announce"
    result = raised(kind, draft)
    if result is None or not draft.actors or draft.clauses.is_passive(draft.context.anchor):
        return
    draft.because_token("type", f"“will” makes {draft.type} a {result.type}", modal)
    draft.type, draft.mode = result.type, result.mode
    draft.rule += f">{kind}"


def _demand(draft: Draft, modal: int, speaker: Participant) -> None:
    result = raised("request", draft)
    if result is None or any(same_actor(p, speaker) for p in draft.actors):
        return
    word = draft.clauses.tree.words[modal]
    draft.because_token("type", f"“{word}” in what {speaker.text} says makes it a demand", modal)
    draft.recipients = draft.actors or draft.recipients
    draft.actors = [speaker]
    draft.type, draft.mode = result.type, result.mode
    draft.rule += ">demand"
