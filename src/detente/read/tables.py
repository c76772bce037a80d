"""Tables (CSV, TSV) of comments or articles: one row each, columns named as in JSON rows."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from detente.model.errors import FormatError
from detente.read.boards.comments import is_row
from detente.read.fields import TEXTS
from detente.read.limits import MAX_JSON_BYTES

_MARKS = (",", "\t", ";")
_MISSING = frozenset({"nan", "none", "null", "na", "n/a", "-"})
"""How other programs write an empty cell."""
_MEND = "the first line names the columns, for example id,parent,author,time,text"


def is_table(head: str) -> bool:
    """Whether a text without a name begins like a table of comments.

    Args:
        head: Its first characters.
    """
    columns = _columns(head.partition("\n")[0])
    return len(columns) > 2 and is_row(dict.fromkeys(columns, "x"))


def _columns(line: str) -> list[str]:
    """The columns that a first line names."""
    return [name.strip().strip('"') for name in line.strip("\ufeff\r").split(_mark(line))]


def _mark(line: str) -> str:
    """What parts the cells: what the first line has most of."""
    return max(_MARKS, key=line.count)


def table_rows(text: str, origin: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, source and value of each row.

    Args:
        text: The decoded table.
        origin: Names the file in messages.

    Raises:
        FormatError: No header, or broken quoting.
    """
    first = text.lstrip("\ufeff\n").partition("\n")[0]
    if not any(name in _columns(first) for name in (*TEXTS, "comment", "comment_text", "message")):
        raise FormatError(origin, "no column of texts in this table", _MEND)
    csv.field_size_limit(MAX_JSON_BYTES)  # the default refuses cells over 131,072 characters
    reader = csv.DictReader(
        io.StringIO(text.lstrip("\ufeff\n"), newline=""), delimiter=_mark(first)
    )
    try:
        for row in reader:
            value: dict[str, Any] = {
                name.strip(): cell
                for name, cell in row.items()
                if isinstance(name, str) and isinstance(cell, str) and not _is_missing(cell)
            }
            # The columns that are there tell what a row is, even where its cells are empty.
            value |= {
                name.strip(): None
                for name in row
                if isinstance(name, str) and name.strip() not in value
            }
            yield f"{origin}:{reader.line_num}", json.dumps(value, ensure_ascii=False), value
    except csv.Error as error:
        raise FormatError(
            f"{origin}:{reader.line_num}", f"broken table ({error})", "export it again as CSV"
        ) from error


def _is_missing(cell: str) -> bool:
    return not cell.strip() or cell.strip().casefold() in _MISSING
