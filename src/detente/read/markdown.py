"""Markdown: front matter for what is known, then blocks from markdown-it's tokens."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from detente.model.errors import FormatError
from detente.model.text import BlockKind
from detente.read.blocks import About, Block
from detente.read.captions import is_caption, medium_of
from detente.read.clean import normalise, one_line
from detente.read.dates import iso_day
from detente.read.draft import Draft

_FRONT = re.compile(
    r"(?:---|\+\+\+)[ \t]*\n(?P<body>.*?)\n(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_-]{2,30})\s*[:=]\s*(?P<value>.*)")
_TITLES = ("title", "headline")
_DAYS = ("date", "published", "publishdate", "pubdate", "publish_date", "pub_date", "published_at")
_AUTHORS = ("author", "authors", "byline")
_OUTLETS = ("source", "publisher", "outlet", "site", "sitename")
_ADDRESSES = ("url", "link", "canonical", "permalink")


def read_markdown(text: str, origin: str) -> Draft:
    """Blocks and what is known about a Markdown page.

    Args:
        text: The decoded text.
        origin: Names the page in messages.

    Raises:
        FormatError: Its marks nest beyond what the parser can follow.
    """
    text = normalise(text).lstrip("\n")
    front = _FRONT.match(text)
    fields = _fields(front["body"]) if front else {}
    try:
        tokens = MarkdownIt("commonmark").parse(text[front.end() :] if front else text)
    except RecursionError as error:
        raise FormatError(
            origin, "its Markdown nests too deeply", "save the page as plain text"
        ) from error
    blocks = list(_blocks(tokens))
    title = _first(fields, _TITLES)
    if title and not (blocks and blocks[0].kind == "headline"):
        blocks.insert(0, Block("headline", title))
    if blocks and blocks[0].kind == "headline":
        title = title or one_line(blocks[0].text)
    author = _first(fields, _AUTHORS)
    about = About(
        title=title,
        authors=tuple(name.strip() for name in author.strip("[]").split(",")) if author else (),
        url=_first(fields, _ADDRESSES),
        outlet=_first(fields, _OUTLETS),
        published=iso_day(_first(fields, _DAYS)),
    )
    return Draft(blocks, about)


def _fields(body: str) -> dict[str, str]:
    """The simple `key: value` lines of a front matter; nested ones are not needed."""
    found = (_FIELD.fullmatch(line.rstrip()) for line in body.split("\n"))
    return {
        match["key"].lower(): match["value"].strip().strip("\"'")
        for match in found
        if match is not None
    }


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The first of these fields that says something."""
    return next((fields[name] for name in names if fields.get(name)), None)


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    """One block for each heading, paragraph, list entry, quotation and picture."""
    lists = quotes = 0
    heading = False
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "heading_open":
                heading = True
            case "heading_close":
                heading = False
            case "inline":
                kind: BlockKind = (
                    "headline"
                    if heading
                    else "quote"
                    if quotes
                    else "list"
                    if lists
                    else "paragraph"
                )
                yield from _inline(token, kind)
            case "code_block" | "fence":
                yield from (Block("paragraph", part) for part in token.content.split("\n\n"))


def _inline(token: Token, kind: BlockKind) -> Iterator[Block]:
    """A block's words without marks; pictures' descriptions as captions after it."""
    words: list[str] = []
    captions: list[str] = []
    for child in token.children or ():
        if child.type == "image":
            captions.append(one_line(child.content))
        elif child.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif child.type in {"text", "code_inline"}:
            words.append(child.content)
    text = one_line("".join(words))
    if text and kind == "paragraph" and is_caption(text):
        yield Block("caption", text, medium_of(text))
    elif text:
        yield Block(kind, text)
    yield from (Block("caption", caption, "image") for caption in captions if caption)
