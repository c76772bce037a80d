"""`detente dyad`, `network` and `compliance`, on the bundled pages."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from projects import done, misused, refused, run, told

PAIR = ("Sarhat Front", "River Brigades")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("example")
def test_promises_are_told_by_a_day() -> None:
    text = done("compliance", width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert text.startswith("2024-03-11 River Brigades, Sarhat Front (ceasefire)")
    assert "new:" not in text
    status = {row["kind"]: row["status"] for row in table(done("compliance", "--format", "csv"))}
    assert status["prisoner_release"] == "fulfilled"
    early = done("compliance", "--on", "2024-03-12", "--format", "csv")
    assert {row["status"] for row in table(early)} == {"promised"}
    assert {row["on"] for row in table(early)} == {"2024-03-12"}
    assert told("compliance", "--on", "2024-03-10") == "no agreement is told by 2024-03-10\n"


@pytest.mark.usefixtures("example")
def test_promises_of_a_party_and_as_json() -> None:
    assert done("compliance", "--party", "river brigades") == done("compliance")
    assert told("compliance", "--party", "TUR") == "no agreement is told\n"
    (agreement,) = json.loads(done("compliance", "--format", "json"))
    assert agreement["accord"]["parties"] == ["new:river-brigades", "new:sarhat-front"]
    assert (
        len(agreement["statuses"])
        == len(agreement["accord"]["provisions"])
        == len(table(done("compliance", "--format", "csv")))
    )
    assert "no actor is called so" in refused("compliance", "--party", "Nobody Known")
    assert "'--on': 'soon' is no day" in misused("compliance", "--on", "soon")


@pytest.mark.usefixtures("example")
def test_two_actors_by_name_and_id_in_either_order() -> None:
    text = done("dyad", *PAIR, width=80)
    assert text.startswith("River Brigades and Sarhat Front\n")
    assert max(map(len, text.splitlines())) <= 80
    assert "2024-03-11  truce" in text
    assert done("dyad", "new:river-brigades", "new:sarhat-front", width=80) == text
    days = table(done("dyad", *PAIR, "--format", "csv", "--per", "day"))
    assert [row["day"] for row in days] == sorted(row["day"] for row in days)
    months = table(done("dyad", *PAIR, "--format", "csv"))
    assert {row["day"] for row in months} == {"2024-03-01"}
    for name in ("cooperation", "conflict"):
        assert sum(int(row[name]) for row in days) == sum(int(row[name]) for row in months)
    late = table(done("dyad", *PAIR, "--format", "csv", "--per", "day", "--from", "2024-03-12"))
    assert late == [row for row in days if row["day"] >= "2024-03-12"]
    told_json = json.loads(done("dyad", *PAIR, "--format", "json"))
    assert next(change["after"] for change in told_json["changes"]) == "truce"


@pytest.mark.usefixtures("example")
def test_pairs_that_are_none_are_told() -> None:
    assert "'Nobody': no actor is called so" in refused("dyad", "Nobody", PAIR[1])
    said = refused("dyad", PAIR[0], "new:sarhat-front")
    assert said.endswith("these are one actor, or parts of one; name two")
    result = run("dyad", "TUR", PAIR[0])
    assert result.exit_code == 0
    assert result.stderr == "nothing is told of the two together\n"
    empty = done("dyad", "TUR", PAIR[0], "--format", "csv")
    assert empty == done("dyad", *PAIR, "--format", "csv").splitlines()[0] + "\n"


@pytest.mark.usefixtures("example")
def test_plots_are_drawn_by_their_ending_the_same_each_time(tmp_path: Path) -> None:
    svg, png, again = (tmp_path / name for name in ("a.svg", "b.png", "c.svg"))
    for path in (svg, png, again):
        assert f"{path} written" in told("dyad", *PAIR, "--plot", path)
    assert ET.fromstring(svg.read_text("utf-8")).tag.endswith("svg")  # noqa: S314 - our own
    assert png.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert svg.read_bytes() == again.read_bytes()
    assert f"{tmp_path}/n.svg written" in told("network", "--plot", tmp_path / "n.svg")
    for ending in ("x.pdf", "x"):
        said = refused("dyad", *PAIR, "--plot", tmp_path / ending)
        assert "name a file that ends in .svg or .png" in said
    assert "cannot be written" in refused("dyad", *PAIR, "--plot", tmp_path / "no" / "x.svg")


@pytest.mark.usefixtures("example")
def test_a_network_is_told_and_read_by_other_programs(tmp_path: Path) -> None:
    text = done("network", width=80)
    assert text.splitlines()[0].endswith("deeds of the 90 days before")
    assert max(map(len, text.splitlines())) <= 80
    gexf, graphml, edges = (tmp_path / f"n.{ending}" for ending in ("gexf", "graphml", "csv"))
    assert told("network", "--format", "gexf", "-o", gexf) == f"{gexf} written\n"
    for path in (graphml, edges):
        told("network", "-o", path)
    pair = ("new:river-brigades", "new:sarhat-front")
    for graph in (nx.read_gexf(gexf), nx.read_graphml(graphml)):
        assert graph.has_edge(*pair) or graph.has_edge(*pair[::-1])
        assert "Sarhat Front" in graph.nodes[pair[1]].values()
    rows = table(edges.read_text("utf-8"))
    assert len(rows) == nx.read_graphml(graphml).number_of_edges()
    assert done("network", "--format", "graphml") == graphml.read_text("utf-8")
    assert "2024-03-11: " in done("network", "--on", "2024-03-11")
    nobody = done("network", "--on", "1999-01-01", "--format", "graphml")
    assert nx.parse_graphml(nobody).number_of_nodes() == 0
    assert "'--on': 'x' is no day" in misused("network", "--on", "x")
    assert "cannot be written" in refused("network", "-o", tmp_path / "no" / "n.csv")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("command", [("dyad", *PAIR), ("compliance",)])
def test_a_file_is_written_as_its_ending_says(command: tuple[str, ...], tmp_path: Path) -> None:
    told(*command, "-o", tmp_path / "x.json")
    text = done(*command, "--format", "json")
    assert (tmp_path / "x.json").read_text("utf-8") == text
    told(*command, "-o", tmp_path / "x")
    assert (tmp_path / "x").read_text("utf-8") == done(*command, "--format", "csv")
    told(*command, "--format", "json", "-o", tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text("utf-8") == text, "what is asked for wins"


@pytest.mark.usefixtures("empty")
def test_an_empty_casebook_says_so() -> None:
    assert told("compliance") == "no agreement is told\n"
    assert refused("network") == (
        "error: the casebook holds no dated page yet; `detente add` adds some"
    )
    assert "no actor is called so" in refused("dyad", *PAIR)
    assert told("incidents", "list") == "no incident fits\n"
    assert told("search", "bridge") == "nothing found\n"
    assert done("compliance", "--format", "csv").startswith("agreement,made,parties,pledge,")
    assert (
        nx.parse_graphml(done("network", "--on", "2024-01-01", "--format", "graphml")).size() == 0
    )
    assert done("verify").startswith("clean: 0 log entries, 0 rows; head ")
    assert told("purge", "--all") == "nothing to take\n"
    assert told("recode") == "0 pages changed, as they were: 0\n"
    assert told("log") == "nothing was done yet\n"
