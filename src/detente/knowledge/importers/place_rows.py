"""Lines of a place table as they stream by, plain or inside a zip archive, in bounded memory."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from detente.model.errors import FormatError, InputError, MissingInput

_LONGEST = 1 << 20
"""Bytes of a line past which it is no row of a table."""
_NOT_TABLES = frozenset(("readme.txt", "iso-languagecodes.txt", "license.txt"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `text` is None where its bytes are no UTF-8 or it is far too long."""

    number: int
    text: str | None


@contextmanager
def opened(path: Path) -> Iterator[tuple[str, Iterator[Line]]]:
    """The name and the lines of a table, or of the one table inside a zip archive.

    Raises:
        InputError: the file is missing, cannot be read, or the archive holds no single table.
    """
    try:
        with path.open("rb") as file:
            if not zipfile.is_zipfile(file):
                file.seek(0)
                yield str(path), _lines(file)
                return
        with zipfile.ZipFile(path) as archive:
            name = _table_in(path, archive)
            with archive.open(name) as file:
                yield f"{path}/{name}", _lines(file)
    except FileNotFoundError:
        raise MissingInput(str(path), "no such file", "check its name") from None
    except (OSError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
        # RuntimeError is what zipfile raises for a password.
        raise InputError(str(path), f"cannot be read ({error})", "get it anew") from error


def _table_in(path: Path, archive: zipfile.ZipFile) -> str:
    names = [name for name in archive.namelist() if name.lower().endswith((".txt", ".csv", ".tsv"))]
    names = [name for name in names if name.rpartition("/")[2].lower() not in _NOT_TABLES]
    if len(names) != 1:
        held = "no table" if not names else f"{len(names)} tables"
        raise FormatError(str(path), f"the archive holds {held}", "unpack it and name the files")
    return names[0]


def _lines(file: IO[bytes]) -> Iterator[Line]:
    number = 0
    while raw := file.readline(_LONGEST):
        number += 1
        whole = raw.endswith(b"\n") or len(raw) < _LONGEST
        while not raw.endswith(b"\n") and len(raw) == _LONGEST:
            raw = file.readline(_LONGEST)
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        try:
            text = raw.decode("utf-8").rstrip("\r\n") if whole else None
        except UnicodeDecodeError:
            text = None
        yield Line(number, text)
