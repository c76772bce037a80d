"""How a comment stands towards each actor it names: by words for and against beside the name."""

from bisect import bisect_left
from collections.abc import Sequence

from detente.discuss.context import Context
from detente.discuss.patterns import Match, matches
from detente.model.comment import CommentStance, Polarity
from detente.model.discussion import CommentLabel
from detente.model.parts import Mention

_NEAR = 4
_CLEAR = 0.5
_HARSH = frozenset(("insult", "identity_attack", "dehumanisation"))
_DEADLY = frozenset(("threat", "glorification"))


def stances_of(
    context: Context, mentions: Sequence[Mention], labels: Sequence[CommentLabel]
) -> tuple[CommentStance, ...]:
    """One stance for each actor, in the order of first mention; what is quoted does not count."""
    actors = [m for m in mentions if m.kind == "actor" and m.entity is not None]
    if not actors:
        return ()
    words = context.words
    told = list(matches(words, context.lists.sentiment))
    sums: dict[str, int] = {}
    for mention in actors:
        entity = mention.entity or ""
        sums.setdefault(entity, 0)
        if any(low <= mention.start < high for low, high in context.quotes):
            continue
        first = bisect_left(words.starts, mention.start)
        last = bisect_left(words.starts, mention.end)
        if first >= len(words):
            continue
        sums[entity] += sum(_said(context, match, first, last, actors) for match in told)
        sums[entity] -= sum(_abuses(context, label, first, last) for label in labels)
    return tuple(CommentStance(entity=entity, polarity=_sign(sums[entity])) for entity in sums)


def _sign(total: int) -> Polarity:
    return "for" if total > 0 else "against" if total < 0 else "neutral"


def _said(context: Context, match: Match, first: int, last: int, actors: Sequence[Mention]) -> int:
    """+1, -1 or 0: what one sentiment form says of the name at words first:last."""
    words = context.words
    if words.sentence[match.first] != words.sentence[first]:
        return 0
    if match.entry.order == "before":
        low, high = match.last, first
    else:
        low, high = last, match.first
    if not low <= high <= low + _NEAR - 1:
        return 0
    between = (words.starts[low], words.starts[high]) if low < high else (0, 0)
    if any(between[0] <= m.start < between[1] for m in actors):
        return 0
    start = max(match.first - 3, 0)
    denied = not context.lists.classes["deny"].isdisjoint(words.forms[start : match.first])
    if match.entry.kind == "for":
        return -1 if denied else 1
    return 0 if denied else -1


def _abuses(context: Context, label: CommentLabel, first: int, last: int) -> int:
    """1 where abuse is aimed at the name: beside an insult, or the object of a threat."""
    words = context.words
    if label.score < _CLEAR:
        return 0
    low = bisect_left(words.starts, label.start)
    high = bisect_left(words.starts, label.end)
    if low >= len(words) or words.sentence[low] != words.sentence[first]:
        return 0
    if label.label in _HARSH:
        return int(low - 3 <= first and last <= high + 1)
    return int(label.label in _DEADLY and high - 1 <= first <= high + 2)
