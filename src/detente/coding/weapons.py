"""Weapons in an event's clause, and the mode that they imply where the frame leaves it open."""

from detente.coding.draft import Draft
from detente.knowledge.lexicons import weapon_modes

NEAR = frozenset(
    {"compound", "amod", "nmod", "obl", "nsubj", "nsubj:pass", "obj", "nmod:poss", "nmod:desc"}
)


def set_mode_and_weapons(draft: Draft) -> None:
    """Set the mode from weapon words near the trigger, if no frame stated one."""
    if draft.type != "ASSAULT" or draft.mode is not None:
        return
    clauses = draft.clauses
    modes = weapon_modes()
    for token in _near(draft):
        for length in (3, 2, 1):
            first = token - length + 1
            if first < 0:
                continue
            words = " ".join(clauses.tree.lemmas[i].lower() for i in range(first, token + 1))
            mode = modes.get(words)
            if mode is not None:
                draft.mode = mode
                draft.because_token("mode", f"{mode}: the weapon “{words}”", token)
                return


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
