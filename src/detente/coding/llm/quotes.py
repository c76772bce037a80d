"""Finds a model's quotes in the text: what is not there was not read, and is not believed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.model.text import SentenceSpan

_ALIKE = ("'‘’‚‛`´", '"“”„‟«»', "-‐‑‒–—―−")
"""Marks that writers and models swap for one another."""
_CLASS = {mark: f"[{re.escape(marks)}]" for marks in _ALIKE for mark in marks}
_ENCLOSING = "".join(_ALIKE[:2]) + "…."
MAX_QUOTE = 600
"""Characters; a longer quote is a passage, not a name or a trigger."""


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of an article that one question shows, as the sentences by their index."""

    text: str
    """The whole document's text."""
    sentences: Sequence[tuple[int, SentenceSpan]]


def find_quote(
    window: Window, quote: str, sentence: int | None, near: int | None = None
) -> tuple[int, int] | None:
    """Where a quote stands: offsets into the document's text, or None where it does not.

    Words must match, as whole words and in their case; white space, quotation marks and dashes may
    differ. Sentences are tried from the one named outwards, earlier ones first.

    Args:
        window: The sentences that the model was shown; nothing else is searched.
        quote: Its words.
        sentence: Index of the sentence that the model names; None searches from the first.
        near: An offset; of several places in one sentence the nearest to it is taken, else the
            first.
    """
    middle = window.sentences[0][0] if sentence is None else sentence
    ordered = sorted(window.sentences, key=lambda entry: (abs(entry[0] - middle), entry[0]))
    for wanted in dict.fromkeys((quote.strip(), quote.strip().strip(_ENCLOSING).strip())):
        if not any(letter.isalnum() for letter in wanted) or len(wanted) > MAX_QUOTE:
            continue
        for _, span in ordered:
            found = _in_stretch(window.text, wanted, span.start, span.end, near)
            if found is not None:
                return found
    return None


def _in_stretch(
    text: str, quote: str, start: int, end: int, near: int | None
) -> tuple[int, int] | None:
    """The quote within one stretch: exact before normalised, then the nearest, then the first."""
    spans = [match.span() for match in _pattern(quote).finditer(text, start, end)]
    whole = [(a, b) for a, b in spans if _whole(text, a, b)]
    target = start if near is None else near
    return min(
        whole,
        key=lambda span: (text[span[0] : span[1]] != quote, abs(span[0] - target), span[0]),
        default=None,
    )


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str]:
    """The words with any white space between them, marks alike standing for one another."""
    words = ("".join(_CLASS.get(c, re.escape(c)) for c in word) for word in quote.split())
    return re.compile(r"\s+".join(words))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends between words ("Chad" is not in "Chadian")."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after
