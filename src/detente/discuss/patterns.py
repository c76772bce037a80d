"""Finding the forms of a word list in a comment."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.discuss.words import Words
from detente.knowledge.abuse import Entry, Index

_GAP = 5


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found: the first word's index and that after the last."""

    entry: Entry
    first: int
    last: int


def matches(words: Words, index: Index) -> Iterator[Match]:
    """All entries of `index` in `words`, for each first word the longest forms first."""
    forms = words.forms
    said = frozenset(forms)
    for at, form in enumerate(forms):
        if form not in index:
            continue
        following = forms[at + 1] if at + 1 < len(forms) else ""
        for entry in index.beginning(form, following):
            if len(entry.places) == 1:
                yield Match(entry, at, at + 1)
                continue
            final = entry.places[-1]
            if final is not None and final.isdisjoint(said):
                continue
            last = _end(words, entry.places, 1, at + 1)
            if last is not None:
                yield Match(entry, at, last)


def _end(
    words: Words, places: tuple[frozenset[str] | None, ...], place: int, at: int
) -> int | None:
    """The index after the last word of a form whose places from `place` on begin at `at`."""
    if place == len(places):
        return at
    wanted = places[place]
    forms = words.forms
    if wanted is not None:
        if at >= len(forms) or forms[at] not in wanted or _parted(words, at):
            return None
        return _end(words, places, place + 1, at + 1)
    for skipped in range(_GAP + 1):
        if at + skipped >= len(forms) or _parted(words, at + skipped):
            return None
        last = _end(words, places, place + 1, at + skipped)
        if last is not None:
            return last
    return None


def _parted(words: Words, at: int) -> bool:
    return at > 0 and words.sentence[at] != words.sentence[at - 1]
