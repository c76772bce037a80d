"""Captured bytes, kept under their hash and never altered.

They hold the page as it was published, commenters' names included: nothing but recoding reads them,
nothing searches or exports them, and `detente purge` takes them.
"""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from detente.model.errors import StoreError
from detente.model.page import Capture
from detente.store import log
from detente.store.tables import captures, sightings

_LEVEL = 6


def keep_capture(
    connection: Connection, capture: Capture, *, run: str, row: bool
) -> list[list[str]]:
    """Keep a capture and where it was met; what is there already is not written again.

    Args:
        connection: From `database.writing`.
        capture: The bytes and their origin; no bytes where only a record came in.
        run: The run's id.
        row: Whether it is a row of a file of many.

    Returns:
        Names and hashes of the rows written, for the log.
    """
    kept: list[list[str]] = []
    if not has_capture(connection, capture.sha256):
        packed = zlib.compress(capture.data, _LEVEL) if capture.data else b""
        bytes_ = {"id": capture.sha256, "packed": packed, "size": len(capture.data)}
        kept.append(log.keep(connection, captures, bytes_))
    if not is_met(connection, capture):
        sighting: dict[str, Any] = {
            "capture": capture.sha256,
            "origin": capture.origin,
            "at": capture.captured_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "run": run,
            "media_type": capture.media_type,
            "row": row,
        }
        kept.append(log.keep(connection, sightings, sighting))
    return kept


def is_met(connection: Connection, capture: Capture) -> bool:
    """Whether these bytes are known from this origin."""
    met = select(sightings.c.at).where(
        sightings.c.capture == capture.sha256, sightings.c.origin == capture.origin
    )
    return connection.execute(met).first() is not None


def has_capture(connection: Connection, sha256: str) -> bool:
    """Whether these bytes are (or were, before a purge) kept."""
    found = connection.execute(select(captures.c.size).where(captures.c.id == sha256)).first()
    return found is not None


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when a capture was met."""

    origin: str
    at: str
    media_type: str | None
    row: bool
    """Whether it is a row of a file of many."""


def sightings_of(connection: Connection, sha256: str) -> list[Sighting]:
    """Return where a capture was met, the first time first."""
    query = select(sightings).where(sightings.c.capture == sha256)
    rows = connection.execute(query.order_by(sightings.c.at, sightings.c.origin))
    return [Sighting(r.origin, r.at, r.media_type, bool(r.row)) for r in rows]
