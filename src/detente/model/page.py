"""What reading hands on: the captured bytes, the article and the thread under it."""

from dataclasses import dataclass, field
from datetime import datetime

from detente.model.comment import ParentBasis
from detente.model.text import BlockSpan


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one input, unaltered, and where and when they were taken."""

    data: bytes
    sha256: str
    """Hex digest of `data`."""
    origin: str
    """Path or address as given."""
    captured_at: datetime
    """UTC. Never part of a record: the same bytes must give the same record."""
    media_type: str | None = None
    """As a server stated it; None for files."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or video, of which only the caption is kept; `at` is an offset into the text."""

    kind: str
    caption: str
    at: int


@dataclass(frozen=True, slots=True)
class Article:
    """Headline and body, normalised once, with the blocks that they are made of."""

    text: str
    blocks: tuple[BlockSpan, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    """EDTF day, as the page or the caller states it; None when neither does."""
    media: tuple[Medium, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadComment:
    """A reader's comment, its author already a pseudonym; ids are those of this page (c1, c2 …)."""

    id: str
    parent: str | None
    depth: int
    author: str
    """Keyed pseudonym; empty where the page names no author."""
    posted: str | None
    """As given by the page, in ISO form where it could be read."""
    text: str
    source_id: str | None = None
    """The comment system's own id, where it gives one that cannot hold a name."""
    parent_basis: ParentBasis | None = None
    """How `parent` is known; None at the top."""
    votes: int | None = None
    """Net score as the page shows it."""
    edited: bool = False
    deleted: bool = False
    """A placeholder: the words are gone, the place in the thread is kept."""
    quotes: tuple[tuple[int, int, str | None], ...] = ()
    """Start and end of words quoted from another comment, and its id where it was found."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: its capture, article and thread, and what was odd about it."""

    capture: Capture
    article: Article
    comments: tuple[ThreadComment, ...] = ()
    warnings: tuple[str, ...] = field(default=())
