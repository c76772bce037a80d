"""Predictions for the set `gum_news`: dates, the only times that it marks, and their values."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.adapters._times import predict_times


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    yield from predict_times(dev_path, dates_only=True)
