"""From a record to its reports: each happening that a page tells, in the form that is compared."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from functools import cache
from typing import Any

from detente.coding.counting import parse_number
from detente.knowledge.tables import data_folder, read_table
from detente.model.casebook import Harm, Party, Report, ReviewState
from detente.model.days import a_day, day_bounds
from detente.model.record import (
    Agreement,
    Casualty,
    CasualtyKind,
    Event,
    Mention,
    Participant,
    Record,
)
from detente.store.tables import canonical
from detente.store.words import without_nul

_PART_OF = r"(?i)\b([\w,-]+(?: [\w-]+){{0,2}}) (?:out )?of (?:the |its |their )?{}"
_LONGEST_NUMBER = 5
"""Words that a number may be written in."""
_NUL = "\\u0000"
"""How JSON writes it."""
MANKIND = 10**10
"""More cannot have been harmed: a number beyond it was misread, and is not taken for a toll."""
NUMBER_DIGITS = 15
"""Hex digits of a hash that make a number which both databases hold."""


def reports_of(record: Record) -> Iterator[Report]:
    """Yield a report for each event of a record that is not a repeat of another one in it.

    Repeats (`same_as`) are folded in the record already. A headline without a date of its own tells
    what the text tells more fully: it is no report where the text has its happening.
    """
    mentions = {mention.id: mention for mention in record.mentions}
    heads = [event for event in record.events if event.same_as is None]
    inside = [event for event in heads if not _in_headline(record, event)]
    seen: set[str] = set()
    for event in heads:
        if event not in inside and any(_is_headed_by(event, other) for other in inside):
            continue
        again = [other for other in record.events if other.same_as == event.id]
        report = _report(record, event, mentions, again)
        while report.id in seen:  # two events of one trigger
            report = replace(report, id=f"{report.id}+")
        seen.add(report.id)
        yield _holdable(report)


def _in_headline(record: Record, event: Event) -> bool:
    if event.sentence >= len(record.sentences):
        return False
    block = record.sentences[event.sentence].block
    blocks = record.document.blocks
    return block < len(blocks) and blocks[block].kind == "headline"


def _is_headed_by(headline: Event, event: Event) -> bool:
    """Whether a headline's event is the one that the text tells: nothing in it says otherwise."""
    if headline.date is not None or headline.type != event.type:
        return False
    pairs = (
        ({headline.mode}, {event.mode}),
        (_place_of(headline), _place_of(event)),
        (_people_of(headline), _people_of(event)),
    )
    return all(not (a - {None}) or not (b - {None}) or a & b for a, b in pairs)


def _place_of(event: Event) -> set[str | None]:
    return {event.place.entity} if event.place else set()


def _people_of(event: Event) -> set[str | None]:
    return {p.entity for p in (*event.actors, *event.recipients)}


def report_id(document: str, start: int) -> str:
    """Return the id of the report whose trigger starts there; `document` is the hash."""
    return f"{document.removeprefix('sha256:')[:16]}:{start}"


def handle_of(report: str) -> str:
    """Return the id of the incident whose first report this is; it stays the report's own."""
    return "i-" + hashlib.sha256(report.encode("utf-8")).hexdigest()[:12]


def number_of(name: str) -> int:
    """Return the number under which a page or report stands in the search tables."""
    return int(hashlib.sha256(name.encode("utf-8")).hexdigest()[:NUMBER_DIGITS], 16)


def _report(
    record: Record, event: Event, mentions: Mapping[str, Mention], again: Sequence[Event]
) -> Report:
    document = record.document
    date_ = event.date
    first, last = day_bounds(date_.edtf) if date_ else (None, None)
    sentence = record.sentences[event.sentence] if event.sentence < len(record.sentences) else None
    words = document.text[sentence.start : sentence.end] if sentence else event.trigger.text
    return Report(
        id=report_id(document.id, event.trigger.start),
        document=document.id,
        event=event.id,
        start=event.trigger.start,
        end=event.trigger.end,
        type=event.type,
        mode=event.mode,
        quad=event.quad,
        score=event.score,
        status=event.status,
        certainty=event.certainty,
        confidence=event.confidence,
        edtf=date_.edtf if date_ else None,
        first=first,
        last=last,
        date_precision=date_.precision if date_ else "unknown",
        published=a_day(document.published),
        **_where(record, event, mentions),
        actors=tuple(_party(record, p) for p in event.actors),
        recipients=tuple(_party(record, p) for p in event.recipients),
        killed=_harm(event.casualties, "killed"),
        injured=_harm(event.casualties, "injured"),
        weapons=tuple(
            dict.fromkeys(mentions[w].text.lower() for w in event.weapons if w in mentions)
        ),
        sources=_sources((event, *again)),
        tied=tuple(sorted({actor for claim in event.claims for actor in claim.by.tied_to})),
        denied=event.status == "negated" or _only_denied(event) or _is_retracted(event),
        agreement=_agreement(record, event),
        sentence=" ".join(words.split()),
        outlet=document.outlet,
        count=recipient_count(event, words),
        date_basis=date_.basis if date_ else None,
    )


def _agreement(record: Record, event: Event) -> Agreement | None:
    """The agreement with its provisions' acts as ids of reports, which mean the same elsewhere."""
    told = event.agreement
    if told is None:
        return None
    ids = {other.id: report_id(record.document.id, other.trigger.start) for other in record.events}
    provisions = tuple(
        provision.model_copy(
            update={"acts": tuple(ids[act] for act in provision.acts if act in ids)}
        )
        for provision in told.provisions
    )
    return told.model_copy(update={"provisions": provisions})


def _where(record: Record, event: Event, mentions: Mapping[str, Mention]) -> dict[str, Any]:
    """The fields of the place; all None where none is told."""
    told = event.place
    place = record.places.get(told.entity or "") if told else None
    mention = mentions.get(told.mention) if told else None
    return {
        "place": told.entity if told else None,
        "place_name": place.name if place else (mention.text if mention else None),
        "place_kind": place.kind if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": told.precision if told else None,
        "place_relation": told.relation if told else None,
    }


def _party(record: Record, participant: Participant) -> Party:
    actor = record.actors.get(participant.entity or "")
    return Party(
        participant.entity,
        " ".join(participant.text.split()),
        actor.country if actor else None,
        actor.sector if actor else None,
    )


def _harm(casualties: tuple[Casualty, ...], kind: CasualtyKind) -> Harm | None:
    """The toll of one kind over all victims; None where nothing is told of it."""
    counts = [c for c in casualties if c.kind == kind]
    if not counts:
        return None
    lows = [c.low for c in counts if c.low is not None]
    highs = [c.high for c in counts if c.high is not None]
    low, high = sum(lows) if lows else None, sum(highs) if len(highs) == len(counts) else None
    return Harm(*(n if n is None or n <= MANKIND else None for n in (low, high)))


def recipient_count(event: Event, sentence: str) -> int | None:
    """How many recipients there are, where a number stands before them ("12 of 32 prisoners")."""
    for recipient in event.recipients:
        text = " ".join(recipient.text.split())
        whole = number_before(text)
        if whole is not None:
            part = re.search(_PART_OF.format(re.escape(text)), " ".join(sentence.split()))
            some = _number_at_the_end(part[1], whole) if part else None
            return whole if some is None else some
    return None


def _number_at_the_end(text: str, most: int) -> int | None:
    """The number of at most `most` with which some words end ("It freed twenty-two"), or None."""
    words = re.findall(r"[\w,]+", text.lower())
    starts = range(max(0, len(words) - _LONGEST_NUMBER), len(words))
    numbers = (parse_number(words[start:]) for start in starts)
    return next((n for n in numbers if n is not None and n <= most), None)


def number_before(text: str) -> int | None:
    """Return the number with which some words begin ("fourteen prisoners"); None without one."""
    words = re.findall(r"[\w,]+", text.lower())[:_LONGEST_NUMBER]
    for length in range(len(words), 0, -1):
        number = parse_number(words[:length])
        if number is not None:
            return number
    return None


def _sources(told: Iterable[Event]) -> tuple[str, ...]:
    """Who is named for a happening, in the event and where the page tells it again."""
    named = (c.by for event in told for c in event.claims if c.by.kind == "source")
    return tuple(dict.fromkeys(by.entity or " ".join(by.text.lower().split()) for by in named))


def _only_denied(event: Event) -> bool:
    return bool(event.claims) and all(claim.stance == "denies" for claim in event.claims)


def _holdable(report: Report) -> Report:
    """The report without what a database cannot hold as text."""
    values = canonical(to_json(report))
    return from_json(canonical(_without_nul(json.loads(values)))) if _NUL in values else report


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return without_nul(value)
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_nul(item) for key, item in value.items()}
    return value


def _is_retracted(event: Event) -> bool:
    """Whether a page tells an event as what an earlier version of it said."""
    said_by = (claim.by.text.lower() for claim in event.claims if claim.by.kind == "source")
    return any(term in words for words in said_by for term in retractions())


@cache
def retractions() -> tuple[str, ...]:
    """Words for a page's own former text, from `linking/retractions.csv`.

    Raises:
        KnowledgeError: A row is wrong; file and line are named.
    """
    rows = read_table(data_folder("linking", "retractions.csv"), ("term", "example"))
    return tuple(row.filled("term") for row in rows)


def to_json(report: Report) -> dict[str, Any]:
    """Return a report as plain values for JSON."""
    values = {f.name: getattr(report, f.name) for f in fields(Report)}
    for name in ("first", "last", "published"):
        values[name] = values[name].isoformat() if values[name] else None
    for name in ("actors", "recipients"):
        values[name] = [[p.entity, p.text, p.country, p.sector] for p in values[name]]
    for name in ("killed", "injured"):
        values[name] = list(asdict(values[name]).values()) if values[name] else None
    if report.agreement:
        values["agreement"] = report.agreement.model_dump(mode="json")
    return values


def from_json(text: str, state: ReviewState | None = None) -> Report:
    """Return the report that `to_json` wrote."""
    values = json.loads(text)
    for name in ("first", "last", "published"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("actors", "recipients"):
        values[name] = tuple(Party(*party) for party in values[name])
    for name in ("killed", "injured"):
        values[name] = Harm(*values[name]) if values[name] else None
    for name in ("weapons", "sources", "tied"):
        values[name] = tuple(values[name])
    if values["agreement"]:
        values["agreement"] = Agreement.model_validate(values["agreement"])
    if state is not None:
        values["state"] = state
    return Report(**values)
