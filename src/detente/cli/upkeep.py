"""`detente verify`, `recode`, `purge` and `log`: keeping a casebook whole, current and lawful."""

import json
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.opening import opened
from detente.cli.screen import console, counted, one_line, say
from detente.model.errors import DetenteError
from detente.model.record import Failure

if TYPE_CHECKING:
    from detente.run.project import OpenProject
    from detente.run.recoding import Difference

_SHOWN = 40
_HASH_SHOWN, _VALUE_SHOWN = 12, 24


def verify(
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A head printed before: it must stand in the log."),
    ] = None,
    project: options.CasebookFolder = None,
) -> None:
    """Check that nothing was altered: log, stored rows, captured bytes, and all that follows.

    A hash proves that something is unchanged since it was stored, not that it is true.
    Exit code: 0 clean, 2 something is not as it was written.
    """
    from detente.run.checking import check

    here = opened(project, fresh=False)
    found = check(here.engine, head=head)
    for problem in found.problems[:_SHOWN]:
        say(f"problem: {problem}")
    if len(found.problems) > _SHOWN:
        say(f"{len(found.problems) - _SHOWN} more problems")
    typer.echo(found.summary())
    if found.problems:
        raise typer.Exit(FAILED)


def recode(
    pages: Annotated[
        list[str] | None,
        typer.Argument(metavar="PAGE", help="As `show` takes them. Default: all."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would change, and change nothing.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Local processes that share the coding.")
    ] = 1,
    model: options.ModelName = None,
    actors: options.ActorsFolder = None,
    places: options.PlacesFolder = None,
    least_confidence: options.LeastConfidence = None,
    project: options.CasebookFolder = None,
) -> None:
    """Code the kept pages anew with the present codebook; tell what changed of each.

    Corrections, review states, merges and splits stay. Earlier versions stay too.
    Exit code: 0 all done, 2 a page could not be coded (it keeps its record).
    """
    from detente.run.adding import way_with
    from detente.run.pipeline import Coder
    from detente.run.recoding import recode as recode_pages

    here = opened(project)
    given = options.coder_options(
        model=model,
        published=None,
        outlet=None,
        project=here.folder,
        actors=actors,
        places=places,
        least_confidence=least_confidence,
    )
    way = way_with(here, given)
    chosen = [_one_page(here, name) for name in pages or ()]
    same = changed = failed = 0
    for found in recode_pages(
        here, way, partial(Coder, **given), workers=workers, dry_run=dry_run, chosen=chosen
    ):
        if isinstance(found, Failure):
            failed += 1
            say(f"error: {found.message}")
        elif found.is_empty:
            same += 1
        else:
            changed += 1
            _tell_difference(found)
    would = "would change" if dry_run else "changed"
    told = f"{counted(changed, 'page')} {would}, as they were: {same}"
    say(told + (f", {failed} failed" * bool(failed)))
    if failed:
        raise typer.Exit(FAILED)


def _one_page(here: "OpenProject", name: str) -> str:
    from detente.run.naming import one_page
    from detente.store.database import reading

    with reading(here.engine) as connection:
        return one_page(connection, name)


def _tell_difference(found: "Difference") -> None:
    out = console()
    out.print(f"{found.document[:12]}  {one_line(found.origin)}", style="bold")
    for mark, style, events in (
        ("-", "red", found.gone),
        ("+", "green", found.new),
        ("~", "yellow", found.changed),
    ):
        for event in events:
            out.print(f"  {mark} {one_line(event)}", style=style)
    if found.other:
        out.print(f"  also: {', '.join(found.other)}", style="dim")


def purge(
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="PAGE", help="As `show` takes them.")
    ] = None,
    what: Annotated[
        str | None,
        typer.Option(
            metavar="captures|pages|comments",
            help="The captured bytes only (the default); the pages whole; or the comments on them.",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Of all pages.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Captures older than captures_days of detente.toml.")
    ] = False,
    reader: Annotated[
        str | None,
        typer.Option(metavar="READER|COMMENT", help="Erase one reader (reader-…) or a comment."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="CODE", help="Your coder code.")] = "detente",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    project: options.CasebookFolder = None,
) -> None:
    """Take captured bytes, whole pages or readers' comments out of the casebook, for good.

    The log keeps that it was done, and nothing of what was taken. Backups are yours to clear.
    """
    from detente.run import purging

    if sum((bool(pages), everything, due, reader is not None)) != 1:
        raise DetenteError("name pages, or say one of --all, --due and --reader")
    if what is not None and (due or reader is not None):
        raise DetenteError(
            "--what goes with pages or --all: --due takes captures, and --reader comments"
        )
    here = opened(project)
    if reader is not None:
        plan = purging.of_reader(here, reader)
    elif due:
        plan = purging.of_due(here)
    else:
        plan = purging.of_pages(
            here, what or "captures", [_one_page(here, name) for name in pages or ()]
        )
    if not plan.documents:
        say("nothing to take")
        return
    if not yes:
        typer.confirm(f"Take {plan.told} for good?", abort=True, err=True)
    say(f"{purging.carry_out(here, plan, who=by)}; clear your backups too")


def log(
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many, the last ones.")] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all entries as JSON Lines.")
    ] = False,
    project: options.CasebookFolder = None,
) -> None:
    """Tell the last entries of the log: who did what, when."""
    from rich.table import Table

    from detente.store.database import reading
    from detente.store.log import entries

    with reading(opened(project).engine) as connection:
        found = entries(connection, None if as_json else limit)
    if as_json:
        for entry in found:
            row = {**entry._asdict(), "details": json.loads(entry.details)}
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    if not found:
        say("nothing was done yet")
        return
    table = Table.grid(padding=(0, 2))
    for entry in found:
        details = json.loads(entry.details)
        told = ", ".join(
            f"{key} {str(value)[: _HASH_SHOWN if key == 'document' else _VALUE_SHOWN]}"
            for key, value in details.items()
            if key not in {"rows", "gone"} and value is not None
        )
        count = len(details.get("rows", ())) + len(details.get("gone", ()))
        what = (str(entry.number), entry.at[:19], entry.who, entry.action)
        table.add_row(*what, counted(count, "row"), one_line(told))
    console().print(table)
