"""From drafts to contract events: ids, mapped codes, confidence."""

from collections.abc import Sequence

from detente.coding.confidence import confidence, features_of
from detente.coding.draft import Draft
from detente.knowledge.codebook import load_codebook
from detente.model.record import Event, Quote
from detente.model.trace import Reason


def finish(
    drafts: Sequence[Draft], text: str
) -> tuple[tuple[Event, ...], dict[str, tuple[Reason, ...]]]:
    """Contract events in text order, and their reasons by event id."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, draft.end))
    ids = {id(draft): f"e{number}" for number, draft in enumerate(ordered, start=1)}
    events = tuple(
        _event(draft, text, ids[id(draft)], ids.get(id(draft.same_as)) if draft.same_as else None)
        for draft in ordered
    )
    return events, {ids[id(draft)]: tuple(draft.reasons) for draft in ordered}


def _event(draft: Draft, text: str, event_id: str, same_as: str | None) -> Event:
    entry = load_codebook()[draft.type]
    codes = entry.codes(draft.mode)
    features = features_of(draft)
    draft.because("confidence", ", ".join(features))
    return Event(
        id=event_id,
        type=draft.type,
        mode=draft.mode,
        trigger=Quote(start=draft.start, end=draft.end, text=text[draft.start : draft.end]),
        sentence=draft.clauses.tree.sentence,
        actors=tuple(draft.actors),
        recipients=tuple(draft.recipients),
        place=draft.place,
        date=draft.date,
        status=draft.status,
        certainty=draft.certainty,
        claims=tuple(draft.claims),
        casualties=tuple(draft.casualties),
        weapons=tuple(draft.weapons),
        attributions=tuple(draft.attributions),
        agreement=draft.agreement,
        cameo=codes.cameo,
        quad=entry.quad,
        score=codes.score,
        acled=codes.acled,
        same_as=same_as,
        rule=draft.rule,
        confidence=confidence(features),
    )
