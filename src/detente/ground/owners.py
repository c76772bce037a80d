"""Whose "its forces", "their leader" and "our fighters" are: the mention that owns them.

An owner is what the phrase is joined to ("X and its allies"), else the nearest subject above it
("X said its fighters …"); for "our" inside quotation marks the one who is quoted.
"""

from collections.abc import Sequence

from detente.ground.draft import Draft
from detente.ground.phrases import children_of, mentions_at
from detente.knowledge.lexicons import reporting_lemmas
from detente.model.text import Tree

OWN = frozenset(("its", "their", "his", "her", "our", "my"))
_PERSONAL = frozenset(("his", "her", "my"))
_FIRST = frozenset(("our", "my"))
_QUOTES = frozenset('"“”')


def find_owners(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Sets the owner of the mentions of one sentence that begin with a possessive."""
    owned = [d for d in drafts if d.kind == "actor" and d.words and d.words[0] in OWN]
    if not owned:
        return
    at = mentions_at(tree, [draft for draft in drafts if draft.kind == "actor"])
    children = children_of(tree)
    for draft in owned:
        token = next((i for i in reversed(range(len(tree))) if at.get(i) is draft), None)
        while (
            token is not None and at.get(tree.heads[token]) is draft and token != tree.heads[token]
        ):
            token = tree.heads[token]
        if token is not None:
            draft.owner = _owner(tree, children, at, token, draft)


def _owner(
    tree: Tree, children: Sequence[list[int]], at: dict[int, Draft], token: int, draft: Draft
) -> Draft | None:
    word = draft.words[0]
    if word in _FIRST and not _quoted(tree, token):
        return None
    for _ in range(len(tree)):
        head = tree.heads[token]
        if head == token:
            return None
        if tree.deps[token] == "conj" and word not in _FIRST:
            joined = at.get(head)
            if joined is not None and _fits(word, joined):
                return joined
        if word not in _FIRST or tree.lemmas[head].lower() in reporting_lemmas():
            for child in children[head]:
                found = at.get(child) if tree.deps[child].startswith("nsubj") else None
                if found is not None and found is not draft and _fits(word, found):
                    return found
        token = head
    return None


def _fits(word: str, owner: Draft) -> bool:
    """Whether a possessive agrees with its owner; bodies may be "their"."""
    if owner.pronoun is not None:
        return False
    if word in _PERSONAL:
        return owner.person
    if word == "its":
        return not owner.person and not owner.plural
    return True


def _quoted(tree: Tree, token: int) -> bool:
    """Whether a token stands inside quotation marks of its sentence."""
    before = sum(word in _QUOTES for word in tree.words[:token])
    return before % 2 == 1
