"""Pages of many inputs in small batches: the parser is faster over several pages than over one.

A batch is bounded in pages and in text, so that memory is too and the first records come soon. What
fails fails alone: where a batch stumbles, the rest of it is coded again page by page.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol, TypeAlias

from detente.model.errors import DetenteError, InputError
from detente.model.page import Page
from detente.model.record import Failure, Record, failure_of
from detente.read import Row, failure
from detente.read.fetch import is_address

PAGES = 8
"""Pages of a batch; the first batches are smaller, so that the first record is soon there."""
CHARACTERS = 40_000
"""Text of a batch after which no further page is taken in."""

Source: TypeAlias = str | Row | Page
"""A path or an address, a row of a file of many, or a page that was read before."""
Input: TypeAlias = Source | InputError
"""What is coded, or the error that stands for it."""
Item: TypeAlias = Page | Failure | None
"""What reading gives; None ends an input."""


class PageCoder(Protocol):
    """Whatever reads inputs and turns their pages into records; `detente.Coder` does."""

    def read(self, source: Source) -> Iterator[Page | Failure]:
        """Yield the pages of one input."""
        ...

    def code_pages(self, pages: Sequence[Page]) -> Iterator[Record | Failure]:
        """Yield the record of each page, or why there is none, in their order."""
        ...


def code_inputs(
    coder: PageCoder, inputs: Iterable[Input], *, first: int = 1
) -> Iterator[Record | Failure | None]:
    """Yield the records and failures of inputs in their order, and None after each input.

    Args:
        coder: Reads and codes.
        inputs: Taken as they are needed.
        first: Pages of the first batch.

    Raises:
        DetenteError: What all inputs need is missing; going on would fail on each of them.
    """
    for from_web, group in groupby(inputs, key=_is_from_web):
        items = _read_all(coder, group)
        # The web is slower than the parser: no page waits for the next address.
        for batch in ([item] for item in items) if from_web else in_batches(items, first=first):
            coded = _guarded(coder, [item for item in batch if isinstance(item, Page)])
            for item in batch:
                yield next(coded) if isinstance(item, Page) else item


def in_batches(items: Iterable[Item], *, first: int = 1) -> Iterator[list[Item]]:
    """Yield items in batches, the first of `first` pages.

    What was read before an error is handed out before it is raised.
    """
    batch: list[Item] = []
    pages = size = 0
    most = first
    rest = iter(items)
    while True:
        try:
            item = next(rest)
        except StopIteration:
            break
        except Exception:
            yield batch
            raise
        batch.append(item)
        if isinstance(item, Page):
            pages, size = pages + 1, size + len(item.article.text)
        if pages >= most or size >= CHARACTERS or len(batch) > 2 * PAGES:
            yield batch
            batch, pages, size, most = [], 0, 0, min(2 * most, PAGES)
    yield batch


def origin_of(source: Input) -> str:
    """What names an input in messages."""
    if isinstance(source, Page):
        return source.capture.origin
    return source if isinstance(source, str) else source.origin


def _is_from_web(source: Input) -> bool:
    return isinstance(source, str) and is_address(source)


def _read_all(coder: PageCoder, inputs: Iterable[Input]) -> Iterator[Item]:
    """Yield the pages of inputs; an input that cannot be read becomes a `Failure`."""
    for source in inputs:
        try:
            if isinstance(source, InputError):
                yield failure(source.origin, source)
            else:
                yield from coder.read(source)
        except InputError as error:
            yield failure(error.origin, error)
        except DetenteError:
            raise
        except Exception as error:  # noqa: BLE001 - one input must not stop the rest, whatever is wrong with it
            yield _fault(origin_of(source), error)
        yield None


def _guarded(coder: PageCoder, pages: Sequence[Page]) -> Iterator[Record | Failure]:
    """Yield a record for each page, or the `Failure` of one on which the coder stumbles."""
    done = 0
    try:
        for record in coder.code_pages(pages):
            yield record
            done += 1
    except DetenteError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        if len(pages) == 1:
            yield _fault(pages[0].capture.origin, error)
            return
        for page in pages[done:]:
            yield from _guarded(coder, [page])


def _fault(origin: str, error: Exception) -> Failure:
    """Say that not the page is at fault but Detente."""
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    message = f"{origin}: a fault in Detente ({what}); please report it"
    return failure_of(origin, type(error).__name__, message)
