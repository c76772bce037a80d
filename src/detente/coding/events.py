"""From drafts to contract events: ids, mapped codes, confidence."""

from collections.abc import Mapping, Sequence
from typing import Any

from detente.coding.confidence import confidence, features_of
from detente.coding.draft import Draft
from detente.knowledge.codebook import load_codebook
from detente.model.record import Agreement, Event, EventType, Quote
from detente.model.trace import Reason


def finish(
    drafts: Sequence[Draft], text: str
) -> tuple[tuple[Event, ...], dict[str, tuple[Reason, ...]]]:
    """Contract events in text order, and their reasons by event id."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, draft.end))
    ids = {id(draft): f"e{number}" for number, draft in enumerate(ordered, start=1)}
    events = tuple(_event(draft, text, ids) for draft in ordered)
    return events, {ids[id(draft)]: tuple(draft.reasons) for draft in ordered}


def _with_acts(draft: Draft, ids: Mapping[int, str]) -> Agreement | None:
    """The agreement, each provision with the ids of the later acts that its status rests on."""
    if draft.agreement is None or not draft.observed:
        return draft.agreement
    provisions = tuple(
        p.model_copy(
            update={
                "acts": tuple(
                    ids[id(act)] for act in draft.observed.get(p.id, ()) if id(act) in ids
                )
            }
        )
        for p in draft.agreement.provisions
    )
    return draft.agreement.model_copy(update={"provisions": provisions})


def mapped_codes(event_type: EventType, mode: str | None) -> dict[str, Any]:
    """What CAMEO, the quads, the intensity scale and ACLED call a type in a mode."""
    entry = load_codebook()[event_type]
    codes = entry.codes(mode)
    return {"cameo": codes.cameo, "quad": entry.quad, "score": codes.score, "acled": codes.acled}


def _event(draft: Draft, text: str, ids: Mapping[int, str]) -> Event:
    features = features_of(draft)
    draft.because("confidence", ", ".join(features))
    return Event(
        id=ids[id(draft)],
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
        agreement=_with_acts(draft, ids),
        **mapped_codes(draft.type, draft.mode),
        same_as=ids.get(id(draft.same_as)) if draft.same_as else None,
        rule=draft.rule,
        confidence=confidence(features),
    )
