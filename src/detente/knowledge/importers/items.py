"""What an importer reads out of a foreign file, and the lines that it could not take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from detente.model.record import ActorKind

LONGEST_LINE = 1_000_000
LONGEST_NAME = 150
_RESERVED = re.compile(r"[;\[\]\ufffd]")
"""What parts names and dates in our own cells, and the sign of damaged letters."""


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name with the dates that the file gives it, EDTF, None where open."""

    text: str
    since: str | None = None
    until: str | None = None

    def cell(self) -> str:
        """The name as a cell of an actor file holds it."""
        dated = self.since or self.until
        return f"{self.text} [{self.since or ''}/{self.until or ''}]" if dated else self.text


@dataclass(frozen=True, slots=True)
class GivenActor:
    """An actor as a file tells it; the first name is the chief one."""

    line: int
    names: tuple[GivenName, ...]
    country: str | None = None
    sector: str | None = None
    kind: ActorKind = "organisation"
    id: str | None = None
    """Id of the registry, where the file names one."""
    source: str | None = None
    foreign: str | None = None
    """The file's own id, which links refer to."""
    wikidata: str | None = None
    ucdp: str | None = None


@dataclass(frozen=True, slots=True)
class GivenLink:
    """How two actors of the file stand to each other, by the file's ids."""

    line: int
    a: str
    kind: str
    b: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A role noun with its plurals."""

    line: int
    noun: str
    plurals: tuple[str, ...]
    sector: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that was not taken, or only in part, and why."""

    line: int
    why: str
    partly: bool = False


Given: TypeAlias = GivenActor | GivenLink | GivenRole | Unread
Line: TypeAlias = tuple[int, str]


def numbered_lines(file: BinaryIO) -> Iterator[Line | Unread]:
    """The lines of a file with their numbers, in bounded memory; damaged letters become U+FFFD."""
    number = 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Unread(number, f"the line is longer than {LONGEST_LINE} bytes")
            continue
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        yield number, text.removeprefix("\ufeff") if number == 1 else text


def name_problem(name: str) -> str | None:
    """Why a name cannot be taken, or None."""
    if len(name) < 2 or not any(char.isalpha() for char in name):
        return f"{name!r} is no name"
    if len(name) > LONGEST_NAME:
        return f"the name that begins {name[:30]!r} is longer than {LONGEST_NAME} letters"
    if _RESERVED.search(name) or name.startswith("#") or not name.isprintable():
        return f"{name!r} holds a damaged letter, or one of ; [ ]"
    return None


def trimmed(text: str) -> str:
    """A name with single blanks, as a spreadsheet's guard against formulas left it or not."""
    plain = " ".join(text.split())
    return plain[1:] if re.match(r"'[=+\-@]", plain) else plain
