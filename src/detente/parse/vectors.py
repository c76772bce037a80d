"""Word vectors in context, computed as the trained network does but faster.

spaCy embeds every occurrence of every word anew and encodes the padding between sentences as if it
were text. Here a word's own vector is computed once and kept, and each layer computes only the rows
that the layers above it need. A test holds the results against spaCy's own, to rounding.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

Floats = NDArray[np.float32]

KEPT = 60_000
"""Words whose own vectors are kept (about 0.5 KB each); when full, the table starts anew."""

CHUNK = 512
"""Rows multiplied at once, so that they stay in the processor's cache."""


class Layer:
    """One layer of the encoder: window of three rows, maxout, normalised, added to its input."""

    def __init__(self, weights: Floats, bias: Floats, gain: Floats, shift: Floats) -> None:
        width, pieces, inputs = weights.shape
        self.width = width
        # Pieces first, so that the maximum over them runs over whole rows.
        self.weights = np.ascontiguousarray(
            weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T
        )
        self.bias = np.ascontiguousarray(bias.T.reshape(-1))
        self.gain, self.shift = gain, shift

    def __call__(self, rows: Floats) -> Floats:
        """Return a copy of `rows` with the layer's output added to all but the first and last."""
        out = rows.copy()
        windows = sliding_window_view(rows.reshape(-1), 3 * self.width)[:: self.width]
        for start in range(0, len(windows), CHUNK):
            window = np.ascontiguousarray(windows[start : start + CHUNK])
            pieces = window @ self.weights
            pieces += self.bias
            out[start + 1 : start + 1 + len(window)] += self._normalised(pieces)
        return out

    def _normalised(self, pieces: Floats) -> Floats:
        """Return the largest piece of every unit, normalised over the row."""
        width = self.width
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for at in range(2 * width, pieces.shape[1], width):
            np.maximum(best, pieces[:, at : at + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best)[:, None] / width + 1e-8
        best *= self.gain / np.sqrt(spread)
        best += self.shift
        return best


class WordVectors:
    """Fill `doc.tensor` for a batch of documents of one sentence each."""

    def __init__(self, nlp: Language) -> None:
        model: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # Pipe's stub lacks `model`
        self._vocab = nlp.vocab
        self._embed, encoder = model.layers
        nodes = list(encoder.walk())
        maxouts = [node for node in nodes if node.name == "maxout"]
        norms = [node for node in nodes if node.name == "layernorm"]
        self._layers = [
            Layer(
                maxout.get_param("W"),
                maxout.get_param("b"),
                norm.get_param("G"),
                norm.get_param("b"),
            )
            for maxout, norm in zip(maxouts, norms, strict=True)
        ]
        self._place: dict[str, int] = {}
        self._table: Floats = np.zeros((0, self._layers[0].width), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc], words: Sequence[Sequence[str]]) -> None:
        """Set the tensors of `docs`, whose words are `words`."""
        gap = len(self._layers)
        rows, firsts, at = [], [], gap + 1
        for sentence in words:
            firsts.append(at)
            rows.append(np.arange(at, at + len(sentence)))
            at += len(sentence) + gap
        real = np.concatenate(rows)
        encoded: Floats = np.zeros((at + 1, self._table.shape[1]), dtype=np.float32)
        encoded[real] = self._own([word for sentence in words for word in sentence])
        for layer in self._layers:
            encoded = layer(encoded)
        for doc, first, sentence in zip(docs, firsts, words, strict=True):
            tensor: Any = encoded[first : first + len(sentence)]
            doc.tensor = tensor  # the stub wants float64, spaCy itself 32 bits

    def _own(self, words: Sequence[str]) -> Floats:
        """Return the vector of every word by itself, computing those not met before."""
        place = self._place
        new = list(dict.fromkeys(word for word in words if word not in place))
        if new:
            if len(place) + len(new) > KEPT:
                place.clear()
                new = list(dict.fromkeys(words))
                self._table = self._table[:0]
            (vectors,) = self._embed.predict([Doc(self._vocab, words=new)])
            place.update(zip(new, range(len(place), len(place) + len(new)), strict=True))
            self._table = np.concatenate((self._table, vectors))
        return self._table[[place[word] for word in words]]
