"""Grounding of whole texts, shared by the adapters of the sets that look at mentions."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from detente.ground import Grounder
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.text import BlockSpan, Tree
from detente.parse.pipeline import Parser
from detente.parse.sentences import split_sentences


@cache
def grounder() -> Grounder:
    """Return the grounder as it ships."""
    return Grounder()


@cache
def parser() -> Parser:
    """Return the parser as it ships."""
    return Parser()


def rows(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file."""
    for line in dev_path.read_text("utf-8").rstrip("\n").split("\n"):
        yield json.loads(line)


def paragraphs(text: str) -> list[BlockSpan]:
    """Return every line of a text that holds something as a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(BlockSpan(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return blocks


def ground_text(text: str, published: str | None = None, *, trees: bool = True) -> Grounding:
    """Ground a plain text; every line of it is a paragraph.

    Args:
        text: The text, taken as it stands.
        published: EDTF day of publication.
        trees: Whether to parse; times need no trees.
    """
    return ground_trees(text, published, trees=trees)[2]


def ground_trees(
    text: str, published: str | None = None, *, trees: bool = True
) -> tuple[Article, list[Tree], Grounding]:
    """Like `ground_text`, and with the article and the trees that it rests on."""
    blocks = paragraphs(text)
    article = Article(text=text, blocks=tuple(blocks), published=published)
    sentences = split_sentences(text, blocks)
    parsed = parser().parse(text, list(enumerate(sentences))) if trees else []
    return article, parsed, grounder().ground(article, sentences, parsed)
