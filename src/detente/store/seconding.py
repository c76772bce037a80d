"""Second codings: tasks that a coder has filled in, read back line by line."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from detente.model.casebook import Report
from detente.model.errors import DetenteError
from detente.model.record import Record
from detente.store import log
from detente.store.anchors import Anchor, anchor_of, found_again
from detente.store.coders import coder_code
from detente.store.opinions import Coding, coding_row, new_id, seconds_of
from detente.store.overlay import FIELDS, NONE, Field
from detente.store.projecting import load_reports
from detente.store.review_values import Lookup, parse_value, setting_of
from detente.store.tables import canonical, codings, reports
from detente.store.versions import latest

_LONGEST_LINE = 200_000
"""Characters; a task has some hundreds."""


@dataclass(slots=True)
class Kept:
    """What became of a file of tasks."""

    events: int = 0
    """Tasks in which something was filled in."""
    values: int = 0
    """Values that were written."""
    same: int = 0
    """Values that the coder had given before."""
    problems: list[str] = field(default_factory=list)
    """One for each line that was left out, with its number."""


def keep_seconds(
    connection: Connection, lines: Iterable[str], *, coder: str, name: str, lookup: Lookup
) -> Kept:
    """Keep what a second coder filled in; a line that is wrong is told, the others are kept.

    What the coder gave before is not written again, so that a file may be read twice; another
    value takes the place of the former one, which stays in the casebook. A field that is left
    blank is not coded, and changes nothing.

    Args:
        connection: From `database.writing`.
        lines: Tasks as JSON, one a line.
        coder: The coder's code.
        name: The file's, for messages.
        lookup: Where actors and places are looked up.

    Raises:
        DetenteError: The code is none.
    """
    coder_code(coder)
    done = Kept()
    rows: list[Coding] = []
    met: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            task = _task(line, coder)
            _once(task["event"], number, met)
            rows += _line_codings(connection, task, coder, lookup, done)
        except DetenteError as error:
            done.problems.append(f"{name}:{number}: {error}")
    _write(connection, rows, coder)
    done.values = len(rows)
    return done


def _task(line: str, coder: str) -> dict[str, Any]:
    try:
        task = json.loads(line) if len(line) <= _LONGEST_LINE else None
    except (ValueError, RecursionError) as error:
        raise DetenteError(f"no JSON ({str(error)[:80]})") from error
    if not isinstance(task, dict) or not isinstance(task.get("event"), str):
        raise DetenteError("no task; each line is an object with `event`, as it was drawn")
    if task.get("coder", coder) != coder:
        raise DetenteError(f"this task is coder {str(task['coder'])[:20]}'s, not {coder}'s")
    return task


def _once(event: str, number: int, met: dict[str, int]) -> None:
    if event in met:
        raise DetenteError(f"{event} stands in line {met[event]} already")
    met[event] = number


def _line_codings(
    connection: Connection, task: Mapping[str, Any], coder: str, lookup: Lookup, done: Kept
) -> list[Coding]:
    """What is new in one task; all of its values must be right."""
    told = {name: task[name] for name in FIELDS if task.get(name) not in (None, "", [])}
    found = _meant(connection, task)
    if found is None:
        raise DetenteError(f"{task['event'][:80]}: no such event now; draw the tasks anew")
    if not told:
        return []
    anchor = anchor_of(found)
    values = _values(connection, anchor, told, lookup)
    before = {
        c.field: canonical(c.value)
        for c in seconds_of(connection, anchor.document, coder)
        if c.anchor.report == anchor.report
    }
    fresh = {name: v for name, v in values.items() if before.get(name) != canonical(v)}
    done.events += 1
    done.same += len(values) - len(fresh)
    at = log.now()
    return [Coding("", at, coder, anchor, "second", n, v, "", None) for n, v in fresh.items()]


def _meant(connection: Connection, task: Mapping[str, Any]) -> Report | None:
    """The event of a task, also where its page was coded anew since the task was drawn."""
    name = task["event"]
    page, _, offset = name.partition(":")
    start = int(offset) if re.fullmatch(r"\d{1,9}", offset) else -1
    query = select(reports.c.id).where(reports.c.id.startswith(f"{page}:", autoescape=True))
    own = load_reports(connection, list(connection.execute(query).scalars()) if page else [])
    return found_again(own, name, start, start + len(str(task.get("words") or "")))


def _values(
    connection: Connection, anchor: Anchor, told: Mapping[Field, Any], lookup: Lookup
) -> dict[str, Any]:
    version = latest(connection, anchor.document)
    if version is None:
        raise DetenteError(f"{anchor.report}: its page is gone from the casebook")
    setting = setting_of(lookup, Record.model_validate_json(version.record), None)
    values: dict[str, Any] = {}
    for name in FIELDS:  # the type comes before the mode, which is one of its
        if name in told:
            values[name] = parse_value(name, told[name], setting, absent_type=True)
            if name == "type":
                setting = replace(setting, type=values[name])
    if values.get("type", NONE) is None and any(v is not None for v in values.values()):
        raise DetenteError("type: `none` says that there is no such event; leave the rest blank")
    return values


def _write(connection: Connection, rows: list[Coding], coder: str) -> None:
    if not rows:
        return
    first = new_id(connection, "c")
    kept = [
        log.keep(connection, codings, coding_row(replace(coding, id=f"{first}-{number:05d}")))
        for number, coding in enumerate(rows, start=1)
    ]
    log.append(connection, "second", rows=kept, who=coder, values=len(kept))
