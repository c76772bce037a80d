"""Where the shipped index lies, and how it is made once for all processes of a user."""

import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import platformdirs

from detente.knowledge.placeindex import build as building
from detente.knowledge.placeindex.sources import VERSIONS
from detente.knowledge.placeindex.store import FORMAT, PlaceIndex, open_file
from detente.knowledge.tables import data_folder
from detente.model.errors import PlaceIndexError

FOLDER = "DETENTE_CACHE"
"""Environment variable that names another folder for the index."""
_OWN_FILES = ("places.csv", "regions.csv", "admin1.csv", "countries.csv", "areas.csv")


def stamp() -> str:
    """A hash of all that the index is made from: versions, our own list, the code that makes it."""
    digest = hashlib.sha256(f"{FORMAT} {sorted(VERSIONS.items())}".encode())
    for name in _OWN_FILES:
        digest.update((data_folder("places") / name).read_bytes())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:16]


def folder() -> Path:
    """The folder of the index, made if need be.

    `DETENTE_CACHE`, else the user's cache folder; where that cannot be written, one under the
    system's folder for temporary files, as the index can be made anew at any time.

    Raises:
        PlaceIndexError: no folder can be written.
    """
    named = os.environ.get(FOLDER)
    if named:
        chosen = [Path(named)]
    else:
        spare = (
            Path(tempfile.gettempdir()) / f"detente-{os.getuid() if hasattr(os, 'getuid') else 0}"
        )
        chosen = [Path(platformdirs.user_cache_dir("detente")), spare]
    for path in chosen:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        made = next(path.glob("places-*.sqlite"), None)
        if made is None and path != chosen[0]:
            sys.stderr.write(
                f"{chosen[0]}: cannot be written; the place index is kept in {path} "
                f"({FOLDER} names another folder)\n"
            )
        if os.access(path, os.W_OK) or made:
            return path
    raise PlaceIndexError(f"{chosen[0]}: cannot be written; name another folder in {FOLDER}")


@cache
def open_default() -> PlaceIndex:
    """The shipped index, made now if it is missing, broken or out of date.

    Raises:
        PlaceIndexError: it can neither be opened nor made.
    """
    return PlaceIndex((ready(folder()),))


def ready(place: Path, *, anew: bool = False) -> sqlite3.Connection:
    """The index in a folder, opened; made first where need be, or `anew` in any case."""
    mark = stamp()
    path = place / f"places-{mark}.sqlite"
    found = None if anew else open_file(path, mark)
    if found is not None:
        return found
    try:
        with _alone(place):
            found = None if anew else open_file(path, mark)  # another process may have made it
            if found is not None:
                return found
            if not sys.stderr.isatty():
                sys.stderr.write("Making the place index, once (about 15 s)\n")
            draft = place / f".places-{os.getpid()}"
            draft.unlink(missing_ok=True)
            try:
                building.build(draft, mark)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
            _tidy(place, path)
    except (OSError, sqlite3.Error) as error:
        raise PlaceIndexError(
            f"{path}: cannot be written ({error}); free the disk or name another folder in {FOLDER}"
        ) from error
    found = open_file(path, mark)
    if found is None:
        raise PlaceIndexError(
            f"{path}: cannot be read; remove it, or name another folder in {FOLDER}"
        )
    return found


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Let one process at a time make the index; where there are no locks, the last one wins."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    with (place / ".places-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _tidy(place: Path, kept: Path) -> None:
    """Remove indexes of other versions."""
    for path in place.glob("places-*.sqlite"):
        if path != kept:
            path.unlink(missing_ok=True)
