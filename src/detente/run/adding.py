"""Pages into the casebook: captured, coded and stored, each in one transaction of its own.

What was stored in this way before, from the same bytes, is passed over: a run that was killed goes
on where it was, and adding twice changes nothing.
"""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from detente import __version__
from detente.link.incidents.taking import take as take_in
from detente.model.errors import InputError, RefusedPage
from detente.model.page import Capture, Page
from detente.model.record import Failure, Record, failure_of
from detente.read import failure
from detente.read.capture import STANDARD_INPUT
from detente.read.draft import Options, options
from detente.read.fetch import is_address
from detente.read.pseudonyms import Pseudonyms
from detente.read.reader import read_capture, take
from detente.run.batch import MakeCoder, code_many
from detente.run.discussion import is_stored, stored_records
from detente.run.knowing import codebook_hash
from detente.run.project import OpenProject
from detente.run.running import Run
from detente.store.captures import is_met, keep_capture
from detente.store.database import reading, writing
from detente.store.erased import without_comments, without_erased
from detente.store.log import append
from detente.store.versions import coding_hash, first_taken, is_coded, keep_version, latest

State = Literal["added", "changed", "known"]
_HEAD = 400
"""Bytes by which a file of records is known."""
RECORD_ONLY = "record"
"""How a record that came in without its page was coded: elsewhere."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page."""

    origin: str
    document: str
    state: State
    """New; coded anew because program, codebook or options differ; or there already."""
    events: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How pages are coded: what makes one version of a record differ from the next."""

    codebook: str
    options: dict[str, Any]

    @property
    def hash(self) -> str:
        """What tells this way from others."""
        return coding_hash(__version__, self.codebook, self.options)


class Adder:
    """Takes inputs into a project's casebook.

    Args:
        project: Where to.
        way: How pages are coded.
        make_coder: Makes a coder that codes so.
        published: Day of publication; wins over what pages say.
        outlet: Who published; wins over what pages say.
    """

    def __init__(
        self,
        project: OpenProject,
        way: Way,
        make_coder: MakeCoder,
        *,
        published: str | None = None,
        outlet: str | None = None,
        command: str = "add",
    ) -> None:
        self._project = project
        self._way = way
        self._make_coder = make_coder
        self._published = published
        self._outlet = outlet
        self._pseudonyms = Pseudonyms.for_project(project.folder)
        self._run = Run(command, __version__, way.codebook, way.options)
        self._told: deque[Added | Failure] = deque()
        self._waiting: deque[tuple[Page, bool]] = deque()

    def add(
        self, sources: Iterable[str | InputError], *, workers: int = 1
    ) -> Generator[Added | Failure]:
        """Yield what became of each page; a page that cannot be read or coded is a `Failure`.

        Args:
            sources: Paths, addresses, `-`, or the error that stands for one.
            workers: Local processes that share the coding.

        Raises:
            DetenteError: What all pages need is missing, or the casebook cannot be written.
        """
        for stored, group in groupby(sources, key=_holds_records):
            if stored:
                for source in group:
                    yield from self._store_records(take(str(source)))
            else:
                yield from self._code(group, workers)

    def _code(
        self, sources: Iterable[str | InputError], workers: int
    ) -> Generator[Added | Failure]:
        """Code and store the pages of inputs that have to be."""
        pages = self._pages(sources)
        first = next(pages, None)
        yield from self._tell()
        if first is None:
            return  # nothing is to be coded: no coder is loaded
        rest = chain((first,), pages)
        for result in code_many(rest, self._make_coder, workers=workers):
            yield from self._tell()
            page, row = self._waiting.popleft()
            yield self._store(page, result, row=row) if isinstance(result, Record) else result
        yield from self._tell()

    def _tell(self) -> Iterator[Added | Failure]:
        while self._told:
            yield self._told.popleft()

    def _pages(self, sources: Iterable[str | InputError]) -> Iterator[Page]:
        """The pages that have to be coded; what became of all others is told."""
        for source in sources:
            if isinstance(source, InputError):
                self._told.append(failure(source.origin, source))
                continue
            try:
                yield from self._read(source)
            except InputError as error:
                self._told.append(failure(error.origin, error))

    def _read(self, source: str) -> Iterator[Page]:
        taken = take(source)
        if is_stored(taken.data):
            self._told.extend(self._store_records(taken))
            return
        stated: Options = options(
            source, published=self._published, outlet=self._outlet, pseudonyms=self._pseudonyms
        )
        for page in read_capture(taken, stated):
            if isinstance(page, Failure):
                self._told.append(page)
                continue
            row = page.capture.sha256 != taken.sha256
            wanted = self._wanted(page, row=row)
            if wanted is not None:
                self._waiting.append((wanted, row))
                yield wanted

    def _wanted(self, page: Page, *, row: bool) -> Page | None:
        """The page as it is coded; None where it is stored already, or holds nothing to store."""
        page = replace(page, capture=replace(page.capture, origin=_written(page.capture.origin)))
        if not self._project.settings.comments:
            if page.comments and not page.article.text:
                message = (
                    f"{page.capture.origin}: it holds readers' comments only, and this project "
                    "keeps none; set comments = true in its detente.toml"
                )
                self._told.append(failure_of(page.capture.origin, "NoArticle", message))
                return None
            page = replace(page, comments=())
        with reading(self._project.engine) as connection:
            if not is_coded(connection, page.capture.sha256, self._way.hash):
                return page
        self._met_again(page, row=row)
        return None

    def _met_again(self, page: Page, *, row: bool) -> None:
        """Note where a known page was met; this writes only where it was not met before."""
        capture = page.capture
        with reading(self._project.engine) as connection:
            met = is_met(connection, capture)
        if not met:
            with writing(self._project.engine) as connection:
                run = self._run.keep(connection)
                kept = keep_capture(connection, capture, run=self._run.id, row=row)
                append(connection, "sight", rows=[*run, *kept], document=capture.sha256)
            self._run.kept()
        self._told.append(Added(capture.origin, capture.sha256, "known"))

    def _store(self, page: Page, record: Record, *, row: bool) -> Added | Failure:
        return self._kept(record, page.capture, self._way.hash, row=row)

    def _store_records(self, taken: Capture) -> Iterator[Added | Failure]:
        """Store records that were coded elsewhere, one a line."""
        for found in stored_records(taken.data, taken.origin):
            yield found if isinstance(found, Failure) else self._store_record(found)

    def _store_record(self, record: Record) -> Added | Failure:
        """Store a record that was coded elsewhere; its bytes are not here."""
        if not self._project.settings.comments:
            record = without_comments(record)
        name = record.document.id.removeprefix("sha256:")
        capture = Capture(b"", name, record.document.origin, datetime.now(UTC))
        return self._kept(record, capture, RECORD_ONLY, row=False)

    def _kept(
        self, record: Record, capture: Capture, coded_with: str, *, row: bool
    ) -> Added | Failure:
        """Store a page; what the database refuses fails alone."""
        try:
            return self._keep(record, capture, coded_with, row=row)
        except RefusedPage as error:
            return failure_of(
                capture.origin, type(error).__name__, f"{capture.origin}: cannot be stored: {error}"
            )

    def _keep(self, record: Record, capture: Capture, coded_with: str, *, row: bool) -> Added:
        """Store capture and record, and all that follows from them, or nothing."""
        document = capture.sha256
        with writing(self._project.engine) as connection:
            record = without_erased(connection, record)
            known = _is_kept(connection, record, coded_with)
            if known and is_met(connection, capture):
                return Added(capture.origin, document, "known")
            run = self._run.keep(connection)
            rows = [*run, *keep_capture(connection, capture, run=self._run.id, row=row)]
            version = None if known else self._keep_version(connection, record, coded_with)
            if version is not None:
                rows.append(version[1])
                taken = first_taken(connection, document)
                take_in(connection, record, version=version[0], taken=taken)
            number = version[0] if version else None
            append(connection, self._run.command, rows=rows, document=document, version=number)
        self._run.kept()
        if version is None:
            return Added(capture.origin, document, "known")
        state: State = "added" if version[0] == 1 else "changed"
        events = sum(event.same_as is None for event in record.events)
        return Added(capture.origin, document, state, events, record.warnings)

    def _keep_version(
        self, connection: Connection, record: Record, coded_with: str
    ) -> tuple[int, list[str]] | None:
        return keep_version(
            connection,
            record,
            run=self._run.id,
            coded_with=coded_with,
            published=self._published,
            outlet=self._outlet,
        )


def _is_kept(connection: Connection, record: Record, coded_with: str) -> bool:
    """Whether a page's record that holds now was coded so; of records of elsewhere, says so too.

    Pages that were coded together, or by another program meanwhile, may be the same bytes under
    several names: the first one stored is the page.
    """
    before = latest(connection, record.document.id.removeprefix("sha256:"))
    if before is None or before.coded_with != coded_with:
        return False
    return coded_with != RECORD_ONLY or before.record == record.to_json()


def _written(origin: str) -> str:
    """An origin as it can be stored: bytes of a file name that are no UTF-8 are written out."""
    return os.fsencode(origin).decode("utf-8", "backslashreplace")


def _holds_records(source: str | InputError) -> bool:
    """Whether an input is a file of records that Detente wrote."""
    if isinstance(source, InputError) or is_address(source) or source == STANDARD_INPUT:
        return False
    try:
        with Path(source).open("rb") as file:
            return is_stored(file.read(_HEAD))
    except (OSError, ValueError):  # reading it tells what is wrong with it
        return False


def way_with(project: OpenProject, given: dict[str, Any]) -> Way:
    """Return how pages are coded with some options of a `Coder`, for a project.

    Folders of own actors and places count by what is in them, which is part of the codebook's hash.

    Args:
        project: Its settings say whether comments are kept.
        given: Keyword arguments of a `Coder`.
    """
    own = tuple(folder for name in ("actors", "places") if (folder := given.get(name)) is not None)
    plain = {
        name: value
        for name, value in sorted(given.items())
        if value is not None and not isinstance(value, Path)
    }
    return Way(codebook_hash(own), {**plain, "comments": project.settings.comments})
