"""Comment threads: from what a format gives, in any order and state, to a sound tree of pseudonyms.

Every reader of a format yields `RawComment`s; only here do they get ids, depths and pseudonyms.
Nothing is recursive: threads thousands of replies deep are met in the wild.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.model.page import ThreadComment
from detente.read.clean import one_line, paragraphs
from detente.read.dates import iso_time
from detente.read.pseudonyms import Pseudonyms
from detente.read.scrub import Scrubber


@dataclass(frozen=True, slots=True)
class RawComment:
    """A comment as its format gives it; lives only inside the read stage, for it holds a name."""

    key: str
    """The format's own id; made up by position where it has none."""
    parent: str | None
    """`key` of the comment that it answers."""
    author: str
    posted: str | None
    text: str
    deleted: bool = False


def build(
    raws: Iterable[RawComment], pseudonyms: Pseudonyms
) -> tuple[tuple[ThreadComment, ...], tuple[str, ...]]:
    """A sound thread: parents before their replies, ids c1, c2 … in reading order.

    Repaired, each with a warning: ids used twice, parents that are not there, circles of replies.
    Deleted comments stay, empty, where something answers them, and go otherwise. Depth is counted
    from the parents, never cut.

    Args:
        raws: Comments in document order.
        pseudonyms: Stands in for the authors' names.
    """
    rows, warnings = _repaired(list(raws))
    rows = _without_dead_leaves(rows)
    order = _reading_order(rows)
    scrubber = Scrubber((row.author for row in rows), pseudonyms)
    ids: dict[str, str] = {}
    depths: dict[str, int] = {}
    comments = []
    for number, row in enumerate(order, start=1):
        ids[row.key] = f"c{number}"
        depths[row.key] = 0 if row.parent is None else depths[row.parent] + 1
        comments.append(
            ThreadComment(
                id=ids[row.key],
                parent=None if row.parent is None else ids[row.parent],
                depth=depths[row.key],
                author="" if row.deleted else pseudonyms.name(one_line(row.author)),
                posted=_posted(row.posted),
                text="" if row.deleted else scrubber.scrub(paragraphs(row.text)),
            )
        )
    return tuple(comments), warnings


def _posted(text: str | None) -> str | None:
    """ISO form of a comment's time; its words on one line where they cannot be read."""
    if not text:
        return None
    return iso_time(text) or one_line(text)[:80] or None


def _repaired(rows: list[RawComment]) -> tuple[list[RawComment], tuple[str, ...]]:
    """Rows with keys of their own, parents that exist and no circles, and what was mended."""
    rows, doubled = _with_unique_keys(rows)
    keys = {row.key for row in rows}
    orphans = sum(1 for row in rows if row.parent is not None and row.parent not in keys)
    rows = [
        row if row.parent is None or row.parent in keys else replace(row, parent=None)
        for row in rows
    ]
    rows, circles = _without_circles(rows)
    told = (
        (doubled, "comments share an id with another; each got its own"),
        (orphans, "comments answer one that the page does not hold; they stand at the top"),
        (circles, "comments answer each other in a circle; it was cut open"),
    )
    return rows, tuple(f"{count} {problem}" for count, problem in told if count)


def _with_unique_keys(rows: list[RawComment]) -> tuple[list[RawComment], int]:
    """Rows without exact repeats, further ones under a used key renamed; and how many of those."""
    seen: dict[str, set[tuple[str, str]]] = {}
    taken = {row.key for row in rows}
    unique = []
    renamed = 0
    for row in rows:
        if row.key not in seen:
            seen[row.key] = {(row.author, row.text)}
            unique.append(row)
        elif (row.author, row.text) not in seen[row.key]:
            seen[row.key].add((row.author, row.text))
            renamed += 1
            key = f"{row.key}#{renamed}"
            while key in taken:
                key += "#"
            taken.add(key)
            unique.append(replace(row, key=key))
    return unique, renamed


def _without_circles(rows: list[RawComment]) -> tuple[list[RawComment], int]:
    """Rows whose parents lead to the top; a circle is cut at its first comment in the document."""
    parents = {row.key: row.parent for row in rows}
    position = {row.key: number for number, row in enumerate(rows)}
    settled: set[str] = set()
    cut: set[str] = set()
    for row in rows:
        path: list[str] = []
        walked: set[str] = set()
        key: str | None = row.key
        while key is not None and key not in settled and key not in walked:
            path.append(key)
            walked.add(key)
            key = parents[key]
        if key is not None and key in walked:
            # The walk began at the first comment that leads here; the circle's own first is wanted.
            first = min(path[path.index(key) :], key=position.__getitem__)
            parents[first] = None
            cut.add(first)
        settled |= walked
    if not cut:
        return rows, 0
    return [replace(row, parent=None) if row.key in cut else row for row in rows], len(cut)


def _without_dead_leaves(rows: list[RawComment]) -> list[RawComment]:
    """Rows without deleted or empty comments that nothing answers, however deep such chains are."""
    answers: dict[str, int] = defaultdict(int)
    by_key = {row.key: row for row in rows}
    for row in rows:
        if row.parent is not None:
            answers[row.parent] += 1
    dead = [row for row in rows if _dead(row) and not answers[row.key]]
    gone: set[str] = set()
    while dead:
        row = dead.pop()
        gone.add(row.key)
        if row.parent is None:
            continue
        answers[row.parent] -= 1
        parent = by_key[row.parent]
        if not answers[parent.key] and _dead(parent):
            dead.append(parent)
    return [row for row in rows if row.key not in gone]


def _dead(row: RawComment) -> bool:
    """Whether a comment says nothing any more."""
    return row.deleted or not row.text.strip()


def _reading_order(rows: Sequence[RawComment]) -> list[RawComment]:
    """Each comment followed by its replies, those of one parent in the order given."""
    replies: dict[str | None, list[RawComment]] = defaultdict(list)
    for row in rows:
        replies[row.parent].append(row)
    order = []
    waiting = list(reversed(replies[None]))
    while waiting:
        row = waiting.pop()
        order.append(row)
        waiting.extend(reversed(replies.get(row.key, ())))
    return order
