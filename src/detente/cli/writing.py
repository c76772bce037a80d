"""Where records go: table, JSON Lines or CSV, on standard output or into a file.

Each record is written whole and at once, so that a batch which is stopped leaves only whole lines.
"""

import csv
import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import IO, Protocol

from detente.cli.rows import COLUMNS, event_rows
from detente.discuss.rendering import thread_lines
from detente.model.errors import DetenteError
from detente.model.record import Record


class Format(StrEnum):
    """How records are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Writer(Protocol):
    """Writes one record after the other."""

    def write(self, record: Record) -> None:
        """Write one record; it is out when this returns."""
        ...


def choose_format(wanted: Format | None, output: Path | None) -> Format:
    """Return the format asked for, else that of the file's name, else a table for a person only."""
    if wanted is not None:
        return wanted
    if output is not None:
        return Format.CSV if output.suffix.lower() == ".csv" else Format.JSONL
    return Format.TABLE if sys.stdout.isatty() else Format.JSONL


@contextmanager
def open_writer(form: Format, output: Path | None, *, threads: bool = False) -> Iterator[Writer]:
    """Yield a writer to the file, or to standard output; closes the file that it opened.

    Args:
        form: How records are written.
        output: The file; None for standard output.
        threads: Whether a table shows the comments; it counts them otherwise.

    Raises:
        DetenteError: The file cannot be written.
    """
    with open_output(output) as out:
        yield _writer(form, out, threads=threads)


@contextmanager
def open_output(output: Path | None) -> Iterator[IO[bytes]]:
    """Yield the file, or standard output; closes the file that it opened.

    Raises:
        DetenteError: The file cannot be written.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        file = output.open("wb")
    except OSError as error:
        raise DetenteError(
            f"{output}: cannot be written ({error.strerror}); name another file"
        ) from error
    with file:
        yield file


def _writer(form: Format, out: IO[bytes], *, threads: bool) -> Writer:
    if form is Format.TABLE:
        return _TableWriter(
            None if out is getattr(sys.stdout, "buffer", None) else out, threads=threads
        )
    return _JsonLines(out) if form is Format.JSONL else _CsvRows(out)


class _JsonLines:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, record: Record) -> None:
        write_whole(self._out, record.to_json() + "\n")


class _CsvRows:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._put([list(COLUMNS)])

    def write(self, record: Record) -> None:
        self._put(list(event_rows(record)))

    def _put(self, rows: list[list[str]] | list[list[str | int | float | None]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        write_whole(self._out, text.getvalue())


class _TableWriter:
    def __init__(self, out: IO[bytes] | None, *, threads: bool) -> None:
        self._threads = threads
        # Rich is for the table alone: JSON and CSV do not wait for it.
        from detente.cli import screen, table, thread_view

        self._show_tree = thread_view.show_tree
        self._show = table.show_record
        if out is None:
            self._console = screen.console()
        else:
            self._console = screen.console(file=io.TextIOWrapper(out, "utf-8", write_through=True))

    def write(self, record: Record) -> None:
        self._show(self._console, record)
        if self._threads and record.comments:
            self._show_tree(self._console, thread_lines(record))


def write_whole(out: IO[bytes], text: str) -> None:
    """Write and flush; a Ctrl-C in between takes effect only after it."""
    with _interrupt_later():
        out.write(text.encode("utf-8"))
        out.flush()


@contextmanager
def _interrupt_later() -> Iterator[None]:
    """Hold a first Ctrl-C back until the block is done; a second one gets through at once."""
    pressed: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        if pressed:
            signal.default_int_handler(number, frame)
        pressed.append(number)

    try:
        before = signal.signal(signal.SIGINT, hold)
    except ValueError:  # not the main thread: signals do not come here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        signal.raise_signal(signal.SIGINT)  # whoever holds Ctrl-C back around this decides
