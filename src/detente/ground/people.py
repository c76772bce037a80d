"""Holders of public office by name: who bears one, and where full names stand in a text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from detente.ground.normal import bare_key, name_key, name_keys, normalise
from detente.ground.surface import Hit
from detente.knowledge.registry import Days, Holder, Registry

_NUMERAL = re.compile(r"[IVX]+|Jr\.?")
_BEFORE = re.compile(r"([\w’'.-]+)[ \t]\Z")
_AFTER = re.compile(r"[ \t]([A-Z][\w’'-]+)")
_LINE = re.compile(r"[^\n]*")
_ENDS = frozenset('.!?:;,\n“”"(')
HONORIFICS = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "madame", "sheikh"),
        *("sayyed", "sayyid", "mullah", "maulana", "prof", "professor", "pope", "president-elect"),
        *("marshal", "comrade", "dictator", "strongman", "warlord", "pm", "imam", "hajj"),
    )
)
"""Words before a person's name, besides role nouns."""


@dataclass(frozen=True, slots=True)
class Person:
    """A public person: all terms of office under one name."""

    name: str
    terms: tuple[Holder, ...]

    def on(self, day: Days) -> tuple[Holder, ...]:
        """The terms that meet a day."""
        return tuple(term for term in self.terms if term.days.meets(day))

    def until(self, day: Days) -> tuple[Holder, ...]:
        """The terms that were over before a day, the last one first."""
        over = (term for term in self.terms if term.days.last < day.first)
        return tuple(sorted(over, key=lambda term: term.days.last, reverse=True))


@dataclass(frozen=True, slots=True)
class Full:
    """A full name in the text and who bears it."""

    start: int
    end: int
    people: tuple[Person, ...]


class People:
    """All holders of the registry, by full name and by what they are called for short."""

    def __init__(self, registry: Registry, common: Iterable[str] = ()) -> None:
        terms: dict[str, list[Holder]] = {}
        for term in registry.holders:
            terms.setdefault(term.name, []).append(term)
        self._full: dict[str, list[Person]] = {}
        self._short: dict[str, list[Person]] = {}
        self.first_names: set[str] = set()
        for name in sorted(terms):
            self._add(Person(name, tuple(terms[name])))
        self._keys = tuple(self._full)
        self._automaton = AhoCorasick([f" {key} " for key in self._keys])
        self._common = frozenset(common) | self.first_names
        self._roles = registry.roles

    def _add(self, person: Person) -> None:
        forms = dict.fromkeys((person.name, *(n for term in person.terms for n in term.names)))
        short = [form for form in forms if " " not in form]
        if not short:
            words = [word for word in person.name.split() if not _NUMERAL.fullmatch(word)]
            short = words[-1:]
        for form in forms:
            if " " in form:
                for key in name_keys(form):
                    self._full.setdefault(key, []).append(person)
                self.first_names.update(name_key(form.rpartition(" ")[0]).split())
        for key in dict.fromkeys(short_key(form) for form in short):
            self._short.setdefault(key, []).append(person)

    def called(self, word: str) -> tuple[Person, ...]:
        """Who is called by a surname, or by the one name that news use."""
        return tuple(self._short.get(short_key(word), ()))

    def is_common(self, word: str) -> bool:
        """Whether a surname is also a first name, a word, or borne by many."""
        return short_key(word) in self._common

    def find(self, text: str, hits: Sequence[Hit]) -> list[Full]:
        """Full names in a text, longest first where they overlap, sorted by start.

        Args:
            text: the document's text.
            hits: its known names; where one holds a word of the name and more, it wins.
        """
        normal = normalise(text)
        spans = sorted(
            ((start, end - 2, index) for index, start, end in self._matches(normal.text)),
            key=lambda item: (item[0], -item[1]),
        )
        found: list[Full] = []
        for low, high, index in spans:
            start, end = normal.original(low), normal.original_end(high)
            if found and start < found[-1].end:
                continue
            if self._stands(text, start, end, hits):
                found.append(Full(start, end, tuple(self._full[self._keys[index]])))
        return found

    def _matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        yield from self._automaton.find_matches_as_indexes(f" {text} ", overlapping=True)

    def _stands(self, text: str, start: int, end: int, hits: Sequence[Hit]) -> bool:
        """Whether the words around leave the name whole: no other first name, no longer name."""
        if not any(char.isupper() for char in text[start:end]):
            return False
        cross = (hit for hit in hits if hit.start < end and start < hit.end)
        if any(hit.start < start or hit.end > end for hit in cross):
            return False
        if any(h.sense.actors for h in hits if (h.start, h.end) == (start, end)):
            return False
        line = _LINE.match(text, text.rfind("\n", 0, start) + 1)
        headline = line is not None and _is_headline(line[0])
        after = _AFTER.match(text, end)
        if after is not None and not headline:
            return False
        before = _BEFORE.search(text, max(0, start - 30), start)
        return before is None or self._leads(text, before, hits, headline=headline)

    def _leads(
        self, text: str, before: re.Match[str], hits: Sequence[Hit], *, headline: bool
    ) -> bool:
        """Whether the word before is no piece of the name."""
        word = before[1]
        plain = word.lower().strip(".’'")
        if not word[:1].isupper() or plain in self._roles or plain in HONORIFICS:
            return True
        if name_key(word) in self.first_names:
            return False
        if any(hit.start <= before.start(1) < hit.end for hit in hits):
            return True
        opening = text[: before.start(1)].rstrip(" ")[-1:]
        return headline or not opening or opening in _ENDS


def outside(hits: Sequence[Hit], persons: Sequence[Full]) -> list[Hit]:
    """The known names that are no part of a person's name."""
    starts = [person.start for person in persons]
    kept = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if at < 0 or hit.start >= persons[at].end:
            kept.append(hit)
    return kept


def short_key(word: str) -> str:
    """The key of a surname: without possessive ending, accents, hyphens and Arabic article."""
    return bare_key(name_key(re.sub(r"[’']s?\Z", "", word)))


def _is_headline(line: str) -> bool:
    """Whether nearly all longer words of a line are capitalised."""
    words = [word for word in line.split() if len(word) > 3 and word[:1].isalpha()]
    return len(words) > 2 and sum(word[:1].isupper() for word in words) >= 0.8 * len(words)
