"""Predictions for the set `re3d`: mentions by type, and the relations that names alone state."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.adapters._ground import ground_text, rows
from evals.adapters._names import entities_of


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for row in rows(dev_path):
        entities = entities_of(ground_text(row["text"]), str)
        yield {"doc_id": row["doc_id"], "entities": entities, "relations": []}
