"""Fit the weights by which two reports are told to be one happening, and print how well they hold.

    python -m training.linking [--write]

The pairs are those that linking itself would compare: of two invented years, whose truth is known,
and of real wires (`training/wires.py`), so that the weights do not merely mirror how the years were
made. Each weight is pulled to what stands as `expected` in `linking/weights.csv`, which a person
wrote: what the pairs seldom show stays as expected. A level that is more alike never weighs less
than one that is less so; where the pairs have it otherwise both get one weight. The figures are of
a third year, from which nothing is learnt, and of wires left out in turn.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import combinations

import numpy as np

from benchmarks.year.scoring import Score, bcubed, pairwise
from detente.knowledge.tables import data_folder
from detente.link.incidents.clustering import cluster
from detente.link.incidents.matching import SCALE, expected, levels, weights
from evals.sets import sets_folder
from training import logistic
from training.linking_fit import COLUMNS, Cases, Table, cases, fitted, joined, vector
from training.wires import WirePair, likeliest, wire_pairs
from training.years import Year, coded_year

FITTED = ((101, 3000), (102, 3000))
"""Seeds and articles of the years that are learnt from."""
HELD_OUT = (103, 2000)
YEAR_COUNT = 0.02
"""How often a pair of a year counts; a pair of wires counts once. There are a hundred times as many
of the former, they are no hundred times as telling, and reporters are not as tidy as the years."""
ROUNDS = 3
"""Fits, each from the likeliest reports of the wires under the weights of the one before."""
FOLDS = 5
_HEAD = """\
# How much each level of likeness between two reports speaks for one happening (log-odds; a
# negative weight speaks against). Fitted by `python -m training.linking --write`; what the levels
# mean is told in docs/incidents.md. `expected` is what a person wrote before: the fit is pulled to
# it, so that what the pairs seldom show stays as expected.
"""


def main(arguments: list[str] | None = None) -> int:
    """Fit, print the figures, and write the table if asked."""
    write = "--write" in (sys.argv[1:] if arguments is None else arguments)
    folder = sets_folder()
    if folder is None:
        print("no development sets: neither DETENTE_EVAL nor ../shared/eval", file=sys.stderr)
        return 2
    years = joined([year_cases(coded_year(*which)) for which in FITTED])
    wires = list(wire_pairs(folder))
    held = coded_year(*HELD_OUT)
    table = learn(years, wires)
    lines = [*told(held, table), wires_told(years, wires)]
    print("\n".join([blocking_told(held), *lines, "the weights that stand now:"]))
    print("\n".join(told(held, weights())))
    seen = Counter(dict(zip(COLUMNS, years.rows.sum(axis=0), strict=True)))
    print("weight    now  expected  pairs of years")
    for column in COLUMNS:
        row = [t[column] / SCALE for t in (table, weights(), expected())]
        print("  ".join(f"{value:+.2f}" for value in row), f"{seen[column]:8.0f}", *column)
    if write:
        write_table(table, lines)
    return 0


def learn(years: Cases, wires: Sequence[WirePair]) -> Table:
    """Return the weights of levels; it begins with those expected, whatever stands in the table."""
    table: Table = expected()
    for _ in range(ROUNDS):
        table = fitted(joined([years, cases(likeliest(wires, table), 1)]))
    return table


def year_cases(year: Year) -> Cases:
    """Return the candidate pairs of a year of which it is known whether they are one."""
    known = [
        (pair, year.true[pair.a.id] == year.true[pair.b.id])
        for pair in year.candidates()
        if pair.a.id in year.true and pair.b.id in year.true
    ]
    return cases(known, YEAR_COUNT)


def blocking_told(year: Year) -> str:
    """Say how many of the true pairs of different pages are compared, and at what cost."""
    page = {report.id: report.document for report in year.reports}
    by_incident: dict[str, list[str]] = {}
    for name, incident in sorted(year.true.items()):
        by_incident.setdefault(incident, []).append(name)
    wanted = {
        (a, b)
        for names in by_incident.values()
        for a, b in combinations(names, 2)
        if page[a] != page[b]
    }
    pairs = {(pair.a.id, pair.b.id) for pair in year.candidates()}
    return (
        f"blocking: {len(wanted & pairs) / len(wanted):.3f} of {len(wanted):,} true pairs, "
        f"{2 * len(pairs) / len(year.reports):.1f} candidates a report"
    )


def told(held: Year, table: Table) -> Iterator[str]:
    """Yield the figures of a table of weights on the year left out, in words."""
    pairs = year_cases(held)
    guess = logistic.guesses(pairs.rows, vector(table))
    yield f"{_figures(guess, pairs.right)} (pairs of a year left out)"
    b3, pair_score = clustered(held, table)
    yield f"clusters of that year: B-cubed {_score(b3)}; pairs {_score(pair_score)}"


def wires_told(years: Cases, wires: Sequence[WirePair]) -> str:
    """Say how pairs of wires are judged whose wires were left out of the fit, in turn."""
    guess, right = [], []
    for number in range(FOLDS):
        held = [w for w in wires if _fold(w.a.name) == number]
        names = {name for w in held for name in (w.a.name, w.b.name)}
        rest = [w for w in wires if w.a.name not in names and w.b.name not in names]
        table = learn(years, rest)
        found = cases(likeliest(held, table), 1)
        guess.append(logistic.guesses(found.rows, vector(table)))
        right.append(found.right)
    figures = _figures(np.concatenate(guess), np.concatenate(right))
    return f"{figures} (pairs of wires, left out in turn)"


def _fold(name: str) -> int:
    return int(sha256(name.encode()).hexdigest(), 16) % FOLDS


def _figures(guess: np.ndarray, right: np.ndarray) -> str:
    return (
        f"{len(right):,} pairs, {right.mean():.2f} one happening; "
        f"AUC {logistic.area(guess, right):.3f}, Brier {logistic.brier(guess, right):.3f}, "
        f"calibration error {logistic.calibration_error(guess, right):.3f}"
    )


def clustered(year: Year, table: Table) -> tuple[Score, Score]:
    """Return B-cubed and pairwise scores of a year's tellings as the weights cluster them."""
    edges = {}
    for pair in year.candidates():
        weight = sum(table[level] for level in levels(pair.a, pair.b, copy=pair.copy))
        if weight > 0:
            edges[pair.a.id, pair.b.id] = weight
    found = cluster([report.id for report in year.reports], edges)
    home = {name: members[0] for members in found for name in members}
    predicted = {name: home[name] for name in year.true}
    return bcubed(predicted, year.true), pairwise(predicted, year.true)


def _score(score: Score) -> str:
    return f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"


def write_table(table: Table, lines: Iterable[str]) -> None:
    """Write the weights with the figures in the head."""
    head = _HEAD + "".join(f"# {line}\n" for line in lines)
    rows = (
        f"{feature},{level},{table[feature, level] / SCALE:.2f},"
        f"{expected()[feature, level] / SCALE:.1f}\n"
        for feature, level in COLUMNS
    )
    text = head + "feature,level,weight,expected\n" + "".join(rows)
    data_folder("linking", "weights.csv").write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
