"""Frustration: how many edges go against the best division of a signed network into two camps.

Harary's line index of balance (1959). An edge is frustrated when it is positive between the camps
or negative within one. To find the fewest is NP-hard: it is counted exactly for small networks, and
bounded otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from detente.link.relations.dyads import Pair

Signs = Mapping[Pair, int]
"""1 or -1 by pair."""
EXACT = 18
"""Largest number of actors in one knot (a component without loose ends) that is counted exactly."""


@dataclass(frozen=True, slots=True)
class Frustration:
    """The fewest frustrated edges, as bounds; the network is balanced where `high` is 0."""

    low: int
    """Unbalanced triangles that share no edge: each holds one frustrated edge at least."""
    high: int
    """Of the best division that was found; the same as `low` where counted exactly."""

    @property
    def exact(self) -> bool:
        """Whether both bounds are one number."""
        return self.low == self.high


def frustration(signs: Signs, exact: int = EXACT) -> Frustration:
    """The fewest frustrated edges over all divisions into two camps.

    Loose ends are cut off first, since they never force a frustrated edge; what is left falls into
    knots. A knot of up to `exact` actors is counted over all divisions. A larger one is bounded:
    below by unbalanced triangles without common edges, above by moving actors between camps as
    long as that helps. No signed edge at all is 0.

    Args:
        signs: 1 or -1 by pair.
        exact: size up to which a knot is counted exactly; time and memory double with each actor.
    """
    low = high = 0
    for knot in _knots(_core(signs)):
        if len(knot) <= exact:
            count = _fewest(knot)
            low, high = low + count, high + count
        else:
            low, high = low + _packed(knot), high + _moved(knot)
    return Frustration(low, high)


_Near = dict[str, dict[str, int]]


def _core(signs: Signs) -> _Near:
    """Neighbours with signs, without actors that hang on a single edge."""
    near: _Near = {}
    for (a, b), sign in signs.items():
        near.setdefault(a, {})[b] = sign
        near.setdefault(b, {})[a] = sign
    loose = [node for node, others in near.items() if len(others) == 1]
    while loose:
        node = loose.pop()
        for other in near.pop(node, {}):
            del near[other][node]
            if len(near[other]) == 1:
                loose.append(other)
    return {node: others for node, others in near.items() if others}


def _knots(near: _Near) -> Iterable[_Near]:
    """The connected components, actors and neighbours sorted."""
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()].keys() - reached
            reached |= fresh
            waiting.extend(fresh)
        seen |= reached
        yield {node: dict(sorted(near[node].items())) for node in sorted(reached)}


def _edges(near: _Near) -> list[tuple[str, str, int]]:
    return [(a, b, sign) for a, others in near.items() for b, sign in others.items() if a < b]


def _fewest(near: _Near) -> int:
    """Count every division; the first actor stays in its camp, since camps have no names."""
    places = {node: index for index, node in enumerate(near)}
    divisions = np.arange(2 ** (len(near) - 1), dtype=np.uint32) << np.uint32(1)
    counts = np.zeros(len(divisions), dtype=np.uint16)
    for a, b, sign in _edges(near):
        apart = (divisions >> np.uint32(places[a]) ^ divisions >> np.uint32(places[b])) & np.uint32(
            1
        )
        counts += (apart if sign > 0 else 1 - apart).astype(np.uint16)
    return int(counts.min())


def _packed(near: _Near) -> int:
    """Unbalanced triangles that share no edge, taken greedily in order of ids."""
    used: set[Pair] = set()
    count = 0
    for a, b, sign in _edges(near):
        for c, other in near[b].items():
            if c < b or c not in near[a] or sign * other * near[a][c] > 0:
                continue
            edges = {(a, b), (b, c), (a, c)}
            if used.isdisjoint(edges):
                used |= edges
                count += 1
    return count


def _moved(near: _Near) -> int:
    """The least that is left after moving actors, from one camp for all and from `_spread`."""
    return min(_left(near, dict.fromkeys(near, 1)), _left(near, _spread(near)))


def _left(near: _Near, camps: dict[str, int]) -> int:
    """Frustrated edges after moving actors, one at a time, while each move lessens them."""
    waiting = dict.fromkeys(near)
    while waiting:
        node = next(iter(waiting))
        del waiting[node]
        agreed = sum(sign * camps[node] * camps[other] for other, sign in near[node].items())
        if agreed < 0:
            camps[node] = -camps[node]
            waiting |= dict.fromkeys(near[node])
    return sum(sign * camps[a] * camps[b] < 0 for a, b, sign in _edges(near))


def _spread(near: _Near) -> dict[str, int]:
    """Camps to begin with: each actor as the edge says by which it is reached first."""
    start = next(iter(near))
    camps, waiting = {start: 1}, [start]
    for node in waiting:
        for other, sign in near[node].items():
            if other not in camps:
                camps[other] = camps[node] * sign
                waiting.append(other)
    return camps
