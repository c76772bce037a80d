"""What `detente review` and `detente agreement` show."""

from collections.abc import Iterable
from typing import Any

from rich.table import Table

from detente.cli.screen import console, one_line
from detente.model.casebook import Report
from detente.run.reliability import Agreement
from detente.store.opinions import Coding
from detente.store.overlay import FIELDS, NONE, shown_toll, value_of
from detente.store.review_history import History

_SHOWN = 90
"""Characters of a sentence in a list."""


def shown(field: str, value: Any) -> str:
    """Return a value of a field as a person reads it."""
    if value is None or value == []:
        return NONE
    if field == "place":
        return _named(value["id"], value["name"])
    if field in ("actors", "recipients"):
        return "; ".join(_named(entity, text) for entity, text, *_ in value)
    if field in ("killed", "injured"):
        return shown_toll(*value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _named(name: str | None, words: str) -> str:
    return f"{words} ({name})" if name else words


def show_list(found: Iterable[Report]) -> None:
    """Print events, one a line."""
    table = Table.grid(padding=(0, 2))
    for _ in range(4):
        table.add_column(no_wrap=True)
    table.add_column()
    for report in found:
        kind = f"{report.type} {report.mode or ''}".strip()
        sentence = one_line(report.sentence)
        short = sentence if len(sentence) <= _SHOWN else sentence[: _SHOWN - 1] + "…"
        table.add_row(report.id, report.state, kind, report.edtf or "–", short)
    console().print(table)


def show_event(history: History) -> None:
    """Print an event's sentence and, by field, what the machine coded and what holds now."""
    coded, now = history.coded, history.now
    screen = console()
    screen.print(f"{now.id}  {now.state}")
    screen.print(one_line(now.sentence), soft_wrap=True)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in ("field", "machine", "now", "by"):
        table.add_column(title, overflow="fold")
    for field in FIELDS:
        was, holds = (one_line(shown(field, value_of(r, field))) for r in (coded, now))
        by = history.holds.get(field)
        table.add_row(field, was, holds if by or holds != was else "", _by(by) if by else "")
    screen.print(table)


def _by(coding: Coding) -> str:
    return one_line(f"{coding.who}, {coding.at[:16]}Z, {coding.id}: {coding.reason}")


def show_log(history: History) -> None:
    """Print what persons did with an event, in order."""
    rows: list[tuple[str, str, str, str, str]] = []
    rows += [(s.at, s.id, s.who, s.state, s.reason) for s in history.states]
    for coding in history.said:
        if coding.kind == "revoked":
            what = f"takes {coding.revokes} back"
        else:
            what = f"{coding.field}: {shown(coding.field, coding.value)}"
        rows.append((coding.at, coding.id, coding.who, what, coding.reason))
    table = Table.grid(padding=(0, 2))
    # Ids carry the number of the log's entry, which tells who came first.
    for at, key, who, what, reason in sorted(rows, key=lambda row: row[1].partition("-")[2]):
        table.add_row(f"{at[:16]}Z", key, who, one_line(what), one_line(reason))
    console().print(table)


def show_agreement(found: Agreement) -> None:
    """Print how far coders agree, by field."""
    screen = console()
    screen.print(f"coders: {', '.join(found.coders)}")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in ("field", "level"):
        table.add_column(title)
    for title in ("alpha", "events", "codings"):
        table.add_column(title, justify="right")
    table.add_column("")
    for row in found.measures:
        alpha = "–" if row.alpha is None else f"{row.alpha:.3f}"
        table.add_row(
            row.field, row.level, alpha, str(row.units), str(row.codings), one_line(row.note)
        )
    screen.print(table)
