"""Fit the weights behind `confidence` and print how well they hold on documents left out.

    python -m training.confidence [--write]

An event counts as right when a gold event of its type has a trigger in the same sentence (passages,
golden articles), or when its type is among the sentence's gold types (PLOVER records). Figures are
of ten folds by document; the weights that are written are fitted on all (`training/logistic.py`).
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from detente import Coder, Failure
from detente.coding.confidence import BASE
from detente.knowledge.tables import data_folder
from detente.model.record import Event, Record
from detente.read import read_bytes
from evals.sets import sets_folder
from tests.golden.comparing import load, pages
from training import logistic

RENAMED = {
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "DEMAND": "REQUEST",
}
"""Types of PLOVER 0.5 that have other names since."""
FOLDS = 10
RIDGE = 3.0
"""Penalty on squared weights; chosen by the folds' log loss among 1, 3 and 10."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One event, its features, and whether it is right."""

    document: str
    features: tuple[str, ...]
    right: bool


def main(arguments: list[str] | None = None) -> int:
    """Fit, print the folds' figures, and write the table if asked."""
    write = "--write" in (sys.argv[1:] if arguments is None else arguments)
    folder = sets_folder()
    if folder is None:
        print("no development sets: neither DETENTE_EVAL nor ../shared/eval", file=sys.stderr)
        return 2
    judged = [*passages(folder), *records(folder), *golden()]
    names = [BASE, *sorted({f for event in judged for f in event.features})]
    rows = matrix(judged, names)
    right = np.array([event.right for event in judged], dtype=float)
    guesses = folds(judged, rows, right)
    line = figures(guesses, right)
    print(line)
    weights = fit(rows, right)
    for name, weight in zip(names, weights, strict=True):
        print(f"{weight:+.2f}  {int(rows[:, names.index(name)].sum()):4d}  {name}")
    if write:
        head = (
            "# Weights in log odds of what speaks for an event being right, written by\n"
            f"# training/confidence.py. Ten folds by document: {line}\nfeature,weight\n"
        )
        table = "".join(f"{n},{w:.2f}\n" for n, w in zip(names, weights, strict=True))
        data_folder("lexicons", "confidence.csv").write_text(head + table, "utf-8")
    return 0


def matrix(judged: list[Judged], names: list[str]) -> np.ndarray:
    """One row an event, one column a feature, 1 where the event has it; the base is always 1."""
    at = {name: column for column, name in enumerate(names)}
    rows = np.zeros((len(judged), len(names)))
    rows[:, 0] = 1
    for row, event in enumerate(judged):
        rows[row, [at[f] for f in event.features]] = 1
    return rows


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a ridge-penalised logistic regression; the base is not penalised."""
    penalty = np.full(rows.shape[1], RIDGE)
    penalty[0] = 1e-6
    return logistic.fit(rows, right, penalty)


def folds(judged: list[Judged], rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Each event's probability from a model that saw no event of its document."""
    fold = np.array([int(sha256(e.document.encode()).hexdigest(), 16) % FOLDS for e in judged])
    guesses = np.zeros(len(judged))
    for number in range(FOLDS):
        held = fold == number
        guesses[held] = logistic.guesses(rows[held], fit(rows[~held], right[~held]))
    return guesses


def figures(guesses: np.ndarray, right: np.ndarray) -> str:
    """Brier score, area under the curve, and the expected calibration error over five bins."""
    share = np.full(len(right), right.mean())
    return (
        f"{len(right)} events, {right.mean():.2f} right; "
        f"Brier {logistic.brier(guesses, right):.3f} "
        f"(the share alone {logistic.brier(share, right):.3f}), "
        f"AUC {logistic.area(guesses, right):.3f}, "
        f"calibration error {logistic.calibration_error(guesses, right):.3f}"
    )


def passages(shared: Path) -> Iterator[Judged]:
    """Events of the twice annotated passages, right if either person has them."""
    for row in _rows(shared / "events_dev.jsonl"):
        gold = [event for side in "ab" for event in row[side]["events"]]
        record, features = _coded(row["text"], row["passage"])
        for event in record.events:
            sentence = record.sentences[event.sentence]
            said = re.sub(r"\s+", " ", record.document.text[sentence.start : sentence.end])
            right = any(
                g["type"] == event.type and re.sub(r"\s+", " ", g["trigger"]) in said for g in gold
            )
            yield Judged(row["passage"], features[event.id], right)


def records(shared: Path) -> Iterator[Judged]:
    """Events of the PLOVER records, right if their type is among the gold types."""
    for row in _rows(shared / "plover_gsr" / "dev.jsonl"):
        gold = {RENAMED.get(event["event"], event["event"]) for event in row["events"]}
        record, features = _coded(row["text"], row["doc_id"])
        for event in record.events:
            yield Judged(row["doc_id"], features[event.id], event.type in gold)


@cache
def _coder() -> Coder:
    """A coder that leaves nothing out, with a key of its own."""
    return Coder(project=Path(mkdtemp(prefix="detente-")), least_confidence=0)


def golden() -> Iterator[Judged]:
    """Events of our own golden articles, right if one of the type is expected in the sentence."""
    for path in pages():
        expected = load(path)
        told = [
            (e["type"], e["trigger"].replace("[", "").replace("]", "")) for e in expected.events
        ]
        text = expected.page.read_text("utf-8")
        record, features = _coded(text, expected.page.name, expected.published)
        for event in record.events:
            sentence = record.sentences[event.sentence]
            said = record.document.text[sentence.start : sentence.end]
            right = any(kind == event.type and words in said for kind, words in told)
            yield Judged(expected.page.name, features[event.id], right)


def _coded(
    text: str, origin: str, published: str | None = None
) -> tuple[Record, dict[str, tuple[str, ...]]]:
    coder = _coder()
    page = next(
        iter(
            read_bytes(
                text.encode(),
                origin=origin,
                media_type="text/plain",
                published=published,
                pseudonyms=coder.pseudonyms,
            )
        )
    )
    if isinstance(page, Failure):
        raise SystemExit(page.message)
    coded = coder.code_page(page)
    return coded.record, {e.id: _features(e, coded.reasons) for e in coded.record.events}


def _features(event: Event, reasons: Any) -> tuple[str, ...]:
    line = next(r.why for r in reasons[event.id] if r.field == "confidence")
    return tuple(line.split(", "))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main())
