"""Filling a frame's slots: from the grammar of the lexicon to tokens of the tree."""

from dataclasses import dataclass

from detente.coding.clause import Clauses
from detente.knowledge.frames import Frame, Slots


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that fires a frame, and the light verb that carries it, if it is a noun."""

    token: int
    frame: Frame
    tokens: tuple[int, ...]
    """All tokens of the trigger, in text order."""
    carrier: int | None = None
    """The light verb: "carried out" in "carried out strikes"."""
    suffers: bool = False
    """Whether the light verb's subject is the recipient ("came under fire")."""

    @property
    def is_noun(self) -> bool:
        """Whether the trigger is used as a noun."""
        return self.frame.pos == "noun"


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a slot."""

    token: int
    slot: str


def fill(clauses: Clauses, trigger: Trigger, slots: Slots) -> list[Filler]:
    """The fillers of the first alternative that is filled, conjuncts included, without repeats."""
    for alternative in slots:
        fillers: list[Filler] = []
        seen: set[int] = set()
        for slot in alternative:
            for head in slot_heads(clauses, trigger, slot):
                for token in clauses.with_conjuncts(head):
                    if token not in seen and token not in trigger.tokens:
                        seen.add(token)
                        fillers.append(Filler(token, slot))
        if fillers:
            return fillers
    return []


def slot_heads(clauses: Clauses, trigger: Trigger, slot: str) -> list[int]:
    """The head tokens that fill one slot of a trigger, conjuncts not yet spread out."""
    if trigger.is_noun:
        return _noun_slot(clauses, trigger, slot)
    if trigger.frame.pos == "adj":
        return _adjective_slot(clauses, trigger.token, slot)
    return _verb_slot(clauses, trigger, slot)


def _verb_slot(clauses: Clauses, trigger: Trigger, slot: str) -> list[int]:
    verb = trigger.token
    passive = clauses.is_passive(verb)
    # "civilians were given food": the passive keeps its object, its subject receives.
    kept = clauses.dependents(verb, "obj") if passive else []
    if slot == "subject":
        return clauses.after(verb, "by") if passive else _subjects(clauses, verb)
    if slot in {"object", "object-of"}:
        if passive:
            return kept[:1] or _one(clauses.subject(verb))
        return _one(clauses.direct_object(verb)) or _behind_particle(clauses, trigger)
    if slot == "iobject":
        return _one(clauses.subject(verb)) if kept else clauses.dependents(verb, "iobj")
    if slot == "complement-subject":
        return _complement_subject(clauses, verb)
    return _prepositional(clauses, verb, slot)


def _behind_particle(clauses: Clauses, trigger: Trigger) -> list[int]:
    """The object of "handed over the bodies", where the parser took "over" for a preposition."""
    return [
        token
        for token in clauses.dependents(trigger.token, "obl")
        if any(case in trigger.tokens for case in clauses.dependents(token, "case"))
    ][:1]


def _subjects(clauses: Clauses, verb: int) -> list[int]:
    """The subject; both where a parser made two of "X and Y"."""
    own = clauses.dependents(verb, "nsubj")
    if len(own) == 2 and all(
        clauses.tree.pos[token] in {"CCONJ", "PUNCT", "DET", "ADJ", "PROPN"}
        for token in range(own[0] + 1, own[1])
    ):
        return own
    return _one(clauses.subject(verb))


def _prepositional(clauses: Clauses, verb: int, slot: str) -> list[int]:
    """Nouns after the preposition, on the verb or (parsers waver) on its object."""
    found = clauses.after(verb, slot)
    if not found and slot not in {"of", "in"}:
        target = clauses.direct_object(verb)
        if target is not None:
            found = clauses.after(target, slot)
    if not found and clauses.tree.deps[verb] == "conj" and not clauses.dependents(verb, "obj"):
        # "met and talked with X": the phrase hangs on either verb.
        found = clauses.after(clauses.first_conjunct(verb), slot)
    return found


def _complement_subject(clauses: Clauses, verb: int) -> list[int]:
    for complement in clauses.dependents(verb, "ccomp", "xcomp", "advcl", "acl"):
        own = clauses.dependents(complement, "nsubj", "nsubj:pass")
        if own:
            return own[:1]
    return []


def _adjective_slot(clauses: Clauses, adjective: int, slot: str) -> list[int]:
    if slot == "subject":
        return _one(clauses.subject(adjective))
    return clauses.after(adjective, slot)


def _noun_slot(clauses: Clauses, trigger: Trigger, slot: str) -> list[int]:
    if slot == "subject":
        return _lent_subject(clauses, trigger)
    if slot == "possessive":
        return clauses.dependents(trigger.token, "nmod:poss")
    if slot == "modifier":
        return _modifiers(clauses, trigger.token)
    if slot == "complement-subject":
        return _complement_subject(clauses, trigger.token)
    found = clauses.after(trigger.token, slot)
    if not found and trigger.carrier is not None:
        found = [token for token in clauses.after(trigger.carrier, slot) if token != trigger.token]
    return found


def _lent_subject(clauses: Clauses, trigger: Trigger) -> list[int]:
    """The subject that a light verb lends to its noun."""
    if trigger.carrier is None or trigger.suffers:
        return []
    if clauses.is_passive(trigger.carrier):
        return clauses.after(trigger.carrier, "by")
    return [token for token in _one(clauses.subject(trigger.carrier)) if token != trigger.token]


def _modifiers(clauses: Clauses, noun: int) -> list[int]:
    """Nouns and adjectives before a noun: "Israeli", "coalition"."""
    return [
        token
        for token in clauses.dependents(noun, "compound", "amod", "nmod", "nmod:desc")
        if token < noun and clauses.preposition(token) is None
    ]


def _one(token: int | None) -> list[int]:
    return [] if token is None else [token]
