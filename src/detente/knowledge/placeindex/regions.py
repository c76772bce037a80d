"""First-level divisions: which ISO 3166-2 division a gazetteer's own division code means.

GeoNames codes divisions in its own way in most countries. The codes are matched without guessing:
where a country's codes are ISO's, they are taken; else the division bears the name that GeoNames
gives the code (`admin1.csv`), or its seat (or a large town of its very name) lies in it, and so
tells the code. What two divisions claim by the same evidence settles nothing. A code that no
division of ISO's or of our own list means is a division by itself, with GeoNames' name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, floor, radians
from pathlib import Path

from detente.knowledge.gazetteer import GazetteerEntry
from detente.knowledge.normal import name_key
from detente.knowledge.placeindex.sources import Division
from detente.knowledge.tables import Row, data_folder, read_table

_CELL = 0.25
_LIKE_A_SEAT = 0.3
"""A town of the division's name tells its code from this share of the code's largest town on."""
_KIND_WORD = re.compile(
    r" (?:Sheng|Shi|Zizhiqu|oblast['’]?|Oblast['’]?|kray|Respublika|län|ken|gwangyeoksi|viloyati)\Z"
)
"""What ISO's names of divisions end in, and English ones do not."""
_PLAIN_KIND = re.compile(
    r"^(?:autonomous )?(?:republic|province|state|region|governorate|department) of (?:the )?"
    r"| (?:governorate|province|state|region|oblast|krai|kray|republic|department|county|district|"
    r"prefecture|city|municipality|autonomous okrug|island|parish|canton|division|voivodeship)$"
)
"""Words of a normalised name that say only what kind of division it is."""
_SEAT_OF = re.compile(r"coordinates of its seat, (.+)")


@dataclass(slots=True)
class Region:
    """A first-level division in the making."""

    country: str
    name: str
    names: tuple[str, ...] = ()
    iso: str | None = None
    own: GazetteerEntry | None = None
    seats: tuple[str, ...] = ()
    own_seats: tuple[str, ...] = ()
    code: str | None = None
    """The gazetteer's code of it, once found."""
    mark: str | None = None
    """GeoNames' whole code ("SY.07") of a division that only GeoNames has."""


@dataclass(slots=True)
class Tally:
    """What the towns of one division code, or of a country, come to."""

    population: int = 0
    largest: int = 0
    cells: set[tuple[int, int]] = field(default_factory=set)
    size: float = _CELL

    def add(self, lat: float, lon: float, population: int) -> None:
        """Count a town in."""
        self.population += population
        self.largest = max(self.largest, population)
        self.cells.add((floor(lat / self.size), floor(lon / self.size)))

    def middle(self) -> tuple[float, float] | None:
        """The middle of the grid cells that hold a town, weighted by their area."""
        if not self.cells:
            return None
        points = [((a + 0.5) * self.size, (b + 0.5) * self.size) for a, b in sorted(self.cells)]
        # Beyond the date line: countries on both sides of it are taken as lying east of it.
        longitudes = [lon for _, lon in points]
        turn = 360 if max(longitudes) - min(longitudes) > 300 else 0
        weights = [cos(radians(lat)) for lat, _ in points]
        lat = sum(p[0] * w for p, w in zip(points, weights, strict=True)) / sum(weights)
        east = [lon + turn if lon < 0 else lon for lon in longitudes]
        lon = sum(x * w for x, w in zip(east, weights, strict=True)) / sum(weights)
        return round(lat, 3), round(lon - 360 if lon > 180 else lon, 3)


def first_level(
    divisions: Iterable[Division], alpha3: dict[str, str], own: Iterable[GazetteerEntry]
) -> list[Region]:
    """The divisions of the first level with all their names; our own regions are merged in.

    Raises:
        KnowledgeError: a row of `regions.csv` is wrong.
    """
    listed = _listed(data_folder("places") / "regions.csv")
    found: list[Region] = []
    by_name: dict[tuple[str, str], Region] = {}
    for division in divisions:
        country = alpha3.get(division.iso.partition("-")[0])
        more = listed.get(division.iso)
        if country is None or (division.parent is not None and more is None):
            continue
        plain = _KIND_WORD.sub("", division.name)
        region = Region(country, plain, (plain, division.name), division.iso)
        if more is not None:
            region.name = more["name"] or plain
            region.names = (*region.names, region.name, *more.list("names"))
            region.seats = more.list("seat")
        found.append(region)
        for name in region.names:
            by_name.setdefault((country, name_key(name)), region)
    for entry in own:
        if entry.kind != "region":
            continue
        country = entry.place.country or ""
        keys = [(country, name_key(name)) for name in entry.names]
        same = next((by_name[key] for key in keys if key in by_name), None)
        if same is None or same.own is not None:
            same = Region(country, entry.names[0])
            found.append(same)
        same.own, same.name = entry, entry.names[0]
        same.names = (*entry.names, *same.names)
        seat = _SEAT_OF.fullmatch(entry.source)
        same.own_seats = (seat[1],) if seat else ()
    return found


def _listed(path: Path) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in read_table(path, ("iso", "name", "names", "seat", "source")):
        iso = row.filled("iso")
        if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", iso) or iso in found:
            raise row.fail(f"iso is {iso!r}: not a code of ISO 3166-2, or there twice")
        found[iso] = row
    return found


def wanted_towns(regions: Iterable[Region]) -> set[tuple[str, str]]:
    """Country and name key of all towns that could tell a division's code."""
    names = ((r.country, name) for r in regions for name in (*r.seats, *r.own_seats, *r.names))
    return {(country, name_key(name)) for country, name in names}


def coded_names(alpha3: dict[str, str]) -> dict[tuple[str, str], tuple[str, str]]:
    """GeoNames' first-level divisions: name and whole code by country and code.

    Raises:
        KnowledgeError: a row of `admin1.csv` is wrong.
    """
    found = {}
    for row in read_table(data_folder("places") / "admin1.csv", ("code", "name")):
        alpha2, mark, code = row.filled("code").partition(".")
        if not mark or not code:
            raise row.fail(f"code is {row['code']!r}, not a country and a division: SY.07")
        if alpha2 in alpha3:
            found[alpha3[alpha2], code] = (row.filled("name"), row["code"])
    return found


def match_codes(
    regions: list[Region],
    tallies: dict[tuple[str, str], Tally],
    towns: dict[tuple[str, str], tuple[int, str]],
    named: dict[tuple[str, str], tuple[str, str]],
) -> None:
    """Give regions the gazetteer's codes; regions for the codes that are left are added.

    Args:
        regions: all divisions of the first level.
        tallies: by country and code.
        towns: population and code of the largest town of a name, by country and name key.
        named: GeoNames' names of the codes; see `coded_names`.
    """
    direct = _coded_by_iso(regions, tallies)
    taken: set[tuple[str, str]] = set()
    for region in regions:
        if region.country in direct and region.iso:
            _take(region, region.iso.partition("-")[2], tallies, taken)
    for plain in (False, True):
        _match_names(regions, tallies, named, taken, plain=plain)
    _match_towns(regions, tallies, towns, taken, direct)
    for evidence in ("seats", "names"):
        _merge_same(regions, evidence, tallies, towns)
    regions.extend(_rest(tallies, named, taken))


def _match_towns(
    regions: Sequence[Region],
    tallies: dict[tuple[str, str], Tally],
    towns: dict[tuple[str, str], tuple[int, str]],
    taken: set[tuple[str, str]],
    direct: set[str],
) -> None:
    """Match by what lies in a division, in all countries but those that are coded by ISO."""
    for evidence in ("seats", "own_seats", "names"):
        claims: dict[tuple[str, str], list[Region]] = defaultdict(list)
        for region in regions:
            if region.code is None and region.country not in direct:
                told = _told(region, evidence, tallies, towns)
                if told is not None and (region.country, told) not in taken:
                    claims[region.country, told].append(region)
        for (_, claimed), claimants in claims.items():
            if len(claimants) == 1:
                _take(claimants[0], claimed, tallies, taken)


def _merge_same(
    regions: list[Region],
    evidence: str,
    tallies: dict[tuple[str, str], Tally],
    towns: dict[tuple[str, str], tuple[int, str]],
) -> None:
    """Make one of a division of ISO's and one of our own list whose code it turns out to mean."""
    owners = {(r.country, r.code): r for r in regions if r.code is not None and r.iso is None}
    claims: dict[int, list[Region]] = defaultdict(list)
    for region in regions:
        told = _told(region, evidence, tallies, towns) if region.code is None else None
        owner = owners.get((region.country, told or ""))
        if owner is not None and region.own is None:
            claims[id(owner)].append(region)
    for owner in owners.values():
        same = claims[id(owner)]
        if len(same) == 1:
            owner.iso, owner.names = same[0].iso, (*owner.names, *same[0].names)
            regions.remove(same[0])


def _rest(
    tallies: dict[tuple[str, str], Tally],
    named: dict[tuple[str, str], tuple[str, str]],
    taken: set[tuple[str, str]],
) -> Iterator[Region]:
    """A region for each code that holds towns and is nobody's yet."""
    for country, code in sorted(tallies.keys() & named.keys() - taken):
        name, mark = named[country, code]
        yield Region(country, name, (name,), code=code, mark=mark)


def _match_names(
    regions: Sequence[Region],
    tallies: dict[tuple[str, str], Tally],
    named: dict[tuple[str, str], tuple[str, str]],
    taken: set[tuple[str, str]],
    *,
    plain: bool,
) -> None:
    """Match by name what is beyond doubt: one region and one code under it in the country.

    Args:
        regions: the regions.
        tallies: the codes that hold towns.
        named: GeoNames' names of the codes.
        taken: codes that have their region.
        plain: leave out words such as "Province", on both sides.
    """
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (country, code), (name, _) in named.items():
        if (country, code) in tallies and (country, code) not in taken:
            codes[country, _key(name, plain=plain)].add(code)
    claims: dict[tuple[str, str], list[Region]] = defaultdict(list)
    for region in regions:
        if region.code is None:
            for key in {(region.country, _key(name, plain=plain)) for name in region.names}:
                if key in codes:
                    claims[key].append(region)
    for key, claimants in sorted(claims.items(), key=lambda item: item[0]):
        if len(claimants) == 1 and len(codes[key]) == 1 and claimants[0].code is None:
            region, (code,) = claimants[0], codes[key]
            _take(region, code, tallies, taken)
            region.names = (*region.names, named[region.country, code][0])


def _key(name: str, *, plain: bool) -> str:
    key = name_key(name)
    return (_PLAIN_KIND.sub("", key) or key) if plain else key


def _coded_by_iso(regions: Iterable[Region], tallies: dict[tuple[str, str], Tally]) -> set[str]:
    """Countries whose divisions the gazetteer codes as ISO does."""
    codes: dict[str, set[str]] = defaultdict(set)
    for country, code in tallies:
        if code:
            codes[country].add(code)
    iso_codes: dict[str, set[str]] = defaultdict(set)
    for region in regions:
        if region.iso:
            iso_codes[region.country].add(region.iso.partition("-")[2])
    direct = {country for country, used in codes.items() if used <= iso_codes[country]}
    # Countries whose numbers only happen to be ISO's too are not coded by ISO.
    return {c for c in direct if not all(code.isdigit() for code in codes[c])}


def _told(
    region: Region,
    evidence: str,
    tallies: dict[tuple[str, str], Tally],
    towns: dict[tuple[str, str], tuple[int, str]],
) -> str | None:
    names: tuple[str, ...] = getattr(region, evidence)
    for name in names:
        population, code = towns.get((region.country, name_key(name)), (0, ""))
        tally = tallies.get((region.country, code))
        if tally and code and (evidence != "names" or population >= _LIKE_A_SEAT * tally.largest):
            return code
    return None


def _take(
    region: Region,
    code: str,
    tallies: dict[tuple[str, str], Tally],
    taken: set[tuple[str, str]],
) -> None:
    mark = (region.country, code)
    if mark in tallies and mark not in taken:
        region.code = code
        taken.add(mark)
