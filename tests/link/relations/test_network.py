"""The network of a day: edges with evidence, and the camps that positive edges hold together."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.link.relations.dyads import by_pair
from detente.link.relations.network import Network, coalitions, network_on
from detente.link.relations.prior import PriorLink
from detente.link.relations.states import histories
from tests.link.relations.acting import act, attack, day, deeds, truce
from tests.link.relations.networks import network

ACTS = [
    attack("w1", 0), attack("w2", 1, "b", "a"), truce("t1", 50), act("k1", "CONSULT", 60),
    attack("r1", 2, "a c", "d"), attack("r2", 30, "a c", "d"), attack("r3", 55, "a c", "d"),
    act("v1", "CONSULT", 58, "b c"),
]  # fmt: skip


def on(number: int, window: int = 20) -> Network:
    held = by_pair(deeds(*ACTS))
    links = (PriorLink("e", "f", "hostile"),)
    return network_on(held, histories(held, links=links, until=day(100)), day(number), window)


def test_edges_have_state_sign_counts_and_evidence() -> None:
    found = {edge.pair: edge for edge in on(60).edges}
    truced = found["a", "b"]
    assert (truced.state, truced.sign, truced.since) == ("truce", 0, day(50))
    assert (truced.cooperation, truced.conflict, truced.cooperation_score) == (2, 0, 8.5)
    assert truced.acts == ("k1", "t1")
    assert truced.reason.startswith("a ceasefire or a partial deal")
    allies, enemies = found["a", "c"], found["a", "d"]
    assert (allies.state, allies.sign, allies.acts) == ("allied", 1, ("r1", "r2", "r3"))
    assert (allies.cooperation, allies.conflict) == (1, 0)
    assert (enemies.state, enemies.sign, enemies.conflict, enemies.conflict_score) == (
        "hostile",
        -1,
        1,
        -9.0,
    )
    assert (found["b", "c"].state, found["b", "c"].acts) == ("none", ("v1",))
    assert (found["e", "f"].state, found["e", "f"].since, found["e", "f"].acts) == (
        "hostile",
        None,
        (),
    )
    assert on(60).nodes == ("a", "b", "c", "d", "e", "f")


def test_the_window_ends_with_the_day_and_a_pair_without_state_needs_a_deed_in_it() -> None:
    assert ("b", "c") not in {edge.pair for edge in on(57).edges}
    assert ("b", "c") in {edge.pair for edge in on(58).edges}
    assert ("b", "c") in {edge.pair for edge in on(77).edges}
    assert ("b", "c") not in {edge.pair for edge in on(78).edges}
    first = {edge.pair: edge for edge in on(0, 1).edges}
    assert (first["a", "b"].state, first["a", "b"].conflict) == ("hostile", 1)


def test_an_empty_casebook_has_an_empty_network() -> None:
    assert network_on({}, {}, day(0)) == Network(day(0), 90, (), ())
    assert coalitions(network("")) == ()


@pytest.mark.parametrize(
    ("edges", "groups"),
    [
        ("a+b b+c d+e", ["abc", "de"]),
        ("a-b b~c c.d", []),
        ("a+b b#c a-c", ["bc"]),
        ("a#b b+c a-c", ["ab"]),
        ("a#b c#d b+c a-d", ["ab", "cd"]),
        ("d+c b+a", ["ab", "cd"]),
    ],
)
def test_camps(edges: str, groups: list[str]) -> None:
    assert ["".join(held) for held in coalitions(network(edges))] == groups


def test_a_friend_of_both_sides_stays_with_the_closer_one() -> None:
    torn = "a#b b#c a-c"
    assert coalitions(network(torn, {"b#c": 20.0, "a#b": 10.0})) == (("b", "c"),)
    assert coalitions(network(torn, {"b#c": 10.0, "a#b": 20.0})) == (("a", "b"),)


PAIRS = [f"{a}{b}" for a, b in combinations("abcdefg", 2)]
MARKED = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from("+#-~."))


@given(MARKED)
def test_camps_are_apart_joined_by_friends_and_free_of_enemies(marks: dict[str, str]) -> None:
    whole = network(" ".join(pair[0] + mark + pair[1] for pair, mark in marks.items()))
    camps = coalitions(whole)
    assert len({actor for camp in camps for actor in camp}) == sum(map(len, camps))
    good = {edge.pair for edge in whole.edges if edge.sign > 0}
    bad = {edge.pair for edge in whole.edges if edge.sign < 0}
    for camp in camps:
        assert not bad & set(combinations(camp, 2))
        reached, grew = {camp[0]}, True
        while grew:
            near = {x for pair in good if reached & set(pair) for x in pair} & set(camp)
            grew = not near <= reached
            reached |= near
        assert reached == set(camp)
    home = {actor: camp for camp in camps for actor in camp}
    for a, b in good:
        one, two = home.get(a, (a,)), home.get(b, (b,))
        apart = one != two
        assert not apart or bad & {tuple(sorted((x, y))) for x in one for y in two}
