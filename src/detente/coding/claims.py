"""The voices for an event: who says it, with which stance, on which words."""

from collections import defaultdict
from functools import cache

from detente.coding.draft import Draft
from detente.coding.participants import FIRST_PERSON, Cast
from detente.coding.speech import Speakers, Speech
from detente.knowledge.registry.rows import LINK_COLUMNS
from detente.knowledge.tables import data_folder, read_table
from detente.model.record import Claim, Source

NOBODY = frozenset({"no", "nobody", "none", "neither"})
"""First words of a "source" that says nothing ("no group claimed the raid")."""
TIES = frozenset({"linked_to", "part_of"})


def claims_for(draft: Draft, speakers: Speakers, cast: Cast, outlet: str | None) -> list[Claim]:
    """The claims behind a draft, nearest source first; the outlet itself when none is named."""
    claims: list[Claim] = []
    seen: set[str] = set()
    for speech in speakers.covering(draft.start):
        if speech.cue.start <= draft.start < speech.cue.end:
            continue  # the reporting verb does not vouch for itself
        source = source_of(speech, cast)
        if source is None or source.text in seen:
            continue
        seen.add(source.text)
        claims.append(Claim(by=source, stance=speech.stance, cue=speech.cue))
    return claims or [own_voice(outlet)]


def own_voice(outlet: str | None) -> Claim:
    """The claim of an event for which no source is named: the outlet's own."""
    return Claim(by=Source(kind="outlet", text=outlet or "the page"), stance="asserts")


def source_of(speech: Speech, cast: Cast) -> Source | None:
    """The source of a speech; None when nobody else speaks ("we said", "no one said")."""
    named = speech.speaker.text if speech.speaker is not None else speech.said_by
    if named.lower().split(" ")[0] in NOBODY:
        return None
    if speech.speaker is not None:
        person = cast.participant(speech.speaker)
        return Source(
            kind="source",
            text=person.text,
            mention=speech.speaker.id,
            entity=person.entity,
            tied_to=ties_of(person.entity, cast),
        )
    if not speech.said_by or speech.said_by.lower() in FIRST_PERSON:
        return None
    return Source(kind="source", text=speech.said_by)


def ties_of(entity: str | None, cast: Cast) -> tuple[str, ...]:
    """Actors that a source is tied to, by the page ("the X-linked agency Y") or the registry."""
    ties = [r.b for r in cast.grounding.relations if r.a == entity and r.kind in TIES]
    ties += _registered_ties().get(entity or "", ())
    return tuple(dict.fromkeys(tie for tie in ties if tie != entity))


@cache
def _registered_ties() -> dict[str, tuple[str, ...]]:
    """Whom outlets and bodies of the registry belong or are linked to, as long as that lasts."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table(data_folder("actors", "links.csv"), LINK_COLUMNS):
        if row["kind"] == "linked_to" and not row["until"]:
            found[row["a"]].append(row["b"])
    return {source: tuple(ties) for source, ties in found.items()}
