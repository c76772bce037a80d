"""The codebook: what each PLOVER type and mode means, in our words; one TOML file a type.

A file holds `type`, `quad`, `score`, `cameo`, `definition`, `not_this`, `actors_are`,
`recipients_are` and `decisions` (hard cases and how they are decided); a `[[modes]]` table for each
mode (`name`, `score`, `cameo`, `definition`) and `[[examples]]` (an invented `text` and what is
coded from it). An `acled` table names the pair of ACLED's layout where there is one.
"""

from functools import cache
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.knowledge.frames import MODES
from detente.knowledge.tables import data_folder, read_toml
from detente.knowledge.toml_values import first_error, line_of
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
        loc, problem = first_error(error)
        raise KnowledgeError(path, line_of(text, loc), problem) from error
    _check(path, text, entry, name)
    return entry


def _check(path: Path, text: str, entry: Entry, name: str) -> None:
    """Check what the types of the fields cannot say."""
    if entry.type != name:
        raise KnowledgeError(path, line_of(text, ("type",)), f"type: the file is {name}'s")
    named = [mode.name for mode in entry.modes]
    for index, mode in enumerate(named):
        if mode not in MODES[entry.type] or mode in named[:index]:
            problem = "stands twice" if mode in named[:index] else f"is no mode of {name}"
            raise KnowledgeError(path, line_of(text, ("modes", index)), f"{mode} {problem}")
    missing = sorted(MODES[entry.type] - set(named))
    if missing:
        raise KnowledgeError(path, len(text.splitlines()), f"modes missing: {', '.join(missing)}")
    for index, example in enumerate(entry.examples):
        kind = example.type or entry.type
        if example.mode and example.mode not in MODES[kind]:
            line = line_of(text, ("examples", index))
            raise KnowledgeError(path, line, f"{example.mode} is no mode of {kind}")
