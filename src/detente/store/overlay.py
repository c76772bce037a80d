"""Corrected values laid over a report, and the values that a report has, in the form compared."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, get_args

from detente.knowledge.codebook import load_codebook
from detente.model.casebook import Harm, Party, Report
from detente.model.days import day_bounds
from detente.model.record import DatePrecision
from detente.store.tables import canonical

Field = Literal[
    "type", "mode", "status", "certainty", "date", "place",
    "actors", "recipients", "killed", "injured", "denied",
]  # fmt: skip
"""Fields that persons correct, and that second coders code."""
FIELDS: tuple[Field, ...] = get_args(Field)
NONE = "none"
"""What stands for a value that is coded as absent."""
_AGREEING = frozenset(("AGREE", "SUPPORT", "RETREAT"))
_PRECISION = {
    "site": 1, "capital": 1, "town": 1, "area": 2, "county": 3, "region": 4, "country": 6,
    "continent": 7,
}  # fmt: skip
"""UCDP's scale for a place of a kind; unknown for a place that no gazetteer holds."""


def laid_over(report: Report, values: Mapping[str, Any]) -> Report:
    """Return a report with corrected values in place of the machine's; quad and score follow.

    Args:
        report: As the machine coded it.
        values: By field, as `review_values.parse_value` gives them.
    """
    report = _typed(report, values)
    report = _stood(report, values)
    if "certainty" in values:
        report = replace(report, certainty=values["certainty"])
    if "date" in values:
        report = _dated(report, values["date"])
    if "place" in values:
        report = _placed(report, values["place"])
    return _peopled(report, values)


def _peopled(report: Report, values: Mapping[str, Any]) -> Report:
    """Who acted, on whom, and who was harmed."""
    if "actors" in values:
        report = replace(report, actors=_parties(values["actors"]))
    if "recipients" in values:
        report = replace(report, recipients=_parties(values["recipients"]))
    if "killed" in values:
        report = replace(report, killed=_harm(values["killed"]))
    if "injured" in values:
        report = replace(report, injured=_harm(values["injured"]))
    return report


def _typed(report: Report, values: Mapping[str, Any]) -> Report:
    """Type and mode with what follows from them; a mode that the type lacks falls away."""
    if "type" not in values and "mode" not in values:
        return report
    entry = load_codebook()[values.get("type", report.type)]
    mode = values.get("mode", report.mode)
    mode = mode if mode and entry.mode(mode) else None
    return replace(
        report,
        type=entry.type,
        mode=mode,
        quad=entry.quad,
        score=entry.codes(mode).score,
        agreement=report.agreement if entry.type in _AGREEING else None,
    )


def _stood(report: Report, values: Mapping[str, Any]) -> Report:
    """Status and denial: a negated event is denied, and one that no longer is, is not."""
    status = values.get("status", report.status)
    denied = report.denied
    if status != report.status and "negated" in (status, report.status):
        denied = status == "negated"
    return replace(report, status=status, denied=values.get("denied", denied))


def _dated(report: Report, edtf: str | None) -> Report:
    first, last = day_bounds(edtf)
    precision = date_precision(edtf)
    return replace(report, edtf=edtf, first=first, last=last, date_precision=precision)


def date_precision(edtf: str | None) -> DatePrecision:
    """Return how exactly a date tells its day, as the grounding of times calls it.

    An interval of eight days is a week at most, one of a month at most a month.
    """
    if edtf is None:
        return "unknown"
    if edtf.startswith("XXXX-"):
        return "day" if edtf.count("-") == 2 else "month"
    first, last = day_bounds(edtf)
    if first is None or last is None:
        return "unknown"
    if edtf[4:5] == "-" and edtf[5:7].isdigit() and int(edtf[5:7]) > 12:
        return "season"
    return _length_precision(first, last)


def _length_precision(first: date, last: date) -> DatePrecision:
    days = (last - first).days
    steps: tuple[tuple[int, DatePrecision], ...] = (
        (0, "day"), (7, "week"), (31, "month"), (92, "season"), (366, "year"),
    )  # fmt: skip
    return next((precision for most, precision in steps if days <= most), "unknown")


def _placed(report: Report, place: Mapping[str, Any] | None) -> Report:
    told = place or {}
    same = place is not None and told["id"] == report.place
    precision = _PRECISION.get(told["kind"] or "") if place else None
    return replace(
        report,
        place=told.get("id"),
        place_name=told.get("name"),
        place_kind=told.get("kind"),
        country=told.get("country"),
        admin1=told.get("admin1"),
        lat=told.get("lat"),
        lon=told.get("lon"),
        place_precision=report.place_precision if same else precision,
        place_relation=report.place_relation if same else ("in" if place else None),
    )


def _parties(value: list[list[str | None]]) -> tuple[Party, ...]:
    return tuple(
        Party(entity, text or "", country, sector) for entity, text, country, sector in value
    )


def _harm(value: list[int | None] | None) -> Harm | None:
    return Harm(*value) if value else None


def value_of(report: Report, field: str) -> Any:
    """Return what a report says in a field, in the form in which persons' values are kept."""
    if field == "date":
        return report.edtf
    if field == "place":
        return _place_value(report)
    value = getattr(report, field)
    if field in ("actors", "recipients"):
        return [[p.entity, p.text, p.country, p.sector] for p in value]
    if field in ("killed", "injured"):
        return [value.low, value.high] if value else None
    return value


def _place_value(report: Report) -> dict[str, Any] | None:
    if report.place is None and report.place_name is None:
        return None
    return {
        "id": report.place,
        "name": report.place_name,
        "kind": report.place_kind,
        "country": report.country,
        "admin1": report.admin1,
        "lat": report.lat,
        "lon": report.lon,
    }


def comparable(field: str, value: Any) -> str:
    """Return a value as one word that is equal where the values are; `none` where it is absent.

    Places are compared by id, actors as a set of ids; what has no id by its words.
    """
    if value is None or value == []:
        return NONE
    if field == "place":
        return str(value["id"] or _plain(value["name"]))
    if field in ("actors", "recipients"):
        return "; ".join(sorted({entity or _plain(text) for entity, text, *_ in value}))
    if field in ("killed", "injured"):
        return shown_toll(*value)
    return str(value) if isinstance(value, str) else canonical(value)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def shown_toll(low: int | None, high: int | None) -> str:
    """Return a count of harmed persons as `review_values` reads it: 5, 5..7, 5.., ..7 or ?."""
    if low is None and high is None:
        return "?"
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"
