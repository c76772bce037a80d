"""What `detente explain` prints of a coded page."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.cli.marking import event_marks, marked
from detente.cli.screen import one_line
from detente.cli.table import QUAD_COLOURS, bounds, place_name
from detente.model.record import Casualty, Claim, Event, Participant, Record
from detente.model.trace import Coded, Reason


def explanation(coded: Coded, wanted: str | None = None) -> Iterator[RenderableType]:
    """Yield one block for each event, or only for the one whose id is wanted."""
    for event in coded.record.events:
        if wanted is None or event.id == wanted:
            yield Group(*_parts(coded.record, event, coded.reasons.get(event.id, ())), Text())


def _parts(record: Record, event: Event, reasons: tuple[Reason, ...]) -> Iterator[RenderableType]:
    title = Text(event.id, style="bold")
    title.append(f" {event.type}", style=f"bold {QUAD_COLOURS[event.quad]}")
    if event.mode:
        title.append(f"/{event.mode}")
    if event.same_as:
        title.append(f" (tells {event.same_as} again)", style="dim")
    yield title
    yield from _sentences(record, event, reasons)
    yield _values(record, event, reasons)


def _sentences(record: Record, event: Event, reasons: tuple[Reason, ...]) -> Iterator[Text]:
    """The event's sentence, and other sentences that one of its values rests on."""
    marks = event_marks(record, event)
    spans = [(m.start, m.end) for m in marks]
    spans += [(r.start, r.end) for r in reasons if r.start is not None and r.end is not None]
    for index, sentence in enumerate(record.sentences):
        own = index == event.sentence
        if own or any(sentence.start <= a and b <= sentence.end for a, b in spans):
            line = marked(record.document.text, sentence.start, sentence.end, marks)
            yield Text.assemble(("  " if own else "  (elsewhere) ", "dim"), line)


def _values(record: Record, event: Event, reasons: tuple[Reason, ...]) -> Table:
    """Each field with its value, and below it why it has that value."""
    why: dict[str, list[str]] = {}
    for reason in reasons:
        why.setdefault(reason.field, []).append(one_line(reason.why))
    for field, people in (("actors", event.actors), ("recipients", event.recipients)):
        why.setdefault(field, []).extend(_guesses(record, people))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for field, value in _field_values(record, event):
        table.add_row(f"  {field}", _with_reasons(value, why.pop(field, [])))
    for field, lines in why.items():
        table.add_row(f"  {field}", _with_reasons("", lines))
    return table


def _guesses(record: Record, people: tuple[Participant, ...]) -> Iterator[str]:
    """What was guessed about actors that no registry knows, and why."""
    for entity in dict.fromkeys(person.entity for person in people):
        actor = record.actors.get(entity or "")
        if actor is not None and not actor.known and actor.reason:
            yield f"{one_line(actor.name)} is new: {one_line(actor.reason)}"


def _with_reasons(value: str, reasons: list[str]) -> Text:
    text = Text(value)
    for reason in reasons:
        text.append("\n" if text else "")
        text.append(f"· {reason}", style="dim")
    return text


def _field_values(record: Record, event: Event) -> Iterator[tuple[str, str]]:
    yield "type", event.type
    if event.mode:
        yield "mode", event.mode
    yield "actors", "; ".join(one_line(p.text) for p in event.actors) or "–"
    yield "recipients", "; ".join(one_line(p.text) for p in event.recipients) or "–"
    place = event.place
    where = f"{place.relation} {place_name(record, place)}" if place else "–"
    yield "place", f"{where}, precision {place.precision}" if place else where
    date = event.date
    yield "date", f"{date.edtf}, {date.precision}, {date.basis}" if date else "–"
    yield "status", event.status
    yield "certainty", event.certainty
    for claim in event.claims:
        yield "claims", _claim(claim)
    if event.casualties:
        yield "casualties", "; ".join(map(_casualty, event.casualties))
    for attribution in event.attributions:
        by = one_line(attribution.by.text)
        name = record.actors.get(attribution.entity or "")
        who = one_line(name.name) if name else "open"
        yield "attributions", f"{who}: {attribution.basis}, {attribution.strength}, by {by}"
    yield "confidence", f"{event.confidence:.2f}"


def _casualty(casualty: Casualty) -> str:
    count = bounds(casualty.low, casualty.high)
    return f"{casualty.kind} {count}: {one_line(casualty.text.text)}"


def _claim(claim: Claim) -> str:
    cue = f" ({one_line(claim.cue.text)!r})" if claim.cue else ""
    tied = f", tied to {', '.join(claim.by.tied_to)}" if claim.by.tied_to else ""
    return f"{one_line(claim.by.text)} {claim.stance.replace('_', ' ')}{cue}{tied}"
