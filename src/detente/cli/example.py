"""`detente example`: an invented page to try everything on."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import console
from detente.model.errors import InputError

PAGE = "truce-at-the-bridge.html"
DEFAULT_FOLDER = Path("detente-example")


def example(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", file_okay=False, help="Folder that the pages are put into."),
    ] = DEFAULT_FOLDER,
) -> None:
    """Put invented pages into a folder, code the first of them and say what to try next."""
    # What follows loads language and knowledge: only this command should wait for it.
    from detente.cli.table import show_record
    from detente.run.pipeline import code

    page = copy_examples(folder)
    out = console()
    show_record(out, code(page))
    out.print("Try next:")
    for command in (
        f"detente explain {page}",
        f"detente code {page} --format jsonl",
        "detente codebook RETREAT",
    ):
        out.print(f"  {command}", style="bold", soft_wrap=True)
    out.print("And with all seven pages, a casebook:")
    for command in (
        f"detente init {folder}",
        f"detente add {folder} --project {folder}",
        f"detente compliance --project {folder}",
    ):
        out.print(f"  {command}", style="bold", soft_wrap=True)


def copy_examples(folder: Path) -> Path:
    """Copy the bundled pages into the folder and return where the first of them is.

    Raises:
        InputError: Another file of such a name is there, or the folder cannot be written.
    """
    for page in sorted(files("detente").joinpath("examples").iterdir(), key=lambda p: p.name):
        if page.name.endswith((".html", ".md")):
            _copy(folder / page.name, page.read_bytes())
    return folder / PAGE


def _copy(target: Path, page: bytes) -> None:
    if target.exists():
        if target.read_bytes() != page:
            raise InputError(str(target), "is there with other content", "name another folder")
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page)
    except OSError as error:
        raise InputError(
            str(target.parent), f"cannot be written ({error.strerror})", "name another folder"
        ) from error
