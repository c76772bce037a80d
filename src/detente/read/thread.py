"""Comment threads: from what a format gives, in any order and state, to a sound tree of pseudonyms.

Every reader of a format yields `RawComment`s; only here do they get ids, depths and pseudonyms.
Nothing is recursive: threads thousands of replies deep are met in the wild.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from detente.model.comment import ParentBasis
from detente.model.page import ThreadComment
from detente.read.answering import Said, Speech, answers
from detente.read.clean import one_line, paragraphs
from detente.read.dates import iso_time
from detente.read.pseudonyms import Pseudonyms
from detente.read.repairs import RawComment, repaired
from detente.read.scrub import Scrubber

__all__ = ["RawComment", "build"]

_PLAIN_KEY = re.compile(r"(?=[\w:.-]*\d)[\w:.-]{1,64}")
"""Ids that systems give: numbers, hashes, UUIDs; words alone could be a name."""


def build(
    raws: Iterable[RawComment], pseudonyms: Pseudonyms, site: str = ""
) -> tuple[tuple[ThreadComment, ...], tuple[str, ...]]:
    """A sound thread: parents before their replies, ids c1, c2 … in reading order.

    Repaired, each with a warning that names the comment: ids used twice, parents that are not
    there, circles of replies. Deleted comments stay as empty placeholders. Where a format states
    no replies at all, a quotation or a leading "@name" tells what a comment answers. Depth is
    counted from the parents, never cut.

    Args:
        raws: Comments in document order.
        pseudonyms: Stands in for the authors' names.
        site: What tells this site's readers from those of others; see `read.site`.
    """
    rows, repairs = repaired(list(raws))
    scrubber = Scrubber((row.author for row in rows), pseudonyms, site)
    said = {row.key: _said(row, scrubber) for row in rows}
    answered = answers(list(said.values()))
    parents = {key: found.parent for key, found in answered.items()}
    order = _reading_order(rows, parents)
    ids = {row.key: f"c{number}" for number, row in enumerate(order, start=1)}
    names = frozenset(scrubber.folded_names())
    comments = tuple(_comments(order, said, answered, ids, names))
    return comments, repairs.told(ids)


def _said(row: RawComment, scrubber: Scrubber) -> Said:
    """What a row says, under a pseudonym and without what names people."""
    return Said(
        key=row.key,
        parent=row.parent,
        author="" if row.deleted else scrubber.pseudonym(row.author),
        posted=_posted(row.posted),
        text="" if row.deleted else scrubber.scrub(paragraphs(row.text)),
    )


def _comments(
    order: Sequence[RawComment],
    said: dict[str, Said],
    answered: dict[str, Speech],
    ids: dict[str, str],
    names: frozenset[str],
) -> Iterable[ThreadComment]:
    """The comments in reading order."""
    depths: dict[str, int] = {}
    for row in order:
        words, found = said[row.key], answered[row.key]
        depths[row.key] = 0 if found.parent is None else depths[found.parent] + 1
        basis: ParentBasis | None = found.basis if found.parent is not None else None
        yield ThreadComment(
            id=ids[row.key],
            parent=None if found.parent is None else ids[found.parent],
            depth=depths[row.key],
            author=words.author,
            posted=words.posted,
            text=words.text,
            source_id=_source_id(row, names),
            parent_basis=basis,
            votes=row.votes,
            edited=row.edited,
            deleted=row.deleted,
            quotes=tuple(
                (start, end, None if key is None else ids[key]) for start, end, key in found.quotes
            ),
        )


def _source_id(row: RawComment, names: frozenset[str]) -> str | None:
    """The system's own id, which exports to it need; None where it was made up or could name."""
    key = row.key
    if row.made_up or _PLAIN_KEY.fullmatch(key) is None:
        return None
    folded = key.casefold()
    parts = {folded, *re.split(r"[\W\d_]+", folded), *re.split(r"[^\w]+|_", folded)}
    return None if parts & names else key


def _posted(text: str | None) -> str | None:
    """ISO form of a comment's time; its words on one line where they cannot be read."""
    if not text:
        return None
    return iso_time(text) or one_line(text)[:80] or None


def _reading_order(rows: Sequence[RawComment], parents: dict[str, str | None]) -> list[RawComment]:
    """Each comment followed by its replies, those of one parent in the order given."""
    replies: dict[str | None, list[RawComment]] = defaultdict(list)
    for row in rows:
        replies[parents[row.key]].append(row)
    order = []
    waiting = list(reversed(replies[None]))
    while waiting:
        row = waiting.pop()
        order.append(row)
        waiting.extend(reversed(replies.get(row.key, ())))
    return order
