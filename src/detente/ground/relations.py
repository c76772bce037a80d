"""What names alone state about each other: former names, branches, ties.

For "X (formerly Y)" the relation is `alias`; where both names are one registry entry, `a` and `b`
are the same id and the quoted words hold the old name. "The Syrian branch of X" beside a name is
`part_of`; "X-linked Y" is `linked_to` (a = Y), "X-backed Y" is `supports` (a = X).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from detente.ground.draft import Draft
from detente.model.record import Quote, Relation

_ALIAS = re.compile(
    r"[\s,(]*\b(?:formerly(?:\s+known\s+as)?|previously(?:\s+known\s+as)?|also\s+known\s+as|a\.?k\.?a\.?|"
    r"known\s+(?:formerly|previously|locally)?\s*as|once\s+known\s+as|or\s+simply|"
    r"(?:later|then|and)\s+renamed|now\s+(?:known\s+as|called)|now)\s+(?:as\s+)?(?:the\s+)?[“\"‘']?\Z",
    re.IGNORECASE,
)
_BRANCH = re.compile(
    r"[\s,(]*(?:the|a|an)\s+(?:[\w’'-]+\s+){0,3}(?P<cue>branch|affiliate|wing|offshoot|arm|franchise|"
    r"faction|subgroup)\s+of\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_LINKED = re.compile(r"-(?:linked|affiliated|aligned|run|controlled|owned|led)\b")
_SUPPORT = re.compile(r"-(?:backed|supported)\b")
_REACH = 90


def name_relations(text: str, drafts: Sequence[Draft]) -> tuple[Relation, ...]:
    """The relations that neighbouring names state, in the order of the text."""
    actors = [draft for draft in drafts if draft.kind == "actor" and draft.entity is not None]
    found = []
    for one, two in pairwise(actors):
        if one.start <= two.start and two.end <= one.end:
            relation = _tie(text, owner=two, whole=one)
        elif one.end <= two.start <= one.end + _REACH:
            relation = _between(text, one, two)
        else:
            relation = None
        if relation is not None:
            found.append(relation)
    return tuple(found)


def _between(text: str, one: Draft, two: Draft) -> Relation | None:
    gap = text[one.end : two.start]
    a, b = one.entity or "", two.entity or ""
    if _ALIAS.match(gap):
        return Relation(a=a, b=b, kind="alias", text=_quote(text, one.end, two.end))
    if _BRANCH.match(gap):
        return Relation(a=a, b=b, kind="part_of", text=_quote(text, one.end, two.end))
    if gap.startswith("-") and " " in gap and len(gap) < 40 and "," not in gap:
        return _tie(text, owner=one, whole=two)
    return None


def _tie(text: str, owner: Draft, whole: Draft) -> Relation | None:
    """The tie of "X-linked Y": `owner` is X, `whole` the phrase of Y, which may hold X."""
    a, b = whole.entity or "", owner.entity or ""
    if a == b:
        return None
    quote = _quote(text, owner.start, whole.end)
    if _LINKED.match(text, owner.end):
        return Relation(a=a, b=b, kind="linked_to", text=quote)
    if _SUPPORT.match(text, owner.end):
        return Relation(a=b, b=a, kind="supports", text=quote)
    return None


def _quote(text: str, start: int, end: int) -> Quote:
    while start < end and text[start] in " ,(-":
        start += 1
    return Quote(start=start, end=end, text=text[start:end])
