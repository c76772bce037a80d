"""A run that writes: noted once, with its first row, with what it coded."""

import secrets
from typing import Any

from sqlalchemy import Connection

from detente.store import log
from detente.store.tables import canonical, runs


class Run:
    """One run of a command; what writes nothing leaves no trace.

    Args:
        command: The command's name; log entries carry it.
        version: Of Detente.
        codebook: Hash of all knowledge files.
        options: What else decides how pages are coded.
    """

    def __init__(self, command: str, version: str, codebook: str, options: dict[str, Any]) -> None:
        self.id = f"r-{secrets.token_hex(8)}"
        self.command = command
        self._row = {
            "id": self.id,
            "at": log.now(),
            "command": command,
            "version": version,
            "codebook": codebook,
            "options": canonical(options),
        }
        self._is_kept = False
        self._is_written = False

    def keep(self, connection: Connection) -> list[list[str]]:
        """Write the run's row where no transaction has yet; return its name and hash."""
        if self._is_kept:
            return []
        self._is_written = True
        return [log.keep(connection, runs, self._row)]

    def kept(self) -> None:
        """Note that the transaction that wrote the row has ended well."""
        self._is_kept = self._is_kept or self._is_written
