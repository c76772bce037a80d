"""Predictions for the set `plover_gsr`: types, countries and sectors of single sentences.

The set was coded in PLOVER 0.5, which knows neither mutual events (one side stands as the source)
nor codes for the bodies of one organisation (all are IGO).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from detente import Record
from detente.model.record import Event, Participant
from evals.adapters._coder import shared_coder

BODIES = {"UNO": "IGO", "EUR": "IGO"}
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """One row a sentence, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for line in dev_path.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        record = shared_coder().code_text(row["text"], origin=row["doc_id"])
        events = [
            {
                "event": event.type,
                "source": _people(record, sides[0]),
                "target": _people(record, sides[1]),
            }
            for event in record.events
            if event.same_as is None
            for sides in [_sides(event)]
        ]
        yield {"doc_id": row["doc_id"], "events": events}


def _sides(event: Event) -> tuple[Sequence[Participant], Sequence[Participant]]:
    """Source and target; of a mutual event the first party is the source."""
    if event.recipients or event.type not in MUTUAL:
        return event.actors, event.recipients
    return event.actors[:1], event.actors[1:]


def _people(record: Record, participants: Iterable[Participant]) -> list[dict[str, str | None]]:
    rows = []
    for participant in participants:
        actor = record.actors.get(participant.entity or "")
        code = actor.country if actor else None
        rows.append(
            {
                "actorText": participant.text,
                "code": BODIES.get(code or "", code),
                "sector": actor.sector if actor else None,
            }
        )
    return rows
