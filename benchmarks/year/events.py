"""What happens in the year: the types that script, accords and reporting share."""

from dataclasses import dataclass, field
from datetime import date

from benchmarks.year.cast import Town


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening; `happened` is false for one that was only ever reported."""

    id: str
    kind: str
    """Its entry in `kinds.toml`."""
    day: date
    town: Town
    a: str
    """Who does it; of a mutual act the first side."""
    b: str | None
    """To whom, or the other side of a mutual act."""
    killed: int | None = None
    injured: int | None = None
    count: int | None = None
    """Persons or bodies that were released, returned, arrested or abducted."""
    of: int | None = None
    """Of how many promised."""
    accord: str | None = None
    """The agreement that it makes."""
    scripted: bool = True
    happened: bool = True


@dataclass(frozen=True, slots=True)
class Promise:
    """A provision of an agreement and what became of it."""

    kind: str
    by: tuple[str, ...]
    town: Town
    count: int
    deadline: date | None
    status: str
    """On the last day of the year."""
    acts: tuple[str, ...] = ()
    """Ids of the incidents that the status rests on."""


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement of a pair."""

    id: str
    stage: str
    day: date
    parties: tuple[str, str]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A time in which a pair is in one state; `last` is its last day."""

    state: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, where they meet, and how they stand to each other over the year."""

    a: str
    b: str
    towns: tuple[Town, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which a pair comes into a state; `silent` where only silence tells it."""

    day: date
    state: str
    silent: bool = False


@dataclass(slots=True)
class World:
    """All that truly happens; filled while the year is made."""

    pairs: list[Pair] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    accords: dict[str, Accord] = field(default_factory=dict)
    changes: dict[tuple[str, str], list[Change]] = field(default_factory=dict)

    def add(self, kind: str, day: date, town: Town, a: str, b: str | None, **more: object) -> str:
        """Add an incident and return its id."""
        name = f"i{len(self.incidents) + 1:05}"
        self.incidents.append(Incident(name, kind, day, town, a, b, **more))  # type: ignore[arg-type]
        return name
