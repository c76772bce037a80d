"""`detente network`: who stood how to whom on a day."""

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.incidents import names_of
from detente.cli.opening import opened
from detente.cli.screen import console, one_line, say
from detente.cli.series import (
    NetworkForm,
    On,
    Output,
    Plot,
    by_ending,
    columns,
    day_of,
    write_text,
)
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.link.relations.network import Edge, Network
    from detente.run.naming import Names

_EDGES = 60
"""Pairs that a table shows."""


def network(
    on: On = None,
    window: Annotated[
        int, typer.Option(min=1, metavar="DAYS", help="Days whose deeds an edge counts.")
    ] = 90,
    form: Annotated[
        NetworkForm, typer.Option("--format", help="GEXF holds all times, with spells.")
    ] = NetworkForm.TABLE,
    output: Output = None,
    plot: Plot = None,
    project: options.CasebookFolder = None,
) -> None:
    """Tell who stood how to whom on a day: edges, coalitions, lineage and balance."""
    from detente.run.relating import known_until, network_of
    from detente.store.database import reading

    written = form if output is None else by_ending(NetworkForm, form, output)
    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        day = day_of(on) or known_until(connection)
        if day is None:
            raise DetenteError("the casebook holds no dated page yet; `detente add` adds some")
        later = written is NetworkForm.GEXF  # which holds all times
        found, past = network_of(connection, names, day, window=window, later=later)
    labels = {actor: names.name(actor) for actor in found.nodes}
    if plot:
        from detente.publish.drawing import save_plot
        from detente.publish.network_plots import network_plot

        save_plot(network_plot(found, labels), plot)
        say(f"{plot} written")
    if written is NetworkForm.TABLE:
        _tell_network(found, names)
        return
    from detente.publish.graphs import edge_csv, gexf, graphml

    if written is NetworkForm.GEXF:
        everyone = {actor: names.name(actor) for pair in past for actor in pair}
        write_text(output, gexf(past, everyone).decode("utf-8"))
    elif written is NetworkForm.GRAPHML:
        write_text(output, graphml(found, labels).decode("utf-8"))
    else:
        write_text(output, edge_csv(found, labels))


def _tell_network(found: "Network", names: "Names") -> None:
    from detente.link.relations.balance import balance_of
    from detente.link.relations.network import coalitions

    out = console()
    out.print(
        f"{found.day}: {len(found.nodes)} actors, {len(found.edges)} pairs; deeds of the "
        f"{found.window} days before",
        style="bold",
    )
    table = columns("State", "Who", "And whom", "Since", "Cooperation", "Conflict")
    ordered = sorted(found.edges, key=_standing)
    for edge in ordered[:_EDGES]:
        since = edge.since.isoformat() if edge.since else "always"
        pair = (one_line(names.name(edge.a)), one_line(names.name(edge.b)))
        counts = (str(edge.cooperation), str(edge.conflict))
        table.add_row(edge.state, *pair, since if edge.state != "none" else "–", *counts)
    out.print(table)
    if len(ordered) > _EDGES:
        say(f"{len(ordered) - _EDGES} more pairs; --format csv writes them all")
    for number, group in enumerate(coalitions(found), start=1):
        out.print(f"coalition {number}: {one_line(names.join(group))}")
    _tell_lineage(found, names)
    balance = balance_of(found)
    share = balance.triangles.share
    out.print(
        f"balance: {balance.positive} positive and {balance.negative} negative pairs; balanced "
        f"triangles {_figure(share)}, walks {_figure(balance.walks)}, algebraic conflict "
        f"{_figure(balance.algebraic_conflict)}",
        style="dim",
    )


def _standing(edge: "Edge") -> tuple[object, ...]:
    """Order for a reader: pairs in some state first, the busiest of each before others."""
    return (
        edge.state == "none",
        edge.sign,
        edge.state,
        -edge.cooperation - edge.conflict,
        edge.pair,
    )


def _tell_lineage(found: "Network", names: "Names") -> None:
    from detente.link.relations.lineage import lineage

    links = [(link.a, link.kind, link.b, link.since, link.until) for link in names.registry.links]
    known = lineage(links, found.day)
    for actor in found.nodes:
        held = known.get(actor)
        if held is None or not held.wholes:
            continue
        console().print(
            f"{one_line(names.name(actor))} is a part of {one_line(names.join(held.wholes))}"
        )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
