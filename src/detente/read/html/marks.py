"""What an element's tag, id and class say about its part in a comment thread.

The words are those that comment systems and themes use: WordPress and its themes, Disqus, Isso,
Remark42, Coral, Drupal, Blogger, wpDiscuz, XenForo and hand-made pages in several languages. No rule
knows a single site.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

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
    """How surely a role's words are an author's name."""
    own: bool = False
    """Whether a class names comments, so that it is no reader's mark-up."""
    dropped: bool = False
    """A pingback or trackback: another page that links here, not a reader."""
    deleted: bool = False


_NOUN = r"(?:comment|comments|komm?entar|commentaire|comentario|reply|post|message|forum|thread|response)"
_ID = re.compile(
    r"(?:^|[-_])(?:comm(?:ent)?s?|komm?entare?|commentaires?|comentarios?|reply|replies|message|response"
    r"|opinion)[-_]{0,2}(?P<key>\d[\w-]*|[0-9a-f]{8}-[0-9a-f-]{27}|t1_\w+)$"
    r"|^(?:isso|dsq-comment|remark42__comment|post|kommentar)-(?P<own>\d[\w-]*|[0-9a-f][0-9a-f-]{15,})$"
    r"|^c(?P<short>\d{3,})$|^(?P<reddit>t1_\w+)$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"(?:\w{1,12}[-_]{1,2}){0,2}(?:comment|komm?entar|commentaire|comentario|leserbrief|leserkommentar)"
    r"(?:[-_]{1,2}(?:item|card|entry|box|row|wrap|wrapper|container|node|single|default|story|main|block))?"
    r"|[a-z]{2,4}comment|comments?(?:item|box|entry|container|con|wrapper)"
    r"|\w{0,20}commentcontainer|forum-fil",
    re.IGNORECASE,
)
_NOT_ITEM = re.compile(
    r"comment[-_]*(?:list|form|respond|reply|link|links|count|section|area|nav|meta|author|metadata|avatar"
    r"|holder|policy|notes|box-form|title|actions?|footer|header|head|date|time|teaser|button)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"(?:category|cat|tag|type|page|single|template|format|has|no|is)[-_]", re.IGNORECASE
)
_LEVEL = re.compile(
    r"(?:depth|level|indent|coral-indent|comment-level|thread_level|wc_comment_level|comment_level|lvl)"
    r"[-_]?(\d{1,4})",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"(?:children|indented|replies|thread|(?:comment|child|thread|isso|sub|nested|post)[-_]{1,2}?"
    r"(?:children|replies|follow-up|comments|thread|list|wrapper)|(?:comment|thread)[-_]{1,2}replies"
    r"|comment-replies|follow-up|subcomments?|answers|replybox|comments-nested)",
    re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"(?:[\w-]{0,24}[-_])?(?:comments?|kommentare?|commentaires|comentarios|replies|discussion|disqus|isso"
    r"|remark42|coral|leserbriefe|forum|responses|allcomments)"
    r"(?:[-_]{0,2}(?:list|area|section|wrapper|wrap|box|container|thread|items?|holder|content|entries"
    r"|stream|inner|block|links|main|feed|tab|con|widget|\d+))*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:recent|latest|last|neueste|letzte|widget|sidebar|teaser|count|link|nav|menu|form|respond|related|popular)",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"[\w-]{0,24}(?:comment|kommentar|commentaire|isso|coral|message|forum|review|leserbrief)s?[-_]*"
    r"(?:content|contents|text|texte|txt|message|msg|copy|description|story|inner|paragraph)(?:-text)?"
    r"|field-name-comment-body|field--name-comment-body|comment__body|post-message|contenttext",
    re.IGNORECASE,
)
_BARE_TEXT = frozenset({"text", "message", "texte", "inhalt", "copy"})
_NAME = re.compile(
    r"fn|n|username|user-name|user_name|nickname|screen[-_]?name|display[-_]?name|nick|isso-author|coral-username"
    r"|[\w-]{0,24}(?:comment|post)s?[-_]*(?:user|author)[-_]*(?:name|link)"
    r"|[\w-]{0,24}(?:comment|reader|user|author|poster)[-_]*(?:name|username|nick|nickname)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"author|user|by|byline|commenter|poster|vcard|[\w-]{0,24}comments?[-_]*(?:author|autor|user|by|poster|writer)"
    r"|[\w-]{0,16}author|autor|url",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"date|time|time-ago|datum|published|timestamp|timeago|permalink-time|[\w-]{0,24}(?:comment|post|message)s?[-_]*"
    r"(?:date|time|timestamp|posted|published|created|datum)|isso-permalink|coral-timestamp|posted-on|datetime|created",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"[\w-]{0,24}comments?[-_]*(?:meta|metadata|header|head|footer|foot|title|number|info-line|awaiting-moderation)"
    r"|commentmetadata|meta|metadata|submitted|comment-number|permalink",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"says|reply|[\w-]{0,24}(?:reply[-_]*(?:link|button|to)?|edit-link|reply-link)|(?:[\w-]{0,20}[-_])?(?:actions?|"
    r"votes?|voting|likes?|karma|ratings?|share|sharing|report|flag|avatar|gravatar|toolbar|controls?|buttons?|badges?)"
    r"|screen-reader-text|sr-only|visually-hidden|hidden-accessible|isso-comment-footer|isso-votes|isso-avatar"
    r"|comment-awaiting-moderation|signature|js-cookie|user-stats|jp-relatedposts|sd-sharing|sharedaddy",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:respond|comment-respond|commentform|comment-form|isso-postbox|reply-form)", re.IGNORECASE
)
_DIGEST = re.compile(
    r"(?:recent|latest|newest|neueste|letzte|aktuelle)[-_]*(?:comments?|kommentare|commentaires)",
    re.I,
)
_DROPPED = frozenset({"pingback", "trackback"})
_GONE = re.compile(r"(?:[\w-]{0,16}[-_])?(?:deleted|is-deleted|removed|tombstone)", re.IGNORECASE)
_SKIPPED_TAGS = frozenset(
    "script style noscript button select textarea input template iframe svg nav object audio video"
    " math head canvas dialog label".split()
)
_PARAGRAPH_TAGS = frozenset({"p", "blockquote", "pre", "dd"})
_ITEM_TAGS = frozenset(
    {"li", "div", "article", "section", "tr", "dl", "dt", "dd", "table", "td", "details"}
)


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
    if tag in _SKIPPED_TAGS or any(
        _FORM.fullmatch(word) or _DIGEST.search(word) for word in (*tokens, identity)
    ):
        return Marks(role="skip")
    role, rank = _role(tag, tokens, kind)
    replies = any(_REPLIES.fullmatch(token) for token in tokens)
    lists = replies or tag in {"ul", "ol"}
    container = any(
        _CONTAINER.fullmatch(word) and not _ELSEWHERE.search(word)
        for word in (*tokens, identity)
        if word
    )
    numbered = identity and not _NOT_ITEM.search(identity) and not _ELSEWHERE.search(identity)
    found = _ID.search(identity) if numbered else None
    key = next((group for group in found.groups() if group), None) if found else None
    if found and found["short"] and "comment" not in classes:
        key = None  # content managers number every element of a page so
    if identity.startswith("post-") and tag != "li":
        key = (
            None  # blogs number their articles so; only Disqus numbers comments so, as list entries
        )
    item = tag in _ITEM_TAGS and (role is None or key is not None) and _is_item(tokens, kind, key)
    levels = [match for token in tokens if (match := _LEVEL.fullmatch(token))]
    if tag == "li" and levels and not item:
        item = not lists and "menu" not in classes and container is False and bool(key)
    return Marks(
        item=item,
        key=key if item else None,
        level=int(levels[-1].group(1)) if levels else None,
        lists=lists,
        replies=replies,
        container=container,
        role=None if item else role,
        rank=rank,
        own="comment" in classes.lower(),
        dropped=item and not _DROPPED.isdisjoint(tokens),
        deleted=item and any(_GONE.fullmatch(token) for token in tokens),
    )


def _is_item(tokens: tuple[str, ...], kind: str, key: str | None) -> bool:
    """Whether class, id or schema.org type say that this is one comment."""
    if kind.endswith(("/Comment", "/UserComments")) or kind == "comment":
        return True
    named = any(
        _ITEM.fullmatch(token) and not _NOT_ITEM.search(token) and not _TOPIC.match(token)
        for token in tokens
    )
    return named or not _DROPPED.isdisjoint(tokens) or (key is not None and not key.startswith("-"))


def _role(tag: str, tokens: tuple[str, ...], kind: str) -> tuple[Role, int]:
    """The part that an element plays within a comment, and how sure a name it is."""
    if any(_SKIP.fullmatch(token) for token in tokens):
        return "skip", 0
    if kind in {"text", "commentText", "reviewBody"} or any(
        _TEXT.fullmatch(token) or token.lower() in _BARE_TEXT for token in tokens
    ):
        return "text", 0
    if tag == "time" or kind in {"dateCreated", "datePublished", "commentTime"}:
        return "time", 3
    if any(_NAME.fullmatch(token) for token in tokens) or kind == "name":
        return "author", 3
    if tag == "cite":
        return "author", 2
    if any(_AUTHOR.fullmatch(token) for token in tokens) or kind in {"author", "creator"}:
        return "author", 1
    if any(_TIME.fullmatch(token) for token in tokens):
        return "time", 2
    if any(_ASIDE.fullmatch(token) for token in tokens):
        return "aside", 0
    if tag in _PARAGRAPH_TAGS:
        return "paragraph", 0
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6", "header", "footer"}:
        return "aside", 0
    return None, 0
