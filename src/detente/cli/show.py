"""`detente show`: a page with its versions and events, or an incident with its reports."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened
from detente.cli.screen import console, one_line
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_INCIDENT = re.compile(r"i-[0-9a-f]{12}")


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="PAGE|INCIDENT",
            help="A page's hash (or its beginning), address or path; or an incident (i-…).",
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="The record as it was known then (2026-11-30T12:00:00Z)."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the page's record as it is stored.")
    ] = False,
    project: options.ProjectFolder = None,
) -> None:
    """Tell what the casebook holds of one page or incident."""
    from detente.store.database import reading

    here = opened(project)
    with reading(here.engine) as connection:
        if _INCIDENT.fullmatch(name):
            from detente.cli.incidents import tell_incident

            tell_incident(connection, here, name)
            return
        _tell_page(connection, _page(connection, name), as_of, as_json=as_json)


def _page(connection: "Connection", name: str) -> str:
    from detente.run.naming import found_page

    found = found_page(connection, name)
    if not found:
        raise DetenteError(f"{name}: no such page; `detente search --pages WORDS` finds pages")
    if len(found) > 1:
        few = ", ".join(document[:12] for document in found[:5])
        raise DetenteError(f"{name}: {len(found)} pages fit; give more of the hash: {few}")
    return found[0]


def _tell_page(
    connection: "Connection", document: str, as_of: str | None, *, as_json: bool
) -> None:
    from detente.cli.table import show_record
    from detente.model.record import Record
    from detente.store.captures import sightings_of
    from detente.store.versions import as_of as version_at
    from detente.store.versions import history

    version = version_at(connection, document, as_of)
    if version is None:
        raise DetenteError(f"{document[:12]}: nothing was known of it then")
    if as_json:
        typer.echo(version.record)
        return
    out = console()
    show_record(out, Record.model_validate_json(version.record))
    out.print(f"Page {document}", style="dim")
    for met in sightings_of(connection, document):
        out.print(f"  met {met.at[:19]}Z  {one_line(met.origin)}", style="dim")
    for known in history(connection, document):
        mark = " (shown)" if known.number == version.number else ""
        told = f"version {known.number} of {known.at[:19]}Z, {known.command}"
        made = f"Detente {known.version}, codebook {known.codebook[:8] or '–'}"
        out.print(f"  {told}, {made}{mark}", style="dim")
    _tell_incidents(connection, document)


def _tell_incidents(connection: "Connection", document: str) -> None:
    from rich.table import Table

    from detente.store.searching import reports_of_page

    rows = reports_of_page(connection, document)
    if not rows:
        return
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(row.event, row.id, row.state, row.incident or "no happening")
    out = console()
    out.print("Events, their reports, states and incidents:", style="dim")
    out.print(table)
