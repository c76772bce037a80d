"""The parts of a record that come from reading alone: its document and its comments as read."""

from collections.abc import Mapping, Sequence
from typing import Any

from detente.model.comment import Comment, Label, Quotation
from detente.model.contexts import DocumentContext
from detente.model.discussion import CommentReading
from detente.model.page import Page, ThreadComment
from detente.model.record import Block, Document, Medium, Record


def read_record(page: Page) -> Record:
    """A record that holds the page and its thread, and nothing coded."""
    return Record(document=document_of(page), comments=comments_of(page), warnings=page.warnings)


def document_of(page: Page, contexts: tuple[DocumentContext, ...] = ()) -> Document:
    """The page as the contract tells it; what it is about is told where it was coded."""
    article = page.article
    return Document(
        id=f"sha256:{page.capture.sha256}",
        origin=page.capture.origin,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        authors=article.authors,
        published=article.published,
        text=article.text,
        blocks=tuple(Block(start=b.start, end=b.end, kind=b.kind) for b in article.blocks),
        media=tuple(Medium(kind=m.kind, caption=m.caption, at=m.at) for m in article.media),
        contexts=contexts,
    )


def comments_of(page: Page, readings: Sequence[CommentReading] = ()) -> tuple[Comment, ...]:
    """The page's thread as the contract tells it, with what was read in it.

    Args:
        page: The page.
        readings: One for each comment; none where the comments were not read.
    """
    if not readings:
        return tuple(_comment(comment, {}) for comment in page.comments)
    return tuple(
        _comment(comment, _told(reading))
        for comment, reading in zip(page.comments, readings, strict=True)
    )


def _told(reading: CommentReading) -> dict[str, Any]:
    """A comment's fields that a reading fills."""
    labels = tuple(
        Label(start=x.start, end=x.end, label=x.label, score=x.score, reason=x.reason)
        for x in reading.labels
    )
    return {
        "language": reading.language,
        "act": reading.act,
        "labels": labels,
        "mentions": reading.mentions,
        "stance": reading.stance,
        "leads": reading.leads,
        "hostile": reading.hostile,
    }


def _comment(comment: ThreadComment, told: Mapping[str, Any]) -> Comment:
    return Comment(
        id=comment.id,
        parent=comment.parent,
        depth=comment.depth,
        author=comment.author,
        posted=comment.posted,
        text=comment.text,
        source_id=comment.source_id,
        parent_basis=comment.parent_basis,
        votes=comment.votes,
        edited=comment.edited,
        deleted=comment.deleted,
        quotes=tuple(
            Quotation(start=start, end=end, comment=other) for start, end, other in comment.quotes
        ),
        **told,
    )
