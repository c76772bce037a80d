"""The starting gazetteer: places of the conflicts that the registry covers, from a CSV file."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from detente.knowledge.tables import Row, data_folder, read_table
from detente.model.record import Place

KINDS = frozenset(("capital", "town", "area", "region", "country"))
_COLUMNS = ("name", "names", "country", "admin1", "lat", "lon", "kind", "source")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place with all its names."""

    id: str
    names: tuple[str, ...]
    kind: str
    place: Place
    source: str


def slug(text: str) -> str:
    """`text` in lower-case ASCII with hyphens, for ids."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def load_gazetteer(path: Path | None = None) -> dict[str, GazetteerEntry]:
    """The gazetteer by place id, by default the one that the package carries.

    Raises:
        KnowledgeError: the file is missing or a row is wrong; file and line are named.
    """
    entries: dict[str, GazetteerEntry] = {}
    for row in read_table(path or data_folder("places") / "places.csv", _COLUMNS):
        entry = _entry(row)
        if entry.id in entries:
            raise row.fail(f"{entry.names[0]!r} is there twice as a {entry.kind} of its country")
        entries[entry.id] = entry
    return entries


def _entry(row: Row) -> GazetteerEntry:
    country = row.filled("country")
    if not re.fullmatch("[A-Z]{3}", country):
        raise row.fail(f"country is {country!r}, not three capital letters")
    kind = row.one_of("kind", KINDS)
    name = row.filled("name")
    source = row.filled("source")
    place = Place(
        name=name,
        country=country,
        admin1=row["admin1"] or None,
        lat=_degrees(row, "lat", 90),
        lon=_degrees(row, "lon", 180),
        gazetteer=source if source.startswith("geonames:") else None,
    )
    suffix = {"region": "-region", "area": "-area"}.get(kind, "")
    place_id = f"{country}/{slug(name)}{suffix}"
    return GazetteerEntry(place_id, (name, *row.list("names")), kind, place, source)


def _degrees(row: Row, column: str, limit: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        raise row.fail(f"{column} is {row[column]!r}, not a number") from None
    if not -limit <= value <= limit:
        raise row.fail(f"{column} is {value}, past {limit} degrees")
    return value
