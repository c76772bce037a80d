"""Second pass: from piles of words to comments, their parents and authors."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from detente.read.html.items import QUOTE, Item, collect
from detente.read.plainthread import is_name, split_name
from detente.read.thread import RawComment

_SAYS = re.compile(
    r"^(?:by|von|par|por|from|posted by|geschrieben von|comment by|kommentar von|autor|author|name)"
    r"(?:\s*:\s*|\s+)"
    r"|\s+(?:says?|said|sagte?|schrieb|schreibt|meint|writes|wrote|dice|dijo|dit|a écrit|commented"
    r"|replied|antwortete|on|am|at|um)?\s*[:,|–—]*\s*$|\s*:\s*$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_DELETED = re.compile(
    r"[\[(]?(?:this |the |dieser )?(?:comment|kommentar|post|message)\s+"
    r"(?:(?:has been|was|is|wurde)\s+)?"
    r"(?:deleted|removed|gelöscht|entfernt)[^\n]{0,60}[\])]?\.?|\[(?:deleted|removed)\]",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A page's thread and the elements that show it."""

    comments: list[RawComment]
    nodes: list[LexborNode]
    """Outermost elements of comments, to be cut out before the article is looked for."""
    containers: list[LexborNode]


def find_thread(root: LexborNode) -> Found:
    """The comments that a page's mark-up holds, pingbacks left out.

    Args:
        root: The page's root element.
    """
    found = _found(*collect(root))
    if not found.comments:
        listed = _found(*collect(root, entries=True))
        # One entry is a link or a notice; a thread without any mark shows by its length or nesting.
        if len(listed.comments) > 1:
            return listed
    return found


def _found(items: Sequence[Item], containers: list[LexborNode]) -> Found:
    """Comments from what the walk gathered."""
    self_of = _merge(items)
    kept = [item for item in items if self_of[item.number] is item and _is_comment(item)]
    kept = _of_one_kind(
        kept,
        numbered=any(
            item.key is not None and (item.dropped or _is_comment(item)) for item in items
        ),
    )
    parents = _parents(kept, self_of)
    nodes = _outermost(items, self_of, kept)
    comments = [
        RawComment(
            key=_key(item),
            parent=None if parent is None else _key(parent),
            author=author_name(name),
            posted=item.time or posted,
            text=words,
            deleted=item.deleted or _DELETED.fullmatch(words.strip()) is not None,
            edited=item.edited,
            made_up=item.key is None,
        )
        for item, parent in zip(kept, parents, strict=True)
        for words in (text_of(item),)
        for name, posted in (_signature(item),)
    ]
    return Found(comments, nodes, containers)


def _outermost(
    items: Sequence[Item], self_of: Sequence[Item | None], kept: Sequence[Item]
) -> list[LexborNode]:
    """The elements to cut out: outermost ones of comments and of pingbacks."""
    known = {item.number for item in kept}
    cut: set[int] = set()
    nodes = []
    for item in items:
        own = self_of[item.number]
        wanted = own is not None and (own.number in known or own.dropped)
        if item.above is not None and item.above.number in cut:
            cut.add(item.number)
        elif wanted:
            cut.add(item.number)
            nodes.append(item.node)
    return nodes


def _key(item: Item) -> str:
    """An item's own number; its place where it has none."""
    return item.key if item.key is not None else f"at-{item.number}"


def text_of(item: Item) -> str:
    """What the reader wrote: marked as text, else the paragraphs, else what is left."""
    for pile in (item.texts, item.paragraphs, item.loose):
        words = "".join(pile).strip()
        if _LETTERS.search(words) or (words and pile is not item.loose):
            return _with_quotes(words)
    return ""


def _with_quotes(words: str) -> str:
    """Words with ">" before quoted lines; without, where a theme quotes the whole comment."""
    if QUOTE not in words:
        return words
    lines = [line for line in words.split("\n") if line.strip()]
    own = any(not line.lstrip().startswith(QUOTE) for line in lines)
    return words.replace(QUOTE, "> " if own else "")


def _signature(item: Item) -> tuple[str, str | None]:
    """Name and time of a comment; where neither is marked, the line above its paragraphs."""
    if item.author or not item.paragraphs or item.texts:
        return item.author, None
    name, posted = split_name(" ".join("".join(item.loose).split()))
    return (name, posted) if is_name(name) else ("", None)


def author_name(words: str) -> str:
    """A name without the words that themes put around it ("says:", "von")."""
    name = " ".join(words[:1000].split())[:200]
    for _ in range(3):
        shorter = _SAYS.sub("", name).strip()
        if shorter == name or not shorter:
            break
        name = shorter
    return name[:100]


def _merge(items: Sequence[Item]) -> list[Item | None]:
    """For each marked element the comment that it is part of; None for mere containers.

    Themes mark one comment twice (a list entry and an article in it) and mark containers like
    comments. Elements of the same number are one; an inner one that knows neither author nor time
    is the text of the outer; an outer one without words is a container of several, or the frame
    of one.
    """
    self_of: list[Item | None] = list(items)
    inner: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.above is not None:
            inner[item.above.number].append(item)
    for item in items:
        if self_of[item.number] is None:
            continue
        if _only_frames(item, inner[item.number]):
            self_of[item.number] = None
    for item in items:
        above = item.above
        if above is None or self_of[item.number] is None:
            continue
        outer = self_of[above.number]
        if outer is not None and _same(item, outer, inner[above.number]):
            _absorb(outer, item)
            self_of[item.number] = outer
    return self_of


def _only_frames(item: Item, inner: Sequence[Item]) -> bool:
    """Whether an element marked as a comment merely holds several."""
    direct = [other for other in inner if not other.through_list]
    if _says(item) or item.author or item.time:
        return False
    if item.key is not None and any(other.key == item.key for other in inner):
        return False
    if not direct:
        return bool(inner) and item.key is None and not _LETTERS.search("".join(item.loose))
    alike = Counter((other.tag, other.classes) for other in direct)
    return len(direct) > 1 and max(alike.values()) > 1


def _same(item: Item, outer: Item, inner: Sequence[Item]) -> bool:
    """Whether an inner element is part of the comment around it."""
    if item.key is not None and item.key == outer.key:
        return True
    if item.through_list:
        return False
    if not _says(outer) and item is next(
        (other for other in inner if not other.through_list), None
    ):
        return item.key is None or outer.key is None or not (item.author or item.time)
    return item.key is None and not item.author and not item.time and not outer.texts


def _says(item: Item) -> bool:
    """Whether an element holds words of a comment's own."""
    return any(_LETTERS.search(words) for words in (*item.texts, *item.paragraphs))


def _absorb(outer: Item, item: Item) -> None:
    """Give an element's words to the comment that it is part of."""
    outer.texts += item.texts
    outer.paragraphs += item.paragraphs
    if _LETTERS.search("".join(item.loose)):
        outer.loose = item.loose
    if item.author_rank > outer.author_rank:
        outer.author, outer.author_rank = item.author, item.author_rank
    if item.time_rank > outer.time_rank:
        outer.time, outer.time_rank = item.time, item.time_rank
    outer.key = outer.key if outer.key is not None else item.key
    outer.level = outer.level if outer.level is not None else item.level
    outer.answers = outer.answers or item.answers
    outer.dropped = outer.dropped or item.dropped
    outer.deleted = outer.deleted or item.deleted
    outer.edited = outer.edited or item.edited


def _is_comment(item: Item) -> bool:
    """Whether an element is a reader's comment and not a counter, a teaser or a pingback."""
    if item.dropped:
        return False
    if item.author or item.time:
        return item.key is not None or item.contained or bool(text_of(item))
    return (item.key is not None or item.contained or bool(item.texts)) and len(text_of(item)) > 1


def _of_one_kind(kept: Sequence[Item], *, numbered: bool) -> list[Item]:
    """Comments without what only looks like one: articles, and teasers beside a numbered thread."""
    alike = {(item.tag, item.classes) for item in kept if item.key is not None}
    return [
        item
        for item in kept
        if item.key is not None
        or (
            (not numbered or (item.tag, item.classes) in alike)
            and item.node.css_first("h1, [itemprop=articleBody]") is None
        )
    ]


def _parents(kept: Sequence[Item], self_of: Sequence[Item | None]) -> list[Item | None]:
    """The comment that each one answers.

    In this order: an attribute that names it; the comment around it; the one before its wrapper of
    replies; the last one of a smaller depth, where classes count depths.
    """
    by_key = {item.key: item for item in kept if item.key is not None}
    known = {item.number for item in kept}
    flat = all(_around(item, self_of, known) is None for item in kept)
    path: list[Item] = []
    parents: list[Item | None] = []
    for item in kept:
        parent = by_key.get(item.answers) if item.answers else None
        if parent is item:
            parent = None
        if parent is None:
            parent = _around(item, self_of, known)
        if parent is None and flat and item.level is not None:
            while path and (path[-1].level or 0) >= item.level:
                path.pop()
            parent = path[-1] if path else None
            path.append(item)
        parents.append(parent)
    return parents


def _around(item: Item, self_of: Sequence[Item | None], known: set[int]) -> Item | None:
    """The comment around an element, or the one that its wrapper of replies belongs to."""
    beside = item.beside
    if (
        beside is not None
        and (mate := self_of[beside.number]) is not None
        and mate.number in known
        and mate is not item
    ):
        return mate
    above = item.above
    while above is not None:
        outer = self_of[above.number]
        if outer is not None and outer.number in known and outer is not item:
            return outer
        above = above.above
    return None
