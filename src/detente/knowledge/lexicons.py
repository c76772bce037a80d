"""The word lists beside the frames: light verbs, embedding words, weapons, negation, hedges."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from detente.knowledge.frames import MODES
from detente.knowledge.tables import Row, data_folder, read_table, word_class
from detente.model.record import EventType

EmbeddingKind = Literal[
    "promise", "threat", "request", "refuse", "accuse", "deny", "plan", "attempt", "aspect", "stop",
    "fail", "allow", "cause", "report", "doubt", "factive", "help",
]  # fmt: skip
EmbeddingPos = Literal["verb", "noun", "adj", "adv"]
HedgeKind = Literal["doubt", "modal", "conditional", "future"]


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject to an event noun ("carried out strikes")."""

    words: tuple[str, ...]
    nouns: frozenset[str]
    """Nouns that it may carry; empty for any event noun."""
    suffers: bool
    """Whether its subject is the recipient ("came under fire")."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """A word that holds another happening in its complement ("vowed to attack")."""

    words: tuple[str, ...]
    pos: EmbeddingPos
    kind: EmbeddingKind


@dataclass(frozen=True, slots=True)
class Raised:
    """What a promise, threat, request or refusal of an inner event is coded as."""

    type: EventType
    mode: str | None


def _table(name: str, *columns: str) -> list[Row]:
    return read_table(data_folder("lexicons", f"{name}.csv"), columns)


@cache
def light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """Light verbs by their first word, those with a particle first."""
    found: defaultdict[str, list[LightVerb]] = defaultdict(list)
    for row in _table("light_verbs", "lemma", "nouns", "subject_is", "example"):
        suffers = row.one_of("subject_is", ("actor", "recipient")) == "recipient"
        words = tuple(row["lemma"].split())
        found[words[0]].append(LightVerb(words, _nouns(row["nouns"]), suffers))
    return {key: tuple(sorted(group, key=_particular)) for key, group in found.items()}


def _particular(verb: LightVerb) -> tuple[int, bool]:
    return -len(verb.words), not verb.nouns


def _nouns(cell: str) -> frozenset[str]:
    nouns: set[str] = set()
    for word in filter(None, cell.split("/")):
        nouns |= word_class(word[1:]) if word.startswith("@") else {word}
    return frozenset(nouns)


@cache
def embeddings() -> dict[tuple[str, str], tuple[Embedding, ...]]:
    """Embedding words by (part of speech, first word), longer phrases first."""
    found: defaultdict[tuple[str, str], list[Embedding]] = defaultdict(list)
    for row in _table("embedding", "lemma", "pos", "kind", "example"):
        pos = row.one_of("pos", get_args(EmbeddingPos))
        kind = row.one_of("kind", get_args(EmbeddingKind))
        words = tuple(row["lemma"].split())
        found[pos, words[0]].append(Embedding(words, pos, kind))
    return {key: tuple(sorted(group, key=lambda e: -len(e.words))) for key, group in found.items()}


@cache
def reporting_lemmas() -> frozenset[str]:
    """Verbs by which somebody says, denies or doubts something."""
    return frozenset(
        " ".join(entry.words)
        for entries in embeddings().values()
        for entry in entries
        if entry.pos == "verb" and entry.kind in {"report", "deny", "doubt"}
    )


@cache
def raised_types() -> dict[tuple[str, str, str], Raised]:
    """(kind, inner type, inner mode or "") to what the outer event is coded as."""
    found = {}
    for row in _table("raised", "kind", "inner", "mode", "outer", "outer_mode"):
        outer = row.one_of("outer", get_args(EventType))
        found[row["kind"], row["inner"], row["mode"]] = Raised(
            outer,
            row["outer_mode"] or None,
        )
    return found


@cache
def weapon_modes() -> dict[str, str]:
    """ASSAULT mode by weapon term; terms are lower-case lemmas, some of several words."""
    modes = MODES["ASSAULT"]
    return {row["term"]: row.one_of("mode", modes) for row in _table("weapons", "term", "mode")}


@cache
def negations() -> frozenset[str]:
    """Words that negate what they hang on."""
    return frozenset(row["term"] for row in _table("negation", "term", "kind"))


@cache
def hedges() -> dict[str, HedgeKind]:
    """Kind of doubt, modality, condition or future by word."""
    kinds = get_args(HedgeKind)
    return {row["term"]: row.one_of("kind", kinds) for row in _table("hedges", "term", "kind")}
