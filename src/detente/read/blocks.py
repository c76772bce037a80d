"""Puts blocks together as one text with offsets; the only place where offsets are made."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.model.page import Article, Medium
from detente.model.text import BlockKind, BlockSpan
from detente.read.clean import one_line

SEPARATOR = "\n\n"


class Block(NamedTuple):
    """A block before it has a place: its kind and its words."""

    kind: BlockKind
    text: str
    medium: str | None = None
    """What a caption belongs to: `image` or `video`."""


class About(NamedTuple):
    """What is known about an article besides its words."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    outlet: str | None = None
    published: str | None = None


def compose(blocks: Iterable[Block], about: About) -> Article:
    """An article from its blocks in reading order.

    The text is the blocks joined by a blank line, each on one line; empty blocks are left out, and
    so is a second headline that repeats the first.

    Args:
        blocks: Kind and words of each block.
        about: Title, authors, address, outlet and date.
    """
    pieces: list[str] = []
    spans: list[BlockSpan] = []
    media: list[Medium] = []
    position = 0
    for block in without_repeats(blocks):
        if pieces:
            position += len(SEPARATOR)
        end = position + len(block.text)
        spans.append(BlockSpan(position, end, block.kind))
        if block.kind == "caption":
            media.append(Medium(block.medium or "image", block.text, position))
        pieces.append(block.text)
        position = end
    return Article(
        text=SEPARATOR.join(pieces),
        blocks=tuple(spans),
        title=about.title,
        authors=about.authors,
        url=about.url,
        outlet=about.outlet,
        published=about.published,
        media=tuple(media),
    )


def without_repeats(blocks: Iterable[Block]) -> Sequence[Block]:
    """Blocks on one line each, without empty ones and without the headline said twice."""
    kept: list[Block] = []
    for block in blocks:
        text = one_line(block.text)
        if not text:
            continue
        first = kept[0] if kept else None
        if (
            first is not None
            and first.kind == "headline"
            and len(kept) < 3
            and text.casefold() == first.text.casefold()
        ):
            continue
        kept.append(Block(block.kind, text, block.medium))
    return kept
