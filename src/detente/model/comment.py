"""The contract's part for readers' comments; `record.py` holds the rest."""

from typing import Literal

from pydantic import Field

from detente.model.parts import Mention, Model, Span

LabelKind = Literal[
    "insult", "profanity", "identity_attack", "dehumanisation",
    "threat", "glorification", "conspiracy", "spam",
]  # fmt: skip
"""What the rules label in a comment; docs/discussion.md tells what each means."""

CommentAct = Literal[
    "opinion", "question", "answer", "joke", "quote", "correction", "claim", "call_for_violence"
]
"""What a comment mainly does."""

Polarity = Literal["for", "against", "neutral"]
LeadKind = Literal["correction", "claim", "place", "date", "source"]

ModerationAction = Literal["approve", "hold", "hide"]
ParentBasis = Literal["stated", "quoted", "addressed"]
"""How it is known what a comment answers: the format says so, it quotes, it begins with "@name"."""


class Label(Span):
    """An incivility label on a stretch of a comment."""

    label: str
    score: float
    reason: str | None = None
    """Which entry or rule it rests on, and what makes it weaker."""


class CommentStance(Model):
    """How a comment stands towards an actor."""

    entity: str
    polarity: Polarity


class Lead(Span):
    """A checkable detail in a comment: something for a person to follow, never an event."""

    kind: LeadKind
    about: str | None = None
    """The event of the article that it may bear on; null when no event is near."""
    reason: str | None = None
    """What makes it checkable."""


class Quotation(Span):
    """Words that a comment quotes from another one; `comment` is null where that was not found."""

    comment: str | None = None


class Comment(Model):
    """A reader's comment under a pseudonym; it never makes or changes an event."""

    id: str
    parent: str | None = None
    depth: int = Field(default=0, ge=0)
    author: str
    posted: str | None = None
    text: str
    language: str | None = None
    """ISO 639-1 code; only English is read further."""
    act: CommentAct | None = None
    """What it mainly does; null when it was not read."""
    labels: tuple[Label, ...] = ()
    mentions: tuple[Mention, ...] = ()
    stance: tuple[CommentStance, ...] = ()
    leads: tuple[Lead, ...] = ()
    hostile: float | None = Field(default=None, ge=0, le=1)
    """Calibrated probability that people would call it hostile; null when it was not read."""
    moderation: ModerationAction | None = None
    moderation_reason: str | None = None
    """Which rule of the policy made it so, or that a moderator's key did."""
    source_id: str | None = None
    """The comment system's own id, where it gives one that cannot hold a name."""
    parent_basis: ParentBasis | None = None
    """How `parent` is known: stated by the format, quoted, or addressed by "@name"."""
    votes: int | None = None
    """Net score as the page shows it."""
    edited: bool = False
    deleted: bool = False
    """A placeholder: the words are gone, the place in the thread is kept."""
    quotes: tuple[Quotation, ...] = ()
