"""Answers are read with patience, and never believed for their form alone."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_server import told

from detente.coding.llm.prompt import EXAMPLE_EVENTS, EXAMPLE_SENTENCES, system_prompt
from detente.coding.llm.reply import ToldEvent, read_reply, reply_schema
from detente.knowledge.codebook import load_codebook

ANSWER = json.dumps({"events": [told()]})


@pytest.mark.parametrize(
    "text",
    [
        ANSWER,
        f"\n{ANSWER}\n",
        f"Here it is:\n```json\n{ANSWER}\n```\nI hope {{this}} helps.",
        f"```\n{ANSWER}\n```",
        f"Sure! {ANSWER} Anything else?",
        f"A set like {{1}}: {ANSWER}",
        f"<think>\n{{maybe}} not\n</think>\n{ANSWER}",
        json.dumps([told()]),
    ],
)
def test_json_is_found_in_what_a_model_says_around_it(text):
    events, misshapen = read_reply(text)
    assert [event.trigger for event in events] == ["shelled"]
    assert misshapen == 0


@pytest.mark.parametrize(
    "text",
    [
        "I cannot help with that.",
        "{}",
        '{"events": "none"}',
        "[" * 100_000,
        "{" * 100_000,
        ANSWER[:-9],
        "7",
    ],
)
def test_what_holds_no_list_of_events_is_an_error(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_reply(text)


def test_events_of_the_wrong_form_are_counted_and_the_others_kept():
    answer = json.dumps({"events": [told(), 7, {"type": "AID"}, told(actors="the army"), None]})
    events, misshapen = read_reply(answer)
    assert (len(events), misshapen) == (1, 4)


def test_what_a_model_leaves_out_or_leaves_null_is_empty():
    events, _ = read_reply('{"events": [{"type": "AID", "trigger": "gave", "actors": null}]}')
    assert events[0].actors == ()
    assert events[0].status == "actual"


def test_the_schema_the_models_and_the_example_have_the_same_keys():
    event = reply_schema()["properties"]["events"]["items"]
    assert list(event["properties"]) == list(ToldEvent.model_fields)
    jsonschema.validate(json.loads(json.dumps({"events": EXAMPLE_EVENTS})), reply_schema())


def test_the_schema_knows_every_type_and_mode_of_the_codebook():
    event = reply_schema()["properties"]["events"]["items"]["properties"]
    entries = load_codebook().values()
    assert event["type"]["enum"] == [entry.type for entry in entries]
    modes = {mode.name for entry in entries for mode in entry.modes}
    assert set(event["mode"]["anyOf"][0]["enum"]) == modes


def test_the_prompt_tells_every_type_and_mode_and_fits_a_small_context():
    prompt = system_prompt()
    for entry in load_codebook().values():
        assert f"{entry.type}: {entry.definition.strip()}" in prompt
        assert all(f"mode {mode.name}: " in prompt for mode in entry.modes)
    assert len(prompt) < 16_000


def test_the_example_quotes_its_own_sentences():
    for event in EXAMPLE_EVENTS:
        quotes = [event["trigger"], *event["actors"], *event["recipients"]]
        quotes += [q for q in (event["place"], event["date"]) if q]
        quotes += [c["quote"] for c in event["casualties"]]
        quotes += [word for c in event["claims"] for word in (c["by"], c["cue"])]
        assert all(quote in EXAMPLE_SENTENCES for quote in quotes)


@given(st.text(max_size=200))
def test_no_answer_breaks_the_reader(text):
    try:
        events, misshapen = read_reply(text)
    except ValueError:
        return
    assert misshapen >= 0
    assert all(isinstance(event, ToldEvent) for event in events)
