"""`detente stats`: what the casebook holds, in figures."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened
from detente.cli.screen import console, counted, one_line

if TYPE_CHECKING:
    from detente.store.overview import Overview


def stats(
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    project: options.CasebookFolder = None,
) -> None:
    """Tell what the casebook holds: pages, events, incidents, and on how few sources they rest."""
    from detente.store.database import reading
    from detente.store.overview import overview

    with reading(opened(project).engine) as connection:
        found = overview(connection)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    _tell(found)


def _tell(found: "Overview") -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in (
        ("pages", _pages(found)),
        ("published", _span(found.published)),
        ("versions of records", f"{found.versions:,}"),
        ("captured bytes kept", f"{found.bytes_kept:,}"),
        ("outlets with most pages", _counts(found.outlets)),
        ("events", f"{found.reports:,}"),
        ("by type", _counts(found.by_type)),
        ("by review state", _counts(found.by_state)),
        ("incidents", f"{found.incidents:,}"),
        ("from one origin only", _share(found.single_origin, found.incidents)),
        ("disputed, denied", f"{found.disputed:,}, {found.denied:,}"),
        ("telling of an agreement", f"{found.agreements:,}"),
        ("days of incidents", _span(found.days)),
        ("actors in incidents", f"{found.actors:,}"),
    ):
        table.add_row(label, one_line(value))
    console().print(table)


def _pages(found: "Overview") -> str:
    told = f"{found.pages:,}, met {counted(found.sightings, 'time')}"
    if found.copies:
        told += f"; {counted(found.copies, 'near copy', 'near copies')} of another"
    if found.superseded:
        told += f"; {found.superseded:,} superseded by a later edition"
    return told


def _counts(counts: "tuple[tuple[str, int], ...]") -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts) or "–"


def _span(ends: "tuple[str | None, str | None]") -> str:
    return f"{ends[0] or '–'} to {ends[1] or '–'}"


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({100 * part / whole:.0f} %)" if whole else "–"
