"""What stands around a trigger: the verbs that embed it, negation, modality, condition, tense."""

from dataclasses import dataclass

from detente.coding.clause import CLAUSAL, Clauses
from detente.coding.slots import Trigger
from detente.knowledge.lexicons import Embedding, EmbeddingKind, embeddings, hedges, negations

CONDITIONS = frozenset({"if", "unless", "should", "whether", "provided", "lest"})
OBLIGATION = frozenset({"must", "should", "ought", "need"})
FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll"})
POSSIBLE = frozenset({"would", "could", "may", "might", "can"})
POS_KEYS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
ARGUMENT_DEPS = frozenset({"obj", "obl", "nmod", "nsubj:pass", "nsubj", "iobj"})


@dataclass(frozen=True, slots=True)
class Embedder:
    """A word above a trigger that says how its happening is meant."""

    token: int
    kind: EmbeddingKind


@dataclass(frozen=True, slots=True)
class Context:
    """How a trigger is meant."""

    anchor: int
    """The verb that carries the clause; the trigger itself when there is none."""
    embedders: tuple[Embedder, ...]
    negated: int | None
    """Token of the negation."""
    modal: int | None
    """Token of the auxiliary, if it is one of obligation, possibility or future."""
    condition: int | None
    """Token that makes the clause a condition."""
    announced: bool
    """Whether a "would" stands for the "will" of reported speech."""
    purpose: bool
    """Whether it is only what somebody wants to reach ("a campaign to defeat X")."""

    def embedder(self, *kinds: EmbeddingKind) -> Embedder | None:
        """The nearest embedder of one of the kinds."""
        return next((e for e in self.embedders if e.kind in kinds), None)


def context_of(clauses: Clauses, trigger: Trigger) -> Context:
    """Read the context of a trigger off its tree."""
    anchor = anchor_of(clauses, trigger)
    chain = _negatable(clauses, trigger, anchor)
    return Context(
        anchor=anchor,
        embedders=tuple(_embedders(clauses, trigger)),
        negated=_first_negation(clauses, chain),
        modal=_modal(clauses, anchor),
        condition=_condition(clauses, anchor),
        announced=clauses.tree.deps[anchor] == "ccomp",
        purpose=_is_purpose(clauses, anchor),
    )


def anchor_of(clauses: Clauses, trigger: Trigger) -> int:
    """The verb whose tense and modality hold for the trigger."""
    if not trigger.is_noun:
        return trigger.token
    if trigger.carrier is not None:
        return trigger.carrier
    token = trigger.token
    for above in clauses.ancestors(token):
        if clauses.tree.pos[above] in {"VERB", "AUX"}:
            return above
        if clauses.tree.deps[token] in CLAUSAL:
            break
        token = above
    return trigger.token


def embedding_of(clauses: Clauses, token: int) -> Embedding | None:
    """The embedding entry that a token matches, phrases ("call on") before single words."""
    key = POS_KEYS.get(clauses.tree.pos[token])
    if key is None:
        return None
    entries = embeddings().get((key, clauses.tree.lemmas[token].lower()), ())
    if clauses.tree.tags[token] == "VBN":  # "is prepared to", whatever the parser makes of it
        entries = embeddings().get(("adj", clauses.tree.words[token].lower()), entries)
    for entry in entries:
        if len(entry.words) == 1 or _has_particles(clauses, token, entry.words[1:]):
            return entry
    return None


def _has_particles(clauses: Clauses, token: int, particles: tuple[str, ...]) -> bool:
    nearby = {clauses.tree.words[child].lower() for child in clauses.children[token]}
    nearby |= {
        said
        for child in clauses.children[token]
        if (said := clauses.preposition(child)) is not None
    }
    return all(particle in nearby for particle in particles)


def _embedders(clauses: Clauses, trigger: Trigger) -> list[Embedder]:
    """Embedding words above the trigger, nearest first."""
    found = []
    token = trigger.token
    if trigger.carrier is not None:
        token = trigger.carrier
    for _ in range(8):
        head, dep = clauses.governor(token), clauses.tree.deps[token]
        if head is None:
            break
        if dep == "conj":
            if clauses.tree.pos[head] not in POS_KEYS or not _open_conjunct(clauses, token):
                break
            token = head
            continue
        if dep in {"advcl", "acl:relcl", "parataxis"} and not _preposed(clauses, token):
            break
        if dep in CLAUSAL or dep in ARGUMENT_DEPS:
            entry = embedding_of(clauses, head)
            if entry is not None and _may_embed(clauses, token, dep, entry):
                found.append(Embedder(head, entry.kind))
            elif entry is None and _closes(clauses, token, head):
                break
        token = head
    return found


def _closes(clauses: Clauses, token: int, head: int) -> bool:
    """Whether a noun between keeps a verb above from embedding ("aid to victims of the attack")."""
    return clauses.tree.pos[head] in {"NOUN", "PROPN"} and clauses.tree.deps[token] != "conj"


def _open_conjunct(clauses: Clauses, token: int) -> bool:
    """Whether a conjunct is without subject of its own and so shares what stands above."""
    return not clauses.dependents(token, "nsubj", "nsubj:pass")


def _preposed(clauses: Clauses, token: int) -> bool:
    """A clause after of, for, from ("accused of shelling") is an argument, not an aside."""
    marks = {clauses.tree.words[m].lower() for m in clauses.dependents(token, "mark")}
    return bool(marks & {"of", "for", "from", "to", "against"})


def _may_embed(clauses: Clauses, token: int, dep: str, entry: Embedding) -> bool:
    """Whether an entry embeds by this relation: a verb's subject is not its content."""
    if entry.kind in {"aspect", "attempt", "cause", "factive", "help", "allow"}:
        return dep in CLAUSAL
    if dep == "nsubj":
        return False
    if dep in {"obl", "nmod"}:
        return clauses.preposition(token) in {
            "of", "for", "to", "from", "against", "about", "with", "on", "in",
        }  # fmt: skip
    if entry.kind in {"report", "doubt"}:
        return dep in {"ccomp", "xcomp"}
    return True


def _is_purpose(clauses: Clauses, verb: int) -> bool:
    """Whether a clause is an infinitive of purpose that no embedding word governs."""
    for _ in range(4):
        dep, head = clauses.tree.deps[verb], clauses.governor(verb)
        if head is None:
            return False
        if dep in {"advcl", "acl"} and _infinitive(clauses, verb):
            entry = embedding_of(clauses, head)
            if entry is None or (entry.pos == "noun" and entry.kind in {"plan", "aspect"}):
                return True
            # "began a strike to protest": the verb has its complement already.
            return entry.kind == "aspect" and bool(clauses.dependents(head, "obj"))
        if dep != "conj" or not _open_conjunct(clauses, verb):
            return False
        verb = head
    return False


def _infinitive(clauses: Clauses, verb: int) -> bool:
    return any(clauses.tree.words[m].lower() == "to" for m in clauses.dependents(verb, "mark"))


def _negatable(clauses: Clauses, trigger: Trigger, anchor: int) -> list[int]:
    """The words on which a negation denies the event: not the verb that a mere aside hangs on."""
    if anchor == trigger.token:
        return [anchor]
    aside = trigger.carrier is None and clauses.tree.deps[trigger.token] in {"obl", "nmod"}
    return [trigger.token] if aside else [trigger.token, anchor]


def _first_negation(clauses: Clauses, chain: list[int]) -> int | None:
    """A negation on the trigger, on its verb, or on the subject of either."""
    found = (_negation(clauses, token) for token in chain)
    first = next((token for token in found if token is not None), None)
    return _nobody(clauses, chain[-1]) if first is None else first


def is_negated(clauses: Clauses, token: int) -> bool:
    """Whether a word is negated: by a word that hangs on it, or a "no" on its subject."""
    return _first_negation(clauses, [token]) is not None


def _negation(clauses: Clauses, token: int) -> int | None:
    words = negations()
    for child in clauses.children[token]:
        if clauses.tree.deps[child] in {"advmod", "det", "mark", "case", "cc", "aux"} and (
            clauses.tree.words[child].lower() in words or clauses.tree.lemmas[child] in words
        ):
            return child
    return None


def _nobody(clauses: Clauses, verb: int) -> int | None:
    """A "no" on the subject: "no army shelled the town"."""
    for subject in clauses.dependents(verb, "nsubj", "nsubj:pass"):
        for child in clauses.dependents(subject, "det"):
            if clauses.tree.words[child].lower() in {"no", "neither"}:
                return child
        if clauses.tree.words[subject].lower() in {"nobody", "none"}:
            return subject
    return None


def _modal(clauses: Clauses, verb: int) -> int | None:
    """The modal of a verb, or of the verb above whose mood it shares."""
    above: int | None = verb
    for _ in range(4):
        if above is None:
            return None
        if above == clauses.tree.heads[above] and _infinitive(clauses, above):
            return clauses.dependents(above, "mark")[0]  # a headline's "X to meet Y"
        for child in clauses.dependents(above, "aux"):
            if clauses.tree.words[child].lower() in FUTURE | POSSIBLE | OBLIGATION:
                return child
        head = clauses.governor(above)
        obliged = clauses.tree.deps[above] == "xcomp" and head is not None
        if obliged and clauses.tree.lemmas[head or 0] in {"have", "need"}:
            return head
        above = _mood_holder(clauses, above)
    return None


def _mood_holder(clauses: Clauses, verb: int) -> int | None:
    """The verb whose mood a conjunct, complement or participle shares."""
    dep, head = clauses.tree.deps[verb], clauses.governor(verb)
    if head is not None and dep == "acl" and clauses.tree.pos[head] in {"NOUN", "PROPN"}:
        head = clauses.governor(head)
    if head is None or clauses.tree.pos[head] not in {"VERB", "AUX", "ADJ"}:
        return None
    participle = dep == "advcl" and not _infinitive(clauses, verb)
    shares = (
        dep in {"xcomp", "acl"} or participle or (dep == "conj" and _open_conjunct(clauses, verb))
    )
    return head if shares else None


def _condition(clauses: Clauses, verb: int) -> int | None:
    token: int | None = verb
    for _ in range(4):
        if token is None:
            return None
        for mark in clauses.dependents(token, "mark", "advmod"):
            if clauses.tree.words[mark].lower() in CONDITIONS:
                return mark
        if clauses.tree.deps[token] not in {"conj", "xcomp", "ccomp", "advcl"}:
            return None
        if clauses.tree.deps[token] == "advcl":
            return None
        token = clauses.governor(token)
    return None


def hedge_of(clauses: Clauses, token: int) -> int | None:
    """A word of doubt that hangs on a trigger or its verb ("reportedly", "alleged")."""
    kinds = hedges()
    for child in clauses.children[token]:
        if kinds.get(clauses.tree.words[child].lower()) == "doubt":
            return child
    return None
