"""Floors: figures that a set may not fall below, for the inputs that they were measured on."""

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "floors.toml"
ROLES = frozenset({"actors F1", "recipients F1"})
_HEAD = """\
# Figures that may not fall; `python -m evals.run --check` holds them where the sets are present.
# `python -m evals.run --update` raises them; lowering one takes --allow-lower and a reason in the
# commit. `inputs` is a hash of the set and its scorer: a floor says nothing of other inputs.
"""


@dataclass(slots=True)
class Floor:
    """The floors of one set or variant."""

    inputs: str
    figures: dict[str, float]


def load(path: Path = FILE) -> dict[str, Floor]:
    """Return the floors by set."""
    if not path.exists():
        return {}
    raw = tomllib.loads(path.read_text("utf-8"))
    return {name: Floor(entry["inputs"], entry["figures"]) for name, entry in raw.items()}


def save(floors: dict[str, Floor], path: Path = FILE) -> None:
    """Write the floors, sorted by set."""
    parts = [_HEAD]
    for name, floor in sorted(floors.items()):
        rows = "\n".join(f'"{key}" = {round(value, 3):g}' for key, value in floor.figures.items())
        parts.append(f'\n["{name}"]\ninputs = "{floor.inputs}"\n["{name}".figures]\n{rows}\n')
    path.write_text("".join(parts), encoding="utf-8")


def below(floor: Floor | None, inputs: str, measured: dict[str, float]) -> list[str]:
    """Say in what the measured figures fail the floor; empty when they hold."""
    if floor is None:
        return []
    if floor.inputs != inputs:
        return [
            "its set or scorer has changed since the floor was pinned; run --update --allow-lower"
        ]
    return [
        f"{key} is {measured.get(key, math.nan):g}, its floor {value:g}"
        for key, value in floor.figures.items()
        if not measured.get(key, math.nan) >= value
    ]


def raised(
    floor: Floor | None, inputs: str, measured: dict[str, float], *, allow_lower: bool
) -> Floor:
    """Return the floor under the measured figures: raised, and lowered only when that is allowed.

    It lies half a point below what was measured, as processors round differently; roles, which are
    scored over matched events only, get three points more, as matching more events may lower them.
    """
    quality = {key: value for key, value in measured.items() if _is_quality(key)}
    step = 0.005 if max(quality.values(), default=0) <= 1 else 0.5
    wanted = {}
    for key, value in quality.items():
        floored = math.floor(value / step - 1e-9) - (6 if key in ROLES else 0)
        if floored > 0:
            wanted[key] = floored * step
    if floor is None or allow_lower:
        return Floor(inputs, wanted)
    kept = {key: max(value, floor.figures.get(key, value)) for key, value in wanted.items()}
    return Floor(floor.inputs, {**floor.figures, **kept})


def _is_quality(key: str) -> bool:
    """Whether a figure has a floor: not the small ones over single roles of matched events."""
    if key.startswith(("source", "target")):
        return False
    return (
        "F1" in key
        or key.endswith("Recall")
        or key in {"country", "both", "Acc@161", "Acc@161e2e", "B3", "CoNLL"}
    )
