"""A plot of the network of actors on a day, its camps side by side."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.link.relations.network import Edge, Network, coalitions
from detente.link.relations.state_rules import State
from detente.publish.drawing import CAMP_COLOURS, INK, LONGEST_NAME, STATE_COLOURS, shown

MOST_ACTORS = 60
"""Actors that a plot can show; of more, those with the most signed edges are shown."""
_MOST_ROUND = 30
"""Actors that a circle has room for; more are laid out by springs."""
_MOST_LEVEL = 16
"""Names that stand level around a circle; more are turned outwards."""
_LINES: dict[State, tuple[str, float]] = {
    "none": (":", 0.8),
    "truce": ("--", 1.6),
    "reconciled": ("-", 1.2),
    "allied": ("-", 2.8),
    "hostile": ("-", 1.8),
}
"""Line style and width; drawn in this order, so that hostile edges lie on top."""
_WORDS: dict[State, str] = {"none": "deeds, no state", "hostile": "hostile (×)"}
_HEAD, _FOOT = 0.07, 0.045
"""Shares of the figure's height for title and legend."""
_LETTER, _GAP = 0.083, 0.35
"""Inches: a letter's width at the size of names, and from a dot to its name and the margin."""
_AXIS = 1e-6
"""What counts as straight above or below the middle."""
Spots = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Style:
    """How names are written, and the figure's size in inches."""

    names: Literal["level", "turned", "above"]
    wide: float
    high: float
    width: int
    """Letters of a line."""
    most: int = LONGEST_NAME


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
    style = _style(len(actors))
    figure = Figure(figsize=(style.wide, style.high))
    axes = figure.add_axes((0, _FOOT, 1, 1 - _HEAD - _FOOT))
    axes.set_axis_off()
    _title(figure, network, len(actors))
    if not actors:
        axes.text(0.5, 0.5, "No relations are known on this day", ha="center", color=INK)
        return figure
    spots = _spots(actors, camps, edges)
    words = {
        actor: shown((names or {}).get(actor, actor), style.width, style.most) for actor in actors
    }
    _limits(axes, style, words.values())
    for edge in sorted(edges, key=lambda edge: list(_LINES).index(edge.state)):
        _line(axes, edge, spots)
    _nodes(axes, spots, camps)
    for actor, spot in spots.items():
        _label(axes, words[actor], spot, style)
    _legend(figure, edges)
    return figure


def _style(count: int) -> _Style:
    if count > _MOST_ROUND:
        return _Style("above", 14, 14, width=24, most=24)
    if count > _MOST_LEVEL:
        return _Style("turned", 12, 12, width=50, most=28)
    return _Style("level", 11, 8.5, width=24)


def _limits(axes: Axes, style: _Style, words: Iterable[str]) -> None:
    """Leave room for the longest name on every side; the layout lies between -1 and 1."""
    wide, high = style.wide / 2, style.high * (1 - _HEAD - _FOOT) / 2
    lines = [line for text in words for line in text.split("\n")]
    room = _GAP + _LETTER * max(map(len, lines), default=0)
    if style.names == "above":
        x, y = wide - max(room / 2, _GAP), high - 2 * _GAP
    else:
        x = y = min(wide - room, high - (room if style.names == "turned" else _GAP + 0.5))
    axes.set_xlim(-wide / x, wide / x)
    axes.set_ylim(-high / y, high / y)


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
        return _stretched({actor: (float(x), float(y)) for actor, (x, y) in found.items()})
    placed = [actor for camp in camps for actor in camp]
    ring = placed + [actor for actor in actors if actor not in placed]
    turns = [math.pi / 2 - 2 * math.pi * index / max(len(ring), 1) for index in range(len(ring))]
    return {actor: (math.cos(t), math.sin(t)) for actor, t in zip(ring, turns, strict=True)}


def _stretched(spots: Spots) -> Spots:
    """The layout drawn out to -1 and 1 both ways."""
    lows = [min(spot[side] for spot in spots.values()) for side in (0, 1)]
    spans = [max(spot[side] for spot in spots.values()) - lows[side] or 1.0 for side in (0, 1)]
    return {
        actor: (2 * (x - lows[0]) / spans[0] - 1, 2 * (y - lows[1]) / spans[1] - 1)
        for actor, (x, y) in spots.items()
    }


def _title(figure: Figure, network: Network, count: int) -> None:
    some = f"{count} of {len(network.nodes)} actors shown; " if count < len(network.nodes) else ""
    text = f"{some}lines are thicker the more deeds in {network.window} days"
    figure.text(
        0.5, 0.985, f"Relations on {network.day}", ha="center", va="top", fontsize=14, color=INK
    )
    if not count:
        return
    figure.text(0.5, 0.955, text, ha="center", va="top", fontsize=9, color=INK)


def _line(axes: Axes, edge: Edge, spots: Spots) -> None:
    (x1, y1), (x2, y2) = spots[edge.a], spots[edge.b]
    style, width = _LINES[edge.state]
    colour = STATE_COLOURS[edge.state]
    if edge.state != "none":
        width += 0.5 * math.log2(1 + min(edge.cooperation + edge.conflict, 63))
    seen = 0.6 if edge.state == "none" else 1.0
    axes.plot([x1, x2], [y1, y2], ls=style, lw=width, color=colour, alpha=seen, zorder=2)
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


def _label(axes: Axes, text: str, spot: tuple[float, float], style: _Style) -> None:
    """A name: outside of the circle, turned where names stand close, or above the dot."""
    x, y = spot
    turn = 0.0
    across, up = "left" if x >= -_AXIS else "right", "center"
    away = 14 * x, 14 * y
    if style.names == "above":
        away, across, up = (0.0, 10.0), "center", "bottom"
    elif style.names == "turned":
        turn = math.degrees(math.atan2(y, x)) + (0 if across == "left" else 180)
    elif abs(x) < 0.1:
        across, up = "center", "bottom" if y > 0 else "top"
    else:  # clear of the dot, also where the name would lie above it
        away = math.copysign(max(11.0, 14 * abs(x)), x), 14 * y
    axes.annotate(
        text, spot, xytext=away, textcoords="offset points", ha=across, va=up,
        rotation=turn, rotation_mode="anchor", fontsize=9, color=INK, zorder=6,
        bbox={"boxstyle": "square,pad=0.05", "fc": "white", "ec": "none", "alpha": 0.6},
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
        handles=handles, loc="lower center", ncols=len(handles), fontsize=9, frameon=False
    )
