"""Predictions for the set `trafilatura_comments`: article, comments and metadata of HTML pages."""

import json
from collections.abc import Iterator
from pathlib import Path

from detente.model.page import Page
from detente.read import Pseudonyms, read_bytes

KEY = b"a fixed key: scores need no secret"


def predict(dev_path: Path) -> Iterator[dict[str, object]]:
    """One row a page, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    pseudonyms = Pseudonyms(KEY)
    for line in dev_path.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        file = dev_path.parent / "pages" / Path(row["mirror_path"]).name
        data = file.read_bytes()
        for page in read_bytes(data, origin=row["url"] or file.name, pseudonyms=pseudonyms):
            if isinstance(page, Page):
                yield _row(row["doc_id"], page)


def _row(doc_id: str, page: Page) -> dict[str, object]:
    """A page in the scorer's form; captions count as boilerplate there, and are ours to keep."""
    blocks = [block for block in page.article.blocks if block.kind != "caption"]
    return {
        "doc_id": doc_id,
        "text": "\n".join(page.article.text[b.start : b.end] for b in blocks),
        "comments": [comment.text for comment in page.comments],
        "author": "; ".join(page.article.authors),
        "title": page.article.title,
        "date": page.article.published,
    }
