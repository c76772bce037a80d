"""Networks in formats that other programs read: GEXF with time, GraphML and CSV of one day.

GEXF 1.2draft is what Gephi and networkx read; GraphML is read by igraph, Cytoscape and most others.
The same input gives the same bytes: no time of writing and no program's name are put in.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx

from detente.link.relations.dyads import Pair
from detente.link.relations.network import SIGNS, Edge, Network, coalitions
from detente.link.relations.states import History, Spell
from detente.model.cells import Cell, guarded

GEXF = "http://www.gexf.net/1.2draft"
EDGE_COLUMNS: dict[str, str] = {
    "a": "id of the first actor",
    "a_name": "its name",
    "b": "id of the second",
    "b_name": "its name",
    "day": "day of the network",
    "window": "days whose deeds are counted, the day included",
    "state": "none, hostile, truce, reconciled or allied",
    "sign": "1 allied or reconciled, -1 hostile, 0 else",
    "since": "first day of the state; empty where it holds from the beginning",
    "cooperation": "deeds of cooperation in the window",
    "conflict": "deeds of conflict in the window",
    "cooperation_score": "their PLOVER scores times weights, summed",
    "conflict_score": "the same of conflict",
    "acts": "ids of the acts behind the state and in the window",
    "reason": "why the pair is in this state",
}
_DYNAMIC = (("state", "string"), ("sign", "integer"), ("acts", "string"), ("reason", "string"))
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold."""


def gexf(histories: Mapping[Pair, History], names: Mapping[str, str] | None = None) -> bytes:
    """All states through time as GEXF 1.2draft: a spell of its edge for each state but none.

    An actor is there from the first to the last day of its edges. Start and end are days, both
    included; what is open has none. State, sign, acts and reason of an edge change with time.

    Args:
        histories: by pair; pairs that are never in a state other than none have no edge.
        names: labels by actor id; an actor without one is labelled by its id.
    """
    found = {pair: _told_spells(past) for pair, past in sorted(histories.items())}
    edges = {pair: spells for pair, spells in found.items() if spells}
    root = ET.Element("gexf", {"xmlns": GEXF, "version": "1.2"})
    graph = ET.SubElement(
        root, "graph", {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date"}
    )
    kinds = ET.SubElement(graph, "attributes", {"class": "edge", "mode": "dynamic"})
    for name, kind in _DYNAMIC:
        ET.SubElement(kinds, "attribute", {"id": name, "title": name, "type": kind})
    nodes = ET.SubElement(graph, "nodes")
    for actor, held in _by_actor(edges).items():
        label = _clean((names or {}).get(actor, actor))
        node = ET.SubElement(nodes, "node", {"id": _clean(actor), "label": label})
        _add_spells(node, [_whole(held)])
    lines = ET.SubElement(graph, "edges")
    for pair, spells in edges.items():
        _add_edge(lines, pair, spells)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def graph_of(network: Network, names: Mapping[str, str] | None = None) -> nx.Graph:
    """The network as networkx has it; camps are numbered from 1, and actors of none have none."""
    graph = nx.Graph(day=network.day.isoformat(), window=network.window)
    camps = {actor: number for number, held in enumerate(coalitions(network), 1) for actor in held}
    for actor in network.nodes:
        told = {"name": _clean((names or {}).get(actor, actor))}
        graph.add_node(_clean(actor), **told, **({"camp": camps[actor]} if actor in camps else {}))
    for edge in network.edges:
        graph.add_edge(_clean(edge.a), _clean(edge.b), **_attributes(edge))
    return graph


def graphml(network: Network, names: Mapping[str, str] | None = None) -> bytes:
    """The network of a day as GraphML; a value that is not known has no entry."""
    lines = nx.generate_graphml(graph_of(network, names), encoding="utf-8")
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join((head, *lines, "")).encode()


def edge_csv(network: Network, names: Mapping[str, str] | None = None) -> str:
    """The edges of a day as CSV with the columns of `EDGE_COLUMNS`, safe for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(EDGE_COLUMNS)
    for edge in network.edges:
        cells = _cells(network, edge, names or {})
        writer.writerow([guarded(cells[name]) for name in EDGE_COLUMNS])
    return text.getvalue()


def _cells(network: Network, edge: Edge, names: Mapping[str, str]) -> dict[str, Cell]:
    return {
        "a": edge.a,
        "a_name": names.get(edge.a, edge.a),
        "b": edge.b,
        "b_name": names.get(edge.b, edge.b),
        "day": network.day.isoformat(),
        "window": network.window,
        "since": None,
        **_attributes(edge),
    }


def _attributes(edge: Edge) -> dict[str, str | int | float]:
    """What is told of an edge; `since` only where the state has a beginning."""
    told: dict[str, str | int | float] = {
        "state": edge.state,
        "sign": edge.sign,
        "cooperation": edge.cooperation,
        "conflict": edge.conflict,
        "cooperation_score": edge.cooperation_score,
        "conflict_score": edge.conflict_score,
        "acts": _clean("; ".join(edge.acts)),
        "reason": _clean(edge.reason),
    }
    return told | ({"since": edge.since.isoformat()} if edge.since else {})


def _told_spells(past: History) -> tuple[Spell, ...]:
    return tuple(spell for spell in past.spells() if spell.state != "none")


def _by_actor(edges: Mapping[Pair, tuple[Spell, ...]]) -> dict[str, list[Spell]]:
    found: dict[str, list[Spell]] = {}
    for pair, spells in edges.items():
        for actor in pair:
            found.setdefault(actor, []).extend(spells)
    return dict(sorted(found.items()))


def _whole(spells: Iterable[Spell]) -> dict[str, str]:
    """From the first start to the last end; open where one of them is."""
    held = list(spells)
    starts = [spell.start for spell in held if spell.start]
    ends = [spell.end for spell in held if spell.end]
    return _bounds(
        min(starts) if len(starts) == len(held) else None,
        max(ends) if len(ends) == len(held) else None,
    )


def _bounds(start: date | None, end: date | None) -> dict[str, str]:
    told = {"start": start, "end": end}
    return {key: day.isoformat() for key, day in told.items() if day}


def _add_spells(element: ET.Element, bounds: Iterable[dict[str, str]]) -> None:
    spells = ET.SubElement(element, "spells")
    for held in bounds:
        ET.SubElement(spells, "spell", held)


def _add_edge(lines: ET.Element, pair: Pair, spells: tuple[Spell, ...]) -> None:
    a, b = map(_clean, pair)
    edge = ET.SubElement(lines, "edge", {"id": f"{a}--{b}", "source": a, "target": b})
    values = ET.SubElement(edge, "attvalues")
    for spell in spells:
        told = (spell.state, str(SIGNS[spell.state]), "; ".join(spell.acts), spell.reason)
        bounds = _bounds(spell.start, spell.end)
        for (name, _), value in zip(_DYNAMIC, told, strict=True):
            ET.SubElement(values, "attvalue", {"for": name, "value": _clean(value), **bounds})
    _add_spells(edge, [_bounds(spell.start, spell.end) for spell in spells])


def _clean(text: str) -> str:
    """Text that XML can hold and that comes back as it is: one line, no control characters."""
    return _UNFIT.sub("\ufffd", " ".join(text.split()))
