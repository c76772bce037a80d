"""First pass over a page: gathers, for every element marked as a comment, what stands in it.

One walk, no recursion. An element's words go to the innermost marked element around it, sorted by
the part they play; what the pile then means is for `detente.read.html.thread` to decide.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from detente.read.html.marks import Marks, Role, marks
from detente.read.html.walk import BLOCK_TAGS, walk

_REFERENCE = re.compile(r"#(?:li-|div-)?comment-?(\w[\w-]*)$")
_PARENTS = (
    "data-parent-id",
    "data-parent",
    "data-parentid",
    "data-comment-parent",
    "data-in-reply-to",
    "data-reply-to",
)
_OWN = ("data-comment-id", "data-commentid", "data-id", "data-reply-id")
_DEPTHS = ("data-depth", "data-level", "data-indent")


QUOTE = "\ue000"
"""Begins a line that stands in a block quotation; a private character that no page's words use."""


@dataclass(slots=True, eq=False)
class Item:
    """An element marked as a comment."""

    number: int
    node: LexborNode
    tag: str
    classes: str
    key: str | None
    level: int | None
    above: "Item | None"
    """The marked element that it stands in."""
    beside: "Item | None"
    """The comment before it, when it stands in a wrapper of replies next to that one."""
    through_list: bool
    """Whether a list of replies lies between it and `above`."""
    dropped: bool = False
    deleted: bool = False
    edited: bool = False
    answers: str | None = None
    """Key of its parent, where an attribute names it."""
    texts: list[str] = field(default_factory=list)
    """Words in elements marked as text, with line breaks between blocks."""
    paragraphs: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    author: str = ""
    author_rank: int = 0
    time: str = ""
    time_rank: int = 0
    last_block: int = -1
    contained: bool = False
    """Whether an element that holds comments is around it."""


@dataclass(slots=True)
class _Scope:
    """A list of siblings: what they answer, and the last of them."""

    parent: Item | None
    last: Item | None = None


@dataclass(slots=True)
class _State:
    """What an element hands down to what is in it."""

    item: Item | None
    scope: _Scope
    role: Role
    rank: int
    block: int
    through_list: bool
    container: bool
    level: int | None
    part: list[str] | None = None
    """Where the words of a name or time gather until the element ends."""
    quoted: bool = False
    """Whether it stands in a block quotation."""
    offers: bool = False
    """Whether it is this element that ends them."""


def collect(root: LexborNode, *, entries: bool = False) -> tuple[list[Item], list[LexborNode]]:
    """All marked comments of a page in document order, and the elements that hold comments.

    Args:
        root: The page's root element.
        entries: Take every list entry in an element that holds comments for one, marked or not.
    """
    items: list[Item] = []
    containers: list[LexborNode] = []
    states = [
        _State(None, _Scope(None), None, 0, 0, through_list=False, container=False, level=None)
    ]
    steps = walk(root)
    pass_over = False
    counter = 0
    try:
        step = next(steps)
        while True:
            node, entering, is_text = step
            pass_over = False
            if is_text:
                _take_words(states[-1], node.text_content or "")
            elif not entering:
                _leave(states.pop())
            else:
                counter += 1
                state, pass_over = _enter(
                    node, states[-1], counter, items, containers, entries=entries
                )
                states.append(state)
            step = steps.send(pass_over)
    except StopIteration:
        return items, containers


def _enter(
    node: LexborNode,
    state: _State,
    counter: int,
    items: list[Item],
    containers: list[LexborNode],
    *,
    entries: bool,
) -> tuple[_State, bool]:
    """What an element hands down, and whether what is in it does not count."""
    tag = node.tag or ""
    attributes = node.attributes
    if not attributes:
        mark = marks(tag, "", "", "")
    else:
        kind = attributes.get("itemtype") or attributes.get("itemprop") or ""
        mark = marks(tag, attributes.get("id") or "", attributes.get("class") or "", kind)
    if entries and tag == "li" and state.container and mark.role != "skip":
        mark = mark._replace(item=True, role=None)
    if tag == "br" and state.item is not None:
        _take_words(state, "\n")
    below = _State(
        state.item, state.scope, state.role, state.rank,
        counter if tag in BLOCK_TAGS else state.block,
        state.through_list or mark.lists, state.container or mark.container,
        mark.level if mark.level is not None else state.level,
        quoted=state.quoted or tag == "blockquote",
    )  # fmt: skip
    # A form in a comment is the reply box; one around a page is how some servers build pages.
    if mark.role == "skip" or tag == "-comment" or (tag == "form" and state.item is not None):
        below.role = "skip"
        return below, True
    if (mark.item and state.role not in {"text", "paragraph", "author", "time"}) or (
        mark.item and mark.key is not None
    ):
        _open_item(node, tag, mark, state, below, items, attributes)
        return below, False
    if mark.container and state.item is None:
        containers.append(node)
    last = state.scope.last
    if mark.replies:
        # Replies of the comment before them, or else a wrapper around each comment and its replies.
        below.scope = _Scope(
            last if last is not None and last is not state.item else state.scope.parent
        )
    elif mark.lists and last is not None and last is not state.item and _beside(node, last.node):
        below.scope = _Scope(last)
    if state.item is not None:
        state.item.edited = state.item.edited or mark.edited
        _give_role(tag, mark, state, below, attributes)
    return below, False


def _open_item(
    node: LexborNode, tag: str, mark: Marks, state: _State, below: _State,
    items: list[Item], attributes: dict[str, str | None],
) -> None:  # fmt: skip
    """Start a comment."""
    key = _number(mark.key) or next(
        (attributes[name] for name in _OWN if attributes.get(name)), None
    )
    level = below.level
    stated = next((attributes[name] for name in _DEPTHS if attributes.get(name)), None)
    if level is None and stated is not None and stated.isdigit():
        level = int(stated)
    item = Item(
        number=len(items),
        node=node,
        tag=tag,
        classes=" ".join(sorted(set((attributes.get("class") or "").split()))[:3]),
        key=key,
        level=level,
        above=state.item,
        beside=state.scope.parent if state.scope.parent is not state.item else None,
        through_list=state.through_list,
        dropped=mark.dropped,
        deleted=mark.deleted,
        contained=state.container,
        answers=next((attributes[name] for name in _PARENTS if attributes.get(name)), None),
    )
    items.append(item)
    state.scope.last = item
    below.item = item
    below.scope = _Scope(item)
    below.role, below.rank, below.through_list, below.quoted = None, 0, False, False


def _beside(node: LexborNode, other: LexborNode) -> bool:
    """Whether two elements stand in the same one."""
    one, two = node.parent, other.parent
    return one is not None and two is not None and one.mem_id == two.mem_id


def _number(key: str | None) -> str | None:
    """A key without what some systems add to it ("58561_0": comment, then its parent)."""
    if key is None:
        return None
    head, mark, _ = key.partition("_")
    return head if mark and head.isdigit() else key


def _give_role(
    tag: str, mark: Marks, state: _State, below: _State, attributes: dict[str, str | None]
) -> None:
    """Set the part that an element in a comment plays."""
    item = below.item
    if item is None or not _may_change(mark, state, tag):
        return
    role, rank = mark.role, mark.rank
    if role == "time":
        stated = attributes.get("datetime") or attributes.get("content") or attributes.get("title")
        _offer_time(item, stated or "", 4)
    if role == state.role:
        rank = max(rank, state.rank)  # a link around or inside the name is the name
    if role in {"author", "time"}:
        below.role, below.rank, below.part, below.offers = role, rank, [], True
        return
    if role is not None:
        below.role, below.rank, below.part = role, 0, None
    elif state.role in {"author", "time"}:
        below.part = state.part
    if tag == "a" and (href := attributes.get("href")):
        _see_link(item, href, below, state)


def _may_change(mark: Marks, state: _State, tag: str) -> bool:
    """Whether an element's own part counts inside the part that it stands in.

    What readers wrote may quote, date and cite as it likes; a name may stand in a line of words
    about the comment; and some themes put the whole comment into the element of its author.
    """
    match state.role:
        case "text":
            return mark.own and mark.role != "paragraph"
        case "paragraph":
            return mark.role == "text" or mark.rank >= 3 or mark.own
        case "aside":
            return mark.role != "paragraph"
        case "author":
            return not (mark.role == "time" and mark.rank < 2) and not (
                mark.role == "text" and tag == "span"
            )
        case _:
            return True


def _see_link(item: Item, href: str, below: _State, state: _State) -> None:
    """A link to a comment's own place usually holds its time."""
    found = _REFERENCE.search(href)
    if (
        found is not None
        and item.key is not None
        and found.group(1) == item.key
        and state.role != "author"
    ):
        below.role, below.rank, below.part, below.offers = "time", 1, [], True


def _take_words(state: _State, words: str) -> None:
    """Put a text node where its role says."""
    item = state.item
    if item is None or state.role in {"skip", "aside"} or not words:
        return
    if state.role in {"author", "time"}:
        if state.part is not None:
            state.part.append(words)
        return
    pile = (
        item.texts
        if state.role == "text"
        else item.paragraphs
        if state.role == "paragraph"
        else item.loose
    )
    if state.block != item.last_block and words.strip():
        pile.append(("\n\n" if pile else "") + (QUOTE if state.quoted else ""))
    if words.strip():
        item.last_block = state.block
    # Source line breaks are white space in HTML; only <br> and blocks break lines.
    line_break = "\n" + QUOTE if state.quoted else "\n"
    pile.append(line_break if words == "\n" else words.replace("\n", " "))


def _leave(state: _State) -> None:
    """Offer what a name's or time's element held."""
    if state.item is None or state.part is None or not state.offers:
        return
    words = " ".join("".join(state.part).split())
    if state.role == "author" and words and state.rank > state.item.author_rank:
        state.item.author, state.item.author_rank = words, state.rank
    elif state.role == "time":
        _offer_time(state.item, words, state.rank)


def _offer_time(item: Item, words: str, rank: int) -> None:
    """Keep the surest statement of a comment's time."""
    if words and any(letter.isdigit() for letter in words) and rank > item.time_rank:
        item.time, item.time_rank = words[:120], rank
