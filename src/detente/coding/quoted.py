"""Statements, and the quotations of a paragraph that belong to them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.model.text import BlockSpan

Stretch = tuple[int, int]
_QUOTED = re.compile(
    r"“[^“”]{2,2000}(?:”|$)|\"[^\"]{2,2000}(?:\"|$)|''.{2,2000}?(?:''|$)", re.DOTALL
)
WORDS_IN_MARKS = 25
"""Characters up to which marks hold some words that the author takes over, not speech."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is said to say, think or want; offsets into the document's text."""

    source: tuple[Stretch, ...]
    """Empty when nobody is named ("it was said that")."""
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    sentence: int


def find_quoted(text: str, start: int, end: int) -> list[Stretch]:
    """Quotations in a stretch of the text, one that its end leaves open included."""
    return [(start + m.start(), start + m.end()) for m in _QUOTED.finditer(text[start:end])]


def with_quotations(
    found: Sequence[Statement],
    text: str,
    blocks: Sequence[BlockSpan],
) -> list[Statement]:
    """Give each paragraph's quotations to the statement beside them."""
    starts = [block.start for block in blocks]
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(found):
        if statement.cue:
            beside[bisect_right(starts, statement.cue[0][0]) - 1].append(number)
    extended = list(found)
    last: int | None = None
    for number, block in enumerate(blocks):
        for quoted in find_quoted(text, block.start, block.end):
            owner = _owner(quoted, [(i, extended[i]) for i in beside[number]])
            whole = text[block.start : quoted[0]].strip() == ""
            if owner is None and whole and last is not None:
                owner = last
            if owner is None:
                continue
            if owner != -1:
                extended[owner] = _joined(extended[owner], quoted)
                last = owner
    return extended


def _owner(quoted: Stretch, statements: Sequence[tuple[int, Statement]]) -> int | None:
    """The statement of a quotation: -1 when one holds it already; None when there is none."""
    start, end = quoted
    for number, statement in statements:
        if any(a <= start + 1 and end - 1 <= b for a, b in statement.content):
            return -1 if end - start < 60 else number
    speaking = [
        (number, s)
        for number, s in statements
        if s.source and not any(start < a < end for a, _ in s.cue)
    ]
    if not speaking or end - start < WORDS_IN_MARKS:
        return None
    return min(speaking, key=lambda entry: _gap(quoted, entry[1]))[0]


def _gap(quoted: Stretch, statement: Statement) -> int:
    parts = (*statement.cue, *statement.source)
    return min(max(a - quoted[1], quoted[0] - b, 0) for a, b in parts)


def _joined(statement: Statement, quoted: Stretch) -> Statement:
    """The statement with a quotation in its content; what overlaps is one stretch."""
    start, end = quoted
    kept = []
    for a, b in statement.content:
        if a < end and start < b:
            start, end = min(a, start), max(b, end)
        else:
            kept.append((a, b))
    return replace(statement, content=tuple(sorted((*kept, (start, end)))))
