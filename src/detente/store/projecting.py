"""From a record to the rows by which it is found: its page, its reports and their parties."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from detente.model.casebook import Party, Report
from detente.model.record import Document, Record
from detente.store.reports import from_json, handle_of, number_of, reports_of, to_json
from detente.store.reviewing import reviewed
from detente.store.tables import canonical, pages, parties, reports
from detente.store.words import (
    add_page_words,
    add_report_words,
    drop_page_words,
    drop_report_words,
    without_nul,
)


def add_page(connection: Connection, record: Record, *, version: int, taken: str) -> str:
    """Add a record's page; return the document's hash.

    Args:
        connection: From `database.writing`; the page is not there.
        record: The record that holds now.
        version: Its number.
        taken: When the page was first stored.
    """
    document = record.document
    name = plain_hash(document)
    number = number_of(name)
    told = {
        "origin": document.origin,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
    }
    row = {
        "document": name,
        "number": number,
        "version": version,
        **{key: value and without_nul(value) for key, value in told.items()},
        "address": address_hash(document.url),
        "taken": taken,
        "superseded": False,
        "original": name,
    }
    connection.execute(insert(pages), row)
    add_page_words(connection, number, document.title, document.text)
    return name


def address_hash(url: str | None) -> str | None:
    """Return the hash by which pages of one address are found; None without an address."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest() if url else None


def plain_hash(document: Document) -> str:
    """Return the hash of a document's bytes without its prefix."""
    return document.id.removeprefix("sha256:")


def add_reports(connection: Connection, record: Record) -> list[Report]:
    """Add a record's reports, with what persons corrected in them; return them."""
    name = plain_hash(record.document)
    found = reviewed(connection, name, list(reports_of(record)))
    if not found:
        return []
    connection.execute(insert(reports), [_row(name, report) for report in found])
    people = [row for report in found for row in _party_rows(report)]
    if people:
        connection.execute(insert(parties), people)
    add_report_words(connection, [(number_of(r.id), r.sentence) for r in found])
    return found


def _row(document: str, report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "number": number_of(report.id),
        "handle": handle_of(report.id),
        "document": document,
        "event": report.event,
        "type": report.type,
        "mode": report.mode,
        "status": report.status,
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
        "place": report.place,
        "place_name": report.place_name,
        "country": report.country,
        "lat": report.lat,
        "lon": report.lon,
        "confidence": report.confidence,
        "state": report.state,
        "sentence": report.sentence,
        "incident": None,
        "body": canonical(to_json(report)),
    }


def _party_rows(report: Report) -> list[dict[str, Any]]:
    def rows(role: str, people: Sequence[Party]) -> list[dict[str, Any]]:
        return [
            {
                "report": report.id,
                "role": role,
                "position": position,
                "entity": party.entity,
                "text": party.text,
            }
            for position, party in enumerate(people)
        ]

    return [*rows("actor", report.actors), *rows("recipient", report.recipients)]


def drop_reports(connection: Connection, document: str) -> None:
    """Take a page's reports and their parties away; what links them is gone already."""
    rows = connection.execute(
        select(reports.c.id, reports.c.number).where(reports.c.document == document)
    ).all()
    ids = [row.id for row in rows]
    if ids:
        drop_report_words(connection, [row.number for row in rows])
        connection.execute(delete(parties).where(parties.c.report.in_(ids)))
        connection.execute(delete(reports).where(reports.c.id.in_(ids)))


def drop_page(connection: Connection, document: str) -> None:
    """Take a page away; its reports and copies are gone already."""
    drop_page_words(connection, number_of(document))
    connection.execute(delete(pages).where(pages.c.document == document))


def load_reports(connection: Connection, ids: Sequence[str]) -> list[Report]:
    """Return reports by their ids, sorted by id; ids that are not there give none."""
    found: list[Report] = []
    for start in range(0, len(ids), 500):
        part = list(ids[start : start + 500])
        rows = connection.execute(select(reports.c.body).where(reports.c.id.in_(part))).scalars()
        found.extend(from_json(body) for body in rows)
    return sorted(found, key=lambda r: r.id)
