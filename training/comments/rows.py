"""The rows that the model for hostile comments is trained on."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from detente.discuss.context import context_of
from detente.discuss.features import dense, hashed
from detente.discuss.incivility import labels_of
from detente.discuss.obfuscation import Unmasker
from detente.discuss.words import split_words
from detente.knowledge.abuse import load_abuse
from training.comments.fit import FOLDS, Rows

OWN = Path(__file__).parent / "comments.jsonl"
OWN_WEIGHT = 0.15
"""Our own comments are easier than real ones; they weigh less."""


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a JSON Lines file."""
    for line in path.read_text("utf-8").split("\n"):
        if line:
            yield json.loads(line)


def training_rows(
    own: Iterable[Mapping[str, object]], real: Iterable[Mapping[str, object]]
) -> Rows:
    """Features of our own comments and of the development set, in that order.

    Rows that are made of one line share a fold, so that no model is judged on its training text.
    """
    lists = load_abuse()
    unmasker = Unmasker(lists.maskable)
    sparse, full, labels, weights, folds = [], [], [], [], []
    for weight, rows in ((OWN_WEIGHT, own), (1.0, real)):
        for row in rows:
            text = str(row["text"])
            words = split_words(text, unmasker.find(text))
            sparse.append(hashed(words, lists.groups))
            full.append(dense(words, labels_of(context_of(words, lists)), lists.harsh))
            labels.append(float(str(row["label"])))
            weights.append(weight)
            folds.append(zlib.crc32(str(row.get("group", row["doc_id"])).encode()) % FOLDS)
    return Rows(sparse, np.array(full), np.array(labels), np.array(weights), np.array(folds))
