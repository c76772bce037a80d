"""Compare a coded page with the record that a careful person would write for it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.model.record import Event, Record
from tests.golden import notation
from tests.golden.notation import Named

FOLDER = Path(__file__).parent
DEFAULTS: dict[str, Any] = {
    "mode": None,
    "actors": [],
    "recipients": [],
    "place": None,
    "date": None,
    "status": "actual",
    "certainty": "asserted",
    "claims": [],
    "casualties": [],
    "attributions": [],
    "agreement": None,
    "same_as": None,
}
"""What an expected event means by saying nothing; a repeat that says nothing is not compared."""
AGREEMENT = {"stage": None, "parties": [], "third_parties": [], "provisions": []}
EVENT_KEYS = {"id", "type", "trigger", *DEFAULTS}
PAGE_KEYS = {"published", "outlet", "events", "misses", "actors", "places", "voices"} | {
    "relations",
    "capabilities",
}
Value = str | Named | None | list[str] | list[Named]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of one page: what is expected, what was found."""

    field: str
    """`e3.place`; `e3` for an event that was not found, `extra TYPE trigger` for one too many."""
    expected: str
    found: str
    right: bool

    @property
    def kind(self) -> str:
        """The field without its event: `place`, `event`, `extra`."""
        name = self.field.split(" ")[0]
        if name.startswith(("voices.", "actors.", "places.")):
            return name.split(".")[0]
        return name.split(".", 1)[1] if "." in name else "event" if name[1:].isdigit() else name

    @property
    def empty(self) -> bool:
        """Nothing expected and nothing found."""
        return self.right and self.expected in {"", "none", "actual", "asserted"}


@dataclass(frozen=True, slots=True)
class Expected:
    """An invented page and its expected record."""

    page: Path
    published: str | None
    outlet: str | None
    events: Sequence[Mapping[str, Any]]
    misses: dict[str, str]
    """Known faults by field, with the reason; each must still be wrong."""
    rest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def register(self) -> str:
        return self.page.parent.name

    def wrong_fields(self) -> int:
        """Number of known misses; an event that is not found counts with all that it says."""
        said = {event["id"]: len(set(event) - {"id", "trigger"}) for event in self.events}
        return sum(said.get(name, 1) for name in self.misses)


def pages() -> list[Path]:
    """The expected records, sorted."""
    return sorted(FOLDER.glob("*/*.toml"))


def load(path: Path) -> Expected:
    """Read an expected record; what is misspelt in it fails here, with the file's name."""
    data = tomllib.loads(path.read_text("utf-8"))
    unknown = set(data) - PAGE_KEYS
    events = [{"id": f"e{n}", **event} for n, event in enumerate(data.get("events", []), start=1)]
    for event in events:
        unknown |= set(event) - EVENT_KEYS
        unknown |= set(event.get("agreement") or ()) - set(AGREEMENT)
    assert not unknown, f"{path.name} has keys that mean nothing: {sorted(unknown)}"
    misses = dict(_miss(path, line) for line in data.get("misses", []))
    return Expected(
        page=path.with_suffix(".txt"),
        published=data.get("published"),
        outlet=data.get("outlet"),
        events=events,
        misses=misses,
        rest=data,
    )


def _miss(path: Path, line: str) -> tuple[str, str]:
    where, _, why = line.partition(": ")
    assert why, f"{path.name}: a miss says why: {line!r}"
    return where, why


def compare(expected: Expected, record: Record) -> list[Comparison]:
    """Every field that the expected record names, and every event that it does not."""
    spans = _trigger_spans(expected, record.document.text)
    pairs = _pairs(expected.events, spans, record.events)
    names = {found.id: str(event["id"]) for event, found in pairs if found is not None}
    result: list[Comparison] = []
    for event, found in pairs:
        result += _event(event, found, record, names)
    said: dict[str, int] = {}
    for found in record.events:
        if found.id not in names:
            label = f"extra {found.type} {found.trigger.text}"
            said[label] = said.get(label, 0) + 1
            label += f"#{said[label]}" if said[label] > 1 else ""
            result.append(Comparison(label, "", _sentence(record, found), right=False))
    return result + list(_page(expected, record))


def _trigger_spans(expected: Expected, text: str) -> list[tuple[int, int]]:
    """Where the triggers stand: in the order of the text, or within [brackets] of their context."""
    spans, last = [], 0
    for event in expected.events:
        trigger = event["trigger"]
        marked = re.fullmatch(r"([^\[]*)\[(.+)\](.*)", trigger)
        before, words, after = marked.groups() if marked else ("", trigger, "")
        at = text.find(before + words + after, 0 if marked else last)
        assert at >= 0, f"{expected.page.name}: {event['id']}: no {trigger!r} past offset {last}"
        start = at + len(before)
        last = start + len(words)
        spans.append((start, last))
    return spans


def _pairs(
    events: Sequence[Mapping[str, Any]],
    spans: Sequence[tuple[int, int]],
    found: Sequence[Event],
) -> list[tuple[Mapping[str, Any], Event | None]]:
    """Each expected event with the one that stands on its trigger, of its type where there is one."""
    free = list(found)
    chosen: dict[int, Event] = {}
    for same_type in (True, False):
        for number, (event, (start, end)) in enumerate(zip(events, spans, strict=True)):
            if number in chosen:
                continue
            on_it = [
                f
                for f in free
                if f.trigger.start < end
                and start < f.trigger.end
                and (f.type == event["type"] or not same_type)
            ]
            if on_it:
                chosen[number] = on_it[0]
                free.remove(on_it[0])
    return [(event, chosen.get(number)) for number, event in enumerate(events)]


def _event(
    event: Mapping[str, Any], found: Event | None, record: Record, names: Mapping[str, str]
) -> Iterator[Comparison]:
    name = event["id"]
    if found is None:
        yield Comparison(name, f"{event['type']} {event['trigger']}", "no such event", right=False)
        return
    yield _text(f"{name}.type", event["type"], found.type)
    repeat = "same_as" in event
    for key, default in DEFAULTS.items():
        if repeat and key not in event:
            continue
        value = event.get(key, default)
        if key == "agreement":
            yield from _agreement(name, value, found)
        else:
            yield _field(f"{name}.{key}", key, value, found, record, names)


def _field(
    label: str, key: str, value: Any, found: Event, record: Record, names: Mapping[str, str]
) -> Comparison:
    people = "actors", "recipients"
    if key in people:
        said = [notation.written_participant(p) for p in getattr(found, key)]
        return _list(label, [notation.named(v) for v in value], said)
    if key == "place":
        where = notation.written_place(found, {m.id: m for m in record.mentions})
        meant = [] if value is None else [notation.place(value)]
        return _list(label, meant, [] if where is None else [where])
    if key in {"claims", "attributions"}:
        written = {
            "claims": notation.written_claims(found.claims),
            "attributions": [notation.written_attribution(a) for a in found.attributions],
        }
        return _list(label, [notation.named(v) for v in value], written[key])
    if key == "casualties":
        return _list(label, value, [notation.written_casualty(c) for c in found.casualties])
    return _text(label, value, _plain(key, found, names))


def _plain(key: str, found: Event, names: Mapping[str, str]) -> str | None:
    """A value that is one word of the record; a repeat's first mention by its name here."""
    if key == "date":
        return notation.written_date(found)
    if key == "same_as":
        return None if found.same_as is None else names.get(found.same_as, "an extra one")
    value: str | None = getattr(found, key)
    return value


def _agreement(name: str, value: Mapping[str, Any] | None, found: Event) -> Iterator[Comparison]:
    agreement = found.agreement
    if value is None:
        stage = None if agreement is None else agreement.stage
        yield _text(f"{name}.agreement", None, stage)
        return
    said = {**AGREEMENT, **value}
    stage = None if agreement is None else agreement.stage
    yield _text(f"{name}.stage", said["stage"], stage)
    parties = () if agreement is None else agreement.parties
    yield _list(f"{name}.parties", said["parties"], list(parties))
    third = () if agreement is None else agreement.third_parties
    yield _list(f"{name}.third_parties", said["third_parties"], list(third))
    given = () if agreement is None else agreement.provisions
    provisions = [notation.written_provision(p) for p in given]
    yield _list(f"{name}.provisions", said["provisions"], provisions)


def _page(expected: Expected, record: Record) -> Iterator[Comparison]:
    """What belongs to no event: links, means, resolved actors and places, voices."""
    rest = expected.rest
    relations = notation.written_relations(record)
    yield _list("relations", rest.get("relations", []), relations)
    means = notation.written_capabilities(record)
    yield _list("capabilities", rest.get("capabilities", []), means)
    for key, models in (("actors", record.actors), ("places", record.places)):
        for entity, values in rest.get(key, {}).items():
            model = models.get(entity)
            for name, value in values.items():
                found = "no such entity" if model is None else getattr(model, name)
                yield _text(f"{key}.{entity}.{name}", value, found)
    for words, voice in rest.get("voices", {}).items():
        at = record.document.text.index(words)
        found_voice = next(s.voice for s in record.sentences if s.start <= at < s.end)
        yield _text(f"voices.{words}", voice, found_voice)


def _text(label: str, expected: object, found: object) -> Comparison:
    return Comparison(label, _shown(expected), _shown(found), right=expected == found)


def _list(label: str, expected: Sequence[str | Named], found: Sequence[str | Named]) -> Comparison:
    """Lists agree in any order, one value for one value."""
    left = list(found)
    right = len(expected) == len(found)
    for value in expected:
        match = next((f for f in left if _agrees(value, f)), None)
        if match is None:
            right = False
        else:
            left.remove(match)
    return Comparison(label, _joined(expected), _joined(found), right)


def _agrees(expected: str | Named, found: str | Named) -> bool:
    if isinstance(expected, Named) and isinstance(found, Named):
        return expected.agrees(found)
    return expected == found


def _joined(values: Sequence[str | Named]) -> str:
    return " | ".join(str(v) for v in values) or "none"


def _shown(value: object) -> str:
    return "none" if value is None else str(value)


def _sentence(record: Record, event: Event) -> str:
    span = record.sentences[event.sentence]
    return record.document.text[span.start : span.end]
