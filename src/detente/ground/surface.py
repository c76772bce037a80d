"""One pass over a text for all known names, with or without trees."""

import re
from dataclasses import dataclass

from detente.ground.lexicon import Lexicon, Sense
from detente.ground.normal import normalise

_SHOUTED = frozenset(("IS", "US", "WHO", "UN", "ISI", "CARE", "MEND", "AMAL", "TIP", "PDF", "ANA"))
"""Acronyms that a headline in capitals may hold as plain words."""
_WORD_AFTER = re.compile(r"\s+([\w’'-]+)")
_ARTICLE_BEFORE = re.compile(
    r"(?<![\w’'-])(?:[Aa](?:l|n|r|s|sh|d|z|t)-|[EeUu]l-|(?:Al|El) )[’'‘ʿ]?\Z"
)
"""The Arabic article before a name; after a space it must be written as a part of the name."""
_WORD_BEFORE = re.compile(r"([\w’'-]+)\s+\Z")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text and all that it can stand for."""

    start: int
    end: int
    sense: Sense
    form: str


def find_hits(text: str, lexicon: Lexicon) -> list[Hit]:
    """All known names in `text`, longest first where they overlap, sorted by start."""
    normal = normalise(text)
    found: list[tuple[int, int, int]] = []
    for index, start, end in lexicon.automaton.find_matches_as_indexes(
        f" {normal.text} ", overlapping=True
    ):
        found.append((start, end - 2, index))
    found.sort(key=lambda item: (item[0], -item[1]))
    hits: list[Hit] = []
    for start, end, index in found:
        a, b = normal.original(start), normal.original_end(end)
        if hits and a < hits[-1].end and b - a <= hits[-1].end - hits[-1].start:
            continue
        sense = _sense(text, a, b, lexicon.senses[index])
        if sense is None:
            continue
        if hits and a < hits[-1].end:
            hits.pop()
        if text[b : b + 1] == "." and "." in text[a:b]:
            b += 1  # "U.S." keeps its last stop
        article = _ARTICLE_BEFORE.search(text, max(0, a - 6), a) if sense.places else None
        if article is not None and not sense.actors and text[a].isupper():
            hits.append(Hit(article.start(), b, sense, text[article.start() : b]))
        else:
            hits.append(Hit(a, b, sense, text[a:b]))
    return hits


def _sense(text: str, start: int, end: int, senses: tuple[Sense, ...]) -> Sense | None:
    """The first sense that the writing of text[start:end] allows; acronyms come first."""
    form = text[start:end]
    if form.islower():
        return next((sense for sense in senses if sense.small), None)
    loose = None
    for sense in senses:
        if sense.exact is None:
            loose = sense
        elif "".join(char for char in form if char.isalnum()) == sense.exact and not (
            sense.exact in _SHOUTED and "." not in form and _in_capitals(text, start, end)
        ):
            return sense
    if loose is not None and (form[0].isupper() or _capital_later(form)):
        return loose
    return None


def _capital_later(form: str) -> bool:
    # "al-Qaeda", "anti-Balaka", "the Islamic State": a later word carries the capital.
    return any(char.isupper() for char in form) and ("-" in form or " " in form or "’" in form)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words around are shouted too, so that capitals prove nothing."""
    after = _WORD_AFTER.match(text, end, end + 40)
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    near = [match[1] for match in (after, before) if match and len(match[1]) > 1]
    return bool(near) and all(word.isupper() for word in near)
