"""Predictions for the set `ecbplus`: stories of articles, and chains of the mentions in them.

Articles are one story by the likeness of their words and by reports that match: most stories of
the set are no conflict, and none has a date of publication. Mentions (the gold spans) are one chain
when their heads share a lemma within a story, the known simple baseline with stories of our own.
Letting matching reports join chains of different lemmas was tried: it changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.link.incidents.matching import match
from detente.model.text import Tree
from detente.parse.sentences import split_sentences
from evals.adapters._ground import paragraphs, parser, rows
from evals.adapters._linking import Told, told
from evals.adapters._stories import Pair, cosines, stories

LEAST_SHARED = 0.05
"""Cosine under which two texts' reports are not compared."""
REPORTS_SHARE = 0.25
"""How much a match of two reports counts beside the words of the whole texts."""


def predict(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield one row an article, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    articles = list(rows(dev_path))
    texts = {row["doc_id"]: row["text"] for row in articles}
    likeness = cosines(texts)
    coded = {name: told(name, text) for name, text in texts.items()}
    home = stories(texts, likeness, _by_reports(coded, likeness))
    for row in articles:
        story = home[row["doc_id"]]
        yield {"doc_id": row["doc_id"], "cluster": story, "mentions": chained(row, story)}


def _by_reports(coded: Mapping[str, Told], likeness: Mapping[Pair, float]) -> dict[Pair, int]:
    """What the best matching reports of two articles add, where they match at all."""
    found = {}
    for (a, b), cosine in likeness.items():
        if cosine >= LEAST_SHARED:
            weights = (match(x, y).weight for x in coded[a].reports for y in coded[b].reports)
            best = max(weights, default=0)
            if best > 0:
                found[a, b] = round(REPORTS_SHARE * best)
    return found


def chained(row: Mapping[str, Any], story: str) -> list[dict[str, Any]]:
    """Return an article's gold spans with their chains: story, kind and lemma of the head.

    Args:
        row: The article.
        story: What it is taken to be about.
    """
    text = row["text"]
    sentences = split_sentences(text, paragraphs(text))
    trees = parser().parse(text, list(enumerate(sentences)))
    return [
        {
            "start": mention["start"],
            "end": mention["end"],
            "kind": mention["kind"],
            "chain": f"{story} {head_lemma(trees, mention['start'], mention['end'])}",
        }
        for mention in row["mentions"]
    ]


def head_lemma(trees: Sequence[Tree], start: int, end: int) -> str:
    """Return the lemma of the word on which a span hangs; empty where no word is in it."""
    for tree in trees:
        inside = [i for i in range(len(tree)) if tree.starts[i] < end and start < tree.ends[i]]
        if inside:
            head = next(
                (i for i in inside if tree.heads[i] == i or tree.heads[i] not in inside), inside[0]
            )
            return tree.lemmas[head].casefold()
    return ""
