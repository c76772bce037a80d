"""What an act weighs as a deed of a pair, and what several actors of one act are to each other.

Both are knowledge: `relations/weights.csv` and `relations/several.csv`.
"""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from detente.knowledge.frames import MODES
from detente.knowledge.tables import Row, data_folder, read_table
from detente.model.casebook import Act, Standing
from detente.model.record import Certainty, EventType

Reading = Literal["between", "joint", "none"]
"""Several actors without a recipient: to each other, side by side to another, or not told."""
Factor = Literal["standing", "certainty", "confidence", "joint"]

ANY_MODE, NO_MODE = "*", "-"
_WEIGHT_COLUMNS = ("of", "value", "weight", "why")
_SEVERAL_COLUMNS = ("type", "mode", "reading", "weight", "why")


@dataclass(frozen=True, slots=True)
class DeedRules:
    """The factors of a deed's weight, and the readings of acts that name no recipient."""

    standing: dict[str, float]
    certainty: dict[str, float]
    confidence: tuple[tuple[float, float], ...]
    """(bound, factor): acts that are less sure than the bound get the factor."""
    joint: float
    several: dict[tuple[EventType, str], tuple[Reading, float]]
    """By type and mode; the mode may be `ANY_MODE` or `NO_MODE`."""

    def weight_of(self, act: Act) -> float:
        """What an act counts, from 0 to 1; denied acts count 0."""
        unsure = (factor for bound, factor in self.confidence if act.confidence < bound)
        weight = self.standing.get(act.standing, 0.0) * self.certainty[act.certainty]
        return weight * min(unsure, default=1.0)

    def reading_of(self, act: Act) -> tuple[Reading, float]:
        """How several actors of an act without a recipient are read, and the reading's weight."""
        for mode in (act.mode or NO_MODE, ANY_MODE):
            if found := self.several.get((act.type, mode)):
                return found
        return "none", 0.0


def load_deed_rules(folder: Path | None = None) -> DeedRules:
    """The rules in a folder, by default those that the package carries.

    Raises:
        KnowledgeError: a file is missing or a row is wrong; file and line are named.
    """
    folder = folder or data_folder("relations")
    path = folder / "weights.csv"
    found: dict[tuple[Factor, str], float] = {}
    for row in read_table(path, _WEIGHT_COLUMNS):
        key = _factor(row)
        if key in found:
            raise row.fail(f"{key[0]} {key[1]!r} is there twice")
        found[key] = number(row, "weight", 0, 1)
    _need(path, found)
    return DeedRules(
        standing={value: weight for (of, value), weight in found.items() if of == "standing"},
        certainty={value: weight for (of, value), weight in found.items() if of == "certainty"},
        confidence=tuple(
            sorted((float(value), w) for (of, value), w in found.items() if of == "confidence")
        ),
        joint=found["joint", ""],
        several=_several(folder / "several.csv"),
    )


@cache
def deed_rules() -> DeedRules:
    """The rules that the package carries, read once a process."""
    return load_deed_rules()


def number(row: Row, column: str, low: float, high: float) -> float:
    """The cell as a number from `low` to `high`, both included.

    Raises:
        KnowledgeError: it is none; file and line are named.
    """
    try:
        found = float(row[column])
    except ValueError as error:
        raise row.fail(f"{column}: {row[column]!r} is no number") from error
    if not (math.isfinite(found) and low <= found <= high):
        raise row.fail(f"{column} is {found:g}, not from {low:g} to {high:g}")
    return found


def _factor(row: Row) -> tuple[Factor, str]:
    of: Factor = row.one_of("of", get_args(Factor))
    if of == "standing":
        row.one_of("value", [word for word in get_args(Standing) if word != "denied"])
    elif of == "certainty":
        row.one_of("value", get_args(Certainty))
    elif of == "confidence":
        number(row, "value", 0, 1)
    elif row["value"]:
        raise row.fail("joint takes no value")
    return of, row["value"]


def _need(path: Path, found: dict[tuple[Factor, str], float]) -> None:
    """Check that every standing and certainty has its weight."""
    needed = [("standing", "reported"), ("standing", "disputed"), ("joint", "")]
    needed += [("certainty", word) for word in get_args(Certainty)]
    for of, value in needed:
        if (of, value) not in found:
            raise Row(path, 1, {}).fail(f"no weight for {of} {value}".rstrip())


def _several(path: Path) -> dict[tuple[EventType, str], tuple[Reading, float]]:
    found: dict[tuple[EventType, str], tuple[Reading, float]] = {}
    for row in read_table(path, _SEVERAL_COLUMNS):
        kind: EventType = row.one_of("type", get_args(EventType))
        mode = row.one_of("mode", {*MODES[kind], ANY_MODE, NO_MODE})
        if (kind, mode) in found:
            raise row.fail(f"{kind} {mode!r} is there twice")
        reading: Reading = row.one_of("reading", get_args(Reading))
        found[kind, mode] = reading, number(row, "weight", 0, 1)
    return found
