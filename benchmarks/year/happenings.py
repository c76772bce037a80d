"""What happens: the acts that the script asks for, and what pairs do beside them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from benchmarks.year.accords import Setting, make_accord
from benchmarks.year.cast import chances, settings
from benchmarks.year.events import Incident, Pair, Phase, World
from benchmarks.year.script import changes, last_day, pairs

HITTING = ("clash", "attack", "shelling", "drone", "ambush", "bomb")
HOSTILE = frozenset({*HITTING, "arrest", "abduct", "siege", "seize"})


def play(count: int, rng: Random) -> World:
    """A year of so many pairs with the acts that make and end their states."""
    world = World()
    world.pairs = pairs(count, rng)
    for pair in world.pairs:
        for phase, after in zip(pair.phases, (*pair.phases[1:], None), strict=True):
            _play_phase(Setting(world, pair, phase, rng), after)
    return world


def settle(world: World) -> None:
    """Date the changes of all pairs, once every incident is known."""
    for pair in world.pairs:
        hits = [
            one.day
            for one in world.incidents
            if one.happened and one.kind in HOSTILE and {one.a, one.b} == {pair.a, pair.b}
        ]
        world.changes[pair.a, pair.b] = changes(pair, max(hits, default=None))


def _play_phase(at: Setting, after: Phase | None) -> None:
    """Add the acts of a phase; `after` is the one that follows it."""
    phase = at.phase
    if phase.state == "hostile":
        for day in _days(at, (4, 25)):
            if not _opened(at, day):
                _add_hit(at, day, at.rng.choice(HITTING))
    if phase.state == "truce":
        breaches = _breaches(at)
        if after is not None and after.state == "hostile":
            breaches = [*breaches, *_first_hits(at, after)]
        make_accord(at, "ceasefire", breaches, [])
    if phase.state == "reconciled":
        joined = _join(at, after) if after is not None and after.state == "allied" else []
        make_accord(at, "full", [], joined)
    if phase.state == "allied" and not _told(at):
        _join(at, phase)


def _told(at: Setting) -> bool:
    """Whether the phase's acts were made with the agreement before it."""
    return any(
        one.kind == "joint" and {one.a, one.b} == {at.pair.a, at.pair.b}
        for one in at.world.incidents
    )


def _days(at: Setting, gap: tuple[int, int], phase: Phase | None = None) -> Iterator[date]:
    """The phase's first day, three more soon after, then days at most `gap` apart."""
    phase = phase or at.phase
    day = phase.first
    number = 0
    while day < phase.last:
        yield day
        number += 1
        day += timedelta(days=at.rng.randint(1, 5) if number < 4 else at.rng.randint(*gap))


def _opened(at: Setting, day: date) -> bool:
    """Whether the act that opened the phase is there already, as the breach that ended a truce."""
    first = day == at.phase.first
    return first and any(
        one.day == day and one.kind in HITTING and {one.a, one.b} == {at.pair.a, at.pair.b}
        for one in at.world.incidents
    )


def _add_hit(at: Setting, day: date, kind: str) -> str:
    a, b = at.rng.sample((at.pair.a, at.pair.b), 2)
    killed, injured = harm(at.rng)
    town = at.rng.choice(at.pair.towns)
    return at.world.add(kind, day, town, a, b, killed=killed, injured=injured)


def harm(rng: Random) -> tuple[int, int]:
    """Dead and wounded of one act."""
    killed = rng.choices((0, rng.randint(1, 5), rng.randint(6, 30)), (2, 6, 1))[0]
    return killed, rng.choices((0, rng.randint(2, 9), rng.randint(10, 40)), (2, 6, 1))[0]


def _breaches(at: Setting) -> list[str]:
    """A single breach of a truce that otherwise holds, or none."""
    span = (at.phase.last - at.phase.first).days
    if at.rng.random() >= chances()["breach"]:
        return []
    day = at.phase.first + timedelta(days=at.rng.randint(span // 3, span // 2))
    return [_add_hit(at, day, at.rng.choice(HITTING))]


def _first_hits(at: Setting, after: Phase) -> list[str]:
    """The act that ends the truce: it stands on the first day of the hostile phase."""
    return [_add_hit(at, after.first, at.rng.choice(HITTING))]


def _join(at: Setting, phase: Phase) -> list[str]:
    """Joint operations of an allied phase."""
    return [
        at.world.add("joint", day, at.rng.choice(at.pair.towns), at.pair.a, at.pair.b)
        for day in _days(at, (18, 32), phase)
    ]


def pastimes(world: World, rng: Random) -> Iterator[Incident]:
    """Further incidents without end: what pairs do beside the script, twins and false reports."""
    weights = settings("script")["pastimes"]
    busy = settings("script")["busy"]
    phases = [(pair, phase) for pair in world.pairs for phase in pair.phases]
    days = list(accumulate((p.last - p.first).days * busy[p.state] for _, p in phases))
    hits = [one for one in world.incidents if one.kind in HITTING]
    number = len(world.incidents)
    while True:
        number += 1
        found = _twin(world, hits, rng) if hits and rng.random() < chances()["twin"] else None
        if found is None:
            pair, phase = rng.choices(phases, cum_weights=days)[0]
            kinds = _allowed(world, pair, weights[phase.state])
            kind = rng.choices(list(kinds), list(kinds.values()))[0]
            found = _pastime(kind, pair, phase, rng)
        real = found.kind not in HITTING or rng.random() >= chances()["false_report"]
        yield replace(found, id=f"i{number:05}", scripted=False, happened=real)


def _allowed(world: World, pair: Pair, kinds: dict[str, int]) -> dict[str, int]:
    """Without talks where a joint committee is promised: they might pass for its session."""
    promised = any(
        promise.kind == "joint_committee"
        for accord in world.accords.values()
        if accord.parties == (pair.a, pair.b)
        for promise in accord.promises
    )
    return {k: w for k, w in kinds.items() if not (promised and k == "talks")}


def _pastime(kind: str, pair: Pair, phase: Phase, rng: Random) -> Incident:
    last = phase.last - timedelta(days=1)  # the next day's change stays clear
    span = max(1, (last - phase.first).days)
    day = phase.first + timedelta(days=rng.randint(1, span))
    a, b = rng.sample((pair.a, pair.b), 2)
    killed, injured = harm(rng) if settings("kinds")[kind].get("deadly") else (None, None)
    count = rng.randint(2, 12) if kind in {"arrest", "abduct"} else None
    return Incident("", kind, day, rng.choice(pair.towns), a, b, killed, injured, count)


def _twin(world: World, hits: list[Incident], rng: Random) -> Incident | None:
    """A like act of the same pair: same town some days later, or same day in another town."""
    one = rng.choice(hits)
    pair = next(p for p in world.pairs if {p.a, p.b} == {one.a, one.b})
    if rng.random() < 0.5:
        town = rng.choice([t for t in pair.towns if t != one.town])
        day = one.day
    else:
        town, day = one.town, one.day + timedelta(days=rng.randint(1, 5))
    phase = next((p for p in pair.phases if p.first <= day <= p.last), None)
    if phase is None or phase.state != "hostile" or day > last_day():
        return None
    killed, injured = harm(rng)
    return replace(one, day=day, town=town, killed=killed, injured=injured, accord=None)
