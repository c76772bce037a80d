"""What reading a comment hands on: light values, as a page may hold a hundred thousand comments."""

from dataclasses import dataclass

from detente.model.comment import CommentAct, CommentStance, LabelKind, Lead
from detente.model.parts import Mention


@dataclass(frozen=True, slots=True)
class CommentLabel:
    """An incivility label on text[start:end] of a comment."""

    label: LabelKind
    start: int
    end: int
    score: float
    """How sure the rule is, 0 to 1; low where the words are quoted, reclaimed or negated."""
    reason: str
    """The lexicon entry or rule, and what makes the label weaker."""


@dataclass(frozen=True, slots=True)
class CommentReading:
    """All that was read from one comment; offsets point into the comment's own text."""

    language: str
    """ISO 639-1 code, the page's for short comments."""
    act: CommentAct | None = None
    """None when the comment was not read."""
    labels: tuple[CommentLabel, ...] = ()
    mentions: tuple[Mention, ...] = ()
    stance: tuple[CommentStance, ...] = ()
    leads: tuple[Lead, ...] = ()
    hostile: float | None = None
    """Calibrated probability that people would call it hostile; None when it was not read."""
    hostile_reason: str = ""
    """What weighs most in `hostile`, or why the comment was not read."""
