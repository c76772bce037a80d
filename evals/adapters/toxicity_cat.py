"""Predictions for the set `toxicity_cat`: how hostile a reply is.

The model for comments is trained on this very set, so the shipped weights would flatter themselves.
Each row is scored by a model that was trained without it: five folds, with our own comments in
each. The threshold of a fold's labels is the one that gives the other folds their best F1.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.comments.fit import calibration, cross_validated, kernel, labelled_by_others
from training.comments.rows import OWN, read_rows, training_rows


def predict(dev_path: Path) -> Iterator[dict[str, object]]:
    """One row a reply, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    own, real = list(read_rows(OWN)), list(read_rows(dev_path))
    rows = training_rows(own, real)
    sums = cross_validated(rows, kernel(rows))
    slope, offset = calibration(sums, rows.labels, rows.weights)
    chance = (1 / (1 + np.exp(-(slope * sums + offset))))[len(own) :]
    weights = np.array([float(str(row["weight"])) for row in real])
    told = labelled_by_others(chance, rows.labels[len(own) :], weights, rows.folds[len(own) :])
    for row, score, label in zip(real, chance, told, strict=True):
        yield {"doc_id": row["doc_id"], "score": round(float(score), 6), "label": int(label)}
