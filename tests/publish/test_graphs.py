"""Networks in other programs' formats: what networkx reads back is what was written."""

import csv
import io
from datetime import date

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from detente.link.relations.dyads import by_pair
from detente.link.relations.network import network_on
from detente.link.relations.prior import PriorLink
from detente.link.relations.states import History, histories
from detente.publish.graphs import EDGE_COLUMNS, edge_csv, gexf, graph_of, graphml
from tests.link.relations.acting import act, attack, day, deeds, truce
from tests.link.relations.networks import network

ACTS = [
    attack("w1", 0), attack("w2", 1, "b", "a"), truce("t1", 50), act("k1", "CONSULT", 60),
    attack("r1", 2, "a c", "d"), attack("r2", 30, "a c", "d"), attack("r3", 55, "a c", "d"),
    act("v1", "CONSULT", 58, "b c"),
]  # fmt: skip
HELD = by_pair(deeds(*ACTS))
PASTS = histories(HELD, links=(PriorLink("f", "e", "hostile", until=day(10)),), until=day(100))
NAMES = {"a": 'Hill <Brigade> & "Sons"', "b": "Dale\u0000 Union", "c": "=Valley", "d": "Österbro عين"}  # fmt: skip


def read_gexf(data: bytes) -> nx.Graph:
    return nx.read_gexf(io.BytesIO(data))


def test_gexf_holds_the_states_through_time() -> None:
    graph = read_gexf(gexf(PASTS, NAMES))
    assert {tuple(sorted(pair)) for pair in graph.edges} == {
        ("a", "b"), ("a", "c"), ("a", "d"), ("c", "d"), ("e", "f"),
    }  # fmt: skip
    edge = graph.edges["a", "b"]
    assert edge["spells"] == [("2017-01-01", "2017-02-19"), ("2017-02-20", "None")]
    assert edge["state"] == [
        ("hostile", "2017-01-01", "2017-02-19"),
        ("truce", "2017-02-20", "None"),
    ]
    assert [value for value, _, _ in edge["sign"]] == [-1, 0]
    assert [value for value, _, _ in edge["acts"]] == ["w1; w2", "t1"]
    assert edge["reason"][1][0] == PASTS["a", "b"].changes[1].reason
    assert graph.edges["e", "f"]["spells"] == [("None", "2017-01-11")]
    assert graph.graph["mode"] == "dynamic"


def test_gexf_actors_are_there_as_long_as_their_edges() -> None:
    graph = read_gexf(gexf(PASTS, NAMES))
    assert graph.nodes["b"]["spells"] == [("2017-01-01", "None")]
    assert graph.nodes["e"]["spells"] == [("None", "2017-01-11")]
    assert graph.nodes["a"]["label"] == 'Hill <Brigade> & "Sons"'
    assert graph.nodes["b"]["label"] == "Dale\ufffd Union"
    assert graph.nodes["e"]["label"] == "e"


def test_gexf_of_nothing_is_an_empty_graph() -> None:
    assert len(read_gexf(gexf({("a", "b"): History("none", ())}))) == 0


def test_graphml_comes_back_as_it_was() -> None:
    whole = network_on(HELD, PASTS, day(60))
    graph = nx.read_graphml(io.BytesIO(graphml(whole, NAMES)))
    made = graph_of(whole, NAMES)
    assert dict(graph.nodes(data=True)) == dict(made.nodes(data=True))
    assert {frozenset(e[:2]): e[2] for e in graph.edges(data=True)} == {
        frozenset(e[:2]): e[2] for e in made.edges(data=True)
    }
    assert {key: graph.graph[key] for key in made.graph} == made.graph
    assert graph.nodes["a"]["camp"] == graph.nodes["c"]["camp"] == 1
    assert "camp" not in graph.nodes["d"]
    assert "since" not in graph.edges["b", "c"]


def test_the_same_input_gives_the_same_bytes() -> None:
    turned = dict(reversed(PASTS.items()))
    assert gexf(turned, NAMES) == gexf(PASTS, NAMES)
    whole = network_on(HELD, PASTS, day(60))
    assert graphml(whole, NAMES) == graphml(network_on(HELD, turned, day(60)), NAMES)
    assert b"lastmodified" not in gexf(PASTS)


def test_edges_as_csv_are_safe_and_whole() -> None:
    rows = list(csv.DictReader(io.StringIO(edge_csv(network_on(HELD, PASTS, day(60)), NAMES))))
    assert list(rows[0]) == list(EDGE_COLUMNS)
    by_ids = {(row["a"], row["b"]): row for row in rows}
    edge = by_ids["a", "c"]
    assert edge["b_name"] == "'=Valley"
    assert (edge["state"], edge["sign"], edge["since"]) == ("allied", "1", "2017-01-03")
    assert (edge["cooperation"], edge["cooperation_score"], edge["acts"]) == (
        "3",
        "14.25",
        "r1; r2; r3",
    )
    assert (by_ids["b", "c"]["since"], by_ids["b", "c"]["state"]) == ("", "none")
    assert by_ids["a", "d"]["sign"] == "-1", "a number is no formula"
    assert edge["day"] == day(60).isoformat()
    assert edge_csv(network(""), {}) == ",".join(EDGE_COLUMNS) + "\n"


WORDS = st.text(max_size=12)


@given(WORDS, WORDS, st.dates(date(1, 1, 2), date(9000, 1, 1)))
def test_any_name_and_day_can_be_written_and_read(one: str, two: str, when: date) -> None:
    held = by_pair(deeds(attack("w", 0, killed_low=20, first=when, last=when)))
    graph = read_gexf(gexf(histories(held), {"a": one, "b": two}))
    assert graph.edges["a", "b"]["spells"][0][0] == when.isoformat()
    whole = network_on(held, histories(held), when)
    again = nx.read_graphml(io.BytesIO(graphml(whole, {"a": one, "b": two})))
    made = graph_of(whole, {"a": one, "b": two})
    assert {n: d.get("name", "") or "" for n, d in again.nodes(data=True)} == {
        n: d["name"] for n, d in made.nodes(data=True)
    }
