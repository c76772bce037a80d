"""Our encoder against spaCy's own, on the trained weights."""

from typing import Any

import numpy as np
from spacy.tokens import Doc

from detente.parse.pipeline import WEIGHTS
from detente.parse.storage import read_weights
from detente.parse.vectors import WordVectors


def test_vectors_are_those_of_spacy_to_rounding() -> None:
    nlp = read_weights(WEIGHTS)
    words = [
        ["The", "army", "seized", "Zubar", "."],
        ["No"],
        ["Talks", "failed", "again"] * 9,
        ["No"],
    ]
    ours = [Doc(nlp.vocab, words=sentence) for sentence in words]
    encode = WordVectors(nlp)
    encode(ours, words)
    encode(ours, words)  # the second time from the table of known words
    theirs = [Doc(nlp.vocab, words=sentence) for sentence in words]
    tok2vec: Any = nlp.get_pipe("tok2vec")
    tok2vec.set_annotations(theirs, tok2vec.predict(theirs))
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine.tensor, other.tensor, atol=1e-4)


def test_a_full_table_starts_anew(monkeypatch: Any) -> None:
    monkeypatch.setattr("detente.parse.vectors.KEPT", 4)
    nlp = read_weights(WEIGHTS)
    encode = WordVectors(nlp)
    for sentence in (["a", "b", "c"], ["c", "d", "e"], ["a", "e"]):
        doc = Doc(nlp.vocab, words=sentence)
        encode([doc], [sentence])
        fresh = Doc(nlp.vocab, words=sentence)
        WordVectors(nlp)([fresh], [sentence])
        np.testing.assert_allclose(doc.tensor, fresh.tensor, atol=1e-5)
