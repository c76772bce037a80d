"""From a source to its pages: capture, decode, tell the format, read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detente.model.errors import DetenteError, InputError
from detente.model.page import Capture, Page
from detente.model.record import Failure, failure_of
from detente.read.boards.disqus import read_disqus
from detente.read.capture import (
    STANDARD_INPUT,
    capture,
    capture_file,
    capture_standard_input,
    check_size,
)
from detente.read.decode import decode
from detente.read.detect import SUFFIXES, detect
from detente.read.draft import Draft, Options, finish, options
from detente.read.fetch import Fetcher, WebFetcher, is_address
from detente.read.html.page import read_html
from detente.read.limits import MAX_PAGE_BYTES
from detente.read.markdown import read_markdown
from detente.read.plain import read_plain
from detente.read.pseudonyms import Pseudonyms
from detente.read.rows import read_row, read_rows, read_table_rows, rows_apart

SPREAD_FROM = 200_000
"""Bytes of a JSON Lines file from which its rows may go to several processes."""


def read(
    source: str | Path,
    *,
    pseudonyms: Pseudonyms,
    published: str | None = None,
    outlet: str | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Page | Failure]:
    """The pages of one source.

    Args:
        source: A path, a web address, or `-` for standard input. An address is fetched, for naming
            it is asking for it.
        pseudonyms: Stands in for commenters' names.
        published: Publication date, EDTF or a day in words; wins over what the pages say.
        outlet: Who published; wins over what the pages say.
        fetcher: Gets addresses; the plain web by default.

    Returns:
        An iterator over pages; for files of many documents it is lazy, and a document that cannot
        be read is a `Failure` among the others.

    Raises:
        InputError: The source as a whole cannot be read; raised at once, not while iterating.
        ProjectError: Comments need pseudonyms, and the key cannot be used.
    """
    origin = str(source)
    stated = options(origin, published=published, outlet=outlet, pseudonyms=pseudonyms)
    return read_capture(take(source, fetcher), stated)


def read_bytes(
    data: bytes,
    *,
    origin: str,
    pseudonyms: Pseudonyms,
    media_type: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Page | Failure]:
    """The pages in bytes that are already here; otherwise as `read`.

    Args:
        data: The bytes of the page or of the file of pages.
        origin: Where they came from; names them in records and messages.
        pseudonyms: Stands in for commenters' names.
        media_type: As a server stated it.
        published: Publication date; wins over what the pages say.
        outlet: Who published; wins over what the pages say.

    Raises:
        InputError: The bytes as a whole cannot be read.
        ProjectError: Comments need pseudonyms, and the key cannot be used.
    """
    stated = options(origin, published=published, outlet=outlet, pseudonyms=pseudonyms)
    return read_capture(capture(data, origin, media_type), stated)


class Row(NamedTuple):
    """One row of a JSON Lines file, not yet read."""

    origin: str
    """File and number of the line."""
    source: str
    warnings: tuple[str, ...]
    """What was doubtful about the file's encoding."""


def rows_of(source: str) -> Iterator[Row] | None:
    """The rows of a large JSON Lines file, to be read one by one in whatever process.

    Returns:
        The rows in their order; None for everything that is read as a whole: other formats, small
        files, addresses, and rows that belong together.

    Raises:
        InputError: The file cannot be read; the same as `read` would raise.
    """
    path = Path(source)
    if is_address(source) or SUFFIXES.get(path.suffix.lower()) != "jsonl":
        return None
    if not path.is_file() or path.stat().st_size < SPREAD_FROM:
        return None
    decoded = decode(capture_file(path, source).data, source)
    apart = detect(decoded.text, source) == "jsonl"
    rows = rows_apart(decoded.text, source) if apart else None
    if rows is None:
        return None
    return (Row(name, text, decoded.warnings) for name, text in rows)


def read_one(
    row: Row, *, pseudonyms: Pseudonyms, published: str | None = None, outlet: str | None = None
) -> Iterator[Page | Failure]:
    """The page of a row that `rows_of` gave, as `read` of the whole file would give it."""
    stated = options(row.origin, published=published, outlet=outlet, pseudonyms=pseudonyms)
    return _drafted(iter((read_row(row.source, row.origin),)), stated, row.warnings)


def take(source: str | Path, fetcher: Fetcher | None = None) -> Capture:
    """The bytes of a path, an address or standard input.

    Raises:
        InputError: It cannot be read, is empty or too large.
    """
    origin = str(source)
    if origin == STANDARD_INPUT:
        return capture_standard_input()
    if isinstance(source, str) and is_address(source):
        return (fetcher or WebFetcher()).fetch(source)
    return capture_file(Path(source), origin)


def read_capture(taken: Capture, stated: Options) -> Iterator[Page | Failure]:
    """The pages of a capture; a format that holds one page gives it before this returns.

    Raises:
        InputError: The capture as a whole cannot be read.
    """
    decoded = decode(taken.data, taken.origin, taken.media_type)
    kind = detect(decoded.text, taken.origin, taken.media_type)
    if kind in {"json", "jsonl"}:
        return _drafted(
            read_rows(decoded.text, taken.origin, lines=kind == "jsonl"), stated, decoded.warnings
        )
    if kind == "csv":
        rows = read_table_rows(decoded.text, taken.origin)
        return _drafted(rows, stated, decoded.warnings)
    if kind == "xml":
        return _drafted(read_disqus(decoded.text, taken.origin), stated, decoded.warnings)
    check_size(len(taken.data), taken.origin, MAX_PAGE_BYTES)
    match kind:
        case "html":
            draft = read_html(decoded.text, taken.origin)
        case "markdown":
            draft = read_markdown(decoded.text, taken.origin)
        case _:
            draft = read_plain(decoded.text)
    draft = draft._replace(warnings=(*decoded.warnings, *draft.warnings))
    return iter((finish(draft, taken, stated),))


def _drafted(
    drafts: Iterator[tuple[str, bytes, Draft | InputError]],
    stated: Options,
    warnings: tuple[str, ...],
) -> Iterator[Page | Failure]:
    """Pages of a file of many documents; each has its own part of the file as its capture."""
    for origin, data, found in drafts:
        if isinstance(found, InputError):
            yield failure(origin, found)
            continue
        draft = found._replace(warnings=(*warnings, *found.warnings))
        try:
            page = finish(draft, capture(data, origin), stated)
        except InputError as error:
            yield failure(origin, error)
        else:
            yield page


def failure(origin: str, error: DetenteError) -> Failure:
    """An error as a value, so that the other pages go on."""
    return failure_of(origin, type(error).__name__, str(error))
