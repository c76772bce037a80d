"""Comments in JSON, flat or nested, in whatever form a comment system gives them.

Known are those of Remark42, Isso, Coral, Disqus, WordPress, schema.org and of scrapers' own making.

E-mail addresses, network addresses, pictures and profiles are never looked at.
"""

from collections.abc import Iterator
from typing import Any

from detente.read.clean import one_line
from detente.read.fields import first, words
from detente.read.markup import words_of
from detente.read.thread import RawComment

_IDS = ("id", "_id", "comment_id", "commentId", "@id", "identifier", "key", "comment_ID")
_PARENTS = (
    "parent", "parent_id", "parentID", "parentId", "pid", "in_reply_to", "inReplyTo",
    "in_reply_to_id", "parentItem", "reply_to", "parent_comment_id", "comment_parent", "replyTo",
)  # fmt: skip
_AUTHORS = (
    "author", "user", "username", "author_name", "authorName", "display_name", "name", "nick", "by",
    "creator", "commenter", "authorID", "comment_author", "user_name",
)  # fmt: skip
_TEXTS = (
    "body", "text", "message", "raw_message", "content", "comment", "orig", "html", "commentText",
    "description", "comment_text", "comment_content",
)  # fmt: skip
_TIMES = (
    "posted", "createdAt", "created_at", "created", "time", "date", "date_gmt", "timestamp",
    "dateCreated", "datePublished", "published", "posted_at", "comment_date", "created_utc",
)  # fmt: skip
_REPLIES = ("replies", "children", "comments", "comment", "responses", "answers")
_NOTHING: tuple[Any, ...] = (None, False, 0, "", "false", "False", "0", "no", [], {})
"""How rows write that something is not so; tables write words."""
_GONE = ("isDeleted", "is_deleted", "deleted", "delete", "deletedAt")
_EDITED = ("edited", "isEdited", "is_edited", "edit", "editedAt", "edited_at", "updated_by_author")
_VOTES = ("score", "votes", "points", "ups", "likes", "like_count", "likeCount", "upvoteCount")
_WITHHELD = frozenset({"REJECTED", "PREMOD", "SYSTEM_WITHHELD", "spam", "trash", "hold"})


def is_row(row: dict[str, Any]) -> bool:
    """Whether a row is a comment in no known system's form: an id, a text and a parent's column.

    Args:
        row: A row of JSON or of a table.
    """
    return (
        any(name in row for name in _IDS)
        and any(name in row for name in _PARENTS)
        and _has_text(row)
        and not any(row.get(name) for name in ("title", "headline", "type"))
    )


def comments_in(value: Any) -> list[RawComment]:
    """The comments of a list, or of an object that holds one, replies after what they answer.

    Comments that moderators held back were never public and are left out.

    Args:
        value: Parsed JSON.
    """
    found: list[RawComment] = []
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    while waiting:
        item, parent = waiting.pop()
        if isinstance(item, list):
            waiting.extend((other, parent) for other in reversed(item))
            continue
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("node"), dict):
            item = item["node"]
        if isinstance(item.get("comment"), dict) and not _has_text(item):
            waiting.extend(
                (other, parent) for other in _inner(item)
            )  # Remark42's tree: comment and replies
            item = item["comment"]
        held = item.get("status") in _WITHHELD or item.get("isSpam") is True
        if not held and (_has_text(item) or _gone(item)):
            comment = _comment(item, parent, len(found))
            found.append(comment)
            parent = comment.key
        waiting.extend((other, parent) for other in _inner(item))
    return found


def _inner(item: dict[str, Any]) -> Iterator[Any]:
    """What holds an item's replies, last first."""
    for name in reversed(_REPLIES):
        value = item.get(name)
        if isinstance(value, dict) and isinstance(value.get("edges", value.get("nodes")), list):
            value = value.get("edges", value.get("nodes"))
        if isinstance(value, list) or (isinstance(value, dict) and name == "comments"):
            yield value


def _has_text(item: dict[str, Any]) -> bool:
    """Whether an object says what a comment says."""
    return _text(item) is not None


def _text(item: dict[str, Any]) -> str | None:
    """The words of a comment, HTML or plain."""
    revisions = item.get("revisions")
    if isinstance(revisions, list) and revisions and isinstance(revisions[-1], dict):
        return _text(revisions[-1])
    for name in _TEXTS:
        value = item.get(name)
        if isinstance(value, dict):
            value = value.get("rendered", value.get("raw"))
        if isinstance(value, str) and value.strip():
            return value
    return None


def _gone(item: dict[str, Any]) -> bool:
    """Whether a comment was deleted."""
    return any(item.get(name) not in _NOTHING for name in _GONE)


def _comment(item: dict[str, Any], around: str | None, number: int) -> RawComment:
    """One comment; its stated parent wins over the one that it stands in."""
    stated = first(item, _PARENTS)
    if isinstance(stated, dict):
        stated = first(stated, _IDS)
    key = first(item, _IDS)
    posted = first(item, _TIMES)
    return RawComment(
        key=f"at-{number}" if key is None else _plain(key),
        parent=around if stated in (None, 0, "0", "") else _plain(stated),
        author=words(first(item, _AUTHORS)) or "",
        posted=None
        if posted is None
        else words(posted if not isinstance(posted, dict) else posted.get("$date")),
        text=words_of(_text(item) or "", quotes=True),
        deleted=_gone(item),
        edited=_edited(item),
        votes=_votes(item),
        made_up=key is None,
    )


def _edited(item: dict[str, Any]) -> bool:
    """Whether a comment was changed after it was written."""
    revisions = item.get("revisions")
    if isinstance(revisions, list) and len(revisions) > 1:
        return True
    return any(item.get(name) not in _NOTHING for name in _EDITED)


def _votes(item: dict[str, Any]) -> int | None:
    """The score as given; None where it is no whole number."""
    value = first(item, _VOTES)
    if isinstance(value, str) and value.strip().lstrip("+-").isdecimal() and len(value) < 12:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _plain(key: Any) -> str:
    """An id as text; MongoDB wraps its own in an object."""
    return one_line(str(key.get("$oid", key) if isinstance(key, dict) else key))
