"""The network of actors on a day: signed edges with their evidence, and the camps they make."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from typing import Literal

from detente.link.relations.dyads import CONFLICT, DIGITS, Deed, Pair
from detente.link.relations.state_rules import State
from detente.link.relations.states import History

Sign = Literal[-1, 0, 1]
SIGNS: dict[State, Sign] = {"none": 0, "hostile": -1, "truce": 0, "reconciled": 1, "allied": 1}
"""A truce is no friendship: it is drawn, and counts for neither side."""
WINDOW = 90
"""Days whose deeds an edge counts, the day itself included."""


@dataclass(frozen=True, slots=True)
class Edge:
    """How two actors stand to each other on a day, and what they did before it."""

    a: str
    b: str
    state: State
    sign: Sign
    since: date | None
    """First day of the state; None where it holds from the beginning."""
    reason: str
    """Why the pair is in this state; empty where it always was."""
    cooperation: int
    """Deeds of cooperation within the window."""
    conflict: int
    cooperation_score: float
    """Sum of PLOVER scores times weights within the window."""
    conflict_score: float
    acts: tuple[str, ...]
    """Ids, sorted: acts that made the state, and those of the window."""

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Network:
    """All edges of a day, by pair; an actor without an edge is no node."""

    day: date
    window: int
    """Days."""
    nodes: tuple[str, ...]
    """Actor ids, sorted."""
    edges: tuple[Edge, ...]


def network_on(
    deeds: Mapping[Pair, Sequence[Deed]],
    histories: Mapping[Pair, History],
    day: date,
    window: int = WINDOW,
) -> Network:
    """The network of a day; near-linear in the number of pairs.

    A pair has an edge where it is in a state other than none, or has a deed in the window.

    Args:
        deeds: of each pair, in order of days, as `by_pair` gives them.
        histories: of the same pairs, as `histories` gives them, and of pairs with links alone.
        day: a day; deeds after it are not looked at, but histories may know what came later.
        window: days before and with `day` whose deeds are counted, at least 1.
    """
    found = (
        _edge(pair, deeds.get(pair, ()), histories.get(pair), day, window)
        for pair in sorted({*deeds, *histories})
    )
    edges = tuple(edge for edge in found if edge is not None)
    nodes = tuple(sorted({actor for edge in edges for actor in edge.pair}))
    return Network(day, window, nodes, edges)


def coalitions(network: Network) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more that positive edges hold together and no hostile pair tears apart.

    Allied pairs are joined first, then reconciled ones, of each the most cooperative in the window
    first, then by ids. A pair is joined only where that brings no two hostile actors into one
    group, so a friend of both sides stays with the one it is closer to. Largest group first.
    """
    group = {node: node for node in network.nodes}
    members = {node: {node} for node in network.nodes}
    foes: dict[str, set[str]] = {node: set() for node in network.nodes}
    for edge in network.edges:
        if edge.sign < 0:
            foes[edge.a].add(edge.b)
            foes[edge.b].add(edge.a)
    for edge in sorted((edge for edge in network.edges if edge.sign > 0), key=_closeness):
        one, two = group[edge.a], group[edge.b]
        if one == two or not foes[one].isdisjoint(members[two]):
            continue
        small, large = sorted((one, two), key=lambda root: (len(members[root]), root))
        for node in members[small]:
            group[node] = large
        members[large] |= members.pop(small)
        foes[large] |= foes.pop(small)
    groups = (tuple(sorted(held)) for held in members.values() if len(held) > 1)
    return tuple(sorted(groups, key=lambda held: (-len(held), held)))


def _closeness(edge: Edge) -> tuple[bool, float, str, str]:
    return edge.state != "allied", -edge.cooperation_score, edge.a, edge.b


def _edge(
    pair: Pair, deeds: Sequence[Deed], past: History | None, day: date, window: int
) -> Edge | None:
    """The edge of a pair; None where nothing is known of it."""
    recent = _recent(deeds, day, window)
    state = past.state_on(day) if past else "none"
    if state == "none" and not recent:
        return None
    change = past.last_change(day) if past else None
    made = change.acts if change and state != "none" else ()
    good = [deed.score * deed.weight for deed in recent if deed.quad < CONFLICT]
    bad = [deed.score * deed.weight for deed in recent if deed.quad >= CONFLICT]
    return Edge(
        a=pair[0],
        b=pair[1],
        state=state,
        sign=SIGNS[state],
        since=change.day if change else None,
        reason=change.reason if change else "",
        cooperation=len(good),
        conflict=len(bad),
        cooperation_score=round(fsum(good), DIGITS) + 0.0,
        conflict_score=round(fsum(bad), DIGITS) + 0.0,
        acts=tuple(sorted({*made, *(deed.act for deed in recent)})),
    )


def _recent(deeds: Sequence[Deed], day: date, window: int) -> Sequence[Deed]:
    """The deeds of the window."""
    begin = day - timedelta(days=min(window - 1, day.toordinal() - 1))
    start = bisect_left(deeds, begin, key=lambda deed: deed.day)
    return deeds[start : bisect_right(deeds, day, lo=start, key=lambda deed: deed.day)]
