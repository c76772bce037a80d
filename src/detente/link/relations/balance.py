"""Structural balance of a signed network: do friends of friends and enemies of enemies agree?

Measures: Cartwright & Harary 1956 (triangles), Estrada & Benzi 2014 (closed walks), Kunegis et al.
2010 (signed Laplacian); the line index of Harary 1959 is in `frustration`. Signs alone count,
no weights; edges of sign 0 (truce, none) are left out. What is not defined is None.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.link.relations.frustration import Frustration, Signs, frustration
from detente.link.relations.network import Network

DIGITS = 6
"""Decimals that are kept: beyond them machines differ."""


@dataclass(frozen=True, slots=True)
class Triangles:
    """Triangles of signed edges; one is balanced where the product of its signs is positive."""

    balanced: int
    unbalanced: int

    @property
    def share(self) -> float | None:
        """Share of balanced triangles (Cartwright & Harary 1956); None where there is none."""
        count = self.balanced + self.unbalanced
        return round(self.balanced / count, DIGITS) if count else None


@dataclass(frozen=True, slots=True)
class Balance:
    """How balanced a network is."""

    actors: int
    """Actors with a signed edge."""
    positive: int
    negative: int
    triangles: Triangles
    walks: float | None
    """tr(exp A) / tr(exp |A|) in (0, 1], 1 where balanced (Estrada & Benzi 2014, K); None without
    signed edges. It weighs cycles of every length, short ones more."""
    algebraic_conflict: float | None
    """Smallest eigenvalue of the signed Laplacian (Kunegis et al. 2010), of the connected
    component where it is largest: 0 only where all are balanced. None without signed edges."""
    frustrated: Frustration
    """Fewest edges that go against any division into two camps."""


def balance_of(network: Network) -> Balance:
    """All measures of a network; dense algebra, so meant for hundreds of actors."""
    signs = signs_of(network)
    return Balance(
        actors=len({actor for pair in signs for actor in pair}),
        positive=sum(sign > 0 for sign in signs.values()),
        negative=sum(sign < 0 for sign in signs.values()),
        triangles=triangles(signs),
        walks=walk_balance(signs),
        algebraic_conflict=algebraic_conflict(signs),
        frustrated=frustration(signs),
    )


def signs_of(network: Network) -> Signs:
    """The edges that have a sign, by pair."""
    return {edge.pair: edge.sign for edge in network.edges if edge.sign}


def triangles(signs: Signs) -> Triangles:
    """Count balanced and unbalanced triangles, each once."""
    near = _neighbours(signs)
    counts = {1: 0, -1: 0}
    for (a, b), sign in signs.items():
        small, large = sorted((near[a], near[b]), key=len)
        for c in small:
            if c > max(a, b) and c in large:
                counts[sign * near[a][c] * near[b][c]] += 1
    return Triangles(balanced=counts[1], unbalanced=counts[-1])


def walk_balance(signs: Signs) -> float | None:
    """Signed over unsigned closed walks, each walk of k steps weighted by 1/k!.

    Source: Estrada & Benzi 2014. None where there is no signed edge.
    """
    if not signs:
        return None
    matrix = _matrix(sorted({actor for pair in signs for actor in pair}), signs)
    signed, plain = np.linalg.eigvalsh(matrix), np.linalg.eigvalsh(np.abs(matrix))
    top = plain.max()  # no signed eigenvalue is larger; without it large networks overflow
    return round(float(np.exp(signed - top).sum() / np.exp(plain - top).sum()), DIGITS)


def algebraic_conflict(signs: Signs) -> float | None:
    """Smallest eigenvalue of the signed Laplacian, of the component where it is largest.

    Source: Kunegis et al. 2010, for connected networks. None where there is no signed edge.
    """
    least = [_least(component, signs) for component in components(signs)]
    return round(max(least), DIGITS) + 0.0 if least else None


def components(signs: Signs) -> tuple[tuple[str, ...], ...]:
    """The connected components, each sorted, in order of their first actors."""
    near = _neighbours(signs)
    seen: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in sorted(near):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()].keys() - reached
            reached |= fresh
            waiting.extend(fresh)
        seen |= reached
        found.append(tuple(sorted(reached)))
    return tuple(found)


def _least(nodes: tuple[str, ...], signs: Signs) -> float:
    inside = set(nodes)
    matrix = _matrix(nodes, {pair: sign for pair, sign in signs.items() if pair[0] in inside})
    laplacian = np.diag(np.abs(matrix).sum(axis=1)) - matrix
    return max(0.0, float(np.linalg.eigvalsh(laplacian)[0]))


def _neighbours(signs: Signs) -> dict[str, dict[str, int]]:
    near: dict[str, dict[str, int]] = {}
    for (a, b), sign in signs.items():
        near.setdefault(a, {})[b] = sign
        near.setdefault(b, {})[a] = sign
    return near


def _matrix(nodes: Iterable[str], signs: Signs) -> NDArray[np.float64]:
    places = {node: index for index, node in enumerate(nodes)}
    matrix = np.zeros((len(places), len(places)))
    for (a, b), sign in signs.items():
        matrix[places[a], places[b]] = matrix[places[b], places[a]] = sign
    return matrix
