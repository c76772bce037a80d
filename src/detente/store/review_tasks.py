"""Tasks for a second coder, who codes blind: a page's words and nothing that anybody coded."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from detente.model.casebook import Report
from detente.model.errors import DetenteError
from detente.model.record import Record, Span
from detente.store.coders import coder_code
from detente.store.opinions import seen_by
from detente.store.overlay import FIELDS
from detente.store.projecting import load_reports
from detente.store.tables import pages, reports
from detente.store.versions import latest


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events are looked at; None lets all pass."""

    state: str | None = None
    """Without it, all but the withdrawn."""
    type: str | None = None
    outlet: str | None = None
    since: str | None = None
    """First day, month or year of publication, ISO; pages without one do not pass."""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample of events for one coder."""

    ids: tuple[str, ...]
    seen: int
    """Drawn events that were left out: this coder has reviewed or corrected them."""


def chosen(connection: Connection, choice: Choice) -> list[str]:
    """Return the ids of the events that a choice lets pass, sorted."""
    query = select(reports.c.id).join(pages, pages.c.document == reports.c.document)
    wanted = [(reports.c.type, choice.type), (pages.c.outlet, choice.outlet)]
    for column, value in wanted:
        if value is not None:
            query = query.where(column == value)
    if choice.state is None:
        query = query.where(reports.c.state != "withdrawn")
    else:
        query = query.where(reports.c.state == choice.state)
    if choice.since is not None:
        query = query.where(_cut(choice.since) >= choice.since)
    if choice.until is not None:
        query = query.where(_cut(choice.until) <= choice.until)
    return sorted(connection.execute(query).scalars())


def _cut(day: str) -> ColumnElement[str]:
    """When pages were published, as exactly as a day, month or year that is named."""
    return func.substr(pages.c.published, 1, len(day))


def draw(connection: Connection, choice: Choice, *, coder: str, sample: int, seed: int) -> Drawn:
    """Draw events for a coder; the same seed draws the same ones for all coders.

    Each event's place in the draw hangs on the seed and its id alone, so that a larger sample holds
    the smaller one and new pages shift nothing.

    Args:
        connection: Any.
        choice: From which events.
        coder: The coder's code.
        sample: How many, at most.
        seed: Any number.

    Raises:
        DetenteError: The code is none, or the sample is empty by its size.
    """
    coder_code(coder)
    if sample < 1:
        raise DetenteError("a sample holds one event or more")
    drawn = sorted(chosen(connection, choice), key=lambda name: (_lot(seed, name), name))[:sample]
    seen = _seen(connection, coder, load_reports(connection, drawn))
    return Drawn(tuple(name for name in drawn if name not in seen), len(seen))


def _lot(seed: int, name: str) -> str:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()


def _seen(connection: Connection, coder: str, drawn: Sequence[Report]) -> set[str]:
    """The drawn events whose coding this coder knows from reviewing them."""
    known: dict[str, list[tuple[int, int]]] = {}
    for anchor in seen_by(connection, coder):
        known.setdefault(f"sha256:{anchor.document}", []).append((anchor.start, anchor.end))
    return {
        r.id
        for r in drawn
        if any(start < r.end and r.start < end for start, end in known.get(r.document, ()))
    }


def task_lines(connection: Connection, ids: Sequence[str], coder: str) -> Iterator[dict[str, Any]]:
    """Yield a task for each event, in the order given: what the page says, and fields to fill.

    Args:
        connection: Any.
        ids: Events.
        coder: For whom.
    """
    found = {report.id: report for report in load_reports(connection, ids)}
    for name in ids:
        report = found[name]
        version = latest(connection, report.document.removeprefix("sha256:"))
        if version:
            yield _task(report, Record.model_validate_json(version.record), coder)


def _task(report: Report, record: Record, coder: str) -> dict[str, Any]:
    document = record.document
    number = _sentence_at(record.sentences, report.start)
    return {
        "event": report.id,
        "coder": coder,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "before": _words(record, number - 1),
        "sentence": _words(record, number),
        "after": _words(record, number + 1),
        "words": document.text[report.start : report.end],
        **dict.fromkeys(FIELDS, ""),
    }


def _sentence_at(sentences: Sequence[Span], start: int) -> int:
    return next((n for n, s in enumerate(sentences) if s.start <= start < s.end), len(sentences))


def _words(record: Record, number: int) -> str:
    if not 0 <= number < len(record.sentences):
        return ""
    sentence = record.sentences[number]
    return " ".join(record.document.text[sentence.start : sentence.end].split())
