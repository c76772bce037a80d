"""Predictions for the set `events`: whole records for its passages.

The text alone is coded: the scorer looks for triggers in it, and the title is not part of it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.adapters._coder import shared_coder


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """One contract record a passage, its origin the passage's id.

    Args:
        dev_path: The set's `events_dev.jsonl`.
    """
    for line in dev_path.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        record = shared_coder().code_text(row["text"], origin=row["passage"], published=row["date"])
        yield json.loads(record.to_json())
