"""Predictions for the set `muc4`: one template for each attack, bombing, kidnapping or fire told.

The set's templates are happenings, so that repeats (`same_as`) and events of one kind, day and
place with the same people are one. Its texts are wires in capitals, whose dateline gives the day.
DETENTE_SAMPLE=N codes every Nth document only: for a quick look, not for a floor.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente import Record
from detente.knowledge.registry import load_registry
from detente.knowledge.tables import word_class
from detente.model.record import Event, Participant
from evals.adapters._coder import shared_coder
from evals.adapters._ground import rows

MODES = {
    "explosives": "bombing",
    "suicide-attack": "bombing",
    "aerial": "bombing",
    "abduct": "kidnapping",
    "hijack": "kidnapping",
    "arson": "arson",
}
"""Incident types of modes; every other assault is an attack."""
BOMBS = ("bomb", "explo", "dynamit", "detonat", "blew up", "blown up", "blast")
FIRES = ("burn", "set fire", "set on fire", "torch", "arson")
ROBBERY = ("rob", "loot", "steal", "stole")
_DATELINE = re.compile(
    r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d\d)\b"
)
_MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    step = int(os.environ.get("DETENTE_SAMPLE", "1"))
    for number, row in enumerate(rows(dev_path)):
        if number % step:
            continue
        text = row["text"]
        record = shared_coder().code_text(text, origin=row["doc_id"], published=wire_day(text))
        yield {"doc_id": row["doc_id"], "templates": templates(record)}


def wire_day(text: str) -> str | None:
    """The day in a wire's dateline ("LIMA, 3 JAN 90 --"), in ISO form."""
    found = _DATELINE.search(text[:120])
    if found is None:
        return None
    return f"19{found[3]}-{_MONTHS.index(found[2]) // 3 + 1:02d}-{int(found[1]):02d}"


def templates(record: Record) -> list[dict[str, Any]]:
    """The happenings of one record as templates, in text order."""
    groups: list[list[Event]] = []
    for event in record.events:
        if incident_type(event, record) is None or event.status in {
            "negated",
            "future",
            "hypothetical",
        }:
            continue
        home = next((g for g in groups if _belongs(record, event, g)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return [_template(record, group) for group in groups]


def incident_type(event: Event, record: Record) -> str | None:
    """The set's incident type of an event; None for what it does not count."""
    said = event.trigger.text.lower()
    words = " ".join((said, *_weapons(record, event)))
    if event.type == "PROTEST":
        return "forced work stoppage" if event.mode == "strike" and "force" in said else None
    if event.type == "COERCE":
        return "robbery" if said.startswith(ROBBERY) else None
    if event.type != "ASSAULT":
        return None
    if any(word in said for word in FIRES):
        return "arson"
    if event.mode in MODES:
        return MODES[event.mode]
    return "bombing" if any(word in words for word in BOMBS) else "attack"


def _belongs(record: Record, event: Event, group: list[Event]) -> bool:
    """Whether an event tells a group's happening: said so, or the same in all that is told."""
    if any(event.same_as == other.id or other.same_as == event.id for other in group):
        return True
    first = group[0]
    if incident_type(event, record) != incident_type(first, record):
        return False
    return all(
        not (a and b) or bool(a & b)
        for a, b in (
            (_days([event]), _days(group)),
            (_places([event]), _places(group)),
            (_people([event], "actors"), _people(group, "actors")),
            (_people([event], "recipients"), _people(group, "recipients")),
        )
    )


def _days(events: Iterable[Event]) -> set[str]:
    return {e.date.edtf for e in events if e.date}


def _places(events: Iterable[Event]) -> set[str]:
    return {e.place.entity for e in events if e.place and e.place.entity}


def _people(events: Iterable[Event], role: str) -> set[str]:
    return {p.entity or p.text.lower() for e in events for p in getattr(e, role)}


def _template(record: Record, group: list[Event]) -> dict[str, Any]:
    actors = [p for e in group for p in e.actors]
    orgs = [p for p in actors if _is_organisation(record, p)]
    return {
        "incident_type": incident_type(group[0], record),
        "PerpInd": _mentions(p for p in actors if p not in orgs),
        "PerpOrg": _mentions(orgs),
        "Target": [],
        "Victim": _mentions(p for e in group for p in e.recipients if _is_named_person(p)),
        "Weapon": [[w] for w in dict.fromkeys(w for e in group for w in _weapons(record, e))],
        "date": _day(record, group),
        "country": _country(record, group),
        "killed": _count(group, "killed"),
        "injured": _count(group, "injured"),
    }


def _weapons(record: Record, event: Event) -> list[str]:
    """The words that name an event's weapons."""
    return [m.text.lower() for m in record.mentions if m.id in event.weapons]


def _day(record: Record, group: Iterable[Event]) -> str | None:
    """The day told, else the wire's own: the key's "- 3 JAN 90" is on that day or before."""
    days = [e.date.edtf for e in group if e.date and e.date.precision == "day"]
    return days[0] if days else record.document.published


def _mentions(people: Iterable[Participant]) -> list[list[str]]:
    return [[text] for text in dict.fromkeys(p.text.lower() for p in people)]


def _is_organisation(record: Record, person: Participant) -> bool:
    actor = record.actors.get(person.entity or "")
    return (
        actor is not None
        and actor.kind in {"organisation", "coalition"}
        and bool(actor.known or any(part.isupper() for part in actor.name.split()))
    )


def _is_named_person(person: Participant) -> bool:
    words = person.text.lower().split()
    plain = (
        word_class("person") | word_class("civilian") | word_class("force") | word_class("group")
    )
    return bool(words) and person.entity is None and words[-1].removesuffix("s") not in plain


def _country(record: Record, events: Iterable[Event]) -> str | None:
    """Name of the country where it happened; where no event says, that most named on the page."""
    told = [record.places.get(e.place.entity or "") for e in events if e.place]
    named = [record.places.get(m.entity or "") for m in record.mentions if m.kind == "place"]
    for found in (told, named):
        codes = Counter(place.country for place in found if place and place.country)
        state = load_registry().states.get(codes.most_common(1)[0][0]) if codes else None
        if state is not None:
            return state.entry.names[0].text.upper()
    return None


def _count(group: list[Event], kind: str) -> int | None:
    """How many were harmed: the largest total that one event of the group tells."""
    totals = [
        sum(c.low for c in event.casualties if c.kind == kind and c.low == c.high and c.low)
        for event in group
    ]
    return max(totals, default=0) or None
