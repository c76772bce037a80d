"""An HTML page: guard, parse, thread, then the article from what is left."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from detente.read.draft import Draft
from detente.read.html.article import read_article
from detente.read.html.embedded import embedded_comments
from detente.read.html.guard import check_html
from detente.read.html.headed import headed_comments
from detente.read.html.linked import linked_comments
from detente.read.html.thread import Found, find_thread

_LEFT_OVER = 3000
"""Characters that a container of comments may hold besides them: headings, a form, rules."""


def read_html(text: str, origin: str) -> Draft:
    """Blocks, what is known, and the comments of an HTML page.

    Args:
        text: The decoded page.
        origin: Path or address.

    Raises:
        TooLarge: Past the limits on size or nesting.
    """
    check_html(text, origin)
    page = LexborHTMLParser(text)
    found = find_thread(page.root) if page.root is not None else Found([], [], [])
    if not found.comments:
        found = headed_comments(page)._replace(containers=found.containers)
    comments = found.comments or linked_comments(page) or embedded_comments(page)
    cut_out(found)
    return read_article(page, origin)._replace(comments=comments)


def cut_out(found: Found) -> None:
    """Take a thread's elements out of the tree, so that no comment passes for the article."""
    for node in found.nodes:
        node.decompose()
    for node in reversed(found.containers):
        if _is_spent(node):
            node.decompose()


def _is_spent(node: LexborNode) -> bool:
    """Whether a container of comments holds nothing more that could be the article."""
    if (
        node.tag in {"body", "main", "html"}
        or node.css_first("h1, [itemprop=articleBody]") is not None
    ):
        return False
    return len(node.text(separator=" ")) < _LEFT_OVER
