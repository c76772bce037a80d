"""What an element's tag, id and class say about its part in a comment thread."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from detente.read.html import vocabulary as words

Role = Literal["text", "paragraph", "author", "time", "aside", "skip"] | None


class Marks(NamedTuple):
    """What one element is to a thread."""

    item: bool = False
    """A comment."""
    key: str | None = None
    """Its number, where its id holds one."""
    level: int | None = None
    """Its depth, where a class counts it."""
    lists: bool = False
    """A list, of replies perhaps."""
    replies: bool = False
    """Holds the replies to what stands before it."""
    container: bool = False
    """Holds comments."""
    role: Role = None
    rank: int = 0
    """How surely a role's words are a name or a time."""
    own: bool = False
    """Whether a class names comments, so that it is no reader's mark-up."""
    dropped: bool = False
    """A pingback or trackback: another page that links here, not a reader."""
    deleted: bool = False
    edited: bool = False
    """A note that the comment was changed."""


_SKIPPED_TAGS = frozenset(
    (
        *("script", "style", "noscript", "button", "select", "textarea", "input", "template"),
        *("iframe", "svg", "nav", "object", "audio", "video", "math", "head", "canvas", "dialog"),
        "label",
    )
)
_ITEM_TAGS = frozenset(
    ("li", "div", "article", "section", "tr", "dl", "dt", "dd", "table", "td", "details")
)
_BY_CLASS: tuple[tuple[re.Pattern[str], Role, int], ...] = (
    (words.SKIP, "skip", 0),
    (words.TEXT, "text", 0),
    (words.NAME, "author", 3),
    (words.AUTHOR, "author", 1),
    (words.TIME, "time", 2),
    (words.ASIDE, "aside", 0),
    (words.EDITED, "aside", 0),
)
"""What a class says, the surest first."""
_BY_KIND: dict[str, tuple[Role, int]] = {
    "text": ("text", 0),
    "commentText": ("text", 0),
    "reviewBody": ("text", 0),
    "dateCreated": ("time", 3),
    "datePublished": ("time", 3),
    "commentTime": ("time", 3),
    "name": ("author", 3),
    "author": ("author", 1),
    "creator": ("author", 1),
}
"""What schema.org's properties say."""
_BY_TAG: dict[str, tuple[Role, int]] = {
    "time": ("time", 3),
    "cite": ("author", 2),
    **dict.fromkeys(("p", "blockquote", "pre", "dd"), ("paragraph", 0)),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer"), ("aside", 0)),
}


@lru_cache(maxsize=20_000)
def marks(tag: str, identity: str, classes: str, kind: str) -> Marks:
    """What an element is to a thread.

    Args:
        tag: Its name, lower case.
        identity: Its id.
        classes: Its class attribute.
        kind: Its `itemtype`, or else its `itemprop`.
    """
    tokens = tuple(dict.fromkeys(classes.split()))[:24]
    names = (*tokens, identity)
    if tag in _SKIPPED_TAGS or any(
        words.FORM.fullmatch(name) or words.DIGEST.search(name) for name in names
    ):
        return Marks(role="skip")
    role, rank = _role(tag, tokens, kind)
    key = _key(tag, identity, classes)
    item = tag in _ITEM_TAGS and (role is None or key is not None) and _is_item(tokens, kind, key)
    levels = [found for token in tokens if (found := words.LEVEL.fullmatch(token))]
    replies = any(words.REPLIES.fullmatch(token) for token in tokens)
    return Marks(
        item=item,
        key=key if item else None,
        level=int(levels[-1].group(1)) if levels else None,
        lists=replies or tag in {"ul", "ol"},
        replies=replies,
        container=any(
            name and words.CONTAINER.fullmatch(name) and not words.ELSEWHERE.search(name)
            for name in names
        ),
        role=None if item else role,
        rank=rank,
        own="comment" in classes.lower(),
        dropped=item and not words.LINKED.isdisjoint(tokens),
        deleted=item and any(words.GONE.fullmatch(token) for token in tokens),
        edited=not item and any(words.EDITED.fullmatch(token) for token in tokens),
    )


def _key(tag: str, identity: str, classes: str) -> str | None:
    """The number of a comment in an element's id."""
    if not identity or words.NOT_ITEM.search(identity) or words.ELSEWHERE.search(identity):
        return None
    found = words.NUMBERED.search(identity)
    if found is None:
        return None
    if identity.startswith("post-") and tag != "li":
        return None  # blogs number their articles so; only Disqus numbers comments so, in a list
    if found["short"] and "comment" not in classes:
        return None  # content managers number every element of a page so
    return next(group for group in found.groups() if group)


def _is_item(tokens: tuple[str, ...], kind: str, key: str | None) -> bool:
    """Whether class, id or schema.org type say that this is one comment."""
    if key is not None or kind.endswith(("/Comment", "/UserComments")) or kind == "comment":
        return True
    return not words.LINKED.isdisjoint(tokens) or any(
        words.ITEM.fullmatch(token)
        and not words.NOT_ITEM.search(token)
        and not words.TOPIC.match(token)
        for token in tokens
    )


def _role(tag: str, tokens: tuple[str, ...], kind: str) -> tuple[Role, int]:
    """The part that an element plays within a comment, and how sure a name or time it is."""
    found = [
        (role, rank)
        for pattern, role, rank in _BY_CLASS
        if any(pattern.fullmatch(token) for token in tokens)
    ]
    if found and found[0][0] in {"skip", "text"}:
        return found[0]
    by_kind, by_tag = _BY_KIND.get(kind), _BY_TAG.get(tag)
    if by_kind is not None and by_kind[0] == "text":
        return by_kind
    if tag == "time":
        return _BY_TAG[tag]
    stated = [*found, *(part for part in (by_kind, by_tag) if part is not None)]
    return max(stated, key=lambda part: part[1], default=(None, 0))
