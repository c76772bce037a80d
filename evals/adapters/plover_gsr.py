"""Predictions for the set `plover_gsr`: types, countries and sectors of single sentences."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente import Record
from detente.model.record import Participant
from evals.adapters._coder import shared_coder


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
                "source": _people(record, event.actors),
                "target": _people(record, event.recipients),
            }
            for event in record.events
            if event.same_as is None
        ]
        yield {"doc_id": row["doc_id"], "events": events}


_OLD_CODES = {"UNO": "IGO", "EUR": "IGO"}
"""PLOVER 0.5b1 writes IGO for all intergovernmental bodies."""


def _people(record: Record, participants: Iterable[Participant]) -> list[dict[str, str | None]]:
    rows = []
    for participant in participants:
        actor = record.actors.get(participant.entity or "")
        code = actor.country if actor else None
        rows.append(
            {
                "actorText": participant.text,
                "code": _OLD_CODES.get(code or "", code),
                "sector": actor.sector if actor else None,
            }
        )
    return rows
