"""A moderation session: records, what policy and person decide on them, and the audit trail."""

from collections.abc import Iterable, Iterator

from detente.discuss.audit import AuditLog, now
from detente.discuss.policy import Decision, LoadedPolicy, decide, with_decision
from detente.discuss.queue import Queue, Step, Waiting
from detente.model.comment import Comment, ModerationAction
from detente.model.record import Failure, Record

BY_PERSON = "decided by a moderator"
"""Begins the reason of what a person decided; names nobody, for records leave the house."""
BY_POLICY = "policy"


class Session:
    """Holds records while they are moderated.

    Args:
        pages: Records, and failures that are passed on.
        loaded: The policy.
        trail: Where each decision is written.
        who: The moderator, for the trail.
    """

    def __init__(
        self, pages: Iterable[Record | Failure], loaded: LoadedPolicy, trail: AuditLog, who: str
    ) -> None:
        self.pages = list(pages)
        self._loaded = loaded
        self._trail = trail
        self._who = who
        self._proposed: dict[tuple[int, str], Decision] = {}
        self._decided: dict[tuple[int, str], ModerationAction] = {}
        for number, comment in self._comments():
            outlet = self.record(number).document.outlet
            self._proposed[number, comment.id] = decide(comment, loaded.policy, outlet)

    @property
    def failures(self) -> list[Failure]:
        """The pages that could not be read."""
        return [page for page in self.pages if isinstance(page, Failure)]

    def record(self, number: int) -> Record:
        """A record by its place among the pages."""
        page = self.pages[number]
        if not isinstance(page, Record):
            raise TypeError(f"page {number} is no record")
        return page

    def _comments(self) -> Iterator[tuple[int, Comment]]:
        """Comments that say something and on which no person decided before."""
        for number, page in enumerate(self.pages):
            if isinstance(page, Record):
                for comment in page.comments:
                    if not comment.deleted and not _by_person(comment):
                        yield number, comment

    def queue(self, *, everything: bool = False) -> Queue:
        """The comments for a person to decide on, in reading order.

        Args:
            everything: Those that the policy approves too.
        """
        return Queue(
            Waiting(number, comment, proposed)
            for number, comment in self._comments()
            for proposed in (self._proposed[number, comment.id],)
            if everything or proposed.action != "approve"
        )

    def note(self, step: Step) -> None:
        """Take over what a key did, and write it to the trail at once."""
        key = step.waiting.record, step.waiting.comment.id
        if step.undone:
            del self._decided[key]
            self._trail.append([self._entry(*key, "undo", "taken back", self._who)])
        elif step.action is not None:
            self._decided[key] = step.action
            reason = f"{BY_PERSON}; proposed {step.waiting.proposed.action}"
            self._trail.append([self._entry(*key, step.action, reason, self._who)])

    def close(self) -> None:
        """Put the decisions on the comments, and the policy's own into the trail."""
        proposed = {key: d for key, d in self._proposed.items() if key not in self._decided}
        self._trail.append(
            [self._entry(*key, d.action, d.reason, BY_POLICY) for key, d in proposed.items()]
        )
        for number, page in enumerate(self.pages):
            if isinstance(page, Record):
                comments = tuple(self._final(number, comment) for comment in page.comments)
                self.pages[number] = page.model_copy(update={"comments": comments})

    def persons(self, number: int) -> frozenset[str]:
        """Ids of a record's comments on which a person decided, now or before."""
        return frozenset(c.id for c in self.record(number).comments if _by_person(c))

    def _final(self, number: int, comment: Comment) -> Comment:
        key = number, comment.id
        if key in self._decided:
            reason = f"{BY_PERSON}; the policy proposed {self._proposed[key].action}"
            return with_decision(comment, self._decided[key], reason)
        if key in self._proposed:
            return with_decision(comment, self._proposed[key].action, self._proposed[key].reason)
        return comment

    def _entry(
        self, number: int, comment: str, action: str, reason: str, who: str
    ) -> dict[str, object]:
        return {
            "when": now(),
            "who": who,
            "document": self.record(number).document.id,
            "comment": comment,
            "action": action,
            "reason": reason,
            "policy": self._loaded.policy.name,
            "version": self._loaded.version,
        }


def _by_person(comment: Comment) -> bool:
    return (comment.moderation_reason or "").startswith(BY_PERSON)
