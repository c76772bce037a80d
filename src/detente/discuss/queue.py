"""A moderation queue: comments that wait for a person, what each key does, and how to undo it.

Holds no terminal: `cli/moderate.py` feeds it keys and shows what it holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.discuss.policy import Decision
from detente.model.comment import Comment, ModerationAction

KEYS: dict[str, ModerationAction] = {"a": "approve", "h": "hold", "x": "hide"}
SKIP, UNDO, QUIT = "s", "u", "q"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment in the queue, and what the policy proposes."""

    record: int
    """Which of the records it stands in."""
    comment: Comment
    proposed: Decision


@dataclass(frozen=True, slots=True)
class Step:
    """What a key did: a decision, one taken back, or nothing."""

    waiting: Waiting
    action: ModerationAction | None
    """None where it was passed over or taken back."""
    undone: bool = False


class Queue:
    """Goes through waiting comments one by one.

    Args:
        waiting: The comments, in the order in which they are shown.
    """

    def __init__(self, waiting: Iterable[Waiting]) -> None:
        self._waiting: Sequence[Waiting] = list(waiting)
        self._steps: list[Step] = []
        self.quit = False

    @property
    def current(self) -> Waiting | None:
        """The comment to decide on; None at the end or after quitting."""
        if self.quit or len(self._steps) >= len(self._waiting):
            return None
        return self._waiting[len(self._steps)]

    @property
    def place(self) -> tuple[int, int]:
        """How many are passed, and how many there are."""
        return len(self._steps), len(self._waiting)

    def press(self, key: str) -> Step | None:
        """Do what a key says; None where it does nothing here.

        Args:
            key: One of `KEYS`, `SKIP`, `UNDO` and `QUIT`; case does not count.
        """
        key = key.lower()
        if key == UNDO:
            if not self._steps:
                return None
            last = self._steps.pop()
            return Step(last.waiting, None, undone=last.action is not None)
        if key == QUIT:
            self.quit = True
            return None
        current = self.current
        if current is None or key not in (*KEYS, SKIP):
            return None
        step = Step(current, KEYS.get(key))
        self._steps.append(step)
        return step

    def decided(self) -> dict[tuple[int, str], ModerationAction]:
        """What a person decided, by record and comment."""
        return {
            (step.waiting.record, step.waiting.comment.id): step.action
            for step in self._steps
            if step.action is not None
        }
