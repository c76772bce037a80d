"""Predictions for the set `geovirus`: toponyms and their coordinates."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.adapters._places import predict_places


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    yield from predict_places(dev_path, adjectives=False)
