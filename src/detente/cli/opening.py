"""Opening the project that a command works on."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.screen import say

if TYPE_CHECKING:
    from detente.run.project import OpenProject

_PATIENCE_S = 2.0
"""After so long a person is told what is being done."""


def opened(named: Path | None, *, fresh: bool = True) -> "OpenProject":
    """Return the project that is named, or that this folder is in.

    Args:
        named: Its folder, None where a person named none.
        fresh: Bring what is derived up to date first; verifying looks at it as it is.

    Raises:
        ProjectError: There is none.
        StoreError: Its casebook cannot be opened.
    """
    # The database's libraries are loaded by the commands that use it.
    from detente.run.project import open_project

    told = _Told()
    return open_project(named, on_page=told.page, fresh=fresh)


class _Told:
    """Tells once that derived tables are made again, where that takes long."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._said = False

    def page(self, done: int, total: int) -> None:
        """Take note of a page that is done."""
        if not self._said and time.monotonic() - self._began > _PATIENCE_S:
            self._said = True
            say(f"rules have changed: incidents are made again ({done} of {total} pages) ...")
