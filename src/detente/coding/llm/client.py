"""Asks an OpenAI-compatible endpoint for chat completions: bounded in time, size and repeats.

Written on httpx, the protocol being one POST; docs/decisions/0011-llm-coder.md says why.
"""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from detente.coding.llm.endpoint import KEY_VARIABLE, Endpoint, key_from_environment
from detente.model.errors import EndpointError

if TYPE_CHECKING:
    import httpx

FORMS = ("json_schema", "json_object", "text")
"""How structured output is asked for, the strictest first; a server may know only the last."""
SEED = 20210303
"""Any fixed number: servers that sample even at temperature 0 then give the same again."""
MAX_TOKENS = 4096
MAX_REPLY = 4_000_000
"""Bytes of an answer; a sound one has some 20 kB."""
MAX_WAIT = 60.0
"""Seconds that a server may ask us to wait before a repeat."""
UNKNOWN_FORM = frozenset({400, 415, 422, 501})
"""Status codes of servers that do not know a `response_format`."""
PASSING = frozenset({408, 409, 425, 429})
"""Status codes below 500 that a later repeat may mend."""

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote."""

    text: str
    cut: bool
    """Whether the server stopped it at its limit of tokens."""


class _Passing(Exception):
    """A fault that may pass; `wait` is what the server asks for, in seconds."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


class ChatClient:
    """One connection to an endpoint; each process makes its own."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Prepare, without connecting.

        Raises:
            EndpointError: httpx is not installed, or the key cannot be used.
        """
        self.endpoint = endpoint
        self._key = key_from_environment()
        self._http = _http_client(endpoint, self._key)
        self._form = 0

    def ask(self, messages: list[Message], schema: dict[str, Any]) -> Answer:
        """Ask once, and again after faults that may pass, waiting longer each time.

        Args:
            messages: The conversation, as the protocol has it.
            schema: JSON Schema that the answer should follow; a server may not know it.

        Raises:
            EndpointError: No usable answer; one line with the endpoint, the problem and the mend.
        """
        for attempt in range(self.endpoint.retries + 1):
            try:
                return self._in_some_form(messages, schema)
            except _Passing as fault:
                if attempt == self.endpoint.retries:
                    tried = f" (tried {attempt + 1} times)" if attempt else ""
                    raise self._error(
                        f"{fault}{tried}", "check that the server runs and keeps up"
                    ) from fault
                planned = self.endpoint.backoff * 2**attempt
                time.sleep(min(fault.wait if fault.wait is not None else planned, MAX_WAIT))
        raise AssertionError("the last attempt answers or raises")  # pragma: no cover

    def _in_some_form(self, messages: list[Message], schema: dict[str, Any]) -> Answer:
        """Ask in the strictest form that the server takes, and remember which one that is."""
        refusal = ""
        for form in range(self._form, len(FORMS)):
            status, body, wait = self._post(self._body(messages, schema, FORMS[form]))
            if status == 200:
                answer = _answer(body)
                self._form = form
                return answer
            told = self._excerpt(body)
            # llama.cpp of 2024 answered 500 to a form that it did not know.
            unknown = status in UNKNOWN_FORM or (status == 500 and "response_format" in told)
            if not unknown:
                self._fail(status, told, wait)
            refusal = refusal or f"the server answers {status}{told}"
        raise self._error(refusal, "check that the model's context holds some 10,000 tokens")

    def _fail(self, status: int, told: str, wait: float | None) -> None:
        """Raise what a status code means."""
        problem = f"the server answers {status}{told}"
        if status in PASSING or status >= 500:
            raise _Passing(problem, wait)
        if status in {401, 403}:
            raise self._error(problem, f"set the key in {KEY_VARIABLE}")
        if status == 404:
            raise self._error(problem, "check the URL's path (/v1) and the model's name")
        raise self._error(problem, "check --llm-url and --llm-model")

    def _post(self, body: dict[str, Any]) -> tuple[int, bytes, float | None]:
        """Status, body and the wait asked for of one exchange, within time and size."""
        import httpx  # noqa: PLC0415 - an extra: loaded when it is used

        until = time.monotonic() + self.endpoint.timeout
        slow = f"no whole answer within {self.endpoint.timeout:g} seconds"
        data = bytearray()
        try:
            with self._http.stream("POST", self.endpoint.url, json=body) as response:
                for chunk in response.iter_bytes():
                    data += chunk
                    if len(data) > MAX_REPLY:
                        raise self._error(
                            f"an answer of more than {MAX_REPLY} bytes", "check the server"
                        )
                    if time.monotonic() > until:
                        raise _Passing(slow)
                return response.status_code, bytes(data), _wait(response.headers)
        except httpx.TimeoutException as error:
            raise _Passing(slow) from error
        except httpx.TransportError as error:
            raise _Passing(
                f"cannot be reached ({_line(str(error) or type(error).__name__)})"
            ) from (error)
        except httpx.HTTPError as error:  # a body that is not what its headers promise
            raise _Passing(f"a broken answer ({type(error).__name__})") from error

    def _body(self, messages: list[Message], schema: dict[str, Any], form: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": messages,
            "temperature": 0,
            "seed": SEED,
            "max_tokens": MAX_TOKENS,
            "stream": False,
        }
        if form == "json_schema":
            named = {"name": "events", "strict": True, "schema": schema}
            body["response_format"] = {"type": form, "json_schema": named}
        elif form == "json_object":
            body["response_format"] = {"type": form}
        return body

    def _error(self, problem: str, mend: str) -> EndpointError:
        return EndpointError(f"{self.endpoint.host}: {_line(problem, 300)}; {mend}")

    def _excerpt(self, body: bytes) -> str:
        """The beginning of what a server says of an error, without the key if it echoes that."""
        text = body[:2000].decode("utf-8", "replace")
        if self._key:
            text = text.replace(self._key, "***")
        return f" ({_line(text)})" if text.strip() else ""


def _http_client(endpoint: Endpoint, key: str | None) -> "httpx.Client":
    """A client that sends to the endpoint alone: no redirects, no proxies of the environment."""
    try:
        import httpx  # noqa: PLC0415 - an extra: loaded when it is used
    except ImportError as error:
        raise EndpointError(
            "the language-model coder needs httpx; install it with: pip install 'detente[llm]'"
        ) from error
    try:
        httpx.URL(endpoint.url)
    except httpx.InvalidURL as error:
        raise EndpointError(f"the endpoint's URL cannot be used ({error}); check --llm-url") from (
            error
        )
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(
        headers=headers,
        timeout=endpoint.timeout,
        trust_env=False,
        # An answer takes seconds: a new connection each is free, and none is left open or stale.
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def _answer(body: bytes) -> Answer:
    """The first choice of a chat completion; a broken one may be mended by a repeat."""
    try:
        choice = json.loads(body)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise _Passing("an answer that is no chat completion") from error
    if isinstance(content, list):  # content in parts
        parts = (part.get("text") for part in content if isinstance(part, dict))
        content = "".join(part for part in parts if isinstance(part, str))
    if not isinstance(content, str) or not content.strip():
        raise _Passing("an empty answer")
    return Answer(content, cut=choice.get("finish_reason") == "length")


def _wait(headers: "httpx.Headers") -> float | None:
    """Seconds of a Retry-After header, which gives seconds or a date (RFC 9110, 10.2.3)."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _line(text: str, length: int = 160) -> str:
    return " ".join(text.split())[:length]
