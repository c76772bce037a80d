"""An event while it is being coded: all may still change, and every choice leaves a reason."""

from dataclasses import dataclass, field

from detente.coding.clause import Clauses
from detente.coding.context import Context
from detente.coding.slots import Filler, Trigger
from detente.model.record import (
    Agreement,
    Attribution,
    Casualty,
    Certainty,
    Claim,
    EventDate,
    EventPlace,
    EventType,
    Participant,
    Status,
)
from detente.model.trace import Reason


@dataclass(eq=False, slots=True)
class Draft:
    """One candidate event of a sentence."""

    clauses: Clauses
    trigger: Trigger
    context: Context
    type: EventType
    mode: str | None
    rule: str
    actors: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    actor_tokens: list[Filler] = field(default_factory=list)
    recipient_tokens: list[Filler] = field(default_factory=list)
    place: EventPlace | None = None
    date: EventDate | None = None
    status: Status = "actual"
    certainty: Certainty = "asserted"
    claims: list[Claim] = field(default_factory=list)
    casualties: list[Casualty] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    agreement: Agreement | None = None
    observed: dict[str, list["Draft"]] = field(default_factory=dict)
    """Later acts by the id of the provision that they fulfil or break."""
    reasons: list[Reason] = field(default_factory=list)
    same_as: "Draft | None" = None
    dropped: bool = False

    @property
    def token(self) -> int:
        """The trigger's token."""
        return self.trigger.token

    @property
    def start(self) -> int:
        """Where the trigger starts in the document's text."""
        return self.clauses.tree.starts[self.trigger.tokens[0]]

    @property
    def end(self) -> int:
        """Where the trigger ends in the document's text."""
        return self.clauses.tree.ends[self.trigger.tokens[-1]]

    def because(
        self, name: str, why: str, start: int | None = None, end: int | None = None
    ) -> None:
        """Note why a field is what it is, with the words that the choice rests on."""
        self.reasons.append(Reason(name, why, start, end))

    def because_token(self, name: str, why: str, token: int) -> None:
        """Note a reason that rests on one token."""
        tree = self.clauses.tree
        self.because(name, why, tree.starts[token], tree.ends[token])

    def entities(self) -> frozenset[str]:
        """Names of all participants, by entity where known."""
        return frozenset(p.entity or p.text.lower() for p in (*self.actors, *self.recipients))
