"""Invented pages in a casebook, and where their actors and places are looked up."""

from pathlib import Path

from sqlalchemy import Connection, Engine, select

from detente.knowledge.placeindex.writer import NewPlace
from detente.knowledge.registry import Entry, Name, Registry
from detente.link.incidents.taking import take
from detente.model.casebook import Report
from detente.model.record import (
    Actor,
    Casualty,
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
)
from detente.run.running import Run
from detente.store.database import reading, writing
from detente.store.projecting import load_reports
from detente.store.review_values import Lookup
from detente.store.tables import incidents, reports
from detente.store.versions import first_taken, keep_version
from tests.knowledge.small_index import index_of

BEFORE = "The morning had been calm."
SENTENCE = "The Ridge Column shelled Ostrava Mill on 3 May, killing two guards."
AFTER = "Nobody had expected it."
TEXT = f"{BEFORE} {SENTENCE} {AFTER}"


def quote(words: str, text: str = TEXT) -> Quote:
    start = text.index(words)
    return Quote(start=start, end=start + len(words), text=words)


def event(words: str = "shelled", **changes: object) -> Event:
    fields: dict[str, object] = {
        "id": "e1",
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "trigger": quote(words),
        "sentence": 1,
        "actors": (Participant(mention="m1", entity="new:ridge-column", text="The Ridge Column"),),
        "recipients": (Participant(mention="m4", entity="XAV", text="guards"),),
        "place": EventPlace(mention="m2", entity="XAV/ostrava-mill", precision=2, relation="near"),
        "date": EventDate(edtf="2031-05-03", mention="m3", precision="day", basis="stated"),
        "casualties": (Casualty(kind="killed", low=2, high=2, text=quote("two guards")),),
        "quad": 4,
        "score": -9.0,
        "rule": "ASSAULT:verb:shell",
        "confidence": 0.75,
    }
    return Event.model_validate(fields | changes)


def page(number: int = 1, *events: Event, published: str = "2031-05-04") -> Record:
    mentions = (
        ("m1", "The Ridge Column", "actor", "new:ridge-column"),
        ("m2", "Ostrava Mill", "place", "XAV/ostrava-mill"),
        ("m3", "3 May", "time", None),
        ("m4", "guards", "actor", "XAV"),
    )
    starts = [TEXT.index(part) for part in (BEFORE, SENTENCE, AFTER)]
    return Record(
        document=Document(
            id=f"sha256:{number:016x}{0:048x}",
            origin=f"page-{number}.html",
            url=f"https://example.org/{number}",
            outlet="The Lantern",
            title="A loud morning",
            published=published,
            text=TEXT,
        ),
        sentences=tuple(
            Sentence(start=start, end=start + len(part), block=0)
            for start, part in zip(starts, (BEFORE, SENTENCE, AFTER), strict=True)
        ),
        mentions=tuple(
            Mention(**quote(words).model_dump(), id=key, kind=kind, entity=entity)  # type: ignore[arg-type]  # kinds are checked by the model
            for key, words, kind, entity in mentions
        ),
        actors={
            "new:ridge-column": Actor(name="Ridge Column", sector="REB", known=False),
            "XAV": Actor(name="Avaria", country="XAV", sector="GOV", kind="state"),
        },
        places={"XAV/ostrava-mill": Place(name="Ostrava Mill", country="XAV", lat=1.5, lon=2.5)},
        events=events or (event(),),
    )


def store(engine: Engine, *records: Record, coded_with: str = "first") -> list[str]:
    """Let records stand in the casebook; return the ids of their reports, sorted."""
    with writing(engine) as connection:
        run = Run("test", "0", "0", {})
        run.keep(connection)
        for record in records:
            kept = keep_version(connection, record, run=run.id, coded_with=coded_with)
            name = record.document.id.removeprefix("sha256:")
            if kept:
                taken = first_taken(connection, name)
                take(connection, record, version=kept[0], taken=taken)
    with reading(engine) as connection:
        return all_ids(connection)


def all_ids(connection: Connection) -> list[str]:
    return sorted(connection.execute(select(reports.c.id)).scalars())


def the_report(engine: Engine, name: str | None = None) -> Report:
    with reading(engine) as connection:
        (found,) = load_reports(connection, [name] if name else all_ids(connection))
        return found


def incident_ids(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return sorted(connection.execute(select(incidents.c.id)).scalars())


def entry(key: str, *names: str, **actor: str) -> Entry:
    told = Actor(name=names[0], **actor)  # type: ignore[arg-type]  # kinds are checked by the model
    return Entry(key, tuple(Name(name) for name in names), told, "invented")


REGISTRY = Registry(
    entries={
        e.id: e
        for e in (
            entry("blue-watch", "Blue Watch", "The Watch", country="XAV", sector="MIL"),
            entry("grey-watch", "Grey Watch", "The Watch", country="XBO", sector="REB"),
        )
    },
    states={},
    peoples={},
    roles={},
    links=(),
)
PLACES = (
    NewPlace("XAV/lumen", "Lumen", "town", "XAV", admin1="North", lat=10.0, lon=20.0),
    NewPlace("XBO/tarn", "Tarn", "town", "XBO", lat=11.0, lon=21.0),
    NewPlace("XAV/tarn-region", "Tarn", "region", "XAV"),
)


def lookup(folder: Path) -> Lookup:
    index = index_of(folder / "places.sqlite", *PLACES)
    return Lookup(lambda: REGISTRY, lambda: index)
