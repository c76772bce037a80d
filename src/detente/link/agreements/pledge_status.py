"""What became of a pledge by a day: derived from observations, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from detente.link.agreements.pledges import Pledge
from detente.link.agreements.rules import AccordRules, PledgeKind, accord_rules, pledge_kinds
from detente.model.record import ProvisionStatus


@dataclass(frozen=True, slots=True)
class Observation:
    """What acts of some day say of a pledge."""

    first: date | None
    last: date | None
    """Day by which it surely was so; None where that is open."""
    pledge: str
    effect: ProvisionStatus
    """Never `promised`."""
    strength: float
    """How well it is told and how directly it names who, where and whom; 0 to 1."""
    actors: tuple[str, ...]
    """Parties that did it: who kept or broke it. Empty where none is told."""
    acts: tuple[str, ...]
    reports: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PledgeStatus:
    """The status of a pledge on a day, and what it rests on."""

    pledge: str
    day: date
    status: ProvisionStatus
    since: date | None
    """Day from which it surely holds; None where that is open, or where nothing is observed."""
    observations: tuple[Observation, ...]
    """Those behind the status, by day."""
    reason: str


BEHIND: dict[ProvisionStatus, frozenset[ProvisionStatus]] = {
    "promised": frozenset(),
    "fulfilled": frozenset(("fulfilled",)),
    "partly": frozenset(("fulfilled", "partly", "violated")),
    "delayed": frozenset(("delayed",)),
    "violated": frozenset(("violated",)),
    "disputed": frozenset(("fulfilled", "violated", "delayed", "disputed")),
}
"""Effects that a status rests on."""

_ORDER: tuple[ProvisionStatus, ...] = ("fulfilled", "partly", "delayed", "disputed", "violated")


@dataclass(slots=True)
class _Replay:
    """A pledge as one observation after another is seen."""

    pledge: Pledge
    kind: PledgeKind
    status: ProvisionStatus = "promised"
    since: date | None = None
    done: set[str] = field(default_factory=set)
    broken: bool = False

    def see(self, effects: dict[ProvisionStatus, list[Observation]], day: date | None) -> None:
        """Take in what is observed on one day."""
        before = self.status
        for effect in _ORDER:
            for observation in effects.get(effect, ()):
                self.status = self._after(observation)
        if self.kind.lasting and "fulfilled" in effects and "violated" in effects:
            self.status = "disputed"
        if self.status != before:
            self.since = day

    def _after(self, seen: Observation) -> ProvisionStatus:
        if self.status == "fulfilled" and not self.kind.lasting:
            return "fulfilled"  # what is done once stays done
        if seen.effect == "fulfilled":
            return self._done_by(seen.actors)
        if seen.effect == "violated":
            self.broken = True
            return "violated"
        if seen.effect == "partly":
            return "partly" if self.status != "violated" else "violated"
        if seen.effect == "delayed":
            return self._after_delay()
        return "disputed" if self.status in {"promised", "delayed", "fulfilled"} else self.status

    def _done_by(self, actors: Iterable[str]) -> ProvisionStatus:
        told = tuple(actors)
        self.done.update(told)
        owing = set(self.pledge.by) if self.kind.owed == "each" else set()
        whole = not told or owing <= self.done
        # Kept again after a breach is kept in part for as long as it lasts.
        return "fulfilled" if whole and not (self.broken and self.kind.lasting) else "partly"

    def _after_delay(self) -> ProvisionStatus:
        if self.status == "fulfilled":
            return "disputed"
        return "delayed" if self.status in {"promised", "disputed"} else self.status


def status_on(
    pledge: Pledge,
    observations: Iterable[Observation],
    day: date,
    rules: AccordRules | None = None,
) -> PledgeStatus:
    """The status of a pledge at the end of a day.

    `promised` until something is observed that is strong enough to settle something; a range of
    days counts from its last day on. What is done once stays done; what lasts can be broken
    later, and is `partly` kept when it is taken up again. Observations without a day count only
    where none with a day does. Ask for no day after the last one that was collected: a deadline
    that passes unreported reads as delay.

    Args:
        pledge: the pledge.
        observations: those of its agreement; the order and those of other pledges do not matter.
        day: the day.
        rules: the thresholds; by default those that the package carries.
    """
    known = rules or accord_rules()
    seen = [o for o in observations if o.pledge == pledge.id and _seen_by(o, day)]
    strong = [o for o in seen if o.strength >= known.strength.settles]
    dated = sorted((o for o in strong if o.last is not None), key=order_of)
    counted = dated or sorted(strong, key=order_of)
    replay = _Replay(pledge, pledge_kinds()[pledge.kind])
    for last, same_day in groupby(counted, key=lambda o: o.last):
        effects: dict[ProvisionStatus, list[Observation]] = {}
        for observation in same_day:
            effects.setdefault(observation.effect, []).append(observation)
        replay.see(effects, last)
    behind = tuple(o for o in counted if o.effect in BEHIND[replay.status])
    return PledgeStatus(
        pledge=pledge.id,
        day=day,
        status=replay.status,
        since=replay.since,
        observations=behind,
        reason=_reason(replay, behind, len(seen) - len(strong), day),
    )


def order_of(seen: Observation) -> tuple[date, date, str, str, tuple[str, ...], str]:
    """The order of observations: by the day from which they count, then by what tells them."""
    last = seen.last or date.max
    return last, seen.first or date.min, seen.pledge, seen.effect, seen.acts, seen.reason


def _seen_by(seen: Observation, day: date) -> bool:
    start = seen.last or seen.first
    return start is not None and start <= day


def _reason(replay: _Replay, behind: tuple[Observation, ...], weak: int, day: date) -> str:
    aside = f"; {weak} too weak to settle anything" if weak else ""
    if not behind:
        return f"nothing that settles it is told by {day}{aside}"
    since = f" since {replay.since}" if replay.since else ", on an open day"
    more = f" (and {len(behind) - 1} earlier)" if len(behind) > 1 else ""
    return f"{replay.status}{since}: {behind[-1].reason}{more}{aside}"
