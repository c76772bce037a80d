"""How often events of this kind were right on the development passages.

The shares stand in `lexicons/confidence.csv` and are made by `evals/confidence.py`; they are
measured shares, not yet a fitted model.
"""

from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

from detente.coding.draft import Draft
from detente.knowledge.frames import FramePos
from detente.knowledge.tables import data_folder, read_table
from detente.model.errors import KnowledgeError

ROLES = ("none", "one", "both")


@cache
def _shares() -> dict[tuple[str, str], float]:
    return read_shares(data_folder("lexicons", "confidence.csv"))


def read_shares(path: Path) -> dict[tuple[str, str], float]:
    """The share of right events by part of speech of the trigger and roles filled.

    Raises:
        KnowledgeError: a line is wrong, or a combination has none; names file and line.
    """
    found: dict[tuple[str, str], float] = {}
    for row in read_table(path, ("trigger", "roles", "share")):
        key = row.one_of("trigger", get_args(FramePos)), row.one_of("roles", ROLES)
        try:
            found[key] = float(row["share"])
        except ValueError as error:
            raise row.fail(f"share: {row['share']!r} is no number") from error
        if not 0 <= found[key] <= 1:
            raise row.fail(f"share: {row['share']} is not between 0 and 1")
    missing = [key for key in product(get_args(FramePos), ROLES) if key not in found]
    if missing:
        raise KnowledgeError(path, 1, f"no share for {' '.join(missing[0])}")
    return found


def confidence(draft: Draft) -> float:
    """Measured share of right events among those with this kind of trigger and filled roles."""
    return _shares()[draft.trigger.frame.pos, roles_filled(draft)]


def roles_filled(draft: Draft) -> str:
    """Which roles a draft has: both, one or none; a mutual event with two actors has both."""
    filled = bool(draft.actors) + bool(draft.recipients or len(draft.actors) > 1)
    return ROLES[filled]
