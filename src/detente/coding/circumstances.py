"""Where and when an event happened: the place and time mentions that stand nearest in the tree."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import get_args

from detente.coding.clause import Clauses
from detente.coding.slots import Trigger
from detente.model.grounding import Grounding
from detente.model.record import EventDate, EventPlace, Mention, PlaceRelation

FAR = 9
"""Edges between event and mention past which a mention in the same sentence is not taken."""


def head_token(clauses: Clauses, mention: Mention) -> int | None:
    """The token of a mention whose head lies outside it; None when it is in another sentence."""
    tree = clauses.tree
    if mention.end <= tree.start or mention.start >= tree.end:
        return None
    inside = [
        token
        for token in range(len(tree))
        if tree.starts[token] < mention.end and mention.start < tree.ends[token]
    ]
    for token in inside:
        if tree.heads[token] not in inside or tree.heads[token] == token:
            return token
    return inside[0] if inside else None


def distance(clauses: Clauses, a: int, b: int) -> int:
    """Edges between two tokens of a tree."""
    up = {token: steps for steps, token in enumerate((a, *clauses.ancestors(a)))}
    if b in up:
        return up[b]
    for steps, token in enumerate(clauses.ancestors(b), start=1):
        if token in up:
            return steps + up[token]
    return len(clauses.tree)


def nearest(
    clauses: Clauses, trigger: Trigger, anchor: int, mentions: Sequence[Mention]
) -> Mention | None:
    """The mention nearest to an event: below its trigger first, then by distance, then by order."""
    below = set(clauses.subtree(trigger.token))
    ranked = []
    for mention in mentions:
        token = head_token(clauses, mention)
        if token is None:
            continue
        steps = min(distance(clauses, trigger.token, token), distance(clauses, anchor, token))
        if token not in below and steps > FAR:
            continue
        ranked.append(
            (token not in below, steps, abs(token - trigger.token), mention.start, mention)
        )
    return min(ranked, key=lambda entry: entry[:4])[-1] if ranked else None


def _in_sentence(clauses: Clauses, grounding: Grounding) -> Sequence[Mention]:
    """The mentions that start in a sentence; grounding gives them sorted by start."""
    first = bisect_left(grounding.mentions, clauses.tree.start, key=_start)
    last = bisect_left(grounding.mentions, clauses.tree.end, lo=first, key=_start)
    return grounding.mentions[first:last]


def _start(mention: Mention) -> int:
    return mention.start


def place_of(
    clauses: Clauses,
    trigger: Trigger,
    anchor: int,
    grounding: Grounding,
    taken: frozenset[str],
) -> EventPlace | None:
    """The place of an event; mentions in a role (`taken`) are no places."""
    said = _in_sentence(clauses, grounding)
    places = [m for m in said if m.kind == "place" and m.id not in taken]
    mention = nearest(clauses, trigger, anchor, places)
    return None if mention is None else event_place(mention, grounding)


def event_place(mention: Mention, grounding: Grounding) -> EventPlace:
    """A place mention as the place of an event, with the precision that grounding gave it."""
    sense = grounding.senses.get(mention.id)
    relation: PlaceRelation = "in"
    if sense is not None and sense.relation in get_args(PlaceRelation):
        relation = sense.relation  # type: ignore[assignment]  # checked just above
    return EventPlace(
        mention=mention.id,
        entity=mention.entity,
        precision=sense.precision if sense else 3,
        relation=relation,
    )


def date_of(
    clauses: Clauses, trigger: Trigger, anchor: int, grounding: Grounding
) -> EventDate | None:
    """The date of an event, if the sentence tells one; how long or how often is no date."""
    said = _in_sentence(clauses, grounding)
    times = [m for m in said if m.id in grounding.times and grounding.times[m.id].edtf]
    mention = nearest(clauses, trigger, anchor, times)
    return None if mention is None else event_date(mention, grounding)


def event_date(mention: Mention, grounding: Grounding) -> EventDate | None:
    """A time mention as the date of an event; None for what is no date."""
    value = grounding.times.get(mention.id)
    if value is None or value.edtf is None:
        return None
    return EventDate(
        edtf=value.edtf, mention=mention.id, precision=value.precision, basis=value.basis
    )
