"""Cheap checks before an HTML parser may touch a page; each is linear in the page's length."""

import re
from collections import Counter, defaultdict

from detente.model.errors import TooLarge
from detente.read.limits import MAX_HTML_DEPTH, MAX_HTML_REOPENED, MAX_HTML_TAGS

# Elements that never hold others, or that the parser closes by itself, make no depth.
_SHALLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rt",
        "rp",
        "html",
        "head",
        "body",
    ]
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_FORMATTING = re.compile(
    r"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b([^<>]{0,2000})>",
    re.IGNORECASE,
)
_MEND = "the page is broken or hostile; save it again from a browser"


def check_html(text: str, origin: str) -> None:
    """Refuse pages whose parsing would not be bounded in time and memory.

    Args:
        text: The decoded page.
        origin: Names the page in messages.

    Raises:
        TooLarge: Too many tags, too deep a nesting, or formatting that is opened over and over.
    """
    tags = text.count("<")
    if tags > MAX_HTML_TAGS:
        raise TooLarge(
            origin,
            f"more than {MAX_HTML_TAGS:,} tags",
            "cut the page, or export its comments as JSON",
        )
    if tags > MAX_HTML_DEPTH and depth(text) > MAX_HTML_DEPTH:
        raise TooLarge(origin, f"elements nested more than {MAX_HTML_DEPTH:,} deep", _MEND)
    if tags > 1000 and tags * unclosed_formatting(text) > MAX_HTML_REOPENED:
        raise TooLarge(origin, "thousands of formatting tags that are never closed", _MEND)


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


def unclosed_formatting(text: str) -> int:
    """The most formatting elements that a parser keeps to open again in every new block.

    It keeps at most three alike, and one link.
    """
    kept: dict[str, list[str]] = defaultdict(list)
    alike: Counter[tuple[str, str]] = Counter()
    now = most = 0
    for closing, tag, attributes in _FORMATTING.findall(text):
        name = tag.lower()
        if closing or (name == "a" and kept[name]):
            if kept[name]:
                alike[name, kept[name].pop()] -= 1
                now -= 1
            if closing:
                continue
        if alike[name, attributes] < 3:
            alike[name, attributes] += 1
            kept[name].append(attributes)
            now += 1
            most = max(most, now)
    return most
