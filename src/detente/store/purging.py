"""Taking things out of a casebook for good: captured bytes, whole pages, readers' comments.

The log keeps that it was done and what the rows were called, never what was in them.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from detente.discuss.erasure import Wanted, erase, found_in
from detente.model.record import Record
from detente.store import log
from detente.store.tables import captures, codings, sightings, states, versions


def purge_bytes(connection: Connection, documents: list[str], *, who: str) -> int:
    """Take the captured bytes of pages; records stay, and can no longer be coded anew.

    Args:
        connection: From `database.writing`.
        documents: Hashes of pages.
        who: A person's code, or the program.

    Returns:
        How many captures had bytes.
    """
    rows = []
    for name in documents:
        row = connection.execute(select(captures).where(captures.c.id == name)).mappings().first()
        if row is None or not row["packed"]:
            continue
        connection.execute(update(captures).where(captures.c.id == name).values(packed=b""))
        emptied = {**row, "packed": b""}
        rows.append([log.row_key(captures, emptied), log.row_hash(emptied)])
    if rows:
        log.append(connection, "purge-bytes", rows=rows, who=who)
    return len(rows)


def due_documents(connection: Connection, days: int, *, now: datetime | None = None) -> list[str]:
    """Return the pages whose bytes were taken more than so many days ago and are still kept."""
    since = (now or datetime.now(UTC)) - timedelta(days=days)
    query = (
        select(sightings.c.capture)
        .join(captures, captures.c.id == sightings.c.capture)
        .where(captures.c.packed != b"")
        .group_by(sightings.c.capture)
    )
    late = select(sightings.c.capture).where(
        sightings.c.at >= since.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    )
    return sorted(connection.execute(query.where(sightings.c.capture.not_in(late))).scalars())


def purge_page(connection: Connection, document: str, *, who: str) -> None:
    """Take a page whole: bytes, sightings, all versions, what persons said of its events.

    What is derived from it has to be taken out before (`link.incidents.taking.drop`).
    """
    gone: list[str] = []
    for table, column in (
        (codings, codings.c.document),
        (states, states.c.document),
        (versions, versions.c.document),
        (sightings, sightings.c.capture),
        (captures, captures.c.id),
    ):
        rows = connection.execute(select(table).where(column == document)).mappings().all()
        gone += [log.row_key(table, dict(row)) for row in rows]
        connection.execute(delete(table).where(column == document))
    log.append(connection, "purge-page", gone=gone, who=who)


def pages_with(connection: Connection, who: Wanted) -> list[str]:
    """Return the pages of which a version holds a comment that is looked for."""
    found: set[str] = set()
    for document, _, value in _versions(connection):
        if found_in([value], who):
            found.add(document)
    return sorted(found)


def erase_comments(
    connection: Connection, documents: list[str], target: Wanted | None, *, who: str
) -> int:
    """Erase comments from all versions of pages, and the bytes that hold them as published.

    Args:
        connection: From `database.writing`.
        documents: Hashes of pages.
        target: A reader or one comment; None for all comments of the pages.
        who: A person's code, or the program.

    Returns:
        How many comments were erased, counted in the last versions.
    """
    rows: list[list[str]] = []
    counts: dict[str, int] = {}
    for document, number, value in list(_versions(connection, documents)):
        before = value if target else {**value, "comments": []}
        changed, count = erase([before], target) if target else ([before], len(value["comments"]))
        counts[document] = count
        record = Record.model_validate(changed[0]).to_json()
        rows.append(_replace(connection, versions, document, number, record))
    if rows:
        log.append(connection, "erase-comments", rows=rows, who=who, comments=sum(counts.values()))
        purge_bytes(connection, documents, who=who)
    return sum(counts.values())


def _replace(
    connection: Connection, table: Table, document: str, number: int, record: str
) -> list[str]:
    """Put a row in place of the one that held more; this table's rows are never altered."""
    here = (versions.c.document == document) & (versions.c.number == number)
    row = dict(connection.execute(select(table).where(here)).mappings().one())
    connection.execute(delete(table).where(here))
    row["record"] = record
    connection.execute(insert(table), row)
    return [log.row_key(table, row), log.row_hash(row)]


def _versions(
    connection: Connection, documents: list[str] | None = None
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Document, number and record of versions that hold comments, oldest first."""
    query = select(versions.c.document, versions.c.number, versions.c.record)
    if documents is not None:
        query = query.where(versions.c.document.in_(documents))
    query = query.where(versions.c.record.not_like('%"comments":[]%'))
    for row in connection.execute(query.order_by(versions.c.document, versions.c.number)):
        yield row.document, row.number, json.loads(row.record)
