"""A pledge with all that is asked to judge what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.link.agreements.accord import Accord
from detente.link.agreements.act_index import ActIndex
from detente.link.agreements.pledge_status import Observation
from detente.link.agreements.pledges import Pledge
from detente.link.agreements.rules import AccordRules
from detente.model.record import ProvisionKind, ProvisionStatus


@dataclass(frozen=True, slots=True)
class Case:
    """A pledge, its agreement, and all that is asked to judge it."""

    accord: Accord
    pledge: Pledge
    index: ActIndex
    rules: AccordRules
    wider: Mapping[str, frozenset[str]]
    tellers: frozenset[str]
    """Ids of the acts that tell the agreement."""
    kept: Mapping[ProvisionKind, frozenset[str]]
    """Ids of acts that keep another promise of the agreement, of a kind that is kept first."""

    @property
    def obligors(self) -> tuple[str, ...]:
        """Who may keep or break it: those named, else all parties."""
        return self.pledge.by or self.accord.parties

    def seen(
        self,
        effect: ProvisionStatus,
        days: tuple[date | None, date | None],
        strength: float,
        reason: str,
        *,
        actors: Iterable[str] = (),
        acts: Iterable[str] = (),
        reports: Iterable[str] = (),
    ) -> Observation:
        """An observation of this pledge."""
        first, last = days
        return Observation(
            first=first,
            last=last,
            pledge=self.pledge.id,
            effect=effect,
            strength=strength,
            actors=tuple(sorted(set(actors))),
            acts=tuple(sorted(set(acts))),
            reports=tuple(sorted(set(reports))),
            reason=reason,
        )


def days_in_words(first: date | None, last: date | None) -> str:
    """A day, or a range of days from its first to its last."""
    return f"{first}" if last in {None, first} else f"{first} to {last}"
