"""From what a person names on a command line to single sources."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.model.errors import MissingInput
from detente.read.capture import STANDARD_INPUT
from detente.read.detect import SUFFIXES
from detente.read.fetch import is_address

_WILD = ("*", "?", "[")


def expand(arguments: Sequence[str]) -> Iterator[str | MissingInput]:
    """Single sources from paths, patterns, folders, addresses and `-`.

    Folders are searched at every depth, in order of names, for files with known endings; hidden
    files and folders are left out, and so are links to folders, which could lead in circles.
    A source named twice is given once.

    Args:
        arguments: As a person wrote them.

    Yields:
        A path, an address or `-`; a `MissingInput` in place of an argument that leads nowhere, so
        that the others are still read.
    """
    seen: set[str] = set()
    for argument in arguments:
        for source in _one(argument):
            if isinstance(source, MissingInput):
                yield source
            elif source not in seen:
                seen.add(source)
                yield source


def _one(argument: str) -> Iterator[str | MissingInput]:
    """The sources of one argument."""
    if argument == STANDARD_INPUT or is_address(argument):
        yield argument
        return
    try:
        path = Path(argument)
        if path.is_dir():
            yield from _folder(path, argument)
        elif path.exists() or path.is_symlink():
            yield argument
        elif any(mark in argument for mark in _WILD):
            yield from _pattern(argument)
        else:
            yield MissingInput(
                argument, "no such file or folder", "check the spelling and the folder"
            )
    except (OSError, ValueError):  # ValueError: a NUL in the path
        yield MissingInput(argument, "this is no usable path", "check its spelling")


def _pattern(argument: str) -> Iterator[str | MissingInput]:
    """The files that a pattern names; `**` means every depth."""
    base = Path(Path(argument).anchor or ".")
    relative = Path(argument).relative_to(base) if Path(argument).anchor else Path(argument)
    found = sorted(
        str(path) for path in base.glob(str(relative)) if path.is_file() and not _hidden(path)
    )
    if not found:
        yield MissingInput(
            argument, "no file fits this pattern", "check it, and quote it in a shell"
        )
    yield from found


def _hidden(path: Path) -> bool:
    """Whether a path's last part starts with a dot."""
    return path.name.startswith(".")


def _folder(folder: Path, argument: str) -> Iterator[str | MissingInput]:
    """The pages in a folder and below it."""
    found = False
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                found = True
                yield str(Path(place) / name)
    if not found:
        endings = " ".join(sorted(SUFFIXES))
        yield MissingInput(argument, "no page lies in this folder", f"pages end in {endings}")
