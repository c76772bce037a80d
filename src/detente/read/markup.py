"""Words of a piece of HTML inside another format: a comment's text, a row's body."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

from detente.read.html.walk import BLOCK_TAGS, walk

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe"})


def is_markup(text: str) -> bool:
    """Whether a text has HTML tags."""
    return "<" in text and _TAG.search(text) is not None


def words_of(text: str, *, quotes: bool = False) -> str:
    """A text without tags and entities; blocks are parted by a blank line, `<br>` by a line break.

    Args:
        text: Plain text or HTML.
        quotes: Begin the lines of block quotations with ">".
    """
    if not is_markup(text):
        return html.unescape(text) if _ENTITY.search(text) else text
    root = LexborHTMLParser(text).root
    pieces: list[str] = []
    quoted = 0  # block quotations around what is read
    if root is None:
        return ""
    steps = walk(root)
    try:
        step = next(steps)
        while True:
            node, entering, is_text = step
            tag = "" if is_text else node.tag or ""
            if is_text:
                words = re.sub(r"\s+", " ", node.text_content or "")
                if (
                    quotes
                    and quoted
                    and words.strip()
                    and (not pieces or pieces[-1].endswith("\n"))
                ):
                    pieces.append("> ")
                pieces.append(words)
            elif tag in BLOCK_TAGS:
                pieces.append("\n\n")
                quoted += (1 if entering else -1) if tag == "blockquote" else 0
            elif tag == "br" and entering:
                pieces.append("\n")
            step = steps.send(entering and tag in _SILENT)
    except StopIteration:
        return "".join(pieces)
