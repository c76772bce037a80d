"""Finding pages and reports in a casebook: by words, actors, places, days, types and states."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy import column as named_column

from detente.model.casebook import ReviewState
from detente.store.database import dialect_of
from detente.store.tables import pages, parties, reports
from detente.store.words import without_accents

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_LETTERS = re.compile(r"\w")
LEAST_KM_A_DEGREE = 110.5
"""Kilometres of a degree of latitude where it is shortest, at the equator."""
SNIPPET_WORDS = 18


@dataclass(frozen=True, slots=True)
class Near:
    """Places around a point."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is left out does not matter."""

    words: str | None = None
    """All of them must stand in the event's sentence; "words in quotes" one after the other."""
    type: str | None = None
    mode: str | None = None
    actors: tuple[str, ...] = ()
    """Ids of actors, of which one takes part in any role."""
    place: str | None = None
    """Id or name of a place."""
    country: str | None = None
    since: str | None = None
    """ISO day; a report counts if its happening may lie on or after it."""
    until: str | None = None
    state: ReviewState | None = None
    near: Near | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found."""

    id: str
    incident: str | None
    type: str
    mode: str | None
    status: str
    first: str | None
    last: str | None
    place_name: str | None
    state: str
    sentence: str
    document: str
    origin: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that was found."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    origin: str
    snippet: str


def find_reports(connection: Connection, wanted: Wanted, *, limit: int = 50) -> list[Hit]:
    """Return reports that fit, the latest happening first.

    Args:
        connection: From `database.reading`.
        wanted: What is looked for.
        limit: How many at most.
    """
    columns = (
        reports.c.id, reports.c.incident, reports.c.type, reports.c.mode, reports.c.status,
        reports.c.first, reports.c.last, reports.c.place_name, reports.c.state,
        reports.c.sentence, reports.c.document, pages.c.origin, pages.c.outlet, pages.c.published,
    )  # fmt: skip
    query: Select[Any] = select(*columns).join(pages, pages.c.document == reports.c.document)
    query = _fitting(connection, query, wanted)
    query = query.order_by(reports.c.first.is_(None), reports.c.first.desc(), reports.c.id)
    return [Hit(*row) for row in connection.execute(query.limit(limit))]


def count_reports(connection: Connection, wanted: Wanted) -> int:
    """Return how many reports fit."""
    query = _fitting(connection, select(func.count()).select_from(reports), wanted)
    return int(connection.execute(query).scalar() or 0)


def _fitting(connection: Connection, query: Select[Any], wanted: Wanted) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    plain = {
        reports.c.type: wanted.type,
        reports.c.mode: wanted.mode,
        reports.c.country: wanted.country,
        reports.c.state: wanted.state,
        reports.c.incident: wanted.incident,
    }
    conditions += [column == value for column, value in plain.items() if value is not None]
    if wanted.place:
        conditions.append(
            or_(reports.c.place == wanted.place, reports.c.place_name == wanted.place)
        )
    if wanted.since:
        conditions.append(reports.c.last >= wanted.since)
    if wanted.until:
        conditions.append(reports.c.first <= wanted.until)
    if wanted.actors:
        named = and_(parties.c.report == reports.c.id, parties.c.entity.in_(wanted.actors))
        conditions.append(exists().where(named))
    if wanted.near:
        conditions += _around(connection, wanted.near)
    if wanted.words:
        conditions.append(_with_words(connection, "report_words", reports.c.number, wanted.words))
    return query.where(*conditions)


def _with_words(
    connection: Connection, table: str, number: ColumnElement[int], words: str
) -> ColumnElement[bool]:
    if dialect_of(connection) == "sqlite":
        found = text(f"SELECT rowid FROM {table} WHERE {table} MATCH :words")  # noqa: S608 - our own names
        rows = found.bindparams(words=match_expression(words)).columns(named_column("rowid"))
    else:
        found = text(
            f"SELECT number FROM {table} "  # noqa: S608 - our own names
            "WHERE words @@ to_tsquery('english', :words)"
        )
        rows = found.bindparams(words=tsquery(words)).columns(named_column("number"))
    return number.in_(rows)


def match_expression(words: str) -> str:
    """Return FTS5's expression for words and "phrases", all of which must be there.

    Whatever a person writes is words: no operator of FTS5 gets through.
    """
    return " ".join(f'"{term}"' for term in _terms(words)) or '""'


def tsquery(words: str) -> str:
    """Return PostgreSQL's expression for the same, of whose operators none gets through either.

    Accents are taken off, as they are off the words that are searched (`words.MAKE`).
    """
    plain = (re.sub(r"['\\]", " ", without_accents(term)) for term in _terms(words))
    return " & ".join(f"'{term}'" for term in plain)


def _terms(words: str) -> list[str]:
    terms = (phrase or word for phrase, word in _TERM.findall(words.replace("\x00", " ")))
    return [term.replace('"', " ") for term in terms if _LETTERS.search(term)]


def _around(connection: Connection, near: Near) -> list[ColumnElement[bool]]:
    """A box that the index serves, and the distance within it."""
    north = near.km / LEAST_KM_A_DEGREE
    farthest = min(89.9, abs(near.lat) + north)  # meridians are closest there
    east = min(180.0, north / math.cos(math.radians(farthest)))
    middles = (near.lon - 360, near.lon, near.lon + 360)  # the box may reach over the 180th one
    box = [
        reports.c.lat.between(near.lat - north, near.lat + north),
        or_(*(reports.c.lon.between(lon - east, lon + east) for lon in middles)),
    ]
    if dialect_of(connection) == "postgresql" and has_postgis(connection):
        point = func.ST_MakePoint(reports.c.lon, reports.c.lat).op("::")(text("geography"))
        middle = func.ST_MakePoint(near.lon, near.lat).op("::")(text("geography"))
        return [*box, func.ST_DWithin(point, middle, near.km * 1000)]
    return [*box, _kilometres(near) <= near.km]


def _kilometres(near: Near) -> ColumnElement[float]:
    """Distance along the ground by the haversine formula, in the database's own functions."""
    half_lat = func.sin(func.radians(reports.c.lat - near.lat) / 2)
    half_lon = func.sin(func.radians(reports.c.lon - near.lon) / 2)
    part = half_lat * half_lat + half_lon * half_lon * math.cos(math.radians(near.lat)) * func.cos(
        func.radians(reports.c.lat)
    )
    return 2 * 6371.0 * func.asin(func.sqrt(case((part > 1, 1.0), else_=part)))  # rounding


def has_postgis(connection: Connection) -> bool:
    """Whether PostGIS is there to compute distances on the ellipsoid."""
    query = text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")
    return connection.execute(query).first() is not None


def find_pages(connection: Connection, words: str, *, limit: int = 50) -> list[PageHit]:
    """Return pages that hold some words, the best match first, with the words around them.

    Args:
        connection: From `database.reading`.
        words: All of them must be there; "words in quotes" one after the other.
        limit: How many at most.
    """
    if dialect_of(connection) == "sqlite":
        query = text(
            "SELECT p.document, p.title, p.outlet, p.published, p.origin, "
            "snippet(page_words, -1, '', '', '…', :around) AS snippet "
            "FROM page_words JOIN pages p ON p.number = page_words.rowid "
            "WHERE page_words MATCH :words ORDER BY bm25(page_words, 4.0, 1.0), p.document "
            "LIMIT :most"
        )
        given = {"words": match_expression(words), "most": limit, "around": SNIPPET_WORDS}
    else:
        query = text(
            "SELECT p.document, p.title, p.outlet, p.published, p.origin, "
            "ts_headline('english', w.text, q, :around) AS snippet "
            "FROM page_words w JOIN pages p ON p.number = w.number, "
            "to_tsquery('english', :words) q "
            "WHERE w.words @@ q ORDER BY ts_rank(w.words, q) DESC, p.document LIMIT :most"
        )
        around = f'StartSel="", StopSel="", MaxFragments=1, MaxWords={SNIPPET_WORDS}, MinWords=8'
        given = {"words": tsquery(words), "most": limit, "around": around}
    return [PageHit(*row) for row in connection.execute(query, given)]


def parties_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return who acted and to whom, as text, for reports by id."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    query = select(parties).where(parties.c.report.in_(ids))
    for row in connection.execute(query.order_by(parties.c.report, parties.c.position)):
        sides = found.setdefault(row.report, ([], []))
        sides[0 if row.role == "actor" else 1].append(row.text)
    return {name: ("; ".join(a), "; ".join(b)) for name, (a, b) in found.items()}


@dataclass(frozen=True, slots=True)
class PageReport:
    """A page's report in short."""

    event: str
    id: str
    state: str
    incident: str | None


def reports_of_page(connection: Connection, document: str) -> list[PageReport]:
    """Return a page's reports in the order of its text."""
    query = select(reports.c.event, reports.c.id, reports.c.state, reports.c.incident)
    query = query.where(reports.c.document == document)
    rows = [PageReport(*row) for row in connection.execute(query)]
    return sorted(rows, key=lambda r: (int(r.id.partition(":")[2].rstrip("+")), r.id))
