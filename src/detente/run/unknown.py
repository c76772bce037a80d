"""Actors that no registry entry stands behind, gathered over many records for a person to name."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.ground.cast import NEW
from detente.model.record import Actor, ActorKind, Mention, Record


@dataclass(frozen=True, slots=True)
class UnknownActor:
    """One new actor over all records."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    """Guessed; of several guesses the most frequent."""
    sector: str | None
    reason: str | None
    mentions: int
    events: int
    """Events in which it acts or is acted upon."""
    documents: int
    example: str
    """The sentence of its first mention."""
    where: str
    """Origin of the page and the offset of that mention in its text."""


@dataclass(slots=True)
class _Tally:
    """What is gathered of one actor."""

    first: Actor
    example: str
    where: str
    mentions: int = 0
    events: int = 0
    documents: int = 0
    guesses: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    reasons: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)


def unknown_actors(records: Iterable[Record]) -> list[UnknownActor]:
    """The new actors of all records, the most mentioned first.

    Those without a name ("unnamed rebels") are nobody in particular and left out, as are names that
    several known actors bear.
    """
    tallies: dict[str, _Tally] = {}
    for record in records:
        mentioned: dict[str, list[Mention]] = {}
        for mention in record.mentions:
            if mention.entity and mention.entity.startswith(NEW):
                mentioned.setdefault(mention.entity, []).append(mention)
        for actor_id, mentions in mentioned.items():
            if actor_id in record.actors and not record.actors[actor_id].candidates:
                _count(tallies, record, actor_id, mentions)
    found = (_actor(actor_id, tally) for actor_id, tally in tallies.items())
    return sorted(found, key=lambda actor: (-actor.mentions, -actor.events, actor.id))


def _count(
    tallies: dict[str, _Tally], record: Record, actor_id: str, mentions: list[Mention]
) -> None:
    actor, first = record.actors[actor_id], min(mentions, key=lambda mention: mention.start)
    tally = tallies.get(actor_id)
    if tally is None:
        where = f"{record.document.origin}:{first.start}"
        tally = tallies[actor_id] = _Tally(actor, _sentence(record, first), where)
    tally.mentions += len(mentions)
    tally.documents += 1
    tally.events += sum(
        any(person.entity == actor_id for person in (*event.actors, *event.recipients))
        for event in record.events
        if event.same_as is None
    )
    guess = actor.country, actor.sector
    tally.guesses[guess] += 1
    tally.reasons.setdefault(guess, actor.reason)


def _sentence(record: Record, mention: Mention) -> str:
    starts = [sentence.start for sentence in record.sentences]
    at = bisect_right(starts, mention.start) - 1
    if at < 0:
        return mention.text
    sentence = record.sentences[at]
    return " ".join(record.document.text[sentence.start : sentence.end].split())


def _actor(actor_id: str, tally: _Tally) -> UnknownActor:
    guesses = sorted(tally.guesses.items(), key=lambda item: (-item[1], str(item[0])))
    told = [guess for guess, _ in guesses if any(guess)] or [(None, None)]
    country, sector = told[0]
    return UnknownActor(
        id=actor_id.removeprefix(NEW),
        name=tally.first.name,
        kind=tally.first.kind,
        country=country,
        sector=sector,
        reason=tally.reasons.get(told[0]),
        mentions=tally.mentions,
        events=tally.events,
        documents=tally.documents,
        example=tally.example,
        where=tally.where,
    )
