"""`detente schema` and `detente codebook`: what the records and the codes mean."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.errors import FAILED
from detente.cli.screen import console, say
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.knowledge.codebook import Entry

LINT = "lint"


def schema() -> None:
    """Print the JSON Schema of a record."""
    from detente.model.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def codebook(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[TYPE|lint]", help="A PLOVER type, or lint to check every file."),
    ] = None,
) -> None:
    """Tell what the types and modes mean, with their frames and examples; or check the files."""
    # Knowledge files are read only by this command and by coding.
    from detente.knowledge.codebook import load_codebook

    if name == LINT:
        _lint()
        return
    entries = load_codebook()
    if name is None:
        _list(list(entries.values()))
        return
    entry = next((entry for key, entry in entries.items() if key == name.upper()), None)
    if entry is None:
        raise DetenteError(f"{name}: no such type; the types are {', '.join(entries)}")
    _tell(entry)


def _list(entries: "list[Entry]") -> None:
    """One line a type."""
    # Rich is for printing only.
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for entry in entries:
        first = entry.definition.strip().split(". ")[0].rstrip(".")
        table.add_row(str(entry.quad), entry.type, f"{entry.score:+g}", first)
    out = console()
    out.print(table)
    out.print("\ndetente codebook TYPE tells more of one.")


def _tell(entry: "Entry") -> None:
    """All of one type."""
    from detente.cli.codebook_view import entry_view
    from detente.knowledge.frames import load_frames

    frames = [frame for frame in load_frames() if frame.type == entry.type]
    console().print(entry_view(entry, frames))


def _lint() -> None:
    """Check codebook, frames and word lists; one line a finding."""
    from detente.coding.word_lists import read_all
    from detente.knowledge.abuse import load_abuse
    from detente.knowledge.codebook import load_codebook
    from detente.knowledge.frame_lint import lint_frames
    from detente.knowledge.frames import load_frames
    from detente.knowledge.timelists import time_lists
    from detente.link import rule_files

    rule_files.read_all()
    time_lists()
    load_abuse()
    read_all()
    entries = load_codebook()
    count = sum(1 for _ in load_frames())
    findings = lint_frames()
    for finding in findings:
        say(finding)
    if findings:
        raise typer.Exit(FAILED)
    typer.echo(f"{len(entries)} types and {count} frames: nothing to decide.")
