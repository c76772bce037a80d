"""Predictions for the set `re3d`: mentions by type, and the relations that names alone state."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.adapters._ground import ground_text, rows
from evals.adapters._names import kind_of


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for row in rows(dev_path):
        grounding = ground_text(row["text"])
        entities = []
        for mention in grounding.mentions:
            kind = kind_of(grounding, mention)
            if kind is not None:
                entities.append({"start": mention.start, "end": mention.end, "type": kind})
        yield {"doc_id": row["doc_id"], "entities": entities, "relations": []}
