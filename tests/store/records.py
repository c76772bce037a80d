"""Invented records by a few words, casebooks that hold them, and all that a casebook holds."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from detente.knowledge.codebook import load_codebook
from detente.link.incidents.freshness import note_fresh
from detente.link.incidents.rebuilding import clear
from detente.link.incidents.taking import take
from detente.model.page import Capture
from detente.model.record import (
    Actor,
    Agreement,
    Casualty,
    Claim,
    Document,
    Event,
    EventDate,
    EventPlace,
    Mention,
    Participant,
    Place,
    Quote,
    Record,
    Sentence,
    Source,
)
from detente.run.running import Run
from detente.store import log
from detente.store.captures import keep_capture
from detente.store.database import dialect_of, reading, writing
from detente.store.tables import DERIVED, canonical
from detente.store.versions import first_taken, keep_version

PLACES = {
    "XAV/lumen": Place(
        name="Lumen", country="XAV", admin1="North", lat=10.0, lon=20.0, kind="town"
    ),
    "XAV/ister": Place(
        name="Ister", country="XAV", admin1="North", lat=10.1, lon=20.1, kind="town"
    ),
    "XAV/corva": Place(
        name="Corva", country="XAV", admin1="South", lat=13.0, lon=22.0, kind="town"
    ),
    "XBO/tarn": Place(name="Tarn", country="XBO", admin1="Vale", lat=30.0, lon=50.0, kind="town"),
}
ACTORS = {
    "blue-watch": Actor(name="Blue Watch", country="XAV", sector="MIL"),
    "grey-watch": Actor(name="Grey Watch", country="XAV", sector="REB"),
    "red-column": Actor(name="Red Column", country="XAV", sector="REB"),
    "tarn-guard": Actor(name="Tarn Guard", country="XBO", sector="MIL"),
}
VERBS = {
    "ASSAULT": "shelled", "COERCE": "seized", "AGREE": "settled", "RETREAT": "quit",
    "ACCUSE": "blamed", "PROTEST": "marched", "MOBILIZE": "massed", "AID": "fed",
}  # fmt: skip
TAKEN = "2031-06-01T00:00:00.000000Z"


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a page tells it."""

    type: str = "ASSAULT"
    day: str | None = "2031-05-03"
    place: str | None = "XAV/lumen"
    actors: tuple[str, ...] = ("blue-watch",)
    recipients: tuple[str, ...] = ("grey-watch",)
    killed: int | None = None
    mode: str | None = None
    sources: tuple[str, ...] = ()
    """Who says so: ids of actors, or words."""
    status: str = "actual"
    stance: str = "asserts"
    sentence: str | None = None
    """With {} where the verb stands."""
    agreement: Agreement | None = None


def page(
    number: int,
    *events: Told,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = "2031-05-04",
    before: str = "",
    after: str = "",
    title: str | None = None,
    first_id: int = 1,
) -> Record:
    """A record of a page; the same number is the same page, whatever it tells."""
    body, sentences, built, mentions = before, [], [], {}
    for place, told in enumerate(events):
        line = _sentence(told)
        at = len(body) + (1 if body else 0)
        body = f"{body} {line}" if body else line
        sentences.append(Sentence(start=at, end=at + len(line), block=0))
        built.append(_event(told, line, at, place, f"e{place + first_id}", mentions))
    body = f"{body} {after}".strip() if after else body
    body = body or f"Nothing happened on page {number}."
    return Record(
        document=Document(
            id=f"sha256:{hash_of(number)}",
            origin=f"page-{number}.html",
            url=url,
            outlet=outlet or f"Outlet {number}",
            title=title or f"Page {number}",
            published=published,
            text=body,
        ),
        sentences=tuple(sentences),
        mentions=tuple(mentions.values()),
        actors={a: ACTORS[a] for told in events for a in (*told.actors, *told.recipients)},
        places={told.place: PLACES[told.place] for told in events if told.place},
        events=tuple(built),
    )


def data_of(number: int) -> bytes:
    """The bytes of a page."""
    return f"<html>The bytes of page {number}.</html>\n".encode() * 20


def hash_of(number: int) -> str:
    """The hash of a page's bytes."""
    return hashlib.sha256(data_of(number)).hexdigest()


def _sentence(told: Told) -> str:
    if told.sentence:
        return told.sentence.format(VERBS[told.type])
    who = " and ".join(ACTORS[a].name for a in told.actors) or "Somebody"
    whom = " and ".join(ACTORS[a].name for a in told.recipients) or "nobody"
    where = f" in {PLACES[told.place].name}" if told.place else ""
    toll = f", killing {told.killed}" if told.killed is not None else ""
    said = f", {' and '.join(told.sources)} said" if told.sources else ""
    return f"{who} {VERBS[told.type]} {whom}{where} on {told.day or 'some day'}{toll}{said}."


def _event(
    told: Told, line: str, at: int, sentence: int, key: str, mentions: dict[str, Mention]
) -> Event:
    verb = VERBS[told.type]
    start = at + line.index(verb)
    trigger = Quote(start=start, end=start + len(verb), text=verb)
    mention = f"m{len(mentions) + 1}"
    mentions[mention] = Mention(**trigger.model_dump(), id=mention, kind="place", entity=told.place)
    entry = load_codebook()[told.type]  # type: ignore[index]  # one of PLOVER's types
    people = [
        tuple(Participant(mention=mention, entity=a, text=ACTORS[a].name) for a in side)
        for side in (told.actors, told.recipients)
    ]
    toll = Casualty(kind="killed", low=told.killed, high=told.killed, text=trigger)
    return Event.model_validate(
        {
            "id": key,
            "type": told.type,
            "mode": told.mode,
            "trigger": trigger,
            "sentence": sentence,
            "actors": people[0],
            "recipients": people[1],
            "place": EventPlace(mention=mention, entity=told.place, precision=1)
            if told.place
            else None,
            "date": EventDate(edtf=told.day, precision="day", basis="stated") if told.day else None,
            "status": told.status,
            "claims": tuple(_claim(source, told.stance) for source in told.sources),
            "casualties": (toll,) if told.killed is not None else (),
            "agreement": told.agreement,
            "quad": entry.quad,
            "score": entry.codes(told.mode).score,
            "rule": "invented",
            "confidence": 0.75,
        }
    )


def _claim(source: str, stance: str) -> Claim:
    entity = source if source in ACTORS else None
    by = Source(kind="source", text=source, entity=entity)
    return Claim.model_validate({"by": by, "stance": stance})


def keep(
    engine: Engine, *records: Record, coded_with: str = "first", at: datetime | None = None
) -> None:
    """Store records as `detente add` does, each in a transaction of its own, with its bytes."""
    run = Run("test", "0", "0", {})
    for record in records:
        name = record.document.id.removeprefix("sha256:")
        capture = Capture(_bytes(name), name, record.document.origin, at or datetime.now(UTC))
        with writing(engine) as connection:
            rows = run.keep(connection)
            rows += keep_capture(connection, capture, run=run.id, row=False)
            kept = keep_version(connection, record, run=run.id, coded_with=coded_with)
            if kept:
                rows.append(kept[1])
                taken = first_taken(connection, name)
                take(connection, record, version=kept[0], taken=taken)
            if rows:
                log.append(connection, "add", rows=rows, document=name)
        run.kept()


def _bytes(name: str) -> bytes:
    return next((data_of(n) for n in range(1000) if hash_of(n) == name), b"")


def fresh(engine: Engine) -> None:
    """Note that what is derived was made by today's rules, as `detente init` does."""
    with writing(engine) as connection:
        note_fresh(connection)


class _Undone(Exception):
    pass


def undone(engine: Engine, work: Callable[[Connection], None]) -> None:
    """Write, and keep nothing of it."""

    def stop() -> None:
        raise _Undone

    with suppress(_Undone), writing(engine) as connection:
        work(connection)
        stop()


def made_of(engine: Engine, records: Iterable[Record]) -> dict[str, list[str]]:
    """What follows from records that are taken in one after the other; nothing is kept."""
    found: dict[str, list[str]] = {}

    def play(connection: Connection) -> None:
        clear(connection)
        for record in records:
            take(connection, record, version=1, taken=TAKEN)
        found.update(rows_of(connection))

    undone(engine, play)
    return found


def derived(engine: Engine, *, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """All rows of the derived tables, sorted, without some columns."""
    with reading(engine) as connection:
        return rows_of(connection, without=without)


def rows_of(connection: Connection, *, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """The same on a connection."""
    found = {
        table.name: _shown(connection.execute(select(table)).mappings(), without)
        for table in DERIVED
    }
    number = "rowid" if dialect_of(connection) == "sqlite" else "number"
    for name, columns in (("page_words", "title, text"), ("report_words", "sentence")):
        query = text(f"SELECT {number} AS number, {columns} FROM {name}")  # noqa: S608 - our own names
        found[name] = _shown(connection.execute(query).mappings(), without)
    return found


def _shown(rows: Iterable[Mapping[str, Any]], without: Sequence[str]) -> list[str]:
    plain = ({k: _plain(v) for k, v in row.items() if k not in without} for row in rows)
    return sorted(canonical(row) for row in plain)


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def retold(record: Record, **changes: Any) -> Record:
    """A record whose document says something else of itself."""
    return record.model_copy(update={"document": record.document.model_copy(update=changes)})


def but(told: Told, **changes: Any) -> Told:
    """What is told, with changes."""
    return replace(told, **changes)
