"""Agreement between coders: Krippendorff's alpha for each field (Krippendorff 2019, chapter 12).

Alpha is 1 where coders agree in all, 0 where they agree as often as by chance, below 0 where they
disagree more than that. Units that fewer than two coded say nothing of it and are left out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import krippendorff
from sqlalchemy import Connection

from detente.model.casebook import Report
from detente.model.days import exact_day
from detente.model.errors import DetenteError
from detente.model.record import Record
from detente.store.anchors import Anchor, found_again
from detente.store.coders import MACHINE, coder_code
from detente.store.opinions import seconds
from detente.store.overlay import FIELDS, comparable, value_of
from detente.store.reports import reports_of
from detente.store.versions import latest

Level = Literal["nominal", "interval", "ratio"]
_MOST_CELLS = 30_000_000
"""Units times values squared, past which the coincidences would fill the memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How far coders agree in one measure of a field."""

    field: str
    level: Level
    """Level of measurement: which values are nearer to each other than others."""
    alpha: float | None
    """None where it is not defined; `note` says why."""
    units: int
    """Events that two or more coded in this field."""
    codings: int
    """Values given to them."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far some coders agree."""

    coders: tuple[str, ...]
    measures: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    field: str
    level: Level
    read: Callable[[str, Any], str | float | None]
    """The value that is compared; None where the measure says nothing of it."""


def _days(_: str, value: Any) -> float | None:
    day = exact_day(value)
    return float(day.toordinal() - date(2000, 1, 1).toordinal()) if day else None


def _count(_: str, value: Any) -> float | None:
    return float(value[0]) if value and value[0] is not None and value[0] == value[1] else None


_MEASURES: tuple[_Measure, ...] = (
    *(_Measure(field, "nominal", comparable) for field in FIELDS),
    _Measure("date", "interval", _days),
    _Measure("killed", "ratio", _count),
    _Measure("injured", "ratio", _count),
)


def alpha_of(units: Iterable[Collection[str | float]], level: Level) -> tuple[float | None, str]:
    """Return Krippendorff's alpha, or None and the reason why it is not defined.

    Args:
        units: For each event the values that its coders gave; missing ones are left out.
        level: nominal (equal or not), interval (squared distance) or ratio (squared share).
    """
    counts = [Counter(values) for values in units if len(values) >= 2]
    domain = sorted({value for count in counts for value in count}, key=lambda v: (str(type(v)), v))
    if not counts:
        return None, "no event was coded by two"
    if len(domain) == 1:
        return None, f"all gave the same value ({domain[0]}): agreement by chance cannot be told"
    if len(counts) * len(domain) ** 2 > _MOST_CELLS:
        return None, f"{len(domain)} different values of {len(counts)} events are too many"
    table = [[count[value] for value in domain] for count in counts]
    places = domain if level != "nominal" else list(range(len(domain)))
    found = krippendorff.alpha(value_counts=table, value_domain=places, level_of_measurement=level)
    return round(float(found), 6), ""


def agreement(
    connection: Connection, coders: Sequence[str] = (), *, machine: bool = False
) -> Agreement:
    """Return how far second coders agree with each other, and with the machine.

    Args:
        connection: Any.
        coders: Their codes; all second coders where none is given.
        machine: Whether the machine's own coding of the same events is one more coder's.

    Raises:
        DetenteError: A code is none, such a coder coded nothing, or fewer than two are left.
    """
    given, anchors = _given(connection)
    known = sorted({coder for values in given.values() for coder in values})
    chosen = _chosen(coders, known)
    if machine:
        _add_machine(connection, given, anchors)
        chosen = [*chosen, MACHINE]
    if len(chosen) < 2:
        raise DetenteError(
            f"agreement needs two coders, and there is {', '.join(chosen) or 'none'}; "
            "`detente review tasks` draws events for another one, --machine compares the machine"
        )
    return Agreement(tuple(chosen), tuple(_measured(m, given, chosen) for m in _MEASURES))


_Given = dict[tuple[str, str], dict[str, Any]]
"""By event and field, the value of each coder."""


def _chosen(coders: Sequence[str], known: Sequence[str]) -> list[str]:
    for coder in coders:
        if coder_code(coder) not in known:
            there = ", ".join(known) or "none"
            raise DetenteError(f"{coder}: this coder has coded nothing; who has: {there}")
    return sorted(set(coders)) if coders else list(known)


def _given(connection: Connection) -> tuple[_Given, dict[str, Anchor]]:
    """What second coders gave, the last value of each, and where their events are."""
    given: _Given = {}
    anchors: dict[str, Anchor] = {}
    coded: dict[str, list[Report]] = {}
    for coding in seconds(connection):
        anchor = coding.anchor
        if anchor.document not in coded:
            coded[anchor.document] = _machine_reports(connection, anchor.document)
        meant = found_again(coded[anchor.document], anchor.report, anchor.start, anchor.end)
        unit = meant.id if meant else anchor.report
        anchors[unit] = anchor
        given.setdefault((unit, coding.field), {})[coding.who] = coding.value
    return given, anchors


def _machine_reports(connection: Connection, document: str) -> list[Report]:
    version = latest(connection, document)
    return list(reports_of(Record.model_validate_json(version.record))) if version else []


def _add_machine(connection: Connection, given: _Given, anchors: Mapping[str, Anchor]) -> None:
    """Add what the machine coded of the events that persons coded, without any correction."""
    for document in sorted({anchor.document for anchor in anchors.values()}):
        for report in _machine_reports(connection, document):
            if report.id in anchors:
                for field in FIELDS:
                    if (report.id, field) in given:
                        given[report.id, field][MACHINE] = value_of(report, field)


def _measured(measure: _Measure, given: _Given, coders: Sequence[str]) -> Measured:
    units = []
    for (_, field), values in sorted(given.items(), key=lambda item: item[0]):
        if field == measure.field:
            read = [measure.read(field, values[c]) for c in coders if c in values]
            units.append([value for value in read if value is not None])
    paired = [values for values in units if len(values) >= 2]
    alpha, note = alpha_of(paired, measure.level)
    return Measured(measure.field, measure.level, alpha, len(paired), sum(map(len, paired)), note)
