"""The parser: sentences in, dependency trees out, batched over documents.

    parser = Parser()
    trees = parser.parse(text, list(enumerate(split_sentences(text, blocks))))

The trained pipeline in `weights/` is used unless another installed spaCy pipeline with Universal
Dependencies labels is named. Nothing is downloaded. The same input gives the same output, whatever
batch it comes in.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from detente.model.errors import ModelError
from detente.model.text import SentenceSpan, Tree
from detente.parse.convert import Converter
from detente.parse.lemmas import Lemmas
from detente.parse.storage import read_weights
from detente.parse.tokenizer import token_spans
from detente.parse.upos import UniversalTags
from detente.parse.vectors import WordVectors
from detente.parse.vocabulary import normal_form

WEIGHTS = Path(__file__).parent / "weights" / "en_news"
LONGEST = 250
"""Tokens; a longer sentence is parsed up to here (its tree's `end` then comes before the sentence's)."""

BATCH = 8_000
"""Words parsed together."""

_Item = tuple[int, str, SentenceSpan, list[tuple[int, int]]]
_UD_RELATIONS = frozenset({"nsubj", "obj", "obl", "nmod", "case", "conj"})


class Parser:
    """Parse English sentences; `known_lemmas` are preferred where an inflected form has several base forms."""

    def __init__(self, model: str | None = None, known_lemmas: frozenset[str] = frozenset(), *, weights: Path | None = None) -> None:
        folder = weights or WEIGHTS
        self.name = model or folder.name
        self._nlp = read_weights(folder) if model is None else _installed(model)
        self._native = model is None
        self._vectors = WordVectors(self._nlp) if self._native else None
        self._pipes: list[Any] = [pipe for name, pipe in self._nlp.pipeline if name != "tok2vec" or not self._native]
        lemmas = Lemmas.from_folder(folder, known_lemmas)
        tags = UniversalTags.from_file(folder / "upos.tsv")
        self._converter = Converter(self._nlp.vocab.strings, lemmas, tags, native=self._native)

    def parse(self, text: str, sentences: Sequence[tuple[int, SentenceSpan]]) -> list[Tree]:
        """Return one tree per (index, sentence) of a document, in order; sentences without a token give none."""
        return next(self.parse_many([(text, sentences)]))

    def parse_many(self, documents: Iterable[tuple[str, Sequence[tuple[int, SentenceSpan]]]]) -> Iterator[list[Tree]]:
        """Yield for every (text, sentences) its trees, in order; reads ahead no further than one batch needs."""
        waiting: list[list[_Item]] = []
        words = 0
        for text, sentences in documents:
            items = [(index, text, span, token_spans(text, span.start, span.end)[:LONGEST]) for index, span in sentences]
            waiting.append([item for item in items if item[3]])
            words += sum(len(item[3]) for item in items)
            if words >= BATCH:
                yield from self._flush(waiting)
                waiting, words = [], 0
        yield from self._flush(waiting)

    def _flush(self, waiting: list[list[_Item]]) -> Iterator[list[Tree]]:
        """Parse the sentences of these documents together and hand them back document by document."""
        flat = [item for items in waiting for item in items]
        trees: list[Tree] = []
        batch: list[_Item] = []
        words = 0
        for item in flat:
            batch.append(item)
            words += len(item[3])
            if words >= BATCH:
                trees.extend(self._trees(batch))
                batch, words = [], 0
        trees.extend(self._trees(batch))
        rest = iter(trees)
        for items in waiting:
            yield [next(rest) for _ in items]

    def _trees(self, batch: list[_Item]) -> list[Tree]:
        """Parse one batch; what spaCy stores about new words is freed at the end, so that memory stays bounded."""
        if not batch:
            return []
        with self._nlp.memory_zone():
            words = [self._words(text, spans) for _, text, _, spans in batch]
            docs = [Doc(self._nlp.vocab, words=forms, sent_starts=[True] + [False] * (len(forms) - 1)) for forms in words]
            if self._vectors:
                self._vectors(docs, words)
            for pipe in self._pipes:
                docs = list(pipe.pipe(docs, batch_size=len(docs)))
            convert = self._converter.tree
            return [convert(doc, text, spans, index) for doc, (index, text, _, spans) in zip(docs, batch, strict=True)]

    def _words(self, text: str, spans: list[tuple[int, int]]) -> list[str]:
        """Return the words of a sentence in the form the network knows."""
        words = [text[a:b] for a, b in spans]
        return [normal_form(word) for word in words] if self._native else words


def was_cut(tree: Tree, sentence: SentenceSpan) -> str | None:
    """Return why a tree covers less than its sentence, or None if it covers all."""
    return f"sentence cut at {LONGEST} tokens" if tree.end < sentence.end else None


def _installed(model: str) -> Language:
    """Load another spaCy pipeline; raises ModelError if it is not installed or not labelled with UD."""
    import spacy  # noqa: PLC0415 (costs half a second that the trained pipeline does not need)

    try:
        nlp = spacy.load(model, exclude=["ner", "lemmatizer", "senter", "textcat"])
    except OSError as error:
        raise ModelError(f"the spaCy pipeline {model!r} is not installed (install it, or leave the model out to use the one built in)") from error
    labels = {label.lower() for label in getattr(nlp.get_pipe("parser"), "labels", ())} if nlp.has_pipe("parser") else set()
    if not labels >= _UD_RELATIONS:
        raise ModelError(f"the spaCy pipeline {model!r} has no parser with Universal Dependencies labels (missing: {', '.join(sorted(_UD_RELATIONS - labels))})")
    return nlp
