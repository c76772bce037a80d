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
        typer.Argument(metavar="[DIR]", file_okay=False, help="Folder that the page is put into."),
    ] = DEFAULT_FOLDER,
) -> None:
    """Put an invented page into a folder, code it and say what to try next."""
    # What follows loads language and knowledge: only this command should wait for it.
    from detente.cli.table import show_record
    from detente.run.pipeline import code

    page = copy_example(folder)
    out = console()
    show_record(out, code(page))
    out.print("Try next:")
    for command in (
        f"detente explain {page}",
        f"detente code {page} --format jsonl",
        "detente codebook RETREAT",
    ):
        out.print(f"  {command}", style="bold", soft_wrap=True)


def copy_example(folder: Path) -> Path:
    """Copy the bundled page into the folder and return where it is.

    Raises:
        InputError: Another file of its name is there, or the folder cannot be written.
    """
    target = folder / PAGE
    page = files("detente").joinpath("examples", PAGE).read_bytes()
    if target.exists():
        if target.read_bytes() != page:
            raise InputError(str(target), "is there with other content", "name another folder")
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page)
    except OSError as error:
        raise InputError(
            str(folder), f"cannot be written ({error.strerror})", "name another folder"
        ) from error
    return target
