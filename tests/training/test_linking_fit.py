"""Weights of linking: fitted to pairs, never against sense, and as expected where nothing is seen."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from detente.link.incidents.matching import expected
from detente.model.casebook import Report
from tests.link.incidents.reporting import DAY, report
from training.linking_fit import CHAINS, COLUMNS, Cases, cases, fitted, joined, vector
from training.years import Candidate, Year, shared_keys


def other(**changes: object) -> Report:
    return replace(report(), id="r2", document="sha256:r2", **changes)


NEXT = other(first=DAY + timedelta(1), last=DAY + timedelta(1))
SAME_DAY = [(Candidate(report(), other(), copy=False), True)] * 40
NEXT_DAY = [(Candidate(report(), NEXT, copy=False), False)] * 40


def test_a_level_that_parts_true_pairs_from_false_ones_moves_from_what_was_expected() -> None:
    table = fitted(cases(SAME_DAY + NEXT_DAY, 1))
    assert table["day", "same"] > expected()["day", "same"]
    assert table["day", "next"] < expected()["day", "next"]


def test_a_level_that_no_pair_shows_stays_as_expected() -> None:
    table = fitted(cases(SAME_DAY + NEXT_DAY, 1))
    assert table["page", "copy"] == expected()["page", "copy"]
    assert table["harm", "both"] == expected()["harm", "both"]


def test_no_level_outweighs_one_that_is_more_alike_even_if_the_pairs_say_so() -> None:
    wrong = [(pair, not same) for pair, same in SAME_DAY + NEXT_DAY]
    table = fitted(cases(wrong, 5))
    assert table["day", "same"] >= table["day", "next"]
    for feature, chains in CHAINS.items():
        for chain in chains:
            assert all(table[feature, a] >= table[feature, b] for a, b in pairwise(chain))


def test_chains_name_levels_that_there_are() -> None:
    named = {(feature, level) for feature, found in CHAINS.items() for c in found for level in c}
    assert named <= set(COLUMNS)


def test_pairs_that_count_less_say_less() -> None:
    loud, soft = fitted(cases(NEXT_DAY, 1)), fitted(cases(NEXT_DAY, 0.01))
    assert loud["day", "next"] < soft["day", "next"] <= expected()["day", "next"]


def test_equal_pairs_taken_together_fit_the_same() -> None:
    found = joined([cases(SAME_DAY, 1), cases(NEXT_DAY, 0.5)])
    compact = found.compact
    assert len(compact.right) == 2
    assert sorted(compact.counts) == [20, 40]
    guess = 1 / (1 + np.exp(-found.rows @ vector(expected())))
    again = 1 / (1 + np.exp(-compact.rows @ vector(expected())))
    assert (found.counts * guess).sum() == pytest.approx((compact.counts * again).sum())
    assert isinstance(compact, Cases)


def test_reports_of_one_page_are_not_compared() -> None:
    beside = replace(other(), document=report().document)
    assert shared_keys([report(), beside]) == set()
    assert shared_keys([report(), other()]) == {(report().id, "r2")}


def test_a_year_gives_each_pair_once_and_tells_copies() -> None:
    year = Year((report(), other(), NEXT), {}, {"sha256:r1": b"\0" * 512, "sha256:r2": b"\0" * 512})
    pairs = list(Year((other(), report()), {}, year.signatures).candidates())
    assert [(pair.a.id, pair.b.id, pair.copy) for pair in pairs] == [("r1", "r2", True)]
