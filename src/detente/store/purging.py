"""Taking things out of a casebook for good: captured bytes, whole pages, readers' comments.

The log keeps that it was done and what the rows were called, never what was in them.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from detente.discuss.erasure import Wanted, erase, found_in
from detente.model.record import Record
from detente.store import log
from detente.store.erased import ERASING, NO_COMMENTS, named_only
from detente.store.tables import (
    canonical,
    captures,
    codings,
    judgements,
    sightings,
    states,
    verdicts,
    versions,
)


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
    """Return the pages whose bytes were taken more than so many days ago and are still kept.

    Days count from when the bytes were first met: meeting them again elsewhere keeps no longer.
    """
    since = (now or datetime.now(UTC)) - timedelta(days=days)
    query = (
        select(sightings.c.capture)
        .join(captures, captures.c.id == sightings.c.capture)
        .where(captures.c.packed != b"")
        .group_by(sightings.c.capture)
        .having(func.min(sightings.c.at) < since.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    )
    return sorted(connection.execute(query).scalars())


def purge_page(connection: Connection, document: str, *, who: str) -> None:
    """Take a page whole: bytes, sightings, all versions, what persons said of its events.

    What is derived from it has to be taken out before (`link.incidents.taking.drop`). A judgement
    that also names other pages keeps what it says of them.
    """
    gone, rows = _purge_judgements(connection, document)
    for table, column in (
        (codings, codings.c.document),
        (states, states.c.document),
        (versions, versions.c.document),
        (sightings, sightings.c.capture),
        (captures, captures.c.id),
    ):
        found = connection.execute(select(table).where(column == document)).mappings().all()
        gone += [log.row_key(table, dict(row)) for row in found]
        connection.execute(delete(table).where(column == document))
    log.append(connection, "purge-page", rows=rows, gone=gone, who=who)


def _purge_judgements(connection: Connection, document: str) -> tuple[list[str], list[list[str]]]:
    """Take a page out of the judgements that name it.

    Returns:
        Names of the rows that went: judgements that say nothing of two sides any more, and what
        took them back; and name and hash of each row that says less now.
    """
    gone: list[str] = []
    rows: list[list[str]] = []
    sides = (judgements.c.left, judgements.c.right)
    named = select(judgements).where(or_(*(side.contains(document) for side in sides)))
    for row in connection.execute(named.order_by(judgements.c.id)).mappings().all():
        left, right = (_others(row[side.name], document) for side in sides)
        tie = row["verdict"] == "same" and len(left) + len(right) > 1
        if tie or (left and right):
            rows.append(_judge_less(connection, dict(row), left, right))
            continue
        own = or_(judgements.c.id == row["id"], judgements.c.revokes == row["id"])
        there = connection.execute(select(judgements).where(own)).mappings().all()
        gone += [log.row_key(judgements, dict(one)) for one in there]
        connection.execute(delete(verdicts).where(verdicts.c.judgement == row["id"]))
        connection.execute(delete(judgements).where(own))
    return gone, rows


def _others(side: str, document: str) -> list[list[Any]]:
    """The anchors of one side of a judgement that are on other pages."""
    return [anchor for anchor in json.loads(side) if anchor[1] != document]


def _judge_less(
    connection: Connection, row: Mapping[str, Any], left: list[list[Any]], right: list[list[Any]]
) -> list[str]:
    """Put a judgement in place of one that named more reports; its verdicts are those already."""
    of = verdicts.c.judgement == row["id"]
    pairs = [dict(r) for r in connection.execute(select(verdicts).where(of)).mappings()]
    connection.execute(delete(verdicts).where(of))  # they refer to the row
    connection.execute(delete(judgements).where(judgements.c.id == row["id"]))
    less = {**row, "left": canonical(left), "right": canonical(right)}
    kept = log.keep(connection, judgements, less)
    if pairs:
        connection.execute(insert(verdicts), pairs)
    return kept


def pages_with(connection: Connection, who: Wanted) -> list[str]:
    """Return the pages of which a version holds a comment that is looked for, or calls a reader."""
    if who.pseudonym is not None:
        holding = versions.c.record.contains(who.pseudonym)
        query = select(versions.c.document).where(holding).distinct()
        return sorted(connection.execute(query).scalars())
    return sorted({name for name, _, value in _versions(connection) if found_in([value], who)})


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
    return sum(_erase_of(connection, document, target, who) for document in documents)


def _erase_of(connection: Connection, document: str, target: Wanted | None, who: str) -> int:
    rows: list[list[str]] = []
    count = 0
    for _, number, value in list(_versions(connection, document, target)):
        before = value if target else {**value, "comments": []}
        changed, count = erase([before], target) if target else ([before], len(value["comments"]))
        record = named_only(Record.model_validate(changed[0])).to_json()
        rows.append(_replace(connection, document, number, record))
    # Bytes may hold comments where no version does: they were coded without.
    emptied = purge_bytes(connection, [document], who=who) if rows or target is None else 0
    if rows or emptied:
        log.append(connection, ERASING, rows=rows, who=who, document=document, comments=count)
    return count


def _replace(connection: Connection, document: str, number: int, record: str) -> list[str]:
    """Put a row in place of the one that held more; this table's rows are never altered."""
    here = (versions.c.document == document) & (versions.c.number == number)
    row = dict(connection.execute(select(versions).where(here)).mappings().one())
    connection.execute(delete(versions).where(here))
    return log.keep(connection, versions, {**row, "record": record})


def _versions(
    connection: Connection, document: str | None = None, target: Wanted | None = None
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Document, number and record of versions that hold comments, or a reader; oldest first."""
    query = select(versions.c.document, versions.c.number, versions.c.record)
    if document is not None:
        query = query.where(versions.c.document == document)
    reader = target.pseudonym if target else None
    holding = versions.c.record
    query = query.where(holding.contains(reader) if reader else holding.not_like(NO_COMMENTS))
    for row in connection.execute(query.order_by(versions.c.document, versions.c.number)):
        yield row.document, row.number, json.loads(row.record)
