"""`detente dyad`, `network` and `compliance`: relations and promises through time."""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from detente.cli import options
from detente.cli.incidents import names_of
from detente.cli.opening import opened
from detente.cli.screen import console, one_line, say
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from rich.table import Table

    from detente.link.dyads import Period
    from detente.link.network import Network
    from detente.run.naming import Names
    from detente.run.relating import Commitment, Dyad

_FEW_ACTS = 4
STATE_STYLES = {
    "hostile": "red",
    "truce": "yellow",
    "reconciled": "cyan",
    "allied": "green",
    "none": "dim",
}


class DyadForm(StrEnum):
    """How a dyad is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class NetworkForm(StrEnum):
    """How a network is written."""

    TABLE = "table"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"


class Per(StrEnum):
    """What sums are over."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_Form = TypeVar("_Form", DyadForm, NetworkForm)
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", dir_okay=False, help="Write here, by the file's ending."
    ),
]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", dir_okay=False, help="Draw it: .svg or .png."),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DAY", callback=options.check_day, help="Default: the last known."
    ),
]


def dyad(  # noqa: PLR0917 - Typer makes each parameter an option
    a: Annotated[str, typer.Argument(metavar="A", help="Id or name of an actor.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Id or name of another.")],
    since: options.Since = None,
    until: options.Until = None,
    per: Annotated[Per, typer.Option(help="What the sums of the series are over.")] = Per.MONTH,
    form: Annotated[DyadForm, typer.Option("--format", help="CSV: the series.")] = DyadForm.TABLE,
    output: Output = None,
    plot: Plot = None,
    project: options.CasebookFolder = None,
) -> None:
    """Tell how two actors stood to each other: states, what changed them, and the sums of deeds."""
    from detente.link.dyads import Day, summed
    from detente.run.relating import dyad_of
    from detente.store.database import reading

    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        found = dyad_of(connection, names, a, b, until=_day(until))
    series = found.days if per is Per.DAY else summed(found.days, _period(per))
    series = tuple(d for d in series if since is None or d.day >= date.fromisoformat(since))
    if plot:
        _plot_dyad(found, series, names, since, until, plot)
    written = form if output is None else _by_ending(DyadForm, form, output)
    if written is DyadForm.TABLE:
        _tell_dyad(found, series, names)
    elif written is DyadForm.JSON:
        _write(output, json.dumps(_plain_dyad(found), ensure_ascii=False, default=str) + "\n")
    else:
        _write(output, _series_csv([asdict(d) for d in series], (f.name for f in fields(Day))))


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
    from detente.publish.graphs import edge_csv, gexf, graphml
    from detente.run.relating import known_until, network_of
    from detente.store.database import reading

    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        day = _day(on) or known_until(connection)
        if day is None:
            raise DetenteError("the casebook holds no dated page yet; `detente add` adds some")
        found, past = network_of(connection, names, day, window=window)
    labels = {actor: names.name(actor) for actor in found.nodes}
    if plot:
        from detente.publish.drawing import save_plot
        from detente.publish.network_plots import network_plot

        save_plot(network_plot(found, labels), plot)
        say(f"{plot} written")
    written = form if output is None else _by_ending(NetworkForm, form, output)
    if written is NetworkForm.TABLE:
        _tell_network(found, names)
    elif written is NetworkForm.GEXF:
        everyone = {actor: names.name(actor) for pair in past for actor in pair}
        _write(output, gexf(past, everyone).decode("utf-8"))
    elif written is NetworkForm.GRAPHML:
        _write(output, graphml(found, labels).decode("utf-8"))
    else:
        _write(output, edge_csv(found, labels))


def compliance(
    on: On = None,
    party: Annotated[
        str | None, typer.Option(metavar="ID|NAME", help="Only agreements of this actor.")
    ] = None,
    form: Annotated[
        DyadForm, typer.Option("--format", help="CSV: a row a pledge.")
    ] = DyadForm.TABLE,
    output: Output = None,
    project: options.CasebookFolder = None,
) -> None:
    """Tell what each agreement promised, and what became of every promise by a day."""
    from detente.run.relating import commitments
    from detente.store.database import reading

    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        parties = names.ids(connection, party) if party else ()
        found = commitments(connection, _day(on), parties)
    written = form if output is None else _by_ending(DyadForm, form, output)
    if written is DyadForm.TABLE:
        for commitment in found:
            _tell_commitment(commitment, names)
        if not found:
            say(f"no agreement is told{f' by {on}' if on else ''}")
    elif written is DyadForm.JSON:
        rows = [asdict(commitment) for commitment in found]
        _write(output, json.dumps(rows, ensure_ascii=False, default=str) + "\n")
    else:
        _write(output, _series_csv([row for c in found for row in _pledge_rows(c)], _PLEDGE))


def _period(per: Per) -> "Period":
    return "week" if per is Per.WEEK else "month"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _write(output: Path | None, text: str) -> None:
    from detente.cli.writing import open_output, write_whole

    with open_output(output) as out:
        write_whole(out, text)
    if output:
        say(f"{output} written")


def _by_ending(forms: type[_Form], form: _Form, output: Path) -> _Form:
    """How a file is written: as was asked for, else as its ending says, else as CSV."""
    if form is not forms.TABLE:
        return form
    ending = output.suffix.lower().removeprefix(".")
    fitting = (one for one in forms if one.value == ending and one is not forms.TABLE)
    return next(fitting, forms.CSV)


def _series_csv(rows: list[dict[str, Any]], columns: Iterable[str]) -> str:
    from detente.model.cells import guarded

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = ("; ".join(v) if isinstance(v, tuple | list) else v for v in row.values())
        writer.writerow([guarded(c.isoformat() if isinstance(c, date) else c) for c in cells])
    return out.getvalue()


def _plain_dyad(found: "Dyad") -> dict[str, Any]:
    past = found.past
    return {
        "pair": found.pair,
        "initial": past.initial,
        "changes": [asdict(change) for change in past.changes],
        "days": [asdict(day) for day in found.days],
    }


def _plot_dyad(
    found: "Dyad", series: Any, names: "Names", since: str | None, until: str | None, path: Path
) -> None:
    from detente.publish.drawing import save_plot
    from detente.publish.plots import dyad_plot

    labels = {actor: names.name(actor) for actor in found.pair}
    figure = dyad_plot(found.pair, series, found.past, labels, _day(since), _day(until))
    save_plot(figure, path)
    say(f"{path} written")


def _columns(*headings: str) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold", header_style="bold")
    return table


def _tell_dyad(found: "Dyad", series: Any, names: "Names") -> None:
    from rich.text import Text

    out = console()
    a, b = (names.name(actor) for actor in found.pair)
    out.print(one_line(f"{a} and {b}"), style="bold")
    if not found.deeds and not found.past.changes:
        say("nothing is told of the two together")
        return
    table = _columns("From", "State", "Why", "Acts")
    for spell in found.past.spells():
        acts = ", ".join(spell.acts[:_FEW_ACTS])
        if len(spell.acts) > _FEW_ACTS:
            acts += f" and {len(spell.acts) - _FEW_ACTS} more"
        start = spell.start.isoformat() if spell.start else "before"
        state = Text(spell.state, style=STATE_STYLES[spell.state])
        table.add_row(start, state, one_line(spell.reason), acts)
    out.print(table)
    sums = _columns("Since", "Cooperation", "Score", "Conflict", "Score")
    for day in series:
        sums.add_row(
            day.day.isoformat(),
            str(day.cooperation),
            f"{day.cooperation_score:+.1f}",
            str(day.conflict),
            f"{day.conflict_score:+.1f}",
        )
    out.print()
    out.print(sums)


def _tell_network(found: "Network", names: "Names") -> None:
    from detente.link.balance import balance_of
    from detente.link.network import coalitions

    out = console()
    out.print(
        f"{found.day}: {len(found.nodes)} actors, {len(found.edges)} pairs; deeds of the "
        f"{found.window} days before",
        style="bold",
    )
    table = _columns("State", "Who", "And whom", "Since", "Cooperation", "Conflict")
    for edge in sorted(found.edges, key=lambda e: (e.sign, e.state, e.pair)):
        since = edge.since.isoformat() if edge.since else "always"
        pair = (one_line(names.name(edge.a)), one_line(names.name(edge.b)))
        counts = (str(edge.cooperation), str(edge.conflict))
        table.add_row(edge.state, *pair, since if edge.state != "none" else "–", *counts)
    out.print(table)
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


def _tell_lineage(found: "Network", names: "Names") -> None:
    from detente.link.lineage import lineage

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


def _tell_commitment(commitment: "Commitment", names: "Names") -> None:
    accord, out = commitment.accord, console()
    when = accord.first.isoformat() if accord.first else "undated"
    stages = " → ".join(dict.fromkeys(stage.stage for stage in accord.stages))
    out.print(one_line(f"{when}  {names.join(accord.parties)}  ({stages})"), style="bold")
    out.print(f"  {accord.id}: {', '.join(accord.acts)}", style="dim")
    table = _columns("", "Promise", "By", "Status", "Since", "Why")
    for pledge, status in zip(accord.provisions, commitment.statuses, strict=True):
        since = status.since.isoformat() if status.since else "–"
        words = pledge.kind.replace("_", " ")
        by = names.join(pledge.by) or "all"
        why = one_line(_with_names(status.reason, accord.parties, names))
        table.add_row("", words, one_line(by), status.status, since, why)
    out.print(table)
    out.print()


def _with_names(text: str, ids: Iterable[str], names: "Names") -> str:
    """A reason with the actors' names in place of their ids."""
    for actor in sorted(ids, key=len, reverse=True):
        text = re.sub(rf"(?<![\w:-]){re.escape(actor)}(?![\w-])", names.name(actor), text)
    return text


_PLEDGE = (
    "agreement", "made", "parties", "pledge", "kind", "by", "deadline", "on", "status", "since",
    "acts", "reason", "words",
)  # fmt: skip


def _pledge_rows(commitment: "Commitment") -> list[dict[str, Any]]:
    accord = commitment.accord
    return [
        {
            "agreement": accord.id,
            "made": accord.first,
            "parties": accord.parties,
            "pledge": pledge.id,
            "kind": pledge.kind,
            "by": pledge.by,
            "deadline": pledge.deadline,
            "on": status.day,
            "status": status.status,
            "since": status.since,
            "acts": tuple(sorted({a for o in status.observations for a in o.acts})),
            "reason": status.reason,
            "words": pledge.words,
        }
        for pledge, status in zip(accord.provisions, commitment.statuses, strict=True)
    ]
