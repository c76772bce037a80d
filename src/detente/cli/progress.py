"""A progress bar with the rate, on standard error, for more than a few inputs in a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from detente.cli import screen

if TYPE_CHECKING:
    from rich.progress import Progress

FEW = 5
"""Up to this many inputs, a progress bar only flickers."""


class Watch:
    """Counts what is done; shows it when there is a bar."""

    def __init__(self, bar: "Progress | None" = None, total: int | None = None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=total, rate="") if bar else None
        self._began: float | None = None
        self._pages = 0

    def page_done(self) -> None:
        """Count a page; the clock starts with the first one, when everything is loaded."""
        self._pages += self._began is not None
        self._began = self._began or time.monotonic()

    def input_done(self) -> None:
        """Count an input and show the rate in pages: one input may hold many."""
        if self._bar is None or self._task is None:
            return
        rate = self._pages / max(time.monotonic() - (self._began or 0.0), 1e-9)
        self._bar.update(self._task, advance=1, rate=f"{rate:.1f} documents/s")


@contextmanager
def watch(total: int | None, *, quiet: bool) -> Iterator[Watch]:
    """Yield a watch; with a bar when standard error is a terminal and there is enough to watch.

    Args:
        total: Number of inputs, None when unknown.
        quiet: Show no bar: the records go to the same terminal and show how far it is.
    """
    if quiet or not sys.stderr.isatty() or (total is not None and total <= FEW):
        yield Watch()
        return
    # Rich's progress bars take 30 ms to load.
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    error_console = screen.console(stderr=True)
    # Records must not be sent through the bar's console: that one writes to standard error.
    with Progress(*columns, console=error_console, transient=True, redirect_stdout=False) as bar:
        yield Watch(bar, total)
