"""Many inputs, one after the other or over local processes: in order, bounded, stopped by none.

A page that cannot be coded becomes a `Failure` value in its place. Results come in the order of the
inputs whatever the number of workers, so that the same inputs always give the same output.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Protocol, TypeAlias

from detente.model.errors import DetenteError, InputError
from detente.model.record import Failure, Record, failure_of
from detente.read import failure


class PageCoder(Protocol):
    """Whatever turns one input into the records of its pages; `detente.Coder` does."""

    def code(self, source: str) -> Iterator[Record | Failure]:
        """Yield a record or a failure for each page of the input."""
        ...


MakeCoder: TypeAlias = Callable[[], PageCoder]
"""Makes a worker's coder; picklable, such as `functools.partial(Coder, …)`, for several workers."""


def code_many(
    sources: Iterable[str | InputError],
    make_coder: MakeCoder,
    *,
    workers: int = 1,
    on_done: Callable[[], None] | None = None,
) -> Generator[Record | Failure]:
    """Yield the records and failures of all inputs, in the order of the inputs.

    Args:
        sources: Paths or addresses, or the error that stands for one; taken one by one, so that
            millions need no more memory than ten.
        make_coder: Called once in this process, or once in each worker.
        workers: Number of local processes; 1 codes in this process.
        on_done: Called when an input's last page has been handed out.

    Raises:
        DetenteError: Not one input is at fault but what all need: a pipeline, a knowledge file, the
            project's key.
    """
    if workers > 1:
        # A single worker should not pay for the import of multiprocessing.
        from detente.run.pool import code_pooled  # noqa: PLC0415

        yield from code_pooled(sources, make_coder, workers=workers, on_done=on_done)
        return
    coder = make_coder()
    for source in sources:
        if isinstance(source, InputError):
            yield failure(source.origin, source)
        else:
            yield from code_guarded(coder, source)
        if on_done:
            on_done()


def code_guarded(coder: PageCoder, source: str) -> Iterator[Record | Failure]:
    """Yield what the coder makes of one input; what is wrong with the input becomes a `Failure`.

    Raises:
        DetenteError: What all inputs need is missing; going on would fail on each of them.
    """
    try:
        yield from coder.code(source)
    except InputError as error:
        yield failure(error.origin, error)
    except DetenteError:
        raise
    except Exception as error:  # noqa: BLE001 - one page must not stop the rest, whatever is wrong with it
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        yield failure_of(
            source, type(error).__name__, f"{source}: a fault in Detente ({what}); please report it"
        )
