"""Coders that stand in for the real one: what they do is said by the name of the input."""

import os
import signal
import time
from collections.abc import Iterator

from detente.model.errors import EmptyInput, ModelError, ProjectError
from detente.model.record import Document, Failure, Record


def record(origin: str, number: int = 0) -> Record:
    return Record(document=Document(id=f"sha256:{number}", origin=origin, text=f"Page {number}."))


class Coder:
    """`3` gives three pages; other names fail in the way that they say."""

    def code(self, source: str) -> Iterator[Record | Failure]:
        match source.split(":"):
            case ["empty", *_]:
                raise EmptyInput(source, "it is empty", "give it text")
            case ["fault", *_]:
                yield record(source)
                raise ValueError("two\nlines")
            case ["key", *_]:
                raise ProjectError("the key cannot be read")
            case ["killed", *_]:
                yield record(source)
                os.kill(os.getpid(), signal.SIGKILL)
            case ["slow", pages, *_]:
                for number in range(int(pages)):
                    time.sleep(0.02)
                    yield record(source, number)
            case [pages, *_]:
                for number in range(int(pages)):
                    yield record(source, number)


class BrokenCoder:
    """Cannot be made."""

    def __init__(self) -> None:
        raise ModelError("no such pipeline")


def end_at_once() -> Coder:
    """Ends its process before a coder is made."""
    os._exit(7)
