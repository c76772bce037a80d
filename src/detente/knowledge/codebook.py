"""The codebook: what each PLOVER type and mode means, in our words; one TOML file a type.

A file holds `type`, `quad`, `score`, `cameo`, `definition`, `not_this`, `actors_are`,
`recipients_are` and `decisions` (hard cases and how they are decided); a `[[modes]]` table for each
mode (`name`, `score`, `cameo`, `definition`) and `[[examples]]` (an invented `text` and what is
coded from it). An `acled` table names the pair of ACLED's layout where there is one.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.knowledge.frames import MODES
from detente.knowledge.tables import data_folder, read_toml
from detente.model.errors import KnowledgeError
from detente.model.record import AcledType, EventType


class _Part(BaseModel):
    """Base of the codebook's parts: frozen, and strict about keys so that a slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Codes(_Part):
    """What other schemes and the intensity scale call a type, or a type in one mode."""

    cameo: str | None = None
    score: float = Field(ge=-10, le=10)
    acled: AcledType | None = None


class Mode(_Part):
    """One way in which an act of the type is done; codes that it lacks are the type's."""

    name: str
    definition: str
    cameo: str | None = None
    score: float | None = Field(default=None, ge=-10, le=10)
    acled: AcledType | None = None


class Example(_Part):
    """An invented sentence and what is coded from it."""

    text: str
    type: EventType | None = None
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str | None = None
    why: str | None = None


class Entry(Codes):
    """One type of event."""

    type: EventType
    quad: int = Field(ge=1, le=4)
    definition: str
    not_this: str | tuple[str, ...] = ""
    actors_are: str = ""
    recipients_are: str = ""
    decisions: str | tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    examples: tuple[Example, ...] = ()

    def mode(self, name: str) -> Mode | None:
        """Return the mode of that name."""
        return next((mode for mode in self.modes if mode.name == name), None)

    def codes(self, mode: str | None) -> Codes:
        """Return the codes of the mode, with the type's own where the mode has none."""
        found = self.mode(mode) if mode else None
        if found is None:
            return Codes(cameo=self.cameo, score=self.score, acled=self.acled)
        return Codes(
            cameo=found.cameo or self.cameo,
            score=self.score if found.score is None else found.score,
            acled=found.acled or self.acled,
        )


@cache
def load_codebook() -> dict[EventType, Entry]:
    """Return the shipped codebook, by type, in the order of PLOVER's quads.

    Raises:
        KnowledgeError: A file is missing or wrong; names file and line.
    """
    folder = data_folder("codebook")
    return {name: read_entry(folder / f"{name}.toml", name) for name in get_args(EventType)}


def read_entry(path: Path, name: str) -> Entry:
    """Read and check one file of the codebook, which must tell of the type `name`.

    Raises:
        KnowledgeError: It cannot be read, or its keys or modes are not those of the type.
    """
    text, raw = read_toml(path)
    try:
        entry = Entry.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        line_number = _line_of(text, raw, first["loc"])
        raise KnowledgeError(path, line_number, f"{where}: {first['msg']}") from error
    _check(path, text, entry, name)
    return entry


def _check(path: Path, text: str, entry: Entry, name: str) -> None:
    """Check what the types of the fields cannot say."""
    if entry.type != name:
        raise KnowledgeError(path, _line_of(text, {}, ("type",)), f"type: the file is {name}'s")
    named = [mode.name for mode in entry.modes]
    for index, mode in enumerate(named):
        if mode not in MODES[entry.type] or mode in named[:index]:
            problem = "stands twice" if mode in named[:index] else f"is no mode of {name}"
            raise KnowledgeError(path, _table_line(text, "modes", index), f"{mode} {problem}")
    missing = sorted(MODES[entry.type] - set(named))
    if missing:
        raise KnowledgeError(path, len(text.splitlines()), f"modes missing: {', '.join(missing)}")
    for index, example in enumerate(entry.examples):
        kind = example.type or entry.type
        if example.mode and example.mode not in MODES[kind]:
            line = _table_line(text, "examples", index)
            raise KnowledgeError(path, line, f"{example.mode} is no mode of {kind}")


def _line_of(text: str, raw: dict[str, Any], loc: tuple[int | str, ...]) -> int:
    """Find the line of a value: its key's, else its table's, else the first."""
    start = 1
    if len(loc) > 1 and isinstance(loc[0], str) and isinstance(loc[1], int):
        start = _table_line(text, loc[0], loc[1])
        if len(loc) > 2 and loc[2] not in raw[loc[0]][loc[1]]:
            return start
        key = loc[2] if len(loc) > 2 else loc[0]
    else:
        key = loc[0]
    lines = text.splitlines()
    for number in range(start, len(lines) + 1):
        if re.match(rf"\s*{re.escape(str(key))}\s*=", lines[number - 1]):
            return number
    return start


def _table_line(text: str, table: str, index: int) -> int:
    """Find the line where the table's entry of that index begins."""
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    return lines[index] if index < len(lines) else 1
