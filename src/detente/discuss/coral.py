"""Decisions in the words of Coral, for import into its moderation."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from detente.discuss.policy import HOSTILE
from detente.knowledge.tables import data_folder, read_table
from detente.model.comment import Comment, LabelKind, ModerationAction
from detente.model.record import Record

_BY_PERSON: dict[ModerationAction, str] = {
    "approve": "APPROVED", "hold": "PREMOD", "hide": "REJECTED",
}  # fmt: skip
_BY_POLICY: dict[ModerationAction, str] = {
    "approve": "NONE", "hold": "SYSTEM_WITHHELD", "hide": "SYSTEM_WITHHELD",
}  # fmt: skip
"""No rule rejects or approves on its own there: it withholds, or leaves the comment as it is."""


@cache
def flags() -> dict[str, str]:
    """Coral's flags by label.

    Raises:
        KnowledgeError: The table is wrong; names file and line.
    """
    rows = read_table(data_folder("moderation", "coral.csv"), ("label", "flag"))
    labels = (*get_args(LabelKind), HOSTILE)
    return {row.one_of("label", labels): row.filled("flag") for row in rows}


def coral_rows(record: Record, persons: frozenset[str]) -> Iterator[dict[str, Any]]:
    """A row for each comment that has a decision: Coral's id, status, flags and our reason.

    Args:
        record: Its comments, decided on.
        persons: Ids of the comments that a person decided on; the policy did the others.
    """
    for comment in record.comments:
        if comment.moderation is None or comment.deleted:
            continue
        by = _BY_PERSON if comment.id in persons else _BY_POLICY
        yield {
            "commentID": comment.source_id or comment.id,
            "storyURL": record.document.url,
            "status": by[comment.moderation],
            "flags": _flags(comment) if comment.moderation != "approve" else [],
            "reason": comment.moderation_reason,
        }


def _flags(comment: Comment) -> list[str]:
    """The flags of a comment's labels, each once."""
    known = flags()
    labels = [label.label for label in comment.labels]
    if comment.hostile is not None and comment.hostile >= 0.5:
        labels.append(HOSTILE)
    return list(dict.fromkeys(known[label] for label in labels if label in known))
