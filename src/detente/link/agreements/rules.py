"""Thresholds and kinds of promises: `knowledge/relations/accords.toml` and `pledges.csv`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from detente.knowledge.tables import Row, data_folder, read_table, read_toml
from detente.knowledge.toml_values import first_error, line_of
from detente.model.errors import KnowledgeError
from detente.model.record import AgreementStage, ProvisionKind

Owed = Literal["each", "together", "any"]
"""Who of several that promise must act: each for itself, two at least together, any of them."""

_ENDS = Literal["due", "end"]
_COLUMNS = (
    "kind", "lasting", "owed", "deadline", "on_break", "before", "placed", "counted", "example",
)  # fmt: skip


class _Part(BaseModel):
    """Base of the file's parts: frozen, and strict about keys so that a slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Joining(_Part):
    """When acts are told of one agreement; days."""

    back: int = Field(ge=0)
    wide: int = Field(ge=0)
    assaults: int = Field(ge=1)


class Strengths(_Part):
    """Factors of an observation's strength, 0 to 1; the file tells each."""

    settles: float = Field(ge=0, le=1)
    asserted: float = Field(ge=0, le=1)
    attributed: float = Field(ge=0, le=1)
    doubtful: float = Field(ge=0, le=1)
    reported: float = Field(ge=0, le=1)
    disputed: float = Field(ge=0, le=1)
    denied: float = Field(ge=0, le=1)
    sure_origins: int = Field(ge=1)
    one_origin: float = Field(ge=0, le=1)
    obligor_untold: float = Field(ge=0, le=1)
    place_untold: float = Field(ge=0, le=1)
    elsewhere: float = Field(ge=0, le=1)
    towards_others: float = Field(ge=0, le=1)
    meant_otherwise: float = Field(ge=0, le=1)
    loose_breach: float = Field(ge=0, le=1)
    same_day_breach: float = Field(ge=0, le=1)
    page_word: float = Field(ge=0, le=1)
    deadline: float = Field(ge=0, le=1)


class Reach(_Part):
    """How long after a promise an act still speaks of it; days."""

    fulfilling: int = Field(ge=0)


class AccordRules(_Part):
    """What `accords.toml` says."""

    after: dict[AgreementStage, int]
    again: dict[AgreementStage, int]
    joining: Joining
    implied: dict[AgreementStage, ProvisionKind]
    strength: Strengths
    reach: Reach

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name, table in (("after", self.after), ("again", self.again)):
            missing = [stage for stage in get_args(AgreementStage) if stage not in table]
            if missing or min(table.values()) < 0:
                wrong = f"misses {', '.join(missing)}" if missing else "has less than no days"
                raise ValueError(f"[{name}] {wrong}")
        return self


@dataclass(frozen=True, slots=True)
class PledgeKind:
    """How promises of a kind are kept."""

    kind: ProvisionKind
    lasting: bool
    """Kept for as long as the agreement stands; else done once and then done."""
    owed: Owed
    ends: bool
    """Whether its deadline is the end of what was promised, not the day when it is due."""
    broken_with: bool
    """Whether a told breakdown of the agreement breaks it."""
    before: tuple[ProvisionKind, ...]
    """Kinds that an act keeps first, where it could keep either."""
    placed: bool = False
    """Whether an act elsewhere says nothing of it."""
    counted: bool = False
    """Whether fewer than were promised keep it in part."""


def load_accord_rules(path: Path | None = None) -> AccordRules:
    """Read and check the thresholds, by default those that the package carries.

    Raises:
        KnowledgeError: the file cannot be read, or a key is wrong; names file, line and key.
    """
    file = path or data_folder("relations", "accords.toml")
    text, raw = read_toml(file)
    try:
        return AccordRules.model_validate(raw)
    except ValidationError as error:
        loc, problem = first_error(error)
        raise KnowledgeError(file, line_of(text, loc), problem) from error


def load_pledge_kinds(path: Path | None = None) -> dict[ProvisionKind, PledgeKind]:
    """Read and check how each kind of promise is kept (`pledges.csv`).

    Raises:
        KnowledgeError: a row is wrong, or a kind is missing or there twice; names file and line.
    """
    file = path or data_folder("relations", "pledges.csv")
    found: dict[ProvisionKind, PledgeKind] = {}
    rows = read_table(file, _COLUMNS)
    for row in rows:
        entry = _kind_of(row)
        if entry.kind in found:
            raise row.fail(f"{entry.kind} is there twice")
        found[entry.kind] = entry
    missing = [kind for kind in get_args(ProvisionKind) if kind not in found]
    if missing:
        raise KnowledgeError(file, 0, f"kinds missing: {', '.join(missing)}")
    for row, entry in zip(rows, found.values(), strict=True):
        if any(found[other].before for other in entry.before):
            raise row.fail(f"a kind before {entry.kind} has kinds before it itself")
    return found


def _kind_of(row: Row) -> PledgeKind:
    kind: ProvisionKind = row.one_of("kind", get_args(ProvisionKind))
    owed: Owed = row.one_of("owed", get_args(Owed))
    return PledgeKind(
        kind=kind,
        lasting=row.one_of("lasting", ("yes", "")) == "yes",
        owed=owed,
        ends=row.one_of("deadline", get_args(_ENDS)) == "end",
        broken_with=row.one_of("on_break", ("violated", "")) == "violated",
        before=_kinds_before(row),
        placed=row.one_of("placed", ("yes", "")) == "yes",
        counted=row.one_of("counted", ("yes", "")) == "yes",
    )


def _kinds_before(row: Row) -> tuple[ProvisionKind, ...]:
    known: tuple[ProvisionKind, ...] = get_args(ProvisionKind)
    listed = row.list("before")
    unknown = [name for name in listed if name not in known]
    if unknown:
        raise row.fail(f"before names no kind: {', '.join(unknown)}")
    return tuple(kind for kind in known if kind in listed)


@cache
def accord_rules() -> AccordRules:
    """The thresholds that the package carries, read once a process."""
    return load_accord_rules()


@cache
def pledge_kinds() -> dict[ProvisionKind, PledgeKind]:
    """The kinds that the package carries, read once a process."""
    return load_pledge_kinds()
