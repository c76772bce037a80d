"""Constructions that name a perpetrator: blame, suspicion, claims and denials of responsibility.

What each says stands in `lexicons/attributing.csv`; here they are found in trees.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.clause import Clauses
from detente.coding.context import embedding_of
from detente.coding.participants import Cast
from detente.knowledge.inference import Attributing, attributing, inference_terms
from detente.model.record import Participant, Strength

NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing", "no-one"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
WEAK_MODALS = frozenset({"may", "might", "could", "can", "would"})
GUESSES = frozenset({"possibly", "perhaps", "maybe", "conceivably"})
RANK: dict[Strength, int] = {"possible": 0, "suggests": 1, "asserts": 2}
PHRASE_WINDOW = 6
KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Naming:
    """One construction in a sentence that names somebody for a deed."""

    clauses: Clauses
    entry: Attributing
    token: int
    candidates: tuple[Participant, ...]
    source: int | None
    """Token of the one who says so, where the construction names him."""
    strength: Strength
    denied: bool
    """Whether it is said not to be so ("was not behind the raid")."""


def find_namings(clauses: Clauses, cast: Cast) -> Iterator[Naming]:
    """The constructions of one sentence; the first entry of the table that fits a word counts."""
    if clauses.vocabulary.isdisjoint(attributing()):
        return
    for token in range(len(clauses.tree)):
        for entry in _entries(clauses, token):
            if not _fits(clauses, token, entry):
                continue
            heads = [t for t in _slot(clauses, token, entry, entry.candidate) if t != token]
            people = [
                person
                for head in heads
                for member in clauses.with_conjuncts(head)
                if not _is_nobody(clauses, member) and not _is_owned(clauses, member, cast)
                for person in cast.participants(clauses, member, None)
            ]
            if not people:
                continue
            sources = _slot(clauses, token, entry, entry.source) if entry.source else []
            yield Naming(
                clauses,
                entry,
                token,
                tuple(people),
                sources[0] if sources else None,
                weakened(clauses, token, entry.strength),
                denied=_is_denied(clauses, token),
            )
            break


def _entries(clauses: Clauses, token: int) -> tuple[Attributing, ...]:
    tree, table = clauses.tree, attributing()
    pos = KINDS.get(tree.pos[token])
    fitting: list[Attributing] = []
    if pos is not None:
        lemma = tree.lemmas[token].lower()
        found = table.get(lemma) or table.get(lemma.removesuffix("s"))
        if found is None and pos == "noun":
            found = table.get(tree.words[token].lower().removesuffix("s"))
        fitting += [e for e in found or () if e.pos == pos]
    case = clauses.preposition(token)
    if case in table and (clauses.dependents(token, "cop") or _is_said_of(clauses, token)):
        fitting += [e for e in table[case] if e.pos == "prep"]
    return tuple(fitting)


def _is_said_of(clauses: Clauses, token: int) -> bool:
    """Whether "behind the raid" hangs on a verb of being or standing, not on a noun."""
    above = clauses.governor(token)
    return above is not None and clauses.tree.lemmas[above].lower() in {"be", "stand", "lie"}


def _fits(clauses: Clauses, token: int, entry: Attributing) -> bool:
    """Whether the rest of a phrase is there, and the word is used as the entry has it."""
    tree = clauses.tree
    if entry.pos == "prep":
        return True
    if (
        entry.pos == "noun"
        and entry.candidate == "subject"
        and not clauses.dependents(token, "cop")
    ):
        return False
    for word in entry.words[1:]:
        below = [t for t in clauses.children[token] if t > token]
        below += clauses.dependents(token, "nsubj:pass", "nsubj")
        below += [c for t in below for c in clauses.children[t]]
        if not any(tree.lemmas[t].lower() == word for t in below):
            return False
    return True


def _slot(clauses: Clauses, token: int, entry: Attributing, slot: str) -> list[int]:
    """The head tokens of a slot, as in the frame lexicon."""
    if entry.pos == "prep":
        holder = token if clauses.dependents(token, "cop") else clauses.tree.heads[token]
        return _one(clauses.subject(holder)) if slot == "subject" else []
    if entry.pos in {"noun", "adj"}:
        if slot == "subject":
            return _one(clauses.subject(token))
        found = clauses.after(token, slot)
        above = clauses.governor(token)
        return found or (clauses.after(above, slot) if above is not None else [])
    passive = clauses.is_passive(token)
    if slot == "subject":
        return clauses.after(token, "by") if passive else _one(clauses.subject(token))
    if slot == "object":
        return _one(clauses.subject(token) if passive else clauses.direct_object(token))
    found = clauses.after(token, slot)
    target = clauses.direct_object(token)
    return found or (clauses.after(target, slot) if target is not None else [])


def _one(token: int | None) -> list[int]:
    return [] if token is None else [token]


def _is_nobody(clauses: Clauses, token: int) -> bool:
    """Whether a noun phrase stands for no one ("no group", "nobody", "none of the parties")."""
    tree = clauses.tree
    if tree.words[token].lower() in NOBODY:
        return True
    return any(tree.words[t].lower() in NOBODY for t in clauses.dependents(token, "det", "advmod"))


def _is_owned(clauses: Clauses, token: int, cast: Cast) -> bool:
    """Whether a noun only belongs to an actor ("the rivals of A" are not A)."""
    return cast.actor_at(clauses, token) is None and bool(
        clauses.dependents(token, "nmod:poss") or clauses.after(token, "of")
    )


def _is_denied(clauses: Clauses, token: int) -> bool:
    near = [token]
    above = clauses.governor(token)
    if (
        clauses.tree.pos[token] != "VERB"
        and above is not None
        and (clauses.tree.lemmas[above] in {"be", "bear", "have"})
    ):
        near.append(above)
    if _is_disbelieved(clauses, token):
        return True
    return any(
        clauses.tree.words[t].lower() in NEGATIONS
        for verb in near
        for t in clauses.dependents(verb, "advmod", "aux", "det")
    )


def _is_disbelieved(clauses: Clauses, token: int) -> bool:
    """Whether a word above turns it down ("it is hard to believe that A did it")."""
    tree = clauses.tree
    while tree.deps[token] in {"ccomp", "xcomp", "csubj", "advcl", "acl"}:
        token = tree.heads[token]
        if tree.lemmas[token].lower() in inference_terms("disbelieves"):
            return True
    return False


def weakened(clauses: Clauses, token: int, strength: Strength) -> Strength:
    """The strength that is left of a statement under modals, adverbs and verbs of supposing."""
    tree = clauses.tree
    weakest = strength
    chain = [token]
    for above in clauses.ancestors(token):
        chain.append(above)
        if len(chain) > PHRASE_WINDOW:
            break
    for place in chain:
        for child in (place, *clauses.children[place]):
            weakest = min(weakest, _strength_by(clauses, child, place), key=RANK.__getitem__)
        if place != token and tree.deps[place] in {"root", "parataxis", "conj"}:
            break
    if tree.words[-1] == "?":
        return "possible"
    return weakest


def _strength_by(clauses: Clauses, child: int, place: int) -> Strength:
    """How much a word beside or above a statement leaves of it."""
    tree = clauses.tree
    word, lemma = tree.words[child].lower(), tree.lemmas[child].lower()
    helping = tree.deps[child] == "aux"
    if word in GUESSES or (helping and word in WEAK_MODALS):
        return "possible"
    if child == place:
        verb = tree.pos[child] in {"VERB", "ADJ"}
        supposed = verb and lemma in inference_terms("supposes") | inference_terms("infers")
        return "suggests" if supposed or _doubts(clauses, child) else "asserts"
    adverb = tree.deps[child] in {"advmod", "amod"}
    return "suggests" if adverb and word in inference_terms("supposes") else "asserts"


def _doubts(clauses: Clauses, token: int) -> bool:
    entry = embedding_of(clauses, token)
    return entry is not None and entry.kind == "doubt" and clauses.tree.lemmas[token] != "claim"
