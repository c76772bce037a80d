"""`detente thread`: the comments under a page as a tree, and measures of the whole."""

import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.screen import console, say
from detente.cli.writing import open_output, write_whole
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.model.page import Page
    from detente.model.record import Record


class ThreadFormat(StrEnum):
    """How a thread is written."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


class Times(StrEnum):
    """How times are rounded."""

    HOUR = "hour"
    DAY = "day"
    EXACT = "exact"


_AT_ONCE = 1000
"""Lines that are written together."""


def thread(  # noqa: PLR0917 - Typer makes each parameter an option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-...",
            help="Pages, exports of comment systems, tables of comments (JSON, JSON Lines, CSV),"
            " or records that `detente code` wrote.",
        ),
    ],
    form: Annotated[
        ThreadFormat | None,
        typer.Option("--format", help="Default: by the file's name, else a table."),
    ] = None,
    times: Annotated[
        Times, typer.Option("--times", help="Round times to the hour or day, or leave them.")
    ] = Times.HOUR,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here."),
    ] = None,
    reading: Annotated[
        bool,
        typer.Option(
            "--reading/--no-reading", help="Read what pages' comments say, or show the tree alone."
        ),
    ] = True,
    code: Annotated[
        bool,
        typer.Option("--code", help="Code pages too: leads then name the event they bear on."),
    ] = False,
    policy: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|default", help="Moderation policy (TOML) whose actions are shown."
        ),
    ] = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    project: options.ProjectFolder = None,
) -> None:
    """Show the comments under a page as a tree, with measures of the whole thread.

    Comments of pages are read: labels, stance towards actors, leads. Stored records come with what
    was read in them, and with their events.

    There is no view of a person: nothing is listed, counted or labelled by commenter.
    """
    # What follows loads readers and knowledge: only this command should wait for it.
    from detente.model.record import Failure
    from detente.read import Pseudonyms, expand
    from detente.run.discussion import threads

    given = options.coder_options(
        model=None, published=published, outlet=outlet, project=project, actors=None
    )
    record_of = _record_maker(given, reading=reading, code=code)
    decided = _decider(policy)
    form = form or _format_of(output)
    names = Pseudonyms.for_project(project)
    failed = shown = 0
    with open_output(output) as out:
        for source in expand(sources):
            if not isinstance(source, str):
                say(f"error: {source}")
                failed += 1
                continue
            for record in threads(
                source, pseudonyms=names, record_of=record_of, published=published, outlet=outlet
            ):
                if isinstance(record, Failure):
                    say(f"error: {record.message}")
                    failed += 1
                    continue
                if form is ThreadFormat.HTML and shown:
                    say(
                        f"error: {record.document.origin}: an HTML page holds one thread;"
                        " write one page a thread"
                    )
                    failed += 1
                    continue
                shown += 1
                _write(decided(record), form, times, out)
    if failed:
        raise typer.Exit(FAILED)


def _record_maker(
    given: dict[str, Any], *, reading: bool, code: bool
) -> "Callable[[Page], Record]":
    """What makes a record of a page."""
    from detente.run.discussion import ThreadReader
    from detente.run.records import read_record

    if code:
        if not reading:
            raise DetenteError("--code reads comments; leave out --no-reading, or --code")
        from detente.run.pipeline import Coder

        coder = Coder(**given)
        return lambda page: coder.code_page(page).record
    return ThreadReader(given["actors"]).record if reading else read_record


def _decider(policy: str | None) -> "Callable[[Record], Record]":
    """What puts a policy's actions on the comments; without one they stay as they are."""
    if policy is None:
        return lambda record: record
    from detente.discuss.policy import DEFAULT_POLICY, load_policy, moderated

    loaded = load_policy(DEFAULT_POLICY if policy == "default" else Path(policy))
    return lambda record: moderated(record, loaded.policy)


def _format_of(output: Path | None) -> ThreadFormat:
    """The format that a file's name stands for."""
    suffix = output.suffix.lower() if output else ""
    named = {".jsonl": ThreadFormat.JSONL, ".html": ThreadFormat.HTML, ".htm": ThreadFormat.HTML}
    return named.get(suffix, ThreadFormat.TABLE)


def _write(record: "Record", form: ThreadFormat, times: Times, out: IO[bytes]) -> None:
    """Write one thread."""
    from detente.discuss.measures import measure
    from detente.discuss.page import html_page
    from detente.discuss.rendering import comment_rows, thread_row

    measures = measure(record)
    if form is ThreadFormat.JSONL:
        rows = iter((thread_row(record, measures),)), comment_rows(record, times.value)
        _write_pieces(
            (json.dumps(r, ensure_ascii=False) + "\n" for part in rows for r in part), out
        )
    elif form is ThreadFormat.HTML:
        _write_pieces(html_page(record, measures, times.value), out)
    else:
        _write_table(record, times, out)
    if form is not ThreadFormat.TABLE:
        for warning in record.warnings:
            say(f"warning: {record.document.origin}: {warning}")


def _write_pieces(pieces: Iterator[str], out: IO[bytes]) -> None:
    """Write pieces some at a time: threads may have a hundred thousand comments."""
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if len(waiting) >= _AT_ONCE:
            write_whole(out, "".join(waiting))
            waiting.clear()
    write_whole(out, "".join(waiting))


def _write_table(record: "Record", times: Times, out: IO[bytes]) -> None:
    """The tree for a person: in colours on a terminal, plain elsewhere."""
    from detente.cli.thread_view import plain_lines, show_thread

    if out is getattr(sys.stdout, "buffer", None) and sys.stdout.isatty():
        show_thread(console(), record, times.value)
        return
    _write_pieces((line + "\n" for line in plain_lines(record, times.value)), out)
