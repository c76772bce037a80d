"""Relations that a verb states between its subject and its object, read from a tree.

"X fights alongside Y", "Y, backed by X", "X and Y are fighting each other". What is denied, wished
for or only possible states nothing.
"""

from collections.abc import Iterator, Sequence

from detente.ground.draft import Draft
from detente.ground.phrases import children_of, mentions_at
from detente.ground.relations import stated
from detente.knowledge.relations import Cue, relation_cues
from detente.model.record import Relation
from detente.model.text import Tree

_MODALS = frozenset(("may", "might", "could", "would", "should", "must", "ca", "can", "will"))
_CONDITIONS = frozenset(("if", "whether", "unless"))
_ASPECT = frozenset(("continue", "begin", "start", "keep", "go", "help", "have", "remain"))
"""Verbs whose complement takes place all the same."""
_OBLIQUE = frozenset(("obl", "nmod", "advcl", "obj"))
_RELATIVE = frozenset(("who", "which", "that"))
_EACH_OTHER = frozenset(("each", "one"))


def verb_relations(text: str, tree: Tree, actors: Sequence[Draft]) -> Iterator[Relation]:
    """The relations that the verbs of one sentence state.

    Args:
        text: the document's text.
        tree: the sentence.
        actors: its actor mentions that stand for somebody, or for several.
    """
    verbs = relation_cues().verbs
    if not actors or not any(lemma.lower() in verbs for lemma in tree.lemmas):
        return
    reading = _Reading(tree, actors)
    for token, lemma in enumerate(tree.lemmas):
        cues = verbs.get(lemma.lower())
        if cues is None or tree.pos[token] not in ("VERB", "NOUN", "ADJ"):
            continue
        if tree.pos[token] != "VERB" and tree.deps[token] != "root":
            continue  # a mistagged root ("fights alongside") is a verb; other nouns are not
        if reading.open(token):
            continue
        for cue in cues:
            yield from _of_cue(text, reading, token, cue)


def _of_cue(text: str, reading: "_Reading", token: int, cue: Cue) -> Iterator[Relation]:
    subjects, objects = reading.sides(token, cue.preps)
    if not cue.preps and reading.reciprocal(token) and len(subjects) > 1:
        subjects, objects = subjects[:1], subjects[1:]
    for one in subjects:
        for two in objects:
            start, end = min(one.start, two.start), max(one.end, two.end)
            relation = stated(text, one, two, cue, start, end)
            if relation is not None:
                yield relation


class _Reading:
    """Who stands where around the verbs of one sentence."""

    def __init__(self, tree: Tree, actors: Sequence[Draft]) -> None:
        self._tree = tree
        self._children = children_of(tree)
        self._at = mentions_at(tree, actors)

    def open(self, verb: int) -> bool:
        """Whether a verb is denied, wished for or merely possible."""
        tree = self._tree
        for child in self._children[verb]:
            word = tree.words[child].lower()
            if word in ("not", "n't", "n’t", "never") or word in _CONDITIONS:
                return True
            if tree.deps[child].startswith("aux") and word in _MODALS:
                return True
        governor = tree.lemmas[tree.heads[verb]].lower()
        bound = tree.deps[verb] in ("xcomp", "ccomp") and self._infinitive(verb)
        return bound and governor not in _ASPECT

    def _infinitive(self, verb: int) -> bool:
        words = (self._tree.words[child].lower() for child in self._children[verb])
        return self._tree.tags[verb] == "VB" or "to" in words

    def sides(self, verb: int, preps: Sequence[str]) -> tuple[list[Draft], list[Draft]]:
        """Subjects and objects of a verb as mentions; a passive's agent is its subject."""
        tree = self._tree
        subjects, passive = self._subjects(verb)
        agents = self._governed(verb, ("by",))
        if preps:
            return self._mentions(subjects), self._mentions(self._governed(verb, preps))
        if passive or (agents and tree.tags[verb] == "VBN"):
            return self._mentions(agents), self._mentions(subjects)
        objects = [c for c in self._children[verb] if tree.deps[c] in ("obj", "iobj")]
        return self._mentions(subjects), self._mentions(objects)

    def reciprocal(self, verb: int) -> bool:
        """Whether the object is "each other"."""
        return any(
            self._tree.words[child].lower() in _EACH_OTHER
            and self._tree.words[child + 1 : child + 2] in (("other",), ("another",))
            for child in self._children[verb]
        )

    def _subjects(self, verb: int) -> tuple[list[int], bool]:
        """The tokens of the subject, its own or the one it shares, and whether it suffers."""
        tree = self._tree
        for _ in range(4):
            own = [c for c in self._children[verb] if tree.deps[c].startswith("nsubj")]
            dep, head = tree.deps[verb].split(":")[0], tree.heads[verb]
            if own:
                relative = dep == "acl" and tree.words[own[0]].lower() in _RELATIVE
                return [head] if relative else own, tree.deps[own[0]] == "nsubj:pass"
            if dep == "acl":
                return [head], tree.tags[verb] == "VBN"
            if dep not in ("conj", "xcomp", "advcl") or head == verb:
                break
            verb = head
        return [], False

    def _governed(self, verb: int, preps: Sequence[str]) -> list[int]:
        tree = self._tree
        return [
            child
            for child in self._children[verb]
            if tree.deps[child].split(":")[0] in _OBLIQUE
            and any(
                tree.deps[c] == "case" and tree.words[c].lower() in preps
                for c in self._children[child]
            )
        ]

    def _mentions(self, tokens: Sequence[int]) -> list[Draft]:
        """The mentions at some tokens and at what is joined to them by "and"."""
        found: list[Draft] = []
        for token in tokens:
            joined = [c for c in self._children[token] if self._tree.deps[c] == "conj"]
            for each in (token, *joined):
                draft = self._at.get(each)
                if draft is not None:
                    found.extend(draft.members or (draft,))
        return list({id(draft): draft for draft in found}.values())
