"""Small indexes from invented tables, so that no test needs the big one."""

import json
import sqlite3
from pathlib import Path

from detente.knowledge.placeindex import PlaceIndex
from detente.knowledge.placeindex.store import open_file
from detente.knowledge.placeindex.writer import IndexWriter, NewPlace

TOWNS = {
    "1": ("Velmar", 45.0, 7.0, "IT", 90_000, "21", ["Velmara", "velmar transliterated", "VLM"]),
    "2": ("Velmar", -20.0, 30.0, "ZW", 400, "07", []),
    "3": ("Ossel", 45.1, 7.2, "IT", 3_000, "21", ["Óssel", "Оссел"]),
}


def towns_file(path: Path, towns: dict[str, tuple] = TOWNS) -> Path:
    keys = ("name", "latitude", "longitude", "countrycode", "population", "admin1code")
    rows = {
        number: {
            "geonameid": int(number),
            **dict(zip(keys, town, strict=False)),
            "alternatenames": town[6],
        }
        for number, town in towns.items()
    }
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def index_of(path: Path, *places: NewPlace) -> PlaceIndex:
    with IndexWriter(path) as writer:
        for place in places:
            writer.add(place)
        writer.close("test")
    layer = open_file(path, "test")
    assert isinstance(layer, sqlite3.Connection)
    return PlaceIndex((layer,))
