"""`detente review`: events accepted, published, withdrawn, corrected; tasks for second coders."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.opening import opened
from detente.cli.review_options import (
    CoderCode,
    Event,
    NeededReason,
    OutletFilter,
    Reason,
    Since,
    StateFilter,
    TypeFilter,
    Until,
)
from detente.cli.screen import one_line, say
from detente.cli.writing import open_output, write_whole
from detente.model.errors import DetenteError, MissingInput

if TYPE_CHECKING:
    from detente.model.casebook import ReviewState

app = typer.Typer(
    name="review",
    help="Review events: give them a state, correct them, and have others code them blind.",
    no_args_is_help=True,
)


@app.command("list")
def list_(
    *,
    state: StateFilter = None,
    type_: TypeFilter = None,
    outlet: OutletFilter = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show so many.")] = 50,
    project: options.CasebookFolder = None,
) -> None:
    """List events with their state; without --state all but the withdrawn."""
    from detente.cli.review_views import show_list
    from detente.store.database import reading
    from detente.store.projecting import load_reports
    from detente.store.review_tasks import Choice, chosen

    with reading(opened(project).engine) as connection:
        ids = chosen(connection, Choice(state, type_, outlet, since, until))
        show_list(load_reports(connection, ids[:limit]))
    if len(ids) > limit:
        say(f"{len(ids) - limit} more; --limit shows them, --state and others narrow it down")


@app.command()
def show(event: Event, project: options.CasebookFolder = None) -> None:
    """Show an event's sentence, what the machine coded, and what holds now and by whom."""
    from detente.cli.review_views import show_event
    from detente.store.database import reading
    from detente.store.review_history import find_report, history

    with reading(opened(project).engine) as connection:
        show_event(history(connection, find_report(connection, event)))


@app.command()
def log(event: Event, project: options.CasebookFolder = None) -> None:
    """List all that persons did with an event, in the order in which they did it."""
    from detente.cli.review_views import show_log
    from detente.store.database import reading
    from detente.store.review_history import find_report, history

    with reading(opened(project).engine) as connection:
        show_log(history(connection, find_report(connection, event)))


@app.command()
def accept(
    event: Event, coder: CoderCode, reason: Reason = "", project: options.CasebookFolder = None
) -> None:
    """Mark an event as reviewed. From published, it takes a reason."""
    _give(event, "reviewed", coder, reason, project)


@app.command()
def publish(
    event: Event, coder: CoderCode, reason: Reason = "", project: options.CasebookFolder = None
) -> None:
    """Mark a reviewed event as published."""
    _give(event, "published", coder, reason, project)


@app.command()
def withdraw(
    event: Event, coder: CoderCode, reason: NeededReason, project: options.CasebookFolder = None
) -> None:
    """Take an event out: it is part of no incident any more. Nothing is deleted."""
    _give(event, "withdrawn", coder, reason, project)


@app.command()
def reopen(
    event: Event, coder: CoderCode, reason: NeededReason, project: options.CasebookFolder = None
) -> None:
    """Make a reviewed, published or withdrawn event a candidate again."""
    _give(event, "candidate", coder, reason, project)


def _give(event: str, state: "ReviewState", coder: str, reason: str, project: Path | None) -> None:
    from detente.run.reviewing import give_state

    report = give_state(opened(project).engine, event, state, who=coder, reason=reason)
    typer.echo(f"{report.id}: {report.state}")


@app.command()
def correct(
    event: Event,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, mode, status, certainty, date, place, actors, recipients, killed, injured "
            "or denied.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="In the field's form (docs/review.md); several actors with ; between them; "
            "`none` for what is not there.",
        ),
    ],
    coder: CoderCode,
    reason: NeededReason,
    project: options.CasebookFolder = None,
    actors: options.ActorsFolder = None,
    places: options.PlacesFolder = None,
) -> None:
    """Correct a field of an event; the machine's record stays as it is."""
    from detente.cli.review_views import shown
    from detente.run.reviewing import correct_field, lookup_with
    from detente.store.overlay import value_of
    from detente.store.review_values import a_field

    name = a_field(field)
    casebook = opened(project)
    lookup = lookup_with(
        options.own_actors(actors, casebook.folder), options.own_places(places, casebook.folder)
    )
    report = correct_field(
        casebook.engine, event, name, value, who=coder, reason=reason, lookup=lookup
    )
    typer.echo(one_line(f"{report.id}: {name} is {shown(name, value_of(report, name))}"))


@app.command()
def revoke(
    correction: Annotated[
        str, typer.Argument(metavar="CORRECTION", help="Its id, as `review show` tells it (c-…).")
    ],
    coder: CoderCode,
    reason: NeededReason,
    project: options.CasebookFolder = None,
) -> None:
    """Take a correction back: the one before it holds again, else what the machine coded."""
    from detente.run.reviewing import take_back

    event = take_back(opened(project).engine, correction, who=coder, reason=reason)
    typer.echo(f"{event}: {correction} was taken back")


@app.command()
def tasks(
    *,
    coder: CoderCode,
    sample: Annotated[int, typer.Option(min=1, metavar="N", help="Draw so many events.")],
    seed: Annotated[
        int, typer.Option(metavar="S", help="The same seed draws the same events for all coders.")
    ] = 1,
    state: StateFilter = None,
    type_: TypeFilter = None,
    outlet: OutletFilter = None,
    since: Since = None,
    until: Until = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here."),
    ] = None,
    project: options.CasebookFolder = None,
) -> None:
    """Draw events for a second coder, as JSON Lines to be filled in.

    A task shows the page's words only, nothing that the machine or another coder made of them. What
    this coder has reviewed or corrected is left out.
    """
    import json

    from detente.store.database import reading
    from detente.store.review_tasks import Choice, draw, task_lines

    with reading(opened(project).engine) as connection:
        choice = Choice(state, type_, outlet, since, until)
        drawn = draw(connection, choice, coder=coder, sample=sample, seed=seed)
        with open_output(output) as out:
            for task in task_lines(connection, drawn.ids, coder):
                write_whole(out, json.dumps(task, ensure_ascii=False) + "\n")
    left = f"; {drawn.seen} left out, which {coder} has reviewed" if drawn.seen else ""
    say(f"{len(drawn.ids)} tasks for {coder}{left}")


@app.command()
def second(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", dir_okay=False, help="Tasks that were filled in.")
    ],
    coder: CoderCode,
    project: options.CasebookFolder = None,
    actors: options.ActorsFolder = None,
    places: options.PlacesFolder = None,
) -> None:
    """Read a second coder's tasks back; a file that is read twice changes nothing.

    A field that is left blank is not coded; `none` says that there is nothing of it.
    Exit code: 0 all lines were read, 2 a line is wrong (the others are still done).
    """
    from detente.run.reviewing import lookup_with
    from detente.store.database import writing
    from detente.store.seconding import keep_seconds

    lines = _lines(file)
    casebook = opened(project)
    lookup = lookup_with(
        options.own_actors(actors, casebook.folder), options.own_places(places, casebook.folder)
    )
    with writing(casebook.engine) as connection:
        kept = keep_seconds(connection, lines, coder=coder, name=str(file), lookup=lookup)
    for problem in kept.problems:
        say(f"error: {problem}")
    typer.echo(
        f"{kept.events} events coded by {coder}: {kept.values} values new, {kept.same} as before, "
        f"{len(kept.problems)} lines left out"
    )
    if kept.problems:
        raise typer.Exit(FAILED)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise DetenteError(f"{file}: it is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise MissingInput(str(file), problem, "name a file that can be read") from error
