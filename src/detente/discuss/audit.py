"""The audit log of decisions on comments: JSON Lines that are only ever appended to.

Each line names the hash of the line before it, so that a line which was changed or taken out later
shows (`broken_at`). A line holds no text, name or pseudonym of a commenter.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from detente.model.errors import DetenteError

START = "0" * 64
"""What the first line names as the one before it."""


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class AuditLog:
    """One log file.

    Args:
        path: The file; made at the first entry.

    Raises:
        DetenteError: The file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            data = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise _unusable(path, error) from error
        lines = data.rstrip(b"\n").split(b"\n")
        self._last = _hash(lines[-1]) if lines[-1] else START
        self._whole = not data or data.endswith(b"\n")

    def append(self, entries: Sequence[Mapping[str, object]]) -> None:
        """Write entries to the disk before this returns.

        Raises:
            DetenteError: The file cannot be written.
        """
        if not entries:
            return
        last, lines = self._last, []
        for entry in entries:
            line = json.dumps({**entry, "previous": last}, ensure_ascii=False).encode()
            last = _hash(line)
            lines.append(line)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                # A line that a crash cut short stays as it is, and is closed.
                file.write((b"" if self._whole else b"\n") + b"\n".join(lines) + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unusable(self.path, error) from error
        self._whole = True
        self._last = last


def broken_at(path: Path) -> int | None:
    """The number of the first line that does not follow from the one before it; None if all do."""
    last = START
    for number, line in enumerate(path.read_bytes().rstrip(b"\n").split(b"\n"), start=1):
        try:
            stated = json.loads(line)["previous"]
        except (ValueError, KeyError, TypeError):
            return number
        if stated != last:
            return number
        last = _hash(line)
    return None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _unusable(path: Path, error: OSError) -> DetenteError:
    return DetenteError(
        f"{path}: the audit log cannot be used ({error.strerror}); name another with --log"
    )
