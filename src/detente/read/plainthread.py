"""Finds a comment thread at the end of a plain text: bulleted names with indented texts below.

This is how browsers' readers and text converters write nested lists: a bullet and a name, a blank
line, the comment's paragraphs indented, and replies as deeper bullets. A list inside an article
has sentences, not names, behind its bullets, and text that is no deeper follows it; numbered
headings are provisions, not people, unless a time stands beside them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from detente.read.captions import ends_sentence
from detente.read.dates import iso_time
from detente.read.thread import RawComment

BULLET = re.compile(
    r"(?P<indent> *)(?P<mark>[•‣◦·▪▫●○■□⁃∙*+–—-]|o(?= )|\d{1,5}[.)]) +(?P<rest>\S.*)"
)
HEADING = re.compile(
    r"(?:(?:\d[\d,.]*|all|no|show|view|hide|reader|readers'?|user|latest|top|your)\s+)*"
    r"(?:comments?|replies|responses|discussion|reader comments|comments? section)"
    r"(?:\s*[(\[]?\s*\d[\d,. ]*\s*[)\]]?)?\s*:?",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\s+(?:says|said|writes|wrote|replied|commented)\s*:?$", re.IGNORECASE)
_TIME_TAIL = re.compile(
    r"\s*(?:[•·|,–—-]|\(|\bon\b|\bat\b|\s{2,})\s*"
    r"(?P<time>[^•·|]*\d[^•·|]*?|[^•·|]*\bago\b|yesterday|today)\)?\s*$",
    re.IGNORECASE,
)
LONGEST_NAME = 60
LONGEST_LINE = 140
"""A name and a time; longer lines are sentences."""


class Line(NamedTuple):
    """A line of the text: its indent in columns and its words; empty words for a blank line."""

    indent: int
    text: str


class _Entry(NamedTuple):
    """A bullet with a name: where it stands and what it says."""

    row: int
    indent: int
    name: str
    posted: str | None
    strong: bool = True
    """Whether words follow; a bullet below a name can also be a list in a list."""


def lines_of(text: str) -> list[Line]:
    """Lines with tabs as columns of four and indents counted.

    Args:
        text: Normalised text; spaces not collapsed.
    """
    found = []
    for raw in text.split("\n"):
        line = raw.expandtabs(4).replace("\u00a0", " ").rstrip()
        bare = line.lstrip()
        found.append(Line(len(line) - len(bare), bare))
    return found


def split_thread(lines: Sequence[Line]) -> tuple[int, list[RawComment]]:
    """Where the article ends, and the comments after it.

    Args:
        lines: The whole text.

    Returns:
        The number of lines that belong to the article, and the thread; none where no thread ends
        the text.
    """
    start, entries = _entries(lines)
    if not entries:
        return len(lines), []
    end = _without_heading(lines, start)
    if end == start and _is_list(lines, start, entries):
        return len(lines), []
    return end, _comments(lines, entries)


def _is_list(lines: Sequence[Line], start: int, entries: Sequence[_Entry]) -> bool:
    """Whether bullets with short headings are a list after all: a line with a colon leads to it."""
    if any(entry.posted for entry in entries) or len({entry.indent for entry in entries}) > 1:
        return False
    before = next((line.text for line in reversed(lines[:start]) if line.text), "")
    return before.endswith(":")


def _entries(lines: Sequence[Line]) -> tuple[int, list[_Entry]]:
    """The bullets with names from which on the text is a thread to its end.

    Walks from the end: everything below a bullet's indent ends a thread, so the first line that no
    bullet above it holds decides how far up the thread can reach.
    """
    entries: list[_Entry] = []
    lowest: int | None = None  # smallest indent of text not yet held by a bullet
    start = len(lines)
    for row in range(len(lines) - 1, -1, -1):
        line = lines[row]
        if not line.text:
            continue
        entry = _entry(lines, row)
        if entry is not None and (lowest is None or lowest > entry.indent):
            entries.append(entry)
            start, lowest = row, None
        else:
            lowest = line.indent if lowest is None else min(lowest, line.indent)
            if lowest == 0:
                break
    entries.reverse()
    return start, entries if any(entry.strong for entry in entries) else []


def _entry(lines: Sequence[Line], row: int) -> _Entry | None:
    """The bullet with a name in a row; None where it is text, or where no deeper text follows."""
    line = lines[row]
    found = BULLET.fullmatch(" " * line.indent + line.text)
    if found is None or len(found["rest"]) > LONGEST_LINE:
        return None
    name, posted = split_name(found["rest"])
    if not is_name(name) or (found["mark"][0].isdigit() and not posted):
        return None
    below = next((other for other in lines[row + 1 : row + 8] if other.text), None)
    if below is None or below.indent <= line.indent:
        return None
    strong = posted is not None or BULLET.fullmatch(" " * below.indent + below.text) is None
    return _Entry(row, line.indent, name, posted, strong)


def split_name(text: str) -> tuple[str, str | None]:
    """A commenter's line as name and time ("Name • 3 years ago", "Name says:")."""
    posted = None
    found = _TIME_TAIL.search(text)
    if found and found.start() > 0:
        stated = found["time"].strip()
        if iso_time(stated) or re.search(r"\bago\b|yesterday|today", stated, re.IGNORECASE):
            text, posted = text[: found.start()], stated
    return _SAYS.sub("", text).strip(), posted


def is_name(text: str) -> bool:
    """Whether words look like what commenters call themselves: few, and no sentence."""
    words = text.split()
    return (
        0 < len(text) <= LONGEST_NAME
        and len(words) <= 6
        and (not ends_sentence(text) or len(words) <= 2)
        and not text.endswith((",", ";"))
    )


def _comments(lines: Sequence[Line], entries: Sequence[_Entry]) -> list[RawComment]:
    """The comments of the bullets; parents from their indents."""
    comments = []
    above: list[tuple[int, str]] = []
    ends = [entry.row for entry in entries[1:]] + [len(lines)]
    for number, (entry, end) in enumerate(zip(entries, ends, strict=True)):
        while above and above[-1][0] >= entry.indent:
            above.pop()
        key = str(number)
        comments.append(
            RawComment(
                key=key,
                parent=above[-1][1] if above else None,
                author=entry.name,
                posted=entry.posted,
                text="\n".join(line.text for line in lines[entry.row + 1 : end]),
                made_up=True,
            )
        )
        above.append((entry.indent, key))
    return comments


def _without_heading(lines: Sequence[Line], start: int) -> int:
    """The article's end, with a heading such as "12 comments" above the thread left out."""
    row = start - 1
    while row >= 0 and not lines[row].text:
        row -= 1
    if row > 0 and len(lines[row].text) <= LONGEST_NAME and HEADING.fullmatch(lines[row].text):
        return row
    return start
