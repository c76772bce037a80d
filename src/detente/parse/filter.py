"""A lexical filter before the parser: which sentences can hold an event, a claim or a relation.

A sentence is kept when it holds a form of a known lemma (all words of one with several) together
with every word that the lemma's frame demands ("hold" only with "talks", "meeting" …), or a phrase.
Text is lower-cased once and its words looked up in sets: no tensors, no grammar. What the filter
saves and what it loses is measured in training/filter_recall.py and told in docs/model-card.md.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from detente.knowledge.frames import Frame, Test
from detente.model.text import SentenceSpan
from detente.parse.inflect import forms

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_PREPOSITIONS = frozenset(
    {
        "about", "across", "after", "against", "among", "around", "at", "before", "behind",
        "between", "beyond", "by", "down", "for", "from", "in", "inside", "into", "near", "of",
        "off", "on", "onto", "out", "outside", "over", "through", "to", "toward", "towards",
        "under", "until", "up", "upon", "with", "within", "without",
    }
)  # fmt: skip
_VARIANTS = {"toward": {"towards"}, "towards": {"toward"}, "on": {"upon", "onto"}}

Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A lemma that may hold something to code, if a word of each group of `needs` is there too."""

    lemma: str
    needs: tuple[Group, ...] = ()


def frame_cues(frames: Iterable[Frame]) -> list[Cue]:
    """Return the cues of frames: each lemma with the words that its tests cannot do without."""
    return [
        Cue(" ".join(frame.words), tuple(filter(None, (_needed(test) for test in frame.tests))))
        for frame in frames
    ]


def _needed(test: Test) -> Group | None:
    """Return the words of which a test needs one, or None where it leaves that open."""
    if not test.wanted or test.grounded:
        return None
    if test.words:
        return frozenset(form for word in test.words for form in _all_forms(word))
    if test.slot in _PREPOSITIONS:
        return frozenset({test.slot, *_VARIANTS.get(test.slot, ())})
    return None


def _all_forms(word: str) -> frozenset[str]:
    """Return the forms of a lemma; of a compound, those of its last part (cease-fire)."""
    parts = _WORD.findall(word.lower())
    return forms(parts[-1]) if parts else frozenset()


class SentenceFilter:
    """Decide from words alone whether a sentence goes to the parser.

    Args:
        lemmas: base forms of one word ("seize") or several ("break up", "air strike": all of them
            must stand in the sentence, in any order and form), or cues with what else they need.
        phrases: word sequences that keep a sentence as they stand ("according to").
    """

    def __init__(self, lemmas: Collection[str | Cue], phrases: Collection[str] = ()) -> None:
        alone: set[str] = set()
        groups: dict[Group, Group] = {}
        tied: defaultdict[str, set[tuple[Group, ...]]] = defaultdict(set)
        for cue in (Cue(lemma) if isinstance(lemma, str) else lemma for lemma in lemmas):
            first, *others = _WORD.findall(cue.lemma.lower()) or [""]
            wanted = [*(forms(word) for word in others), *cue.needs]
            needs = tuple(groups.setdefault(group, group) for group in wanted)
            for form in forms(first) if first else ():
                if needs:
                    tied[form].add(needs)
                else:
                    alone.add(form)
        self._alone = frozenset(alone)
        self._tied = {form: tuple(needs) for form, needs in tied.items() if form not in alone}
        self._keys = frozenset(self._tied)
        pattern = "|".join(rf"\b{re.escape(phrase.lower())}\b" for phrase in sorted(phrases))
        self._phrases = re.compile(pattern) if phrases else None

    def keeps(self, sentence: str) -> bool:
        """Tell whether the sentence may hold something to code."""
        low = sentence.lower()
        words = set(_WORD.findall(low))
        if not self._alone.isdisjoint(words):
            return True
        for key in self._keys & words:
            for needs in self._tied[key]:
                if not any(group.isdisjoint(words) for group in needs):
                    return True
        return self._phrases is not None and self._phrases.search(low) is not None

    def select(
        self, text: str, sentences: Sequence[SentenceSpan]
    ) -> list[tuple[int, SentenceSpan]]:
        """Return (index, span) of the sentences to parse, as `Parser.parse` takes them."""
        return [
            (index, span)
            for index, span in enumerate(sentences)
            if self.keeps(text[span.start : span.end])
        ]
