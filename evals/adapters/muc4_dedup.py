"""Predictions for the set `muc4_dedup`: how likely two wires tell one happening.

It is the best probability over the pairs of their reports. A few pairs name wires whose texts are
kept apart; they get no row, which the scorer reads as 0. DETENTE_SAMPLE=N scores every Nth pair
only: for a quick look, not for a floor.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evals.adapters._ground import rows
from evals.adapters._linking import Told, likeness_of, told
from evals.adapters.muc4 import wire_day


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a pair, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`; the texts are those of the set `muc4` beside it.
    """
    step = int(os.environ.get("DETENTE_SAMPLE", "1"))
    texts = wire_texts(dev_path)

    @cache
    def wire(name: str) -> Told:
        return told(name, texts[name], wire_day(texts[name]))

    for number, row in enumerate(rows(dev_path)):
        a, b = row["a"]["doc_id"], row["b"]["doc_id"]
        if number % step == 0 and a in texts and b in texts:
            yield {"doc_id": row["doc_id"], "score": likeness_of(wire(a), wire(b))}


def wire_texts(dev_path: Path) -> dict[str, str]:
    """Return the wires' texts by id, as far as they are at hand."""
    beside = dev_path.parent.parent / "muc4" / dev_path.name
    return {row["doc_id"]: row["text"] for row in rows(beside)}
