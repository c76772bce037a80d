"""Walks an HTML tree without recursion: nesting is the sender's choice, our stack is not."""

from collections.abc import Generator

from selectolax.lexbor import LexborNode

BLOCK_TAGS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section"),
        *("article", "header", "footer", "figure", "table", "tr"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
"""Elements that put what they hold on lines of its own."""


def walk(root: LexborNode) -> Generator[tuple[LexborNode, bool, bool], bool | None, None]:
    """Each node on entering and each element on leaving, in document order.

    Send `True` to a step that enters an element to pass over what is in it.

    Args:
        root: Where to start; its siblings are not visited.

    Yields:
        The node, whether it is entered, and whether it is text.
    """
    top = root.mem_id
    node: LexborNode | None = root
    while node is not None:
        is_text = node.is_text_node
        passed_over = yield node, True, is_text
        child = None if passed_over or is_text else node.first_child
        if child is not None:
            node = child
            continue
        while node is not None:
            if not node.is_text_node:
                yield node, False, False
            if node.mem_id == top:
                return
            following = node.next
            if following is not None:
                node = following
                break
            node = node.parent
