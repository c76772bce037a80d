"""Fit the weights of place resolution on the development sets' given names; print accuracies.

python -m training.places [--write]

A conditional logit, by gradient ascent, with a penalty on departing from the weights set by hand:
of the candidates of a name, the nearest one to the gold coordinates, within 161 km of them, is to
have the highest share. As the
second round leans on the choices of the first one, fitting and choosing take turns. Five folds by
document say how well the weights carry over; those written are fitted on all.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from detente.ground.lexicon import default_lexicon
from detente.ground.resolution import (
    FEATURES,
    Setting,
    document_features,
    load_weights,
    rank,
    setting_of,
)
from detente.ground.toponyms import Toponym, ToponymReader
from detente.knowledge.placeindex import PlaceRow, kilometres
from detente.knowledge.tables import data_folder, read_table
from detente.knowledge.words import load_words
from evals.adapters._ground import rows
from evals.sets import sets_folder

SETS = ("geowebnews", "trnews", "lgl", "geovirus")
COLUMNS = ("feature", "prior", "weight", "meaning")
NEAR = 161.0
FOLDS = 5
TURNS = 2
STEPS = 600
RATE = 2.0
PENALTY = 2e-3


@dataclass(slots=True)
class Text:
    """One document's names with what is right for each."""

    name: str
    toponyms: list[Toponym]
    setting: Setting
    right: list[int | None]
    """Number of the right candidate, None where there is none near enough."""
    points: list[tuple[float, float] | None]
    chosen: list[PlaceRow | None] = field(default_factory=list)


def texts() -> list[Text]:
    """All documents of the sets that are on this machine."""
    folder = sets_folder()
    lexicon, words = default_lexicon(), load_words().place_words
    found = []
    for name in SETS:
        path = (folder or Path()) / name / "dev.jsonl"
        for row in rows(path):
            gold = [item for item in row["toponyms"] if item["recog"]]
            reader = ToponymReader(row["text"], lexicon, words)
            toponyms = [reader.read(item["start"], item["end"]) for item in gold]
            points = [(item["lat"], item["lon"]) if item["geo"] else None for item in gold]
            right = [_nearest(t, p) for t, p in zip(toponyms, points, strict=True)]
            setting = setting_of(row["text"], toponyms, lexicon)
            found.append(Text(name, toponyms, setting, right, points))
    return found


def _nearest(toponym: Toponym, point: tuple[float, float] | None) -> int | None:
    away = [
        (kilometres(*point, row.lat, row.lon), at)
        for at, row in enumerate(toponym.candidates)
        if point and row.lat is not None and row.lon is not None
    ]
    return min(away)[1] if away and min(away)[0] < NEAR else None


def choose(text: Text, weights: Sequence[float]) -> list[PlaceRow | None]:
    """What the weights choose for each name, in two rounds."""
    chosen: list[PlaceRow | None] = [None] * len(text.toponyms)
    for _ in range(2):
        tables = document_features(text.toponyms, text.setting, chosen)
        ranked = [rank(t, table, weights) for t, table in zip(text.toponyms, tables, strict=True)]
        chosen = [found[0].row if found else None for found in ranked]
    return chosen


def fit(documents: Sequence[Text]) -> np.ndarray:
    """The weights that make the right candidates likeliest."""
    before = prior()
    weights = before
    for _ in range(TURNS):
        cases = []
        for text in documents:
            chosen = choose(text, weights)
            for round_ in ([None] * len(chosen), chosen):
                tables = document_features(text.toponyms, text.setting, round_)
                pairs = zip(tables, text.right, strict=True)
                share = 1.0 / len(tables) ** 0.5 if tables else 0
                cases += [(np.array(t), r, share) for t, r in pairs if r is not None and len(t) > 1]
        weights = _ascend(cases, before)
    return weights


def prior() -> np.ndarray:
    """The weights that were set by hand."""
    table = read_table(data_folder("places") / "weights.csv", COLUMNS)
    values = {row["feature"]: float(row["prior"]) for row in table}
    return np.array([values[name] for name in FEATURES])


def _ascend(cases: Sequence[tuple[np.ndarray, int, float]], before: np.ndarray) -> np.ndarray:
    table = np.concatenate([case[0] for case in cases])
    sizes = [len(case[0]) for case in cases]
    group = np.repeat(np.arange(len(cases)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    right = starts + np.array([case[1] for case in cases])
    worth = np.array([case[2] for case in cases])
    worth /= worth.sum()
    weights = before.copy()
    step = np.zeros_like(weights)
    for _ in range(STEPS):
        scores = table @ weights
        scores -= np.maximum.reduceat(scores, starts)[group]
        powers = np.exp(scores)
        shares = powers / np.add.reduceat(powers, starts)[group]
        pull = (table[right] * worth[:, None]).sum(0) - (
            table * (shares * worth[group])[:, None]
        ).sum(0)
        step = 0.9 * step + RATE * (pull - PENALTY * (weights - before))
        weights = weights + step
    return weights


def accuracy(
    documents: Sequence[Text], weights: Sequence[float]
) -> dict[str, tuple[int, int, int]]:
    """By set: names within 161 km, names with coordinates, names with gold coordinates."""
    found: dict[str, tuple[int, int, int]] = {}
    for text in documents:
        good, given, gold = found.get(text.name, (0, 0, 0))
        for row, point in zip(choose(text, weights), text.points, strict=True):
            gold += point is not None
            if point and row and row.lat is not None and row.lon is not None:
                given += 1
                good += kilometres(*point, row.lat, row.lon) < NEAR - 1
        found[text.name] = (good, given, gold)
    return found


def _show(label: str, found: dict[str, tuple[int, int, int]]) -> None:
    parts = [f"{n} {g / r:.3f} of resolved, {g / a:.3f} of all" for n, (g, r, a) in found.items()]
    print(f"{label}: {'; '.join(parts)}", flush=True)


def main() -> int:
    """Fit, judge and, if asked, write the weights."""
    parser = argparse.ArgumentParser(prog="training.places")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    asked = parser.parse_args()
    documents = texts()
    _show("as they are", accuracy(documents, load_weights()))
    held: dict[str, Any] = {}
    for fold in range(FOLDS):
        weights = fit([d for n, d in enumerate(documents) if n % FOLDS != fold])
        part = accuracy([d for n, d in enumerate(documents) if n % FOLDS == fold], weights)
        for name, counts in part.items():
            held[name] = tuple(map(sum, zip(held.get(name, (0, 0, 0)), counts, strict=True)))
    _show("cross-validated", held)
    weights = fit(documents)
    _show("fitted on all", accuracy(documents, weights))
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name:20} {weight:7.3f}")
    if asked.write:
        _write(weights)
    return 0


def _write(weights: np.ndarray) -> None:
    path = data_folder("places") / "weights.csv"
    values = dict(zip(FEATURES, weights, strict=True))
    lines = path.read_text("utf-8").splitlines()
    for row in read_table(path, COLUMNS):
        name = row["feature"]
        rest = lines[row.line - 1].split(",", 3)[3]
        weight = round(float(values[name]), 2)
        lines[row.line - 1] = f"{name},{row['prior']},{weight:g},{rest}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
