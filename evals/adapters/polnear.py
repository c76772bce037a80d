"""Predictions for the set `polnear`: who says what, as spans of source, cue and content."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.coding.clause import Clauses
from detente.coding.quoted import Stretch
from detente.coding.statements import find_statements
from detente.parse.sentences import split_sentences
from evals.adapters._ground import paragraphs, parser, rows


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for row in rows(dev_path):
        text = row["text"]
        blocks = paragraphs(text)
        spans = split_sentences(text, blocks)
        trees = parser().parse(text, list(enumerate(spans)))
        found = find_statements(text, blocks, [Clauses(tree) for tree in trees])
        yield {
            "doc_id": row["doc_id"],
            "attributions": [
                {
                    "source": _spans(statement.source),
                    "cue": _spans(statement.cue),
                    "content": _spans(statement.content),
                }
                for statement in found
            ],
        }


def _spans(stretches: Sequence[Stretch]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in stretches]
