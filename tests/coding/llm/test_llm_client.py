"""The client against a real server: what it sends, what it repeats, and when it gives up."""

import json
import socket
import sys

import pytest
from llm_server import events, hangs, raw, refuses, says, serving, trickles

from detente.coding.llm import client as client_module
from detente.coding.llm.client import ChatClient
from detente.coding.llm.endpoint import endpoint_of
from detente.model.errors import EndpointError

MESSAGES = [{"role": "user", "content": "Code this."}]
SCHEMA = {"type": "object"}


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_LLM_KEY", raising=False)


def test_it_asks_for_the_schema_at_temperature_zero_with_a_seed():
    with serving(says("{}")) as served:
        answer = ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
    assert answer.text == "{}"
    assert not answer.cut
    (body,) = served.asked
    assert (body["model"], body["temperature"], body["messages"]) == ("tiny", 0, MESSAGES)
    assert isinstance(body["seed"], int)
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert served.paths == ["/v1/chat/completions"]
    assert "Authorization" not in served.headers[0]


def test_the_key_goes_into_the_header_and_into_no_message(monkeypatch):
    monkeypatch.setenv("DETENTE_LLM_KEY", "secret-words")
    with serving(raw(401, b"bad key: secret-words")) as served:
        endpoint = served.endpoint()
        with pytest.raises(EndpointError, match="DETENTE_LLM_KEY") as caught:
            ChatClient(endpoint).ask(MESSAGES, SCHEMA)
    assert served.headers[0]["Authorization"] == "Bearer secret-words"
    assert "secret" not in str(caught.value) + repr(endpoint)
    assert len(served.asked) == 1  # a wrong key is not mended by a repeat


def test_a_key_that_no_header_carries_is_told_without_showing_it(monkeypatch):
    monkeypatch.setenv("DETENTE_LLM_KEY", "se\ncret")
    with pytest.raises(EndpointError, match="set it anew") as caught:
        ChatClient(endpoint_of("http://127.0.0.1:9/v1", "tiny"))
    assert "cret" not in str(caught.value)


def test_a_server_that_knows_no_schema_is_asked_for_json_and_then_for_text():
    with serving(refuses(), refuses(500), says("one"), says("two")) as served:
        client = ChatClient(served.endpoint())
        assert client.ask(MESSAGES, SCHEMA).text == "one"
        assert client.ask(MESSAGES, SCHEMA).text == "two"
    forms = [body.get("response_format", {}).get("type") for body in served.asked]
    assert forms == ["json_schema", "json_object", None, None]  # and remembers it


def test_a_question_that_is_refused_in_every_form_is_told_and_changes_nothing_for_the_next():
    with serving(*[raw(400, b"context of 2048 exceeded")] * 3, says("fine")) as served:
        client = ChatClient(served.endpoint())
        with pytest.raises(EndpointError, match=r"context of 2048 exceeded.*tokens"):
            client.ask(MESSAGES, SCHEMA)
        client.ask(MESSAGES, SCHEMA)
    assert served.asked[-1]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_fault_that_may_pass_is_asked_again(status):
    with serving(raw(status, b"busy"), says("fine")) as served:
        assert ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA).text == "fine"
    assert len(served.asked) == 2


@pytest.mark.parametrize(
    ("told", "least", "most"), [("1", 1, 1), ("100000", 60, 60), ("soon", 0.01, 0.01)]
)
def test_retry_after_is_kept_within_a_bound(monkeypatch, told, least, most):
    waits = []
    monkeypatch.setattr(client_module.time, "sleep", waits.append)
    with serving(raw(429, b"", Retry_After=told), says("fine")) as served:
        ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
    assert least <= waits[0] <= most


def test_a_day_in_retry_after_that_has_passed_means_now(monkeypatch):
    waits = []
    monkeypatch.setattr(client_module.time, "sleep", waits.append)
    past = "Wed, 03 Mar 2021 00:00:00 GMT"
    with serving(raw(503, b"", Retry_After=past), says("fine")) as served:
        ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
    assert waits == [0]


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        (raw(503, b"over\nloaded"), r"503 \(over loaded\)"),
        (raw(200, b"no json"), "no chat completion"),
        (raw(200, b'{"choices": []}'), "no chat completion"),
        (raw(200, b"[" * 100_000), "no chat completion"),
        (says(None), "empty answer"),
        (raw(200, b"x" * 10, Content_Length="500"), "cannot be reached"),
        (raw(200, b"not zipped", Content_Encoding="gzip"), "broken answer"),
    ],
)
def test_a_server_that_stays_broken_is_left_after_the_repeats(step, problem):
    with serving(step) as served:
        with pytest.raises(EndpointError, match=problem) as caught:
            ChatClient(served.endpoint(retries=1)).ask(MESSAGES, SCHEMA)
        assert len(served.asked) == 2
    assert served.endpoint().host in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_model_is_told_at_once():
    with serving(raw(404, b'{"error": "model tiny not found"}')) as served:
        with pytest.raises(EndpointError, match=r"tiny not found.*model's name"):
            ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
        assert len(served.asked) == 1


@pytest.mark.parametrize("step", [hangs(2), trickles(2)])
def test_neither_silence_nor_a_trickle_holds_it_up(step):
    with serving(step) as served:
        client = ChatClient(served.endpoint(timeout=0.2, retries=0))
        with pytest.raises(EndpointError, match=r"within 0\.2 seconds"):
            client.ask(MESSAGES, SCHEMA)


def test_an_answer_past_all_measure_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(client_module, "MAX_REPLY", 1000)
    with serving(says("x" * 2000)) as served:
        with pytest.raises(EndpointError, match="more than 1000 bytes"):
            ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
        assert len(served.asked) == 1


def test_nobody_at_the_address_is_told_in_one_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = endpoint_of(f"http://127.0.0.1:{port}/v1", "tiny", retries=1, backoff=0.01)
    with pytest.raises(EndpointError, match=r"cannot be reached.*tried 2 times.*server runs"):
        ChatClient(endpoint).ask(MESSAGES, SCHEMA)


def test_it_follows_no_redirect_and_no_proxy_of_the_environment(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(raw(307, b"", Location="http://127.0.0.1:9/v1")) as served:
        with pytest.raises(EndpointError, match="answers 307"):
            ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
        assert len(served.asked) == 1


def test_an_answer_in_parts_is_joined_and_one_at_the_limit_is_cut():
    parts = [{"type": "text", "text": "{"}, {"type": "text", "text": "}"}]
    choice = {"message": {"content": parts}, "finish_reason": "length"}
    with serving(raw(200, json.dumps({"choices": [choice]}).encode())) as served:
        answer = ChatClient(served.endpoint()).ask(MESSAGES, SCHEMA)
    assert (answer.text, answer.cut) == ("{}", True)


def test_no_server_is_asked_before_the_first_question():
    with serving(events()) as served:
        ChatClient(served.endpoint())
    assert served.asked == []


def test_without_httpx_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(EndpointError, match=r"pip install 'detente\[llm\]'"):
        ChatClient(endpoint_of("http://127.0.0.1:9/v1", "tiny"))
