"""What speaks for a perpetrator: means, munitions, who is ruled out, and motives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from detente.coding.capabilities import Means
from detente.coding.clause import Clauses
from detente.coding.draft import Draft
from detente.coding.merging import modes_agree
from detente.coding.participants import Cast
from detente.ground.lexicon import default_lexicon
from detente.knowledge.inference import inference_terms
from detente.knowledge.registry import State
from detente.model.record import Participant, Span, Strength

NEAR = 4
"""Sentences around a statement of means within which somebody is ruled out."""
FOLLOWING = 2
"""Sentences after a conclusion within which its motive may stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A find that points to somebody ("shrapnel of an A-made missile", "a rocket used by B")."""

    clauses: Clauses
    token: int
    entity: str | None
    mention: str | None
    strength: Strength


def sentence_span(clauses: Clauses) -> Span:
    """The sentence as evidence."""
    return Span(start=clauses.tree.start, end=clauses.tree.end)


def fits_means(means: Means, deed: Draft) -> bool:
    """Whether a deed is one that the means can do: the same mode, which the deed must show."""
    return means.mode is not None and deed.mode is not None and modes_agree(means.mode, deed.mode)


def may_fit_means(means: Means, deed: Draft) -> bool:
    """Whether nothing speaks against a deed having been done with the means."""
    return means.mode is not None and modes_agree(means.mode, deed.mode)


def exclusions(
    means: Means, chosen: Participant | None, sentences: Sequence[Clauses], cast: Cast
) -> list[Span]:
    """Sentences near a statement of means that rule out one of its holders."""
    rivals = set(means.capability.holders) - ({chosen.entity} if chosen else set())
    found = []
    for clauses in sentences:
        if not 0 <= clauses.tree.sentence - means.sentence <= NEAR:
            continue
        if _rules_out(clauses) and rivals & _entities(clauses, cast):
            found.append(sentence_span(clauses))
    return found


def _rules_out(clauses: Clauses) -> bool:
    """Whether a phrase of exclusion stands in a sentence, inflected or not."""
    words = " ".join(word.lower() for word in clauses.tree.words)
    lemmas = " ".join(lemma.lower() for lemma in clauses.tree.lemmas)
    return any(
        f" {term} " in f" {said} "
        for term in inference_terms("exclusion")
        for said in (words, lemmas)
    )


def _entities(clauses: Clauses, cast: Cast) -> set[str]:
    mentions = (cast.actor_at(clauses, token) for token in range(len(clauses.tree)))
    named = {m.entity for m in mentions if m is not None and m.entity}
    return named | {entity.split("-")[0] for entity in named}  # a state's army stands for it


def motives_beside(
    conclusion: Clauses, person: Participant, sentences: Sequence[Clauses], cast: Cast
) -> list[Span]:
    """Sentences right after a conclusion that tell what the one who is named wants."""
    if person.entity is None:
        return []
    return [
        sentence_span(clauses)
        for clauses in sentences
        if 0 < clauses.tree.sentence - conclusion.tree.sentence <= FOLLOWING
        and _wants(clauses, person.entity, cast)
    ]


def _wants(clauses: Clauses, entity: str, cast: Cast) -> bool:
    for token in range(len(clauses.tree)):
        if clauses.tree.lemmas[token].lower() not in inference_terms("motive"):
            continue
        subject = clauses.subject(token)
        owner = clauses.dependents(token, "nmod:poss")
        if subject is None and clauses.dependents(token, "cop", "nmod:poss"):
            subject = owner[0] if owner else None
        if subject is None:
            above = clauses.governor(token)
            subject = None if above is None else clauses.subject(above)
        mention = None if subject is None else cast.actor_at(clauses, subject)
        if mention is not None and mention.entity == entity:
            return True
    return False


def munitions(sentences: Sequence[Clauses], cast: Cast) -> Iterator[Finding]:
    """Finds of munitions that tell who made or uses them."""
    for clauses in sentences:
        tree = clauses.tree
        lemmas = [lemma.lower() for lemma in tree.lemmas]
        if not inference_terms("munition") & set(lemmas):
            continue
        for token in range(len(tree)):
            finding = _made_by(clauses, token) or _used_by(clauses, token, cast)
            if finding is not None:
                yield finding
                break


def _made_by(clauses: Clauses, token: int) -> Finding | None:
    """Read "A-made", "manufactured in A": who made a weapon may not have fired it."""
    tree = clauses.tree
    word = tree.words[token].lower()
    maker, _, made = word.rpartition("-")
    if word in inference_terms("marking") and token > 0:
        before = token - (2 if tree.words[token - 1] == "-" else 1)
        maker, made = tree.words[max(before, 0)].lower(), word
    state = _adjectives().get(maker) if made in inference_terms("marking") else None
    return None if state is None else Finding(clauses, token, state, None, "possible")


@cache
def known_states() -> dict[str, State]:
    """The registry's states, by ISO 3166 code; read when first a find names a maker."""
    return default_lexicon().registry.states


@cache
def _adjectives() -> dict[str, str]:
    """Country by the adjective of its name, in lower case."""
    return {
        adjective.lower(): iso3
        for iso3, state in known_states().items()
        for adjective in state.adjectives
    }


def _used_by(clauses: Clauses, token: int, cast: Cast) -> Finding | None:
    """Read "of a type used by B", "rockets belonging to B", "in B's arsenal"."""
    lemma = clauses.tree.lemmas[token].lower()
    if lemma == "use" and clauses.is_passive(token):
        holders = clauses.after(token, "by")
    elif lemma == "belong":
        holders = clauses.after(token, "to")
    elif lemma in {"arsenal", "stock", "inventory"}:
        holders = clauses.dependents(token, "nmod:poss") or clauses.after(token, "of")
    else:
        return None
    for holder in holders:
        for person in cast.participants(clauses, holder, None):
            if person.entity:
                return Finding(clauses, token, person.entity, person.mention, "suggests")
    return None
