"""Pairs of real wires that tell one happening or two: the set `muc4_dedup`, with our own coding.

Its labels are silver: the keys of both wires name one victim within a day, or none of the other's
victims some days apart. Which reports of the two are meant is not told, so that a pair of wires is
taken to be its likeliest pair of reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.link.incidents.copies import are_copies
from detente.link.incidents.matching import levels
from evals.adapters._ground import rows
from evals.adapters._linking import Told, told
from evals.adapters.muc4 import wire_day
from evals.adapters.muc4_dedup import wire_texts
from training.years import Candidate


@dataclass(frozen=True, slots=True)
class WirePair:
    """Two wires, and whether they tell one happening."""

    a: Told
    b: Told
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
    dev = shared / "muc4_dedup" / "dev.jsonl"
    texts = wire_texts(dev)

    @cache
    def wire(name: str) -> Told:
        return told(name, texts[name], wire_day(texts[name]))

    for row in rows(dev):
        names = [row[side]["doc_id"] for side in "ab"]
        if not texts.keys() >= set(names):
            continue
        a, b = map(wire, names)
        if a.reports and b.reports:
            yield WirePair(a, b, bool(row["label"]))


def likeliest(
    pairs: Sequence[WirePair], table: Mapping[tuple[str, str], int]
) -> list[tuple[Candidate, bool]]:
    """Return the likeliest pair of reports of each pair of wires, and whether it is one."""

    def worth(pair: Candidate) -> tuple[int, str, str]:
        weight = sum(table[level] for level in levels(pair.a, pair.b, copy=pair.copy))
        return weight, pair.a.id, pair.b.id

    return [(max(pair.candidates(), key=worth), pair.same) for pair in pairs]
