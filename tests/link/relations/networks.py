"""Short ways to networks in these tests."""

from collections.abc import Mapping

from detente.link.relations.network import SIGNS, Edge, Network
from detente.link.relations.state_rules import State
from tests.link.relations.acting import day

WORD: dict[str, State] = {
    "+": "reconciled",
    "#": "allied",
    "-": "hostile",
    "~": "truce",
    ".": "none",
}


def network(edges: str, scores: Mapping[str, float] | None = None) -> Network:
    """`"a+b b-c"`: + reconciled, # allied, - hostile, ~ truce, . only deeds."""
    found = []
    for word in edges.split():
        mark = next(c for c in word if c in WORD)
        a, b = sorted(word.split(mark))
        state = WORD[mark]
        since = None if state == "none" else day(0)
        score = (scores or {}).get(word, 0.0)
        found.append(Edge(a, b, state, SIGNS[state], since, "", 1, 0, score, 0.0, (f"i-{a}{b}",)))
    found.sort(key=lambda edge: edge.pair)
    nodes = tuple(sorted({actor for edge in found for actor in edge.pair}))
    return Network(day(0), 90, nodes, tuple(found))
