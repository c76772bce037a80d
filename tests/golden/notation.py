"""The short notation of expected records, and what of a record is written in it.

`README.md` beside this file tells the notation; a value of a found event is written in the same way,
so that a difference reads as two short lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.record import (
    Attribution,
    Casualty,
    Claim,
    Event,
    Mention,
    Participant,
    Provision,
    Record,
)

NONE = "-"
GENERAL = re.compile(r"(?:[A-Z]{3}-)?[A-Z]{3}")
"""Ids that stand for any of a kind (`SYR-CVL`): the words must agree as well."""
RELATIONS = ("in", "near", "between", "from", "to")


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the page, what they stand for, and what else is said of them."""

    words: str
    entity: str | None
    """None: not compared; `-`: they stand for nobody known."""
    rest: str = ""

    def agrees(self, found: "Named") -> bool:
        """Whether what was found is what is meant.

        An article or a count more is no difference, nor is another name of the same known actor.
        """
        if self.rest != found.rest or self.entity not in {None, found.entity}:
            return False
        if self.entity not in {None, NONE} and not GENERAL.fullmatch(self.entity or ""):
            return True
        return _within(self.words, found.words) or _within(found.words, self.words)

    def __str__(self) -> str:
        entity = "" if self.entity is None else f" = {self.entity}"
        return f"{self.words}{entity}" + (f" ({self.rest})" if self.rest else "")


def _within(inner: str, outer: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(inner.lower())}(?!\w)", outer.lower()) is not None


def named(value: str) -> Named:
    """Read `words`, `words = entity` or `words = entity (rest)`."""
    match = re.fullmatch(r"(.+?)(?: = (\S+))?(?: \(([^()]*)\))?", value)
    assert match, f"{value!r} is not `words = entity (rest)`"
    return Named(match[1], match[2], match[3] or "")


def place(value: str) -> Named:
    """Read `near words = entity`; without a word of relation it is `in`."""
    first, _, rest = value.partition(" ")
    relation = first if first in RELATIONS and rest else "in"
    read = named(rest if relation == first else value)
    return Named(read.words, read.entity, relation)


def written_participant(participant: Participant) -> Named:
    return Named(participant.text, participant.entity or NONE)


def written_place(event: Event, mentions: dict[str, Mention]) -> Named | None:
    if event.place is None:
        return None
    words = mentions[event.place.mention].text
    return Named(words, event.place.entity or NONE, event.place.relation)


def written_date(event: Event) -> str | None:
    return None if event.date is None else f"{event.date.edtf} {event.date.basis}"


def written_claims(claims: Sequence[Claim]) -> list[Named]:
    """All claims but the outlet's own word, which stands behind what names nobody."""
    return [_claim(c) for c in claims if (c.by.kind, c.stance) != ("outlet", "asserts")]


def _claim(claim: Claim) -> Named:
    tied = f", tied to {' '.join(claim.by.tied_to)}" if claim.by.tied_to else ""
    return Named(claim.by.text, claim.by.entity or NONE, f"{claim.stance}{tied}")


def written_casualty(casualty: Casualty) -> str:
    """`killed 3`, `killed 3..`, `killed ..10`, `killed 3..5` or `killed ?`."""
    low, high = casualty.low, casualty.high
    if low is None and high is None:
        count = "?"
    elif low == high:
        count = str(low)
    else:
        count = f"{'' if low is None else low}..{'' if high is None else high}"
    return f"{casualty.kind} {count}"


def written_attribution(attribution: Attribution) -> Named:
    """Who says it, whom they name, and on what ground."""
    by = "the page" if attribution.by.kind != "source" else attribution.by.text
    among = f" among {' '.join(attribution.candidates)}" if len(attribution.candidates) > 1 else ""
    return Named(
        by, attribution.entity or NONE, f"{attribution.basis} {attribution.strength}{among}"
    )


def written_provision(provision: Provision) -> str:
    """`kind by a b against c for d in place until date: status`."""
    parts = (
        ("by", " ".join(provision.by)),
        ("against", " ".join(provision.against)),
        ("for", " ".join(provision.beneficiaries)),
        ("in", provision.place or ""),
        ("until", provision.deadline or ""),
    )
    said = "".join(f" {word} {value}" for word, value in parts if value)
    return f"{provision.kind}{said}: {provision.status}"


def written_relations(record: Record) -> list[str]:
    return [f"{r.a} {r.kind} {r.b}" for r in record.relations]


def written_capabilities(record: Record) -> list[str]:
    """`a b only: thing in place`; without `only` others may hold it too."""
    return [
        f"{' '.join(c.holders)}{' only' if c.exclusive else ''}: {c.of}"
        + (f" in {c.place}" if c.place else "")
        for c in record.capabilities
    ]
