"""One entry of the codebook as it is printed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.cli.table import QUAD_COLOURS
from detente.knowledge.codebook import Entry
from detente.knowledge.frames import Frame

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def entry_view(entry: Entry, frames: Iterable[Frame]) -> RenderableType:
    """Return definition, roles, modes, decisions, examples and frames of one type."""
    return Group(*_parts(entry, list(frames)))


def _parts(entry: Entry, frames: list[Frame]) -> Iterator[RenderableType]:
    title = Text(entry.type, style=f"bold {QUAD_COLOURS[entry.quad]}")
    title.append(f"  {QUADS[entry.quad]}, score {entry.score:+g}", style="dim not bold")
    if entry.cameo:
        title.append(f", CAMEO {entry.cameo}", style="dim not bold")
    yield title
    yield Text(entry.definition.strip())
    for label, told in (
        ("Not this", entry.not_this),
        ("Actors", entry.actors_are),
        ("Recipients", entry.recipients_are),
        ("Decisions", entry.decisions),
    ):
        yield from _told(label, (told,) if isinstance(told, str) else told)
    if entry.modes:
        yield Text("\nModes", style="bold")
        yield _modes(entry)
    if entry.examples:
        yield Text("\nExamples", style="bold")
        yield from (_padded(Text(_example(e.text, e.mode))) for e in entry.examples)
    yield Text(f"\nFrames ({len(frames)})", style="bold")
    yield from _frames(frames)


def _told(label: str, lines: tuple[str, ...]) -> Iterator[RenderableType]:
    if any(lines):
        yield Text(f"\n{label}", style="bold")
        yield from (_padded(Text(line.strip())) for line in lines if line.strip())


def _padded(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def _example(text: str, mode: str | None) -> str:
    return f"{text.strip()} [{mode}]" if mode else text.strip()


def _modes(entry: Entry) -> Table:
    table = Table.grid(padding=(0, 2))
    for mode in entry.modes:
        codes = entry.codes(mode.name)
        told = mode.definition.strip()
        table.add_row(f"  {mode.name}", f"{codes.score:+g}", codes.cameo or "", told)
    return table


def _frames(frames: list[Frame]) -> Iterator[RenderableType]:
    """The words that trigger the type, by part of speech and mode."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for frame in frames:
        groups[frame.pos, frame.mode or ""].append(" ".join(frame.words))
    for (pos, mode), words in sorted(groups.items()):
        label = f"{pos}, {mode}" if mode else pos
        line = Text(f"{label}: ", style="cyan")
        line.append(", ".join(sorted(set(words))), style="default")
        yield _padded(line)
