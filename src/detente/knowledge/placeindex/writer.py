"""Writing an index file: places and their names, in bounded memory."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.knowledge.normal import name_key
from detente.knowledge.placeindex.store import FORMAT, SCHEMA

_FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"
_BATCH = 5_000
_CODE = 4
"""Names of so few capitals are codes of airports and the like."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be written; the fields mean what they mean in `PlaceRow`."""

    id: str
    name: str
    kind: str
    country: str
    names: tuple[str, ...] = ()
    """Other names, or the same again."""
    region: str = ""
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    gazetteer: str | None = None
    listed: bool = False
    """Whether people chose its other names, so that all of them count."""


class IndexWriter:
    """Writes places into a new index file; `close` sorts the names and makes it complete."""

    def __init__(self, path: Path) -> None:
        self.base = sqlite3.connect(path)
        self.base.executescript(_FAST + SCHEMA)
        self.base.execute("CREATE TEMP TABLE loose (key TEXT, n INTEGER, main INTEGER)")
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, int]] = []
        self._next = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.base.close()

    def add(self, place: NewPlace) -> int:
        """Add a place; returns its number."""
        self._next += 1
        self._places.append(
            (
                self._next, place.id, place.name, place.kind, place.country, place.region,
                place.admin1, place.admin2, place.lat, place.lon, place.population,
                place.gazetteer,
            )
        )  # fmt: skip
        self.name(self._next, place.name, place.names, listed=place.listed)
        if len(self._places) >= _BATCH:
            self._flush()
        return self._next

    def name(
        self, number: int, main: str, others: Iterable[str] = (), *, listed: bool = False
    ) -> None:
        """Give a place its main name and others; those that no text would hold are left out."""
        first = name_key(main)
        kept = (other for other in others if listed or is_written_name(other))
        keys = {key: 0 for other in kept if (key := name_key(other))}
        if first:
            keys[first] = 1
        self._names.extend((key, number, main) for key, main in keys.items())

    def settle(self) -> None:
        """Sort the names in, so that places can be looked up by name from here on."""
        self._flush()
        self.base.execute(
            "INSERT OR IGNORE INTO name SELECT key, n, max(main) FROM loose "
            "GROUP BY key, n ORDER BY key, n"
        )
        self.base.execute("DELETE FROM loose")

    def close(self, stamp: str, about: dict[str, str] | None = None) -> None:
        """Complete the file.

        Args:
            stamp: what it was made from; an index with another stamp is made again.
            about: further facts to keep with it.
        """
        self.settle()
        # One place may come with several numbers in an imported table; its first one counts.
        self.base.execute("DELETE FROM place WHERE n NOT IN (SELECT min(n) FROM place GROUP BY id)")
        self.base.execute("DELETE FROM name WHERE n NOT IN (SELECT n FROM place)")
        self.base.execute("CREATE UNIQUE INDEX place_id ON place (id)")
        meta = {"format": str(FORMAT), "stamp": stamp, **(about or {})}
        self.base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        self.base.commit()
        self.base.close()

    def _flush(self) -> None:
        self.base.executemany(
            f"INSERT INTO place VALUES ({', '.join('?' * 12)})",  # noqa: S608 - only marks
            self._places,
        )
        self.base.executemany("INSERT INTO loose VALUES (?, ?, ?)", self._names)
        self._places.clear()
        self._names.clear()


def is_written_name(name: str) -> bool:
    """Whether a gazetteer's other name is one that an English text may hold.

    Not so machine transliterations, which GeoNames writes in lower case, other scripts, links, and
    short codes in capitals.
    """
    if not any(char.isupper() for char in name) or "/" in name or len(name) > 80:
        return False
    if len(name) <= _CODE and name.isalpha() and name.isupper():
        return False
    return all(
        ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or char in "’‘ʼʻ–" for char in name
    )


def copy_index(source: sqlite3.Connection, target: Path) -> None:
    """Copy a finished index that is held in memory into a file."""
    with closing(sqlite3.connect(target)) as file:
        source.backup(file)
