"""`detente moderate`: a policy's decisions, and a queue for those that a person should make."""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.screen import say
from detente.cli.writing import open_output, write_whole
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.discuss.moderation import Session
    from detente.model.record import Failure

MODERATOR = "DETENTE_MODERATOR"


class Export(StrEnum):
    """What is written instead of records."""

    CORAL = "coral"


def moderate(  # noqa: PLR0917 - Typer makes each parameter an option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Records that `detente code` wrote, or what `detente thread` reads.",
        ),
    ],
    policy: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", dir_okay=False, help="Policy (TOML). Default: the shipped one."
        ),
    ] = None,
    decide: Annotated[
        bool, typer.Option("--decide", help="Apply the policy alone, without a queue.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Queue every comment, not only those to hold or hide.")
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", envvar=MODERATOR, help="The moderator, for the audit log."),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Audit log. Default: moderation.jsonl beside the project's key.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here."),
    ] = None,
    export: Annotated[
        Export | None, typer.Option(help="Write decisions in another system's words.")
    ] = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    project: options.ProjectFolder = None,
) -> None:
    """Decide on comments: by the policy, then one by one with single keys.

    Keys: a approve, h hold, x hide, s skip, u undo, q quit. Every decision is appended to the audit
    log at once. What a person decided before is kept and not asked again.
    """
    # What follows loads readers and knowledge: only this command should wait for it.
    from detente.discuss.audit import AuditLog
    from detente.discuss.moderation import Session
    from detente.discuss.policy import DEFAULT_POLICY, load_policy
    from detente.read import Pseudonyms
    from detente.read.pseudonyms import key_path
    from detente.run.discussion import ThreadReader, threads

    loaded = load_policy(policy or DEFAULT_POLICY)
    if not decide:
        _check_queue(who)
    names = Pseudonyms.for_project(project)
    record_of = ThreadReader(options.own_actors(None, project)).record
    pages = [
        page
        for source in sources
        for page in threads(
            source, pseudonyms=names, record_of=record_of, published=published, outlet=outlet
        )
    ]
    trail = AuditLog(log or key_path(project).with_name("moderation.jsonl"))
    session = Session(pages, loaded, trail, who=who or "")
    if not decide:
        from detente.cli.queue_view import go_through

        go_through(session, everything=everything)
    session.close()
    _write(session, output, export, on_screen=decide)
    for page in session.failures:
        say(f"error: {page.message}")
    if session.failures:
        raise typer.Exit(FAILED)


def _check_queue(who: str | None) -> None:
    """A queue needs somebody to ask, and a terminal to ask on."""
    if not who:
        raise DetenteError(f"who moderates? give --who NAME or set {MODERATOR}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise DetenteError("the queue needs a terminal; --decide applies the policy alone")


def _write(
    session: "Session", output: Path | None, export: Export | None, *, on_screen: bool
) -> None:
    """Write records or another system's rows; a queue without a file leaves only the log."""
    from detente.discuss.files import write_whole_file

    pieces = _rows(session, export)
    if output is not None:
        write_whole_file(output, pieces)
    elif on_screen:
        with open_output(None) as out:
            for piece in pieces:
                write_whole(out, piece)
    else:
        say("hint: the decisions are in the audit log only; -o FILE writes records with them")


def _rows(session: "Session", export: Export | None) -> Iterator[str]:
    """The lines of the output."""
    from detente.discuss.coral import coral_rows
    from detente.model.record import Record

    pages: Iterable[Record | Failure] = session.pages
    for number, page in enumerate(pages):
        if export is None:
            yield page.to_json() + "\n"
        elif isinstance(page, Record):
            for row in coral_rows(page, session.persons(number)):
                yield json.dumps(row, ensure_ascii=False) + "\n"
