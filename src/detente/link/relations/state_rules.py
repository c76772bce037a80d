"""The rules behind the state of a pair: `relations/states.toml` and `relations/signals.csv`."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.knowledge.frames import MODES
from detente.knowledge.tables import Row, data_folder, read_table, read_toml
from detente.knowledge.toml_values import first_error, line_of
from detente.link.relations.deed_rules import ANY_MODE, number
from detente.link.relations.dyads import Deed
from detente.model.errors import KnowledgeError
from detente.model.record import AgreementStage, EventType, ProvisionKind, RelationKind

State = Literal["none", "hostile", "truce", "reconciled", "allied"]
Signal = Literal["conflict", "ceasefire", "negotiation", "settlement", "alliance"]
"""What a deed says of the pair's state."""

_SIGNAL_COLUMNS = ("signal", "type", "mode", "stage", "provision", "joint", "weight", "why")
_Key = tuple[EventType, str | None, AgreementStage | None, tuple[ProvisionKind, ...], bool]


class _Part(BaseModel):
    """Base of the file's parts: frozen, and strict about keys so that a slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Grave(_Part):
    """Deeds that killed many count more."""

    killed: int = Field(ge=1)
    factor: float = Field(ge=1)


class Lapse(_Part):
    """How long a state lasts in silence."""

    state: Literal["hostile", "truce", "reconciled", "allied"]
    silence: int = Field(ge=1)
    """Days without any deed of `fed_by`."""
    fed_by: tuple[Signal, ...] = Field(min_length=1)


class Move(_Part):
    """A way from some states to another."""

    to: Literal["hostile", "truce", "reconciled", "allied"]
    origins: tuple[State, ...] = Field(alias="from", min_length=1)
    signals: tuple[Signal, ...] = Field(min_length=1)
    window: int = Field(ge=1)
    """Days, the first and the last included."""
    threshold: float = Field(gt=0)
    reason: str = Field(min_length=1)


class _File(_Part):
    """The whole of states.toml."""

    max_range: int = Field(ge=1)
    grave: Grave
    links: dict[RelationKind, Literal["hostile", "truce", "reconciled", "allied"]]
    states: tuple[Lapse, ...]
    rules: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One row of signals.csv; None fits anything."""

    signal: Signal
    type: EventType | None
    mode: str | None
    stage: AgreementStage | None
    provision: ProvisionKind | None
    joint: bool | None
    weight: float


@dataclass(frozen=True, slots=True)
class StateRules:
    """All that decides over the state of a pair."""

    max_range: int
    """Days; deeds dated more loosely say nothing of the state."""
    grave: Grave
    links: dict[RelationKind, State]
    lapses: dict[State, Lapse]
    moves: dict[State, dict[Signal, Move]]
    """By the present state and the signal."""
    rows: tuple[SignalRow, ...]
    memo: dict[_Key, tuple[Signal, float] | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was looked up: acts are many, and their kinds are few."""

    @property
    def longest_window(self) -> int:
        """Days by which a change may be dated back, at most."""
        return max((m.window for moves in self.moves.values() for m in moves.values()), default=0)

    @property
    def telling_kinds(self) -> frozenset[tuple[EventType, str | None]]:
        """Types and modes (None: any) whose deeds say something of a state by these alone."""
        return frozenset((row.type, row.mode) for row in self._bare if row.type is not None)

    @property
    def any_kind_tells(self) -> bool:
        """Whether a row takes deeds of every type, without asking for an agreement."""
        return any(row.type is None for row in self._bare)

    @property
    def _bare(self) -> tuple[SignalRow, ...]:
        """Rows that look at type and mode alone."""
        plain = (row for row in self.rows if row.stage is None and row.provision is None)
        return tuple(row for row in plain if not row.joint)

    def signal_of(self, deed: Deed) -> tuple[Signal, float] | None:
        """What a deed says of its pair's state, and its weight; None where it says nothing."""
        key = (deed.type, deed.mode, deed.stage, deed.provisions, deed.joint)
        if key in self.memo:
            found = self.memo[key]
        else:
            found = self.memo[key] = _first(self.rows, key)
        if found is None:
            return None
        signal, weight = found
        weight *= deed.weight
        if deed.killed is not None and deed.killed >= self.grave.killed and signal == "conflict":
            weight *= self.grave.factor
        if deed.first != deed.last and (deed.last - deed.first).days > self.max_range:
            return None
        return (signal, weight) if weight > 0 else None


def load_state_rules(folder: Path | None = None) -> StateRules:
    """The rules in a folder, by default those that the package carries.

    Raises:
        KnowledgeError: a file is missing, or a value or row is wrong; file and line are named.
    """
    folder = folder or data_folder("relations")
    path = folder / "states.toml"
    text, raw = read_toml(path)
    try:
        found = _File.model_validate(raw)
    except ValidationError as error:
        loc, problem = first_error(error)
        raise KnowledgeError(path, line_of(text, loc), problem) from error
    return StateRules(
        max_range=found.max_range,
        grave=found.grave,
        links=dict(found.links),
        lapses=_lapses(path, text, found),
        moves=_moves(path, text, found),
        rows=tuple(_signal(row) for row in read_table(folder / "signals.csv", _SIGNAL_COLUMNS)),
    )


@cache
def state_rules() -> StateRules:
    """The rules that the package carries, read once a process."""
    return load_state_rules()


def _first(rows: tuple[SignalRow, ...], key: _Key) -> tuple[Signal, float] | None:
    kind, mode, stage, provisions, joint = key
    for row in rows:
        if (
            row.type in {None, kind}
            and row.mode in {None, mode}
            and row.stage in {None, stage}
            and (row.provision is None or row.provision in provisions)
            and row.joint in {None, joint}
        ):
            return row.signal, row.weight
    return None


def _signal(row: Row) -> SignalRow:
    kind: EventType | None = None
    if row["type"] != ANY_MODE:
        kind = row.one_of("type", get_args(EventType))
    modes = MODES[kind] if kind else frozenset(mode for held in MODES.values() for mode in held)
    row.one_of("mode", {*modes, ANY_MODE})
    row.one_of("stage", {*get_args(AgreementStage), ANY_MODE})
    row.one_of("provision", {*get_args(ProvisionKind), ANY_MODE})
    joint = row.one_of("joint", ("yes", "no", ANY_MODE))
    return SignalRow(
        signal=row.one_of("signal", get_args(Signal)),
        type=kind,
        mode=_open(row["mode"]),
        stage=_open(row["stage"]),
        provision=_open(row["provision"]),
        joint=None if joint == ANY_MODE else joint == "yes",
        weight=number(row, "weight", 0, 10),
    )


def _open(cell: str) -> Any:
    """The cell, or None for a star; the caller has checked it against its words."""
    return None if cell == ANY_MODE else cell


def _lapses(path: Path, text: str, found: _File) -> dict[State, Lapse]:
    lapses: dict[State, Lapse] = {}
    for index, lapse in enumerate(found.states):
        if lapse.state in lapses:
            line = line_of(text, ("states", index, "state"))
            raise KnowledgeError(path, line, f"{lapse.state} is there twice")
        lapses[lapse.state] = lapse
    missing = sorted(set(get_args(State)) - {"none"} - lapses.keys())
    if missing:
        raise KnowledgeError(path, 1, f"states missing: {', '.join(missing)}")
    return lapses


def _moves(path: Path, text: str, found: _File) -> dict[State, dict[Signal, Move]]:
    moves: dict[State, dict[Signal, Move]] = {state: {} for state in get_args(State)}
    for index, move in enumerate(found.rules):
        line = line_of(text, ("rules", index, "from"))
        if move.to in move.origins:
            raise KnowledgeError(path, line, f"a rule leads from {move.to} to {move.to}")
        for origin in move.origins:
            for signal in move.signals:
                if signal in moves[origin]:
                    problem = f"two rules take {signal} from {origin}"
                    raise KnowledgeError(path, line, problem)
                moves[origin][signal] = move
    return moves
