"""Which language model is asked, and how patiently: what the user sets, checked once."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from detente.model.errors import EndpointError

URL_VARIABLE = "DETENTE_LLM_URL"
MODEL_VARIABLE = "DETENTE_LLM_MODEL"
KEY_VARIABLE = "DETENTE_LLM_KEY"
"""The key's only way in: a command line shows in process lists and shell histories."""
CHAT = "/chat/completions"
TIMEOUT = 120.0
"""Seconds for one answer: a small model on a laptop's processor writes some ten tokens a second."""
RETRIES = 2
BACKOFF = 1.0
"""Seconds before the first repeat; each further one waits twice as long."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint and the model to ask there; made by `endpoint_of`."""

    url: str
    """With `/chat/completions` at the end of its path."""
    model: str
    timeout: float = TIMEOUT
    retries: int = RETRIES
    backoff: float = BACKOFF

    @property
    def host(self) -> str:
        """What messages call it: scheme, host and port, nothing that could be secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def endpoint_of(
    url: str | None,
    model: str | None,
    *,
    timeout: float = TIMEOUT,
    retries: int = RETRIES,
    backoff: float = BACKOFF,
) -> Endpoint:
    """Check what the user set; there is no default endpoint, so that nothing is sent unasked.

    Args:
        url: The API's base address (`http://127.0.0.1:11434/v1`) or its `/chat/completions`.
        model: The model's name as the server knows it.
        timeout: Seconds for one answer.
        retries: Repeats after a fault that may pass.
        backoff: Seconds before the first repeat.

    Raises:
        EndpointError: URL or model is missing, or the URL is none for this use.
    """
    if not (url and url.strip()):
        raise EndpointError(
            f"no endpoint for the language model; give --llm-url or set {URL_VARIABLE} "
            "(for example http://127.0.0.1:11434/v1)"
        )
    if not (model and model.strip()):
        raise EndpointError(
            f"no name for the language model; give --llm-model or set {MODEL_VARIABLE}"
        )
    return Endpoint(_chat_address(url.strip()), model.strip(), timeout, retries, backoff)


def endpoint_from_environment() -> Endpoint:
    """The endpoint that the environment's variables name.

    Raises:
        EndpointError: They name none, or none that can be used.
    """
    return endpoint_of(os.environ.get(URL_VARIABLE), os.environ.get(MODEL_VARIABLE))


def _chat_address(url: str) -> str:
    """The address of chat completions under a base address.

    Raises:
        EndpointError: It is no web address, or it holds a password.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        secret = parts.username or parts.password
    except ValueError:
        sound, secret = False, None
    if secret:  # not shown: it would stand in logs
        raise EndpointError(f"the endpoint's URL holds a password; put the key in {KEY_VARIABLE}")
    if not sound:
        raise EndpointError(
            f"{url!r} is no endpoint; write it as http://127.0.0.1:11434/v1 (--llm-url)"
        )
    path = parts.path.rstrip("/")
    if not path.endswith(CHAT):
        path += CHAT if path else f"/v1{CHAT}"
    return parts._replace(path=path, fragment="").geturl()


def key_from_environment() -> str | None:
    """The key for the endpoint, if one is set; read in each process, so that it is never sent on.

    Raises:
        EndpointError: It holds characters that no HTTP header can carry.
    """
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise EndpointError(f"{KEY_VARIABLE} holds characters that are in no key; set it anew")
    return key or None
