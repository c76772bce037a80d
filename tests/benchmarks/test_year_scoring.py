"""Scores of an invented year on cases that were reckoned by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.year.scoring import Score, bcubed, change_points, pairwise, share_right

TRUE = {"t1": "i1", "t2": "i1", "t3": "i1", "t4": "i2"}
CLUSTERS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1)


def test_one_cluster_for_all_has_full_recall_and_less_precision() -> None:
    lumped = dict.fromkeys(TRUE, 0)
    # B-cubed: three tellings see 3 of 4 right, one sees 1 of 4: (9 + 1) / 16.
    assert bcubed(lumped, TRUE) == Score(10 / 16, 1.0)
    # Six pairs put together, three of them rightly.
    assert pairwise(lumped, TRUE) == Score(3 / 6, 1.0)


def test_a_split_incident_costs_recall() -> None:
    split = {"t1": "x", "t2": "x", "t3": "y", "t4": "z"}
    found = bcubed(split, TRUE)
    assert found.precision == 1.0
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert pairwise(split, TRUE) == Score(1.0, 1 / 3)


def test_a_telling_that_is_not_predicted_stands_alone() -> None:
    told = {"t1": "t2", "t3": "t2", "t4": "z"}  # the cluster's id is no telling's
    assert pairwise(told, TRUE) == Score(1.0, 1 / 3)
    assert bcubed(told, TRUE) == bcubed(told | {"t2": "alone"}, TRUE)


def test_what_the_truth_lacks_is_left_aside() -> None:
    assert bcubed(TRUE | {"t9": "i1"}, TRUE) == Score(1.0, 1.0)


def test_nothing_to_be_right_about_is_unknown() -> None:
    assert bcubed({}, {}) == Score(None, None)
    assert pairwise({}, {"t1": "i1"}) == Score(None, None)
    assert Score(None, 1.0).f1 is None
    assert share_right({}, {}) is None
    assert change_points({}, {}) == Score(None, None)


def test_f1_is_the_harmonic_mean() -> None:
    assert Score(0.5, 1.0).f1 == pytest.approx(2 / 3)
    assert Score(0.0, 0.0).f1 == 0.0


@given(CLUSTERS)
def test_the_truth_itself_is_perfect(true: dict[str, int]) -> None:
    assert bcubed(true, true).f1 == pytest.approx(1.0)
    assert pairwise(true, true).f1 in {None, 1.0}


@given(CLUSTERS, CLUSTERS)
def test_precision_is_recall_seen_from_the_other_side(
    one: dict[str, int], other: dict[str, int]
) -> None:
    shared = one.keys() & other.keys()
    a, b = ({k: d[k] for k in shared} for d in (one, other))
    assert bcubed(a, b).precision == bcubed(b, a).recall
    assert pairwise(a, b).precision == pairwise(b, a).recall


def test_share_of_exact_values() -> None:
    true = {"i1": 3, "i2": 1, "i3": 2, "i4": 1}
    assert share_right({"i1": 3, "i2": 2, "i4": 1, "i9": 7}, true) == 0.5


def day(number: int) -> date:
    return date(2031, 3, 1) + timedelta(days=number)


def test_a_change_is_found_within_three_days_and_to_the_same_state() -> None:
    true = {("a", "b"): [(day(0), "hostile"), (day(30), "truce"), (day(60), "allied")]}
    told = {("a", "b"): [(day(3), "hostile"), (day(34), "truce"), (day(60), "reconciled")]}
    assert change_points(told, true) == Score(1 / 3, 1 / 3)


def test_each_change_is_matched_once() -> None:
    true = {("a", "b"): [(day(0), "hostile"), (day(4), "hostile")]}
    assert change_points({("a", "b"): [(day(2), "hostile")]}, true) == Score(1.0, 0.5)
    both = {("a", "b"): [(day(3), "hostile"), (day(2), "hostile")]}
    assert change_points(both, true) == Score(1.0, 1.0)


def test_pairs_that_the_truth_lacks_are_left_aside_and_missing_ones_are_missed() -> None:
    true = {("a", "b"): [(day(0), "hostile")]}
    assert change_points({("a", "c"): [(day(0), "hostile")]}, true) == Score(None, 0.0)
    assert change_points({("a", "b"): [(day(4), "hostile")]}, true, within=4) == Score(1.0, 1.0)
