"""What a comment mainly does: ask, answer, joke, quote, correct, claim, call for violence."""

import re
from collections.abc import Sequence

from detente.discuss.context import Context
from detente.discuss.patterns import Match
from detente.model.comment import CommentAct, Lead
from detente.model.discussion import CommentLabel

_CALL = 0.5
_SMILE = re.compile(r"[:;/😂🤣😆](?:(?<=[😂🤣😆])|(?<=[:;])-?[)DP]|(?<=/)s\b)")
_ENDS = re.compile(r"[.!?…]+")
_OPENING = 3
"""Words at the beginning in which an answer shows itself."""


def act_of(
    context: Context,
    labels: Sequence[CommentLabel],
    leads: Sequence[Lead],
    told: Sequence[Match],
    parent: str | None,
) -> CommentAct:
    """The comment's main act; the surest sign wins, and an opinion is what is left.

    Args:
        context: the comment.
        labels: its incivility labels.
        leads: its leads.
        told: the phrases of `acts.csv` in it.
        parent: text of the comment that it replies to.
    """
    text = context.words.text.strip()
    first = {match.entry.kind: match.first for match in reversed(told)}
    replies = parent is not None and _asks(parent.strip())
    signs: tuple[tuple[CommentAct, bool], ...] = (
        ("call_for_violence", any(x.label == "threat" and x.score >= _CALL for x in labels)),
        ("quote", _is_quote(context, text)),
        ("correction", any(lead.kind == "correction" for lead in leads)),
        ("joke", "joke" in first or (not leads and _SMILE.search(text) is not None)),
        ("question", _asks(text)),
        ("answer", replies and first.get("answer", _OPENING) < _OPENING),
        ("claim", bool(leads)),
    )
    return next((act for act, shown in signs if shown), "opinion")


def _is_quote(context: Context, text: str) -> bool:
    quoted = sum(high - low for low, high in context.quotes)
    return 2 * quoted > len(text) + 1


def _asks(text: str) -> bool:
    """Whether the text ends in a question, or most of its sentences are."""
    if "?" not in text:
        return False
    ends = _ENDS.findall(text)
    return text.rstrip("\"”')").endswith("?") or 2 * sum("?" in end for end in ends) > len(ends)
