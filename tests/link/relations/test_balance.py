"""Balance measures against values known by hand and against slow and simple counts."""

import math
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.link.relations.balance import (
    Triangles,
    algebraic_conflict,
    balance_of,
    components,
    triangles,
    walk_balance,
)
from detente.link.relations.frustration import Frustration, frustration
from tests.link.relations.networks import network

TWO_CAMPS = {("a", "b"): 1, ("a", "c"): -1, ("b", "c"): -1, ("c", "d"): 1, ("b", "d"): -1}
ALL_FOES = {("a", "b"): -1, ("a", "c"): -1, ("b", "c"): -1}


def test_a_network_without_signs_has_no_balance() -> None:
    found = balance_of(network("a~b b.c"))
    assert (found.actors, found.positive, found.negative) == (0, 0, 0)
    assert (found.triangles.share, found.walks, found.algebraic_conflict) == (None, None, None)
    assert found.frustrated == Frustration(0, 0)


def test_edges_without_triangle_have_no_share_and_are_balanced_otherwise() -> None:
    found = balance_of(network("a-b b+c c~a"))
    assert (found.actors, found.positive, found.negative) == (3, 1, 1)
    assert found.triangles == Triangles(0, 0)
    assert found.triangles.share is None
    assert (found.walks, found.algebraic_conflict) == (1.0, 0.0)


def test_two_camps_are_balanced() -> None:
    assert triangles(TWO_CAMPS) == Triangles(balanced=2, unbalanced=0)
    assert (walk_balance(TWO_CAMPS), algebraic_conflict(TWO_CAMPS)) == (1.0, 0.0)
    assert frustration(TWO_CAMPS) == Frustration(0, 0)


def test_three_foes_by_hand() -> None:
    assert triangles(ALL_FOES).share == 0.0
    e = math.e
    assert walk_balance(ALL_FOES) == pytest.approx((e**-2 + 2 * e) / (e**2 + 2 / e), abs=1e-6)
    assert algebraic_conflict(ALL_FOES) == 1.0, "L = I + J, whose smallest eigenvalue is 1"
    assert frustration(ALL_FOES) == Frustration(1, 1)


def test_a_balanced_part_does_not_hide_an_unbalanced_one() -> None:
    apart = ALL_FOES | {("x", "y"): 1}
    assert components(apart) == (("a", "b", "c"), ("x", "y"))
    assert algebraic_conflict(apart) == 1.0


SIGNS = st.dictionaries(st.sampled_from(list(combinations("abcdefg", 2))), st.sampled_from([1, -1]))


def fewest(signs: dict[tuple[str, str], int]) -> int:
    camps = [dict(zip("abcdefg", side, strict=True)) for side in product((1, -1), repeat=7)]
    return min(sum(s * camp[a] * camp[b] < 0 for (a, b), s in signs.items()) for camp in camps)


@given(SIGNS)
def test_measures_agree_with_slow_counts_and_with_each_other(
    signs: dict[tuple[str, str], int],
) -> None:
    least = fewest(signs)
    assert frustration(signs) == Frustration(least, least)
    bounds = frustration(signs, exact=2)
    assert bounds.low <= least <= bounds.high
    products = [
        signs[a, b] * signs[b, c] * signs[a, c]
        for a, b, c in combinations("abcdefg", 3)
        if {(a, b), (b, c), (a, c)} <= signs.keys()
    ]
    assert triangles(signs) == Triangles(products.count(1), products.count(-1))
    if signs:
        balanced = least == 0
        assert (walk_balance(signs) == 1.0) == balanced
        assert (algebraic_conflict(signs) == 0.0) == balanced


@given(SIGNS)
def test_closed_walks_are_those_of_the_power_series(signs: dict[tuple[str, str], int]) -> None:
    matrix = np.zeros((7, 7))
    for (a, b), sign in signs.items():
        i, j = "abcdefg".index(a), "abcdefg".index(b)
        matrix[i, j] = matrix[j, i] = sign
    inside = [n for n in range(7) if matrix[n].any()]
    matrix = matrix[np.ix_(inside, inside)]
    signed, plain = _series(matrix), _series(abs(matrix))
    assert walk_balance(signs) == (pytest.approx(signed / plain, abs=1e-6) if signs else None)


def _series(matrix: np.ndarray) -> float:
    """Closed walks of up to 39 steps, those of k steps over k!."""
    powers = (np.linalg.matrix_power(matrix, k).trace() for k in range(40))
    return sum(trace / math.factorial(k) for k, trace in enumerate(powers))


@given(SIGNS, st.sets(st.sampled_from("abcdefg")))
def test_turning_a_camp_over_changes_nothing(
    signs: dict[tuple[str, str], int], camp: set[str]
) -> None:
    turned = {(a, b): -s if (a in camp) != (b in camp) else s for (a, b), s in signs.items()}
    assert frustration(turned) == frustration(signs)
    assert triangles(turned) == triangles(signs)
    assert walk_balance(turned) == pytest.approx(walk_balance(signs), abs=2e-6)
    assert algebraic_conflict(turned) == pytest.approx(algebraic_conflict(signs), abs=2e-6)


def test_a_large_knot_is_bounded_and_loose_ends_cost_nothing() -> None:
    nodes = [f"n{n:02}" for n in range(24)]
    foes = dict.fromkeys(combinations(nodes, 2), -1)
    found = frustration(foes)
    assert not found.exact
    assert found.low <= 2 * math.comb(12, 2) <= found.high, "two equal camps are best"
    assert found.high <= 2 * math.comb(12, 2) + 12
    chain = dict.fromkeys(zip(nodes, nodes[1:], strict=False), -1)  # noqa: RUF007 - a list
    assert frustration(chain) == Frustration(0, 0)
    camps = {(a, b): 1 if (a < "n12") == (b < "n12") else -1 for a, b in foes}
    assert frustration(camps) == Frustration(0, 0), "balanced, so no bound is needed"
    few = dict.fromkeys(foes, 1) | {("n00", "n01"): -1, ("n02", "n03"): -1}
    assert frustration(few).high == 2, "never more than the hostile edges"


def test_the_whole_of_a_network() -> None:
    found = balance_of(network("a#b b-c a-c c+d b~d"))
    assert (found.actors, found.positive, found.negative) == (4, 2, 2)
    assert found.triangles == Triangles(1, 0)
    assert found.frustrated.exact
