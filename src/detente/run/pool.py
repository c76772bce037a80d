"""Worker processes for `code_many`: one coder each, restarted when a document kills one.

Each worker process has a thread here that hands it a few inputs after the others and files what
comes back with each input's job. The caller's thread reads the jobs in order. Two limits bound the
memory: how many jobs are under way, and how many pages of one job wait to be read; a worker that is
ahead of both is stopped by its full pipe.

The rows of a large JSON Lines file are inputs of their own, so that all workers share it.
"""

import contextlib
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from detente.model.errors import DetenteError, InputError
from detente.model.page import Page
from detente.model.record import Failure, Record, failure_of
from detente.read import failure, rows_of
from detente.run.batch import MakeCoder
from detente.run.threads import one_thread
from detente.run.together import PAGES, PageCoder, Source, code_inputs, origin_of

JOBS_AHEAD = 4 * PAGES
"""Inputs under way for each worker: enough that one slow page leaves the others busy."""
PAGES_AHEAD = 64
"""Pages of one input that wait to be read before its worker is held back."""
_TICK = 0.2

# What a worker sends, always with a text: what it is and its JSON or message.
_READY, _BROKEN, _RECORD, _FAILURE, _DONE = "ready", "broken", "record", "failure", "done"


@dataclass(eq=False)
class _Job:
    """One input on its way, and what has come back for it so far; None ends it."""

    source: Source
    ends: bool = True
    """Whether it ends what the caller named: of a file's rows none does."""
    pages: "queue.Queue[Record | Failure | DetenteError | None]" = field(
        default_factory=lambda: queue.Queue(PAGES_AHEAD)
    )
    filed: int = 0
    """Pages that have come back."""
    ended: bool = False
    """Whether all of it has come back."""

    @property
    def origin(self) -> str:
        """What names it in messages."""
        return origin_of(self.source)


def code_pooled(
    sources: Iterable[str | Page | InputError],
    make_coder: MakeCoder,
    *,
    workers: int,
    on_done: Callable[[], None] | None = None,
) -> Generator[Record | Failure]:
    """Yield the records and failures of all inputs in order; see `code_many`."""
    one_thread()  # the workers share the cores already
    pool = _Pool(make_coder, workers)
    jobs = (job for source in sources for job in _jobs(source))
    under_way: deque[_Job] = deque()
    many = 1
    try:
        while True:
            while len(under_way) < workers * JOBS_AHEAD:
                few = list(islice(jobs, many))
                if not few:
                    break
                pool.submit([job for job in few if not job.ended])
                under_way.extend(few)
                # The first are handed out one by one, so that all workers soon have some.
                many = min(PAGES, 1 + len(under_way) // (2 * workers))
            if not under_way:
                break
            job = under_way.popleft()
            yield from _pages(job)
            if on_done and job.ends:
                on_done()
    except BaseException:
        pool.stop()
        raise
    pool.finish()


def _jobs(source: str | Page | InputError) -> Iterator[_Job]:
    """The jobs that one input makes: one, or one for each row and one to end them."""
    if isinstance(source, InputError):
        yield _finished(source.origin, failure(source.origin, source))
        return
    if isinstance(source, Page):
        yield _Job(source)
        return
    try:
        rows = rows_of(source)
    except InputError as error:
        yield _finished(source, failure(error.origin, error))
        return
    if rows is None:
        yield _Job(source)
        return
    for row in rows:
        yield _Job(row, ends=False)
    yield _finished(source)


def _finished(origin: str, *pages: Failure) -> _Job:
    """A job that no worker has to do."""
    job = _Job(origin, ended=True)
    for page in (*pages, None):
        job.pages.put(page)
    return job


def _pages(job: _Job) -> Iterator[Record | Failure]:
    """Yield a job's pages as they arrive."""
    while (page := job.pages.get()) is not None:
        if isinstance(page, DetenteError):
            raise page
        yield page


class _Pool:
    """The threads that each look after one worker process."""

    def __init__(self, make_coder: MakeCoder, workers: int) -> None:
        self._todo: queue.SimpleQueue[Sequence[_Job] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._make_coder = make_coder
        self._keepers = [
            threading.Thread(target=self._keep_worker, name=f"detente-{n}", daemon=True)
            for n in range(workers)
        ]
        for keeper in self._keepers:
            keeper.start()

    def submit(self, jobs: Sequence[_Job]) -> None:
        """Queue a few jobs that one worker shall do."""
        if jobs:
            self._todo.put(jobs)

    def finish(self) -> None:
        """Let the workers end by themselves once nothing is left to do."""
        for _ in self._keepers:
            self._todo.put(None)
        for keeper in self._keepers:
            keeper.join()

    def stop(self) -> None:
        """End the workers at once; what they had in hand is dropped."""
        self._stopping.set()
        self.finish()

    def _keep_worker(self) -> None:
        """Feed one worker process until there is nothing left, replacing it when it dies."""
        if hasattr(signal, "pthread_sigmask"):
            # Ctrl-C is for the caller's thread; processes started here inherit the mask, so that
            # a worker neither prints a traceback nor drops the document in hand.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        while (jobs := self._todo.get()) is not None and not self._stopping.is_set():
            together = len(jobs)
            try:
                while (left := [j for j in jobs if not j.ended]) and not self._stopping.is_set():
                    worker = worker or _Worker(self._make_coder, self._stopping)
                    how = self._do(worker, left[:together])
                    if how is None:
                        continue
                    worker = None
                    if together == 1:
                        self._file(left[0], _died(left[0].origin, how))
                        self._end(left[0])
                    # Which of several killed it only shows when each is coded by itself.
                    together = 1
            except DetenteError as error:
                self._file(next(job for job in jobs if not job.ended), error)
                break
        if worker is not None:
            worker.end(at_once=self._stopping.is_set())

    def _do(self, worker: "_Worker", jobs: Sequence[_Job]) -> str | None:
        """Let a worker do some jobs; return how it ended if it died over them."""
        try:
            worker.send([job.source for job in jobs])
            for job in jobs:
                known = job.filed  # what came back before another worker died over it
                for number in count():
                    page = worker.next_page()
                    if page is None:
                        break
                    if number >= known:
                        self._file(job, page)
                        job.filed += 1
                self._end(job)
        except (EOFError, OSError):
            return worker.end(at_once=True)
        return None

    def _end(self, job: _Job) -> None:
        """Say that nothing more comes for a job."""
        self._file(job, None)
        job.ended = True

    def _file(self, job: _Job, page: Record | Failure | DetenteError | None) -> None:
        """Put a page with its job, waiting while too many wait there already."""
        while not self._stopping.is_set():
            with contextlib.suppress(queue.Full):
                job.pages.put(page, timeout=_TICK)
                return


class _Worker:
    """One worker process and this side of its pipe."""

    _starting = threading.Lock()

    def __init__(self, make_coder: MakeCoder, stopping: threading.Event) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._stopping = stopping
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, make_coder), daemon=True
        )
        try:
            with self._starting:
                self._process.start()
        except OSError as error:
            raise DetenteError(
                f"a worker process could not be started ({error.strerror}); "
                "--workers 1 does without them"
            ) from error
        theirs.close()
        try:
            kind, text = self._receive()
        except (EOFError, OSError) as error:
            how = self.end(at_once=True)
            raise DetenteError(
                f"a worker process ended at its start ({how}); --workers 1 does without them"
            ) from error
        if kind == _BROKEN:
            self.end(at_once=True)
            raise DetenteError(text)

    def send(self, sources: Sequence[Source]) -> None:
        """Hand the worker its next inputs."""
        self._pipe.send(sources)

    def next_page(self) -> Record | Failure | None:
        """Wait for the input's next page; None when it has no more."""
        kind, text = self._receive()
        if kind == _DONE:
            return None
        if kind == _BROKEN:
            raise DetenteError(text)
        if kind == _RECORD:
            return Record.model_validate_json(text)
        return Failure.model_validate_json(text)

    def end(self, *, at_once: bool) -> str:
        """Close the pipe, on which the worker ends, or kill it; return how it ended."""
        self._pipe.close()
        if at_once:
            self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def _receive(self) -> tuple[str, str]:
        """Wait for a message, but no longer than until everything is to stop."""
        while not self._stopping.is_set():
            if self._pipe.poll(_TICK):
                kind, text = self._pipe.recv()
                return kind, text
        raise EOFError


def _died(source: str, how: str) -> Failure:
    """Say that the process that had this input in hand is gone."""
    message = (
        f"{source}: the process that coded it died ({how}); "
        "it may need more memory than there is: code it alone, or leave it out"
    )
    return failure_of(source, "WorkerDied", message)


def _serve(pipe: Connection, make_coder: MakeCoder) -> None:
    """Code inputs from the pipe until it closes; runs in the worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        coder = make_coder()
    except DetenteError as error:
        pipe.send((_BROKEN, str(error)))
        return
    pipe.send((_READY, ""))
    with contextlib.suppress(EOFError, OSError):  # the other side is gone: nothing is left to do
        while True:
            _answer(pipe, coder, pipe.recv())


def _answer(pipe: Connection, coder: PageCoder, sources: Sequence[Source]) -> None:
    """Send the pages of some inputs, each input with its end."""
    try:
        for page in code_inputs(coder, sources, first=PAGES):
            if page is None:
                pipe.send((_DONE, ""))
            else:
                pipe.send((_RECORD if isinstance(page, Record) else _FAILURE, page.to_json()))
    except DetenteError as error:
        pipe.send((_BROKEN, str(error)))
