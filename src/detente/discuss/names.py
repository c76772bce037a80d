"""The actors, places and times that a comment names, by the same knowledge as an article's.

Comments are not parsed: known names are found by the automaton, and nothing is guessed of unknown
ones, which may be those of other commenters.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from detente.discuss.words import Words
from detente.ground import Grounder
from detente.ground.surface import find_hits
from detente.ground.times import find_times
from detente.knowledge.abuse import AbuseLists
from detente.knowledge.registry import Registry
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.parts import Mention
from detente.model.text import SentenceSpan

_CUE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:1[89]|20)\d\d\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\byesterday\b|\bago\b",
    re.IGNORECASE,
)
_CUE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\Z|(?:1[89]|20)\d\d\Z|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday\Z|ago\Z"
)
"""The same for one word, so that most comments need no search."""
_MARGIN = 36
_SHORTEST = 4


def written_small(registry: Registry, lists: AbuseLists) -> dict[str, str]:
    """How names of states and peoples are written, by their form in small letters."""
    found: dict[str, str] = {}
    for state in registry.states.values():
        names = (*(name.text for name in state.entry.names), *state.adjectives, *state.people)
        found.update((name.lower(), name) for name in names)
    for people in registry.peoples.values():
        names = (*(name.text for name in people.entry.names), *people.adjectives)
        found.update((name.lower(), name) for name in names)
    common = lists.classes["common"]
    return {
        small: name
        for small, name in found.items()
        if name.isalpha() and len(name) >= _SHORTEST and small not in common
    }


def names_of(
    words: Words, grounder: Grounder, published: str | None, small: Mapping[str, str]
) -> tuple[tuple[Mention, ...], Grounding | None]:
    """Mentions of a comment, with the grounding that holds the actors and places behind them.

    Args:
        words: the comment.
        grounder: the one that grounds articles.
        published: day of the page, from which dates are read.
        small: proper writing of names that may be written in small letters.
    """
    text = _with_capitals(words, small)
    times = _times(text, published) if any(map(_may_date, words.forms)) else []
    if text.islower() or not find_hits(text, grounder.lexicon):
        return _numbered(text, words.text, (), times), None
    whole = (SentenceSpan(0, len(text), 0),)
    article = Article(text=text, blocks=(), published=published)
    grounded = grounder.ground(article, whole, (), times=False)
    known = [
        mention
        for mention in grounded.mentions
        if mention.entity is not None and not mention.entity.startswith(("new:", "new-place:"))
    ]
    return _numbered(text, words.text, known, times), grounded


def _with_capitals(words: Words, small: Mapping[str, str]) -> str:
    """The text with the names of `small` written properly; no offset changes."""
    text = words.text
    pieces: list[str] = []
    last = 0
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        if form in small and text[start].islower():
            proper = small[form]
            if len(proper) == end - start:
                pieces += text[last:start], proper
                last = end
    return "".join([*pieces, text[last:]]) if pieces else text


@lru_cache(maxsize=1 << 16)
def _may_date(form: str) -> bool:
    """Whether a word may be part of a date."""
    return _CUE_WORD.match(form) is not None


def _times(text: str, published: str | None) -> list[tuple[int, int]]:
    """Spans of dates; only text near a month, year or weekday is looked at, as that takes long."""
    spans: list[tuple[int, int]] = []
    done = 0
    for cue in _CUE.finditer(text):
        if cue.start() < done:
            continue
        low = max(done, text.rfind(" ", 0, max(0, cue.start() - _MARGIN)) + 1)
        high = text.find(" ", min(len(text), cue.end() + _MARGIN))
        high = len(text) if high < 0 else high
        found = find_times(text[low:high], published)
        spans.extend((low + draft.start, low + draft.end) for draft in found)
        done = high
    return spans


def _numbered(
    text: str, original: str, known: list[Mention] | tuple[()], times: list[tuple[int, int]]
) -> tuple[Mention, ...]:
    """Mentions in the order of the text, with the words as they were written."""
    dated = [
        Mention(id="", kind="time", start=start, end=end, text=text[start:end])
        for start, end in times
        if not any(m.start < end and start < m.end for m in known)
    ]
    ordered = sorted([*known, *dated], key=lambda m: (m.start, -m.end))
    return tuple(
        Mention(
            id=f"m{number}",
            kind=mention.kind,
            start=mention.start,
            end=mention.end,
            text=original[mention.start : mention.end],
            entity=mention.entity,
        )
        for number, mention in enumerate(ordered, start=1)
    )
