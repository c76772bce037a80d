"""Words by which somebody is said to hold, tell or want something, from `lexicons/speech.csv`."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from detente.knowledge.tables import data_folder, read_table
from detente.model.record import Stance

SayingPos = Literal["verb", "noun", "adj"]
ContentKind = Literal["clause", "infinitive", "object", "quote", "of"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of saying, thinking or wanting."""

    words: tuple[str, ...]
    pos: SayingPos
    stance: Stance
    contents: frozenset[ContentKind]
    """What it takes as its content."""


@cache
def sayings() -> dict[tuple[str, str], tuple[Saying, ...]]:
    """Words of saying by (part of speech, first word), longer phrases first.

    Raises:
        KnowledgeError: a line is wrong; names file and line.
    """
    found: defaultdict[tuple[str, str], list[Saying]] = defaultdict(list)
    for row in read_table(
        data_folder("lexicons", "speech.csv"), ("lemma", "pos", "stance", "content")
    ):
        words = tuple(row.filled("lemma").split())
        pos = row.one_of("pos", get_args(SayingPos))
        contents: set[ContentKind] = set()
        for part in row.list("content"):
            kind = next((kind for kind in get_args(ContentKind) if kind == part), None)
            if kind is None:
                raise row.fail(
                    f"content is {part!r}, not one of: {', '.join(get_args(ContentKind))}"
                )
            contents.add(kind)
        entry = Saying(words, pos, row.one_of("stance", get_args(Stance)), frozenset(contents))
        found[pos, words[0]].append(entry)
    return {key: tuple(sorted(group, key=lambda s: -len(s.words))) for key, group in found.items()}
