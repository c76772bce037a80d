"""Simple ways to tell which texts are one happening or story, beside what linking makes of them.

    python -m evals.linking_baselines

For pairs of wires (`muc4_dedup`): one day of publication, shared words, shared names. For
`ecbplus`: chains of one lemma within the gold topics, within the gold stories, and with no story at
all; the first is the known baseline. Wires whose texts are kept apart are left out here.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evals.adapters._ground import rows
from evals.adapters._linking import Told, likeness_of, told
from evals.adapters._stories import cosines, words
from evals.adapters.ecbplus import chained
from evals.adapters.muc4 import wire_day
from evals.adapters.muc4_dedup import wire_texts
from evals.sets import OUT, known_sets, score, sets_folder
from training import logistic

NAME_LETTERS = 4
"""Shorter words of a party are titles and articles."""


def main() -> int:
    """Print a line for each simple way."""
    folder = sets_folder()
    if folder is None:
        print("no development sets: neither DETENTE_EVAL nor ../shared/eval", file=sys.stderr)
        return 2
    for line in (*wires(folder / "muc4_dedup" / "dev.jsonl"), *chains(folder)):
        print(line, flush=True)
    return 0


def wires(dev_path: Path) -> Iterator[str]:
    """Yield the figures of each way to judge pairs of wires.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    texts = wire_texts(dev_path)
    pairs = [
        (row["a"]["doc_id"], row["b"]["doc_id"], row["label"])
        for row in rows(dev_path)
        if row["a"]["doc_id"] in texts and row["b"]["doc_id"] in texts
    ]
    right = np.array([label for _, _, label in pairs], dtype=float)
    for name, likeness in _ways(texts).items():
        guess = np.array([likeness(a, b) for a, b, _ in pairs])
        best, at = _best_f1(guess, right)
        yield (
            f"muc4_dedup, {len(pairs)} pairs, {name}: AUC {logistic.area(guess, right):.3f}, "
            f"best F1 {best:.3f} (from {at:.2f} on)"
        )


def _ways(texts: Mapping[str, str]) -> dict[str, Callable[[str, str], float]]:
    """Each way to say how alike two wires are, by what it is called."""
    cosine = cosines(texts)
    bags = {name: frozenset(words(text)) for name, text in texts.items()}

    @cache
    def wire(name: str) -> Told:
        return told(name, texts[name], wire_day(texts[name]))

    return {
        "same day of publication": lambda a, b: float(wire_day(texts[a]) == wire_day(texts[b])),
        "Jaccard of words": lambda a, b: _jaccard(bags[a], bags[b]),
        "cosine of weighted words": lambda a, b: cosine.get((min(a, b), max(a, b)), 0.0),
        "shared words of parties": lambda a, b: _jaccard(_names(wire(a)), _names(wire(b))),
        "best pair of reports": lambda a, b: likeness_of(wire(a), wire(b)),
    }


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _names(wire: Told) -> frozenset[str]:
    """The longer words by which a wire's reports name actors and recipients."""
    people = (p for r in wire.reports for p in (*r.actors, *r.recipients))
    return frozenset(w for p in people for w in words(p.text) if len(w) >= NAME_LETTERS)


def _best_f1(guess: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """The best F1 that any threshold gives, which flatters every way alike, and the threshold."""
    found = []
    for threshold in np.unique(guess):
        taken = guess >= threshold
        both = float(right[taken].sum())
        found.append((2 * both / (taken.sum() + right.sum()), float(threshold)))
    return max(found)


def chains(folder: Path) -> Iterator[str]:
    """Yield the scorer's line for chains of one lemma within what the gold gives as stories.

    Args:
        folder: The folder of the development sets.
    """
    eval_set = known_sets(folder)["ecbplus"]
    articles = list(rows(folder / eval_set.gold))
    ways: dict[str, Callable[[Mapping[str, Any]], str]] = {
        "gold topics": lambda row: str(row["topic"]),
        "gold stories": lambda row: str(row["subtopic"]),
        "one story": lambda _: "all",
    }
    OUT.mkdir(exist_ok=True)
    for name, story_of in ways.items():
        target = OUT / f"ecbplus_{name.replace(' ', '_')}.jsonl"
        lines = (
            json.dumps(
                {
                    "doc_id": row["doc_id"],
                    "cluster": story_of(row),
                    "mentions": chained(row, story_of(row)),
                }
            )
            for row in articles
        )
        target.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        for _, line in score(eval_set, folder, target):
            yield f"{name}: {line}"


if __name__ == "__main__":
    sys.exit(main())
