"""Comments under headings that name who wrote them ("Comment by N", "N wrote:"), and no mark-up.

Hand-made and old pages write threads so: a heading, a time perhaps, and the words up to the next
such heading.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from detente.read.clean import one_line
from detente.read.dates import iso_time
from detente.read.html.thread import Found
from detente.read.html.walk import BLOCK_TAGS
from detente.read.plainthread import is_name
from detente.read.repairs import RawComment

_NUMBER = r"(?:#?\s*\d{1,5}\s*[.:)]?\s*)?"
_BY = re.compile(
    rf"{_NUMBER}(?:comment|reply|kommentar|antwort|beitrag|commentaire|comentario|commento)"
    r"\s+(?:by|from|von|de|par|di)\s*:?\s+(?P<name>.+?)\s*:?",
    re.IGNORECASE,
)
_WROTE = re.compile(
    rf"{_NUMBER}(?P<name>.+?)\s+(?:says|said|wrote|writes|commented|schrieb|schreibt|sagt|meint)\s*:",
    re.IGNORECASE,
)
_LONGEST_TIME = 60


def headed_comments(page: LexborHTMLParser) -> Found:
    """The comments below headings that name their authors; those stand beside each other.

    Args:
        page: The parsed page.
    """
    headings = {node.mem_id: (node, name) for node, name in _headings(page)}
    comments: list[RawComment] = []
    nodes: list[LexborNode] = []
    for node, name in headings.values():
        below = list(_below(node, frozenset(headings)))
        posted, words = _told(below)
        if words:
            key = f"at-{len(comments)}"
            comments.append(RawComment(key, None, name, posted, words, made_up=True))
            nodes += [node, *(part for part in below if not part.is_text_node)]
    return Found(comments, nodes, [])


def _headings(page: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Headings that name an author; the weaker wording counts only where it comes again."""
    told = [
        (node, one_line(node.text(separator=" "))) for node in page.css("h2, h3, h4, h5, h6, dt")
    ]
    weak = [(node, found) for node, words in told if (found := _WROTE.fullmatch(words))]
    strong = [(node, found) for node, words in told if (found := _BY.fullmatch(words))]
    for node, found in strong or (weak if len(weak) > 1 else []):
        if is_name(found["name"]):
            yield node, found["name"]


def _below(heading: LexborNode, others: frozenset[int]) -> Iterator[LexborNode]:
    """What follows a heading in its element, up to the next heading of any kind."""
    node = heading.next
    while node is not None and node.mem_id not in others and node.tag not in {"h1", "h2"}:
        yield node
        node = node.next


def _told(below: list[LexborNode]) -> tuple[str | None, str]:
    """Time and words of a comment."""
    posted = None
    pieces: list[str] = []
    for node in below:
        words = one_line(
            node.text(separator=" ") if not node.is_text_node else node.text_content or ""
        )
        if not words:
            continue
        if posted is None and not pieces and len(words) <= _LONGEST_TIME and iso_time(words):
            posted = words
        else:
            pieces.append("\n\n" if node.tag in BLOCK_TAGS else " ")
            pieces.append(words)
    return posted, "".join(pieces).strip()
