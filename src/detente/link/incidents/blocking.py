"""Blocking: which reports are compared at all, told by keys that both of them have.

A report stands under its days, each joined with its place, its pairs of actors, its single actors
and its region. A new report looks under its own days and the few around them, so that what it is
compared with depends on what was reported of those days, not on the size of the store.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from typing import get_args

from detente.knowledge.normal import name_key
from detente.knowledge.tables import data_folder, read_table
from detente.model.casebook import Report
from detente.model.record import EventType

SLACK = 2
"""Days that two reports of one happening may lie apart."""
LONGEST = 31
"""Days of the widest date that is still compared: "in May" is, "in 2018" is not."""
RECENT = 3
"""Days before publication in which a happening without a date is looked for."""
COMPARED = frozenset({"actual", "historical", "negated"})
"""What is planned or imagined is no happening."""
_LARGE = frozenset({"country", "continent", "area"})


@cache
def type_groups() -> dict[str, tuple[str, frozenset[str]]]:
    """Group and kin of each type, from `linking/type_groups.csv`.

    Raises:
        KnowledgeError: A row is wrong; file and line are named.
    """
    types = frozenset(get_args(EventType))
    found: dict[str, tuple[str, frozenset[str]]] = {}
    rows = read_table(data_folder("linking", "type_groups.csv"), ("type", "group", "kin"))
    for row in rows:
        kin = frozenset(row.list("kin"))
        if not kin <= types:
            raise row.fail(f"kin {', '.join(sorted(kin - types))}: no such type")
        found[row.one_of("type", types)] = (row.filled("group"), kin)
    missing = types - found.keys()
    if missing:
        raise rows[-1].fail(f"no row for {', '.join(sorted(missing))}")
    return found


def window(report: Report) -> tuple[date, date] | None:
    """Return the days on which a report's happening may lie; None where that is too open."""
    if report.status not in COMPARED or report.state == "withdrawn":
        return None
    if report.first and report.last:
        wide = (report.last - report.first).days >= LONGEST
        return None if wide else (report.first, report.last)
    if report.edtf is None and report.published and report.status != "historical":
        return _day_off(report.published, -RECENT), report.published
    return None


def keys(report: Report) -> list[str]:
    """Return the keys under which a report stands; none where it is compared with nothing."""
    return _keys(report, 0)


def wanted(report: Report) -> list[str]:
    """Return the keys under which a report's possible matches stand."""
    return _keys(report, SLACK)


def _keys(report: Report, slack: int) -> list[str]:
    days = window(report)
    if days is None:
        return []
    subjects = sorted(set(_subjects(report)))
    first, last = _day_off(days[0], -slack), _day_off(days[1], slack)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [f"{day.isoformat()}|{subject}" for day in span for subject in subjects]


def _day_off(day: date, days: int) -> date:
    """The day so many days later; the calendar's first or last one where it has no such day."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def _subjects(report: Report) -> Iterator[str]:
    group = type_groups()[report.type][0]
    if report.place and report.place_kind not in _LARGE:
        yield f"{group}|at {name_key(report.place_name or report.place)}"
        if report.admin1:
            yield f"{report.type}|in {report.country} {report.admin1}"
    entities = sorted({p.entity for p in (*report.actors, *report.recipients) if p.entity})
    for entity in entities:
        yield f"{group}|by {entity}"
    for a, b in combinations(entities, 2):
        yield f"{group}|{a}|{b}"
    if not entities and report.country:
        yield f"{report.type}|in {report.country}"
