"""OCHA's tables of administrative units with P-codes (Common Operational Datasets, COD-AB)."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.knowledge.importers.geonames import Malformed, degrees
from detente.knowledge.placeindex.writer import NewPlace

_COLUMN = re.compile(r"adm(?:in)?_?(\d)_?(.*)", re.IGNORECASE)
_CODE = re.compile(r"p_?code", re.IGNORECASE)
_NAME = re.compile(r"(?:ref_?)?(?:name)?_?([a-z]{2,3})?\d?", re.IGNORECASE)
_OTHER = re.compile(r"alt_?\d?_?(?:name)?_?\d?_?(?:[a-z]{2,3})?\d?", re.IGNORECASE)
_LAT = ("lat", "latitude", "center_lat", "centroid_lat", "point_y", "y_coord", "y")
_LON = ("lon", "long", "longitude", "center_lon", "centroid_lon", "point_x", "x_coord", "x")
_LANGUAGES = ("en", "", "fr", "es", "pt")
"""The language of the name that is shown, the first that a table has; others come after."""
_KINDS = {1: "region", 2: "county", 3: "county"}
"""By level; lower ones are towns and villages."""


@dataclass(slots=True)
class Layout:
    """Which column of a table holds what."""

    codes: dict[int, int] = field(default_factory=dict)
    """By level the column of its P-code."""
    names: dict[int, list[int]] = field(default_factory=dict)
    """By level the columns of its names, the one to show first."""
    lat: int | None = None
    lon: int | None = None
    width: int = 0
    mark: str = ","
    """What parts the cells."""


def layout_of(line: str) -> Layout | None:
    """The layout that a table's first line tells; None where it is no table of P-codes."""
    mark = max(",;\t", key=line.count)
    try:
        header = next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return None
    found = Layout(width=len(header), mark=mark)
    ranked: dict[int, list[tuple[int, int]]] = {}
    for at, title in enumerate(header):
        plain = title.strip().lower()
        match = _COLUMN.fullmatch(plain)
        if match is None:
            found.lat = at if plain in _LAT else found.lat
            found.lon = at if plain in _LON else found.lon
            continue
        level, rest = int(match[1]), match[2]
        name = _NAME.fullmatch(rest)
        if _CODE.fullmatch(rest):
            found.codes[level] = at
        elif name is not None:
            language = name[1] or ""
            known = language in _LANGUAGES
            rank = _LANGUAGES.index(language) if known else len(_LANGUAGES)
            ranked.setdefault(level, []).append((rank, at))
        elif _OTHER.fullmatch(rest):
            ranked.setdefault(level, []).append((len(_LANGUAGES) + 1, at))
    found.names = {level: [at for _, at in sorted(columns)] for level, columns in ranked.items()}
    found.codes = {
        level: at for level, at in found.codes.items() if not level or level in found.names
    }
    return found if any(level > 0 for level in found.codes) else None


def units(row: Sequence[str], layout: Layout, countries: Mapping[str, str]) -> Iterator[NewPlace]:
    """The units of a row, from the highest level down; only the lowest one has its coordinates.

    Args:
        row: the cells.
        layout: what stands where.
        countries: alpha-2 and alpha-3 codes of ISO 3166 to alpha-3.

    Raises:
        Malformed: the row has other cells than the header, or no country can be told.
    """
    if len(row) != layout.width:
        raise Malformed(f"{len(row)} cells instead of {layout.width}")
    coded = [level for level in sorted(layout.codes) if row[layout.codes[level]].strip()]
    levels = [level for level in coded if level > 0 and _names(row, layout, level)]
    if not levels:
        raise Malformed("no unit with both name and P-code")
    code = row[layout.codes[coded[0]]].strip()
    country = countries.get(code if coded[0] == 0 else "") or countries.get(code[:2].upper(), "")
    if not country:
        raise Malformed(f"no country is known from the P-code {code!r}")
    shown = {level: _names(row, layout, level)[0] for level in levels}
    lat, lon = _point(row, layout)
    for level in levels:
        lowest = level == levels[-1]
        mark = f"pcode:{row[layout.codes[level]].strip()}"
        yield NewPlace(
            id=mark,
            name=shown[level],
            kind=_KINDS.get(level, "town"),
            country=country,
            names=tuple(_names(row, layout, level)),
            admin1=shown.get(1),
            admin2=shown.get(2) if level > 1 else None,
            lat=lat if lowest else None,
            lon=lon if lowest else None,
            gazetteer=mark,
            listed=True,
        )


def _names(row: Sequence[str], layout: Layout, level: int) -> list[str]:
    return [name for at in layout.names[level] if (name := row[at].strip())]


def _point(row: Sequence[str], layout: Layout) -> tuple[float | None, float | None]:
    if layout.lat is None or layout.lon is None:
        return None, None
    lat, lon = row[layout.lat].strip(), row[layout.lon].strip()
    return (degrees(lat, 90), degrees(lon, 180)) if lat or lon else (None, None)
