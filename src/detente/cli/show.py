"""`detente show`: a page with its versions and events, or an incident with its reports."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened
from detente.cli.screen import console, one_line
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_INCIDENT = re.compile(r"i-[0-9a-f]{12}")


def _moment(value: str | None) -> str | None:
    """Return a day or time as the casebook writes times, in UTC.

    Raises:
        typer.BadParameter: It is none.
    """
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
        if len(value) <= len("2026-11-30"):
            found += timedelta(days=1, microseconds=-1)
        elif not found.microsecond:  # the whole of the second that was named
            found += timedelta(seconds=1, microseconds=-1)
        found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        mend = "write it as 2026-11-30 or 2026-11-30T12:00:00Z"
        raise typer.BadParameter(f"{value!r} is no time; {mend}") from error
    return found.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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
            metavar="TIME",
            callback=_moment,
            help="The record as it was known then: 2026-11-30 (at the end of that day, UTC) or "
            "2026-11-30T12:00:00Z.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the page's record as it is stored.")
    ] = False,
    project: options.CasebookFolder = None,
) -> None:
    """Tell what the casebook holds of one page or incident."""
    from detente.run.naming import one_page
    from detente.store.database import reading

    here = opened(project)
    with reading(here.engine) as connection:
        if _INCIDENT.fullmatch(name):
            from detente.cli.incidents import tell_incident

            tell_incident(connection, here, name)
            return
        _tell_page(connection, one_page(connection, name), as_of, as_json=as_json)


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
    versions = history(connection, document)
    for known in versions:
        mark = " (shown)" if known.number == version.number and len(versions) > 1 else ""
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
