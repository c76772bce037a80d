"""The state of a pair of actors through time, with the acts and reasons of every change.

A state machine with rules that a person can read (`relations/states.toml`) and hysteresis: it takes
more to leave a state than to enter it. It looks back from the end of what is known, so a change may
be dated before the act that gave it away. docs/relations.md tells the rules.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from detente.link.relations.dyads import Deed, Pair
from detente.link.relations.prior import Ground, PriorLink, grounds
from detente.link.relations.state_rules import Move, Signal, State, StateRules, state_rules

_NEVER = date.max.toordinal() + 1
_PLACE = itemgetter(0, 1, 2)
"""The order in which deeds speak: by day, material conflict first, by act."""
_LEAST = 1e-9
"""Room for sums of binary fractions at a threshold."""


@dataclass(frozen=True, slots=True)
class Change:
    """A pair goes from one state to another."""

    day: date
    """First day of the new state."""
    first: date
    """Earliest day that the act which dates the change allows."""
    last: date
    before: State
    after: State
    acts: tuple[str, ...]
    """Ids of the acts that made it, in order of days; none for silence and stated links."""
    reason: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days in one state."""

    state: State
    start: date | None
    """None is before all that is known."""
    end: date | None
    """Last day, included; None is open."""
    acts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class History:
    """All states of one pair; days do not fall along the changes."""

    initial: State
    """Before the first change: none, unless a link without a beginning says otherwise."""
    changes: tuple[Change, ...]

    def state_on(self, day: date) -> State:
        """The state on a day; of two changes on one day the later one holds."""
        last = self.last_change(day)
        return last.after if last else self.initial

    def last_change(self, day: date) -> Change | None:
        """The change that made the state of a day; None before the first."""
        index = bisect_right(self.changes, day, key=lambda change: change.day)
        return self.changes[index - 1] if index else None

    def spells(self) -> tuple[Spell, ...]:
        """The states one after the other; a state that was left on its first day is left out."""
        states = [Spell(self.initial, None, None, (), "before all that is known")]
        states += [Spell(c.after, c.day, None, c.acts, c.reason) for c in self.changes]
        found: list[Spell] = []
        for spell, change in zip(states, (*self.changes, None), strict=True):
            if change is None:
                found.append(spell)
            elif change.day > (spell.start or date.min):
                end = change.day - timedelta(days=1)
                found.append(Spell(spell.state, spell.start, end, spell.acts, spell.reason))
        return tuple(found)


def history(
    deeds: Iterable[Deed],
    rules: StateRules | None = None,
    links: Iterable[PriorLink] = (),
    until: date | None = None,
) -> History:
    """The states of one pair.

    Deeds are taken by day, material conflict before all else of the day. A rule fires when its
    signals reach the threshold within the window. The change is dated on the first act of that
    window; where it is one towards peace, on the first that no material conflict follows. Every
    change begins all windows anew. In silence a state lapses to what links say, or to none.

    Args:
        deeds: all deeds of one pair, in any order.
        rules: by default those that the package carries.
        links: what is stated of the pair; sets the state where no deed says otherwise.
        until: last day of what is known: silence after it changes nothing.
    """
    rules = rules or state_rules()
    signal_of = rules.signal_of
    told = [
        (deed.day.toordinal(), -deed.quad, deed.act, found, deed)
        for deed in deeds
        if (found := signal_of(deed)) is not None
    ]
    told.sort(key=_PLACE)
    course = _Course(rules, grounds(links, rules) if links else ())
    for day, _, _, (signal, weight), deed in told:
        course.take(day, signal, weight, deed)
    course.advance(until.toordinal() if until else _NEVER - 1)
    return History(course.initial, tuple(course.changes))


def histories(
    deeds: Mapping[Pair, Iterable[Deed]],
    rules: StateRules | None = None,
    links: Iterable[PriorLink] = (),
    until: date | None = None,
) -> dict[Pair, History]:
    """The states of each pair that has deeds or links, by pair in order of ids.

    Args:
        deeds: by pair, as `by_pair` gives them.
        rules: by default those that the package carries.
        links: of any pairs, each set only on the states of its own.
        until: last day of what is known.
    """
    rules = rules or state_rules()
    stated: dict[Pair, list[PriorLink]] = {}
    for link in links:
        if link.a != link.b:
            stated.setdefault(link.pair, []).append(link)
    return {
        pair: history(deeds.get(pair, ()), rules, stated.get(pair, ()), until)
        for pair in sorted({*deeds, *stated})
    }


_Entry = tuple[int, float, Deed]


class _Course:
    """The machine while it runs: the present state and the windows that are open."""

    __slots__ = (
        "_by_links", "_ends", "_fed", "_fed_on", "_grounds", "_moves", "_peace", "_rules", "_runs",
        "_silence", "_turn", "changes", "initial", "state",
    )  # fmt: skip

    def __init__(self, rules: StateRules, stated: tuple[Ground, ...]) -> None:
        self._rules = rules
        self._grounds = deque(stated)
        self._by_links = Ground(0, "none", "")
        if stated and stated[0].day == 0:
            self._by_links = self._grounds.popleft()
        self.initial: State = self._by_links.state
        self._turn = self._grounds[0].day if self._grounds else _NEVER
        self.changes: list[Change] = []
        self._peace = 0
        self._enter(self.initial)
        self._ends, self._fed_on = _NEVER, -_NEVER

    def take(self, day: int, signal: Signal, weight: float, deed: Deed) -> None:
        """Let a deed speak; days must not fall from one call to the next."""
        if day >= self._ends or day >= self._turn:
            self.advance(day)
        if signal in self._fed:
            self._fed_on = day
            if self._ends != _NEVER:
                self._ends = day + self._silence
        if signal == "conflict":
            self._peace = day
        move = self._moves.get(signal)
        if move is None:
            return
        run = self._runs.setdefault(move.signals, deque())
        run.append((day, weight, deed))
        while run[0][0] <= day - move.window:
            run.popleft()
        if sum(entry[1] for entry in run) >= move.threshold - _LEAST:
            self._fire(move, run)

    def advance(self, day: int) -> None:
        """Let pass the days up to and including `day`: states lapse and links turn."""
        while min(self._ends, self._turn) <= day:
            if self._turn <= self._ends:
                self._turn_links()
            else:
                self._lapse()

    def _lapse(self) -> None:
        """Silence has lasted too long for the state."""
        lapse = self._rules.lapses[self.state]
        kinds = " or ".join(lapse.fed_by)
        last = date.fromordinal(self._fed_on)
        reason = f"no {kinds} for {lapse.silence} days after {last}"
        links = self._by_links.reason if self._by_links.state != "none" else ""
        self._settle(self._ends, f"{reason}; {links}" if links else reason)

    def _turn_links(self) -> None:
        """A link of the pair begins or ends; it counts where deeds hold no state."""
        self._by_links = self._grounds.popleft()
        self._turn = self._grounds[0].day if self._grounds else _NEVER
        if self._ends != _NEVER:
            return
        if self._fed_on + self._silence > self._by_links.day:  # deeds bear the state out
            self._ends = self._fed_on + self._silence
        else:
            self._settle(self._by_links.day, self._by_links.reason)

    def _settle(self, day: int, reason: str) -> None:
        """Go to what the links say, which does not lapse by itself."""
        after = self._by_links.state
        if after != self.state:
            when = date.fromordinal(day)
            self.changes.append(Change(when, when, when, self.state, after, (), reason))
            self._enter(after)
        self._ends, self._fed_on = _NEVER, -_NEVER

    def _fire(self, move: Move, run: deque[_Entry]) -> None:
        entries = list(run)
        start = next(e[2] for e in entries if move.to == "hostile" or e[0] >= self._since(entries))
        weight = sum(entry[1] for entry in entries)
        reason = f"{move.reason}: {_told(entries)}, weight {weight:.2f} of {move.threshold:.2f}"
        acts = tuple(dict.fromkeys(entry[2].act for entry in entries))
        self.changes.append(
            Change(start.day, start.first, start.last, self.state, move.to, acts, reason)
        )
        self._enter(move.to)
        self._fed_on = entries[-1][0]
        self._ends = self._fed_on + self._silence

    def _since(self, entries: list[_Entry]) -> int:
        """The day from which a run towards peace counts as begun: no conflict comes after it."""
        return min(self._peace, entries[-1][0])

    def _enter(self, state: State) -> None:
        self.state = state
        self._moves = self._rules.moves[state]
        self._runs: dict[tuple[Signal, ...], deque[_Entry]] = {}
        lapse = self._rules.lapses.get(state)
        self._fed = frozenset(lapse.fed_by) if lapse else frozenset()
        self._silence = lapse.silence + 1 if lapse else _NEVER


def _told(entries: list[_Entry]) -> str:
    """How many acts within how many days."""
    acts = len({entry[2].act for entry in entries})
    days = entries[-1][0] - entries[0][0] + 1
    count = "1 act" if acts == 1 else f"{acts} acts"
    return f"{count} within {days} days" if days > 1 else f"{count} on one day"
