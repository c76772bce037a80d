"""`detente actors unknown`: who acts in the pages without being in the registry."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.rows import guarded
from detente.cli.screen import console, one_line, say
from detente.cli.writing import Format, choose_format
from detente.model.errors import DetenteError
from detente.model.record import SCHEMA, Failure, Record

if TYPE_CHECKING:
    from detente.run.unknown import UnknownActor

COLUMNS = {
    "id": "id for a row of groups.csv",
    "name": "as the text writes it",
    "names": "empty: put further spellings here, parted by ;",
    "country": "guessed",
    "sector": "guessed",
    "kind": "organisation, coalition or population",
    "source": "empty: an import then puts the file's name",
    "mentions": "how often it is mentioned",
    "events": "events in which it acts or is acted upon",
    "documents": "pages that name it",
    "reason": "why country and sector were guessed so",
    "example": "the sentence of its first mention",
    "where": "page and offset of that mention",
}
"""What a row of `detente actors unknown --format csv` holds; `actors import` reads the first."""
_HEAD = 64


def unknown(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Pages as for `detente code`, or the JSON Lines that it wrote."
        ),
    ],
    published: options.Published = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Default: a table in a terminal, else JSON Lines."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here."),
    ] = None,
    model: options.ModelName = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Local processes that share the work.")
    ] = 1,
    project: options.ProjectFolder = None,
    actors: options.ActorsFolder = None,
) -> None:
    """List named actors that the registry lacks, the most mentioned first, with what is guessed.

    Rows of its CSV can be corrected and given to `detente actors import`.
    """
    # What follows loads language and knowledge: only this command should wait for it.
    from detente.read.sources import expand
    from detente.run.batch import code_many
    from detente.run.pipeline import Coder
    from detente.run.unknown import unknown_actors

    written = [name for name in sources if is_records(Path(name))]
    pages = [name for name in sources if name not in written]
    make_coder = partial(
        Coder,
        **options.coder_options(
            model=model, published=published, outlet=None, project=project, actors=actors
        ),
    )
    failures: list[Failure] = []

    def records() -> Iterator[Record]:
        for name in written:
            yield from read_records(Path(name), failures)
        if pages:
            for page in code_many(expand(pages), make_coder, workers=workers):
                if isinstance(page, Failure):
                    failures.append(page)
                else:
                    yield page

    found = unknown_actors(records())
    for failure in failures:
        say(f"error: {failure.message}")
    _write(found, choose_format(form, output), output)
    if failures:
        raise typer.Exit(FAILED)


def is_records(path: Path) -> bool:
    """Whether a file holds what `detente code` wrote, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    return head.replace(" ", "").startswith(f'{{"schema":"{SCHEMA}"')


def read_records(path: Path, failures: list[Failure]) -> Iterator[Record]:
    """Yield the records of a file in JSON Lines; lines that are none are put to the failures."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
                if not (isinstance(fields, dict) and "error" in fields):
                    yield Record.model_validate(fields)
            except ValueError:
                told = f"{path}:{number}: no record of {SCHEMA}; write it again with `detente code`"
                failures.append(Failure(origin=str(path), error="FormatError", message=told))


def _write(found: "list[UnknownActor]", form: Format, output: Path | None) -> None:
    """Write the list in the form asked for.

    Raises:
        DetenteError: The file cannot be written.
    """
    if form is Format.TABLE and output is None:
        _print(found)
        return
    text = {Format.TABLE: _text, Format.CSV: _csv, Format.JSONL: _json_lines}[form](found)
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DetenteError(
            f"{output}: cannot be written ({error.strerror}); name another file"
        ) from error


def _csv(found: "list[UnknownActor]") -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for actor in found:
        cells = asdict(actor)
        writer.writerow([guarded(cells.get(name, "")) for name in COLUMNS])
    return text.getvalue()


def _json_lines(found: "list[UnknownActor]") -> str:
    return "".join(json.dumps(asdict(actor), ensure_ascii=False) + "\n" for actor in found)


def _text(found: "list[UnknownActor]") -> str:
    text = io.StringIO()
    _print(found, text)
    return text.getvalue()


def _print(found: "list[UnknownActor]", file: io.StringIO | None = None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    out = console(file=file)
    if not found:
        out.print("Every named actor is in the registry.")
        return
    table = Table("Times", "Name", "Country", "Sector", "Why, and an example", box=SIMPLE_HEAD)
    for actor in found:
        why = one_line(actor.reason or "nothing speaks for a sector or country")
        told = f"{why}\n“{one_line(actor.example)}” ({one_line(actor.where)})"
        name = one_line(actor.name)
        table.add_row(str(actor.mentions), name, actor.country or "–", actor.sector or "–", told)
    out.print(table)
