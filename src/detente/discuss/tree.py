"""A record's comments as a tree, walked without recursion: threads may be thousands deep."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from detente.model.comment import Comment

Rounding = Literal["hour", "day", "exact"]
ROUNDINGS: tuple[Rounding, ...] = ("hour", "day", "exact")


def replies_of(comments: Sequence[Comment]) -> dict[str | None, list[Comment]]:
    """The comments by what they answer, in the order given; None holds those at the top.

    A parent that is not among the comments counts as none: a stored record may be cut.
    """
    known = {comment.id for comment in comments}
    replies: dict[str | None, list[Comment]] = defaultdict(list)
    for comment in comments:
        replies[comment.parent if comment.parent in known else None].append(comment)
    return replies


def reading_order(comments: Sequence[Comment]) -> Iterator[tuple[Comment, int]]:
    """Each comment followed by its replies, with its depth (0 at the top).

    Comments in a circle, which a record of ours never holds, are left out.
    """
    replies = replies_of(comments)
    waiting = [(comment, 0) for comment in reversed(replies[None])]
    while waiting:
        comment, depth = waiting.pop()
        yield comment, depth
        waiting.extend((reply, depth + 1) for reply in reversed(replies.get(comment.id, ())))


def rounded(posted: str | None, to: Rounding = "hour") -> str | None:
    """A comment's time for an export: cut to its hour or day, for the minute can tell who it was.

    Args:
        posted: ISO 8601, or the page's own words, which are left ("2 days ago").
        to: `exact` leaves it as given.
    """
    if posted is None or to == "exact" or posted[4:5] != "-" or not posted[:4].isdigit():
        return posted
    if to == "day" or "T" not in posted:
        return posted[:10]
    clock = posted[11:]
    zone = next((clock[at:] for at, mark in enumerate(clock) if mark in "Z+-"), "")
    return f"{posted[:13]}:00{zone}"
