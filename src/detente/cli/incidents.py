"""`detente incidents`: happenings over many reports; merge, split and take back."""

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened
from detente.cli.screen import console, counted, one_line, say
from detente.cli.table import NOTHING, bounds
from detente.model.days import day_bounds
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from detente.model.casebook import Incident, Report
    from detente.run.naming import Names
    from detente.run.project import OpenProject

app = typer.Typer(
    name="incidents",
    help="Happenings over many reports: list, show, merge, split, take back.",
    no_args_is_help=True,
)
By = Annotated[
    str, typer.Option("--by", metavar="CODE", help="Your coder code: letters, digits, - and _.")
]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")]
Name = Annotated[str, typer.Argument(metavar="INCIDENT", help="i-…, as lists show it.")]


@app.command("list")
def list_(
    event_type: options.TypeName = None,
    actor: Annotated[str | None, typer.Option(metavar="ID|NAME", help="Who takes part.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    least_origins: Annotated[
        int, typer.Option(min=1, metavar="N", help="Independent origins at least.")
    ] = 1,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many at most.")] = 50,
    project: options.CasebookFolder = None,
) -> None:
    """List incidents, the latest first, with their independent origins and pages."""
    from detente.link.incidents.loading import find_incidents
    from detente.store.database import reading

    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        found = find_incidents(
            connection,
            type_=event_type,
            actors=names.ids(connection, actor) if actor else (),
            since=since,
            until=until,
            least_origins=least_origins,
            limit=limit,
        )
    _table(found, names)


@app.command()
def show(name: Name, project: options.CasebookFolder = None) -> None:
    """Tell an incident: what most origins say, what others say, who says it, and why it is one."""
    from detente.store.database import reading

    here = opened(project)
    with reading(here.engine) as connection:
        tell_incident(connection, here, name)


@app.command()
def why(
    a: Annotated[str, typer.Argument(metavar="REPORT", help="A report's id.")],
    b: Annotated[str, typer.Argument(metavar="REPORT", help="Another one's.")],
    project: options.CasebookFolder = None,
) -> None:
    """Tell how far two reports are likely the same happening, factor by factor."""
    from rich.table import Table

    from detente.link.incidents.matching import SCALE, match
    from detente.store.database import reading
    from detente.store.projecting import load_reports

    here = opened(project)
    with reading(here.engine) as connection:
        found = {report.id: report for report in load_reports(connection, [a, b])}
    missing = [name for name in (a, b) if name not in found]
    if missing:
        raise DetenteError(f"{missing[0]}: no such report; `detente search` shows them")
    judged = match(found[a], found[b])
    table = Table.grid(padding=(0, 2))
    for feature, level, weight in judged.levels:
        table.add_row(feature, level, f"{weight / SCALE:+.2f}")
    table.add_row("together", f"{judged.probability:.2f} likely", f"{judged.weight / SCALE:+.2f}")
    console().print(table)


@app.command()
def merge(
    incidents: Annotated[
        list[str], typer.Argument(metavar="INCIDENT", help="Two or more incidents.")
    ],
    by: By,
    reason: Why,
    project: options.CasebookFolder = None,
) -> None:
    """Judge that incidents are one happening; it can be taken back, and survives recoding."""
    from detente.run.judging import merge_incidents

    judgement, name = merge_incidents(opened(project), incidents, who=by, reason=reason)
    say(f"{judgement}: they are {name} now; `detente incidents revoke {judgement}` takes it back")


@app.command()
def split(
    name: Name,
    out: Annotated[
        list[str],
        typer.Option("--out", metavar="REPORT", help="A report that tells another happening."),
    ],
    by: By,
    reason: Why,
    project: options.CasebookFolder = None,
) -> None:
    """Judge that some reports of an incident tell another happening; it can be taken back."""
    from detente.run.judging import split_incident

    judgement = split_incident(opened(project), name, out, who=by, reason=reason)
    say(f"{judgement}: split; `detente incidents revoke {judgement}` takes it back")


@app.command()
def revoke(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="j-…")],
    by: By,
    reason: Why,
    project: options.CasebookFolder = None,
) -> None:
    """Take a merge or split back."""
    from detente.run.judging import revoke_judgement

    revoke_judgement(opened(project), judgement, who=by, reason=reason)
    say(f"{judgement}: taken back")


@app.command()
def judgements(project: options.CasebookFolder = None) -> None:
    """List merges and splits, and which of them were taken back."""
    from rich.table import Table

    from detente.link.incidents.judging import all_judgements
    from detente.store.database import reading

    with reading(opened(project).engine) as connection:
        rows = all_judgements(connection)
    if not rows:
        say("nobody merged or split an incident")
        return
    table = Table.grid(padding=(0, 2))
    for row in rows:
        state = f"taken back by {row.revoked_by}" if row.revoked_by else ""
        sides = f"{len(row.left)} with {len(row.right)} reports"
        table.add_row(row.id, row.at[:10], row.who, row.verdict, sides, one_line(row.reason), state)
    console().print(table)


def names_of(here: "OpenProject") -> "Names":
    """Names of actors as this project knows them."""
    from detente.run.naming import Names

    return Names(options.own_actors(None, here.folder), here.engine)


def _table(found: "list[Incident]", names: "Names") -> None:
    from detente.cli.columns import lines, listing

    if not found:
        say("no incident fits")
        return
    table = listing("Incident", "What", "Told by", "Who", "Whom", "Where", whole=3)
    for incident in found:
        act = incident.act
        standing = f"({act.standing})" if act.standing != "reported" else None
        toll = bounds(act.killed_low, act.killed_high)
        killed = f"{toll} killed" if toll != NOTHING else None
        table.add_row(
            lines(act.id, *days(incident).replace("/", "\nto ").split("\n")),
            lines(act.type, act.mode, standing, killed),
            lines(counted(act.origins, "origin"), counted(act.documents, "page")),
            lines(names.join(act.actors)),
            lines(names.join(act.recipients)),
            lines(incident.place_name),
        )
    console().print(table)


def days(incident: "Incident") -> str:
    """Return an incident's day, or the days between which it lies."""
    first, last = incident.act.first, incident.act.last
    if first is None or last is None:
        return "–"
    if first == last:
        return first.isoformat()
    for length in (4, 7):  # a whole year or month is written as one
        name = first.isoformat()[:length]
        if day_bounds(name) == (first, last):
            return name
    return f"{first}/{last}"


def tell_incident(connection: "Connection", here: "OpenProject", name: str) -> None:
    """Print all of one incident.

    Raises:
        DetenteError: There is none of this id.
    """
    from detente.link.incidents.loading import load_incident
    from detente.store.projecting import load_reports

    incident = load_incident(connection, name)
    if incident is None:
        raise DetenteError(f"{name}: no such incident; `detente incidents list` shows them")
    names, out = names_of(here), console()
    act = incident.act
    moved = f" (in which {name} is now)" if act.id != name else ""
    out.print(f"{act.id}{moved}  {act.type} {act.mode or ''}".rstrip(), style="bold")
    for label, value in (
        ("who", names.join(act.actors)),
        ("whom", names.join(act.recipients)),
        ("when", days(incident)),
        ("where", incident.place_name or ""),
        ("killed", bounds(act.killed_low, act.killed_high).strip(NOTHING)),
        ("standing", act.standing),
        ("origins", f"{act.origins} independent, {counted(act.documents, 'page')}"),
        ("sources", names.join(incident.sources)),
        ("tied", f"{names.join(incident.tied)} (a source is tied to it)" if incident.tied else ""),
    ):
        if value:
            out.print(f"  {label:10}{one_line(value)}")
    reports = {r.id: r for r in load_reports(connection, list(act.reports))}
    _tell_readings(incident, reports, names)
    _tell_reports(incident, reports)


def _tell_readings(incident: "Incident", reports: "dict[str, Report]", names: "Names") -> None:
    """The fields on which reports differ, with who has which value."""
    from rich.padding import Padding

    out = console()
    for field, readings in sorted(incident.readings.items()):
        if len(readings) < 2:
            continue
        out.print(f"  {field}, told in {len(readings)} ways:")
        for reading in readings:
            outlets = [reports[r].outlet or reports[r].id for r in reading.reports if r in reports]
            who = ", ".join(dict.fromkeys(outlets))
            origins = counted(reading.origins, "origin")
            told = f"{_shown(field, reading.value, names)}: {origins} ({who})"
            out.print(Padding(one_line(told), (0, 0, 0, 4)))


def _shown(field: str, value: str, names: "Names") -> str:
    """A value as a person reads it: actors by name, one day once."""
    if field in {"actors", "recipients"}:
        return names.join(value.split("; "))
    first, _, last = value.partition("/")
    return first if field == "day" and first == last else value


def _tell_reports(incident: "Incident", reports: "dict[str, Report]") -> None:
    out = console()
    gone = set(incident.retracted)
    for number, group in enumerate(incident.origins, start=1):
        out.print(f"  origin {number}", style="dim")
        for name in group:
            _tell_report(reports[name], "")
    rest = [name for name in incident.act.reports if not any(name in g for g in incident.origins)]
    for name in rest:
        _tell_report(reports[name], "retracted" if name in gone else "denies it")


def _tell_report(report: "Report", note: str) -> None:
    from rich.padding import Padding

    told = " · ".join(
        part
        for part in (
            report.outlet,
            report.published.isoformat() if report.published else None,
            report.id,
            note,
        )
        if part
    )
    console().print(Padding(one_line(told), (0, 0, 0, 4)))
    console().print(Padding(one_line(report.sentence), (0, 0, 0, 6)))
