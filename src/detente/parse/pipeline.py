"""The parser: sentences in, dependency trees out, batched over documents.

    parser = Parser()
    trees = parser.parse(text, list(enumerate(split_sentences(text, blocks))))

The trained pipeline in `weights/` is used unless another installed spaCy pipeline with Universal
Dependencies labels is named. Nothing is downloaded. The same input gives the same output.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
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
"""Tokens; a longer sentence is parsed up to here (`was_cut` tells)."""

BATCH = 8_000
"""Words parsed together."""

UD_RELATIONS = frozenset({"nsubj", "obj", "obl", "nmod", "case", "conj"})
"""Relations that a pipeline must know to count as labelled with Universal Dependencies."""

ANY_WORD = "word"

Sentences = Sequence[tuple[int, SentenceSpan]]
_Item = tuple[int, str, list[tuple[int, int]]]


class Parser:
    """Parse English sentences.

    Args:
        model: another installed spaCy pipeline to use instead of the one built in.
        known_lemmas: base forms to prefer where an inflected form has several.
        weights: folder of other weights of our own making (for training).

    Raises:
        ModelError: the pipeline is not installed, or its labels are not Universal Dependencies.
    """

    def __init__(
        self,
        model: str | None = None,
        known_lemmas: frozenset[str] = frozenset(),
        *,
        weights: Path | None = None,
    ) -> None:
        folder = weights or WEIGHTS
        self.name = model or folder.name
        self._nlp = read_weights(folder) if model is None else _installed(model)
        self._native = model is None
        self._vectors = WordVectors(self._nlp) if self._native else None
        self._pipes: list[Any] = [
            pipe for name, pipe in self._nlp.pipeline if name != "tok2vec" or not self._native
        ]
        lemmas = Lemmas.from_folder(folder, known_lemmas)
        tags = UniversalTags.from_file(folder / "upos.tsv")
        self._converter = Converter(self._nlp.vocab.strings, lemmas, tags, native=self._native)

    def parse(self, text: str, sentences: Sentences) -> list[Tree]:
        """Return one tree per (index, sentence), in order; sentences without a token give none."""
        return next(self.parse_many([(text, sentences)]))

    def parse_many(self, documents: Iterable[tuple[str, Sentences]]) -> Iterator[list[Tree]]:
        """Yield for every (text, sentences) its trees, in order, reading ahead one batch."""
        waiting: list[list[_Item]] = []
        words = 0
        for text, sentences in documents:
            items = [
                (index, text, token_spans(text, span.start, span.end)[:LONGEST])
                for index, span in sentences
            ]
            waiting.append([item for item in items if item[2]])
            words += sum(len(spans) for _, _, spans in items)
            if words >= BATCH:
                yield from self._flush(waiting)
                waiting, words = [], 0
        yield from self._flush(waiting)

    def _flush(self, waiting: list[list[_Item]]) -> Iterator[list[Tree]]:
        """Parse the sentences of these documents together, hand them back one by one."""
        trees: list[Tree] = []
        batch: list[_Item] = []
        words = 0
        for item in (item for items in waiting for item in items):
            batch.append(item)
            words += len(item[2])
            if words >= BATCH:
                trees.extend(self._trees(batch))
                batch, words = [], 0
        trees.extend(self._trees(batch))
        rest = iter(trees)
        for items in waiting:
            yield [next(rest) for _ in items]

    def _trees(self, batch: list[_Item]) -> list[Tree]:
        """Parse one batch; what spaCy keeps of new words is freed, so that memory stays bounded."""
        if not batch:
            return []
        with self._nlp.memory_zone():
            words = [self._words(text, spans) for _, text, spans in batch]
            docs = [self._document(forms) for forms in words]
            if self._vectors:
                self._vectors(docs, words)
            for pipe in self._pipes:
                docs = list(pipe.pipe(docs, batch_size=len(docs)))
            convert = self._converter.tree
            return [
                convert(doc, text, spans, index)
                for doc, (index, text, spans) in zip(docs, batch, strict=True)
            ]

    def _words(self, text: str, spans: list[tuple[int, int]]) -> list[str]:
        """Return the words of a sentence in the form that the network knows."""
        words = [text[a:b] for a, b in spans]
        return [normal_form(word) for word in words] if self._native else words

    def _document(self, words: list[str]) -> Doc:
        """Return the unparsed document of one sentence, which the parser may not split.

        Our own network sees the vectors alone, and spaCy is slow to take in words new to it: one
        and the same word then stands for all.
        """
        starts: list[bool | int | None] = [True, *[False] * (len(words) - 1)]
        shown = [ANY_WORD] * len(words) if self._native else words
        return Doc(self._nlp.vocab, words=shown, sent_starts=starts)


def was_cut(tree: Tree, sentence: SentenceSpan) -> str | None:
    """Return why a tree covers less than its sentence, or None if it covers all."""
    return f"sentence cut at {LONGEST} tokens" if tree.end < sentence.end else None


def _installed(model: str) -> Language:
    """Load another spaCy pipeline and check that it can be used."""
    spacy: Any = import_module("spacy")  # here, for the built-in pipeline does without it
    try:
        nlp: Language = spacy.load(model, exclude=["ner", "lemmatizer", "senter", "textcat"])
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {model!r} is not installed; install it, "
            "or leave the model out to use the one built in"
        ) from error
    parser: Any = nlp.get_pipe("parser") if nlp.has_pipe("parser") else None
    missing = UD_RELATIONS - {label.lower() for label in getattr(parser, "labels", ())}
    if missing:
        raise ModelError(
            f"the spaCy pipeline {model!r} has no parser with Universal Dependencies labels "
            f"(missing: {', '.join(sorted(missing))})"
        )
    return nlp
