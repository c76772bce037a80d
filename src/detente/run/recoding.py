"""Coding kept captures anew, after the codebook or the program changed; what changed is told."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from detente import __version__
from detente.link.incidents.taking import take as take_in
from detente.model.errors import DetenteError, StoreError
from detente.model.page import Page
from detente.model.record import Event, Failure, Record, failure_of
from detente.read import Row, failure, read_one
from detente.read.capture import capture
from detente.read.draft import options
from detente.read.pseudonyms import Pseudonyms
from detente.read.reader import read_capture
from detente.run.adding import RECORD_ONLY, Way
from detente.run.batch import MakeCoder, code_many
from detente.run.project import OpenProject
from detente.run.running import Run
from detente.store.captures import Sighting, captured_bytes, sightings_of
from detente.store.database import reading, writing
from detente.store.erased import is_emptied
from detente.store.log import append
from detente.store.versions import Version, documents, first_taken, keep_version, latest


@dataclass(frozen=True, slots=True)
class Difference:
    """What coding a page anew changed; events are told by type and trigger."""

    origin: str
    document: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Events of the same trigger whose fields differ, with the fields' names."""
    other: tuple[str, ...] = ()
    """Parts of the record beside its events that differ."""

    @property
    def is_empty(self) -> bool:
        """Whether the record is the same."""
        return not (self.gone or self.new or self.changed or self.other)


def recode(
    project: OpenProject,
    way: Way,
    make_coder: MakeCoder,
    *,
    workers: int = 1,
    dry_run: bool = False,
    chosen: Sequence[str] = (),
) -> Generator[Difference | Failure]:
    """Yield what coding anew changed of each page that was not coded in this way yet.

    Corrections and judgements of persons stay: they are laid over the new record. Pages whose bytes
    were purged, or never were here, keep their record.

    Args:
        project: The project.
        way: How pages are coded now.
        make_coder: Makes a coder that codes so.
        workers: Local processes.
        dry_run: Tell, and change nothing.
        chosen: Hashes of pages, or none for all.

    Raises:
        DetenteError: The casebook cannot be read or written.
    """
    run = Run("recode", __version__, way.codebook, way.options)
    told: deque[Failure] = deque()
    waiting: deque[Version] = deque()
    pages = _pages(project, way, chosen, told, waiting)
    for result in code_many(pages, make_coder, workers=workers):
        while told:
            yield told.popleft()
        before = waiting.popleft()
        if isinstance(result, Failure):
            yield result
        elif dry_run or _store(project, result, before, way, run):
            yield difference(Record.model_validate_json(before.record), result)
    yield from told


def _pages(
    project: OpenProject,
    way: Way,
    chosen: Sequence[str],
    told: deque[Failure],
    waiting: deque[Version],
) -> Iterator[Page]:
    """The pages to be coded anew, read from the bytes that were kept."""
    with reading(project.engine) as connection:
        names = list(chosen) or documents(connection)
    pseudonyms = Pseudonyms.for_project(project.folder)
    for name in names:
        with reading(project.engine) as connection:
            before = latest(connection, name)
            if before is None or before.coded_with in {way.hash, RECORD_ONLY}:
                continue
            met = sightings_of(connection, name)
            try:
                data = captured_bytes(connection, name)
            except StoreError as error:  # damaged bytes: this page keeps its record
                told.append(failure(name, error))
                continue
        if data is None:
            continue
        try:
            page = _read_again(data, before, met, pseudonyms)
        except DetenteError as error:
            told.append(failure(name, error))
            continue
        if isinstance(page, Failure):
            told.append(page)
            continue
        page = page if project.settings.comments else replace(page, comments=())
        waiting.append(before)
        yield page


def _read_again(
    data: bytes, before: Version, met: Sequence[Sighting], pseudonyms: Pseudonyms
) -> Page | Failure:
    """The page as it was read at first, from the same bytes."""
    origin = Record.model_validate_json(before.record).document.origin
    sighting = next((s for s in met if s.origin == origin), met[0])
    stated = options(
        origin, published=before.published, outlet=before.outlet, pseudonyms=pseudonyms
    )
    if sighting.row:
        row = Row(origin, data.decode("utf-8", "replace"), ())
        pages = read_one(
            row, pseudonyms=pseudonyms, published=stated.published, outlet=stated.outlet
        )
    else:
        pages = read_capture(capture(data, origin, sighting.media_type), stated)
    found = next(pages, None)
    if found is None:
        return failure_of(origin, "NoPage", f"{origin}: no page was found in the kept bytes")
    if isinstance(found, Failure):
        return found
    # A row of a table is read from its JSON: the capture's name stays that of its first reading.
    return replace(found, capture=replace(found.capture, sha256=before.document))


def _store(project: OpenProject, record: Record, before: Version, way: Way, run: Run) -> bool:
    """Store a page's new version; False where another one changed or purged the page meanwhile."""
    with writing(project.engine) as connection:
        if latest(connection, before.document) != before or is_emptied(connection, before.document):
            return False
        noted = run.keep(connection)
        version = keep_version(
            connection,
            record,
            run=run.id,
            coded_with=way.hash,
            published=before.published,
            outlet=before.outlet,
        )
        if version is None:
            return True
        taken = first_taken(connection, before.document)
        take_in(connection, record, version=version[0], taken=taken)
        rows = [*noted, version[1]]
        append(connection, "recode", rows=rows, document=before.document, version=version[0])
    run.kept()
    return True


def difference(before: Record, after: Record) -> Difference:
    """Return what differs between two records of one page."""
    old, new = _by_trigger(before), _by_trigger(after)
    changed = []
    for key in sorted(old.keys() & new.keys()):
        fields = _differing(old[key], new[key])
        if fields:
            changed.append(f"{_named(new[key])}: {', '.join(fields)}")
    other = tuple(
        name
        for name in (
            "document",
            "mentions",
            "actors",
            "places",
            "relations",
            "capabilities",
            "comments",
        )
        if getattr(before, name) != getattr(after, name)
    )
    return Difference(
        after.document.origin,
        after.document.id.removeprefix("sha256:"),
        gone=tuple(_named(old[key]) for key in sorted(old.keys() - new.keys())),
        new=tuple(_named(new[key]) for key in sorted(new.keys() - old.keys())),
        changed=tuple(changed),
        other=other,
    )


def _by_trigger(record: Record) -> dict[tuple[int, int, str], Event]:
    """Events by trigger; the type tells two events of one trigger apart where both were there."""
    found: dict[tuple[int, int, str], Event] = {}
    for event in record.events:
        key = (event.trigger.start, event.trigger.end, "")
        found[key if key not in found else (*key[:2], event.type)] = event
    return found


def _differing(a: Event, b: Event) -> list[str]:
    """Names of the fields that differ; ids of mentions count for nothing."""
    passed = {"id", "same_as", "sentence", "trigger"}
    return [
        name
        for name in Event.model_fields
        if name not in passed and _plain(getattr(a, name)) != _plain(getattr(b, name))
    ]


def _plain(value: object) -> object:
    """A value without the ids of mentions, which count anew in every record."""
    if hasattr(value, "model_dump"):
        return {k: v for k, v in value.model_dump().items() if k not in {"mention", "acts"}}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _named(event: Event) -> str:
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    return f"{kind} “{event.trigger.text}” at {event.trigger.start}"
