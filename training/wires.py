"""Pairs of real wires that tell one happening or two: the set `muc4_dedup`, with our own coding.

Its labels are silver: the keys of both wires name one victim within a day, or none of the other's
victims some days apart. Which reports of the two are meant is not told, so that a pair of wires is
taken to be its likeliest pair of reports.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.link.copies import signature
from detente.link.matching import match
from detente.model.casebook import Report
from detente.store.reports import reports_of
from evals.adapters._coder import shared_coder
from evals.adapters.muc4 import wire_day
from training.years import Candidate, are_copies


@dataclass(frozen=True, slots=True)
class Wire:
    """One wire as linking sees it."""

    reports: tuple[Report, ...]
    signature: bytes | None


def wire_pairs(shared: Path) -> Iterator[tuple[Candidate, bool]]:
    """Yield the likeliest pair of reports of each pair of wires, and whether they are one.

    Args:
        shared: The folder of the development sets.
    """
    rows = list(_rows(shared / "muc4_dedup" / "dev.jsonl"))
    names = {row[side]["doc_id"] for row in rows for side in "ab"}
    wires = {
        row["doc_id"]: coded_wire(row["doc_id"], row["text"])
        for row in _rows(shared / "muc4" / "dev.jsonl")
        if row["doc_id"] in names
    }
    for row in rows:
        a, b = (wires.get(row[side]["doc_id"]) for side in "ab")
        best = likeliest(a, b) if a and b else None  # some wires are kept apart, with their texts
        if best is not None:
            yield best, bool(row["label"])


def coded_wire(name: str, text: str) -> Wire:
    """Code a wire, whose dateline tells its day."""
    record = shared_coder().code_text(text, origin=name, published=wire_day(text))
    return Wire(tuple(reports_of(record)), signature(text))


def likeliest(a: Wire, b: Wire) -> Candidate | None:
    """The pair of reports that is most likely one happening; None where a wire has none."""
    copy = are_copies(a.signature, b.signature)
    pairs = [Candidate(one, other, copy) for one in a.reports for other in b.reports]
    return max(pairs, key=_worth, default=None)


def _worth(pair: Candidate) -> tuple[int, str, str]:
    return match(pair.a, pair.b, copy=pair.copy).weight, pair.a.id, pair.b.id


def _rows(path: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
