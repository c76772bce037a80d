"""Records of invented happenings, made without a coder and in any number."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from detente.knowledge.codebook import load_codebook
from detente.model.record import (
    Actor,
    Block,
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

FIRST_DAY = date(2015, 1, 1)
ACTORS, PLACES, DAYS, OUTLETS = 60, 150, 1500, 40
TOLD_TWICE = 0.5
"""Share of happenings that another page tells too."""
A_PAGE = 3
"""Events on a page, as a rule."""
_VERBS = {
    "ASSAULT": "shelled", "COERCE": "detained", "ACCUSE": "blamed", "PROTEST": "decried",
    "MOBILIZE": "encircled", "AID": "supplied", "CONSULT": "met", "RETREAT": "yielded to",
}  # fmt: skip
_WORDS = (
    "before noon", "at the mill", "near the bridge", "after the rain", "in silence", "by the road",
    "at the market", "with two trucks", "for an hour", "under the hill", "at dusk", "once more",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, before any page tells it."""

    day: date
    type: str
    actor: int
    recipient: int
    place: int
    killed: int | None


def actor_id(number: int) -> str:
    """The id of an invented actor."""
    return f"group-{number:02}"


def make_records(events: int, seed: int) -> Iterator[Record]:
    """Yield records that tell so many events together, by day of publication.

    Args:
        events: How many events over all pages.
        seed: The same seed and number give the same records.
    """
    rng = Random(seed)  # noqa: S311 - a yardstick that must come out the same, no secret
    told, number, day = 0, 0, 0
    late: list[Happening] = []
    pages_a_day = max(1, round(events / A_PAGE / DAYS))
    while told < events:
        today = FIRST_DAY + timedelta(day)
        for _ in range(pages_a_day):
            count = min(A_PAGE + number % 2, events - told)
            if count == 0:
                return
            chosen = [_chosen(today, late, rng) for _ in range(count)]
            yield _record(number, today + timedelta(1), chosen, rng)
            told, number = told + count, number + 1
        day += 1


def _chosen(today: date, late: list[Happening], rng: Random) -> Happening:
    """A happening of the day, or one that another page told already."""
    if late and rng.random() < TOLD_TWICE / 2 and (today - late[0].day).days <= 2:
        return late.pop(0)
    while late and (today - late[0].day).days > 2:
        late.pop(0)
    actor, recipient = rng.sample(range(ACTORS), 2)
    kind = rng.choice(tuple(_VERBS))
    killed = rng.choice((None, None, 1, 2, 5)) if kind == "ASSAULT" else None
    made = Happening(today, kind, actor, recipient, rng.randrange(PLACES), killed)
    if rng.random() < TOLD_TWICE:
        late.append(made)
    return made


def _record(number: int, published: date, told: list[Happening], rng: Random) -> Record:
    text, sentences, events, mentions = "", [], [], []
    for place, one in enumerate(told):
        start = len(text) + (1 if text else 0)
        line = _sentence(one, rng)
        text = f"{text} {line}" if text else line
        sentences.append(Sentence(start=start, end=len(text), block=0))
        trigger = _trigger(one, line, start)
        mention = Mention(
            **trigger.model_dump(), id=f"m{place}", kind="place", entity=_place_id(one.place)
        )
        mentions.append(mention)
        events.append(_event(f"e{place + 1}", one, trigger, place, rng))
    digest = hashlib.sha256(f"synthetic {number} {text}".encode()).hexdigest()
    return Record(
        document=Document(
            id=f"sha256:{digest}",
            origin=f"synthetic/{number:06}.html",
            url=f"https://example.org/{number:06}",
            outlet=f"Outlet {number % OUTLETS}",
            title=text[: sentences[0].end],
            published=published.isoformat(),
            text=text,
            blocks=(Block(start=0, end=len(text), kind="paragraph"),),
        ),
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        actors={actor_id(n): _actor(n) for one in told for n in (one.actor, one.recipient)},
        places={_place_id(one.place): _place(one.place) for one in told},
        events=tuple(events),
    )


def _sentence(one: Happening, rng: Random) -> str:
    words = " ".join(rng.sample(_WORDS, 3))
    toll = f", killing {one.killed}" if one.killed else ""
    who, whom = (f"Group {n:02}" for n in (one.actor, one.recipient))
    day = f"{one.day.day} {one.day:%B}"
    return f"{who} {_VERBS[one.type]} {whom} in Town {one.place:03} on {day} {words}{toll}."


def _trigger(one: Happening, line: str, start: int) -> Quote:
    verb = _VERBS[one.type]
    at = start + line.index(verb)
    return Quote(start=at, end=at + len(verb), text=verb)


def _event(key: str, one: Happening, trigger: Quote, sentence: int, rng: Random) -> Event:
    entry = load_codebook()[one.type]
    mention = f"m{sentence}"
    sides = [
        (Participant(mention=mention, entity=actor_id(n), text=f"Group {n:02}"),)
        for n in (one.actor, one.recipient)
    ]
    toll = Casualty(kind="killed", low=one.killed, high=one.killed, text=trigger)
    return Event.model_validate(
        {
            "id": key,
            "type": one.type,
            "trigger": trigger,
            "sentence": sentence,
            "actors": sides[0],
            "recipients": sides[1],
            "place": EventPlace(mention=mention, entity=_place_id(one.place), precision=1),
            "date": EventDate(edtf=one.day.isoformat(), precision="day", basis="stated"),
            "claims": (Claim(by=Source(kind="outlet", text="the page")),)
            if rng.random() < 0.5
            else (),
            "casualties": (toll,) if one.killed else (),
            "quad": entry.quad,
            "score": entry.codes(None).score,
            "rule": "synthetic",
            "confidence": round(rng.uniform(0.3, 0.95), 2),
        }
    )


def _actor(number: int) -> Actor:
    country = f"X{chr(65 + number % 6)}A"
    return Actor(name=f"Group {number:02}", country=country, sector="REB" if number % 3 else "MIL")


def _place_id(number: int) -> str:
    return f"XAA/town-{number:03}"


def _place(number: int) -> Place:
    lat, lon = 34.0 + number // 15 * 0.35, 36.0 + number % 15 * 0.35
    region = f"Region {number // 30}"
    return Place(
        name=f"Town {number:03}", country="XAA", admin1=region, lat=lat, lon=lon, kind="town"
    )
