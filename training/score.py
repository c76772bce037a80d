"""Score tags and trees: on gold tokens while training, and over raw text as CoNLL 2018 did.

Raw text: a predicted word counts if its span is that of a gold word; its head is right if the
heads' spans agree (or both are roots). LAS compares universal relations (nsubj:pass counts as
nsubj), `las_full` compares them with subtypes; punctuation counts in both. `las_spacy` compares
with subtypes and leaves punctuation out, as spaCy's scorer does. All figures in percent.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language

from detente.model.text import Tree
from training.conllu import Document, Gold
from training.examples import make_example

Figures = dict[str, float]


def score_gold_tokens(nlp: Language, sentences: Sequence[Gold]) -> Figures:
    """Return tag accuracy, UAS and LAS (subtypes and punctuation count) on gold tokens, percent."""
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
    return {
        name: round(100 * count / total, 2)
        for name, count in (("tag", tags), ("uas", heads), ("las", labels))
    }


def sentence_f1(documents: Iterable[tuple[Document, Sequence[tuple[int, int]]]]) -> float:
    """Return the F1 of sentence spans (both ends right) over documents, in percent."""
    right = gold = found = 0
    for document, spans in documents:
        right += len(set(document.sentences) & set(spans))
        gold += len(document.sentences)
        found += len(spans)
    return _f1(right, gold, found)


def score_raw(
    documents: Iterable[tuple[Document, Sequence[Tree]]],
) -> tuple[Figures, dict[str, Figures]]:
    """Return figures over raw text, and precision and recall per relation (with subtypes)."""
    count: Counter[str] = Counter()
    relations: Counter[tuple[str, str]] = Counter()
    for document, trees in documents:
        gold = dict(_gold_words(document))
        found = dict(_tree_words(trees))
        count["gold"] += len(gold)
        count["found"] += len(found)
        for word in gold.values():
            relations["gold", word["dep"]] += 1
            count["gold_solid"] += word["dep"] != "punct"
        for span, word in found.items():
            relations["found", word["dep"]] += 1
            count["found_solid"] += word["dep"] != "punct"
            other = gold.get(span)
            if other is None:
                continue
            count["word"] += 1
            head = word["head"] == other["head"]
            for name in ("tag", "pos", "lemma"):
                count[name] += word[name] == other[name]
            count["uas"] += head
            count["las"] += head and word["dep"].partition(":")[0] == other["dep"].partition(":")[0]
            count["las_full"] += head and word["dep"] == other["dep"]
            relations["right", word["dep"]] += head and word["dep"] == other["dep"]
            count["las_spacy"] += head and word["dep"] == other["dep"] != "punct"
    names = ("word", "tag", "pos", "lemma", "uas", "las", "las_full")
    figures = {name: _f1(count[name], count["gold"], count["found"]) for name in names}
    figures["las_spacy"] = _f1(count["las_spacy"], count["gold_solid"], count["found_solid"])
    return figures, {
        name: _relation(relations, name) for kind, name in list(relations) if kind == "gold"
    }


def _relation(relations: Counter[tuple[str, str]], name: str) -> Figures:
    """Return precision, recall and number of one relation."""
    right, gold, found = (relations[kind, name] for kind in ("right", "gold", "found"))
    return {
        "p": round(100 * right / max(1, found), 1),
        "r": round(100 * right / max(1, gold), 1),
        "n": gold,
    }


def _f1(right: int, gold: int, found: int) -> float:
    return round(200 * right / max(1, gold + found), 2)


def _gold_words(document: Document) -> Iterable[tuple[tuple[int, int], dict[str, str]]]:
    """Yield span and annotation of every gold word of a document."""
    for (start, _), gold in zip(document.sentences, document.gold, strict=True):
        spans = [(start + a, start + b) for a, b in zip(gold.starts, gold.ends, strict=True)]
        yield from _words(spans, gold)


def _tree_words(trees: Iterable[Tree]) -> Iterable[tuple[tuple[int, int], dict[str, str]]]:
    """Yield span and annotation of every predicted word."""
    for tree in trees:
        yield from _words(list(zip(tree.starts, tree.ends, strict=True)), tree)


def _words(
    spans: list[tuple[int, int]], tree: Gold | Tree
) -> Iterable[tuple[tuple[int, int], dict[str, str]]]:
    for index, span in enumerate(spans):
        head = tree.heads[index]
        yield (
            span,
            {
                "tag": tree.tags[index],
                "pos": tree.pos[index],
                "lemma": tree.lemmas[index].lower(),
                "dep": tree.deps[index],
                "head": "root" if head == index else str(spans[head]),
            },
        )
