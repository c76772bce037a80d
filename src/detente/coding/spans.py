"""Looking up spans by position, so that long pages cost no more a word than short ones."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
BUCKET = 1000
"""Characters of text that share one list."""


class SpanIndex(Generic[T]):
    """Items by the stretch of text that they cover; answers keep the order in which they came."""

    def __init__(self, items: Iterable[tuple[int, int, T]]) -> None:
        """Take (start, end, item), offsets as everywhere: start included, end excluded."""
        self._buckets: defaultdict[int, list[tuple[int, int, T]]] = defaultdict(list)
        for entry in items:
            for bucket in range(entry[0] // BUCKET, max(entry[1] - 1, entry[0]) // BUCKET + 1):
                self._buckets[bucket].append(entry)

    def at(self, position: int) -> list[T]:
        """The items that cover a position."""
        entries = self._buckets.get(position // BUCKET, ())
        return [item for start, end, item in entries if start <= position < end]

    def touching(self, start: int, end: int) -> list[T]:
        """The items that share at least one character with a stretch; each of them once."""
        found: dict[int, T] = {}
        for bucket in range(start // BUCKET, max(end - 1, start) // BUCKET + 1):
            for a, b, item in self._buckets.get(bucket, ()):
                if a < end and start < b:
                    found.setdefault(id(item), item)
        return list(found.values())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
