"""What is larger than a division: countries, continents, parts of the world and seas."""

from collections.abc import Mapping
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any, Protocol

from detente.knowledge.gazetteer import slug
from detente.knowledge.placeindex import sources
from detente.knowledge.placeindex.regions import Tally
from detente.knowledge.placeindex.writer import NewPlace
from detente.knowledge.tables import Row, data_folder, read_table


class Taker(Protocol):
    """What takes places, such as an `IndexWriter`."""

    def add(self, place: NewPlace) -> int:
        """Take a place."""


Point = tuple[float, float]
"""Degrees north and east."""


def write_countries(writer: Taker, tallies: Mapping[str, Tally]) -> dict[str, Point]:
    """Write the countries; returns the point of each.

    Args:
        writer: takes them.
        tallies: by country what its towns come to; they place what `countries.csv` lacks.

    Raises:
        KnowledgeError: a row of `countries.csv` is wrong.
    """
    points = {}
    columns = ("country", "lat", "lon", "source")
    for row in read_table(data_folder("places") / "countries.csv", columns):
        points[row.filled("country")] = _point(row, "lat and lon must be numbers")
    for country in sources.countries().values():
        iso3 = country["iso3"]
        tally = tallies.get(iso3)
        middle = tally.middle() if tally else None
        if iso3 not in points and middle is not None:
            points[iso3] = middle
        lat, lon = points.get(iso3, (None, None))
        writer.add(
            NewPlace(
                id=iso3,
                name=country["name"],
                kind="country",
                country=iso3,
                lat=lat,
                lon=lon,
                population=int(country["population"]),
                gazetteer=f"geonames:{country['geonameid']}",
            )
        )
    return points


def write_areas(writer: Taker, points: Mapping[str, Point]) -> None:
    """Write continents, seas, and parts of the world that are no country.

    Args:
        writer: takes them.
        points: of the countries; parts of the world lie in the middle of their members.

    Raises:
        KnowledgeError: a row of `areas.csv` is wrong.
    """
    continents = {item["name"]: item for item in sources.continents()}
    sizes = {c["iso3"]: float(c["areakm2"]) for c in sources.countries().values()}
    columns = ("name", "names", "members", "lat", "lon", "source")
    for row in read_table(data_folder("places") / "areas.csv", columns):
        name = row.filled("name")
        continent = continents.pop(name, None)
        if continent is not None:
            _write_continent(writer, continent, row.list("names"))
            continue
        members = row.list("members")
        lat, lon = None, None
        if members:
            unknown = [country for country in members if country not in points]
            if unknown:
                raise row.fail(f"members: {', '.join(unknown)} is no country with a point")
            lat, lon = _middle([(points[country], sizes[country]) for country in members])
        elif row["lat"] or row["lon"]:
            lat, lon = _point(row, "lat and lon must both be numbers, or both empty")
        writer.add(
            NewPlace(
                id=f"area/{slug(name)}",
                name=name,
                kind="area",
                country="",
                names=row.list("names"),
                lat=lat,
                lon=lon,
                listed=True,
            )
        )
    for continent in continents.values():
        _write_continent(writer, continent, ())


def _point(row: Row, problem: str) -> Point:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        raise row.fail(problem) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.fail("lat or lon is past 90 or 180 degrees")
    return lat, lon


def _middle(weighted: list[tuple[Point, float]]) -> Point:
    """The weighted middle of points on the sphere."""
    x = y = z = 0.0
    for (lat, lon), weight in weighted:
        x += weight * cos(radians(lat)) * cos(radians(lon))
        y += weight * cos(radians(lat)) * sin(radians(lon))
        z += weight * sin(radians(lat))
    return round(degrees(atan2(z, hypot(x, y))), 2), round(degrees(atan2(y, x)), 2)


def _write_continent(writer: Taker, continent: dict[str, Any], names: tuple[str, ...]) -> None:
    mark = f"geonames:{continent['geonameId']}"
    writer.add(
        NewPlace(
            id=mark,
            name=continent["name"],
            kind="continent",
            country="",
            names=names,
            lat=float(continent["lat"]),
            lon=float(continent["lng"]),
            population=int(continent["population"]),
            gazetteer=mark,
            listed=True,
        )
    )
