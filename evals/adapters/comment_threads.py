"""Predictions for the set `comment_threads`: threads that the read stage finds in HTML mark-up.

The set compares authors by name. Names never leave the read stage, so this looks into it, before
pseudonyms are put on; its rows are for the scorer alone.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from detente.read.clean import paragraphs
from detente.read.dates import iso_time
from detente.read.decode import decode
from detente.read.html.thread import find_thread

PAGES = Path("trafilatura_comments") / "pages"
"""The pages lie with the other set that is made from them."""


def predict(dev_path: Path) -> Iterator[dict[str, object]]:
    """One row a page, in the form that the set's `score.py` reads.

    Args:
        dev_path: The set's `dev.jsonl`.
    """
    for line in dev_path.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        file = dev_path.parent.parent / PAGES / Path(row["mirror_path"]).name
        page = LexborHTMLParser(decode(file.read_bytes(), file.name).text)
        found = find_thread(page.root) if page.root is not None else None
        comments = found.comments if found is not None else []
        yield {
            "doc_id": row["doc_id"],
            "comments": [
                {
                    "id": comment.key,
                    "parent": comment.parent,
                    "author": comment.author,
                    "time": iso_time(comment.posted),
                    "text": paragraphs(comment.text),
                }
                for comment in comments
            ],
        }
