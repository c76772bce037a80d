"""Predictions for the set `tempeval3`: time expressions, and events with their polarity."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.coding.clause import Clauses
from detente.coding.context import is_negated
from detente.knowledge.frames import load_frames
from detente.model.text import Tree
from detente.parse.sentences import split_sentences
from evals.adapters._ground import paragraphs, parser, rows
from evals.adapters._times import predict_times


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for row, times in zip(rows(dev_path), predict_times(dev_path), strict=True):
        text = row["text"]
        spans = split_sentences(text, paragraphs(text))
        trees = parser().parse(text, list(enumerate(spans)))
        yield times | {"events": [event for tree in trees for event in _events(tree)]}


def _events(tree: Tree) -> Iterator[dict[str, Any]]:
    """Verbs, and nouns that some frame takes for a happening."""
    clauses, lexicon = Clauses(tree), load_frames()
    for token in range(len(tree)):
        noun = tree.pos[token] == "NOUN" and any(
            lexicon.candidates("noun", tree.lemmas[token].lower())
        )
        if tree.pos[token] == "VERB" or noun:
            yield {
                "start": tree.starts[token],
                "end": tree.ends[token],
                "polarity": "NEG" if is_negated(clauses, token) else "POS",
            }
