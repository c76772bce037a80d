"""Turn parsed spaCy documents into trees: one root, lemmas and universal tags added."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, TAG
from spacy.tokens import Doc

from detente.model.text import Tree
from detente.parse.lemmas import Lemmas
from detente.parse.repair import (
    free_charges,
    free_circumstances,
    free_from_dates,
    free_from_years,
    free_hidden_verbs,
    free_past_tenses,
    free_subjects_from_dates,
    free_subjects_from_labels,
    free_subjects_from_verbs,
    join_names,
    join_particles,
    join_past_tenses,
    join_subjects,
    raise_conjuncts,
    verbs_by_subject,
)
from detente.parse.upos import UniversalTags

_COLUMNS = [TAG, DEP, HEAD]


class Converter:
    """Make trees of documents that hold one sentence each; strings are looked up once per label."""

    def __init__(self, strings: Any, lemmas: Lemmas, tags: UniversalTags, *, native: bool) -> None:
        self.strings = strings
        self.lemmas = lemmas
        self.tags = tags
        self.native = native
        self._labels: dict[int, str] = {0: ""}

    def tree(self, doc: Doc, text: str, spans: Sequence[tuple[int, int]], sentence: int) -> Tree:
        """Return the tree of one parsed sentence; `spans` are its tokens' offsets into `text`."""
        columns = doc.to_array(_COLUMNS)
        label = self._label
        tags = [label(key) for key in columns[:, 0].tolist()]
        deps = [label(key) for key in columns[:, 1].tolist()]
        offsets = columns[:, 2].astype(np.int64).tolist()
        heads = [index + offset for index, offset in enumerate(offsets)]
        one_root(heads, deps, tags)
        words = tuple([text[a:b] for a, b in spans])
        join_names(words, tags, deps, heads)
        verbs_by_subject(words, tags, deps, heads)
        raise_conjuncts(tags, deps, heads)
        free_circumstances(words, deps, heads)
        free_charges(words, deps, heads)
        free_past_tenses(words, tags, deps, heads)
        free_from_dates(words, deps, heads)
        free_subjects_from_dates(words, tags, deps, heads)
        free_subjects_from_verbs(words, tags, deps, heads)
        free_subjects_from_labels(words, deps, heads)
        join_subjects(words, deps, heads)
        free_from_years(words, tags, deps, heads)
        join_particles(words, deps, heads)
        free_hidden_verbs(tags, deps, heads)
        join_past_tenses(words, tags, deps, heads)
        starts, ends = zip(*spans, strict=True)
        return Tree(
            sentence=sentence,
            start=starts[0],
            end=ends[-1],
            words=words,
            lemmas=tuple(map(self.lemmas, words, tags)),
            tags=tuple(tags),
            pos=tuple(token.pos_ for token in doc)
            if not self.native
            else tuple(map(self.tags, words, tags, deps)),
            deps=tuple(deps),
            heads=tuple(heads),
            starts=starts,
            ends=ends,
        )

    def _label(self, key: int) -> str:
        """Return the string of a tag or relation; spaCy writes the root's relation in capitals."""
        found = self._labels.get(key)
        if found is None:
            text: str = self.strings[key]
            found = self._labels[key] = "root" if text == "ROOT" else text
        return found


def one_root(heads: list[int], deps: list[str], tags: Sequence[str]) -> None:
    """Leave one root, in place: the first verb among several, else the first; the rest hang on it.

    The parser works word by word from the left and may leave several words without a head.
    """
    roots = [index for index, head in enumerate(heads) if head == index]
    if len(roots) == 1:
        deps[roots[0]] = "root"
        return
    solid = [index for index in roots if deps[index] in {"root", "dep", ""}] or roots
    verbs = [index for index in solid if tags[index].startswith("VB")]
    best = (verbs or solid)[0]
    for index in roots:
        if index == best:
            deps[index] = "root"
            continue
        heads[index] = best
        if deps[index] in {"root", ""}:
            deps[index] = (
                "punct" if tags[index] in {".", ",", ":", "''", "``", "HYPH"} else "parataxis"
            )
