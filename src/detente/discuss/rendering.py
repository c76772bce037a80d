"""A thread as lines of text and as rows: what a person reads, and what a program reads."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from detente.discuss.incivility import CLEAR
from detente.discuss.measures import Measures, is_hostile
from detente.discuss.tree import Rounding, reading_order, rounded
from detente.model.comment import Comment
from detente.model.record import Record

Part = tuple[str, Literal["id", "who", "note", "mark", "text"]]
DEEPEST = 12
"""Levels that are shown by indent; deeper ones say their level in figures."""
STEP = 2
_BY_WORDS = {"quoted": "by quotation", "addressed": "by @name"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a thread: its indent in columns and its parts, each with the part that it plays."""

    indent: int
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return " " * self.indent + " ".join(words for words, _ in self.parts)


def thread_lines(record: Record, times: Rounding = "hour") -> Iterator[Line]:
    """The tree: for each comment a line about it and the lines of its text below.

    Args:
        record: Its comments, in any order that has parents first.
        times: How times are rounded.
    """
    for comment, depth in reading_order(record.comments):
        indent = min(depth, DEEPEST) * STEP
        yield Line(indent, tuple(_about(comment, depth, times)))
        for words in comment.text.split("\n") if comment.text else ():
            if words.strip():
                yield Line(indent + STEP, ((words, "text"),))
        for told in reasons(comment):
            yield Line(indent + STEP, ((told, "note"),))


def _about(comment: Comment, depth: int, times: Rounding) -> Iterator[Part]:
    yield comment.id, "id"
    if depth > DEEPEST:
        yield f"(level {depth + 1}, answers {comment.parent})", "note"
    if comment.deleted:
        yield "[deleted]", "note"
        return
    yield comment.author or "(no name given)", "who"
    posted = rounded(comment.posted, times)
    if posted:
        yield posted, "note"
    if comment.votes is not None:
        yield f"{comment.votes:+d}", "note"
    if comment.edited:
        yield "edited", "note"
    if comment.parent_basis in _BY_WORDS:
        yield f"answers {comment.parent} {_BY_WORDS[comment.parent_basis]}", "note"
    yield from ((mark, "mark") for mark in marks(comment))


def marks(comment: Comment) -> Iterator[str]:
    """What was read in a comment and decided on it, in few words."""
    if is_hostile(comment):
        yield f"hostile {comment.hostile:.2f}"
    if comment.act is not None and comment.act != "opinion":
        yield comment.act.replace("_", " ")
    # A label below that score is there for its reason: quoted, negated, of nobody in particular.
    clear = dict.fromkeys(label.label for label in comment.labels if label.score >= CLEAR)
    yield from clear
    weak = dict.fromkeys(label.label for label in comment.labels if label.label not in clear)
    yield from (f"({label})" for label in weak)
    yield from dict.fromkeys(f"lead: {lead.kind}" for lead in comment.leads)
    yield from (f"{s.polarity} {s.entity}" for s in comment.stance if s.polarity != "neutral")
    if comment.moderation:
        yield comment.moderation


def reasons(comment: Comment) -> Iterator[str]:
    """Why each label and lead stands there, and why it was decided so."""
    for label in comment.labels:
        why = f": {label.reason}" if label.reason else ""
        yield f"— {label.label} {label.score:.2f}{why}"
    for lead in comment.leads:
        about = f", may bear on {lead.about}" if lead.about else ""
        why = f": {lead.reason}" if lead.reason else ""
        yield f"— lead ({lead.kind}){why}{about}"
    if comment.moderation not in {None, "approve"} and comment.moderation_reason:
        yield f"— {comment.moderation}: {comment.moderation_reason}"


def measure_lines(measures: Measures) -> Iterator[str]:
    """The measures in sentences a person can read; what is unknown is left out."""
    shape = measures.shape
    yield (
        f"{shape.comments} comments, {shape.top} at the top, {shape.replies} replies"
        f" ({_percent(shape.reply_share)}), {shape.depth} levels, {shape.breadth} on the fullest"
    )
    if shape.deleted or shape.edited:
        yield f"{shape.deleted} deleted, {shape.edited} edited"
    if measures.read:
        yield (
            f"{measures.hostile} of {measures.read} read comments hostile"
            f" ({_percent(measures.hostile_share)}); of replies"
            f" {_percent(measures.hostile_reply_share)}, of replies to hostile ones"
            f" {_percent(measures.hostile_answers_to_hostile)}"
        )
        parts = ", ".join(f"{b.part}: {b.hostile}/{b.read}" for b in measures.by_position if b.read)
        yield f"hostile by position: {parts}"
    if measures.disputing or measures.claiming:
        yield (
            f"{measures.disputing} dispute the article ({_percent(measures.disputing_share)}),"
            f" {measures.claiming} bring a checkable claim"
        )
    for talk in measures.actors[:10]:
        stands = f", {talk.favouring} for, {talk.opposing} against"
        noun = "comment" if talk.comments == 1 else "comments"
        yield f"talked about: {talk.name} in {talk.comments} {noun}{stands}"
    if measures.moderation:
        yield ", ".join(f"{action} {count}" for action, count in measures.moderation.items())


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def thread_row(record: Record, measures: Measures) -> dict[str, Any]:
    """The first row of a thread: its page and its measures."""
    document = record.document
    return {
        "row": "thread",
        "document": document.id,
        "origin": document.origin,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "measures": asdict(measures),
        "warnings": list(record.warnings),
    }


def comment_rows(record: Record, times: Rounding = "hour") -> Iterator[dict[str, Any]]:
    """A row for each comment, parents first; the system's own ids are left out of exports.

    Args:
        record: Its comments.
        times: How times are rounded.
    """
    for comment, depth in reading_order(record.comments):
        row = comment.model_dump(mode="json", exclude={"source_id"})
        row |= {"depth": depth, "posted": rounded(comment.posted, times)}
        yield {"row": "comment", "document": record.document.id, **row}
