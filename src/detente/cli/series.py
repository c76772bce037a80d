"""What the commands on relations and promises share: options, tables, and files by their ending."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from detente.cli import options
from detente.cli.screen import say

if TYPE_CHECKING:
    from rich.table import Table


class SeriesForm(StrEnum):
    """How a series or a list is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class NetworkForm(StrEnum):
    """How a network is written."""

    TABLE = "table"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"


Form = TypeVar("Form", SeriesForm, NetworkForm)
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


def day_of(text: str | None) -> date | None:
    """Return the day that was given, None where none was."""
    return date.fromisoformat(text) if text else None


def write_text(output: Path | None, text: str) -> None:
    """Write a text into a file, or to standard output where none is named."""
    from detente.cli.writing import open_output, write_whole

    with open_output(output) as out:
        write_whole(out, text)
    if output:
        say(f"{output} written")


def by_ending(forms: type[Form], form: Form, output: Path) -> Form:
    """Return how a file is written: as was asked for, else as its ending says, else as CSV."""
    if form is not forms.TABLE:
        return form
    ending = output.suffix.lower().removeprefix(".")
    fitting = (one for one in forms if one.value == ending and one is not forms.TABLE)
    return next(fitting, forms.CSV)


def csv_of(rows: list[dict[str, Any]], columns: Iterable[str]) -> str:
    """Return rows as CSV: lists joined, and no cell that a spreadsheet takes for a formula."""
    from detente.model.cells import guarded

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = ("; ".join(v) if isinstance(v, tuple | list) else v for v in row.values())
        writer.writerow([guarded(c.isoformat() if isinstance(c, date) else c) for c in cells])
    return out.getvalue()


def columns(*headings: str) -> "Table":
    """Return an empty table with headings."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold", header_style="bold")
    return table
