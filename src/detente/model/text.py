"""Text as the stages hand it on: blocks, sentence spans and dependency trees.

A tree is plain tuples, not a spaCy object, so that grounding and coding neither import spaCy nor
pay for its attribute access, and so that tests can build trees by hand.
"""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["headline", "paragraph", "caption", "list", "quote"]


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """One block of a page; `start` and `end` are offsets into the document's text."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence, white space trimmed; `block` is the index of the block that holds it."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence in Universal Dependencies, one entry a token in every tuple."""

    sentence: int
    """Index of the sentence in its document."""
    start: int
    end: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    """Lower-cased, except those of proper names."""
    tags: tuple[str, ...]
    """Penn Treebank tags."""
    pos: tuple[str, ...]
    """Universal part-of-speech tags."""
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    """Index of the head within the sentence; the root points to itself."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)
