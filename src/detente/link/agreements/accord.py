"""The types of an agreement over many documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from detente.link.agreements.pledges import Pledge
from detente.model.record import AgreementStage

RANK: Mapping[AgreementStage, int] = {
    "talks": 0, "preliminary": 1, "ceasefire": 2, "partial": 2, "full": 3, "implementation": 4,
    "broken": 5,
}  # fmt: skip
"""How far a stage has come."""
SIGNED: frozenset[AgreementStage] = frozenset(("ceasefire", "partial", "full"))
"""Stages that are signings: a second one can be a new agreement."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as told: acts that give it the same days."""

    stage: AgreementStage
    first: date | None
    last: date | None
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accord:
    """One agreement over many documents."""

    id: str
    """`accord:<id of its first act>`; the first is the earliest whose day is known well."""
    parties: tuple[str, ...]
    third_parties: tuple[str, ...]
    stages: tuple[Stage, ...]
    """By day, and on one day by how far they are; without a day at the end."""
    first: date | None
    """First day of its first stage; None where no act is dated."""
    last: date | None
    """Last day of its last stage."""
    provisions: tuple[Pledge, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """Ids of all acts that tell it, sorted."""
        return tuple(sorted(act for stage in self.stages for act in stage.acts))

    @property
    def breakdown(self) -> Stage | None:
        """The first stage at which it is told to be broken, with its day."""
        return self.breakdown_from(None)

    def breakdown_from(self, day: date | None) -> Stage | None:
        """The first such stage that may have come on a day or later, so for a promise of that day.

        A promise made after a breakdown was not broken by it. None for the day asks for any.
        """
        told = ((stage, stage.last) for stage in self.stages if stage.stage == "broken")
        return next((s for s, last in told if last and (day is None or last >= day)), None)
