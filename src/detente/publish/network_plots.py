"""A plot of the network of actors on a day, its camps side by side."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.link.network import Edge, Network, coalitions
from detente.link.state_rules import State
from detente.publish.drawing import CAMP_COLOURS, INK, STATE_COLOURS, shown

MOST_ACTORS = 60
"""Actors that a plot can show; of more, those with the most signed edges are shown."""
_MOST_ROUND = 30
"""Actors that a circle has room for; more are laid out by springs."""
_LINES: dict[State, tuple[str, float]] = {
    "none": (":", 0.8),
    "truce": ("--", 1.6),
    "reconciled": ("-", 1.2),
    "allied": ("-", 2.8),
    "hostile": ("-", 1.8),
}
"""Line style and width; drawn in this order, so that hostile edges lie on top."""
_WORDS: dict[State, str] = {"none": "deeds, no state", "hostile": "hostile (×)"}
Spots = Mapping[str, tuple[float, float]]


def network_plot(network: Network, names: Mapping[str, str] | None = None) -> Figure:
    """Draw a network: allied and reconciled solid green and blue, truce dashed, hostile red.

    Up to 30 actors stand on a circle, camp by camp; more are laid out by springs with a fixed
    seed. Of more than 60 those with the most signed edges are shown, and the title says so.

    Args:
        network: as `network_on` gives it.
        names: labels by actor id.
    """
    actors = _chosen(network)
    edges = [edge for edge in network.edges if set(edge.pair) <= set(actors)]
    camps = [[a for a in camp if a in set(actors)] for camp in coalitions(network)]
    spots = _spots(actors, camps, edges)
    figure = Figure(figsize=(10, 8.5), layout="constrained")
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.margins(0.02)
    _title(axes, network, len(actors))
    if not actors:
        axes.text(
            0.5, 0.5, "No relations are known on this day", ha="center", color=INK, fontsize=12
        )
    for edge in sorted(edges, key=lambda edge: list(_LINES).index(edge.state)):
        _line(axes, edge, spots)
    _nodes(axes, spots, camps)
    _labels(axes, spots, names or {}, round_about=len(actors) <= _MOST_ROUND)
    _legend(figure, edges)
    return figure


def _chosen(network: Network) -> list[str]:
    degree = Counter(actor for edge in network.edges if edge.sign for actor in edge.pair)
    ranked = sorted(network.nodes, key=lambda actor: (-degree[actor], actor))
    return sorted(ranked[:MOST_ACTORS])


def _spots(actors: list[str], camps: list[list[str]], edges: Sequence[Edge]) -> Spots:
    """Where each actor stands; the same for the same network."""
    if len(actors) > _MOST_ROUND:
        graph = nx.Graph()
        graph.add_nodes_from(actors)
        weights = {1: 1.0, 0: 0.3, -1: 0.05}  # partners stand near, enemies far
        graph.add_weighted_edges_from((e.a, e.b, weights[e.sign]) for e in edges)
        wide = 2.4 / math.sqrt(len(actors))
        found = nx.spring_layout(graph, k=wide, seed=1, iterations=200, method="force")
        return {actor: (float(x), float(y)) for actor, (x, y) in found.items()}
    placed = [actor for camp in camps for actor in camp]
    ring = placed + [actor for actor in actors if actor not in placed]
    turns = [math.pi / 2 - 2 * math.pi * index / max(len(ring), 1) for index in range(len(ring))]
    return {actor: (math.cos(t), math.sin(t)) for actor, t in zip(ring, turns, strict=True)}


def _title(axes: Axes, network: Network, count: int) -> None:
    axes.set_title(f"Relations on {network.day}", fontsize=14, color=INK, pad=26)
    some = f"{count} of {len(network.nodes)} actors shown · " if count < len(network.nodes) else ""
    text = f"{some}lines are thicker the more deeds in {network.window} days"
    axes.annotate(
        text, (0.5, 1), xycoords="axes fraction", xytext=(0, 10), textcoords="offset points",
        ha="center", fontsize=9, color=INK,
    )  # fmt: skip


def _line(axes: Axes, edge: Edge, spots: Spots) -> None:
    (x1, y1), (x2, y2) = spots[edge.a], spots[edge.b]
    style, width = _LINES[edge.state]
    colour = STATE_COLOURS[edge.state]
    width += 0.5 * math.log2(1 + min(edge.cooperation + edge.conflict, 63))
    axes.plot([x1, x2], [y1, y2], ls=style, lw=width, color=colour, zorder=2)
    if edge.state == "hostile":
        axes.plot((x1 + x2) / 2, (y1 + y2) / 2, marker="x", ms=8, mew=2, color=colour, zorder=3)


def _nodes(axes: Axes, spots: Spots, camps: list[list[str]]) -> None:
    """A dot for each actor, in the colour of its camp, with the camp's number."""
    numbers = {actor: number for number, camp in enumerate(camps) for actor in camp}
    for actor, (x, y) in spots.items():
        number = numbers.get(actor)
        colour = "white" if number is None else CAMP_COLOURS[number % len(CAMP_COLOURS)]
        axes.plot(x, y, marker="o", ms=17, mfc=colour, mec=INK, mew=1.2, zorder=4)
        if number is not None:
            axes.text(x, y, str(number + 1), ha="center", va="center", fontsize=9, zorder=5)


def _labels(axes: Axes, spots: Spots, names: Mapping[str, str], *, round_about: bool) -> None:
    """Names: outside of the circle, or above the dot where there is none."""
    for actor, (x, y) in spots.items():
        text = shown(names.get(actor, actor), 24 if round_about else 18)
        if not round_about:
            away, across, up = (0.0, 11.0), "center", "bottom"
        else:
            away = (14 * x, 14 * y)
            across = "left" if x > 0.1 else "right" if x < -0.1 else "center"
            up = "bottom" if y > 0.9 else "top" if y < -0.9 else "center"
        axes.annotate(
            text, (x, y), xytext=away, textcoords="offset points", ha=across, va=up,
            fontsize=9 if round_about else 7, color=INK, zorder=6,
        )  # fmt: skip


def _legend(figure: Figure, edges: Sequence[Edge]) -> None:
    states = {edge.state for edge in edges}
    lines = [
        Line2D(
            [], [], ls=style, lw=width, color=STATE_COLOURS[state],
            label=_WORDS.get(state, state), marker="x" if state == "hostile" else None,
        )
        for state, (style, width) in reversed(_LINES.items())
        if state in states
    ]  # fmt: skip
    camp = Line2D(
        [], [], marker="o", ls="", ms=9, mfc=CAMP_COLOURS[0], mec=INK, label="number: camp"
    )
    handles = [*lines, camp]
    figure.legend(
        handles=handles, loc="outside lower center", ncols=len(handles), fontsize=9, frameon=False
    )
