"""Ridge-penalised logistic regression by Newton steps, and figures of what it guesses.

Small, exact and without a dependency. The tables that it fits are read by people, so that a weight
may be pulled to what a person would have written instead of to 0.
"""

import numpy as np

STEPS = 25
BINS = 5


def fit(
    rows: np.ndarray,
    right: np.ndarray,
    penalty: np.ndarray,
    *,
    counts: np.ndarray | None = None,
    prior: np.ndarray | None = None,
) -> np.ndarray:
    """Return the weight of each column, in log-odds.

    Args:
        rows: One row a case, one column a feature.
        right: What is to be told of each case, 0 or 1.
        penalty: Of each column, on the squared distance of its weight from the prior one.
        counts: How often each case counts; all once by default.
        prior: Weights that hold as long as nothing speaks against them; 0 by default.
    """
    how_often = np.ones(len(right)) if counts is None else counts
    start = np.zeros(rows.shape[1]) if prior is None else prior
    weights = start.copy()
    for _ in range(STEPS):
        guess = guesses(rows, weights)
        gradient = rows.T @ (how_often * (guess - right)) + penalty * (weights - start)
        bend = how_often * guess * (1 - guess)
        curve = rows.T @ (rows * bend[:, None]) + np.diag(penalty)
        weights -= np.linalg.solve(curve, gradient)
    return weights


def guesses(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the probability of each row."""
    return 1 / (1 + np.exp(-rows @ weights))


def brier(guess: np.ndarray, right: np.ndarray) -> float:
    """Return the mean squared error of probabilities."""
    return float(np.mean((guess - right) ** 2))


def area(guess: np.ndarray, right: np.ndarray) -> float:
    """Return the area under the curve: how often a right case stands above a wrong one."""
    wrong = np.sort(guess[right == 0])
    under = np.searchsorted(wrong, guess[right == 1], side="left")
    upto = np.searchsorted(wrong, guess[right == 1], side="right")
    return float(np.mean((under + upto) / 2) / len(wrong))


def calibration_error(guess: np.ndarray, right: np.ndarray) -> float:
    """Return the expected calibration error over five bins of equal width."""
    bins = np.minimum((guess * BINS).astype(int), BINS - 1)
    inside = [bins == number for number in range(BINS)]
    gaps = (b.mean() * abs(guess[b].mean() - right[b].mean()) for b in inside if b.any())
    return float(sum(gaps))
