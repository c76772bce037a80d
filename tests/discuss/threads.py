"""Short ways to threads in these tests."""

from detente.model.comment import Comment, CommentStance, Label, Lead
from detente.model.record import Document, Record


def comment(key: str, parent: str | None = None, text: str = "Words.", **fields: object) -> Comment:
    return Comment.model_validate(
        {"id": key, "parent": parent, "author": "reader-aaaaaaaaaa", "text": text} | fields
    )


def hostile(key: str, parent: str | None = None, share: float = 0.9, **fields: object) -> Comment:
    return comment(key, parent, hostile=share, **fields)


def record(*comments: Comment, **fields: object) -> Record:
    document = Document(
        id="sha256:00", origin="page.html", title="A <truce> & more", text="", outlet="Daily"
    )
    return Record.model_validate({"document": document, "comments": comments} | fields)


def label(kind: str, score: float = 0.9) -> Label:
    return Label(start=0, end=1, label=kind, score=score)


def lead(kind: str) -> Lead:
    return Lead.model_validate({"start": 0, "end": 1, "kind": kind})


def stance(entity: str, polarity: str) -> CommentStance:
    return CommentStance.model_validate({"entity": entity, "polarity": polarity})
