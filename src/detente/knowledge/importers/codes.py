"""CAMEO actor codes, such as SYRREB, into PLOVER's country and sector."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from detente.knowledge.registry import BODIES, SECTORS
from detente.knowledge.tables import data_folder, read_table

_CODE = re.compile(r"(?:[A-Z]{3})+")
_MARKS = {"###": "marked as to be discarded (###)", "---": "marked as no actor (---)"}
COLUMNS = ("country", "sector", "meaning", "source")


@dataclass(frozen=True, slots=True)
class Part:
    """What three letters of a code, or a topic, stand for."""

    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Decoded:
    """Country and sector of a code, or the problem that it has."""

    country: str | None = None
    sector: str | None = None
    problem: str | None = None


@cache
def mapping(file: str, key: str) -> Mapping[str, Part]:
    """A mapping file of the package: its keys to country and sector.

    Raises:
        KnowledgeError: a row is wrong; file and line are named.
    """
    parts: dict[str, Part] = {}
    for row in read_table(data_folder("mappings") / file, (key, *COLUMNS)):
        country = row["country"]
        if country and country not in BODIES and not re.fullmatch("[A-Z]{3}", country):
            raise row.fail(f"country {country!r} is neither ISO 3166 nor a PLOVER body")
        sector = row.one_of("sector", SECTORS | {""})
        parts[row.filled(key)] = Part(country or None, sector or None)
    return parts


def decode(code: str, countries: Collection[str]) -> Decoded:
    """Country and sector of a CAMEO code.

    The first country and the first sector count: later ones only narrow them. Sources: CAMEO
    codebook for the parts, PLOVER manual for the sectors.

    Args:
        code: three-letter parts, one after the other.
        countries: ISO 3166 alpha-3 codes that the registry knows.
    """
    for mark, problem in _MARKS.items():
        if mark in code:
            return Decoded(problem=problem)
    if not _CODE.fullmatch(code):
        return Decoded(problem=f"code {code!r} does not consist of three-letter parts")
    known = mapping("cameo_codes.csv", "part")
    country = sector = None
    for part in re.findall("...", code):
        meant = known.get(part) or (Part(part, None) if part in countries else None)
        if meant is None:
            return Decoded(problem=f"part {part!r} of code {code!r} is not known")
        if meant.country in BODIES and country in BODIES:
            country = meant.country  # IGOUNO: the second part says which body
        country, sector = country or meant.country, sector or meant.sector
    if country is None and sector is None:
        return Decoded(problem=f"code {code!r} says neither country nor sector")
    return Decoded(country, sector)
