"""Pairs of real wires that tell one happening or two: the set `muc4_dedup`, with our own coding.

Its labels are silver: the keys of both wires name one victim within a day, or none of the other's
victims some days apart. Which reports of the two are meant is not told, so that a pair of wires is
taken to be its likeliest pair of reports.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.link.copies import are_copies, signature
from detente.link.matching import levels
from detente.model.casebook import Report
from detente.store.reports import reports_of
from evals.adapters._coder import shared_coder
from evals.adapters.muc4 import wire_day
from training.years import Candidate


@dataclass(frozen=True, slots=True)
class Wire:
    """One wire as linking sees it."""

    name: str
    reports: tuple[Report, ...]
    signature: bytes | None


@dataclass(frozen=True, slots=True)
class WirePair:
    """Two wires, and whether they tell one happening."""

    a: Wire
    b: Wire
    same: bool

    def candidates(self) -> list[Candidate]:
        """Return all pairs of their reports."""
        copy = are_copies(self.a.signature, self.b.signature)
        return [Candidate(one, other, copy) for one in self.a.reports for other in self.b.reports]


def wire_pairs(shared: Path) -> Iterator[WirePair]:
    """Yield the pairs of which both wires are at hand and tell something.

    Args:
        shared: The folder of the development sets.
    """
    rows = _rows(shared / "muc4_dedup" / "dev.jsonl")
    names = {row[side]["doc_id"] for row in rows for side in "ab"}
    wires = {
        row["doc_id"]: _coded(row["doc_id"], row["text"])
        for row in _rows(shared / "muc4" / "dev.jsonl")
        if row["doc_id"] in names
    }
    for row in rows:
        a, b = (wires.get(row[side]["doc_id"]) for side in "ab")
        if a and b and a.reports and b.reports:
            yield WirePair(a, b, bool(row["label"]))


def _coded(name: str, text: str) -> Wire:
    """Code a wire, whose dateline tells its day."""
    record = shared_coder().code_text(text, origin=name, published=wire_day(text))
    return Wire(name, tuple(reports_of(record)), signature(text))


def likeliest(
    pairs: Sequence[WirePair], table: Mapping[tuple[str, str], int]
) -> list[tuple[Candidate, bool]]:
    """Return the likeliest pair of reports of each pair of wires, and whether it is one."""

    def worth(pair: Candidate) -> tuple[int, str, str]:
        weight = sum(table[level] for level in levels(pair.a, pair.b, copy=pair.copy))
        return weight, pair.a.id, pair.b.id

    return [(max(pair.candidates(), key=worth), pair.same) for pair in pairs]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
