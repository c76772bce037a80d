"""Versions of records: what was known of a page, and when; nothing is overwritten."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from detente.model.record import Record
from detente.store import log
from detente.store.tables import canonical, runs, versions


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page's record."""

    document: str
    number: int
    at: str
    run: str
    coded_with: str
    published: str | None
    """As the caller stated it, for coding it again."""
    outlet: str | None
    record: str
    """JSON, schema detente/1."""


def coding_hash(version: str, codebook: str, options: dict[str, object]) -> str:
    """Return what tells one way of coding from another: program, knowledge and options."""
    told = canonical([version, codebook, options])
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def latest(connection: Connection, document: str) -> Version | None:
    """Return the version of a page's record that holds now; None where there is none."""
    return as_of(connection, document, None)


def as_of(connection: Connection, document: str, when: str | None) -> Version | None:
    """Return the version that held at a time (ISO, UTC); the last one where no time is given."""
    query = select(versions).where(versions.c.document == document)
    if when is not None:
        query = query.where(versions.c.at <= when)
    row = connection.execute(query.order_by(versions.c.number.desc()).limit(1)).first()
    return None if row is None else Version(*row)


def keep_version(
    connection: Connection,
    record: Record,
    *,
    run: str,
    coded_with: str,
    published: str | None = None,
    outlet: str | None = None,
) -> tuple[int, list[str]] | None:
    """Add a version of a record; None where the last one says the same and was coded alike.

    Args:
        connection: From `database.writing`.
        record: What was coded.
        run: The run's id.
        coded_with: From `coding_hash`.
        published: Day of publication as the caller stated it.
        outlet: Outlet as the caller stated it.

    Returns:
        Its number, and its name and hash for the log.
    """
    document = record.document.id.removeprefix("sha256:")
    text = record.to_json()
    before = latest(connection, document)
    if before and before.record == text and before.coded_with == coded_with:
        return None
    number = before.number + 1 if before else 1
    row = {
        "document": document,
        "number": number,
        "at": log.now(),
        "run": run,
        "coded_with": coded_with,
        "published": published,
        "outlet": outlet,
        "record": text,
    }
    return number, log.keep(connection, versions, row)


def is_coded(connection: Connection, document: str, coded_with: str) -> bool:
    """Whether a page's record that holds now was coded in this way."""
    before = latest(connection, document)
    return before is not None and before.coded_with == coded_with


def first_taken(connection: Connection, document: str) -> str:
    """Return when a page was first stored, ISO; its first version tells it, which never changes.

    A sighting may be older than another that came in before: importers that run at the same time
    meet a page and store it in no fixed order.
    """
    query = select(versions.c.at).where(versions.c.document == document)
    return str(connection.execute(query.order_by(versions.c.number).limit(1)).scalar() or "")


def documents(connection: Connection) -> list[str]:
    """Return the hashes of all pages with a record, sorted."""
    query = select(versions.c.document).distinct().order_by(versions.c.document)
    return list(connection.execute(query).scalars())


def all_latest(connection: Connection) -> Iterator[Version]:
    """Yield the version that holds now of every page, by the page's hash."""
    for document in documents(connection):
        found = latest(connection, document)
        if found:
            yield found


@dataclass(frozen=True, slots=True)
class Known:
    """When a version came to be known, and what coded it."""

    number: int
    at: str
    command: str
    version: str
    """Of Detente."""
    codebook: str


def history(connection: Connection, document: str) -> list[Known]:
    """Return the versions of a page's record, the first one first."""
    query = (
        select(versions.c.number, versions.c.at, runs.c.command, runs.c.version, runs.c.codebook)
        .join(runs, runs.c.id == versions.c.run)
        .where(versions.c.document == document)
        .order_by(versions.c.number)
    )
    return [Known(*row) for row in connection.execute(query)]
