"""A mention in the making."""

from dataclasses import dataclass, field
from typing import Literal

from detente.knowledge.registry import Role
from detente.model.grounding import PlaceSense, TimeValue

DraftKind = Literal["actor", "place", "time"]


@dataclass(slots=True, eq=False)
class Draft:
    """A mention before its id is known; `refers` and `members` point to other drafts."""

    start: int
    end: int
    kind: DraftKind
    entity: str | None = None
    refers: "Draft | None" = None
    members: tuple["Draft", ...] = ()
    name: str | None = None
    """The name inside it; None for role nouns alone, bodies and pronouns."""
    role: Role | None = None
    title: Role | None = None
    """What stands before the name and says what its bearer is: "the rebel group X"."""
    plural: bool = False
    number: int | None = None
    """How many it says that they are ("two groups")."""
    definite: bool = False
    pronoun: str | None = None
    person: bool = False
    proper: bool = False
    """A noun like "coalition" that is written as a name."""
    subject: bool = False
    inner: bool = False
    """An adjective, or a name inside another's phrase: no pronoun stands for it."""
    owner: "Draft | None" = None
    sense: PlaceSense | None = None
    case: str | None = None
    """The preposition that governs a place, where a tree told."""
    time: TimeValue | None = None
    words: tuple[str, ...] = field(default=())
    """Lower-case words of the phrase."""
