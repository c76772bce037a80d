"""Words by which a text states how two actors stand to each other: lexicons/relations.csv."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from detente.knowledge.tables import data_folder, read_table
from detente.model.record import RelationKind

Form = Literal["verb", "noun", "owner", "name", "gap", "predicate", "tie", "prefix", "pair"]
Direction = Literal["forth", "back"]

_COLUMNS = ("form", "cue", "prep", "kind", "direction", "example")
_WITH_PREPOSITION = frozenset(("verb", "noun"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: what it states of the two actors around it."""

    words: str
    preps: tuple[str, ...]
    """Prepositions before the second actor; empty for a verb's direct object."""
    kind: RelationKind
    back: bool
    """Whether the second actor stands so to the first."""


@dataclass(frozen=True, slots=True)
class RelationCues:
    """All cues by their form."""

    by_form: dict[Form, tuple[Cue, ...]]
    verbs: dict[str, tuple[Cue, ...]] = field(default_factory=dict)
    """Cues of the form `verb` by lemma."""

    def of(self, form: Form) -> dict[str, Cue]:
        """The cues of one form by their words."""
        return {cue.words: cue for cue in self.by_form.get(form, ())}


def load_relation_cues(file: Path | None = None) -> RelationCues:
    """The cues in `file`, by default those that the package carries.

    Raises:
        KnowledgeError: the file is missing or a row is wrong; file and line are named.
    """
    found: defaultdict[Form, list[Cue]] = defaultdict(list)
    seen: set[tuple[str, str, str]] = set()
    for row in read_table(file or data_folder("lexicons", "relations.csv"), _COLUMNS):
        form: Form = row.one_of("form", get_args(Form))
        words = row.filled("cue").lower()
        if row["prep"] and form not in _WITH_PREPOSITION:
            raise row.fail(f"the form {form!r} takes no preposition")
        if form == "noun":
            row.filled("prep")
        if (form, words, row["prep"]) in seen:
            raise row.fail(f"{form} {words!r} is there twice")
        seen.add((form, words, row["prep"]))
        kind: RelationKind = row.one_of("kind", get_args(RelationKind))
        back = row.one_of("direction", get_args(Direction)) == "back"
        preps = tuple(part for part in row["prep"].split("/") if part)
        found[form].append(Cue(words, preps, kind, back))
    verbs: defaultdict[str, list[Cue]] = defaultdict(list)
    for cue in found["verb"]:
        verbs[cue.words].append(cue)
    return RelationCues(
        {form: tuple(cues) for form, cues in found.items()},
        {lemma: tuple(cues) for lemma, cues in verbs.items()},
    )


@cache
def relation_cues() -> RelationCues:
    """The cues that the package carries, read once a process."""
    return load_relation_cues()
