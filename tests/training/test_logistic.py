"""The regression behind fitted tables, and its figures, against what can be told by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import logistic

FREE = np.array([1e-9])


def test_a_lone_column_gets_the_log_odds_of_its_share() -> None:
    right = np.array([1.0, 1.0, 1.0, 0.0])
    assert logistic.fit(np.ones((4, 1)), right, FREE)[0] == pytest.approx(np.log(3))


def test_a_case_that_counts_twice_is_two_cases() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 1.0]])
    right, penalty = np.array([0.0, 1.0, 0.0]), np.array([0.1, 0.1])
    once = logistic.fit(rows, right, penalty, counts=np.array([1.0, 2.0, 1.0]))
    again = logistic.fit(rows[[0, 1, 1, 2]], right[[0, 1, 1, 2]], penalty)
    assert once == pytest.approx(again)


def test_without_evidence_a_weight_stays_as_expected() -> None:
    rows, right = np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([1.0, 0.0])
    found = logistic.fit(rows, right, np.array([1.0, 1.0]), prior=np.array([0.0, -2.5]))
    assert found[1] == -2.5


def test_a_heavy_penalty_holds_a_weight_against_the_evidence() -> None:
    right = np.ones(10)
    loose = logistic.fit(np.ones((10, 1)), right, np.array([0.1]), prior=np.array([-1.0]))
    tight = logistic.fit(np.ones((10, 1)), right, np.array([1000.0]), prior=np.array([-1.0]))
    assert tight[0] == pytest.approx(-1.0, abs=0.02)
    assert loose[0] > 1


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4, 0.9]), st.booleans()), min_size=2))
def test_the_area_counts_pairs_in_the_right_order(cases: list[tuple[float, bool]]) -> None:
    guess = np.array([value for value, _ in cases])
    right = np.array([float(told) for _, told in cases])
    if right.min() == right.max():
        return
    pairs = [(x > y) + 0.5 * (x == y) for x in guess[right == 1] for y in guess[right == 0]]
    assert logistic.area(guess, right) == pytest.approx(np.mean(pairs))


def test_probabilities_that_hold_have_no_calibration_error() -> None:
    right = np.array([1.0, 0.0, 1.0, 0.0])
    assert logistic.calibration_error(np.full(4, 0.5), right) == 0
    assert logistic.calibration_error(np.full(4, 1.0), right) == pytest.approx(0.5)
    assert logistic.brier(np.full(4, 0.5), right) == 0.25
