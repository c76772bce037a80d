"""Looking places up by name or id in one or several index files."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from detente.knowledge.normal import name_keys
from detente.model.errors import PlaceIndexError

FORMAT = 3
"""Version of the tables below; an index of another version is made again."""
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE place (
    n INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, region TEXT,
    admin1 TEXT, admin2 TEXT, lat REAL, lon REAL, population INTEGER, gazetteer TEXT
);
CREATE TABLE name (key TEXT, n INTEGER, main INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
"""
_COLUMNS = "id, name, kind, country, region, admin1, admin2, lat, lon, population, gazetteer"
_BY_NAME = (
    f"SELECT {', '.join('place.' + c for c in _COLUMNS.split(', '))}, name.main "  # noqa: S608
    "FROM name JOIN place ON place.n = name.n WHERE name.key = ? "
    "ORDER BY place.population DESC, place.id"
)
_BY_ID = f"SELECT {_COLUMNS}, 1 FROM place WHERE id = ?"  # noqa: S608 - columns are ours
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of an index, as it was found."""

    id: str
    name: str
    kind: str
    """capital, town, area, region, county, country, or what an imported table calls it."""
    country: str
    """ISO 3166 alpha-3; empty when the source names none."""
    region: str
    """Key of its first-level division, equal for the division and all in it; may be empty."""
    admin1: str | None
    admin2: str | None
    lat: float | None
    """Degrees north, None where the source gives no coordinates."""
    lon: float | None
    population: int
    """0 where the source states none."""
    gazetteer: str | None
    main: bool
    """Whether the name that was looked for is the one that the gazetteer puts first."""


@dataclass(slots=True)
class PlaceIndex:
    """Places by name over layers of index files; of equal ids the first layer's row counts."""

    layers: Sequence[sqlite3.Connection]
    _found: dict[str, tuple[PlaceRow, ...]] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> tuple[PlaceRow, ...]:
        """All places that bear `name` in any of its spellings, the most populous first."""
        rows: dict[str, PlaceRow] = {}
        for key in name_keys(name):
            for row in self.by_key(key):
                rows.setdefault(row.id, row)
        return tuple(rows.values())

    def by_key(self, key: str) -> tuple[PlaceRow, ...]:
        """The places under one normalised name (see `knowledge/normal.py`)."""
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[key] = tuple(self._query(_BY_NAME, key))
        return found

    def get(self, place_id: str) -> PlaceRow | None:
        """The place with an id."""
        return next(self._query(_BY_ID, place_id), None)

    def size(self) -> tuple[int, int]:
        """How many places and names all layers hold together."""
        counts = [
            layer.execute("SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM name)")
            for layer in self.layers
        ]
        pairs = [count.fetchone() for count in counts]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)

    def division_names(self) -> dict[str, str]:
        """Names of first-level divisions by the key that all in them share (`SYR.04`)."""
        query = "SELECT region, name FROM place WHERE kind = 'region' AND region <> ''"
        return {key: name for layer in self.layers for key, name in layer.execute(query)}

    def own_marks(self) -> frozenset[str]:
        """Ids at the gazetteers of the places of our own list."""
        query = "SELECT gazetteer FROM place WHERE id LIKE '%/%' AND gazetteer IS NOT NULL"
        return frozenset(mark for layer in self.layers for (mark,) in layer.execute(query))

    def names_of(self, place_id: str) -> tuple[str, ...]:
        """The normalised names of a place, the main one first."""
        query = (
            "SELECT key FROM name WHERE n = (SELECT n FROM place WHERE id = ?) "
            "ORDER BY main DESC, key"
        )
        found = (layer.execute(query, (place_id,)).fetchall() for layer in self.layers)
        return tuple(key for (key,) in next((rows for rows in found if rows), []))

    def with_layer(self, layer: sqlite3.Connection) -> "PlaceIndex":
        """This index with another one on top."""
        return PlaceIndex((layer, *self.layers))

    def _query(self, query: str, value: str) -> Iterator[PlaceRow]:
        seen: set[str] = set()
        for layer in self.layers:
            try:
                rows = layer.execute(query, (value,)).fetchall()
            except sqlite3.DatabaseError as error:
                raise PlaceIndexError(
                    f"the place index cannot be read ({error}); make it anew: detente places build"
                ) from error
            for row in rows:
                marks = {row[0], row[10] or row[0]}
                if not marks & seen:
                    yield _row(row)
            seen.update(mark for row in rows for mark in (row[0], row[10] or row[0]))


def _row(row: tuple[Any, ...]) -> PlaceRow:
    cells: tuple[Any, ...] = (*row[:-1], bool(row[-1]))
    return PlaceRow(*cells)


def open_file(path: Path, stamp: str | None = None) -> sqlite3.Connection | None:
    """An index file opened for reading, or None where it is missing, broken or out of date.

    Args:
        path: the file.
        stamp: what the file must say it was made from; None takes any.
    """
    if not path.is_file():
        return None
    layer = None
    try:
        # Immutable: no locks and no journal are looked for; a finished index never changes.
        layer = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        meta = dict(layer.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError:
        meta = {}
    right = meta.get("format") == str(FORMAT) and stamp in (None, meta.get("stamp"))
    if layer is not None and not right:
        layer.close()
    return layer if right else None


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance between two points in degrees."""
    a, b = radians(lat2 - lat1), radians(lon2 - lon1)
    half = sin(a / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(b / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
