"""What was erased stays erased: a page that is added again does not bring its readers back.

The bytes of a page from which comments were erased are gone, but a person may have the page still,
and a new codebook codes it anew. What the stored record no longer says is taken from the new one.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from detente.discuss.erasure import ERASED, MASK, Wanted, erase
from detente.model.comment import Comment
from detente.model.record import Record
from detente.read.pseudonyms import PSEUDONYM
from detente.store.tables import captures, log, versions

NO_COMMENTS = '%"comments":[]%'
"""Fits the JSON of records without comments."""
ERASING = "erase-comments"
"""The log's word for it; its entries name the page."""


def is_emptied(connection: Connection, document: str) -> bool:
    """Whether a page is known whose bytes were taken, or never were here."""
    emptied = select(captures.c.id).where(captures.c.id == document, captures.c.packed == b"")
    return connection.execute(emptied).first() is not None


def without_erased(connection: Connection, record: Record) -> Record:
    """Return a record without what was erased from the page before.

    Placeholders are carried over by the comments' ids, and readers whose calls were masked are
    masked again. Where the thread is read in another way now, so that nothing tells which words
    were meant, or where all comments of the page were erased, no comment stays.

    Args:
        connection: From `database.writing`.
        record: Of a page that comes in; one that is new, or was purged whole, stays as it is.
    """
    document = record.document.id.removeprefix("sha256:")
    if not record.comments or not is_emptied(connection, document):
        return record
    before = _last_thread(connection, document)
    if before is None:
        return without_comments(record) if _is_cleared(connection, document) else record
    if [(c.id, c.parent) for c in before] != [(c.id, c.parent) for c in record.comments]:
        return without_comments(record)
    targets = _targets(before, record)
    left = erased_from(record, targets) if targets else record
    return left if _holds_masks(before, left.comments) else without_comments(record)


def without_comments(record: Record) -> Record:
    """Return a record without comments, and without the actors and places that only they named."""
    return named_only(record.model_copy(update={"comments": ()}))


def erased_from(record: Record, targets: Sequence[Wanted]) -> Record:
    """Return a record from which readers and comments are erased, with all that hangs on them."""
    values = [json.loads(record.to_json())]
    for target in targets:
        values, _ = erase(values, target)
    return named_only(Record.model_validate(values[0]))


def named_only(record: Record) -> Record:
    """Return a record without the actors and places that nothing in it refers to."""
    parts = (
        record.mentions,
        record.events,
        record.relations,
        record.capabilities,
        record.comments,
    )
    names = {word for part in parts for one in part for word in _words(one.model_dump())}
    return record.model_copy(
        update={
            "actors": {key: of for key, of in record.actors.items() if key in names},
            "places": {key: of for key, of in record.places.items() if key in names},
        }
    )


def _words(value: Any) -> Iterator[str]:
    """All text values within a value; ids are among them, whatever key they stand under."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words(part)


def _last_thread(connection: Connection, document: str) -> tuple[Comment, ...] | None:
    """The comments of a page's last version that has some; None where none has."""
    query = select(versions.c.record).where(
        versions.c.document == document, versions.c.record.not_like(NO_COMMENTS)
    )
    text = connection.execute(query.order_by(versions.c.number.desc()).limit(1)).scalar()
    return None if text is None else Record.model_validate_json(text).comments


def _is_cleared(connection: Connection, document: str) -> bool:
    """Whether comments of a page without comments were erased, as the log tells."""
    told = select(log.c.number).where(log.c.action == ERASING, log.c.details.contains(document))
    return connection.execute(told).first() is not None


def _targets(before: Sequence[Comment], record: Record) -> list[Wanted]:
    """What was erased from a page's thread, as it has to be erased from it again."""
    found: list[Wanted] = []
    called: set[str] = set()
    for old, new in zip(before, record.comments, strict=True):
        if old.deleted and old != new:
            found.append(
                Wanted(comment=old.id, document=record.document.id.removeprefix("sha256:"))
            )
        called |= _called(old.text, new.text)
    return [*found, *(Wanted(pseudonym=name) for name in sorted(called))]


def _called(old: str, new: str) -> set[str]:
    """The readers who stand where calls were masked."""
    starts = (found.start() for found in re.finditer(ERASED, old))
    there = {new[at : at + len(ERASED)] for at in starts} - {ERASED}
    return {name for name in there if PSEUDONYM.fullmatch(name)}


def _holds_masks(before: Sequence[Comment], now: Sequence[Comment]) -> bool:
    """Whether all words that were masked are masked still."""
    return all(
        old.text == new.text
        for old, new in zip(before, now, strict=True)
        if ERASED in old.text or MASK in old.text
    )
