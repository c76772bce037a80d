"""The frame lexicon: which words make which PLOVER event, and who is who in it.

The files and their grammar are told in `frames/README.md`; this module reads, checks, lints.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, get_args

from detente.knowledge.tables import Row, data_folder, read_table, word_class
from detente.model.errors import KnowledgeError
from detente.model.record import EventType

FramePos = Literal["verb", "noun", "adj"]
DECIDED = ("lemma", "pos", "first", "then", "why")
COLUMNS = ("lemma", "pos", "mode", "actors", "recipients", "when", "example")
SPECIAL_CLASSES = frozenset({"actor", "person", "place"})
"""Classes that ask the grounding, not a word list."""

MODES: dict[str, frozenset[str]] = {
    "AGREE": frozenset(),
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "SUPPORT": frozenset(),
    "CONCEDE": frozenset(),
    "COOPERATE": frozenset(),
    "AID": frozenset(),
    "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "THREATEN": frozenset(
        {"restrict", "arrest", "relations", "expel", "territory", "violence"}
    ),
    "PROTEST": frozenset(
        {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}
    ),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset(
        {
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport",
            "withhold", "misinformation", "cyber",
        }
    ),
    "ASSAULT": frozenset(
        {
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
            "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
            "unconventional",
        }
    ),
}  # fmt: skip
"""The modes of each type in PLOVER's manual of 2021."""

_SLOT = re.compile(r"[a-z]+(-[a-z]+)*")
_TEST = re.compile(
    r"(?P<slot>[a-z-]+)(?P<op>!?=)(?P<words>\S+)|(?P<has>has|no):(?P<filled>[a-z-]+)"
)

Slots = tuple[tuple[str, ...], ...]
"""Alternatives in order; the parts of one alternative count together."""

DEFAULT_SLOTS: dict[FramePos, tuple[Slots, Slots]] = {
    "verb": ((("subject",),), (("object",),)),
    "noun": (
        (("subject",), ("by",), ("possessive",), ("modifier",), ("from",)),
        (("on",), ("against",), ("of",)),
    ),
    "adj": ((("subject",),), (("to",), ("for",))),
}


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on the words around a trigger."""

    slot: str
    wanted: bool
    """Whether the slot must hold (or be filled), or must not."""
    words: frozenset[str] = frozenset()
    """Lemmas; empty when the test is only whether the slot is filled."""
    grounded: frozenset[str] = frozenset()
    """Of actor, person and place: what the grounding may say of the slot's head."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon."""

    id: str
    type: EventType
    pos: FramePos
    words: tuple[str, ...]
    """The lemma's words; a verb's first, a noun's last word is the one that triggers."""
    mode: str | None
    actors: Slots
    recipients: Slots
    tests: tuple[Test, ...]
    example: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """The word that triggers."""
        return self.words[-1] if self.trigger_last else self.words[0]

    @property
    def trigger_last(self) -> bool:
        """Whether the last word triggers: nouns ("air strike") and compounds ("test-fire")."""
        return self.pos == "noun" or "-" in self.words

    @property
    def whole(self) -> str:
        """The trigger as one token, where a hyphen may stand inside it ("counter-attack")."""
        return "".join(self.words) if "-" in self.words else self.key

    @property
    def mutual(self) -> bool:
        """Whether all parties are actors and there is no recipient."""
        return not self.recipients

    @property
    def place(self) -> str:
        """File and line, for a person."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class FrameLexicon:
    """All frames, by part of speech and triggering word, the most particular first."""

    by_key: dict[tuple[FramePos, str], tuple[Frame, ...]]

    def candidates(self, pos: FramePos, lemma: str) -> tuple[Frame, ...]:
        """The frames that a word may trigger."""
        return self.by_key.get((pos, lemma), ())

    def __iter__(self) -> Iterator[Frame]:
        seen = {id(frame): frame for frames in self.by_key.values() for frame in frames}
        yield from seen.values()

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every word that triggers a frame."""
        return frozenset(key for _, key in self.by_key)


def parse_slots(row: Row, column: str, default: Slots) -> Slots:
    """Read a cell of the slot grammar; empty gives the default, `none` gives no slots."""
    cell = row[column]
    if not cell:
        return default
    if cell == "none":
        return ()
    slots = tuple(tuple(part.split("+")) for part in cell.split("|"))
    for name in (name for alternative in slots for name in alternative):
        if not _SLOT.fullmatch(name):
            raise row.fail(f"{column}: {name!r} is no slot")
    return slots


def parse_tests(row: Row) -> tuple[Test, ...]:
    """Read the `when` cell."""
    return tuple(_parse_test(row, text) for text in row["when"].split())


def _parse_test(row: Row, text: str) -> Test:
    match = _TEST.fullmatch(text)
    if match is None:
        raise row.fail(f"when: {text!r} is no test")
    if match["has"]:
        return Test(match["filled"], wanted=match["has"] == "has")
    words: set[str] = set()
    grounded: set[str] = set()
    for word in match["words"].split("/"):
        if not word.startswith("@"):
            words.add(word.replace("_", " "))
        elif word[1:] in SPECIAL_CLASSES:
            grounded.add(word[1:])
            words |= _optional_class(word[1:])
        else:
            try:
                words |= word_class(word[1:])
            except KnowledgeError as error:
                raise row.fail(f"when: no class {word}") from error
    return Test(match["slot"], match["op"] == "=", frozenset(words), frozenset(grounded))


def _optional_class(name: str) -> frozenset[str]:
    path = data_folder("frames", "classes", f"{name}.txt")
    return word_class(name) if path.is_file() else frozenset()


def parse_frame(row: Row, event_type: EventType) -> Frame:
    """One checked frame from one row; raises KnowledgeError with file and line."""
    pos: FramePos = row.one_of("pos", get_args(FramePos))
    if row["mode"] and row["mode"] not in MODES[event_type]:
        raise row.fail(f"mode: {event_type} has no mode {row['mode']!r}")
    actors, recipients = DEFAULT_SLOTS[pos]
    name = f"{event_type}:{pos}:{row['lemma']}".replace(" ", "_")
    if row["when"]:
        name += f"[{row['when']}]"
    return Frame(
        id=name,
        type=event_type,
        pos=pos,
        words=tuple(row.filled("lemma").replace("-", " - ").split()),
        mode=row["mode"] or None,
        actors=parse_slots(row, "actors", actors),
        recipients=parse_slots(row, "recipients", recipients),
        tests=parse_tests(row),
        example=row.filled("example"),
        file=row.file.name,
        line=row.line,
    )


def read_frames() -> Iterator[Frame]:
    """All frames of all types, in the order of PLOVER's quads and of the files' lines."""
    for event_type in get_args(EventType):
        for row in read_table(data_folder("frames", f"{event_type}.csv"), COLUMNS):
            yield parse_frame(row, event_type)


@cache
def decided() -> dict[tuple[str, str, str, str], str]:
    """Which type goes first where frames tie, from `frames/decided.csv`.

    Returns:
        The reason, by (lemma, part of speech, first type, other type).

    Raises:
        KnowledgeError: a row is wrong; file and line are named.
    """
    found: dict[tuple[str, str, str, str], str] = {}
    for row in read_table(data_folder("frames", "decided.csv"), DECIDED):
        first = row.one_of("first", frozenset(get_args(EventType)))
        then = row.one_of("then", frozenset(get_args(EventType)))
        found[row.filled("lemma"), row["pos"], first, then] = row.filled("why")
    return found


def _yields(frame: Frame) -> int:
    """How many types go before the frame's own where it ties."""
    word = " ".join(frame.words), frame.pos
    return sum(1 for key in decided() if key[:2] == word and key[3] == frame.type)


def _order(frame: Frame) -> tuple[int, int, int, str, int]:
    return -len(frame.words), -len(frame.tests), _yields(frame), frame.type, frame.line


def build_lexicon(frames: Iterable[Frame]) -> FrameLexicon:
    """Index frames by trigger; longer phrases and frames with more tests come first.

    Where these are the same, `frames/decided.csv` says what goes first; then type and line.
    """
    by_key: defaultdict[tuple[FramePos, str], list[Frame]] = defaultdict(list)
    for frame in frames:
        by_key[frame.pos, frame.key].append(frame)
        if frame.whole != frame.key:
            by_key[frame.pos, frame.whole].append(frame)
    ordered = {key: tuple(sorted(group, key=_order)) for key, group in by_key.items()}
    return FrameLexicon(ordered)


@cache
def load_frames() -> FrameLexicon:
    """The shipped lexicon, read once."""
    return build_lexicon(read_frames())
