"""Importing place tables into a folder of one's own: each file becomes one index there."""

import csv
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from detente.knowledge.gazetteer import slug
from detente.knowledge.importers.geonames import (
    Gazetteer,
    Malformed,
    geonames_place,
    is_geonames,
)
from detente.knowledge.importers.pcodes import Layout, layout_of, units
from detente.knowledge.importers.place_rows import Line, opened
from detente.knowledge.placeindex import PlaceIndex, PlaceRow, kilometres, sources
from detente.knowledge.placeindex.writer import IndexWriter, NewPlace
from detente.model.errors import EmptyInput, FormatError, PlaceIndexError

_NEAR_KM = 15
_TOLD = 10


@dataclass(slots=True)
class Imported:
    """What became of a file's rows."""

    form: str
    """geonames or pcodes."""
    target: Path
    rows: int = 0
    places: int = 0
    known: int = 0
    """Rows that the shipped index has already, or that name no place on land."""
    wrong: int = 0
    problems: list[str] = field(default_factory=list)
    """The first malformed rows, as `file:line: what is wrong`."""

    def malformed(self, name: str, line: int, why: str) -> None:
        """Count a malformed row; the first ones are kept to be told."""
        self.wrong += 1
        if len(self.problems) < _TOLD:
            self.problems.append(f"{name}:{line}: {why}")


def import_places(path: Path, folder: Path, base: PlaceIndex) -> Imported:
    """Import a table; what was imported from a file of this name before is replaced at once.

    Args:
        path: a table of GeoNames, or of P-codes as CSV, also inside a zip archive.
        folder: takes the new index; made if need be.
        base: the shipped index, for names of divisions and for what is known already.

    Raises:
        InputError: the file cannot be read, is no such table, or no row of it gives a place.
        PlaceIndexError: the folder cannot be written.
    """
    target = folder / f"{slug(path.name.split('.')[0]) or 'places'}.sqlite"
    draft = folder / f".new-{os.getpid()}"
    with opened(path) as (name, lines):
        first = next(lines, None)
        if first is None:
            raise EmptyInput(str(path), "is empty", "name a table of places")
        layout = layout_of(first.text or "")
        if layout is None and not is_geonames(first.text or ""):
            raise FormatError(
                str(path),
                "is neither a table of GeoNames (19 columns, tabs) nor one with P-codes",
                "COD-AB as CSV has columns such as ADM1_EN and ADM1_PCODE",
            )
        summary = Imported("pcodes" if layout else "geonames", target)
        places = (
            _coded_units(name, lines, layout, base, summary)
            if layout
            else _geonames(name, chain((first,), lines), base, summary)
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(draft, places, path.name, summary)
            if not summary.places:
                raise EmptyInput(str(path), "no row of it gives a place", "look at its rows")
            draft.replace(target)
        except (OSError, sqlite3.Error) as error:
            raise PlaceIndexError(
                f"{folder}: cannot be written ({error}); name another folder with --places"
            ) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    return summary


def _write(draft: Path, places: Iterator[NewPlace], source: str, summary: Imported) -> None:
    draft.unlink(missing_ok=True)
    with IndexWriter(draft) as writer:
        for place in places:
            writer.add(place)
            summary.places += 1
        writer.close("imported", {"source": source, "table": summary.form})


def _geonames(
    name: str, lines: Iterator[Line], base: PlaceIndex, summary: Imported
) -> Iterator[NewPlace]:
    known = Gazetteer(
        {code: country["iso3"] for code, country in sources.countries().items()},
        base.division_names(),
        base.own_marks(),
    )
    for line in lines:
        if line.text == "":
            continue
        summary.rows += 1
        try:
            place = geonames_place(_readable(line), known)
        except Malformed as error:
            summary.malformed(name, line.number, str(error))
            continue
        if place is None:
            summary.known += 1
        else:
            yield place


def _readable(line: Line) -> str:
    if line.text is None:
        raise Malformed("no UTF-8 text, or far too long")
    return line.text


def _coded_units(
    name: str, lines: Iterator[Line], layout: Layout, base: PlaceIndex, summary: Imported
) -> Iterator[NewPlace]:
    listed = sources.countries()
    countries = {code: country["iso3"] for code, country in listed.items()}
    countries |= {country["iso3"]: country["iso3"] for country in listed.values()}
    written: set[str] = set()
    for number, cells in _csv_rows(name, lines, layout, summary):
        if cells and cells[0].startswith("#"):
            continue  # the Humanitarian Exchange Language's row of tags
        summary.rows += 1
        try:
            found = list(units(cells, layout, countries))
        except Malformed as error:
            summary.malformed(name, number, str(error))
            continue
        for unit in found:
            if unit.id not in written:
                written.add(unit.id)
                yield _joined(unit, base)


def _csv_rows(
    name: str, lines: Iterator[Line], layout: Layout, summary: Imported
) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their first line; a line that cannot be read is one by itself."""
    for line in lines:
        if line.text == "":
            continue
        try:
            text = _readable(line)
            yield line.number, next(csv.reader([text], strict=True, delimiter=layout.mark))
        except (Malformed, csv.Error) as error:
            summary.rows += 1
            summary.malformed(name, line.number, str(error))


def _joined(unit: NewPlace, base: PlaceIndex) -> NewPlace:
    """A unit with what the shipped index knows of the same place, if one there is it for sure."""
    regions = [
        row
        for row in base.find(unit.admin1 or "")
        if row.kind == "region" and row.country == unit.country
    ]
    region = regions[0].region if len(regions) == 1 else ""
    unit = replace(unit, region=region)
    same: list[PlaceRow] = []
    if unit.kind == "region":
        same = regions
    elif unit.kind == "town":
        rows = (row for row in base.find(unit.name) if row.kind in ("town", "capital"))
        same = [row for row in rows if row.country == unit.country and _is_near(unit, row, region)]
    if len(same) != 1:
        return unit
    point = (same[0].lat, same[0].lon) if unit.lat is None else (unit.lat, unit.lon)
    return replace(
        unit,
        lat=point[0],
        lon=point[1],
        population=same[0].population,
        gazetteer=same[0].gazetteer or same[0].id,
    )


def _is_near(unit: NewPlace, row: PlaceRow, region: str) -> bool:
    if unit.lat is None or unit.lon is None or row.lat is None or row.lon is None:
        return bool(region) and row.region == region
    return kilometres(unit.lat, unit.lon, row.lat, row.lon) < _NEAR_KM
