"""How often events of this kind were right on the development passages.

The shares stand in `lexicons/confidence.csv` and are made by `evals/confidence.py`; they are
measured shares, not yet a fitted model.
"""

from functools import cache

from detente.coding.draft import Draft
from detente.knowledge.tables import data_folder, read_table


@cache
def _shares() -> dict[tuple[str, str], float]:
    rows = read_table(data_folder("lexicons", "confidence.csv"), ("trigger", "roles", "share"))
    return {(row["trigger"], row["roles"]): float(row["share"]) for row in rows}


def confidence(draft: Draft) -> float:
    """Measured share of right events among those with this kind of trigger and filled roles."""
    return _shares()[draft.trigger.frame.pos, roles_filled(draft)]


def roles_filled(draft: Draft) -> str:
    """Which roles a draft has: both, one or none; a mutual event with two actors has both."""
    filled = bool(draft.actors) + bool(draft.recipients or len(draft.actors) > 1)
    return ("none", "one", "both")[filled]
