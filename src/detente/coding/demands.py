"""Demands by modal: what a source says that somebody must or should do is a REQUEST to them.

"The army must respect the deadline, the council said" asks for something, though no verb of asking
stands there and what is asked may be no event of its own.
"""

from collections.abc import Sequence

from detente.coding.clause import Clauses
from detente.coding.context import OBLIGATION, context_of
from detente.coding.draft import Draft
from detente.coding.participants import Cast
from detente.coding.slots import Trigger
from detente.coding.speech import Speakers
from detente.knowledge.frames import FrameLexicon


def demands(
    clauses: Clauses,
    lexicon: FrameLexicon,
    drafts: Sequence[Draft],
    cast: Cast,
    speakers: Speakers,
) -> list[Draft]:
    """The demands of one sentence whose verbs fired no frame of their own."""
    found = []
    coded = {token for d in drafts for token in (d.token, d.context.anchor)}
    for modal in range(len(clauses.tree)):
        verb = clauses.tree.heads[modal]
        word = clauses.tree.words[modal].lower()
        if clauses.tree.deps[modal] != "aux" or word not in OBLIGATION or verb in coded:
            continue
        draft = _demand(clauses, modal, lexicon, cast, speakers)
        if draft is not None:
            found.append(draft)
    return found


def _demand(
    clauses: Clauses, modal: int, lexicon: FrameLexicon, cast: Cast, speakers: Speakers
) -> Draft | None:
    frame = next(iter(lexicon.candidates("verb", "must")), None)
    subject = clauses.subject(clauses.tree.heads[modal])
    speaker = speakers.any_at(clauses.tree.starts[modal])
    if frame is None or subject is None or speaker is None:
        return None
    people = [
        person
        for token in clauses.with_conjuncts(subject)
        for person in cast.participants(clauses, token, None)
    ]
    asking = cast.participant(speaker)
    people = [p for p in people if (p.entity or p.mention) != (asking.entity or asking.mention)]
    if not people:
        return None
    trigger = Trigger(modal, frame, (modal,))
    draft = Draft(
        clauses, trigger, context_of(clauses, trigger), frame.type, frame.mode, f"{frame.id}>demand"
    )
    draft.actors, draft.recipients = [asking], people
    word = clauses.tree.words[modal]
    draft.because_token("type", f"“{word}” in what {asking.text} says is a demand", modal)
    draft.because_token("recipients", "who is to act", subject)
    return draft
