"""Fit the weights by which two reports are told to be one happening, and print how well they hold.

    python -m training.linking [--write]

The pairs are those that linking itself would compare: of two invented years, whose truth is known,
and of real wires (`training/wires.py`), so that the weights do not merely mirror how the years were
made. Each weight is pulled to what stands as `expected` in `linking/weights.csv`, which a person
wrote: what the pairs seldom show stays as expected. A level that is more alike never weighs less
than one that is less so; where the pairs have it otherwise both get one weight. The figures are of a
third year, from which nothing is learnt.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from benchmarks.year.scoring import Score, bcubed
from benchmarks.year.scoring import pairwise as pair_score
from detente.knowledge.tables import data_folder
from detente.link.clustering import cluster
from detente.link.matching import LEVELS, SCALE, expected, levels, weights
from evals.sets import sets_folder
from training import logistic
from training.wires import wire_pairs
from training.years import Candidate, Year, coded_year

FITTED = ((101, 3000), (102, 3000))
"""Seeds and articles of the years that are learnt from."""
HELD_OUT = (103, 2000)
RIDGE = 10.0
"""Penalty on the squared distance of a weight from the expected one."""
WIRES_COUNT = 5.0
"""How often a pair of wires counts: there are far fewer, and their labels are less sure."""
CHAINS: dict[str, tuple[tuple[str, ...], ...]] = {
    "type": (("same_mode", "same", "kin", "other"), ("same", "other_mode", "other")),
    "day": (
        ("same", "overlap", "near", "apart"),
        ("same", "next", "near", "apart"),
        ("same", "fresh", "open", "apart"),
    ),
    "place": (("same", "named", "open"), ("same", "near", "open", "apart"), ("inside", "apart")),
    "parties": (("same", "shared", "part", "kind", "apart"), ("shared", "open", "apart")),
    "names": (("shared", "open", "apart"),),
    "harm": (("both", "same", "near", "apart"), ("same", "open", "apart")),
    "words": (("same", "close", "some", "few"),),
    "page": (("copy", "other"),),
}
"""Levels from the most alike to the least: a weight never rises along a chain."""
COLUMNS = tuple((feature, level) for feature, found in LEVELS.items() for level in found)
_HEAD = """\
# How much each level of likeness between two reports speaks for one happening (log-odds; negative speaks against).
# Fitted by `python -m training.linking --write`; docs/incidents.md tells what the levels mean. `expected` is what a
# person wrote before: the fit is pulled to it, so that what the pairs seldom show stays as expected.
"""

Table = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Cases:
    """Pairs of reports as numbers: rows of levels, whether each is one happening, its weight."""

    rows: np.ndarray
    right: np.ndarray
    counts: np.ndarray


def main(arguments: list[str] | None = None) -> int:
    """Fit, print the figures of the year left out, and write the table if asked."""
    write = "--write" in (sys.argv[1:] if arguments is None else arguments)
    folder = sets_folder()
    if folder is None:
        print("no development sets: neither DETENTE_EVAL nor ../shared/eval", file=sys.stderr)
        return 2
    years = [year_cases(coded_year(*which)) for which in FITTED]
    wires = wire_cases(list(wire_pairs(folder)))
    learnt = joined([*years, wires])
    fitted = constrained(learnt)
    table = {
        column: round(weight * SCALE) for column, weight in zip(COLUMNS, fitted, strict=True)
    }
    held = coded_year(*HELD_OUT)
    lines = list(told(held, wires, table))
    print("\n".join(lines))
    seen = learnt.rows.sum(axis=0).astype(int)
    for (feature, level), weight, count in zip(COLUMNS, fitted, seen, strict=True):
        print(f"{weight:+.2f}  {weights()[feature, level] / SCALE:+.2f}  {count:6d}  {feature},{level}")
    print("with the weights that stand now:")
    print("\n".join(told(held, wires, weights())))
    if write:
        write_table(table, lines)
    return 0


def year_cases(year: Year) -> Cases:
    """The candidate pairs of a year of which it is known whether they are one."""
    known = [c for c in year.candidates() if c.a.id in year.true and c.b.id in year.true]
    right = [year.true[c.a.id] == year.true[c.b.id] for c in known]
    return Cases(matrix(known), np.array(right, dtype=float), np.ones(len(known)))


def wire_cases(pairs: Sequence[tuple[Candidate, bool]]) -> Cases:
    """Pairs of wires, told by their most likely pair of reports."""
    right = np.array([same for _, same in pairs], dtype=float)
    return Cases(matrix([c for c, _ in pairs]), right, np.full(len(pairs), WIRES_COUNT))


def joined(parts: Sequence[Cases]) -> Cases:
    """All cases as one."""
    return Cases(
        np.vstack([p.rows for p in parts]),
        np.concatenate([p.right for p in parts]),
        np.concatenate([p.counts for p in parts]),
    )


def matrix(pairs: Sequence[Candidate]) -> np.ndarray:
    """One row a pair, one column a level, 1 where the pair has it."""
    at = {column: number for number, column in enumerate(COLUMNS)}
    rows = np.zeros((len(pairs), len(COLUMNS)))
    for number, pair in enumerate(pairs):
        rows[number, [at[level] for level in levels(pair.a, pair.b, copy=pair.copy)]] = 1
    return rows


def constrained(cases: Cases) -> np.ndarray:
    """Weights of all levels that never rise along a chain: levels that would are fitted as one."""
    home = list(range(len(COLUMNS)))
    while True:
        found = fit_groups(cases, home)
        wrong = [(found[b] - found[a], a, b) for a, b in ordered() if found[b] > found[a] + 1e-9]
        if not wrong:
            return found
        _, a, b = max(wrong)
        home = [home[a] if h == home[b] else h for h in home]


def ordered() -> Iterator[tuple[int, int]]:
    """Columns of which the first is more alike than the second."""
    at = {column: number for number, column in enumerate(COLUMNS)}
    for feature, chains in CHAINS.items():
        for chain in chains:
            yield from ((at[feature, a], at[feature, b]) for a, b in pairwise(chain))


def fit_groups(cases: Cases, home: Sequence[int]) -> np.ndarray:
    """Weights by column, where columns of one home share a weight."""
    groups = sorted(set(home))
    shares = np.array([[float(h == group) for group in groups] for h in home])
    by_hand = np.array([expected()[column] / SCALE for column in COLUMNS])
    prior = shares.T @ by_hand / shares.sum(axis=0)
    penalty = RIDGE * shares.sum(axis=0)
    found = logistic.fit(
        cases.rows @ shares, cases.right, penalty, counts=cases.counts, prior=prior
    )
    return shares @ found


def told(held: Year, wires: Cases, table: Table) -> Iterator[str]:
    """Figures of a table of weights on the year left out, in words."""
    cases = year_cases(held)
    vector = np.array([table[column] / SCALE for column in COLUMNS])
    guess = logistic.guesses(cases.rows, vector)
    yield (
        f"{len(guess):,} pairs of a year left out, {cases.right.mean():.2f} one happening; "
        f"AUC {logistic.area(guess, cases.right):.3f}, Brier {logistic.brier(guess, cases.right):.3f}, "
        f"calibration error {logistic.calibration_error(guess, cases.right):.3f}"
    )
    yield f"{len(wires.right)} pairs of wires: AUC {logistic.area(logistic.guesses(wires.rows, vector), wires.right):.3f}"
    b3, pairs = clustered(held, table)
    yield f"clusters of that year: B-cubed {_score(b3)}; pairs {_score(pairs)}"


def clustered(year: Year, table: Table) -> tuple[Score, Score]:
    """B-cubed and pairwise scores of a year's tellings as the weights cluster them."""
    edges = {}
    for pair in year.candidates():
        weight = sum(table[level] for level in levels(pair.a, pair.b, copy=pair.copy))
        if weight > 0:
            edges[pair.a.id, pair.b.id] = weight
    found = cluster([report.id for report in year.reports], edges)
    home = {name: members[0] for members in found for name in members}
    predicted = {name: home[name] for name in year.true}
    return bcubed(predicted, year.true), pair_score(predicted, year.true)


def _score(score: Score) -> str:
    return f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"


def write_table(table: Table, lines: Iterable[str]) -> None:
    """Write the weights with the figures in the head."""
    head = _HEAD + "".join(f"# {line}\n" for line in lines)
    by_hand = expected()
    rows = (
        f"{feature},{level},{table[feature, level] / SCALE:.2f},{by_hand[feature, level] / SCALE:.1f}\n"
        for feature, level in COLUMNS
    )
    text = head + "feature,level,weight,expected\n" + "".join(rows)
    data_folder("linking", "weights.csv").write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
