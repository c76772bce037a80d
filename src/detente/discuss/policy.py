"""A moderation policy: which labels, from which score on, for which outlet, lead to what.

A policy is a TOML file; `knowledge/moderation/newsroom.toml` is one to start from. It proposes
actions with their reasons; docs/moderation.md tells each key.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.knowledge.tables import data_folder, read_toml
from detente.knowledge.toml_values import line_of, problem_of
from detente.model.comment import Comment, LabelKind, ModerationAction
from detente.model.errors import KnowledgeError
from detente.model.record import Record

HOSTILE = "hostile"
STRICTEST: tuple[ModerationAction, ...] = ("approve", "hold", "hide")
"""Actions from the mildest to the strictest; of several that rules ask for the strictest wins."""
DEFAULT_POLICY = data_folder("moderation", "newsroom.toml")


class _Part(BaseModel):
    """Base of a policy's parts: frozen, and strict about keys so that a slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Part):
    """From a score on, a label leads to an action; `outlet` limits it to one outlet."""

    label: LabelKind | Literal["hostile"]
    threshold: float = Field(ge=0, le=1)
    action: ModerationAction
    reason: str = Field(min_length=1)
    outlet: str | None = None


class OutletDefaults(_Part):
    """What holds for one outlet where no rule speaks."""

    outlet: str
    default: ModerationAction | None = None
    unread: ModerationAction | None = None


class Policy(_Part):
    """A whole policy."""

    name: str = Field(min_length=1)
    default: ModerationAction = "approve"
    unread: ModerationAction = "hold"
    rules: tuple[Rule, ...] = ()
    outlets: tuple[OutletDefaults, ...] = ()

    def rules_for(self, outlet: str | None) -> tuple[Rule, ...]:
        """The rules that hold for an outlet: its own, and the general ones for other labels."""
        own = tuple(rule for rule in self.rules if rule.outlet and _same(rule.outlet, outlet))
        taken = {rule.label for rule in own}
        general = (rule for rule in self.rules if rule.outlet is None and rule.label not in taken)
        return (*own, *general)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a policy says of a comment."""

    action: ModerationAction
    reason: str
    labels: tuple[str, ...] = ()
    """The labels whose rules led to it."""


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """A policy and the version of its file."""

    policy: Policy
    version: str
    """First sixteen digits of the SHA-256 of the file: what the audit log names."""


def load_policy(path: Path = DEFAULT_POLICY) -> LoadedPolicy:
    """Read and check a policy.

    Raises:
        KnowledgeError: It cannot be read, or a key is wrong; names file, line and key.
    """
    text, raw = read_toml(path)
    try:
        policy = Policy.model_validate(raw)
    except ValidationError as error:
        # A union's alternatives are told one by one; the key itself is what counts.
        first = error.errors()[0]
        loc = first["loc"][:3] if isinstance(first["loc"][1:2], tuple) else first["loc"]
        where = ".".join(str(part) for part in loc)
        raise KnowledgeError(path, line_of(text, loc), f"{where}: {_problem(first)}") from error
    return LoadedPolicy(policy, hashlib.sha256(text.encode()).hexdigest()[:16])


def _problem(error: Any) -> str:
    """What is wrong with a value, with what would be right."""
    if error["loc"][-1:] and "label" in error["loc"]:
        return f"{error['input']!r} is none of {', '.join((*get_args(LabelKind), HOSTILE))}"
    return problem_of(error)


def decide(comment: Comment, policy: Policy, outlet: str | None = None) -> Decision:
    """What a policy says of a comment, and why.

    Args:
        comment: A comment; where it was not read, the policy's `unread` decides.
        policy: The policy.
        outlet: Who published the page.
    """
    scores = {HOSTILE: comment.hostile or 0.0}
    for label in comment.labels:
        scores[label.label] = max(scores.get(label.label, 0.0), label.score)
    fired = [
        rule for rule in policy.rules_for(outlet) if scores.get(rule.label, -1) >= rule.threshold
    ]
    if fired:
        action = max((rule.action for rule in fired), key=STRICTEST.index)
        led = [rule for rule in fired if rule.action == action]
        reasons = dict.fromkeys(f"{r.label} {scores[r.label]:.2f}: {r.reason}" for r in led)
        return Decision(action, "; ".join(reasons), tuple(dict.fromkeys(r.label for r in led)))
    own = next((o for o in policy.outlets if _same(o.outlet, outlet)), None)
    if comment.hostile is None and not comment.labels and not comment.deleted:
        unread = (own.unread if own else None) or policy.unread
        return Decision(unread, "could not be read")
    return Decision((own.default if own else None) or policy.default, "no rule speaks to it")


def _same(one: str, other: str | None) -> bool:
    """Whether two names of outlets are one."""
    return (
        other is not None and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
    )


def moderated(record: Record, policy: Policy) -> Record:
    """The record with the policy's action and reason on each comment.

    Args:
        record: Its comments may have decisions already; those are written over.
        policy: The policy.
    """
    comments = []
    for comment in record.comments:
        found = decide(comment, policy, record.document.outlet)
        comments.append(with_decision(comment, found.action, found.reason))
    return record.model_copy(update={"comments": tuple(comments)})


def with_decision(comment: Comment, action: ModerationAction | None, reason: str | None) -> Comment:
    """A comment with a decision on it."""
    return comment.model_copy(update={"moderation": action, "moderation_reason": reason})
