"""Words of voice, attribution and inference: how a page judges, recalls and names a perpetrator."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from detente.knowledge.tables import Row, data_folder, read_table
from detente.model.record import AttributionBasis, Strength, Voice

CueKind = Literal["phrase", "predicate", "opinion", "inference"]
AttributingPos = Literal["verb", "noun", "adj", "prep"]
Reading = Literal["attribution", "claim", "denial"]
InferenceKind = Literal[
    "munition", "marking", "eyewitness", "infers", "supposes", "exclusion", "motive", "means",
    "owns", "sole", "thing", "disbelieves",
]  # fmt: skip
SLOTS = ("subject", "object", "on", "to", "at", "of")


@dataclass(frozen=True, slots=True)
class VoiceCue:
    """A word or phrase by which a sentence recalls or judges."""

    cue: str
    kind: CueKind
    voice: Voice
    weight: int


@dataclass(frozen=True, slots=True)
class Attributing:
    """A construction that names who did what was told, or who denies it."""

    words: tuple[str, ...]
    pos: AttributingPos
    candidate: str
    """Slot of the one who is named."""
    source: str
    """Slot of the one who says so; empty when the construction names nobody."""
    reading: Reading
    basis: AttributionBasis
    strength: Strength
    points: bool
    """Whether the sentence itself must point to the happening."""


def _table(name: str, *columns: str) -> list[Row]:
    return read_table(data_folder("lexicons", f"{name}.csv"), columns)


@cache
def voice_cues() -> tuple[VoiceCue, ...]:
    """The cues of `lexicons/voice.csv`, in their order.

    Raises:
        KnowledgeError: a line is wrong; names file and line.
    """
    found = []
    for row in _table("voice", "cue", "kind", "voice", "weight", "example"):
        weight = row.one_of("weight", ("1", "2"))
        kind = row.one_of("kind", get_args(CueKind))
        voice = row.one_of("voice", get_args(Voice))
        found.append(VoiceCue(row.filled("cue"), kind, voice, int(weight)))
    return tuple(found)


@cache
def attributing() -> dict[str, tuple[Attributing, ...]]:
    """The constructions of `lexicons/attributing.csv` by first word, in the file's order.

    Raises:
        KnowledgeError: a line is wrong; names file and line.
    """
    found: defaultdict[str, list[Attributing]] = defaultdict(list)
    columns = "lemma", "pos", "candidate", "source", "reading", "basis", "strength", "points"
    for row in _table("attributing", *columns, "example"):
        words = tuple(row.filled("lemma").split())
        entry = Attributing(
            words=words,
            pos=row.one_of("pos", get_args(AttributingPos)),
            candidate=row.one_of("candidate", SLOTS),
            source=row.one_of("source", ("", *SLOTS)),
            reading=row.one_of("reading", get_args(Reading)),
            basis=row.one_of("basis", get_args(AttributionBasis)),
            strength=row.one_of("strength", get_args(Strength)),
            points=row.one_of("points", ("yes", "no")) == "yes",
        )
        found[words[0]].append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def inference_terms(kind: InferenceKind) -> frozenset[str]:
    """The terms of `lexicons/inference.csv` that are of one kind.

    Raises:
        KnowledgeError: a line is wrong; names file and line.
    """
    rows = _table("inference", "term", "kind")
    kinds = get_args(InferenceKind)
    return frozenset(row.filled("term") for row in rows if row.one_of("kind", kinds) == kind)
