"""Predictions for the set `re3d`: mentions by type, and relations.

Relations come from the grounding's own and from coded events: who fights, supports, or meets whom.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

from detente.coding.coder import RuleCoder
from detente.model.grounding import Grounding
from detente.model.record import Event, Mention
from evals.adapters._ground import ground_trees, rows
from evals.adapters._re3d_spans import spans, with_article

Relation = tuple[str, tuple[int, int], tuple[int, int]]

_IN = re.compile(r"\s+(?:in|at|inside|near)\s+(?:the\s+)?(?:[a-z]+ern\s+)?")
_RELATIONS = {
    "allied": "AlliesOf",
    "supports": "AlliesOf",
    "hostile": "FightingAgainst",
    "part_of": "BelongsTo",
    "alias": "IsSynonymOf",
}
_EVENTS = {
    "ASSAULT": "FightingAgainst",
    "COERCE": "FightingAgainst",
    "CONSULT": "CommWith",
    "AGREE": "CommWith",
    "AID": "AlliesOf",
    "SUPPORT": "Likes",
    "ACCUSE": "Dislikes",
}


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for row in rows(dev_path):
        article, trees, grounding = ground_trees(row["text"])
        found = spans(row["text"], grounding)
        coded = _coder().code(article, trees, grounding)
        relations = {
            *_stated(grounding),
            *_done(coded.mentions, coded.events),
            *_sited(row["text"], grounding),
        }
        yield {
            "doc_id": row["doc_id"],
            "entities": [{"start": a, "end": b, "type": kind} for a, b, kind in found],
            "relations": [_relation(row["text"], *each) for each in sorted(relations)],
        }


@cache
def _coder() -> RuleCoder:
    return RuleCoder()


def _stated(grounding: Grounding) -> Iterator[Relation]:
    """The grounding's relations, each between the two mentions next to its words."""
    actors = [mention for mention in grounding.mentions if mention.kind == "actor"]
    for relation in grounding.relations:
        kind = _RELATIONS.get(relation.kind)
        near = [mention for mention in actors if mention.start < relation.text.end]
        twos = [mention for mention in near if mention.entity == relation.b]
        ones = [mention for mention in near if mention.entity == relation.a]
        if kind and ones and twos and ones[-1] is not twos[-1]:
            yield kind, _at(ones[-1]), _at(twos[-1])


def _done(mentions: Sequence[Mention], events: Sequence[Event]) -> Iterator[Relation]:
    """What events say of their actors and recipients, and where they were."""
    by_id = {mention.id: mention for mention in mentions}
    for event in events:
        actors = [by_id[actor.mention] for actor in event.actors]
        others = [by_id[recipient.mention] for recipient in event.recipients]
        kind = _EVENTS.get(event.type)
        pairs = product(actors, others) if others else combinations(actors, 2)
        if kind and event.status in ("actual", "historical"):
            yield from ((kind, _at(one), _at(two)) for one, two in pairs)
        place = by_id.get(event.place.mention) if event.place else None
        if place is not None:
            yield from (("CoLocated", _at(one), _at(place)) for one in (*actors, *others))


def _sited(text: str, grounding: Grounding) -> Iterator[Relation]:
    """Whoever stands right before "in" and a place is there."""
    for one, two in pairwise(grounding.mentions):
        if (one.kind, two.kind) == ("actor", "place") and _IN.fullmatch(text, one.end, two.start):
            yield "CoLocated", _at(one), _at(two)


def _at(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _relation(text: str, kind: str, one: tuple[int, int], two: tuple[int, int]) -> dict[str, Any]:
    return {"type": kind, "source": _argument(text, one), "target": _argument(text, two)}


def _argument(text: str, span: tuple[int, int]) -> dict[str, int]:
    return {"start": with_article(text, span[0]), "end": span[1]}
