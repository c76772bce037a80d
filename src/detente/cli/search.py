"""`detente search`: events and pages of the casebook by words, actors, places and days."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened
from detente.cli.screen import console, one_line, say
from detente.cli.series import csv_of
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
        typer.Argument(metavar="WORDS", help='Words, or "words one after the other".'),
    ] = None,
    event_type: options.TypeName = None,
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
    project: options.CasebookFolder = None,
) -> None:
    """Find events whose sentence holds some words, or pages that do; the latest events first."""
    from detente.run.naming import Names
    from detente.store.database import reading
    from detente.store.searching import Wanted, count_reports, find_reports

    here = opened(project)
    sought = " ".join(words or ())
    names = Names(options.own_actors(None, here.folder))
    with reading(here.engine) as connection:
        wanted = Wanted(
            words=sought or None,
            type=event_type,
            mode=mode,
            actors=names.ids(connection, actor) if actor else (),
            place=place,
            country=country.upper() if country else None,
            since=since,
            until=until,
            state=state.value if state else None,
            near=_near(near) if near else None,
        )
        if pages:
            if wanted != Wanted(words=sought or None):
                raise DetenteError(
                    "--pages looks for words alone; leave out what else is asked for"
                )
            _tell_pages(connection, sought, limit, form)
            return
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
        raise DetenteError(
            f"{text!r}: --near takes a latitude of -90 to 90, a longitude of -180 to 180 and "
            "kilometres above 0"
        )
    return Near(lat, lon, km)


def _tell(connection: "Connection", hits: "list[Hit]", form: Form) -> None:
    from detente.store.searching import Hit, parties_of

    sides = parties_of(connection, [hit.id for hit in hits])
    rows = []
    for hit in hits:
        who, whom = sides.get(hit.id, ("", ""))
        rows.append({**asdict(hit), "actors": who, "recipients": whom})
    if not rows:
        say("nothing found")
    if form is not Form.TABLE:
        _write(rows, (*(f.name for f in fields(Hit)), "actors", "recipients"), form)
    elif rows:
        _table(rows)


def _write(rows: list[dict[str, object]], columns: Iterable[str], form: Form) -> None:
    if form is Form.JSONL:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    typer.echo(csv_of(rows, columns), nl=False)


def _table(rows: list[dict[str, object]]) -> None:
    from detente.cli.columns import lines, listing

    table = listing("When, incident", "What", "Who", "Whom", "Where", "Said by", whole=2)
    for row in rows:
        last = row["last"] if row["last"] != row["first"] else None
        when = lines(row["first"] or "–", f"to {last}" if last else None, row["incident"])
        status = f"({row['status']})" if row["status"] != "actual" else None
        table.add_row(
            when,
            lines(row["type"], row["mode"], status),
            *(lines(row[name]) for name in ("actors", "recipients", "place_name")),
            lines(row["outlet"], row["published"]),
        )
    console().print(table)


def _tell_pages(connection: "Connection", words: str, limit: int, form: Form) -> None:
    from rich.padding import Padding

    from detente.store.searching import PageHit, find_pages

    if not words:
        raise DetenteError("give words that pages should hold")
    found = find_pages(connection, words, limit=limit)
    if not found:
        say("nothing found")
    if form is not Form.TABLE:
        _write([asdict(hit) for hit in found], (f.name for f in fields(PageHit)), form)
        return
    out = console()
    for hit in found:
        told = " · ".join(part for part in (hit.outlet, hit.published, hit.document[:12]) if part)
        out.print(one_line(hit.title or "(no headline)"), style="bold")
        out.print(Padding(one_line(told), (0, 0, 0, 2)), style="dim")
        out.print(Padding(one_line(hit.snippet), (0, 0, 1, 2)))
