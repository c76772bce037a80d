"""Captures: the bytes of an input as they came, their digest, where and when they were taken."""

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from detente.model.errors import EmptyInput, InputError, MissingInput, TooLarge
from detente.model.page import Capture
from detente.read.limits import MAX_BYTES, MEGABYTE

STANDARD_INPUT = "-"


def capture(data: bytes, origin: str, media_type: str | None = None) -> Capture:
    """Bytes as a capture: unaltered, with SHA-256 and the present time in UTC.

    Args:
        data: The bytes.
        origin: Path or address as given.
        media_type: As a server stated it.

    Raises:
        EmptyInput: There are none.
        TooLarge: There are more than `MAX_BYTES`.
    """
    check_size(len(data), origin)
    if not data.strip():
        raise EmptyInput(origin, "the input is empty", "check that the page was saved whole")
    return Capture(data, hashlib.sha256(data).hexdigest(), origin, datetime.now(UTC), media_type)


def check_size(size: int, origin: str, limit: int = MAX_BYTES) -> None:
    """Refuse what is larger than one input may be.

    Raises:
        TooLarge: More than `limit` bytes.
    """
    if size > limit:
        raise TooLarge(
            origin,
            f"more than {limit // MEGABYTE} MB",
            "split it into its pages, or into JSON Lines files of fewer rows",
        )


def capture_file(path: Path, origin: str) -> Capture:
    """The bytes of a file.

    Raises:
        MissingInput: There is no such file, or it is a folder.
        InputError: It cannot be read; also `EmptyInput` and `TooLarge`.
    """
    try:
        if path.is_dir():
            raise MissingInput(origin, "this is a folder", "name the files in it, or use its pages")
        if not path.exists():
            raise MissingInput(origin, "no such file", "check the spelling and the folder")
        if not path.is_file():
            raise MissingInput(origin, "this is no regular file", "save the page to a file first")
        check_size(path.stat().st_size, origin)
        with path.open("rb") as file:
            data = read_limited(file, origin)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "not a usable path"
        raise InputError(origin, f"cannot be read ({reason})", "check its permissions") from error
    return capture(data, origin)


def capture_standard_input() -> Capture:
    """What standard input holds, to its end; the same errors as for a file."""
    return capture(read_limited(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT)


def read_limited(stream: BinaryIO, origin: str, limit: int = MAX_BYTES) -> bytes:
    """A stream to its end, but never more than `limit` bytes.

    Raises:
        TooLarge: The stream goes on after that.
    """
    data = stream.read(limit + 1)
    check_size(len(data), origin, limit)
    return data
