"""A user's own places: one index file for each imported table, in one folder."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.knowledge.placeindex.cache import open_default
from detente.knowledge.placeindex.store import FORMAT, PlaceIndex, open_file
from detente.model.errors import PlaceIndexError

ENDING = ".sqlite"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `detente places lint` tells."""

    level: str
    """error or warning."""
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.level}: {self.what}"


def index_with(folder: Path | None) -> PlaceIndex:
    """The shipped index with the user's own on top; of equal ids the user's counts.

    Args:
        folder: of the user's own places; None for none.

    Raises:
        PlaceIndexError: an index cannot be opened; the message names the file and the mend.
    """
    index = open_default()
    for path in reversed(_files(folder) if folder else []):
        layer = open_file(path)
        if layer is None:
            raise PlaceIndexError(
                f"{path}: broken, or made by another version; import its table again or remove it"
            )
        index = index.with_layer(layer)
    return index


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"[!.]*{ENDING}"))


def lint_layers(folder: Path, countries: frozenset[str]) -> Iterator[Finding]:
    """Tell what is wrong with the indexes of a folder, and what is merely missing.

    Args:
        folder: of the user's own places.
        countries: known alpha-3 codes.
    """
    files = _files(folder)
    if not files:
        yield Finding("warning", str(folder), "holds no index; `detente places import` makes one")
    seen: dict[str, Path] = {}
    for path in files:
        layer = open_file(path)
        if layer is None:
            what = f"broken, or not of format {FORMAT}: import its table again"
            yield Finding("error", str(path), what)
            continue
        try:
            yield from _layer_findings(path, layer, countries, seen)
        except sqlite3.DatabaseError as error:
            yield Finding("error", str(path), f"broken ({error}): import its table again")
        finally:
            layer.close()


def _layer_findings(
    path: Path, layer: sqlite3.Connection, countries: frozenset[str], seen: dict[str, Path]
) -> Iterator[Finding]:
    (sound,) = layer.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        yield Finding("error", str(path), f"broken ({sound}): import its table again")
        return
    for (country,) in layer.execute("SELECT DISTINCT country FROM place ORDER BY country"):
        if country and country not in countries:
            yield Finding("error", str(path), f"{country!r} is no country of ISO 3166")
    total, without = layer.execute("SELECT count(*), sum(lat IS NULL) FROM place").fetchone()
    if without:
        yield Finding("warning", str(path), f"{without} of {total} places have no coordinates")
    shared = 0
    for (mark,) in layer.execute("SELECT id FROM place"):
        shared += seen.setdefault(mark, path) != path
    if shared:
        what = f"{shared} places are in an index before it too, which counts"
        yield Finding("warning", str(path), what)
