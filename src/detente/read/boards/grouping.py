"""Tells exports of comment systems from rows of articles, and gathers comments page by page."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from detente.model.errors import FormatError, InputError
from detente.read.blocks import About, Block
from detente.read.boards.comments import comments_in, is_row
from detente.read.clean import one_line
from detente.read.draft import Draft
from detente.read.fields import first, words

_PAGE_KEYS = (
    "locator", "storyID", "story_id", "asset_id", "thread", "uri", "post", "article_url",
    "page_url", "article_id", "comment_post_ID",
)  # fmt: skip
_TITLES = ("title", "post_title", "clean_title")


def is_export(value: Any) -> bool:
    """Whether parsed JSON is, or begins, an export of comments without their article.

    Args:
        value: A whole export, or the first row of one.
    """
    return (
        _story(value) is not None
        or any(_is_comment(row) for row in _sample(value))
        or _is_backup(value)
    )


def _is_backup(value: Any) -> bool:
    """The first line of Remark42's backup, which names its version and its users."""
    return isinstance(value, dict) and "version" in value and isinstance(value.get("users"), list)


def _sample(value: Any) -> list[Any]:
    """The first rows that could be comments."""
    if isinstance(value, dict):
        for name in ("comments", "replies", "response"):
            inner = value.get(name)
            if isinstance(inner, list) and not any(
                isinstance(value.get(key), str) for key in ("text", "body", "content")
            ):
                return [
                    row.get("comment", row) if isinstance(row, dict) else row for row in inner[:3]
                ] or [value]
        return [value]
    return value[:3] if isinstance(value, list) else []


def _is_comment(row: Any) -> bool:
    """Whether a row has the marks of a comment: what it answers, and the page it stands under."""
    if not isinstance(row, dict):
        return False
    remark = isinstance(row.get("locator"), dict) and "user" in row
    coral = ("storyID" in row or "asset_id" in row) and ("revisions" in row or "body" in row)
    isso = "parent" in row and "created" in row and "text" in row
    disqus = "raw_message" in row or ("message" in row and "thread" in row)
    wordpress = "author_name" in row and "parent" in row and "content" in row
    known = remark or coral or isso or disqus or wordpress or _is_isso_thread(row)
    return known or is_row(row)


def _is_isso_thread(row: dict[str, Any]) -> bool:
    """Whether a row is a thread of Isso's own exchange form: an address, a title and comments."""
    comments = row.get("comments")
    return (
        isinstance(comments, list) and "id" in row and "title" in row and len(row) <= 4
        and all(isinstance(comment, dict) and "created" in comment for comment in comments[:3])
    )  # fmt: skip


def _story(value: Any) -> dict[str, Any] | None:
    """The story of an answer of Coral's interface."""
    for name in ("data", "story", "asset"):
        if isinstance(value, dict) and isinstance(value.get(name), dict):
            value = value[name]
    if (
        isinstance(value, dict)
        and isinstance(value.get("comments"), dict)
        and "edges" in value["comments"]
    ):
        return value
    return None


def comment_pages(
    rows: Iterable[tuple[str, str, Any]], origin: str
) -> Iterator[tuple[str, bytes, Draft | InputError]]:
    """Pages of an export: for each address that its comments stand under one page.

    Args:
        rows: Name, source and value of each row.
        origin: Names the file.

    Returns:
        For each page a name, the bytes that stand for it, and its draft; rows that are no JSON as
        errors.
    """
    groups: dict[str, list[Any]] = {}
    failed: list[tuple[str, bytes, Draft | InputError]] = []
    for name, source, value in rows:
        if isinstance(value, InputError):
            failed.append((name, source.encode("utf-8", "replace"), value))
            continue
        if _is_backup(value) and "comments" not in value:
            continue
        story = _story(value)
        for row in [story] if story is not None else _unfolded(value):
            groups.setdefault(_page(row), []).append(row)
    if not groups:
        raise FormatError(origin, "no comment in it", "export the comments again")
    single = len(groups) == 1
    drafts = (_drafted(page, items, origin, single=single) for page, items in groups.items())
    return chain(failed, drafts)


def _unfolded(value: Any) -> list[Any]:
    """The comments or threads of a value."""
    if isinstance(value, list):
        return value
    for name in ("comments", "response", "replies"):
        if (
            isinstance(value.get(name), list)
            and not _is_isso_thread(value)
            and not _is_comment(value)
        ):
            return list(value[name])
    return [value]


def _page(row: Any) -> str:
    """What names the page that a comment stands under; empty where nothing does."""
    if not isinstance(row, dict):
        return ""
    inner = row.get("comment")
    if isinstance(inner, dict):
        row = inner
    if _is_isso_thread(row):
        return str(row["id"])
    value = first(row, _PAGE_KEYS)
    if isinstance(value, dict):
        value = first(value, ("url", "id"))
    return str(row.get("url") or "") if value is None and "comments" in row else str(value or "")


def _drafted(
    page: str, items: list[Any], origin: str, *, single: bool
) -> tuple[str, bytes, Draft | InputError]:
    """The draft of one page of an export."""
    head: dict[str, Any] = next((item for item in items if isinstance(item, dict)), {})
    if isinstance(head.get("comment"), dict):
        head = head["comment"]
    about: dict[str, Any] = head["metadata"] if isinstance(head.get("metadata"), dict) else head
    title = words(first(about, _TITLES))
    comments = comments_in(items)
    address = page if page.startswith(("http://", "https://")) else head.get("url")
    draft = Draft(
        [Block("headline", title)] if title else [],
        About(title=title, url=address if isinstance(address, str) else None),
        comments,
    )
    name = origin if single or not page else f"{origin}#{one_line(page)}"
    return (
        name,
        json.dumps(items, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace"),
        draft,
    )
