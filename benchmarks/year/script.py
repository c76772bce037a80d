"""Pairs of actors and the states that each goes through over the year."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from benchmarks.year.cast import Town, actors, around, settings, towns
from benchmarks.year.events import Change, Pair, Phase

SHORTEST = 45
"""Days that a phase lasts at least."""
TOWNS = 7
"""Towns in which a pair meets."""
POLITICAL = (("reconciled",), ("reconciled", "allied"))
"""What a party and another actor go through: no war."""
PEACEFUL = 0.8
"""Share of the pairs with a party that are passed over: war is what fills the year."""
DEADLY = frozenset({"REB", "MIL", "PRM", "COP"})


def year() -> int:
    """The year that is invented."""
    return int(settings("script")["year"])


def last_day() -> date:
    """The day at whose end the truth is told."""
    return date(year(), 12, 31)


def pairs(count: int, rng: Random) -> list[Pair]:
    """So many different pairs of one country with their phases."""
    found: dict[tuple[str, str], Pair] = {}
    order = sorted(actors())
    rng.shuffle(order)
    at = 0
    while len(found) < count:
        a = actors()[order[at % len(order)]]
        at += 1
        fitting = [
            o
            for o in actors().values()
            if o.country == a.country
            and o.id != a.id
            and (o.sector != a.sector or a.sector == "REB")
            and (min(a.id, o.id), max(a.id, o.id)) not in found
        ]
        if not fitting:
            continue
        b = rng.choice(fitting)
        if "PTY" in {a.sector, b.sector} and rng.random() < PEACEFUL:
            continue
        war = a.sector in DEADLY and b.sector in DEADLY
        one, two = sorted((a.id, b.id))
        found[one, two] = Pair(one, two, _meeting(a.country, rng), phases(_arc(war, rng), rng))
    return list(found.values())


def _meeting(country: str, rng: Random) -> tuple[Town, ...]:
    centre = rng.choice([t for t in towns() if t.country == country])
    return around(centre, TOWNS)


def _arc(war: bool, rng: Random) -> tuple[str, ...]:
    if not war:
        return rng.choice(POLITICAL)
    arcs = settings("script")["arcs"]
    return tuple(rng.choices(arcs, [arc["weight"] for arc in arcs])[0]["states"])


def phases(states: Sequence[str], rng: Random) -> tuple[Phase, ...]:
    """Days of the states: the first begins early in the year, the last ends with it."""
    silence = int(settings("script")["silence_days"])
    least = [silence + 20 if state == "none" else SHORTEST for state in states]
    first = date(year(), 1, 1) + timedelta(days=rng.randint(2, 50))
    spare = (last_day() - first).days + 1 - sum(least)
    shares = [rng.random() + 0.2 for _ in states]
    lengths = [n + int(spare * share / sum(shares)) for n, share in zip(least, shares, strict=True)]
    found = []
    for state, length in zip(states, lengths, strict=True):
        found.append(Phase(state, first, first + timedelta(days=length - 1)))
        first += timedelta(days=length)
    found[-1] = Phase(found[-1].state, found[-1].first, last_day())
    return tuple(found)


def changes(pair: Pair, last_hostile: date | None) -> list[Change]:
    """The days on which the pair's state changes.

    Args:
        pair: The pair.
        last_hostile: Day of the last hostile act before it fell silent, if it did.
    """
    found = []
    for phase in pair.phases:
        if phase.state != "none":
            found.append(Change(phase.first, phase.state))
        elif last_hostile is not None:
            days = int(settings("script")["silence_days"])
            found.append(Change(last_hostile + timedelta(days=days), "none", silent=True))
    return found
