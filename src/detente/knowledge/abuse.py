"""The word lists of `incivility/`: what counts as abuse in a comment, and what it rests on.

A form is a row of places; each is a set of words that may stand there, or a gap. How forms are
written is told in `incivility/README.md`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from detente.knowledge.tables import Row, data_folder, read_table
from detente.model.comment import LabelKind

When = Literal["always", "aimed", "near", "opening"]
Target = Literal["person", "group", "thing", "any"]
Order = Literal["before", "after"]

LABEL_FILES: dict[str, LabelKind] = {
    "insults": "insult",
    "profanity": "profanity",
    "identity": "identity_attack",
    "dehumanisation": "dehumanisation",
    "threats": "threat",
    "glorification": "glorification",
    "conspiracy": "conspiracy",
    "spam": "spam",
}
ACTS = ("correction", "joke", "claim", "answer")
_WHEN: tuple[When, ...] = ("always", "aimed", "near", "opening")
_TARGETS: tuple[Target, ...] = ("person", "group", "thing", "any")
_PLACE = re.compile(r"[a-z0-9'/~-]+|@[a-z]+|\.\.\.")
_GAP = "..."
_MET = 1 << 16
"""Pairs of words whose entries are kept at hand."""
GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a word list and what it says of a comment."""

    kind: str
    """The label, act or polarity that it stands for."""
    form: str
    strength: float = 1.0
    target: Target = "any"
    when: When = "always"
    literal: frozenset[str] = frozenset()
    """Words of the same sentence beside which the form means itself."""
    order: Order = "before"
    """For sentiment: whether the actor follows the form or came before it."""
    places: tuple[frozenset[str] | None, ...] = ()
    """The words that may stand at each place; None is a gap of up to five words."""


class Index:
    """Entries by each word that may stand first, the longest first.

    Args:
        entries: as they are found by the first word.
    """

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        self._entries = entries
        self._met: dict[tuple[str, str], tuple[Entry, ...]] = {}

    def __contains__(self, first: object) -> bool:
        """Whether an entry begins with a word."""
        return first in self._entries

    def values(self) -> Iterable[tuple[Entry, ...]]:
        """The entries of each first word."""
        return self._entries.values()

    def beginning(self, first: str, following: str) -> tuple[Entry, ...]:
        """The entries that two words may begin; `following` is empty at the end of a comment."""
        found = self._met.get((first, following))
        if found is None:
            found = tuple(
                entry
                for entry in self._entries.get(first, ())
                if len(entry.places) == 1 or (at := entry.places[1]) is None or following in at
            )
            if len(self._met) < _MET:
                self._met[first, following] = found
        return found


@dataclass(frozen=True, slots=True)
class AbuseLists:
    """All word lists for reading comments."""

    labels: Index
    sentiment: Index
    acts: Index
    classes: Mapping[str, frozenset[str]]
    groups: Mapping[str, str]
    """Kind of group by its one-word names."""
    harsh: Mapping[str, float]
    """Strength of each single word of the label files, whatever stands around it."""
    maskable: tuple[str, ...]
    """Single words that a masked spelling may stand for, the likeliest first."""


@cache
def load_abuse(root: Path | None = None) -> AbuseLists:
    """The lists under `root`, by default those that the package carries.

    Raises:
        KnowledgeError: a file is missing or a row is wrong; file and line are named.
    """
    folder = root or data_folder("incivility")
    groups = _groups(folder)
    classes = {
        row.filled("class"): frozenset(row.list("words"))
        for row in read_table(folder / "classes.csv", ("class", "words"))
    }
    classes[GROUPS] = frozenset(groups)
    labels = [e for name in LABEL_FILES for e in _label_entries(folder, name, classes)]
    return AbuseLists(
        labels=_index(labels),
        sentiment=_index(_sentiment_entries(folder, classes)),
        acts=_index(_act_entries(folder, classes)),
        classes=classes,
        groups=groups,
        harsh=_harsh(labels),
        maskable=_maskable(labels),
    )


def _groups(folder: Path) -> dict[str, str]:
    rows = read_table(folder / "groups.csv", ("form", "kind"))
    return {
        word: row.filled("kind")
        for row in rows
        for form in row.list("form")
        for word in _spellings(form)
    }


def _label_entries(
    folder: Path, name: str, classes: Mapping[str, frozenset[str]]
) -> Iterator[Entry]:
    columns = ("form", "strength", "target", "when", "literal", "notes")
    for row in read_table(folder / f"{name}.csv", columns):
        for form in _forms(row):
            yield Entry(
                kind=LABEL_FILES[name],
                form=form,
                strength=_strength(row),
                target=row.one_of("target", _TARGETS),
                when=row.one_of("when", _WHEN),
                literal=frozenset(row.list("literal")),
                places=_places(row, form, classes),
            )


def _sentiment_entries(folder: Path, classes: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
    for row in read_table(folder / "sentiment.csv", ("form", "polarity", "order", "notes")):
        polarity = row.one_of("polarity", ("for", "against"))
        orders: tuple[Order, ...] = ("before", "after")
        for form in _forms(row):
            order = row.one_of("order", orders)
            yield Entry(polarity, form, order=order, places=_places(row, form, classes))


def _act_entries(folder: Path, classes: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
    for row in read_table(folder / "acts.csv", ("form", "act", "notes")):
        act = row.one_of("act", ACTS)
        for form in _forms(row):
            yield Entry(act, form, places=_places(row, form, classes))


def _forms(row: Row) -> tuple[str, ...]:
    row.filled("form")
    return row.list("form")


def _strength(row: Row) -> float:
    try:
        strength = float(row.filled("strength"))
    except ValueError as error:
        raise row.fail(f"strength is {row['strength']!r}, not a number") from error
    if not 0 < strength <= 1:
        raise row.fail(f"strength is {strength:g}, not above 0 and up to 1")
    return strength


def _places(
    row: Row, form: str, classes: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str] | None, ...]:
    places: list[frozenset[str] | None] = []
    for word in form.split():
        if not _PLACE.fullmatch(word):
            raise row.fail(f"form {form!r}: {word!r} is no small word, @class or ...")
        if word == _GAP:
            places.append(None)
        elif word.startswith("@"):
            if word[1:] not in classes:
                raise row.fail(f"form {form!r}: there is no class {word}")
            places.append(classes[word[1:]])
        else:
            places.append(frozenset(s for part in word.split("/") for s in _spellings(part)))
    if places[0] is None or places[-1] is None:
        raise row.fail(f"form {form!r} begins or ends with a gap")
    return tuple(places)


def _spellings(word: str) -> tuple[str, ...]:
    """The word and, where it ends in ~, its plural."""
    if not word.endswith("~"):
        return (word,)
    stem = word[:-1]
    if stem.endswith(("s", "x", "ch", "sh")):
        return stem, f"{stem}es"
    if stem.endswith("y") and stem[-2:-1] not in "aeiou":
        return stem, f"{stem[:-1]}ies"
    return stem, f"{stem}s"


def _index(entries: Iterator[Entry] | list[Entry]) -> Index:
    """Entries by first word, the longest first."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for word in entry.places[0] or ():
            found[word].append(entry)
    return Index({word: tuple(sorted(group, key=_longest)) for word, group in found.items()})


def _longest(entry: Entry) -> tuple[int, str]:
    return -len(entry.places), entry.form


_MASKED_KINDS = frozenset(("insult", "profanity", "identity_attack"))


def _harsh(entries: list[Entry]) -> dict[str, float]:
    found: dict[str, float] = {}
    for entry in entries:
        if len(entry.places) == 1:
            for word in entry.places[0] or ():
                found[word] = max(entry.strength, found.get(word, 0.0))
    return found


def _maskable(entries: list[Entry]) -> tuple[str, ...]:
    """Profanity first, as it is masked most, then by strength."""
    kept = [e for e in entries if e.kind in _MASKED_KINDS and len(e.places) == 1]
    kept.sort(key=lambda e: (e.kind != "profanity", -e.strength, e.form))
    words = (word for e in kept if e.strength >= 0.4 for word in sorted(e.places[0] or ()))
    return tuple(dict.fromkeys(word for word in words if len(word) >= 3))
