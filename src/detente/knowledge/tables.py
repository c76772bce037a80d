"""Reading the knowledge tables: CSV files whose mistakes are named by file and line."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.model.errors import KnowledgeError

ROOT: Traversable = resources.files("detente.knowledge")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, problem: str) -> KnowledgeError:
        """A KnowledgeError that names this row's file and line."""
        return KnowledgeError(self.file, self.line, problem)


def read_table(source: Traversable | Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a CSV file whose header must hold exactly `columns`; `#` lines are skipped.

    Raises KnowledgeError for a wrong header, a wrong number of cells, or bytes that are not UTF-8.
    """
    name = source.name
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise KnowledgeError(name, 1, f"not UTF-8 ({error.reason})") from error
    reader = csv.reader(line for line in lines if not line.startswith("#"))
    numbers = [number for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    header = next(reader, None)
    if header != list(columns):
        raise KnowledgeError(name, 1, f"the header must read {','.join(columns)}")
    for cells in reader:
        line = numbers[reader.line_num - 1]
        if not any(cells):
            continue
        if len(cells) != len(columns):
            raise KnowledgeError(name, line, f"{len(cells)} cells where {len(columns)} belong")
        yield Row(name, line, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of `frames/classes/<name>.txt`; raises KnowledgeError when there is no such class."""
    source = ROOT / "frames" / "classes" / f"{name}.txt"
    if not source.is_file():
        raise KnowledgeError(f"classes/{name}.txt", 1, "no such word class")
    lines = (line.split("#")[0].strip() for line in source.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)
