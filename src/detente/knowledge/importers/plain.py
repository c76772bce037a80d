"""Actors from a CSV file: our own columns, or as few as name, country and sector."""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import get_args

from detente.knowledge.importers.items import (
    Given,
    GivenActor,
    GivenName,
    Line,
    Unread,
    name_problem,
    trimmed,
)
from detente.knowledge.registry import SECTORS, days
from detente.knowledge.tables import LIST_MARK
from detente.model.record import ActorKind

_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
CountryOf = Callable[[str], str | None]
"""A country's code from what a file writes: ISO 3166 of two or three letters, a name, a body."""


def read_plain(lines: Iterable[Line | Unread], country_of: CountryOf) -> Iterator[Given]:
    """One actor a row; the first line that is no comment is the header.

    Columns that are known: id, name, names, country, sector, kind, source, wikidata, ucdp. Only
    name is needed; others are left aside.
    """
    numbers: list[int] = []
    unread: list[Unread] = []
    rows = csv.reader(_texts(lines, numbers, unread), strict=True)
    header: list[str] | None = None
    while True:
        numbers.clear()
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield from _drained(unread)
            yield Unread(numbers[0] if numbers else 0, f"broken quoting: {error}")
            continue
        yield from _drained(unread)
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        line = numbers[0]
        if header is None:
            header = [cell.strip().lower() for cell in cells]
            if "name" not in header:
                yield Unread(line, "the header has no column called name")
                return
        elif len(cells) != len(header):
            yield Unread(line, f"{len(cells)} cells instead of {len(header)}")
        else:
            row = dict(zip(header, (trimmed(cell) for cell in cells), strict=True))
            yield from _actor(line, row, country_of)


def _texts(
    lines: Iterable[Line | Unread], numbers: list[int], unread: list[Unread]
) -> Iterator[str]:
    """The lines for the CSV reader; notes the number of each, and what is no line aside."""
    for line in lines:
        if isinstance(line, Unread):
            unread.append(line)
        elif numbers or not line[1].startswith("#"):
            numbers.append(line[0])
            yield line[1] + "\n"


def _drained(unread: list[Unread]) -> list[Unread]:
    found = unread[:]
    unread.clear()
    return found


def _actor(line: int, row: Mapping[str, str], country_of: CountryOf) -> Iterator[Given]:
    problem = _problem(row, country_of)
    if problem:
        yield Unread(line, problem)
        return
    names: list[GivenName] = []
    for text in (row["name"], *row.get("names", "").split(LIST_MARK)):
        if not text.strip():
            continue
        name = _name(text.strip())
        if isinstance(name, str):
            yield Unread(line, name, partly=True)
        elif name not in names:
            names.append(name)
    if not names:
        yield Unread(line, "no name is left")
        return
    kind = next(kind for kind in _KINDS if kind == (row.get("kind") or "organisation"))
    yield GivenActor(
        line,
        tuple(names),
        country_of(row["country"]) if row.get("country") else None,
        row.get("sector") or None,
        kind,
        id=row.get("id") or None,
        source=row.get("source") or None,
        wikidata=row.get("wikidata") or None,
        ucdp=row.get("ucdp") or None,
    )


def _problem(row: Mapping[str, str], country_of: CountryOf) -> str | None:
    if not row["name"]:
        return "name is empty"
    if row.get("country") and country_of(row["country"]) is None:
        return f"country {row['country']!r} is no state, ISO code or PLOVER body"
    return _not_among("sector", row, SECTORS) or _not_among("kind", row, _KINDS)


def _not_among(column: str, row: Mapping[str, str], allowed: Collection[str]) -> str | None:
    cell = row.get(column)
    if not cell or cell in allowed:
        return None
    return f"{column} is {cell!r}, not one of: {', '.join(sorted(allowed))}"


def _name(text: str) -> GivenName | str:
    """A name with its dates in brackets, or what is wrong with it."""
    plain, _, dates = text.partition("[")
    plain = plain.strip()
    problem = name_problem(plain)
    if problem:
        return problem
    if not dates:
        return GivenName(plain)
    since, stroke, until = dates.rstrip().removesuffix("]").partition("/")
    ends = [end.strip() or None for end in (since, until)]
    if not stroke or any(end and days(end) is None for end in ends):
        return f"{text!r}: a name's dates are written [2012/2016-07-28], [2012/] or [/2016]"
    return GivenName(plain, *ends)
