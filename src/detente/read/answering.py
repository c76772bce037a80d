"""What a comment answers by its own words: a quotation of another one, or "@name" at its start.

Works on texts that are scrubbed already, so that names are pseudonyms here. A format's own
statement always wins: only in a thread where no comment states what it answers do words decide.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from detente.model.comment import ParentBasis

SHINGLE = 4
"""Words of a quotation that are looked up; shorter quotations point nowhere for certain."""
STATED: ParentBasis = "stated"
_TRIED = 20
"""Comments that are compared with one quotation."""
_QUOTED = re.compile(r"(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_CALL = re.compile(r"\s*@(reader-[a-z2-7]{10})\b")
_WORD = re.compile(r"[^\W_]+")


class Said(NamedTuple):
    """A comment's words under a pseudonym."""

    key: str
    parent: str | None
    """As the format states it."""
    author: str
    posted: str | None
    text: str


class Speech(NamedTuple):
    """What a comment answers, and what it quotes."""

    parent: str | None
    basis: ParentBasis
    quotes: tuple[tuple[int, int, str | None], ...] = ()
    """Start and end in its text, and the comment whose words they are, where that is found."""


def answers(said: Sequence[Said]) -> dict[str, Speech]:
    """What each comment answers and quotes, by key; linear in the thread's length.

    Args:
        said: Comments in document order, with sound parents.
    """
    flat = all(comment.parent is None for comment in said)
    ordered = list(reversed(said)) if _newest_first(said) else said
    spans = {c.key: tuple(_spans(c.text)) for c in said if c.text.count(">")}
    places = _places(ordered, spans)
    last_by: dict[str, str] = {}
    found: dict[str, Speech] = {}
    for position, comment in enumerate(ordered):
        quotes = tuple(
            (start, end, _quoted(comment, comment.text[start:end], position, ordered, places))
            for start, end in spans.get(comment.key, ())
        )
        parent, basis = _hint(comment, quotes, last_by) if flat else (comment.parent, STATED)
        found[comment.key] = Speech(parent, basis, quotes)
        if comment.author:
            last_by[comment.author] = comment.key
    return found


def _hint(
    comment: Said, quotes: Sequence[tuple[int, int, str | None]], last_by: dict[str, str]
) -> tuple[str | None, ParentBasis]:
    """The comment that a quotation, or else a call at the start, points to."""
    for start, _, key in quotes:
        if key is not None and not comment.text[:start].strip():
            return key, "quoted"
    begin = quotes[0][1] if quotes and not comment.text[: quotes[0][0]].strip() else 0
    called = _CALL.match(comment.text, begin)
    if called is not None and called.group(1) != comment.author:
        return last_by.get(called.group(1)), "addressed"
    return None, STATED


def _newest_first(said: Sequence[Said]) -> bool:
    """Whether the thread runs from the newest comment to the oldest, as far as times tell."""
    times = [c.posted for c in said if c.posted and c.posted[:4].isdigit() and c.posted[4:5] == "-"]
    falls = sum(later < earlier for earlier, later in pairwise(times))
    rises = sum(later > earlier for earlier, later in pairwise(times))
    return falls > rises


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that begin with ">"."""
    for run in _QUOTED.finditer(text):
        yield run.start(), run.start() + len(run.group().rstrip("\n"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _own_words(comment: Said, spans: dict[str, tuple[tuple[int, int], ...]]) -> list[str]:
    """A comment's words without those that it quotes."""
    text = comment.text
    for start, end in reversed(spans.get(comment.key, ())):
        text = text[:start] + text[end:]
    return _words(text)


def _places(
    ordered: Sequence[Said], spans: dict[str, tuple[tuple[int, int], ...]]
) -> dict[tuple[str, ...], list[tuple[int, str]]]:
    """Where the first words of each quotation stand: position and own words of the comments."""
    wanted: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    by_key = {comment.key: comment for comment in ordered}
    for key, runs in spans.items():
        for start, end in runs:
            words = _words(by_key[key].text[start:end])
            if len(words) >= SHINGLE:
                wanted[tuple(words[:SHINGLE])] = []
    if not wanted:
        return wanted
    for position, comment in enumerate(ordered):
        words = _own_words(comment, spans)
        joined = ""
        for start in range(len(words) - SHINGLE + 1):
            places = wanted.get(tuple(words[start : start + SHINGLE]))
            if places is not None and (not places or places[-1][0] != position):
                joined = joined or f" {' '.join(words)} "
                places.append((position, joined))
    return wanted


def _quoted(
    comment: Said,
    quotation: str,
    position: int,
    ordered: Sequence[Said],
    places: dict[tuple[str, ...], list[tuple[int, str]]],
) -> str | None:
    """The comment whose words are quoted: the stated parent, or else the last one before."""
    words = _words(quotation)
    found = places.get(tuple(words[:SHINGLE]), ()) if len(words) >= SHINGLE else ()
    wanted = f" {' '.join(words)} "
    matches = []
    before = bisect_left(found, position, key=itemgetter(0))
    for number in range(before - 1, max(-1, before - 1 - _TRIED), -1):
        place, own = found[number]
        if wanted in own:
            matches.append(ordered[place].key)
    if comment.parent in matches:
        return comment.parent
    return matches[0] if matches else None
