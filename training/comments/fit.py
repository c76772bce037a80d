"""Fitting the model for hostile comments: logistic regression in its dual form, on numpy alone.

The weights lie in the span of the training rows, so that a matrix of rows by rows is all that
Newton's method needs, whatever the number of features.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.discuss.features import SIZE

Array = NDArray[np.float64]
FOLDS = 5
RIDGE = 5e-5
RULES_WEIGHT = 3.0
_STEPS = 25
_SETTLED = 1e-3


@dataclass(frozen=True)
class Rows:
    """Training rows: hashed features, dense features, labels, weights and fold numbers."""

    hashed: Sequence[NDArray[np.uint16]]
    dense: Array
    labels: Array
    weights: Array
    folds: NDArray[np.int64]


def kernel(rows: Rows, rules_weight: float = RULES_WEIGHT) -> Array:
    """Inner products of all rows; hashed rows have length one."""
    count = len(rows.hashed)
    products = np.zeros((count, count))
    step = SIZE // 8
    for low in range(0, SIZE, step):
        block = np.zeros((count, step), dtype=np.float32)
        for at, numbers in enumerate(rows.hashed):
            wide = numbers.astype(np.int64)
            inside = wide[(wide >= low) & (wide < low + step)] - low
            block[at, inside] = 1 / max(1.0, len(numbers) ** 0.5)
        products += block @ block.T
    return products + rules_weight * rows.dense @ rows.dense.T


def fit(
    products: Array, labels: Array, weights: Array, ridge: float = RIDGE
) -> tuple[Array, float]:
    """Dual coefficients and bias of ridge logistic regression.

    Args:
        products: inner products of the training rows.
        labels: 0 or 1 for each row.
        weights: weight of each row.
        ridge: how strongly the weights are drawn to zero.
    """
    count = len(labels)
    dual, bias = np.zeros(count), 0.0
    for _ in range(_STEPS):
        sums = products @ dual + bias
        chance = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        curve = np.maximum(weights * chance * (1 - chance), 1e-6)
        target = sums + weights * (labels - chance) / curve
        system = np.zeros((count + 1, count + 1))
        system[:count, :count] = products + np.diag(ridge * count / curve)
        system[:count, count] = 1
        system[count, :count] = 1
        found = np.linalg.solve(system, np.append(target, 0.0))
        moved = float(np.abs(found[:count] - dual).max())
        dual, bias = found[:count], float(found[count])
        if moved < _SETTLED * float(np.abs(dual).max()):
            break
    return dual, bias


def cross_validated(rows: Rows, products: Array, ridge: float = RIDGE) -> Array:
    """For each row the sum of a model that has not seen it, nor another of its fold."""
    sums = np.zeros(len(rows.labels))
    for fold in np.unique(rows.folds):
        seen, unseen = rows.folds != fold, rows.folds == fold
        dual, bias = fit(products[np.ix_(seen, seen)], rows.labels[seen], rows.weights[seen], ridge)
        sums[unseen] = products[np.ix_(unseen, seen)] @ dual + bias
    return sums


def calibration(sums: Array, labels: Array, weights: Array) -> tuple[float, float]:
    """Slope and offset of Platt's line, with his softened targets."""
    positive, negative = float(labels.sum()), float((1 - labels).sum())
    targets = np.where(labels > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    line = np.zeros(2)
    design = np.stack([sums, np.ones_like(sums)], axis=1)

    def loss(at: Array) -> float:
        told = np.clip(design @ at, -30, 30)
        return float((weights * (np.logaddexp(0, told) - targets * told)).sum())

    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ line, -30, 30)))
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(curve + 1e-6 * np.eye(2), design.T @ (weights * (targets - chance)))
        while loss(line + step) > loss(line) and float(np.abs(step).max()) > 1e-9:
            step = step / 2
        line = line + step
    return float(line[0]), float(line[1])


def auc(scores: Array, labels: Array) -> float:
    """Area under the ROC curve, ties counted half."""
    positive, negative = scores[labels > 0], scores[labels == 0]
    above = (positive[:, None] > negative[None, :]).mean()
    return float(above + (positive[:, None] == negative[None, :]).mean() / 2)


def f1(told: NDArray[np.bool_], labels: Array, weights: Array) -> float:
    """F1 of the positive class over weighted rows."""
    hit = float((weights * (told & (labels > 0))).sum())
    return 2 * hit / max(1e-9, float((weights * told).sum() + (weights * labels).sum()))


def labelled_by_others(
    scores: Array, labels: Array, weights: Array, folds: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Rows that score above a threshold that gives the other folds their best F1."""
    told = np.zeros(len(scores), dtype=bool)
    for fold in np.unique(folds):
        seen, unseen = folds != fold, folds == fold
        steps = np.unique(np.quantile(scores[seen], np.linspace(0.5, 0.998, 120)))
        best = max(steps, key=lambda t: f1(scores[seen] >= t, labels[seen], weights[seen]))
        told[unseen] = scores[unseen] >= best
    return told
