"""A real server on this machine that speaks the protocol, with a script of what it answers."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from detente.coding.llm.endpoint import Endpoint, endpoint_of

Step = Callable[[BaseHTTPRequestHandler], None]


class Served:
    """What the server was asked, and what it still has to answer; the last step repeats."""

    def __init__(self, steps: list[Step]) -> None:
        self.steps = steps
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.url = ""

    def endpoint(self, **options: Any) -> Endpoint:
        given: dict[str, Any] = {"timeout": 5, "retries": 2, "backoff": 0.01, **options}
        return endpoint_of(self.url, "tiny", **given)

    def shown(self) -> str:
        """All that was sent."""
        return json.dumps(self.asked, ensure_ascii=False)


@contextmanager
def serving(*steps: Step) -> Iterator[Served]:
    served = Served(list(steps))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            served.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            served.headers.append(dict(self.headers))
            served.paths.append(self.path)
            step = served.steps.pop(0) if len(served.steps) > 1 else served.steps[0]
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has left
                step(self)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def raw(status: int, body: bytes, **headers: str) -> Step:
    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return step


def says(text: str | None, finish: str = "stop") -> Step:
    """A chat completion with this text."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return raw(200, json.dumps({"choices": [choice]}).encode())


def told(**event: Any) -> dict[str, Any]:
    """An event as a model would tell it."""
    return {
        "sentence": 0, "type": "ASSAULT", "mode": None, "trigger": "shelled", "actors": [],
        "recipients": [], "place": None, "date": None, "status": "actual",
        "certainty": "asserted", "casualties": [], "claims": [], **event,
    }  # fmt: skip


def events(*told_events: dict[str, Any]) -> Step:
    return says(json.dumps({"events": told_events}))


def refuses(status: int = 400) -> Step:
    """A server that does not know the form of structured output that it was asked for."""
    return raw(status, b'{"error": {"message": "response_format is not supported"}}')


def trickles(seconds: float) -> Step:
    """Sends one byte after the other for as long as the client waits."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        pause = threading.Event()
        for _ in range(int(seconds / 0.02)):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            pause.wait(0.02)

    return step


def hangs(seconds: float) -> Step:
    """Takes the question and says nothing."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        threading.Event().wait(seconds)
        handler.close_connection = True

    return step
