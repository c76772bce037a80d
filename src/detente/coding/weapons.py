"""Weapons in an event's clause, and the mode that they imply where the frame leaves it open."""

from collections.abc import Iterator

from detente.coding.draft import Draft
from detente.coding.participants import Cast
from detente.knowledge.lexicons import weapon_modes

NEAR = frozenset(
    {"compound", "amod", "nmod", "obl", "nsubj", "nsubj:pass", "obj", "nmod:poss", "nmod:desc"}
)

LONGEST_TERM = 3
"""Words in the longest weapon term that is looked for."""


def set_mode_and_weapons(draft: Draft, cast: Cast) -> None:
    """Note the weapon words near an assault; the first sets the mode, if no frame stated one."""
    if draft.type != "ASSAULT":
        return
    tree = draft.clauses.tree
    for first, last, mode in _weapons_near(draft):
        if last not in draft.trigger.tokens:  # "shelling" is the act, not a weapon beside it
            mention = cast.add_span(tree.starts[first], tree.ends[last], "weapon")
            draft.weapons += [mention.id] if mention.id not in draft.weapons else []
        if draft.mode is None:
            draft.mode = mode
            words = " ".join(tree.words[first : last + 1])
            draft.because("mode", f"{mode}: “{words}”", tree.starts[first], tree.ends[last])


def _weapons_near(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """First and last token and mode of each weapon term near the trigger, nearest first."""
    tree = draft.clauses.tree
    modes = weapon_modes()
    for last in _near(draft):
        for first in range(max(0, last - LONGEST_TERM + 1), last + 1):
            mode = modes.get(" ".join(tree.lemmas[i].lower() for i in range(first, last + 1)))
            if mode is not None:
                yield first, last, mode
                break


def _near(draft: Draft) -> list[int]:
    """The trigger, its arguments and their modifiers, nearest first."""
    clauses = draft.clauses
    found = [draft.token]
    roots = [draft.token]
    if draft.trigger.carrier is not None:
        roots.append(draft.trigger.carrier)
    subject = None if draft.trigger.is_noun else clauses.subject(draft.token)
    if subject is not None:
        roots.append(subject)
        found.append(subject)
    for root in roots:
        for child in clauses.dependents(root, *NEAR):
            found.append(child)
            found.extend(clauses.dependents(child, "compound", "amod", "appos"))
    return list(dict.fromkeys(found))
