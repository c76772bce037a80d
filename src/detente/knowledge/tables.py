"""Reading the files that a political scientist edits, with errors that name file and line."""

import csv
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, cast

from detente.model.errors import KnowledgeError

LIST_MARK = ";"
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; cells are trimmed, and a cell that a file lacks is empty."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> tuple[str, ...]:
        """The entries of a cell that holds a list."""
        cell = self.cells[column]
        return tuple(part.strip() for part in cell.split(LIST_MARK) if part.strip()) if cell else ()

    def fail(self, problem: str) -> KnowledgeError:
        """The error for this line, ready to be raised."""
        return KnowledgeError(self.file, self.line, problem)

    def one_of(self, column: str, allowed: Collection[Word]) -> Word:
        """The cell, which must be one of `allowed`.

        Raises:
            KnowledgeError: it is not.
        """
        cell = self.cells[column]
        if cell not in allowed:
            choices = ", ".join(sorted(word for word in allowed if word))
            raise self.fail(f"{column} is {cell!r}, not one of: {choices}")
        return cast("Word", cell)  # it equals one of them

    def filled(self, column: str) -> str:
        """The cell, which must not be empty.

        Raises:
            KnowledgeError: it is.
        """
        cell = self.cells[column]
        if not cell:
            raise self.fail(f"{column} is empty")
        return cell


def data_folder(*parts: str) -> Path:
    """A folder of the knowledge that the package carries."""
    return Path(str(files("detente.knowledge"))).joinpath(*parts)


def read_table(path: Path, columns: Iterable[str], optional: Iterable[str] = ()) -> list[Row]:
    """The rows of a UTF-8 CSV file; lines that begin with # are comments.

    Args:
        path: the file.
        columns: the header that it must have, in this order.
        optional: columns that may follow; where one is missing its cells are empty.

    Raises:
        KnowledgeError: the file cannot be read, its header differs, or a line has another number
            of cells than the header.
    """
    rows: list[Row] = []
    for row in scan_table(path, columns, optional):
        if isinstance(row, KnowledgeError):
            raise row
        rows.append(row)
    return rows


def scan_table(
    path: Path, columns: Iterable[str], optional: Iterable[str] = ()
) -> Iterator[Row | KnowledgeError]:
    """Like `read_table`, with each wrong line as an error in its place."""
    required, more = list(columns), list(optional)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield KnowledgeError(path, 0, f"cannot be read: {error}")
        return
    header: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            cells = _cells(path, number, line)
        except KnowledgeError as error:
            yield error
            continue
        if not header:
            header = cells
            if not _is_header(cells, required, more):
                yield KnowledgeError(path, number, _header_problem(required, more))
                return
        elif len(cells) != len(header):
            yield KnowledgeError(path, number, f"{len(cells)} cells instead of {len(header)}")
        else:
            filled = dict.fromkeys(more, "")
            filled.update(zip(header, cells, strict=True))
            yield Row(path, number, filled)
    if not header:
        yield KnowledgeError(path, 1, _header_problem(required, more))


def _is_header(cells: list[str], required: list[str], more: list[str]) -> bool:
    extra = cells[len(required) :]
    known = set(extra) <= set(more) and len(set(extra)) == len(extra)
    return cells[: len(required)] == required and known


def _header_problem(required: list[str], more: list[str]) -> str:
    tail = f", then any of {','.join(more)}" if more else ""
    return f"the header must be {','.join(required)}{tail}"


def _cells(path: Path, number: int, line: str) -> list[str]:
    if '"' not in line:
        return [cell.strip() for cell in line.rstrip("\r").split(",")]
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r")], strict=True))]
    except csv.Error as error:
        raise KnowledgeError(path, number, f"broken quoting: {error}") from error


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file and what it says.

    Raises:
        KnowledgeError: it cannot be read or is no TOML; file and, where told, line are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(path, 0, f"cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise KnowledgeError(path, int(line[1]) if line else 0, f"is no TOML: {error}") from error


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of `frames/classes/<name>.txt`, one a line, `#` begins a comment.

    Raises:
        KnowledgeError: there is no such class.
    """
    path = data_folder("frames", "classes", f"{name}.txt")
    if not path.is_file():
        raise KnowledgeError(path, 1, "no such word class")
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)
