"""Broken threads made sound: ids used twice, parents that are not there, circles of replies."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

MOST_TOLD = 20
"""Repairs of one kind that are told one by one; a broken export can have a hundred thousand."""


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
    edited: bool = False
    votes: int | None = None
    """Net score as the system shows it."""
    made_up: bool = False
    """Whether `key` is no id of the system's own."""


@dataclass(slots=True)
class Repairs:
    """What was mended, by the keys of the comments; told once they have ids."""

    doubled: list[tuple[str, str]] = field(default_factory=list)
    """Comment, and the one whose id it shared."""
    repeated: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    circles: list[str] = field(default_factory=list)

    def told(self, ids: Mapping[str, str]) -> tuple[str, ...]:
        """One line a repair, at most `MOST_TOLD` of a kind.

        Args:
            ids: Ids of the finished thread by key.
        """
        doubled = [
            f"{ids[key]} shared its id with {ids[first]}; each has its own now"
            for key, first in self.doubled
        ]
        repeated = [
            f"{ids[key]} was given more than once; it was taken once" for key in self.repeated
        ]
        orphans = [
            f"{ids[key]} answers a comment that is not there; it stands at the top"
            for key in self.orphans
        ]
        circles = [
            f"{ids[key]} answers one of its own replies; the circle was cut here"
            for key in self.circles
        ]
        return tuple(
            line
            for lines in (doubled, repeated, orphans, circles)
            for line in (*lines[:MOST_TOLD], *_rest(lines))
        )


def _rest(lines: list[str]) -> tuple[str, ...]:
    """A line for the repairs that are not told one by one."""
    if len(lines) <= MOST_TOLD:
        return ()
    _, _, what = lines[0].partition(" ")
    return (f"{len(lines) - MOST_TOLD} more comments: {what}",)


def repaired(rows: list[RawComment]) -> tuple[list[RawComment], Repairs]:
    """Rows with keys of their own, parents that exist and no circles; empty leaves go.

    Args:
        rows: Comments in document order.

    Returns:
        The rows in their order, and what was mended.
    """
    repairs = Repairs()
    rows = _with_unique_keys(rows, repairs)
    keys = {row.key for row in rows}
    mended = []
    for row in rows:
        orphan = row.parent is not None and row.parent not in keys
        mended.append(replace(row, parent=None) if orphan else row)
        if orphan:
            repairs.orphans.append(row.key)
    rows = _without_empty_leaves(_without_circles(mended, repairs))
    left = {row.key for row in rows}
    repairs.doubled = [pair for pair in repairs.doubled if left.issuperset(pair)]
    for told in (repairs.repeated, repairs.orphans, repairs.circles):
        told[:] = [key for key in told if key in left]
    return rows, repairs


def _with_unique_keys(rows: list[RawComment], repairs: Repairs) -> list[RawComment]:
    """Rows without exact repeats; further ones under a used key get keys of their own."""
    seen: dict[str, set[tuple[str, str]]] = {}
    taken = {row.key for row in rows}
    unique = []
    for row in rows:
        if row.key not in seen:
            seen[row.key] = {(row.author, row.text)}
            unique.append(row)
        elif (row.author, row.text) in seen[row.key]:
            repairs.repeated.append(row.key)
        else:
            seen[row.key].add((row.author, row.text))
            key = f"{row.key}#{len(repairs.doubled) + 1}"
            while key in taken:
                key += "#"
            taken.add(key)
            repairs.doubled.append((key, row.key))
            unique.append(replace(row, key=key, made_up=True))
    repairs.repeated = list(dict.fromkeys(repairs.repeated))
    return unique


def _without_circles(rows: list[RawComment], repairs: Repairs) -> list[RawComment]:
    """Rows whose parents lead to the top; a circle is cut at its first comment in the document."""
    parents = {row.key: row.parent for row in rows}
    position = {row.key: number for number, row in enumerate(rows)}
    settled: set[str] = set()
    cut: set[str] = set()
    for row in rows:
        path: list[str] = []
        walked: dict[str, int] = {}
        key: str | None = row.key
        while key is not None and key not in settled and key not in walked:
            walked[key] = len(path)
            path.append(key)
            key = parents[key]
        if key is not None and key in walked:
            # The walk began at the first comment that leads here; the circle's own first is wanted.
            first = min(path[walked[key] :], key=position.__getitem__)
            parents[first] = None
            cut.add(first)
        settled.update(path)
    repairs.circles = sorted(cut, key=position.__getitem__)
    return [replace(row, parent=None) if row.key in cut else row for row in rows]


def _without_empty_leaves(rows: list[RawComment]) -> list[RawComment]:
    """Rows without those that never said anything and that nothing answers, chains of them too.

    A deleted comment did say something: it stays as a placeholder.
    """
    answers: dict[str, int] = defaultdict(int)
    by_key = {row.key: row for row in rows}
    for row in rows:
        if row.parent is not None:
            answers[row.parent] += 1
    empty = [row for row in rows if _is_empty(row) and not answers[row.key]]
    gone: set[str] = set()
    while empty:
        row = empty.pop()
        gone.add(row.key)
        if row.parent is None:
            continue
        answers[row.parent] -= 1
        parent = by_key[row.parent]
        if not answers[parent.key] and _is_empty(parent):
            empty.append(parent)
    return [row for row in rows if row.key not in gone]


def _is_empty(row: RawComment) -> bool:
    """Whether a row says nothing and is no trace of something that was deleted."""
    return not row.deleted and not row.text.strip()
