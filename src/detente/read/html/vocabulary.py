"""The words that comment systems and themes use in ids and classes, as patterns.

Gathered from WordPress and its themes, Disqus, Isso, Remark42, Coral, Drupal, Blogger, wpDiscuz,
XenForo and hand-made pages in English, German, French and Spanish. No rule knows a single site.
"""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern that fits where any of these does, letter case aside."""
    return re.compile("|".join(patterns), re.IGNORECASE)


_ONE = r"(?:comment|komm?entar|commentaire|comentario)"
_OF_ONE = r"[\w-]{0,24}(?:comment|post|message)s?[-_]*"

NUMBERED = _any(
    r"(?:^|[-_])(?:comm(?:ent)?s?|komm?entare?|commentaires?|comentarios?|reply|replies|message"
    r"|response|opinion)[-_]{0,2}(?P<key>\d[\w-]*|[0-9a-f]{8}-[0-9a-f-]{27}|t1_\w+)$",
    r"^(?:isso|dsq-comment|remark42__comment|post|kommentar)-"
    r"(?P<own>\d[\w-]*|[0-9a-f][0-9a-f-]{15,})$",
    r"^c(?P<short>\d{3,})$",
    r"^(?P<reddit>t1_\w+)$",
)
"""Searched in an id: the number of a comment."""

ITEM = _any(
    rf"(?:\w{{1,12}}[-_]{{1,2}}){{0,2}}(?:{_ONE}|leserbrief|leserkommentar)"
    r"(?:[-_]{1,2}(?:item|card|entry|box|row|wrap|wrapper|container|node|single|default|story|main|block))?",
    r"[a-z]{2,4}comment",
    r"comments?(?:item|box|entry|container|con|wrapper)",
    r"\w{0,20}commentcontainer",
    r"forum-fil",
)
"""Fits a class: one comment."""

NOT_ITEM = _any(
    r"comment[-_]*(?:list|form|respond|reply|link|links|count|section|area|nav|meta|author|metadata"
    r"|avatar|holder|policy|notes|box-form|title|actions?|footer|header|head|date|time|teaser"
    r"|button)"
)
"""Searched in a class or id: something about comments that is none."""

TOPIC = _any(r"(?:category|cat|tag|type|page|single|template|format|has|no|is)[-_]")
"""Begins a class: what a whole page or article is about, perhaps a section named Comment."""

LEVEL = _any(
    r"(?:depth|level|lvl|indent|coral-indent|comment-level|thread_level|wc_comment_level"
    r"|comment_level)[-_]?(\d{1,4})"
)
"""Fits a class: how deep a comment stands."""

REPLIES = _any(
    r"children|indented|replies|thread|follow-up|subcomments?|answers|replybox|comments-nested",
    r"(?:comment|child|thread|isso|sub|nested|post)[-_]{1,2}"
    r"(?:children|replies|follow-up|comments|thread|list|wrapper)",
)
"""Fits a class: the replies to what stands before them, or around them."""

CONTAINER = _any(
    r"(?:[\w-]{0,24}[-_])?(?:comments?|kommentare?|commentaires|comentarios|replies|discussion"
    r"|disqus|isso|remark42|coral|leserbriefe|forum|responses|allcomments)"
    r"(?:[-_]{0,2}(?:list|area|section|wrapper|wrap|box|container|thread|items?|holder|content"
    r"|entries|stream|inner|block|links|main|feed|tab|con|widget|\d+))*"
)
"""Fits a class or id: what holds a page's comments."""

ELSEWHERE = _any(
    r"recent|latest|last|neueste|letzte|widget|sidebar|teaser|count|link|nav|menu|form|respond"
    r"|related|popular"
)
"""Searched in what would be a container or a number: teasers and tools."""

DIGEST = _any(
    r"(?:recent|latest|newest|neueste|letzte|aktuelle)[-_]*(?:comments?|kommentare|commentaires)"
)
"""Searched in a class or id: the site's newest comments, under whatever page."""

FORM = _any(r"respond|comment-respond|commentform|comment-form|isso-postbox|reply-form")
"""Fits a class or id: where readers write."""

TEXT = _any(
    r"[\w-]{0,24}(?:comment|kommentar|commentaire|isso|coral|message|forum|review|leserbrief)s?"
    r"[-_]*(?:content|contents|text|texte|txt|message|msg|copy|description|story|inner|paragraph)"
    r"(?:-text)?",
    r"field-name-comment-body|field--name-comment-body|comment__body|post-message|contenttext",
    r"text|message|texte|inhalt|copy",
)
"""Fits a class: what the reader wrote."""

NAME = _any(
    r"fn|n|user[-_]?name|nickname|screen[-_]?name|display[-_]?name|nick|isso-author|coral-username",
    rf"{_OF_ONE}(?:user|author)[-_]*(?:name|link)",
    r"[\w-]{0,24}(?:comment|reader|user|author|poster)[-_]*(?:name|username|nick|nickname)",
)
"""Fits a class: the reader's name and nothing else."""

AUTHOR = _any(
    r"author|autor|user|by|byline|commenter|poster|vcard|url|[\w-]{0,16}author",
    r"[\w-]{0,24}comments?[-_]*(?:author|autor|user|by|poster|writer)",
)
"""Fits a class: the reader's name, with words around it perhaps."""

TIME = _any(
    r"date|time|time-ago|datum|published|timestamp|timeago|permalink-time|isso-permalink|posted-on"
    r"|coral-timestamp|datetime|created",
    rf"{_OF_ONE}(?:date|time|timestamp|posted|published|created|datum)",
)
"""Fits a class: when a comment was written."""

ASIDE = _any(
    r"[\w-]{0,24}comments?[-_]*(?:meta|metadata|header|head|footer|foot|title|number|info-line)",
    r"commentmetadata|meta|metadata|submitted|comment-number|permalink",
)
"""Fits a class: words about a comment; names and times in it count, other words do not."""

SKIP = _any(
    r"says|reply|edit-link|[\w-]{0,24}reply(?:[-_]*(?:link|button|to))?|[\w-]{1,24}edit-link",
    r"(?:[\w-]{0,20}[-_])?(?:actions?|votes?|voting|likes?|karma|ratings?|share|sharing|report|flag"
    r"|avatar|gravatar|toolbar|controls?|buttons?|badges?)",
    r"screen-reader-text|sr-only|visually-hidden|hidden-accessible|isso-comment-footer|isso-votes"
    r"|isso-avatar|comment-awaiting-moderation|signature|user-stats|jp-relatedposts|sharedaddy",
)
"""Fits a class: tools, pictures and notices inside a comment."""

GONE = _any(r"(?:[\w-]{0,16}[-_])?(?:deleted|removed|tombstone)")
"""Fits a class: a comment whose words are gone."""

EDITED = _any(r"(?:[\w-]{0,24}[-_])?(?:is[-_])?edited(?:[-_](?:at|note|mark|marker|label|time))?")
"""Fits a class: a note that a comment was changed after it was written."""

LINKED = frozenset({"pingback", "trackback"})
"""Classes of other pages' notices that they link here."""
