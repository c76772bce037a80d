"""Comments in the data that a page's scripts start from, for pages that script draws."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from detente.read.boards.comments import comments_in
from detente.read.repairs import RawComment

_LIST = re.compile(
    r"(?:initial|article|story|page|top|root|all)?_?comments?(?:_?list|_?thread|s)?", re.IGNORECASE
)
"""Fits the key under which a page's comments stand; "recentComments" are other pages'."""
_ASSIGNED = re.compile(
    r"(?:(?:window|self)\s*(?:\.|(?=\[))|(?:var|let|const)\s)\s*[\w.$\[\]'\"]+\s*=\s*(?=[{\[])"
)
_LONGEST = 5_000_000
"""Characters of one script that are parsed."""
_FEWEST_LETTERS = 2


def embedded_comments(page: LexborHTMLParser) -> list[RawComment]:
    """The comments in the page's data, the longest list of them.

    Args:
        page: The parsed page.
    """
    found: list[RawComment] = []
    for script in page.css("script"):
        text = script.text()
        if "omment" not in text or len(text) > _LONGEST:
            continue
        for value in _values(text, script.attributes.get("type") or ""):
            for listed in _lists(value):
                comments = comments_in(listed)
                if len(comments) > len(found) and all(map(_is_whole, comments)):
                    found = comments
    return found


def _is_whole(comment: RawComment) -> bool:
    """Whether a comment has what a reader's comment has: words, and a name or a time."""
    if comment.deleted:
        return True
    return len(comment.text) >= _FEWEST_LETTERS and bool(comment.author or comment.posted)


def _values(text: str, kind: str) -> Iterator[Any]:
    """The JSON in a script: the whole of it, or what it assigns to a variable."""
    if kind.endswith("json"):
        starts = [0]
    else:
        starts = [found.end() for found in _ASSIGNED.finditer(text)][:20]
    decoder = json.JSONDecoder()
    for start in starts:
        try:
            yield decoder.raw_decode(text[start:].lstrip())[0]
        except (ValueError, RecursionError):
            continue  # no JSON: other script, and the page is read without it


def _lists(value: Any) -> Iterator[list[Any]]:
    """Lists of objects under a key that says that they are comments."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            for key, inner in item.items():
                listed = inner
                if isinstance(inner, dict) and isinstance(
                    inner.get("edges", inner.get("nodes")), list
                ):
                    listed = inner.get("edges", inner.get("nodes"))
                if _LIST.fullmatch(key) and isinstance(listed, list) and _objects(listed):
                    yield listed
                else:
                    waiting.append(inner)


def _objects(listed: list[Any]) -> bool:
    return bool(listed) and all(isinstance(item, dict) for item in listed)
