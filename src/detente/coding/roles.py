"""Who did it and to whom: from a trigger's frame to the participants of a draft."""

from detente.coding.clause import Clauses
from detente.coding.context import context_of
from detente.coding.draft import Draft
from detente.coding.participants import Cast, same_actor
from detente.coding.slots import Filler, Trigger, fill
from detente.knowledge.frames import Slots
from detente.model.record import Mention, Participant

SLOT_WORDS = {
    "subject": "subject",
    "object": "object",
    "iobject": "indirect object",
    "possessive": "possessive before the noun",
    "modifier": "modifier before the noun",
    "complement-subject": "the one who shall act in the clause below",
    "object-of": "named inside the object",
}


def draft_of(clauses: Clauses, trigger: Trigger, cast: Cast, speaker: Mention | None) -> Draft:
    """A draft event with type, mode and roles."""
    frame = trigger.frame
    draft = Draft(
        clauses=clauses,
        trigger=trigger,
        context=context_of(clauses, trigger),
        type=frame.type,
        mode=frame.mode,
        rule=frame.id,
    )
    draft.because(
        "type",
        f"frame {' '.join(frame.words)} ({frame.pos}) of {frame.place}",
        draft.start,
        draft.end,
    )
    if frame.mode:
        draft.because("mode", f"{frame.mode}: stated by the frame")
    _assign(draft, cast, speaker, "actors", frame.actors)
    _assign(draft, cast, speaker, "recipients", frame.recipients)
    if trigger.suffers and not draft.recipients:
        _assign_sufferer(draft, cast, speaker)
    _unmix(draft)
    return draft


def _assign(draft: Draft, cast: Cast, speaker: Mention | None, role: str, slots: Slots) -> None:
    """Fill one role; of alternatives the first counts that yields an actor."""
    for alternative in slots:
        fillers = fill(draft.clauses, draft.trigger, (alternative,))
        found: list[Participant] = []
        tokens: list[Filler] = []
        for filler in fillers:
            people = cast.participants(draft.clauses, filler.token, speaker)
            fresh = [p for p in people if all(p.mention != q.mention for q in found)]
            if fresh:
                found.extend(fresh)
                tokens.append(filler)
                _explain(draft, role, filler, fresh)
        if found:
            _store(draft, role, found, tokens)
            return
        if fillers:
            tokens = fillers
            _store(draft, role, [], tokens)


def _store(draft: Draft, role: str, found: list[Participant], tokens: list[Filler]) -> None:
    if role == "actors":
        draft.actors, draft.actor_tokens = found, tokens
    else:
        draft.recipients, draft.recipient_tokens = found, tokens


def _explain(draft: Draft, role: str, filler: Filler, people: list[Participant]) -> None:
    slot = SLOT_WORDS.get(filler.slot, f"after “{filler.slot}”")
    names = ", ".join(person.text for person in people)
    draft.because_token(role, f"{names}: {slot}", filler.token)


def _assign_sufferer(draft: Draft, cast: Cast, speaker: Mention | None) -> None:
    """Read "came under fire": the subject of the light verb is the recipient."""
    carrier = draft.trigger.carrier
    if carrier is None:
        return
    subject = draft.clauses.subject(carrier)
    if subject is None:
        return
    fillers = [Filler(t, "subject") for t in draft.clauses.with_conjuncts(subject)]
    people = [p for f in fillers for p in cast.participants(draft.clauses, f.token, speaker)]
    for filler in fillers[:1]:
        _explain(draft, "recipients", filler, people)
    _store(draft, "recipients", people, fillers)


def _unmix(draft: Draft) -> None:
    """Nobody is both actor and recipient of one event: the actor's role is the surer one."""
    draft.recipients = [
        p for p in draft.recipients if not any(same_actor(p, q) for q in draft.actors)
    ]
