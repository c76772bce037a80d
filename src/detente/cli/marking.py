"""A sentence with its spans marked: in colour, and in brackets that name the role."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from detente.cli.screen import harmless
from detente.model.record import Event, Record

STYLES = {
    "what": "bold magenta",
    "who": "bold green",
    "whom": "bold yellow",
    "where": "cyan",
    "when": "blue",
    "weapon": "red",
    "harm": "red",
    "says": "dim",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the document's text in a role."""

    start: int
    end: int
    role: str


def event_marks(record: Record, event: Event) -> list[Mark]:
    """Return the spans that an event's values rest on, the more telling ones first."""
    mentions = {m.id: m for m in record.mentions}

    def of(role: str, ids: Iterable[str | None]) -> Iterator[Mark]:
        for key in ids:
            if key in mentions:
                yield Mark(mentions[key].start, mentions[key].end, role)

    return [
        Mark(event.trigger.start, event.trigger.end, "what"),
        *of("who", (p.mention for p in event.actors)),
        *of("whom", (p.mention for p in event.recipients)),
        *of("where", [event.place.mention] if event.place else []),
        *of("when", [event.date.mention] if event.date else []),
        *of("weapon", event.weapons),
        *(Mark(c.text.start, c.text.end, "harm") for c in event.casualties),
        *(Mark(c.cue.start, c.cue.end, "says") for c in event.claims if c.cue),
    ]


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Text:
    """Return `text[start:end]` with the marks inside it; marks that cross another are left out."""
    inside = _nested([m for m in marks if start <= m.start < m.end <= end])
    result = Text()
    _append(result, text, start, end, inside, style="")
    return result


def _nested(marks: list[Mark]) -> list[Mark]:
    """Keep the marks that nest in each other, earlier ones first; sort them outermost first."""
    kept: list[Mark] = []
    for mark in marks:
        same = any((m.start, m.end) == (mark.start, mark.end) for m in kept)
        crosses = any(
            m.start < mark.start < m.end < mark.end or mark.start < m.start < mark.end < m.end
            for m in kept
        )
        if not same and not crosses:
            kept.append(mark)
    return sorted(kept, key=lambda m: (m.start, -m.end))


def _append(
    result: Text, text: str, start: int, end: int, marks: list[Mark], *, style: str
) -> None:
    """Append the stretch, opening a bracket for each outermost mark and descending into it."""
    at = start
    while marks:
        mark, *rest = marks
        inner = [m for m in rest if m.end <= mark.end]
        marks = rest[len(inner) :]
        colour = STYLES[mark.role]
        result.append(harmless(text[at : mark.start]), style)
        result.append(f"[{mark.role}: ", colour)
        _append(result, text, mark.start, mark.end, inner, style=colour)
        result.append("]", colour)
        at = mark.end
    result.append(harmless(text[at:end]), style)
