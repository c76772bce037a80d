"""Coders that stand in for the real one: what they do is said by the name of the input."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from detente.model.errors import EmptyInput, ModelError, ProjectError
from detente.model.page import Article, Capture, Page
from detente.model.record import Document, Failure, Record
from detente.read import Pseudonyms, Row, read, read_one

PSEUDONYMS = Pseudonyms(b"k" * 32)
MOMENT = datetime(2024, 5, 3, tzinfo=UTC)


def page(origin: str, number: int = 0) -> Page:
    return Page(Capture(b"", str(number), origin, MOMENT), Article(f"Page {number}.", ()))


def record(page: Page) -> Record:
    origin = page.capture.origin
    text = page.article.text
    return Record(document=Document(id=f"sha256:{page.capture.sha256}", origin=origin, text=text))


class Coder:
    """`3` gives three pages; other names fail in the way that they say."""

    def read(self, source: str | Row) -> Iterator[Page | Failure]:
        if isinstance(source, Row):
            return read_one(source, pseudonyms=PSEUDONYMS)
        if source.endswith(".jsonl"):
            return read(source, pseudonyms=PSEUDONYMS)
        return self._made_up(source)

    def _made_up(self, source: str) -> Iterator[Page | Failure]:
        match source.split(":"):
            case ["empty", *_]:
                raise EmptyInput(source, "it is empty", "give it text")
            case ["fault", *_]:
                yield page(source)
                raise ValueError("two\nlines")
            case ["key", *_]:
                raise ProjectError("the key cannot be read")
            case ["killed", *_]:
                yield page(source)
                yield page(source, 1)
            case ["https" | "stumble", *_]:
                yield page(source)
            case ["slow", pages, *_] | [pages, *_]:
                for number in range(int(pages)):
                    yield page(source, number)

    def code_pages(self, pages: Sequence[Page]) -> Iterator[Record]:
        for page in pages:
            match page.capture.origin.split(":"):
                case ["killed", *_] if page.capture.sha256 == "1":
                    os.kill(os.getpid(), signal.SIGKILL)
                case ["slow", *_]:
                    time.sleep(0.02)
                case ["stumble", *_]:
                    raise KeyError("no such word")
            yield record(page)


class BrokenCoder:
    """Cannot be made."""

    def __init__(self) -> None:
        raise ModelError("no such pipeline")


def end_at_once() -> Coder:
    """Ends its process before a coder is made."""
    os._exit(7)
