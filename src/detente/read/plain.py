"""Plain text: headline, paragraphs, captions, lists, and the thread below.

Blank lines part paragraphs. Where lines run longer than people wrap them, each line is a paragraph;
shorter ones are taken as wrapped and joined.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from detente.read.blocks import About, Block
from detente.read.captions import ends_sentence, is_caption, is_label, medium_of
from detente.read.clean import normalise, one_line
from detente.read.dates import iso_day
from detente.read.draft import Draft
from detente.read.plainthread import BULLET, Line, lines_of, split_thread

LONGEST_HEADLINE = 250
WRAPPED_AT = 100
"""Lines longer than this are not wrapped by hand or by mail programs."""
_BYLINE = re.compile(
    r"(?:by|written by|reported by|author:)\s+(?P<name>[A-Z][^.!?:]{1,80})", re.IGNORECASE
)
_DATELINE = re.compile(
    r"(?:(?:published|posted|updated|date|last updated)(?:\s+on)?\s*:?\s*)?(?P<date>[^.!?]{6,60})",
    re.IGNORECASE,
)


class _Chunk(NamedTuple):
    """Lines between blank ones, and how many blank ones follow."""

    lines: tuple[Line, ...]
    blanks: int


def read_plain(text: str) -> Draft:
    """Blocks, what is known about the article, and the comments of a plain text.

    Args:
        text: The decoded text, line breaks and indents as they came.
    """
    lines = lines_of(normalise(text))
    end, comments = split_thread(lines)
    chunks = _chunks(lines[:end])
    headline, chunks = _headline(chunks)
    about, chunks = _about(chunks) if headline else (About(), chunks)
    labels = _repeated_labels(chunks)
    blocks = [Block("headline", headline)] if headline else []
    for chunk in chunks:
        blocks.extend(_blocks(chunk, labels))
    if len(blocks) > bool(headline) and blocks[-1].kind == "headline":
        blocks[-1] = blocks[-1]._replace(kind="paragraph")  # a heading heads something
    return Draft(blocks, about._replace(title=headline or None), comments)


def _chunks(lines: Sequence[Line]) -> list[_Chunk]:
    """Lines grouped between blank ones."""
    chunks: list[_Chunk] = []
    for filled, group in groupby(lines, key=lambda line: bool(line.text)):
        rows = tuple(group)
        if filled:
            chunks.append(_Chunk(rows, 0))
        elif chunks:
            chunks[-1] = chunks[-1]._replace(blanks=len(rows))
    return chunks


def _headline(chunks: list[_Chunk]) -> tuple[str, list[_Chunk]]:
    """The headline, empty where the text has none, and the chunks after it.

    It is the first chunk, when that is short, followed by more, and no sentence; a sentence counts
    where more blank lines follow it than part the paragraphs below.
    """
    if len(chunks) < 2:
        return "", chunks
    first = chunks[0]
    text = one_line(" ".join(line.text for line in first.lines))
    if (
        len(first.lines) > 3
        or len(text) > LONGEST_HEADLINE
        or BULLET.fullmatch(first.lines[0].text)
    ):
        return "", chunks
    apart = first.blanks > max((chunk.blanks for chunk in chunks[1:-1]), default=1)
    sentence = text.endswith((".", ".”", '."', ":", "…")) and not text.endswith(("U.S.", "U.N."))
    if is_caption(text) or (sentence and not apart):
        return "", chunks
    return text, chunks[1:]


def _about(chunks: list[_Chunk]) -> tuple[About, list[_Chunk]]:
    """Author and date from lines of their own below the headline, and the chunks without them."""
    about = About()
    rest = list(chunks)
    while len(rest) > 1 and len(rest[0].lines) <= 2:
        kept = []
        for line in rest[0].lines:
            text = one_line(line.text)
            if len(text) <= 90 and (found := _BYLINE.fullmatch(text)) and not about.authors:
                about = about._replace(authors=(found["name"].strip(),))
            elif (day := _day_only(text)) and about.published is None:
                about = about._replace(published=day)
            else:
                kept.append(line)
        if len(kept) == len(rest[0].lines):
            break
        rest[:1] = [rest[0]._replace(lines=tuple(kept))] if kept else []
    return about, rest


def _day_only(text: str) -> str | None:
    """The day of a line that says nothing but a date."""
    found = _DATELINE.fullmatch(text)
    if found is None or len(re.findall(r"[^\W\d_]{3,}", found["date"])) > 3:
        return None
    return iso_day(found["date"])


def _repeated_labels(chunks: Sequence[_Chunk]) -> set[str]:
    """Stopless short lines that stand alone more than once: what viewers put under pictures."""
    alone = Counter(
        one_line(chunk.lines[0].text).casefold() for chunk in chunks if len(chunk.lines) == 1
    )
    return {line for line, count in alone.items() if count > 1 and is_label(line)}


def _blocks(chunk: _Chunk, labels: set[str]) -> Iterator[Block]:
    """The blocks of one chunk."""
    paragraph: list[str] = []
    wrapped = max(len(line.text) for line in chunk.lines) <= WRAPPED_AT
    quoted = all(line.text.startswith(">") for line in chunk.lines)
    in_item = False
    for line in chunk.lines:
        text = line.text.lstrip("> ") if quoted else line.text
        item = BULLET.fullmatch(text)
        if item is not None and not quoted:
            yield from _paragraph(paragraph, labels, "list" if in_item else "paragraph")
            paragraph, in_item = [item["rest"]], True
        elif wrapped:
            paragraph.append(text)
        else:
            yield from _paragraph(paragraph, labels, "list" if in_item else "paragraph")
            paragraph, in_item = [text], False
    kind = "list" if in_item else "quote" if quoted else "paragraph"
    yield from _paragraph(paragraph, labels, kind)


def _paragraph(lines: list[str], labels: set[str], kind: str) -> Iterator[Block]:
    """One block of these lines; a caption or a heading where it has the shape of one."""
    text = one_line(" ".join(lines))
    if not text:
        return
    if kind == "list":
        yield Block("list", text)
    elif kind == "quote":
        yield Block("quote", text)
    elif is_caption(text) or text.casefold() in labels:
        yield Block("caption", text, medium_of(text))
    elif is_label(text) and len(lines) == 1 and not ends_sentence(text):
        yield Block("headline", text)
    else:
        yield Block("paragraph", text)
