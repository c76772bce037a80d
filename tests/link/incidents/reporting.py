"""Reports of invented happenings, made by a few words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from detente.link.incidents.origins import PageFacts
from detente.model.casebook import Harm, Party, Report

DAY = date(2031, 5, 3)


def report(key: str = "r1", **changes: Any) -> Report:
    """An attack by the Blue Watch on the Grey Watch in Lumen."""
    fields: dict[str, Any] = {
        "id": key, "document": f"sha256:{key}", "event": "e1", "start": 0, "end": 7,
        "type": "ASSAULT", "mode": None, "quad": 4, "score": -9.0, "status": "actual",
        "certainty": "asserted", "confidence": 0.7, "edtf": "2031-05-03", "first": DAY,
        "last": DAY, "date_precision": "day", "published": date(2031, 5, 4),
        "place": "XAV/lumen", "place_name": "Lumen", "place_kind": "town", "country": "XAV",
        "admin1": "North", "lat": 10.0, "lon": 20.0, "place_precision": 1,
        "place_relation": "in", "actors": parties("blue-watch"),
        "recipients": parties("grey-watch"), "killed": None, "injured": None, "weapons": (),
        "sources": (), "tied": (), "denied": False, "agreement": None,
        "sentence": "The Blue Watch shelled the Grey Watch in Lumen.", "outlet": None,
    }  # fmt: skip
    return Report(**(fields | changes))


def parties(*names: str, country: str = "XAV", sector: str = "REB") -> tuple[Party, ...]:
    return tuple(Party(name, name, country, sector) for name in names)


def killed(low: int | None, high: int | None = None) -> Harm:
    return Harm(low, high)


def facts(reports: Iterable[Report], **changes: dict[str, Any]) -> dict[str, PageFacts]:
    """A page of its own for each report; changes by the report's id."""
    return {
        r.document: PageFacts(
            **({"original": r.id, "address": None, "outlet": None} | changes.get(r.id, {}))
        )
        for r in reports
    }
