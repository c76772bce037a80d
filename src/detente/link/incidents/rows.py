"""Incidents as rows of the casebook, and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from detente.model.casebook import Act, Incident, Reading
from detente.model.record import Agreement
from detente.store.tables import canonical


def incident_row(incident: Incident) -> dict[str, Any]:
    """Return the row of an incident."""
    act = incident.act
    return {
        "id": act.id,
        "type": act.type,
        "mode": act.mode,
        "first": act.first.isoformat() if act.first else None,
        "last": act.last.isoformat() if act.last else None,
        "place": act.place,
        "place_name": incident.place_name,
        "country": incident.country,
        "lat": incident.lat,
        "lon": incident.lon,
        "killed_low": act.killed_low,
        "killed_high": act.killed_high,
        "standing": act.standing,
        "origins": act.origins,
        "documents": act.documents,
        "agreed": act.agreement is not None,
        "body": canonical(_plain(incident)),
    }


def player_rows(incident: Incident) -> list[dict[str, str]]:
    """Return a row for each actor of an incident."""
    act = incident.act
    sides: Iterable[tuple[str, str]] = (
        *((entity, "actor") for entity in act.actors),
        *((entity, "recipient") for entity in act.recipients),
    )
    return [{"incident": act.id, "entity": entity, "role": role} for entity, role in sides]


def _plain(incident: Incident) -> dict[str, Any]:
    act = {f.name: getattr(incident.act, f.name) for f in fields(Act)}
    act |= {name: act[name].isoformat() if act[name] else None for name in ("first", "last")}
    agreement = incident.act.agreement
    act["agreement"] = agreement.model_dump(mode="json") if agreement else None
    values = {f.name: getattr(incident, f.name) for f in fields(Incident)}
    values["act"] = act
    values["readings"] = {
        name: [asdict(reading) for reading in found] for name, found in incident.readings.items()
    }
    return values


def act_from(body: str) -> Act:
    """Return the act of a stored incident."""
    return _act(json.loads(body)["act"])


def incident_from(body: str) -> Incident:
    """Return the incident that `incident_row` wrote."""
    values = json.loads(body)
    values["act"] = _act(values["act"])
    values["readings"] = {
        name: tuple(Reading(r["value"], tuple(r["reports"]), r["origins"]) for r in found)
        for name, found in values["readings"].items()
    }
    values["origins"] = tuple(tuple(group) for group in values["origins"])
    for name in ("sources", "tied", "retracted"):
        values[name] = tuple(values[name])
    return Incident(**values)


def _act(values: dict[str, Any]) -> Act:
    for name in ("first", "last"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("actors", "recipients", "reports"):
        values[name] = tuple(values[name])
    if values["agreement"]:
        values["agreement"] = Agreement.model_validate(values["agreement"])
    return Act(**values)
