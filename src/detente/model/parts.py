"""What all parts of the contract are made of: the frozen base, spans of text, and mentions.

`record.py`, the whole contract, passes them on.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MentionKind = Literal["actor", "place", "time", "weapon", "quantity", "agreement"]


class Model(BaseModel):
    """Base of the contract's parts: frozen, and tolerant of keys that a later version adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(Model):
    """A stretch of the document's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Quote(Span):
    """A stretch of the document's text together with its words."""

    text: str


class Mention(Quote):
    """Words that name or point to an actor, place, time, weapon, quantity or agreement."""

    id: str
    kind: MentionKind
    refers_to: str | None = None
    entity: str | None = None
