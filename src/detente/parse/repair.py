"""Mending what a small parser gets wrong in a way that can be seen: names that it breaks apart."""

from collections.abc import Sequence

_NOT_FINITE = frozenset({"VB", "VBN", "VBG"})
_LOOSE = frozenset({"appos", "iobj", "obj", "obl:unmarked", "nmod", "nmod:desc", "obl", "dep"})
"""Relations that two names side by side, with nothing between them, cannot have."""


def join_names(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Make one name of neighbours ("River Brigades") that hang on each other as if they were two.

    Changes `deps` and `heads` in place: the second becomes `flat` of the first. A title before a
    name keeps its relation, since it precedes its head; a comma or preposition between two names
    keeps them apart, since they are then no neighbours or the second has a case word.
    """
    case_of = {heads[token] for token, dep in enumerate(deps) if dep == "case"}
    for token in range(1, len(words)):
        before = token - 1
        own = heads[token] == before and deps[token] in _LOOSE
        if token in case_of or not (own or deps[token] == "appos"):
            continue
        names = tags[before].startswith("NNP") and tags[token].startswith("NNP")
        if not names or not (words[before][:1].isupper() and words[token][:1].isupper()):
            continue
        if not _above(token, before, heads):
            deps[token], heads[token] = "flat", before


def raise_conjuncts(tags: Sequence[str], deps: Sequence[str], heads: list[int]) -> None:
    """Hang a past tense that is conjoined to an infinitive or participle on the verb above it.

    In "denied that it had shelled X and accused Y" only the denying can be joined with "accused":
    what shares the "had" would be a participle. Changes `heads` in place.
    """
    for token, dep in enumerate(deps):
        head = heads[token]
        if dep != "conj" or tags[token] != "VBD" or tags[head] not in _NOT_FINITE:
            continue
        while heads[head] != head and tags[head] != "VBD":
            head = heads[head]
        if tags[head] == "VBD" and head < token and not _above(token, head, heads):
            heads[token] = head


def _above(token: int, below: int, heads: Sequence[int]) -> bool:
    """Whether `token` stands somewhere above `below` in the tree."""
    while heads[below] != below:
        below = heads[below]
        if below == token:
            return True
    return False
