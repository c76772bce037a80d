"""Noun phrases of a dependency tree: head, full extent, preposition."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass

from detente.ground.draft import Draft
from detente.model.text import Tree

_LEFT = frozenset(("det", "nummod", "amod", "compound", "flat", "poss", "nmod"))
_RIGHT = frozenset(("flat", "compound", "fixed", "goeswith"))
_INSIDE = frozenset(("compound", "flat", "fixed", "goeswith", "amod", "punct", "case"))
_PRONOUN_ROLES = frozenset(("nsubj", "obj", "obl", "iobj", "conj", "nmod"))
_ARTICLES = frozenset(("the", "a", "an"))
_BREAKS = frozenset("()[],;:")
_QUOTES = frozenset("\"'“”‘’`([")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase; `lo` and `hi` are token indices, both included, leading articles left out."""

    tree: Tree
    head: int
    lo: int
    hi: int
    case: str | None
    """The preposition that governs it, in lower case."""
    det: str | None
    plural: bool

    @property
    def start(self) -> int:
        """Offset of its first character in the document's text."""
        return self.tree.starts[self.lo]

    @property
    def end(self) -> int:
        """Offset past its last character."""
        return self.tree.ends[self.hi]


def children_of(tree: Tree) -> list[list[int]]:
    """For each token the tokens that depend on it, in order."""
    children: list[list[int]] = [[] for _ in tree.words]
    for index, head in enumerate(tree.heads):
        if head != index:
            children[head].append(index)
    return children


def mentions_at(tree: Tree, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """The innermost mention at each token that one covers."""
    found: dict[int, Draft] = {}
    ordered = sorted(drafts, key=lambda draft: draft.start - draft.end)  # the widest first
    for draft in ordered:
        for index in range(bisect_left(tree.starts, draft.start), len(tree)):
            if tree.starts[index] >= draft.end:
                break
            found[index] = draft
    return found


def noun_phrases(tree: Tree, bodies: Container[str] = ()) -> list[Phrase]:
    """All noun phrases of `tree`, pronouns included, in order of their heads.

    Args:
        tree: the tree.
        bodies: words that take a name after "of" into their own name ("Ministry of Defence").
    """
    children = children_of(tree)
    found = []
    for index, pos in enumerate(tree.pos):
        ordered = pos == "ADJ" and tree.words[index].lower() in ("latter", "former")
        if pos not in ("NOUN", "PROPN", "PRON", "DET", "NUM") and not ordered:
            continue
        dep = tree.deps[index].split(":")[0]
        named = pos in ("NOUN", "PROPN")
        if dep in _INSIDE if named else dep not in _PRONOUN_ROLES:
            continue
        if pos == "NUM" and tree.words[index].lower() != "two":
            continue
        found.append(_phrase(tree, children, index, bodies))
    return found


def _phrase(tree: Tree, children: list[list[int]], head: int, bodies: Container[str]) -> Phrase:
    lo = hi = head
    case = det = None
    for child in children[head]:
        dep = tree.deps[child]
        base = dep.split(":")[0]
        if base == "case" and child < head and case is None:
            case = tree.words[child].lower()
        elif child < head and base in _LEFT:
            if base == "det":
                det = tree.words[child].lower()
            lo = min(lo, _edge(tree, children, child, -1))
        elif child > head and (
            base in _RIGHT
            or (base == "nummod" and child == head + 1)
            or (base == "nmod" and _of_name(tree, children, child, bodies))
        ):
            hi = max(hi, _edge(tree, children, child, 1))
    lo = max((at + 1 for at in range(lo, head) if tree.words[at] in _BREAKS), default=lo)
    hi = min((at - 1 for at in range(head + 1, hi + 1) if tree.words[at] in _BREAKS), default=hi)
    while lo < head and _skippable(tree, lo):
        lo += 1
    return Phrase(tree, head, lo, hi, case, det, tree.tags[head] in ("NNS", "NNPS"))


def _skippable(tree: Tree, index: int) -> bool:
    word = tree.words[index].lower()
    return word in _ARTICLES or word in _QUOTES or tree.pos[index] in ("PUNCT", "ADV")


def _of_name(tree: Tree, children: list[list[int]], index: int, bodies: Container[str]) -> bool:
    """Whether a token is the name after "of" in "Ministry of Defence"."""
    head = tree.heads[index]
    if tree.pos[index] != "PROPN" or tree.pos[head] != "PROPN":
        return False
    if tree.words[head].lower() not in bodies:
        return False
    return any(tree.words[child].lower() in ("of", "for") for child in children[index])


def _edge(tree: Tree, children: list[list[int]], index: int, side: int) -> int:
    """The outermost token under `index` on one side, not past commas, clauses or conjuncts."""
    edge = index
    for child in children[index]:
        base = tree.deps[child].split(":")[0]
        if (child - index) * side <= 0 or base in ("acl", "advcl", "appos", "parataxis"):
            continue
        if side > 0 and base in ("punct", "cc", "conj") and tree.words[child] != "-":
            continue
        far = _edge(tree, children, child, side)
        edge = max(edge, far) if side > 0 else min(edge, far)
    return edge
