"""Cuts an article into stretches of sentences that fit a small model's context."""

from collections.abc import Iterator, Sequence

from detente.coding.llm.quotes import Window
from detente.model.page import Article
from detente.model.text import SentenceSpan

WINDOW = 6000
"""Characters of sentences in one question: some 1,500 tokens, beside 3,000 of the codebook."""
OVERLAP = 2
"""Sentences that the next window repeats, so that "they" still has its name before it."""


def windows(
    article: Article,
    spans: Sequence[SentenceSpan],
    *,
    size: int = WINDOW,
    overlap: int = OVERLAP,
) -> Iterator[Window]:
    """Windows over all sentences but captions, which hold no events for the rules either.

    A sentence longer than `size` has a window of its own. Comments are no part of an article.
    """
    told = [
        (index, span)
        for index, span in enumerate(spans)
        if article.blocks[span.block].kind != "caption"
    ]
    start = 0
    while start < len(told):
        end = _fill(told, start, size)
        yield Window(article.text, told[start:end])
        if end == len(told):
            return
        start = max(start + 1, end - overlap)


def _fill(told: Sequence[tuple[int, SentenceSpan]], start: int, size: int) -> int:
    """Past the last sentence that still fits."""
    used, end = 0, start
    while end < len(told):
        used += told[end][1].end - told[end][1].start
        if used > size and end > start:
            break
        end += 1
    return end


def halves(window: Window) -> tuple[Window, Window]:
    """A window of at least two sentences as two, for answers that did not fit."""
    middle = len(window.sentences) // 2
    return (
        Window(window.text, window.sentences[:middle]),
        Window(window.text, window.sentences[middle:]),
    )
