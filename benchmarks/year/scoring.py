"""Scores of predictions against the truth of an invented year; plain dicts in, shares out.

A cluster id may be any value that can stand in a dict. What the truth does not hold is left aside;
what a prediction leaves out counts as missed.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb

Clustering = Mapping[str, Hashable]
"""Cluster id by id of a telling."""
Changes = Mapping[tuple[str, str], Sequence[tuple[date, str]]]
"""By pair of actor ids, smaller id first: day and new state of each change."""
WITHIN = 3
"""Days that a predicted change may be off."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1; None where there was nothing to be right about."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None where one of them is unknown."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(predicted: Clustering, true: Clustering) -> Score:
    """B-cubed scores of a clustering of tellings (Bagga and Baldwin 1998).

    Args:
        predicted: Cluster of each telling; one that is missing stands alone.
        true: Incident of each telling.
    """
    if not true:
        return Score(None, None)
    ours = _completed(predicted, true)
    both = Counter((ours[item], true[item]) for item in true)
    sizes = Counter(ours.values())
    wanted = Counter(true.values())
    precision = sum(n * n / sizes[cluster] for (cluster, _), n in both.items())
    recall = sum(n * n / wanted[incident] for (_, incident), n in both.items())
    return Score(precision / len(true), recall / len(true))


def pairwise(predicted: Clustering, true: Clustering) -> Score:
    """Of all pairs of tellings, how many are rightly put together.

    Args:
        predicted: Cluster of each telling; one that is missing stands alone.
        true: Incident of each telling.
    """
    ours = _completed(predicted, true)
    both = _pairs(Counter((ours[item], true[item]) for item in true).values())
    put = _pairs(Counter(ours.values()).values())
    wanted = _pairs(Counter(true.values()).values())
    return Score(both / put if put else None, both / wanted if wanted else None)


def _completed(predicted: Clustering, true: Clustering) -> dict[str, Hashable]:
    """A cluster for each true telling; a telling without one is a cluster of its own."""
    return {item: (True, predicted[item]) if item in predicted else (False, item) for item in true}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)


def share_right(predicted: Mapping[str, Hashable], true: Mapping[str, Hashable]) -> float | None:
    """Share of the true values that were predicted exactly; None where there are none.

    It scores numbers of independent origins by incident, and last-day statuses by provision.

    Args:
        predicted: Value by id; an id that is missing counts as wrong.
        true: Value by id.
    """
    if not true:
        return None
    right = sum(key in predicted and predicted[key] == value for key, value in true.items())
    return right / len(true)


def change_points(predicted: Changes, true: Changes, within: int = WITHIN) -> Score:
    """How many changes of a pair's state are found, and how many of those predicted are true.

    A true change is found by a predicted one of the same pair to the same state, at most `within`
    days off; each counts once, matched so that as many as possible are.

    Args:
        predicted: Changes by pair.
        true: Changes by pair; pairs that it lacks are left aside.
        within: Days that a change may be off.
    """
    found = told = wanted = 0
    for pair, changes in true.items():
        ours = _by_state(predicted.get(pair, ()))
        theirs = _by_state(changes)
        found += sum(_matched(ours[state], theirs[state], within) for state in theirs)
        told += len(predicted.get(pair, ()))
        wanted += len(changes)
    return Score(found / told if told else None, found / wanted if wanted else None)


def _by_state(changes: Sequence[tuple[date, str]]) -> defaultdict[str, list[date]]:
    days: defaultdict[str, list[date]] = defaultdict(list)
    for day, state in sorted(changes):
        days[state].append(day)
    return days


def _matched(ours: list[date], theirs: list[date], within: int) -> int:
    """Most pairs of days, one of each sorted list, that lie near each other: the earliest first."""
    found = at = 0
    for day in theirs:
        while at < len(ours) and (day - ours[at]).days > within:
            at += 1
        if at < len(ours) and (ours[at] - day).days <= within:
            found += 1
            at += 1
    return found
