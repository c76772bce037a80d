"""The moderation queue on a terminal: one comment at a time, one key a decision."""

from collections.abc import Iterator

import typer
from rich.console import Console
from rich.text import Text

from detente.cli.screen import console, harmless, one_line
from detente.discuss.moderation import Session
from detente.discuss.queue import QUIT, Queue, Waiting

KEYS = "a approve · h hold · x hide · s skip · u undo · q quit"
_ENDS = frozenset({"", "\x03", "\x04"})
"""What a terminal sends for Ctrl-C, Ctrl-D and its end."""
_ANSWERED = 300
"""Characters that are shown of the comment that is answered."""


def go_through(session: Session, *, everything: bool = False) -> None:
    """Ask a person about each waiting comment until the queue ends or is quit."""
    queue = session.queue(everything=everything)
    out = console()
    shown = None
    while (waiting := queue.current) is not None:
        if waiting is not shown:
            _show(out, session, queue, waiting)
            shown = waiting
        step = queue.press(_key())
        if step is not None:
            session.note(step)
            told = "taken back" if step.undone else step.action or "passed over"
            out.print(Text(f"{step.waiting.comment.id}: {told}", style="bold"))
            shown = None
    done, total = queue.place
    out.print(f"{done} of {total} seen")


def _key() -> str:
    """One key; quitting where the terminal ends."""
    try:
        key = typer.getchar()
    except (EOFError, KeyboardInterrupt):
        return QUIT
    return QUIT if key in _ENDS else key


def _show(out: Console, session: Session, queue: Queue, waiting: Waiting) -> None:
    for line in _lines(session, queue, waiting):
        out.print(line)


def _lines(session: Session, queue: Queue, waiting: Waiting) -> Iterator[Text]:
    """What a person needs to decide: the words, what they answer, and what is proposed and why."""
    comment, record = waiting.comment, session.record(waiting.record)
    done, total = queue.place
    title = one_line(record.document.title or record.document.origin)
    yield Text(f"\n[{done + 1}/{total}] {comment.id} · {title}", style="bold cyan")
    answered = next((c for c in record.comments if c.id == comment.parent), None)
    if answered is not None and answered.text:
        words = one_line(answered.text[:_ANSWERED])
        yield Text(f"answers {answered.id}: {words}", style="dim")
    yield Text(harmless(comment.text))
    for label in comment.labels:
        words = one_line(comment.text[label.start : label.end])
        yield Text(f"{label.label} {label.score:.2f}: {words}", style="yellow")
    yield Text(f"proposed: {waiting.proposed.action} ({waiting.proposed.reason})", style="magenta")
    yield Text(KEYS, style="dim")
