"""The article of an HTML page: body and metadata by trafilatura, captions by their mark-up."""

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser
from trafilatura import bare_extraction

from detente.model.text import BlockKind
from detente.read.blocks import About, Block
from detente.read.captions import ends_sentence, is_caption, medium_of
from detente.read.clean import one_line
from detente.read.dates import iso_day
from detente.read.draft import Draft
from detente.read.fetch import is_address
from detente.read.html.walk import walk
from detente.read.limits import MAX_ARTICLE_DEPTH, MAX_ARTICLE_TAGS

_CAPTIONS = (
    "figcaption, .wp-caption-text, .wp-caption-dd, .image-caption, .photo-caption, .media-caption"
    ", .caption-text"
)
_FLOW = "p, h1, h2, h3, h4, h5, h6, li, blockquote, " + _CAPTIONS
_KINDS: dict[str, BlockKind] = {"head": "headline", "item": "list", "row": "list", "quote": "quote"}
_TAG_KINDS: dict[str, BlockKind] = {
    "h2": "headline",
    "h3": "headline",
    "li": "list",
    "blockquote": "quote",
}
_NO_TEXT = "script, style, noscript, template, nav, form, button, select, textarea"
_OUTLET_JOINT = re.compile(r"\s+[|–—•·»-]\s+|\s+::\s+")


def read_article(page: LexborHTMLParser, origin: str) -> Draft:
    """Blocks and what is known about the article of a parsed page without its thread.

    The page's captions are cut out and put back after the paragraph that they followed.

    Args:
        page: The parsed page; changed.
        origin: Path or address.
    """
    captions = _cut_captions(page)
    found: Any = None
    warnings: tuple[str, ...] = ()
    source = page.html or ""
    if source.count("<") <= MAX_ARTICLE_TAGS and _depth(page) <= MAX_ARTICLE_DEPTH:
        found = bare_extraction(
            source,
            url=origin if is_address(origin) else None,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    if found is None or found.body is None:
        blocks = list(_by_tags(page))
        about = About(title=_title(page))
        warnings = ("no article was recognised; every paragraph of the page was taken",)
    else:
        blocks, about = list(_blocks(found.body)), _about(found)
    blocks, about = _headed(blocks, about, page)
    return Draft(_with_captions(blocks, captions), about, warnings=warnings if blocks else ())


def _headed(blocks: list[Block], about: About, page: LexborHTMLParser) -> tuple[list[Block], About]:
    """Blocks with a headline first; the title is what the page shows, not what a tab shows."""
    title = about.title
    if blocks and blocks[0].kind == "headline" and (title is None or _alike(blocks[0].text, title)):
        return blocks, about._replace(title=one_line(blocks[0].text))
    if title is None:
        return blocks, about
    shown = [one_line(node.text(separator=" ")) for node in page.css("h1")]
    title = next(
        (words for words in shown if words and _alike(words, title)), None
    ) or _without_outlet(title, about.outlet)
    return [Block("headline", title), *blocks], about._replace(title=title)


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name at its end."""
    parts = _OUTLET_JOINT.split(title)
    if len(parts) > 1 and outlet and _letters(outlet).casefold() in _letters(parts[-1]).casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—•·»:-")
    return title


def _about(found: Any) -> About:
    """What trafilatura knows about the article."""
    names = [one_line(name) for name in (found.author or "").split(";")]
    return About(
        title=one_line(found.title) if found.title else None,
        authors=tuple(name for name in names if name),
        url=found.url or None,
        outlet=one_line(found.sitename) if found.sitename else None,
        published=iso_day(found.date),
    )


def _blocks(body: Any) -> Iterator[Block]:
    """Blocks of trafilatura's body, in reading order."""
    for element in body:
        if element.tag == "list":
            for item in element.iter("item"):
                yield from _split("list", item)
        elif element.tag == "table":
            for row in element.iter("row"):
                cells = [one_line("".join(cell.itertext())) for cell in row.iter("cell")]
                yield Block("list", " | ".join(cell for cell in cells if cell))
        else:
            yield from _split(_KINDS.get(element.tag, "paragraph"), element)


def _split(kind: BlockKind, element: Any) -> Iterator[Block]:
    """An element's words; several blocks where line breaks part sentences in it."""
    lines: list[str] = [""]
    for part in element.iter():
        if part.tag == "lb":
            lines.append("")
        elif part.text:
            lines[-1] += part.text
        if part is not element and part.tail:
            lines[-1] += part.tail
    words = ""
    for line in (one_line(line) for line in lines):
        if words and line and ends_sentence(words):
            yield _typed(kind, words)
            words = line
        else:
            words = f"{words} {line}".strip()
    if words:
        yield _typed(kind, words)


def _typed(kind: BlockKind, words: str) -> Block:
    """A block; a caption where a paragraph is worded like one."""
    if kind == "paragraph" and is_caption(words):
        return Block("caption", words, medium_of(words))
    return Block(kind, words)


def _cut_captions(page: LexborHTMLParser) -> list[tuple[Block, list[str], list[str]]]:
    """Captions cut out of the page, each with the texts before it (nearest first) and after it."""
    nodes = list({node.mem_id: node for node in page.css(_FLOW)}.values())
    captions = set(page.css(_CAPTIONS))
    if not captions:
        return []
    words = [one_line(node.text(separator=" ")) for node in nodes]
    cut = []
    for number, node in enumerate(nodes):
        if node in captions and words[number]:
            before = [
                words[other]
                for other in range(number - 1, max(-1, number - 12), -1)
                if nodes[other] not in captions
            ]
            after = [
                words[other]
                for other in range(number + 1, min(len(nodes), number + 12))
                if nodes[other] not in captions
            ]
            medium = (
                "video"
                if node.parent is not None and node.parent.css_first("video, iframe")
                else "image"
            )
            cut.append((Block("caption", words[number], medium), before, after))
    for node in captions:
        node.decompose()
    return cut


def _with_captions(
    blocks: list[Block], captions: list[tuple[Block, list[str], list[str]]]
) -> list[Block]:
    """Blocks with each caption put back beside a text that the article kept; others are dropped."""
    places = {_letters(block.text): number for number, block in enumerate(blocks)}
    added: dict[int, list[Block]] = {}
    for caption, before, after in captions:
        place = next((places[_letters(text)] for text in before if _letters(text) in places), None)
        if place is None:
            following = next(
                (places[_letters(text)] for text in after if _letters(text) in places), None
            )
            place = None if following is None else following - 1
        if place is not None:
            added.setdefault(place, []).append(caption)
    result = list(added.get(-1, ()))
    for number, block in enumerate(blocks):
        result += [block, *added.get(number, ())]
    return result


def _letters(text: str) -> str:
    """Letters and digits alone, for spacing differs between the two parsers."""
    return re.sub(r"\W+", "", text)[:200]


def _alike(one: str, other: str) -> bool:
    """Whether two headlines say the same, one perhaps with the outlet's name added."""
    first, second = _letters(one).casefold(), _letters(other).casefold()
    return bool(first) and (first == second or second.startswith(first) or first.startswith(second))


def _title(page: LexborHTMLParser) -> str | None:
    """The page's headline or title, without the outlet's name behind it."""
    node = page.css_first("h1") or page.css_first("title")
    if node is None:
        return None
    return _OUTLET_JOINT.split(one_line(node.text(separator=" ")))[0] or None


def _by_tags(page: LexborHTMLParser) -> Iterator[Block]:
    """Every paragraph, list entry and quotation of the page; for pages without a clear article."""
    if page.body is None:
        return
    for node in page.body.css(_NO_TEXT):
        node.decompose()
    found = False
    for node in page.body.css("p, blockquote, h2, h3, li"):
        if node.tag in {"li", "blockquote"} and node.css_first(
            "p, li li, blockquote li, li blockquote"
        ):
            continue
        text = one_line(node.text(separator=" "))
        if len(text) > 1:
            found = True
            yield _typed(_TAG_KINDS.get(node.tag or "", "paragraph"), text)
    if not found:
        for line in page.body.text(separator="\n").split("\n"):
            yield _typed("paragraph", one_line(line))


def _depth(page: LexborHTMLParser) -> int:
    """How deep elements nest in the page."""
    depth = most = 0
    if page.root is None:
        return 0
    for _, entering, is_text in walk(page.root):
        if is_text:
            continue
        depth += 1 if entering else -1
        most = max(most, depth)
    return most
