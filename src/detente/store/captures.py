"""Captured bytes, kept under their hash and never altered.

They hold the page as it was published, commenters' names included: nothing but recoding reads them,
nothing searches or exports them, and `detente purge` takes them.
"""

import hashlib
import zlib
from typing import Any

from sqlalchemy import Connection, select

from detente.model.errors import StoreError
from detente.model.page import Capture
from detente.store import log
from detente.store.tables import captures, sightings

_LEVEL = 6


def keep_capture(
    connection: Connection, capture: Capture, *, run: str, given: str
) -> list[list[str]]:
    """Keep a capture and where it was met; what is there already is not written again.

    Args:
        connection: From `database.writing`.
        capture: The bytes and their origin.
        run: The run's id.
        given: JSON of what reading them again needs.

    Returns:
        Names and hashes of the rows written, for the log.
    """
    rows: list[list[str]] = []
    if not has_capture(connection, capture.sha256):
        packed = zlib.compress(capture.data, _LEVEL)
        row: dict[str, Any] = {"id": capture.sha256, "packed": packed, "size": len(capture.data)}
        rows.append(log.keep(connection, captures, row))
    met = select(sightings.c.at).where(
        sightings.c.capture == capture.sha256, sightings.c.origin == capture.origin
    )
    if connection.execute(met).first() is None:
        at = capture.captured_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        row = {
            "capture": capture.sha256, "origin": capture.origin, "at": at, "run": run, "given": given
        }  # fmt: skip
        rows.append(log.keep(connection, sightings, row))
    return rows


def has_capture(connection: Connection, sha256: str) -> bool:
    """Whether these bytes are (or were, before a purge) kept."""
    return (
        connection.execute(select(captures.c.size).where(captures.c.id == sha256)).first()
        is not None
    )


def captured_bytes(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes as they were captured; None where they were purged.

    Raises:
        StoreError: They are not what they were; `detente verify` tells more.
    """
    packed = connection.execute(select(captures.c.packed).where(captures.c.id == sha256)).scalar()
    if not packed:
        return None
    try:
        data = zlib.decompress(packed)
    except zlib.error as error:
        raise StoreError(f"capture {sha256[:12]} is damaged; restore it from a copy") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(f"capture {sha256[:12]} was altered; restore it from a copy")
    return data
