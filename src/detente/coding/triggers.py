"""Finding the words that fire frames, and asking the frames' tests."""

from collections.abc import Callable, Container, Iterator

from detente.coding.clause import Clauses
from detente.coding.slots import Trigger, slot_heads
from detente.knowledge.frames import Frame, FrameLexicon, FramePos, Test
from detente.knowledge.lexicons import LightVerb, embeddings, light_verbs

IsA = Callable[[int, str], bool]
"""Whether the grounding says that a token heads an actor, a person or a place."""

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NO_EVENT_DEPS = frozenset(
    {"compound", "amod", "nmod:poss", "flat", "fixed", "goeswith", "case", "mark", "cc", "aux"}
)
"""Relations in which a word names no happening: "attack helicopter", "thanks to", "including"."""
CARRYING_KINDS = frozenset({"aspect", "attempt", "plan"})
PHRASE_WINDOW = 6
"""How far after a verb the other words of its phrase may stand ("take … hostage")."""


def find_triggers(clauses: Clauses, lexicon: FrameLexicon, is_a: IsA) -> list[Trigger]:
    """The triggers of one sentence in text order, at most one a token."""
    found: list[Trigger] = []
    taken: set[int] = set()
    tree = clauses.tree
    for token, (lemma, word) in enumerate(zip(tree.lemmas, tree.words, strict=True)):
        if token in taken or not _may_fire(lemma.lower(), word.lower(), lexicon.triggers):
            continue
        trigger = _trigger_at(clauses, token, lexicon, is_a)
        if trigger is not None:
            found.append(trigger)
            taken.update(trigger.tokens)
    return _without_swallowed(clauses, found)


def _may_fire(lemma: str, word: str, triggers: Container[str]) -> bool:
    """Whether a frame knows the word in any of the forms that `_readings` gives; most are none."""
    return lemma in triggers or word in triggers or lemma[:-1] in triggers


def is_aim_of_hidden_verb(clauses: Clauses, trigger: Trigger, lexicon: FrameLexicon) -> bool:
    """Whether "to fight" of a headline's "X and Y Reconcile To Fight Z" only tells the aim.

    Capitals make the tagger take the verb before it for a name; the infinitive is then all that is
    left of the sentence.
    """
    tree, token = clauses.tree, trigger.token
    if tree.heads[token] != token or token < 2 or tree.words[token - 1].lower() != "to":
        return False
    before = token - 2
    hidden = tree.tags[before].startswith("NNP") and tree.words[before][:1].isupper()
    return hidden and bool(lexicon.candidates("verb", tree.words[before].lower()))


def _without_swallowed(clauses: Clauses, found: list[Trigger]) -> list[Trigger]:
    """Drop nouns that a verb's phrase or test already holds ("open fire", "lifted the siege")."""
    inside = {token for trigger in found for token in trigger.tokens if token != trigger.token}
    for trigger in found:
        inside.update(_consumed(clauses, trigger))
    return [trigger for trigger in found if trigger.token not in inside]


def _consumed(clauses: Clauses, trigger: Trigger) -> set[int]:
    """Nouns that a verb's frame asked for by name, unless the verb only comments on them."""
    if trigger.is_noun or _is_factive(clauses, trigger.token):
        return set()
    named = [t for t in trigger.frame.tests if t.wanted and t.words and t.slot != "subject"]
    return {
        token
        for test in named
        for head in slot_heads(clauses, trigger, test.slot)
        for token in (*clauses.with_conjuncts(head), clauses.measured(head))
        if not test.words.isdisjoint((*_forms(clauses, token), _singular(clauses, token)))
    }


def _is_factive(clauses: Clauses, token: int) -> bool:
    entries = embeddings().get(("verb", clauses.tree.lemmas[token].lower()), ())
    return any(entry.kind == "factive" for entry in entries)


def _trigger_at(clauses: Clauses, token: int, lexicon: FrameLexicon, is_a: IsA) -> Trigger | None:
    for pos, lemma in _readings(clauses, token):
        frames = lexicon.candidates(pos, lemma)
        if not frames:
            continue
        carrier = carrier_of(clauses, token) if pos == "noun" else None
        for frame in frames:
            tokens = _phrase(clauses, token, frame)
            if tokens is None:
                continue
            trigger = Trigger(
                token,
                frame,
                tokens,
                carrier=carrier[0] if carrier else None,
                suffers=carrier[1] if carrier else False,
            )
            if all(holds(clauses, trigger, test, is_a) for test in frame.tests):
                return trigger
    return None


def _readings(clauses: Clauses, token: int) -> Iterator[tuple[FramePos, str]]:
    """The (part of speech, lemma) pairs under which a token may fire a frame."""
    tree = clauses.tree
    pos, tag, lemma, word = (
        tree.pos[token], tree.tags[token], tree.lemmas[token].lower(), tree.words[token].lower(),
    )  # fmt: skip
    if tree.deps[token] in NO_EVENT_DEPS and not _is_finite(clauses, token):
        return  # "the occupied town" tells a state
    if pos in {"VERB", "AUX"} or tag == "VBN" or clauses.dependents(token, "nsubj:pass"):
        if tag == "VBG" and _is_nominal(clauses, token):
            yield "noun", word
        if tag == "VBN":
            yield "adj", word  # "was encouraged by" is no encouragement
        yield "verb", lemma
    elif word == tree.words[token] and clauses.dependents(token, "nsubj"):
        yield "verb", lemma  # a subject makes a verb of what the tagger took for a noun
        yield "adj", lemma
    elif tag in NOUN_TAGS:
        yield "noun", lemma
        if lemma != word and word.endswith("ing"):
            yield "noun", word
        if lemma.endswith("s"):
            yield "noun", lemma[:-1]  # "talks", "clashes": some treebanks keep the plural as lemma
    elif pos == "ADJ":
        yield "adj", lemma


def _is_finite(clauses: Clauses, token: int) -> bool:
    """Whether a word is a verb of its own, wherever the parser hung it."""
    tag = clauses.tree.tags[token]
    return tag == "VBD" or (tag == "VBN" and token > clauses.tree.heads[token])


def _is_nominal(clauses: Clauses, token: int) -> bool:
    """Whether an -ing form stands as a noun: "X's shelling of Y", "the killing of"."""
    return bool(clauses.dependents(token, "det", "nmod:poss", "nmod", "amod"))


def _phrase(clauses: Clauses, token: int, frame: Frame) -> tuple[int, ...] | None:
    """The tokens of a frame's words around its trigger; None when one of them is missing."""
    if len(frame.words) == 1 or (
        frame.whole != frame.key and frame.whole in _forms(clauses, token)
    ):
        return (token,)
    find = _words_before if frame.trigger_last else _words_after
    return find(clauses, token, frame.words)


def _words_before(clauses: Clauses, token: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of a phrase that ends in `token`, word by word."""
    span = range(token - len(words) + 1, token)
    if span.start < 0:
        return None
    said = (_forms(clauses, i) for i in span)
    fits = all(word in forms for word, forms in zip(words, said, strict=False))
    return (*span, token) if fits else None


def _words_after(clauses: Clauses, token: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of a phrase that `token` opens; other words may stand between."""
    tokens = [token]
    for word in words[1:]:
        window = range(tokens[-1] + 1, min(token + PHRASE_WINDOW, len(clauses.tree)))
        match = next((i for i in window if word in _forms(clauses, i)), None)
        if match is None or not _belongs(clauses, match, token):
            return None
        tokens.append(match)
    return tuple(tokens)


def _forms(clauses: Clauses, token: int) -> tuple[str, str]:
    return clauses.tree.lemmas[token].lower(), clauses.tree.words[token].lower()


def _singular(clauses: Clauses, token: int) -> str:
    """A guess at the singular: some treebanks keep "troops" and "talks" as lemmas."""
    return clauses.tree.lemmas[token].lower().removesuffix("s")


def _belongs(clauses: Clauses, token: int, verb: int) -> bool:
    """Whether a phrase's word stands close enough under its verb in the tree."""
    if token - verb <= 1:
        return True
    for depth, above in enumerate(clauses.ancestors(token)):
        if above == verb:
            return True
        if depth >= 1:
            break
    return False


def carrier_of(clauses: Clauses, noun: int) -> tuple[int, bool] | None:
    """The light verb that carries an event noun, and whether its subject suffers the event."""
    below = _relative_carrier(clauses, noun)
    dep, head = clauses.tree.deps[noun], clauses.governor(noun)
    if below is not None or head is None:
        return below
    if dep == "conj" or (dep == "nmod" and clauses.measured(head) == noun):
        return carrier_of(clauses, head)
    if dep not in {"obj", "nsubj:pass", "obl", "nsubj"} or clauses.tree.pos[head] != "VERB":
        return None
    preposition = clauses.preposition(noun)
    lemma = clauses.tree.lemmas[head]
    for verb in light_verbs().get(lemma, ()):
        if _carries(clauses, verb, head, noun, preposition):
            return head, verb.suffers
    if dep in {"obj", "nsubj:pass"} and any(
        entry.kind in CARRYING_KINDS and len(entry.words) == 1
        for entry in embeddings().get(("verb", lemma), ())
    ):
        return head, False
    return None


def _relative_carrier(clauses: Clauses, noun: int) -> tuple[int, bool] | None:
    """Find the carrier below the noun: "the strikes that X carried out"."""
    for clause in clauses.dependents(noun, "acl", "acl:relcl"):
        for verb in light_verbs().get(clauses.tree.lemmas[clause], ()):
            if not verb.suffers and _carries(clauses, verb, clause, noun, None):
                return clause, False
    return None


def _carries(
    clauses: Clauses, verb: LightVerb, head: int, noun: int, preposition: str | None
) -> bool:
    tree = clauses.tree
    if verb.nouns and tree.lemmas[noun].lower() not in verb.nouns:
        return False
    particles = verb.words[1:]
    if not particles:
        return preposition is None
    nearby = {tree.words[child].lower() for child in clauses.children[head]}
    if preposition is not None:
        nearby.add(preposition)
    return all(word in nearby for word in particles)


def holds(clauses: Clauses, trigger: Trigger, test: Test, is_a: IsA) -> bool:
    """Whether one test of a frame holds for a trigger."""
    if test.slot == "child":
        heads = [t for t in clauses.children[trigger.token] if not _is_told(clauses, t)]
    else:
        heads = slot_heads(clauses, trigger, test.slot)
        heads = [token for head in heads for token in clauses.with_conjuncts(head)]
        heads += [t for t in map(clauses.measured, heads) if t not in heads]
    if not test.words and not test.grounded:
        return bool(heads) == test.wanted
    hit = any(_names(clauses, token, test, is_a) for token in heads)
    return hit == test.wanted


def _is_told(clauses: Clauses, token: int) -> bool:
    """Whether a clause tells what happened ("told us that they had left"): nobody asks for it."""
    finite = clauses.tree.tags[token] == "VBD" or any(
        clauses.tree.words[t].lower() in {"has", "have", "had"}
        for t in clauses.dependents(token, "aux")
    )
    return clauses.tree.deps[token] == "ccomp" and finite


def _names(clauses: Clauses, token: int, test: Test, is_a: IsA) -> bool:
    if not test.words.isdisjoint((*_forms(clauses, token), _singular(clauses, token))):
        return True
    return any(is_a(token, kind) for kind in test.grounded)
