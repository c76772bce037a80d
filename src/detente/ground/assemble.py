"""From drafts to the grounding: which mentions stay, their numbers, and what they stand for."""

from bisect import bisect_left
from collections.abc import Sequence

from detente.ground.cast import Cast
from detente.ground.draft import Draft
from detente.ground.relations import name_relations
from detente.ground.statements import verb_relations
from detente.model.grounding import Grounding
from detente.model.record import Mention, Relation
from detente.model.text import Tree


def in_order(draft: Draft) -> tuple[int, int, str]:
    """Sort key: by start, the longer first."""
    return draft.start, -draft.end, draft.kind


def outermost(drafts: Sequence[Draft], times: Sequence[Draft]) -> list[Draft]:
    """Drops what crosses a time or a longer mention."""
    taken: set[int] = set()
    for time in times:
        taken.update(range(time.start, time.end))
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda item: (item.start - item.end, item.start, item.kind)):
        if draft.start not in taken and draft.end - 1 not in taken:
            kept.append(draft)
            taken.update(range(draft.start, draft.end))
    return kept


def grounding(text: str, drafts: Sequence[Draft], cast: Cast, trees: Sequence[Tree]) -> Grounding:
    """Numbers the mentions and keeps only the actors and places that one of them stands for."""
    ids = {id(draft): f"m{number}" for number, draft in enumerate(drafts, start=1)}
    mentions = tuple(_mention(text, draft, ids) for draft in drafts)
    relations = _relations(text, drafts, trees)
    used = {draft.entity for draft in drafts} | {r.a for r in relations} | {r.b for r in relations}
    groups = {}
    for draft in drafts:
        members = tuple(ids[id(member)] for member in draft.members if id(member) in ids)
        if members:
            groups[ids[id(draft)]] = members
    return Grounding(
        mentions=mentions,
        actors={key: cast.actors[key] for key in sorted(cast.actors) if key in used},
        places={key: cast.places[key] for key in sorted(cast.places) if key in used},
        times={ids[id(draft)]: draft.time for draft in drafts if draft.time is not None},
        senses={ids[id(draft)]: draft.sense for draft in drafts if draft.sense is not None},
        groups=groups,
        relations=relations,
    )


def _relations(text: str, drafts: Sequence[Draft], trees: Sequence[Tree]) -> tuple[Relation, ...]:
    """What names and verbs state, each once, in the order of the text."""
    actors = [d for d in drafts if d.kind == "actor" and (d.entity is not None or d.members)]
    starts = [draft.start for draft in actors]
    found = name_relations(text, actors)
    for tree in trees:
        here = actors[bisect_left(starts, tree.start) : bisect_left(starts, tree.end)]
        found.extend(verb_relations(text, tree, here))
    found.sort(key=lambda relation: (relation.text.start, relation.text.end, relation.kind))
    kept: dict[tuple[str, str, str], Relation] = {}
    relations = []
    for relation in found:
        key = relation.kind, relation.a, relation.b
        last = kept.get(key)
        if last is None or last.text.end <= relation.text.start:
            kept[key] = relation
            relations.append(relation)
    return tuple(relations)


def _mention(text: str, draft: Draft, ids: dict[int, str]) -> Mention:
    refers = ids.get(id(draft.refers)) if draft.refers is not None else None
    return Mention(
        id=ids[id(draft)],
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        kind=draft.kind,
        refers_to=refers,
        entity=draft.entity,
    )
