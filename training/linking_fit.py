"""From pairs of reports to weights of levels: constrained, and pulled to what a person expects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from detente.link.incidents.matching import LEVELS, SCALE, expected, levels
from training import logistic
from training.years import Candidate

RIDGE = 10.0
"""Penalty on the squared distance of a weight from the expected one."""
CHAINS: dict[str, tuple[tuple[str, ...], ...]] = {
    "type": (("same_mode", "same", "kin", "other"), ("same", "other_mode", "other")),
    "day": (
        ("same", "overlap", "near", "apart"),
        ("same", "next", "near", "apart"),
        ("next", "stated_next", "apart"),  # two stated days may speak against one more than "near"
        ("same", "fresh", "open", "apart"),
    ),
    "place": (("same", "named", "open"), ("same", "near", "open", "apart"), ("inside", "apart")),
    "parties": (("same", "shared", "part", "kind", "apart"), ("shared", "open", "apart")),
    "names": (("shared", "open", "apart"),),
    "harm": (("both", "same", "near", "apart"), ("same", "open", "apart")),
    "words": (("same", "close", "some", "few"),),
    "page": (("copy", "other"),),
}
"""Levels from the most alike to the least: a weight never rises along a chain."""
COLUMNS = tuple((feature, level) for feature, found in LEVELS.items() for level in found)

Table = Mapping[tuple[str, str], int]
"""Thousandths of log-odds by feature and level."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Pairs of reports as numbers: rows of levels, whether each is one happening, its weight."""

    rows: np.ndarray
    right: np.ndarray
    counts: np.ndarray

    @property
    def compact(self) -> "Cases":
        """The same with equal pairs taken together, which fits faster."""
        both = np.column_stack([self.rows, self.right])
        unique, where = np.unique(both, axis=0, return_inverse=True)
        counts = np.bincount(where.ravel(), weights=self.counts)
        return Cases(unique[:, :-1], unique[:, -1], counts)


def cases(pairs: Sequence[tuple[Candidate, bool]], count: float) -> Cases:
    """Return pairs of which it is known whether they are one.

    Args:
        pairs: Each with whether it is one happening.
        count: How often each counts.
    """
    right = np.array([same for _, same in pairs], dtype=float)
    return Cases(_matrix([pair for pair, _ in pairs]), right, np.full(len(pairs), count))


def joined(parts: Sequence[Cases]) -> Cases:
    """Return all cases as one."""
    return Cases(
        np.vstack([part.rows for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _matrix(pairs: Sequence[Candidate]) -> np.ndarray:
    """One row a pair, one column a level, 1 where the pair has it."""
    at = {column: number for number, column in enumerate(COLUMNS)}
    rows = np.zeros((len(pairs), len(COLUMNS)))
    for number, pair in enumerate(pairs):
        rows[number, [at[level] for level in levels(pair.a, pair.b, copy=pair.copy)]] = 1
    return rows


def vector(table: Table) -> np.ndarray:
    """Return the weights of a table by column, in log-odds."""
    return np.array([table[column] / SCALE for column in COLUMNS])


def fitted(learnt: Cases) -> Table:
    """Return weights that never rise along a chain: levels that would are fitted as one."""
    compact = learnt.compact
    home = list(range(len(COLUMNS)))
    while True:
        found = _fit_groups(compact, home)
        wrong = [(found[b] - found[a], a, b) for a, b in _ordered() if found[b] > found[a] + 1e-9]
        if not wrong:
            return {c: round(w * SCALE) for c, w in zip(COLUMNS, found, strict=True)}
        _, a, b = max(wrong)
        home = [home[a] if h == home[b] else h for h in home]


def _ordered() -> Iterator[tuple[int, int]]:
    """Columns of which the first is more alike than the second."""
    at = {column: number for number, column in enumerate(COLUMNS)}
    for feature, chains in CHAINS.items():
        for chain in chains:
            yield from ((at[feature, a], at[feature, b]) for a, b in pairwise(chain))


def _fit_groups(learnt: Cases, home: Sequence[int]) -> np.ndarray:
    """Weights by column, where columns of one home share a weight."""
    groups = sorted(set(home))
    shares = np.array([[float(h == group) for group in groups] for h in home])
    sizes = shares.sum(axis=0)
    prior = shares.T @ vector(expected()) / sizes
    found = logistic.fit(
        learnt.rows @ shares, learnt.right, RIDGE * sizes, counts=learnt.counts, prior=prior
    )
    return np.asarray(shares @ found)
