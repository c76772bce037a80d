"""The small linear model that says how likely people would call a comment hostile."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.discuss.features import DENSE, SIZE, dense, hashed_all
from detente.discuss.words import Words
from detente.knowledge.abuse import AbuseLists
from detente.model.discussion import CommentLabel
from detente.model.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights" / "hostile-1"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Hostility:
    """Weights of the model, and the line that turns its sum into a probability."""

    letters: NDArray[np.float32]
    """One weight for each number that `features.hashed` gives."""
    rules: NDArray[np.float64]
    """One weight for each of `features.DENSE`."""
    bias: float
    slope: float
    offset: float
    """Calibration: probability = 1 / (1 + exp(-(slope * sum + offset)))."""

    def probability(
        self, words: Words, labels: tuple[CommentLabel, ...], lists: AbuseLists
    ) -> tuple[float, str]:
        """The calibrated probability, and what weighs most in it."""
        return next(self.probabilities([(words, labels)], lists))

    def probabilities(
        self, read: Sequence[tuple[Words, tuple[CommentLabel, ...]]], lists: AbuseLists
    ) -> Iterator[tuple[float, str]]:
        """What `probability` gives for each of some comments, their features made together."""
        all_numbers = hashed_all([words for words, _ in read], lists.groups)
        for (words, labels), numbers in zip(read, all_numbers, strict=True):
            wording = float(self.letters[numbers].sum()) / max(1.0, len(numbers) ** 0.5)
            told = self.rules * dense(words, labels, lists.harsh)
            score = self.slope * (wording + float(told.sum()) + self.bias) + self.offset
            yield round(1 / (1 + math.exp(-score)), 4), _reason(labels, wording)


def _reason(labels: tuple[CommentLabel, ...], wording: float) -> str:
    surest = max(labels, key=lambda label: (label.score, -label.start), default=None)
    if surest is not None and surest.score >= 0.3:
        return f"{surest.label} at {surest.start}:{surest.end} weighs most"
    return "wording like that of hostile comments" if wording > 0 else "nothing that weighs much"


@cache
def load_hostility(folder: Path = WEIGHTS) -> Hostility:
    """The weights in `folder`.

    Raises:
        ModelError: they cannot be read, or belong to other features than this version's.
    """
    try:
        meta = json.loads((folder / "model.json").read_text("utf-8"))
        letters = np.load(folder / "letters.npy", allow_pickle=False).astype(np.float32)
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder.name}: no weights for comments there ({error})") from error
    known = meta.get("format") == FORMAT and tuple(meta.get("rules", ())) == DENSE
    if not known or letters.shape != (SIZE,):
        raise ModelError(
            f"{folder.name}: weights of other features than this version's; train them again"
        )
    rules = np.array(list(meta["rules"].values()))
    return Hostility(letters, rules, meta["bias"], meta["slope"], meta["offset"])
