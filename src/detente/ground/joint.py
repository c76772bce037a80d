"""Two actors before one noun: "US and British forces", "Russian-Turkish patrols"."""

import re
from collections.abc import Sequence

from detente.ground.draft import Draft
from detente.ground.names import Names
from detente.ground.phrases import Phrase
from detente.ground.surface import Hit
from detente.knowledge.registry import Role
from detente.model.text import Tree

_LINK = re.compile(r"\s*[-–/]\s*|\s*,?\s+and\s+(?:the\s+)?|\s*,\s*")
_NOT_JOINT = frozenset(("office", "body"))


def joined_names(text: str, inside: Sequence[Hit], at: int) -> tuple[Hit, ...]:
    """The names or adjectives joined by "and", a comma or a hyphen right before offset `at`."""
    before = [hit for hit in inside if hit.end <= at]
    run = before[-1:]
    for hit in reversed(before[:-1]):
        if not _LINK.fullmatch(text, hit.end, run[0].start):
            break
        run.insert(0, hit)
    return tuple(run) if len(run) > 1 else ()


def joint_role(phrase: Phrase, inside: Sequence[Hit], role: Role, names: Names) -> Draft | None:
    """The several actors of "Iraqi and Syrian troops", each a member; None for a single one."""
    tree = phrase.tree
    run = joined_names(names.text, inside, tree.starts[phrase.head])
    if not run or role.cls in _NOT_JOINT:
        return None
    members: list[Draft] = []
    for hit in run:
        entity = names.cast.combine(names.base_of(hit), role)
        end = phrase.end if hit is run[-1] else hit.end
        if entity is None or entity in {member.entity for member in members}:
            return None
        members.append(Draft(hit.start, end, "actor", entity, name=hit.form, plural=True))
    whole = Draft(phrase.start, phrase.end, "actor", role=role, plural=True)
    whole.members = tuple(members)
    return whole


def _state(hit: Hit) -> str | None:
    """The state of an adjective, or of initials used as one ("US-Russian")."""
    return hit.sense.adjective or (hit.sense.state if hit.form.isupper() else None)


def joint_adjectives(tree: Tree, names: Names) -> list[Draft]:
    """The two states of "Russian-Turkish patrols", "Israeli-Lebanese talks" as one mention."""
    drafts = []
    for index, pos in enumerate(tree.pos):
        if pos != "NOUN" or index < 3:
            continue
        start = tree.starts[max(0, index - 5)]
        run = joined_names(names.text, names.within(start, tree.starts[index]), tree.starts[index])
        if not run or names.text[run[-1].end : tree.starts[index]].strip(" ") != "":
            continue
        if tree.words[index].lower() in names.registry.roles:
            continue
        bases = [_state(hit) for hit in run]
        if None in bases or len(set(bases)) < len(bases):
            continue
        members = tuple(
            Draft(hit.start, hit.end, "actor", names.cast.entry(base or ""), name=hit.form)
            for hit, base in zip(run, bases, strict=True)
        )
        drafts.append(Draft(run[0].start, run[-1].end, "actor", members=members, plural=True))
    return drafts
