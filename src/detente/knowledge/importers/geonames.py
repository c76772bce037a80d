"""GeoNames' tables of places: country files and `allCountries.txt` (geonames.org, CC BY 4.0)."""

from collections.abc import Mapping
from dataclasses import dataclass

from detente.knowledge.placeindex.writer import NewPlace

COLUMNS = 19
_KINDS = {"L": "area", "T": "area", "H": "area", "V": "area", "S": "site", "R": "site"}
"""By feature class what a place is; see geonames.org/export/codes.html."""


class Malformed(ValueError):
    """A row that breaks the table's form; says how."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known already: rows that say no more are left out."""

    alpha3: Mapping[str, str]
    """ISO 3166 alpha-2 to alpha-3."""
    divisions: Mapping[str, str]
    """Names of first-level divisions by `SYR.04`."""
    own: frozenset[str]
    """Ids at GeoNames of the places of our own list."""


def is_geonames(line: str) -> bool:
    """Whether a line looks like one of a GeoNames table."""
    cells = line.split("\t")
    return len(cells) == COLUMNS and cells[0].isdigit() and len(cells[6]) <= 1


def geonames_place(line: str, known: Gazetteer) -> NewPlace | None:
    """The place of a row; None where it is known already or names no place on land.

    Args:
        line: the row.
        known: countries and divisions.

    Raises:
        Malformed: it has other cells than the format's.
    """
    cells = line.split("\t")
    if len(cells) != COLUMNS:
        raise Malformed(f"{len(cells)} cells instead of {COLUMNS}")
    number, name, plain, others, lat, lon, cls, code, alpha2 = cells[:9]
    mark = f"geonames:{number}"
    if not number.isdigit() or not name.strip():
        raise Malformed("no id or no name")
    country = known.alpha3.get(alpha2, "")
    if alpha2 and not country:
        raise Malformed(f"{alpha2!r} is no country code of ISO 3166")
    region = f"{country}.{cells[10]}" if country and cells[10] not in ("", "00") else ""
    kind = _kind(cls, code)
    if kind is None or mark in known.own or (code == "ADM1" and region in known.divisions):
        return None
    return NewPlace(
        id=mark,
        name=name.strip(),
        kind=kind,
        country=country,
        names=(plain, *others.split(",")),
        region=region,
        admin1=known.divisions.get(region),
        admin2=name.strip() if kind == "county" else None,
        lat=degrees(lat, 90),
        lon=degrees(lon, 180),
        population=_population(cells[14]),
        gazetteer=mark,
    )


def _kind(cls: str, code: str) -> str | None:
    """What a feature is; None for states, former divisions and what lies under the sea."""
    if cls == "P":
        return "capital" if code == "PPLC" else "town"
    if cls == "A":
        if code.endswith("H") or not code.startswith("ADM"):
            return None
        return "region" if code == "ADM1" else "county"
    return None if code == "CONT" else _KINDS.get(cls)


def degrees(cell: str, limit: float) -> float:
    """A coordinate.

    Raises:
        Malformed: it is no number, or past the limit.
    """
    try:
        value = float(cell)
    except ValueError:
        raise Malformed(f"{cell!r} is no coordinate") from None
    if not -limit <= value <= limit:
        raise Malformed(f"{cell} is past {limit} degrees")
    return value


def _population(cell: str) -> int:
    if cell and not cell.isdigit():
        raise Malformed(f"population is {cell!r}")
    return min(int(cell or 0), 10**10)
