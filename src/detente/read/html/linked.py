"""Comments in a page's linked data (schema.org in JSON-LD), for pages that script draws."""

import json
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from detente.read.boards.comments import comments_in
from detente.read.thread import RawComment


def linked_comments(page: LexborHTMLParser) -> list[RawComment]:
    """The comments that a page states as `comment` of its article.

    Args:
        page: The parsed page.
    """
    for script in page.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(script.text())
        except (ValueError, RecursionError):
            continue  # linked data is often broken, and the page is read without it
        found = comments_in(_comment_lists(value))
        if found:
            return found
    return []


def _comment_lists(value: Any) -> list[Any]:
    """What stands under `comment` in the value's articles."""
    waiting, lists = [value], []
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            inner = item.get("comment")
            if isinstance(inner, dict | list):
                lists.append(inner if isinstance(inner, list) else [inner])
            else:
                waiting.extend(
                    item.get(name) for name in ("@graph", "mainEntity", "mainEntityOfPage")
                )
    return lists
