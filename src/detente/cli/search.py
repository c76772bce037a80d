"""`detente search`: events and pages of the casebook by words, actors, places and days."""

import csv
import io
import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened
from detente.cli.rows import guarded
from detente.cli.screen import console, one_line, say
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from detente.store.searching import Hit, Near


class Form(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class State(StrEnum):
    """Review states."""

    CANDIDATE = "candidate"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


def search(  # noqa: PLR0917 - Typer makes each parameter an option
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]", help='Words, or "words one after the other".'),
    ] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type (ASSAULT).")
    ] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="PLOVER mode (drone).")] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="ID|NAME", help="Who takes part, in any role.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="ID|NAME", help="Where.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="In which country.")] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LAT,LON,KM", help="Around a point: 35.93,36.63,20.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    state: Annotated[
        State | None, typer.Option(help="What a person has made of the event.")
    ] = None,
    pages: Annotated[
        bool, typer.Option("--pages", help="Look for pages by their words, not for events.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many at most.")] = 50,
    form: Annotated[Form, typer.Option("--format", help="How results are written.")] = Form.TABLE,
    project: options.ProjectFolder = None,
) -> None:
    """Find events whose sentence holds some words, or pages that do; the latest events first."""
    from detente.run.naming import Names
    from detente.store.database import reading
    from detente.store.searching import Wanted, count_reports, find_reports

    here = opened(project)
    sought = " ".join(words or ())
    names = Names(options.own_actors(None, here.folder))
    with reading(here.engine) as connection:
        if pages:
            _tell_pages(connection, sought, limit, form)
            return
        wanted = Wanted(
            words=sought or None,
            type=event_type.upper() if event_type else None,
            mode=mode,
            actors=names.ids(connection, actor) if actor else (),
            place=place,
            country=country.upper() if country else None,
            since=since,
            until=until,
            state=state.value if state else None,
            near=_near(near) if near else None,
        )
        hits = find_reports(connection, wanted, limit=limit)
        total = count_reports(connection, wanted) if len(hits) == limit else len(hits)
        _tell(connection, hits, form)
    if total > len(hits):
        say(f"{total - len(hits)} more; --limit shows them, or narrow it down")


def _near(text: str) -> "Near":
    from detente.store.searching import Near

    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError as error:
        raise DetenteError(f"{text!r}: write --near as latitude,longitude,kilometres") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km > 0):
        raise DetenteError(f"{text!r}: no point on the globe with a distance above 0")
    return Near(lat, lon, km)


def _tell(connection: "Connection", hits: "list[Hit]", form: Form) -> None:
    from detente.store.searching import parties_of

    sides = parties_of(connection, [hit.id for hit in hits])
    rows = []
    for hit in hits:
        who, whom = sides.get(hit.id, ("", ""))
        rows.append({**asdict(hit), "actors": who, "recipients": whom})
    if form is Form.TABLE:
        _table(rows)
    else:
        _write(rows, form)


def _write(rows: list[dict[str, object]], form: Form) -> None:
    if form is Form.JSONL:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([guarded(cell) for cell in row.values()] for row in rows)  # type: ignore[arg-type]  # text, numbers and None
    typer.echo(out.getvalue(), nl=False)


def _table(rows: list[dict[str, object]]) -> None:
    from rich.table import Table

    if not rows:
        say("nothing found")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("When", "What", "Who", "Whom", "Where", "Incident", "Said by"):
        table.add_column(heading, overflow="fold", header_style="bold")
    for row in rows:
        when = str(row["first"] or "–")
        if row["last"] and row["last"] != row["first"]:
            when = f"{when}/{row['last']}"
        what = f"{row['type']} {row['mode'] or ''}".strip()
        if row["status"] != "actual":
            what += f" ({row['status']})"
        said = " ".join(str(part) for part in (row["outlet"], row["published"]) if part) or "–"
        cells = (when, what, row["actors"], row["recipients"], row["place_name"], row["incident"])
        table.add_row(*(one_line(str(cell or "–")) for cell in (*cells, said)))
    console().print(table)


def _tell_pages(connection: "Connection", words: str, limit: int, form: Form) -> None:
    from detente.store.searching import find_pages

    if not words:
        raise DetenteError("give words that pages should hold")
    found = find_pages(connection, words, limit=limit)
    if form is not Form.TABLE:
        _write([asdict(hit) for hit in found], form)
        return
    out = console()
    for hit in found:
        told = " · ".join(part for part in (hit.outlet, hit.published, hit.document[:12]) if part)
        out.print(one_line(hit.title or "(no headline)"), style="bold")
        out.print(f"  {one_line(told)}", style="dim")
        out.print(f"  {one_line(hit.snippet)}\n")
    if not found:
        say("nothing found")
