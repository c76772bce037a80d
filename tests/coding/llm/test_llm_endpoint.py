"""What a user may set, and what is told when it is not enough."""

import pytest

from detente.coding.llm.endpoint import endpoint_from_environment, endpoint_of
from detente.model.errors import EndpointError


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1/chat/completions"),
        ("https://models.test/a/v1/chat/completions", "https://models.test/a/v1/chat/completions"),
        ("https://models.test/v1?version=2", "https://models.test/v1/chat/completions?version=2"),
    ],
)
def test_a_base_address_leads_to_chat_completions(url, address):
    assert endpoint_of(url, "tiny").url == address


@pytest.mark.parametrize("url", [None, "", "  "])
def test_without_a_url_it_says_how_to_set_one(url):
    with pytest.raises(EndpointError, match=r"--llm-url.*DETENTE_LLM_URL"):
        endpoint_of(url, "tiny")


def test_without_a_model_it_says_how_to_set_one():
    with pytest.raises(EndpointError, match=r"--llm-model.*DETENTE_LLM_MODEL"):
        endpoint_of("http://127.0.0.1:1/v1", " ")


@pytest.mark.parametrize(
    "url", ["127.0.0.1:11434", "ftp://x/v1", "http://", "http://x:port/v1", "http://[x/v1"]
)
def test_what_is_no_web_address_is_told(url):
    with pytest.raises(EndpointError, match="is no endpoint"):
        endpoint_of(url, "tiny")


def test_a_password_in_the_url_is_refused_and_not_shown():
    with pytest.raises(EndpointError, match="DETENTE_LLM_KEY") as caught:
        endpoint_of("https://me:hidden@models.test/v1", "tiny")
    assert "hidden" not in str(caught.value)


def test_messages_name_the_host_alone():
    assert endpoint_of("https://models.test:8/v1?token=abc", "tiny").host == "https://models.test:8"


def test_the_environment_names_an_endpoint_or_says_what_to_set(monkeypatch):
    monkeypatch.setenv("DETENTE_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("DETENTE_LLM_MODEL", "tiny")
    assert endpoint_from_environment() == endpoint_of("http://127.0.0.1:1/v1", "tiny")
    monkeypatch.delenv("DETENTE_LLM_URL")
    with pytest.raises(EndpointError, match="DETENTE_LLM_URL"):
        endpoint_from_environment()
