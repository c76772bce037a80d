"""Agreements of a pair, their provisions, and the incidents that keep or break these."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.year.cast import Town, settings
from benchmarks.year.events import Accord, Pair, Phase, Promise, World
from benchmarks.year.script import last_day

OF_TRUCE = (
    "withdrawal",
    "prisoner_release",
    "humanitarian_access",
    "bodies_missing",
    "joint_committee",
)
OF_PEACE = ("joint_committee", "prisoner_release", "disarmament", "withdrawal", "bodies_missing")
TOGETHER = frozenset({"ceasefire", "joint_committee", "joint_operations"})
"""What both sides promise."""
KEEPING = {
    "ceasefire": "held_fire",
    "withdrawal": "withdraw",
    "prisoner_release": "release",
    "humanitarian_access": "access",
    "bodies_missing": "bodies",
    "joint_committee": "committee",
    "disarmament": "disarm",
}
"""The kind of incident by which a provision is kept."""
BREAKING = {"withdrawal": "seize", "humanitarian_access": "siege"}
COUNTED = frozenset({"prisoner_release", "bodies_missing"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an agreement is made and may be kept."""

    world: World
    pair: Pair
    phase: Phase
    rng: Random


def make_accord(at: Setting, stage: str, breaches: list[str], allied: list[str]) -> None:
    """Sign the agreement that opens the phase, and play out what becomes of it.

    Args:
        at: World, pair and phase; incidents are added to the world.
        stage: ceasefire or full.
        breaches: Incidents after it in which one side hit the other.
        allied: Joint operations after it.
    """
    rng, world = at.rng, at.world
    name = f"g{len(world.accords) + 1:03}"
    place = rng.choice(at.pair.towns)
    kind = "truce" if stage == "ceasefire" else "peace"
    world.add(kind, at.phase.first, place, at.pair.a, at.pair.b, accord=name)
    if stage == "ceasefire":
        kinds = ["ceasefire", *_drawn(at, OF_TRUCE, rng.randint(1, 4))]
    else:
        kinds = _drawn(at, OF_PEACE, rng.randint(2, 4))
        kinds += ["joint_operations"] if allied else []
    promises = []
    for kind in kinds:
        if kind == "ceasefire" and breaches:
            promises.append(_plain(at, kind, "violated", breaches))
        elif kind == "joint_operations":
            promises.append(_plain(at, kind, "fulfilled", allied))
        else:
            promises.append(_promise(at, kind))
    parties = (at.pair.a, at.pair.b)
    world.accords[name] = Accord(name, stage, at.phase.first, parties, tuple(promises))


def _drawn(at: Setting, kinds: tuple[str, ...], count: int) -> list[str]:
    """Up to so many kinds that the pair has not promised before: it is clear what an act keeps."""
    parties = (at.pair.a, at.pair.b)
    before = {
        promise.kind
        for accord in at.world.accords.values()
        if accord.parties == parties
        for promise in accord.promises
    }
    left = [kind for kind in kinds if kind not in before]
    return at.rng.sample(left, min(count, len(left)))


def _plain(at: Setting, kind: str, status: str, acts: list[str]) -> Promise:
    both = (at.pair.a, at.pair.b)
    return Promise(kind, both, at.rng.choice(at.pair.towns), 0, None, status, tuple(acts))


def _promise(at: Setting, kind: str) -> Promise:
    """A provision with its fate, and the incidents of that fate."""
    rng = at.rng
    fates: dict[str, int] = settings("script")["provisions"][kind]["fates"]
    fate = rng.choices(list(fates), list(fates.values()))[0]
    both = (at.pair.a, at.pair.b)
    by = both if kind in TOGETHER else (rng.choice(both),)
    count = rng.randint(4, 40) if kind in COUNTED else 0
    town = rng.choice(at.pair.towns)
    due = _due(at, fate)
    acts = _play(at, kind, fate, by, town, count, due)
    status = {"kept": "fulfilled", "open": "promised", "broken": "violated"}.get(fate, fate)
    return Promise(kind, by, town, count, due, status, tuple(acts))


def _due(at: Setting, fate: str) -> date | None:
    """The deadline: what is delayed has one, what stays open none, the others may have one."""
    if fate == "open" or (fate != "delayed" and at.rng.random() < 0.5):
        return None
    span = max(8, min(30, (min(at.phase.last, last_day()) - at.phase.first).days - 6))
    return at.phase.first + timedelta(days=at.rng.randint(7, span))


def _play(
    at: Setting,
    kind: str,
    fate: str,
    by: tuple[str, ...],
    town: Town,
    count: int,
    due: date | None,
) -> list[str]:
    """Add the incidents of a fate and return their ids."""
    rng, world = at.rng, at.world
    actor = by[0]
    other = at.pair.b if actor == at.pair.a else at.pair.a
    within = max(4, min(28, ((due or at.phase.last) - at.phase.first).days - 1))
    day = at.phase.first + timedelta(days=rng.randint(3, within))
    if fate == "open":
        return []
    if fate == "delayed":
        if due is not None and rng.random() < 0.5 and due + timedelta(days=4) <= at.phase.last:
            late = due + timedelta(days=rng.randint(1, 4))
            world.add("overdue", late, town, other, actor)
        return []
    if fate == "partly":
        some = rng.randint(2, max(2, count - 2))
        return [world.add("part_release", day, town, actor, other, count=some, of=count)]
    if fate == "broken":
        return _break(at, kind, actor, other, town, day)
    number = count or None
    return [world.add(KEEPING[kind], day, town, actor, other, count=number)]


def _break(at: Setting, kind: str, actor: str, other: str, town: Town, day: date) -> list[str]:
    """A step is taken back: a town left is seized again, a road is blocked."""
    found = []
    if kind == "withdrawal":
        found.append(at.world.add("withdraw", day, town, actor, other))
        day += timedelta(days=at.rng.randint(4, 12))
    found.append(at.world.add(BREAKING[kind], min(day, at.phase.last), town, actor, other))
    return found
