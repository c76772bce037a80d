"""The contract: what is written is read back, and what a later version adds does no harm."""

import copy
import json

import jsonschema
import pytest
from pydantic import ValidationError

from detente.model.record import Event, EventDate, Failure, Record, json_schema
from tests.model.records import FULL, full

TOP_KEYS = [
    "schema",
    "document",
    "sentences",
    "mentions",
    "actors",
    "places",
    "events",
    "relations",
    "capabilities",
    "comments",
    "warnings",
]
EVENT_KEYS = [
    "id",
    "type",
    "mode",
    "trigger",
    "sentence",
    "actors",
    "recipients",
    "place",
    "date",
    "status",
    "certainty",
    "claims",
    "casualties",
    "weapons",
    "attributions",
    "agreement",
    "cameo",
    "quad",
    "score",
    "acled",
    "same_as",
    "rule",
    "confidence",
]


def contains(written, given):
    """Whether everything that was given stands in what was written."""
    if isinstance(given, dict):
        return all(key in written and contains(written[key], given[key]) for key in given)
    if isinstance(given, list):
        return len(written) == len(given) and all(map(contains, written, given))
    return written == given


def test_nothing_is_lost_between_reading_and_writing():
    written = json.loads(full().to_json())
    assert contains(written, FULL)
    assert Record.model_validate(written) == full()


def test_keys_stand_in_the_contracts_order():
    written = json.loads(full().to_json())
    assert list(written) == TOP_KEYS
    assert list(written["events"][0]) == EVENT_KEYS


def test_a_record_is_one_line_and_keeps_its_letters():
    changed = copy.deepcopy(FULL)
    changed["document"]["title"] = "Hay’at\nعربي"
    line = Record.model_validate(changed).to_json()
    assert "\n" not in line
    assert "Hay’at" in line
    assert "عربي" in line


def every_object(value):
    """All JSON objects with fixed keys: not the maps from id to actor or place."""
    if isinstance(value, list):
        for part in value:
            yield from every_object(part)
    elif isinstance(value, dict):
        yield value
        for key, part in value.items():
            keyed = key in {"actors", "places"} and isinstance(part, dict)
            yield from every_object(list(part.values()) if keyed else part)


def test_keys_of_a_later_version_are_accepted_everywhere():
    later = copy.deepcopy(FULL)
    objects = list(every_object(later))
    assert len(objects) > 30
    for found in objects:
        found["added_in_version_9"] = {"any": ["thing"]}
    assert Record.model_validate(later) == full()


def test_the_schema_accepts_what_is_written_and_what_was_added_later():
    schema = json_schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    validator.validate(json.loads(full().to_json()))
    later = json.loads(full().to_json())
    later["added_in_version_9"] = later["events"][0]["added_in_version_9"] = 1
    validator.validate(later)


def broken(path, value):
    made = json.loads(full().to_json())
    part = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return made


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "detente/2"),
        (("events", 0, "type"), "FIGHT"),
        (("events", 0, "status"), "perhaps"),
        (("events", 0, "quad"), 5),
        (("events", 0, "confidence"), 1.2),
        (("events", 0, "trigger", "start"), -1),
        (("events", 0, "place", "precision"), 0),
        (("events", 0, "casualties", 0, "low"), -1),
        (("events", 0, "casualties", 0, "kind"), "annoyed"),
        (("events", 0, "agreement", "provisions", 0, "kind"), "dinner"),
        (("document", "text"), None),
        (("document", "blocks", 0, "kind"), "footer"),
        (("comments", 0, "moderation"), "delete"),
        (("comments", 0, "act"), "rant"),
        (("comments", 0, "hostile"), 1.5),
        (("relations", 0, "kind"), "married"),
    ],
)
def test_models_and_schema_refuse_the_same_mistakes(path, value):
    made = broken(path, value)
    with pytest.raises(ValidationError):
        Record.model_validate(made)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, json_schema())


def test_what_is_unknown_stays_none_and_is_written_so():
    casualty = json.loads(full().to_json())["events"][0]["casualties"][0]
    assert casualty["high"] is None
    place = json.loads(full().to_json())["places"]["IRQ/basra"]
    assert place["admin1"] is None


def test_a_record_cannot_be_changed():
    record = full()
    with pytest.raises(ValidationError):
        record.warnings = ()
    with pytest.raises(ValidationError):
        record.events[0].type = "ASSAULT"


def test_what_the_contract_requires_cannot_be_left_out():
    for key in ("id", "type", "trigger", "sentence", "quad", "score", "rule", "confidence"):
        given = {k: v for k, v in FULL["events"][0].items() if k != key}
        with pytest.raises(ValidationError, match=key):
            Event.model_validate(given)


def test_a_failure_is_told_apart_from_a_record():
    failure = Failure(origin="a.html", error="EmptyInput", message="a.html: empty; give text")
    written = json.loads(failure.to_json())
    assert list(written) == ["schema", "origin", "error", "message"]
    assert Failure.model_validate(written) == failure
    with pytest.raises(ValidationError):
        Record.model_validate(written)


@pytest.mark.parametrize("edtf", ["2018-11-17", "XXXX-11-17", "2018-11", "2018", "2018-21"])
def test_dates_keep_what_is_open(edtf):
    date = EventDate(edtf=edtf, precision="unknown", basis="stated")
    assert EventDate.model_validate_json(date.model_dump_json()).edtf == edtf
