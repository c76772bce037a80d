"""Measure the language pipeline: `python training/evaluate.py` prints the model card's figures.

Mixed dev set (EWT dev + GUM-free dev): selected on. GUM news (dev and test documents): sentences.
PUD: measured only. EWT test and GUM-free test: measured only.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "src"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from detente.model.text import BlockSpan, SentenceSpan, Tree  # noqa: E402  (the path above comes first when run as a script)
from detente.parse.pipeline import Parser  # noqa: E402
from detente.parse.sentences import split_sentences  # noqa: E402
from training.conllu import Document, read_documents  # noqa: E402
from training.score import score_raw, sentence_f1  # noqa: E402

SETS = {
    "mixed dev": ("ud-english-ewt/dev.conllu", "gum-free/dev.conllu"),
    "EWT dev": ("ud-english-ewt/dev.conllu",),
    "GUM dev": ("gum-free/dev.conllu",),
    "EWT test": ("ud-english-ewt/test.conllu",),
    "GUM test": ("gum-free/test.conllu",),
    "PUD": ("ud-english-pud-test-only/test.conllu",),
}
SHOWN = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "conj",
    "appos",
    "advcl",
    "ccomp",
    "xcomp",
    "acl:relcl",
    "compound",
    "obl:agent",
    "nmod:poss",
)


def main(arguments: list[str] | None = None) -> None:
    """Print one JSON line per set, then sentences and speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument(
        "--weights",
        type=Path,
        default=None,
        help="another weights folder than the one in the package",
    )
    parser.add_argument(
        "--relations",
        action="store_true",
        help="also print precision and recall of the main relations",
    )
    options = parser.parse_args(arguments)
    engine = Parser(weights=options.weights)
    for name, files in SETS.items():
        documents = [
            document for file in files for document in read_documents(options.corpora / file)
        ]
        _report(name, engine, documents, relations=options.relations)
        if name == "PUD":
            _report(
                "PUD news",
                engine,
                [d for d in documents if d.name.startswith("n")],
                relations=options.relations,
            )
    gum = [
        d
        for file in ("dev", "test")
        for d in read_documents(options.corpora / f"gum-free/{file}.conllu")
    ]
    news = [d for d in gum if "_news_" in d.name]
    _report("GUM news (dev+test)", engine, news, relations=False)
    print(
        json.dumps(
            {
                "set": "GUM news, no paragraphs known",
                "sentences": sentence_f1((d, spans(d, flat=True)) for d in map(flattened, news)),
            }
        )
    )
    print(
        json.dumps(
            {"speed": speed(engine, read_documents(options.corpora / "gum-free/train.conllu"))}
        )
    )


def _report(name: str, engine: Parser, documents: Sequence[Document], *, relations: bool) -> None:
    """Print the figures of one set."""
    trees = parse(engine, documents, split)
    figures, per_relation = score_raw(zip(documents, trees, strict=True))
    record: dict[str, object] = {
        "set": name,
        **figures,
        "sentences": sentence_f1((d, spans(d)) for d in documents),
    }
    if relations:
        record["relations"] = {relation: per_relation.get(relation) for relation in SHOWN}
    print(json.dumps(record), flush=True)


def split(document: Document) -> list[SentenceSpan]:
    """Return our sentences of a document, paragraph by paragraph."""
    return split_sentences(
        document.text, [BlockSpan(a, b, "paragraph") for a, b in document.paragraphs]
    )


def spans(document: Document, *, flat: bool = False) -> list[tuple[int, int]]:
    """Return our sentences as offsets; `flat` takes the document for one block."""
    blocks = (
        [BlockSpan(0, len(document.text), "paragraph")]
        if flat
        else [BlockSpan(a, b, "paragraph") for a, b in document.paragraphs]
    )
    return [(s.start, s.end) for s in split_sentences(document.text, blocks)]


def flattened(document: Document) -> Document:
    """Return the document with its paragraphs run together by one space."""
    text, sentences = "", []
    for start, end in document.sentences:
        text += " " if text else ""
        sentences.append((len(text), len(text) + end - start))
        text += document.text[start:end]
    return Document(document.name, text, [(0, len(text))], sentences, document.gold)


def parse(
    engine: Parser,
    documents: Sequence[Document],
    splitter: Callable[[Document], list[SentenceSpan]],
) -> list[list[Tree]]:
    """Return the trees of every document."""
    return list(engine.parse_many((d.text, list(enumerate(splitter(d)))) for d in documents))


def speed(engine: Parser, documents: Sequence[Document]) -> dict[str, float]:
    """Return words a second of splitting and of all from raw text to trees (best of three)."""
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        words = sum(len(tree.words) for trees in parse(engine, documents, split) for tree in trees)
        best = max(best, words / (time.perf_counter() - began))
    began = time.perf_counter()
    for document in documents:
        split(document)
    splitting = words / (time.perf_counter() - began)
    return {
        "words_per_second": round(best),
        "splitter_words_per_second": round(splitting),
        "words": words,
    }


if __name__ == "__main__":
    main()
