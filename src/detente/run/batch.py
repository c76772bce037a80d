"""Many inputs, one after the other or over local processes: in order, bounded, stopped by none.

A page that cannot be coded becomes a `Failure` value in its place. Results come in the order of the
inputs whatever the number of workers, so that the same inputs always give the same output.
"""

from collections.abc import Callable, Generator, Iterable
from typing import TypeAlias

from detente.model.errors import InputError
from detente.model.page import Page
from detente.model.record import Failure, Record
from detente.run.together import PageCoder, code_inputs

MakeCoder: TypeAlias = Callable[[], PageCoder]
"""Makes a worker's coder; picklable, such as `functools.partial(Coder, …)`, for several workers."""


def code_many(
    sources: Iterable[str | Page | InputError],
    make_coder: MakeCoder,
    *,
    workers: int = 1,
    on_done: Callable[[], None] | None = None,
) -> Generator[Record | Failure]:
    """Yield the records and failures of all inputs, in the order of the inputs.

    Args:
        sources: Paths or addresses, pages that were read before, or the error that stands for one;
            taken a few at a time, so that millions need no more memory than ten.
        make_coder: Called once in this process, or once in each worker.
        workers: Number of local processes; 1 codes in this process.
        on_done: Called when an input's last page has been handed out.

    Raises:
        DetenteError: Not one input is at fault but what all need: a pipeline, a knowledge file, the
            project's key.
    """
    if workers > 1:
        # A single worker should not pay for the import of multiprocessing.
        from detente.run.pool import code_pooled  # noqa: PLC0415 - see above

        yield from code_pooled(sources, make_coder, workers=workers, on_done=on_done)
        return
    for page in code_inputs(make_coder(), sources):
        if page is not None:
            yield page
        elif on_done:
            on_done()
