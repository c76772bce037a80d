"""Score tags and trees: on gold tokens while training, and over raw text as the CoNLL 2018 shared task did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language

from detente.model.text import Tree
from training.conllu import Document, Gold
from training.examples import make_example


def score_gold_tokens(nlp: Language, sentences: Sequence[Gold]) -> dict[str, float]:
    """Return tag accuracy, UAS and LAS (labels with subtypes, punctuation counted) on gold tokens, in percent."""
    docs = [make_example(nlp.vocab, gold).predicted for gold in sentences]
    for start in range(0, len(docs), 256):
        chunk = docs[start : start + 256]
        for _, pipe in nlp.pipeline:
            chunk = list(pipe.pipe(chunk, batch_size=256))
    tags = heads = labels = total = 0
    for doc, gold in zip(docs, sentences, strict=True):
        for token in doc:
            total += 1
            tags += token.tag_ == gold.tags[token.i]
            right = token.head.i == gold.heads[token.i]
            heads += right
            labels += right and token.dep_.lower() == gold.deps[token.i].lower()
    return {name: round(100 * count / total, 2) for name, count in (("tag", tags), ("uas", heads), ("las", labels))}
