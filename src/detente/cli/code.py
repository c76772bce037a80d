"""`detente code`: pages in, records out."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from detente.cli import model_options, options
from detente.cli.errors import FAILED
from detente.cli.interrupts import uninterrupted
from detente.cli.screen import say
from detente.cli.writing import Format, Writer, choose_format, open_writer
from detente.coding.llm.endpoint import RETRIES, TIMEOUT
from detente.model.record import Failure, Record

T = TypeVar("T")

COUNTED = 100_000
"""Inputs are counted ahead up to here; past it the progress bar has no end to show."""


def code(  # noqa: PLR0917 - Typer makes each parameter an option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-...",
            help="Files, folders, patterns, addresses, or - for standard input.",
        ),
    ],
    published: options.Published = None,
    outlet: options.Outlet = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Default: a table in a terminal, else JSON Lines."),
    ] = None,
    model: options.ModelName = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Local processes that share the work.")
    ] = 1,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here."),
    ] = None,
    comments: Annotated[
        bool | None,
        typer.Option(
            "--comments/--no-comments",
            help="Show or drop readers' comments. Default: JSON Lines hold them, a table counts"
            " them, and CSV holds events alone.",
        ),
    ] = None,
    project: options.ProjectFolder = None,
    actors: options.ActorsFolder = None,
    places: options.PlacesFolder = None,
    least_confidence: options.LeastConfidence = None,
    coder: model_options.CoderChoice = model_options.RULES,
    llm_url: model_options.LlmUrl = None,
    llm_model: model_options.LlmModel = None,
    llm_timeout: model_options.LlmTimeout = TIMEOUT,
    llm_retries: model_options.LlmRetries = RETRIES,
    agreement: model_options.AgreementFile = None,
) -> None:
    """Code pages into events.

    An input that cannot be read is told in one line on standard error; the others are still done.
    Exit code: 0 all done, 2 an input failed, 130 stopped by Ctrl-C (what was done stays).
    """
    # What follows loads language and knowledge: only this command should wait for it.
    from detente.cli.progress import FEW, watch
    from detente.read.sources import expand
    from detente.run.batch import code_many
    from detente.run.pipeline import Coder

    if "-" in sources:
        workers = 1  # standard input belongs to this process alone
    names, total = count_ahead(expand(sources))
    make_coder = partial(
        Coder,
        **options.coder_options(
            model=model,
            published=published,
            outlet=outlet,
            project=project,
            actors=actors,
            places=places,
            least_confidence=least_confidence,
        ),
        **model_options.model_options(
            coder,
            url=llm_url,
            model=llm_model,
            timeout=llm_timeout,
            retries=llm_retries,
            agreement=agreement,
        ),
    )
    report = model_options.AgreementReport(agreement) if coder == model_options.BOTH else None
    form = choose_format(form, output)
    on_screen = output is None and sys.stdout.isatty()
    # A table shows its page's warnings; many pages' warnings are counted instead of told.
    told = form is not Format.TABLE and total is not None and total <= FEW
    with (
        open_writer(form, output, threads=comments is True) as writer,
        watch(total, quiet=on_screen) as progress,
    ):
        tally = Tally(writer, comments=comments is not False, tell_warnings=told, report=report)
        pages = code_many(names, make_coder, workers=workers, on_done=progress.input_done)
        try:
            for page in pages:
                progress.page_done()
                with uninterrupted():
                    tally.take(page)
        except KeyboardInterrupt:
            say(f"stopped: {tally.done} documents are done and written whole")
            raise
        finally:
            pages.close()
    if tally.warned and not told and form is not Format.TABLE:
        say(f"hint: {tally.warned} documents carry warnings, told in `warnings` of their records")
    if report:
        report.tell()
    if tally.failed:
        raise typer.Exit(FAILED)


class Tally:
    """Writes the records, tells the failures, and counts both."""

    def __init__(
        self,
        writer: Writer,
        *,
        comments: bool,
        tell_warnings: bool,
        report: model_options.AgreementReport | None = None,
    ) -> None:
        self._writer = writer
        self._report = report
        self._comments = comments
        self._tell_warnings = tell_warnings
        self.done = self.failed = self.warned = 0

    def take(self, page: Record | Failure) -> None:
        """Write a record, or tell a failure in one line on standard error."""
        if isinstance(page, Failure):
            self.failed += 1
            say(f"error: {page.message}")
            return
        if not self._comments:
            page = page.model_copy(update={"comments": ()})
        self._writer.write(page)
        if self._report:
            self._report.add(page)
        self.done += 1
        self.warned += bool(page.warnings)
        if self._tell_warnings:
            for warning in page.warnings:
                say(f"warning: {page.document.origin}: {warning}")


def count_ahead(names: Iterable[T]) -> tuple[Iterator[T], int | None]:
    """Return the names unread and how many they are, or None when they are too many to hold."""
    rest = iter(names)
    first = list(islice(rest, COUNTED))
    if len(first) < COUNTED:
        return iter(first), len(first)
    return chain(first, rest), None
