"""What the words around a hit say: aimed at people, negated, quoted, of the writer, literal."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.discuss.patterns import Match
from detente.discuss.words import Words, sentence_span
from detente.knowledge.abuse import AbuseLists

Softening = Literal[
    "quoted", "negated", "said of the writer", "said of a thing", "of nobody in particular"
]

FACTORS: dict[Softening, float] = {
    "quoted": 0.3,
    "negated": 0.3,
    "said of the writer": 0.3,
    "said of a thing": 0.55,
    "of nobody in particular": 0.8,
}
"""By how much a label weakens; set by hand."""
_QUOTED = re.compile(r"“[^”]{1,600}”|\"[^\"]{1,600}\"|«[^»]{1,600}»|^\s*>.*$", re.MULTILINE)
_BACK = 4
_PLAIN_ABUSE = 0.62
"""Insults below this strength need a target to count in full."""
_SELF_STATE = frozenset(("am", "was", "were", "are", "feel", "felt", "be", "being"))


@dataclass(frozen=True, slots=True)
class Context:
    """One comment's words with the lists that tell what surrounds a hit."""

    words: Words
    lists: AbuseLists
    quotes: tuple[tuple[int, int], ...]

    def is_literal(self, match: Match) -> bool:
        """Whether a word of the sentence shows that the form means itself."""
        if not match.entry.literal:
            return False
        low, high = sentence_span(self.words, match.first)
        around = self.words.forms[low : match.first] + self.words.forms[match.last : high]
        return not match.entry.literal.isdisjoint(around)

    def near_death(self, match: Match) -> bool:
        """Whether the sentence, or the one before it, speaks of killing or dying."""
        low, high = sentence_span(self.words, match.first)
        if low:
            low, _ = sentence_span(self.words, low - 1)
        around = self.words.forms[low : match.first] + self.words.forms[match.last : high]
        return not self.lists.classes["death"].isdisjoint(around)

    def opens(self, match: Match) -> bool:
        """Whether the hit opens its sentence, as a command does."""
        low, _ = sentence_span(self.words, match.first)
        before = self.words.forms[low : match.first]
        return len(before) < 3 and all(f in self.lists.classes["order"] for f in before)

    def is_aimed(self, match: Match) -> bool:
        """Whether the hit is said of people: "you pigs", "they are all rats", "…, clowns!"."""
        words, classes = self.words, self.lists.classes
        before = self._before(match.first)
        if not before:
            return self._stands_alone(match)
        last = before[-1]
        if (
            last in classes["aim"]
            or last in classes["militants"]
            or last in self.lists.groups
            or self.lists.harsh.get(last, 0.0) >= 0.5
        ):
            return True
        for offset, form in enumerate(reversed(before[-_BACK:])):
            if form in ("who", "that", "which", "with"):
                break
            if form in ("these", "those", "you", "your", "such", "youre", "bunch", "pack"):
                return True
            if form in ("theyre", "hes", "shes"):
                return True
            if form in classes["copula"]:
                return self._subject_is_people(match.first - offset - 1)
        return self._stands_alone(match) and words.clause[match.first] > words.clause[0]

    def softening(self, match: Match) -> Softening | None:
        """Why the hit is no plain abuse, if so."""
        checks: list[tuple[Softening, Callable[[Match], bool]]] = [
            ("quoted", self._is_quoted),
            ("negated", self._is_negated),
            ("said of the writer", self._is_own),
        ]
        if match.entry.kind == "insult":
            checks.append(("said of a thing", self._is_of_a_thing))
        if match.entry.kind == "insult" and match.entry.strength < _PLAIN_ABUSE:
            checks.append(("of nobody in particular", self._is_aimless))
        return next((name for name, holds in checks if holds(match)), None)

    def _is_aimless(self, match: Match) -> bool:
        return not self.is_aimed(match)

    def _is_quoted(self, match: Match) -> bool:
        """Whether the hit stands in quotation marks, or after "called me", "the word"."""
        words = self.words
        start, end = words.starts[match.first], words.ends[match.last - 1]
        if any(low <= start and end <= high for low, high in self.quotes):
            return True
        low, _ = sentence_span(words, match.first)
        before = words.forms[max(low, match.first - 6) : match.first]
        return not self.lists.classes["called"].isdisjoint(before) and not self._i_call(before)

    def _before(self, first: int) -> list[str]:
        """The forms before a word in its clause."""
        low = first
        while low and self.words.clause[low - 1] == self.words.clause[first]:
            low -= 1
        return self.words.forms[low:first]

    def _stands_alone(self, match: Match) -> bool:
        """Whether the clause holds hardly more than the hit."""
        number = self.words.clause[match.first]
        return self.words.clause.count(number) <= match.last - match.first + 1

    def _subject_is_people(self, copula: int) -> bool:
        at = copula - 1
        classes = self.lists.classes
        while at >= 0 and self.words.forms[at] in classes["degree"]:
            at -= 1
        if at < 0 or self.words.sentence[at] != self.words.sentence[copula]:
            return False
        form = self.words.forms[at]
        return form in classes["subject"] or form in self.lists.groups or form.endswith("s")

    def _i_call(self, before: list[str]) -> bool:
        """Whether the writer does the calling: "I call them rats"."""
        at = max(i for i, form in enumerate(before) if form in self.lists.classes["called"])
        return at > 0 and before[at - 1] in ("i", "id", "i'd", "should", "lets")

    def _is_negated(self, match: Match) -> bool:
        low, _ = sentence_span(self.words, match.first)
        start = max(low, match.first - _BACK)
        forms = self.words.forms[start : match.last]
        own = match.entry.places[0] or frozenset()
        for at, form in enumerate(forms):
            if form not in self.lists.classes["not"] or form in own:
                continue
            if form == "no" and start + at >= match.first:
                continue
            following = forms[at + 1] if at + 1 < len(forms) else ""
            inside = start + at >= match.first
            if following in ("only", "just", "be", "being") or (
                form == "no" and following == "problem"
            ):
                continue
            if inside or self.words.clause[start + at] == self.words.clause[match.first]:
                return True
        return False

    def _is_own(self, match: Match) -> bool:
        """Whether the writer says it of himself: "I am such an idiot", "my stupid phone"."""
        if match.entry.kind not in ("insult", "dehumanisation", "profanity"):
            return False
        before = self._before(match.first)
        while before and before[-1] in self.lists.classes["degree"]:
            before.pop()
        if not before:
            return False
        if before[-1] in ("im", "my", "our", "myself"):
            return True
        return len(before) > 1 and before[-1] in _SELF_STATE and before[-2] in ("i", "we")

    def _is_of_a_thing(self, match: Match) -> bool:
        """Whether an adjective stands before a thing: "a stupid rule"."""
        if match.entry.target not in ("any", "thing") or match.last >= len(self.words):
            return False
        if self.words.clause[match.last] != self.words.clause[match.first]:
            return False
        following = self.words.forms[match.last]
        classes = self.lists.classes
        if following in classes["people"] or following in self.lists.groups:
            return False
        return following not in self.lists.labels


def context_of(words: Words, lists: AbuseLists) -> Context:
    """The context of a comment's words."""
    text = words.text
    quotes: tuple[tuple[int, int], ...] = ()
    if '"' in text or "“" in text or "«" in text or ">" in text:
        quotes = tuple(match.span() for match in _QUOTED.finditer(text))
    return Context(words, lists, quotes)
