"""Clusters hang on the pairs alone, and on judgements before them."""

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from detente.link.incidents.clustering import MISSING, TIE, Pair, cluster

NAMES = "abcdefg"
pairs = st.sampled_from(list(combinations(NAMES, 2)))
edges = st.dictionaries(pairs, st.integers(1, 9000), max_size=15)
judged = st.lists(pairs, max_size=4)


def average(a: tuple[str, ...], b: tuple[str, ...], weights: dict[Pair, int]) -> float:
    found = [weights.get((min(x, y), max(x, y)), MISSING) for x in a for y in b]
    return sum(found) / len(found)


@given(edges, judged, judged, st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_nothing(
    weights: dict[Pair, int], same: list[Pair], different: list[Pair], rng: object
) -> None:
    shuffled = list(weights.items())
    rng.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    turned = [(b, a) for a, b in reversed(same)]
    first = cluster(NAMES, weights, same=same, different=different)
    again = cluster(NAMES[::-1], dict(shuffled), same=turned, different=different[::-1])
    assert first == again
    assert sorted(name for members in first for name in members) == list(NAMES)


@given(edges)
def test_no_two_clusters_that_are_tied_would_still_be_joined(weights: dict[Pair, int]) -> None:
    strong = nx.Graph(pair for pair, weight in weights.items() if weight > TIE)
    tied = {
        name: number for number, part in enumerate(nx.connected_components(strong)) for name in part
    }
    for a, b in combinations(cluster(NAMES, weights), 2):
        if tied.get(a[0], a) == tied.get(b[0], b):
            assert average(a, b, weights) <= 0


@given(edges)
def test_what_is_together_is_tied_by_strong_pairs(weights: dict[Pair, int]) -> None:
    strong = nx.Graph(pair for pair, weight in weights.items() if weight > TIE)
    for members in cluster(NAMES, weights):
        assert len(members) == 1 or set(members) <= nx.node_connected_component(strong, members[0])


@given(edges, judged, judged)
def test_what_was_judged_different_is_never_together(
    weights: dict[Pair, int], same: list[Pair], different: list[Pair]
) -> None:
    for members in cluster(NAMES, weights, same=same, different=different):
        assert not any({a, b} <= set(members) for a, b in different)


@given(edges, judged)
def test_what_was_judged_the_same_is_together(weights: dict[Pair, int], same: list[Pair]) -> None:
    found = cluster(NAMES, weights, same=same)
    for a, b in same:
        assert any({a, b} <= set(members) for members in found)


def test_one_vague_report_does_not_tie_two_happenings() -> None:
    weights = {("a", "b"): 5000, ("c", "d"): 5000, ("b", "v"): 300, ("c", "v"): 300}
    assert cluster("abcdv", weights) == [("a", "b"), ("c", "d"), ("v",)]


def test_a_pair_stays_where_a_third_one_matches_both() -> None:
    weights = {("a", "b"): 1900, ("a", "c"): 1800, ("b", "c"): 700}
    assert cluster("abc", weights) == [("a", "b", "c")]


def test_weak_pairs_alone_tie_nothing() -> None:
    assert cluster("abc", {("a", "b"): 900, ("b", "c"): 1400}) == [("a",), ("b",), ("c",)]


def test_names_without_pairs_stand_alone_and_unknown_names_are_passed_over() -> None:
    assert cluster("ab", {("a", "z"): 5000}, same=[("y", "z")]) == [("a",), ("b",)]
    assert cluster("", {}) == []
