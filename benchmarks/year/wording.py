"""Words for incidents: names, days, counts and the sentences that tell, recall or deny."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from benchmarks.year.cast import Actor, actors, around, chances, settings
from benchmarks.year.events import Incident

PLAIN_END = re.compile(
    r" of |(Front|Brigade|Army|Guard|Council|Union|Movement|Battalion|Party|Division|Corps|Regiment"
    r"|Commando|Force|Gendarmerie|Watch|Militia|League|Rangers|Defenders|Lions|Rifles|Alliance"
    r"|Congress)$"
)
"""Names that stand with "the"."""
SPELT = 10
"""Numbers up to this one are spelt out."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one source has of an incident: it may err, and None is what it does not tell."""

    day: date | None
    killed: int | None
    injured: int | None


def knows(one: Incident, published: date, rng: Random) -> Told:
    """What an independent source has heard."""
    day: date | None = one.day
    if rng.random() < chances()["no_day"]:
        day = None
    elif rng.random() < chances()["wrong_day"]:
        day = date.fromordinal(
            min(one.day.toordinal() + rng.choice((-1, 1)), published.toordinal())
        )
    return Told(day, _heard(one.killed, rng), _heard(one.injured, rng))


def _heard(count: int | None, rng: Random) -> int | None:
    if count is None or rng.random() < chances()["no_count"]:
        return None
    if rng.random() < chances()["wrong_count"]:
        return max(0, count + rng.choice((-3, -2, -1, 1, 2, 3, 5)))
    return count


def number(count: int) -> str:
    """A count as a newspaper has it."""
    return str(settings("wording")["numbers"][count]) if count <= SPELT else f"{count:,}"


def full_date(day: date, rng: Random) -> str:
    """A day with its month, in one of two orders."""
    month = settings("wording")["months"][day.month - 1]
    return rng.choice((f"{day.day} {month}", f"{month} {day.day}"))


def day_phrase(day: date | None, published: date, rng: Random) -> str:
    """The words for a day as seen from the day of publication; empty where it is not told."""
    if day is None:
        return ""
    ago = (published - day).days
    weekday = f"on {settings('wording')['weekdays'][day.weekday()]}"
    dated = f"on {full_date(day, rng)}"
    if ago == 1:
        return rng.choice(("yesterday", weekday, weekday, dated))
    return rng.choice((weekday, weekday, dated)) if 0 <= ago < 7 else dated


def harmed(told: Told, rng: Random) -> str:
    """The clause of the dead and wounded; empty where nothing is told."""
    dead = "" if not told.killed else f"{number(told.killed)} {_people(told.killed)}"
    hurt = "" if not told.injured else number(told.injured)
    if dead and hurt:
        return rng.choice(
            (f", killing {dead} and wounding {hurt}", f", leaving {dead} dead and {hurt} wounded")
        )
    if dead:
        return rng.choice((f", killing {dead}", f", leaving {dead} dead"))
    return f", wounding {hurt} {_people(told.injured or 0)}" if hurt else ""


def _people(count: int) -> str:
    return "person" if count == 1 else "people"


def named(actor: Actor, rng: Random, *, bare: bool = False) -> str:
    """A name of the actor, with its article unless `bare`."""
    name = actor.name
    if rng.random() < chances()["short_name"]:
        name = rng.choice(actor.short)
    return f"the {name}" if not bare and PLAIN_END.search(name) else name


def slots(one: Incident, told: Told, published: date, rng: Random) -> dict[str, str]:
    """The words of an incident for the slots of `kinds.toml`."""
    a = actors()[one.a]
    b = actors()[one.b or one.a]
    if settings("kinds")[one.kind].get("mutual") and rng.random() < 0.5:
        a, b = b, a
    return {
        "A": named(a, rng),
        "B": named(b, rng),
        "a": named(a, rng, bare=True),
        "b": named(b, rng, bare=True),
        "Am": a.members,
        "Bm": b.members,
        "P": one.town.name,
        "R": around(one.town, 4)[rng.randint(1, 3)].name,
        "D": day_phrase(told.day, published, rng),
        "F": full_date(one.day, rng),
        "K": harmed(told, rng),
        "N": number(one.count or 0),
        "M": number(one.of or 0),
    }


def said(templates: Sequence[str], words: Mapping[str, str], rng: Random) -> str:
    """One of the templates with its slots filled, as a proper sentence."""
    return tidy(rng.choice(templates).format_map(words))


def tidy(text: str) -> str:
    """Close the gaps that empty slots leave, and begin with a capital."""
    text = re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".").strip(" ,")
    return text[:1].upper() + text[1:]


def within(sentence: str) -> str:
    """A telling sentence without its full stop, to stand inside another one."""
    body = sentence.removesuffix(".")
    first = body.split(" ", 1)[0]
    small = first in {"The", "A", "On", "In", "Heavy", "Positions", "Artillery"} or first.endswith(
        "s"
    )
    name = any(
        body.startswith(n) for actor in actors().values() for n in (actor.name, *actor.short)
    )
    return body[:1].lower() + body[1:] if small and not name else body


def misspelt(sentence: str, name: str, rng: Random) -> str:
    """The sentence with two letters of the name's longest word swapped, or one doubled."""
    word = max(name.split(), key=len)
    at = rng.randint(1, len(word) - 3)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    wrong = swapped if swapped != word and rng.random() < 0.6 else word[: at + 1] + word[at:]
    return sentence.replace(word, wrong)


def kind_of(one: Incident) -> dict[str, Any]:
    """The incident's entry of `kinds.toml`."""
    return dict(settings("kinds")[one.kind])
