"""Predictions for the set `ngec_actors`: country and sector of single actor phrases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.model.record import Actor
from evals.adapters._ground import ground_text, rows


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a phrase, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for row in rows(dev_path):
        phrase = row["actor"]
        grounding = ground_text(f"{phrase} said so.")
        actors = [
            grounding.actors[mention.entity]
            for mention in grounding.mentions
            if mention.entity in grounding.actors and mention.start < len(phrase)
        ]
        best = max(actors, key=_weight, default=None)
        country = best.country if best else None
        sector = best.sector if best else None
        yield {
            "doc_id": row["doc_id"],
            "country": country or "",
            "code_1": sector or (country if country in ("IGO", "NGO", "UNO") else "") or "",
            "code_2": "",
            "wiki": "",
        }


def _weight(actor: Actor) -> int:
    return 2 * bool(actor.country) + bool(actor.sector)
