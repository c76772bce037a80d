"""A record as a table for a person: its events, agreements, comments and warnings."""

from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.cli.rows import people
from detente.cli.screen import harmless, one_line
from detente.model.record import Event, EventPlace, Participant, Record

QUAD_COLOURS = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}
OPEN_YEAR = "XXXX"
NOTHING = "–"
"""Stands where nothing is said: unknown is never 0."""


def show_record(console: Console, record: Record) -> None:
    """Print one record."""
    console.print(record_view(record))


def record_view(record: Record) -> RenderableType:
    """Return all that a person needs to see of one record at first."""
    events = [e for e in record.events if e.same_as is None]
    parts: list[RenderableType] = [_heading(record)]
    parts.append(_event_table(record, events) if events else Text("No events found.", style="dim"))
    parts.extend(_agreement(record, event) for event in events if event.agreement)
    parts.extend(_notes(record, told_again=len(record.events) - len(events)))
    return Group(*parts, Text())


def _heading(record: Record) -> Text:
    document = record.document
    heading = Text(one_line(document.title or "(no headline)"), style="bold")
    origin = [document.outlet, document.published, document.origin]
    heading.append("\n" + " · ".join(one_line(o) for o in origin if o), style="dim not bold")
    return heading


def _event_table(record: Record, events: Iterable[Event]) -> Table:
    """One row an event; a column that no event fills is left out, which a narrow screen needs."""
    rows = [_cells(record, event) for event in events]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    kept = [name for name in rows[0] if any(row[name] for row in rows)]
    for name in kept:
        table.add_column(name, overflow="fold", no_wrap=name in {"", "When", "What", "Killed"})
    for row in rows:
        table.add_row(*(row[name] or NOTHING for name in kept))
    return table


def _cells(record: Record, event: Event) -> dict[str, str | Text]:
    """The cells of one event; empty where nothing is said."""
    return {
        "": event.id,
        "When": event.date.edtf if event.date else "",
        "What": _kind(event),
        "Who": _names(record, event.actors),
        "Whom": _names(record, event.recipients),
        "Where": _where(record, event.place),
        "Killed": bounds(*people(event.casualties, "killed")).replace(NOTHING, ""),
    }


def _kind(event: Event) -> Text:
    """Type and mode, and below them what makes it less than a plain fact."""
    kind = Text(event.type, style=QUAD_COLOURS[event.quad])
    if event.mode:
        kind.append(f"\n{event.mode}")
    if event.status != "actual":
        kind.append(f"\n({event.status})", style="dim")
    if event.certainty != "asserted":
        kind.append(f"\n({event.certainty})", style="dim")
    return kind


def _names(record: Record, participants: Iterable[Participant]) -> str:
    """Names of the actors, or the text's own words for those that no registry knows."""
    names = []
    for participant in participants:
        actor = record.actors.get(participant.entity or "")
        # "Armed men" tells a person more than the kind of actor that they count as.
        names.append(one_line(actor.name if actor and actor.known else participant.text))
    return ", ".join(dict.fromkeys(names))


def _where(record: Record, place: EventPlace | None) -> str:
    if place is None:
        return ""
    name = place_name(record, place)
    return name if place.relation == "in" else f"{place.relation} {name}"


def place_name(record: Record, place: EventPlace) -> str:
    """Return a place's name, else the words that mention it."""
    found = record.places.get(place.entity or "")
    if found:
        return one_line(found.name)
    return next((one_line(m.text) for m in record.mentions if m.id == place.mention), "")


def bounds(low: int | None, high: int | None) -> str:
    """Return a count as people write it: 2, 2-5, at least 2; unknown is a dash, never 0."""
    if low is None and high is None:
        return NOTHING
    if low == high:
        return str(low)
    if high is None:
        return f"≥{low}"
    return f"{low}-{high}" if low else f"≤{high}"


def _agreement(record: Record, event: Event) -> Text:
    agreement = event.agreement
    text = Text()
    if agreement is None:
        return text
    parties = ", ".join(_name(record, p) for p in agreement.parties)
    text.append(f"{event.id} agreement", style="bold")
    text.append(
        f" ({agreement.stage}, text {agreement.text_status}): {parties or 'parties open'}\n"
    )
    for provision in agreement.provisions:
        text.append(f"  {provision.id} {provision.kind.replace('_', ' ')}", style="cyan")
        text.append(f" [{provision.status}] {one_line(provision.text.text)}\n")
    return text


def _name(record: Record, actor_id: str) -> str:
    actor = record.actors.get(actor_id)
    return one_line(actor.name if actor else actor_id)


def _notes(record: Record, *, told_again: int) -> list[Text]:
    notes = []
    if told_again:
        notes.append(f"{told_again} further mentions of these events.")
    if record.relations:
        kinds = Counter(r.kind.replace("_", " ") for r in record.relations)
        notes.append("Relations: " + ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())) + ".")
    if record.comments:
        top = sum(c.parent is None for c in record.comments)
        notes.append(f"Comments: {len(record.comments)}, {top} of them top-level.")
    shown = [Text(note, style="dim") for note in notes]
    shown += [Text(f"warning: {harmless(w)}", style="yellow") for w in record.warnings]
    if any(e.date and e.date.edtf.startswith(OPEN_YEAR) for e in record.events):
        hint = "hint: XXXX is a year that the page leaves open; --published 2018-11-17 settles it"
        shown.append(Text(hint, style="dim"))
    return shown
