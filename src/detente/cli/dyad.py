"""`detente dyad`: how two actors stood to each other through time."""

import json
from dataclasses import asdict, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli import options
from detente.cli.incidents import names_of
from detente.cli.opening import opened
from detente.cli.screen import console, one_line, say
from detente.cli.series import (
    Output,
    Plot,
    SeriesForm,
    by_ending,
    columns,
    csv_of,
    day_of,
    write_text,
)

if TYPE_CHECKING:
    from detente.link.relations.dyads import Period
    from detente.run.naming import Names
    from detente.run.relating import Dyad

_FEW_ACTS = 4
STATE_STYLES = {
    "hostile": "red",
    "truce": "yellow",
    "reconciled": "cyan",
    "allied": "green",
    "none": "dim",
}


class Per(StrEnum):
    """What sums are over."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def dyad(  # noqa: PLR0917 - Typer makes each parameter an option
    a: Annotated[str, typer.Argument(metavar="A", help="Id or name of an actor.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Id or name of another.")],
    since: options.Since = None,
    until: options.Until = None,
    per: Annotated[Per, typer.Option(help="What the sums of the series are over.")] = Per.MONTH,
    form: Annotated[
        SeriesForm, typer.Option("--format", help="CSV: the series.")
    ] = SeriesForm.TABLE,
    output: Output = None,
    plot: Plot = None,
    project: options.CasebookFolder = None,
) -> None:
    """Tell how two actors stood to each other: states, what changed them, and the sums of deeds."""
    from detente.link.relations.dyads import Day, summed
    from detente.run.relating import dyad_of
    from detente.store.database import reading

    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        found = dyad_of(connection, names, a, b, until=day_of(until))
    series = found.days if per is Per.DAY else summed(found.days, _period(per))
    series = tuple(d for d in series if since is None or d.day >= date.fromisoformat(since))
    if plot:
        _plot_dyad(found, series, names, since, until, plot)
    written = form if output is None else by_ending(SeriesForm, form, output)
    if written is SeriesForm.TABLE:
        _tell_dyad(found, series, names)
    elif written is SeriesForm.JSON:
        write_text(output, json.dumps(_plain_dyad(found), ensure_ascii=False, default=str) + "\n")
    else:
        write_text(output, csv_of([asdict(d) for d in series], (f.name for f in fields(Day))))


def _period(per: Per) -> "Period":
    return "week" if per is Per.WEEK else "month"


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
    figure = dyad_plot(found.pair, series, found.past, labels, day_of(since), day_of(until))
    save_plot(figure, path)
    say(f"{path} written")


def _tell_dyad(found: "Dyad", series: Any, names: "Names") -> None:
    from rich.text import Text

    out = console()
    a, b = (names.name(actor) for actor in found.pair)
    out.print(one_line(f"{a} and {b}"), style="bold")
    if not found.deeds and not found.past.changes:
        say("nothing is told of the two together")
        return
    table = columns("From", "State", "Why", "Acts")
    for spell in found.past.spells():
        acts = ", ".join(spell.acts[:_FEW_ACTS])
        if len(spell.acts) > _FEW_ACTS:
            acts += f" and {len(spell.acts) - _FEW_ACTS} more"
        start = spell.start.isoformat() if spell.start else "before"
        state = Text(spell.state, style=STATE_STYLES[spell.state])
        table.add_row(start, state, one_line(spell.reason), acts)
    out.print(table)
    sums = columns("Since", "Cooperation", "Score", "Conflict", "Score")
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
