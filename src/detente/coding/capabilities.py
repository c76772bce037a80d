"""Who can do something: "only A, B and C operate X in P", "A also possesses X".

A statement shuts others out when a word of the kind "sole" in `lexicons/inference.csv` stands on
its holders ("only A", "solely by A", "the sole group with X"). Plain possession is told in the
present tense and without the article that would make it one thing ("the drone").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.clause import Clauses
from detente.coding.participants import Cast, noun_phrase
from detente.coding.spans import trimmed
from detente.knowledge.inference import inference_terms
from detente.knowledge.lexicons import weapon_modes
from detente.model.record import Capability, Quote

PRESENT = frozenset({"VBZ", "VBP", "VBG", "VBN"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
LONGEST_TERM = 4
"""Words in the longest term of means."""
JOINING = frozenset({"PUNCT", "CCONJ", "DET", "ADJ", "PROPN"})
NONE_BUT = frozenset({"but", "except", "besides"})


@dataclass(frozen=True, slots=True)
class Means:
    """A statement of who has what, and the mode of an assault by it."""

    capability: Capability
    mode: str | None
    """The ASSAULT mode that these means make; None for things that are no weapon."""
    sentence: int


def find_means(sentences: Sequence[Clauses], cast: Cast, text: str) -> list[Means]:
    """All statements of capability in a text, in text order."""
    return [means for clauses in sentences for means in _in_sentence(clauses, cast, text)]


def _in_sentence(clauses: Clauses, cast: Cast, text: str) -> Iterator[Means]:
    tree = clauses.tree
    verbs = inference_terms("means") | inference_terms("owns")
    sole = not inference_terms("sole").isdisjoint([word.lower() for word in tree.words])
    for token in range(len(tree)):
        told = tree.lemmas[token].lower() in verbs
        reading = _verbal(clauses, token) if told else None
        reading = reading or (_nominal(clauses, token) if sole else None)
        if reading is None:
            continue
        heads, thing, exclusive = reading
        holders = _holders(clauses, heads, cast)
        if not holders:
            continue
        start, end = trimmed(text, clauses.tree.start, clauses.tree.end)
        capability = Capability(
            holders=holders,
            exclusive=exclusive,
            of=_name_of(clauses, thing, text),
            place=_place(clauses, token, cast),
            text=Quote(start=start, end=end, text=text[start:end]),
        )
        yield Means(capability, mode_at(clauses, thing), clauses.tree.sentence)
        return  # a sentence makes one statement


Reading = tuple[list[int], int, bool]
"""Tokens that head the holders, the token of the means, whether others are shut out."""


def _verbal(clauses: Clauses, verb: int) -> Reading | None:
    """Read "only A and B operate X", "X are used solely by A", "A alone has X", "A has X".

    The verb's lemma is one of using or owning.
    """
    tree = clauses.tree
    lemma = tree.lemmas[verb].lower()
    if tree.pos[verb] not in {"VERB", "AUX"}:
        return None
    if _nobody_but(clauses) is None and _is_negated(clauses, verb):
        return _none_but(clauses, verb)
    if clauses.is_passive(verb):
        thing, heads = clauses.subject(verb), clauses.after(verb, "by")
    else:
        thing, heads = clauses.direct_object(verb), _subjects(clauses, verb)
    if thing is None or not heads or not _is_means(clauses, thing):
        return None
    heads = [t for head in heads for t in clauses.with_conjuncts(head)]
    exclusive = _shuts_out(clauses, verb, heads)
    if not exclusive and not _plain_possession(clauses, verb, lemma, thing):
        return None
    return heads, thing, exclusive


def _subjects(clauses: Clauses, verb: int) -> list[int]:
    """The subject, with the names before it that a parser hung on the verb ("only A, B and C")."""
    subject = clauses.subject(verb)
    if subject is None:
        return []
    but = _nobody_but(clauses)
    if but is not None:
        return [t for t in clauses.dependents(verb, "nsubj") if t > but][:1]
    heads = [subject]
    stray = clauses.dependents(verb, "obl:unmarked", "nsubj", "dislocated", "obj", "parataxis")
    for token in sorted((t for t in stray if t < verb and t != subject), reverse=True):
        between = range(min(token, *heads) + 1, max(token, *heads))
        if all(clauses.tree.pos[t] in JOINING or t in heads for t in between):
            heads = sorted((*heads, token))
    owner = clauses.tree.heads[verb]
    if clauses.tree.deps[verb] == "acl:relcl" and subject == owner:
        return _named_by(clauses, owner)  # "the only ones who fly X are A and B"
    return heads


def _named_by(clauses: Clauses, noun: int) -> list[int]:
    """Who a noun is said to be: "A is the only group that …", "the only ones that … are A"."""
    if clauses.dependents(noun, "cop"):
        subject = clauses.subject(noun)
        return [] if subject is None else [subject]
    above = clauses.governor(noun)
    if (
        above is not None
        and clauses.tree.deps[noun] == "nsubj"
        and (clauses.dependents(above, "cop"))
    ):
        return [above]
    return [noun]


def _nominal(clauses: Clauses, noun: int) -> Reading | None:
    """Read "A is the only group with X", "the sole operator of X is A"."""
    tree = clauses.tree
    sole = inference_terms("sole")
    if tree.pos[noun] not in {"NOUN", "PRON", "NUM"} or not any(
        tree.words[t].lower() in sole for t in clauses.dependents(noun, "amod", "advmod", "det")
    ):
        return None
    heads = _named_by(clauses, noun)
    things = [t for prep in ("with", "of") for t in clauses.after(noun, prep)]
    things = [t for t in things if _is_means(clauses, t)]
    if heads == [noun] or not heads or not things:
        return None
    return [t for head in heads for t in clauses.with_conjuncts(head)], things[0], True


def _none_but(clauses: Clauses, verb: int) -> Reading | None:
    """Read "no one but A flies X", "nobody except A has X"."""
    subject, thing = clauses.subject(verb), clauses.direct_object(verb)
    if subject is None or thing is None or not _is_means(clauses, thing):
        return None
    heads = [t for prep in NONE_BUT for t in clauses.after(subject, prep)]
    heads += [t for prep in NONE_BUT for t in clauses.after(verb, prep)]
    return ([t for h in heads for t in clauses.with_conjuncts(h)], thing, True) if heads else None


def _nobody_but(clauses: Clauses) -> int | None:
    """The "but" of "no group but A has X", whose A a parser takes for a second subject."""
    words = [word.lower() for word in clauses.tree.words]
    if words[0] not in {"no", "nobody", "none"}:
        return None
    found = (t for t in range(1, min(len(words), 5)) if words[t] in NONE_BUT)
    return next((t for t in found if clauses.tree.deps[t] == "cc"), None)


def _is_negated(clauses: Clauses, verb: int) -> bool:
    nobody = {"no", "nobody", "none", "not", "n't", "n’t", "never", "neither"}
    subject = clauses.subject(verb)
    near = [*clauses.dependents(verb, "advmod", "aux")]
    if subject is not None:
        near += [subject, *clauses.dependents(subject, "det", "advmod")]
    return any(clauses.tree.words[t].lower() in nobody for t in near)


def _shuts_out(clauses: Clauses, verb: int, heads: Sequence[int]) -> bool:
    """Whether a word of exclusion stands on the holders, or on a passive before its "by"."""
    tree, sole = clauses.tree, inference_terms("sole")
    if _nobody_but(clauses) is not None:
        return True
    first, last = min(heads), max(heads)
    near = [t for head in heads for t in clauses.children[head]]
    near += [first - 1, first - 2, last + 1]
    relative = tree.deps[verb] == "acl:relcl"  # "A, which alone flies X"
    near += clauses.dependents(verb, "advmod") if relative or clauses.is_passive(verb) else []
    owner = tree.heads[verb]
    if tree.deps[verb].startswith("acl"):
        near += clauses.children[owner]
    return any(0 <= t < len(tree) and tree.words[t].lower() in sole for t in near)


def _plain_possession(clauses: Clauses, verb: int, lemma: str, thing: int) -> bool:
    tree = clauses.tree
    if lemma not in inference_terms("owns"):
        return False
    helping = [*clauses.dependents(verb, "aux"), verb]
    finite = {tree.tags[t] for t in helping}
    marks = {tree.words[t].lower() for t in clauses.dependents(thing, "det", "nmod:poss")}
    present = bool(finite & {"VBZ", "VBP"}) and not finite & {"VBN", "VBD", "MD"}
    return present and not marks & DEFINITE and not clauses.dependents(thing, "nummod")


def _is_means(clauses: Clauses, token: int) -> bool:
    return _term_at(clauses, token) is not None


def mode_at(clauses: Clauses, token: int) -> str | None:
    """The ASSAULT mode of the weapon that a token heads; None when it is none."""
    term = _term_at(clauses, token)
    return weapon_modes().get(term) if term else None


def _term_at(clauses: Clauses, token: int) -> str | None:
    """The longest term of means that ends in a token."""
    tree = clauses.tree
    known = weapon_modes().keys() | inference_terms("thing")
    for first in range(max(0, token - LONGEST_TERM + 1), token + 1):
        before = [tree.words[i].lower() for i in range(first, token)]
        for last in (tree.lemmas[token].lower(), singular(tree.words[token]).lower()):
            term = " ".join([*before, last])
            if term in known:
                return term
    return None


def singular(word: str) -> str:
    """A guess at the singular of a plural in -s; lemmatisers miss it on acronyms ("UAVs")."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def _name_of(clauses: Clauses, thing: int, text: str) -> str:
    """The means in the singular, with what stands before it in its noun phrase."""
    start, _ = noun_phrase(clauses, thing)
    tree = clauses.tree
    if text[start:].lower().startswith("such "):
        start += len("such ")
    word = tree.words[thing]
    if tree.tags[thing] in {"NNS", "NNPS"} or word[:-1].isupper():
        word = singular(word)
    return f"{text[start : tree.starts[thing]]}{word}"


def _holders(clauses: Clauses, heads: Sequence[int], cast: Cast) -> tuple[str, ...]:
    found = [
        person.entity
        for token in heads
        for person in cast.participants(clauses, token, None)
        if person.entity
    ]
    return tuple(dict.fromkeys(found))


def _place(clauses: Clauses, verb: int, cast: Cast) -> str | None:
    """Where the statement holds: the first place after "in", "over" or "near"."""
    for token in sorted(clauses.subtree(verb)):
        if clauses.preposition(token) in {"in", "over", "near", "around", "across"}:
            place = cast.place_at(clauses, token)
            if place is not None:
                return place.entity or place.text
    return None
