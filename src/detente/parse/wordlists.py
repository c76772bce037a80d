"""Read the word lists in `words/`: lines of `kind: word word ...`; # begins a comment."""

from collections import defaultdict
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """Return the words of each kind in `words/<name>.txt`; lines of one kind add up."""
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(":")
            lists[kind] |= set(words.split())
    return {kind: frozenset(words) for kind, words in lists.items()}


@cache
def word_lines(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of `words/<name>.txt` as tuples of words."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and line[0] != "#")
