"""Events as flat rows for a spreadsheet: one row an event, lists joined by "; ".

Empty means unknown or none said, never zero. The columns are documented in docs/cli.md.
"""

from collections.abc import Iterable, Iterator

from detente.model.cells import Cell, guarded
from detente.model.record import Casualty, CasualtyKind, Event, Participant, Record

__all__ = ["COLUMNS", "Cell", "event_rows", "guarded", "people"]

COLUMNS: dict[str, str] = {
    "document": "hash of the captured bytes",
    "origin": "path or address as given",
    "url": "address that the page states",
    "outlet": "outlet",
    "title": "headline",
    "published": "day of publication",
    "event": "id of the event within its document",
    "same_as": "id of the event that this one tells again",
    "type": "PLOVER type",
    "mode": "PLOVER mode",
    "quad": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "score": "intensity, -10 to 10",
    "cameo": "CAMEO code",
    "actors": "who did it",
    "actor_ids": "their ids",
    "actor_countries": "their countries",
    "actor_sectors": "their PLOVER sectors",
    "recipients": "to whom",
    "recipient_ids": "their ids",
    "recipient_countries": "their countries",
    "recipient_sectors": "their PLOVER sectors",
    "date": "when, as an EDTF string: XXXX-11-17 leaves the year open",
    "date_precision": "day, week, month, season, year or unknown",
    "date_basis": "stated, relative or published",
    "place": "where",
    "place_id": "id of the place",
    "place_relation": "in, near, between, from or to",
    "place_precision": "1 exact to 6 country",
    "country": "country of the place",
    "latitude": "degrees",
    "longitude": "degrees",
    "status": "actual, historical, future, hypothetical or negated",
    "certainty": "asserted, attributed or doubtful",
    "said_by": "who says so",
    "stances": "how each of them stands to it",
    "killed_low": "killed, at least",
    "killed_high": "killed, at most",
    "injured_low": "injured, at least",
    "injured_high": "injured, at most",
    "weapons": "weapons as the text names them",
    "suspected": "whom somebody names as perpetrator where the report itself does not",
    "agreement_stage": "stage of the agreement",
    "provisions": "kinds of its provisions",
    "trigger": "the words that made the event",
    "trigger_start": "their offset into the document's text",
    "trigger_end": "where they end",
    "sentence": "the sentence",
    "rule": "what coded it",
    "confidence": "probability that type and roles are right",
}


def event_rows(record: Record) -> Iterator[list[Cell]]:
    """Yield one row for each event of the record, in the order of `COLUMNS`."""
    for event in record.events:
        cells = _cells(record, event)
        yield [guarded(cells[name]) for name in COLUMNS]


def _cells(record: Record, event: Event) -> dict[str, Cell]:
    document = record.document
    words = {m.id: m.text for m in record.mentions}
    sentence = record.sentences[event.sentence]
    return {
        "document": document.id,
        "origin": document.origin,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "event": event.id,
        "same_as": event.same_as,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        **_participants(record, event.actors, "actor"),
        **_participants(record, event.recipients, "recipient"),
        **_date(event),
        **_place(record, event, words),
        "status": event.status,
        "certainty": event.certainty,
        "said_by": _joined(c.by.text for c in event.claims),
        "stances": _joined(c.stance for c in event.claims),
        **_people(event.casualties, "killed"),
        **_people(event.casualties, "injured"),
        "weapons": _joined(words.get(w) for w in event.weapons),
        "suspected": _joined(
            record.actors[a.entity].name if a.entity in record.actors else a.entity
            for a in event.attributions
        ),
        "agreement_stage": event.agreement.stage if event.agreement else None,
        "provisions": _joined(p.kind for p in event.agreement.provisions)
        if event.agreement
        else "",
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "sentence": document.text[sentence.start : sentence.end],
        "rule": event.rule,
        "confidence": event.confidence,
    }


def _joined(parts: Iterable[str | None]) -> str:
    """Join parts by "; "; an unknown part stays as an empty place, so that lists stay parallel."""
    return "; ".join(part or "" for part in parts)


def _agreement(event: Event) -> dict[str, Cell]:
    if event.agreement is None:
        return {"agreement_stage": None, "provisions": None}
    kinds = _joined(p.kind for p in event.agreement.provisions)
    return {"agreement_stage": event.agreement.stage, "provisions": kinds}


def _participants(record: Record, people: tuple[Participant, ...], role: str) -> dict[str, Cell]:
    known = [record.actors.get(p.entity or "") for p in people]
    return {
        f"{role}s": _joined(p.text for p in people),
        f"{role}_ids": _joined(p.entity for p in people),
        f"{role}_countries": _joined(a.country if a else None for a in known),
        f"{role}_sectors": _joined(a.sector if a else None for a in known),
    }


def _date(event: Event) -> dict[str, Cell]:
    if event.date is None:
        return dict.fromkeys(("date", "date_precision", "date_basis"))
    date = event.date
    return {"date": date.edtf, "date_precision": date.precision, "date_basis": date.basis}


def _place(record: Record, event: Event, words: dict[str, str]) -> dict[str, Cell]:
    place = event.place
    if place is None:
        names = ("place", "place_id", "place_relation", "place_precision")
        return dict.fromkeys((*names, "country", "latitude", "longitude"))
    found = record.places.get(place.entity or "")
    return {
        "place": found.name if found else words.get(place.mention),
        "place_id": place.entity,
        "place_relation": place.relation,
        "place_precision": place.precision,
        "country": found.country if found else None,
        "latitude": found.lat if found else None,
        "longitude": found.lon if found else None,
    }


def _people(casualties: tuple[Casualty, ...], kind: CasualtyKind) -> dict[str, Cell]:
    low, high = people(casualties, kind)
    return {f"{kind}_low": low, f"{kind}_high": high}


def people(casualties: Iterable[Casualty], kind: CasualtyKind) -> tuple[int | None, int | None]:
    """Return bounds on the people harmed; None where the text leaves an end open.

    Several counts may overlap ("five killed, two of them children"): the largest one is certain,
    and their sum is the most that there can be.
    """
    counts = [c for c in casualties if c.kind == kind]
    lows = [c.low for c in counts if c.low is not None]
    highs = [c.high for c in counts if c.high is not None]
    return (
        max(lows, default=None),
        sum(highs) if highs and len(highs) == len(counts) else None,
    )
