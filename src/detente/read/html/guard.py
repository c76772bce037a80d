"""Cheap checks before an HTML parser may touch a page: size, and how deep elements nest."""

import re

from detente.model.errors import TooLarge
from detente.read.limits import MAX_HTML_BYTES, MAX_HTML_DEPTH, MEGABYTE

# Elements that never hold others, or that the parser closes by itself, make no depth.
_SHALLOW = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd option optgroup tr td th"
    " thead tbody tfoot colgroup rt rp html head body".split()
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")


def check_html(text: str, size: int, origin: str) -> None:
    """Refuse pages whose parsing would not be bounded; linear in their length.

    Args:
        text: The decoded page.
        size: Its bytes.
        origin: Names the page in messages.

    Raises:
        TooLarge: Over `MAX_HTML_BYTES`, or elements nested over `MAX_HTML_DEPTH`.
    """
    if size > MAX_HTML_BYTES:
        raise TooLarge(
            origin,
            f"an HTML page of {size // MEGABYTE} MB; the limit is {MAX_HTML_BYTES // MEGABYTE} MB",
            "cut the page, or export its comments as JSON",
        )
    if text.count("<") > MAX_HTML_DEPTH and depth(text) > MAX_HTML_DEPTH:
        raise TooLarge(
            origin,
            f"elements nested more than {MAX_HTML_DEPTH:,} deep",
            "the page is broken or hostile; save it again from a browser",
        )


def depth(text: str) -> int:
    """The most elements that can be open at once, as far as tags alone tell."""
    now = most = 0
    for closing, name in _TAG.findall(text):
        if name.lower() in _SHALLOW:
            continue
        if closing:
            now = max(0, now - 1)
        else:
            now += 1
            most = max(most, now)
    return most
