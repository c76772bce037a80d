"""The moderation queue on a terminal: one comment at a time, one key a decision."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.text import Text

from detente.cli.screen import console, harmless, one_line
from detente.discuss.moderation import Session
from detente.discuss.queue import QUIT, Queue, Waiting

KEYS = "a approve · h hold · x hide · s skip · u undo · q quit"
_ENDS = frozenset({"", "\x03", "\x04"})
"""What a terminal sends for Ctrl-C, Ctrl-D and its end."""
_ESCAPE = "\x1b"
_ANSWERED = 300
"""Characters that are shown of the comment that is answered."""


def go_through(session: Session, *, everything: bool = False) -> None:
    """Ask a person about each waiting comment until the queue ends or is quit."""
    queue = session.queue(everything=everything)
    out = console()
    shown = None
    with _single_keys() as terminal:
        while (waiting := queue.current) is not None:
            if waiting is not shown:
                _show(out, session, queue, waiting)
                shown = waiting
            step = queue.press(_key(terminal))
            if step is not None:
                session.note(step)
                told = "taken back" if step.undone else step.action or "passed over"
                out.print(Text(f"{step.waiting.comment.id}: {told}", style="bold"))
                shown = None
    done, total = queue.place
    out.print(f"{done} of {total} seen")


def _key(terminal: int | None) -> str:
    """One key; quitting where the terminal ends, nothing for arrows and other sequences."""
    try:
        if terminal is None:
            key = typer.getchar()
        else:
            key = os.read(terminal, 1).decode("ascii", "replace")
            if key == _ESCAPE and select.select([terminal], [], [], 0.05)[0]:
                os.read(terminal, 32)  # the rest of the sequence is no key of its own
    except (EOFError, KeyboardInterrupt, OSError):
        return QUIT
    return QUIT if key in _ENDS else key


@contextmanager
def _single_keys() -> Iterator[int | None]:
    """Let the terminal hand on each key at once; None where only Typer knows how.

    Set once for the whole queue: setting it for each key would drop what is typed ahead.
    """
    try:
        import termios
    except ImportError:
        yield None
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    keys = termios.tcgetattr(terminal)
    keys[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
    termios.tcsetattr(terminal, termios.TCSADRAIN, keys)
    try:
        yield terminal
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


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
