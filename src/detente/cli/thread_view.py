"""A thread for a person: in colours on a terminal, plain elsewhere."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from detente.cli.screen import harmless, one_line
from detente.discuss.measures import measure
from detente.discuss.rendering import Line, measure_lines, thread_lines
from detente.discuss.tree import Rounding
from detente.model.record import Record

_STYLES = {"id": "bold cyan", "who": "bold", "note": "dim", "mark": "yellow", "text": ""}


def plain_lines(record: Record, times: Rounding = "hour") -> Iterator[str]:
    """A thread as plain lines, its page and measures first."""
    yield one_line(record.document.title or record.document.origin)
    yield from (one_line(line) for line in measure_lines(measure(record)))
    yield from (f"warning: {one_line(warning)}" for warning in record.warnings)
    yield ""
    yield from (harmless(str(line)) for line in thread_lines(record, times))
    yield ""


def show_thread(console: Console, record: Record, times: Rounding = "hour") -> None:
    """Print a thread, folded to the console's width."""
    console.print(Text(one_line(record.document.title or record.document.origin), style="bold"))
    for told in measure_lines(measure(record)):
        console.print(Text(one_line(told), style="dim"))
    for warning in record.warnings:
        console.print(Text(f"warning: {one_line(warning)}", style="yellow"))
    show_tree(console, thread_lines(record, times))
    console.print()


def show_tree(console: Console, lines: Iterator[Line]) -> None:
    """Print lines of a tree, each below its indent."""
    for line in lines:
        text = Text()
        for words, role in line.parts:
            text.append((" " if text else "") + harmless(words), style=_STYLES[role])
        console.print(Padding(text, (0, 0, 0, line.indent)))
