"""Train the model for hostile comments and write its weights.

    python -m training.comments.train ../shared/eval/toxicity_cat/dev.jsonl

Our own comments are read from `comments.jsonl`. Figures are cross-validated: no row is scored by a
model that saw it.
"""

import json
import sys
from pathlib import Path

import numpy as np

from detente.discuss.features import DENSE, SIZE
from detente.discuss.hostility import FORMAT, WEIGHTS
from training.comments.fit import (
    RULES_WEIGHT,
    Array,
    Rows,
    auc,
    calibration,
    cross_validated,
    fit,
    kernel,
)
from training.comments.rows import OWN, read_rows, training_rows


def main(arguments: list[str]) -> int:
    """Train, print the figures, write the weights."""
    if len(arguments) != 1:
        print("name the development set: python -m training.comments.train DEV.jsonl")
        return 2
    own, real = list(read_rows(OWN)), list(read_rows(Path(arguments[0])))
    rows = training_rows(own, real)
    products = kernel(rows)
    sums = cross_validated(rows, products)
    count = len(own)
    print(f"cross-validated AUC: own {auc(sums[:count], rows.labels[:count]):.3f}, "
          f"development set {auc(sums[count:], rows.labels[count:]):.3f}")  # fmt: skip
    slope, offset = calibration(sums, rows.labels, rows.weights)
    _print_calibration(sums * slope + offset, rows)
    dual, bias = fit(products, rows.labels, rows.weights)
    _write(rows, dual, bias, slope, offset)
    return 0


def _print_calibration(scores: Array, rows: Rows) -> None:
    chance = 1 / (1 + np.exp(-scores))
    for low in np.arange(0, 1, 0.2):
        inside = (chance >= low) & (chance < low + 0.2)
        if inside.any():
            weights = rows.weights[inside]
            told = np.average(chance[inside], weights=weights)
            true = np.average(rows.labels[inside], weights=weights)
            print(f"told {told:.2f}  was {true:.2f}  of {inside.sum()} comments")


def _write(rows: Rows, dual: Array, bias: float, slope: float, offset: float) -> None:
    letters = np.zeros(SIZE)
    for numbers, share in zip(rows.hashed, dual, strict=True):
        letters[numbers] += share / max(1.0, len(numbers) ** 0.5)
    rules = RULES_WEIGHT * rows.dense.T @ dual
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    np.save(WEIGHTS / "letters.npy", letters.astype(np.float16))
    meta = {
        "format": FORMAT,
        "bias": round(bias, 6),
        "slope": round(slope, 6),
        "offset": round(offset, 6),
        "rules": {name: round(float(value), 5) for name, value in zip(DENSE, rules, strict=True)},
    }
    (WEIGHTS / "model.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in WEIGHTS.iterdir())
    print(f"{WEIGHTS.name}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
