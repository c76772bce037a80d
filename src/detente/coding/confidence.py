"""How likely an event is right: a logistic model over what a person would look at too.

The features are named in words, `detente explain` shows those that an event has, and their weights
stand in `lexicons/confidence.csv`, where `training/confidence.py` writes them: fitted on the
development sets, with cross-validated figures in the head of the file. A logistic model is
calibrated by its own fit (Platt 1999).
"""

from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path

from detente.coding.draft import Draft
from detente.knowledge.tables import data_folder, read_table
from detente.model.errors import KnowledgeError

LEAST = 0.5
"""Events that are likelier wrong than right are left out, unless all are asked for."""
BASE = "base"
"""The feature that every event has."""
MAIN = frozenset({"root", "conj", "ccomp", "parataxis"})
ARGUMENT = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
QUADS = {
    "AGREE": "word of cooperation", "CONSULT": "word of cooperation",
    "SUPPORT": "word of cooperation", "CONCEDE": "word of cooperation",
    "COOPERATE": "act of cooperation", "AID": "act of cooperation",
    "RETREAT": "act of cooperation",
    "REQUEST": "word of conflict", "ACCUSE": "word of conflict", "REJECT": "word of conflict",
    "THREATEN": "word of conflict",
    "PROTEST": "act of conflict", "SANCTION": "act of conflict", "MOBILIZE": "act of conflict",
    "COERCE": "act of conflict", "ASSAULT": "act of conflict",
}  # fmt: skip


@cache
def weights() -> dict[str, float]:
    """The shipped weights, read once."""
    return read_weights(data_folder("lexicons", "confidence.csv"))


def read_weights(path: Path) -> dict[str, float]:
    """The model's weight by feature, in log odds.

    Raises:
        KnowledgeError: a line is wrong, or the base is missing; names file and line.
    """
    found: dict[str, float] = {}
    for row in read_table(path, ("feature", "weight")):
        feature = row.filled("feature")
        if feature in found:
            raise row.fail(f"{feature!r} is there twice")
        try:
            found[feature] = float(row["weight"])
        except ValueError as error:
            raise row.fail(f"weight: {row['weight']!r} is no number") from error
    if BASE not in found:
        raise KnowledgeError(path, 1, f"no weight for {BASE!r}, which every event has")
    return found


def confidence(features: tuple[str, ...]) -> float:
    """Probability that an event with these features is right, to two places."""
    table = weights()
    odds = table[BASE] + sum(table.get(feature, 0.0) for feature in features)
    return round(1 / (1 + exp(-odds)), 2)


def surest(drafts: Sequence[Draft], least: float) -> list[Draft]:
    """The drafts that are at least this sure, are repeated, hold a pact or are laid to somebody."""
    told = {id(draft.same_as) for draft in drafts if draft.same_as is not None}
    return [
        draft
        for draft in drafts
        if id(draft) in told
        or draft.agreement
        or draft.attributions
        or confidence(features_of(draft)) >= least
    ]


def features_of(draft: Draft) -> tuple[str, ...]:
    """What speaks for or against an event, in words; a feature without a weight counts nothing."""
    found = [QUADS[draft.type], _form(draft), *_roles(draft)]
    told = {
        "assault": draft.type == "ASSAULT",
        "casualties": bool(draft.casualties),
        "place": draft.place is not None,
        "date": draft.date is not None,
        "several words": len(draft.trigger.tokens) > 1,
        "tested by its frame": bool(draft.trigger.frame.tests),
    }
    found += [name for name, holds in told.items() if holds]
    if draft.status not in {"actual", "historical"}:
        found.append(draft.status)
    if draft.certainty != "asserted":
        found.append(draft.certainty)
    if ">" in draft.rule:
        found.append("raised from an inner act")
    elif draft.context.embedders:
        found.append("below another verb")
    return tuple(found)


def _form(draft: Draft) -> str:
    """The trigger's part of speech and where in the sentence it stands."""
    clauses, trigger = draft.clauses, draft.trigger
    dep = clauses.tree.deps[draft.token]
    if not trigger.is_noun:
        if dep == "conj":
            dep = clauses.tree.deps[clauses.first_conjunct(draft.token)]
        kind = "main" if dep in MAIN else "relative" if dep.startswith("acl") else "lesser"
        return f"verb of a {kind} clause"
    if trigger.carrier is not None:
        return "noun with a light verb"
    if dep in ARGUMENT:
        return "noun as subject or object"
    return "noun in an aside" if dep in {"nmod", "obl", "nmod:poss"} else "noun standing free"


def _roles(draft: Draft) -> list[str]:
    found = []
    if draft.actors:
        named = any(p.entity for p in draft.actors)
        found.append("actor with a name" if named else "actor without a name")
    if draft.recipients or len(draft.actors) > 1:
        found.append("recipient or second party")
    if not found:
        found.append("nobody named")
    return found
