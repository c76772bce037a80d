"""Threads for the commands that work on comments: from pages, exports, tables or stored records."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from detente.model.errors import FormatError, InputError
from detente.model.page import Page
from detente.model.record import SCHEMA, Failure, Record
from detente.read import failure
from detente.read.draft import Options, options
from detente.read.pseudonyms import Pseudonyms
from detente.read.reader import read_capture, take
from detente.run.records import read_record


def threads(
    source: str | Path,
    *,
    pseudonyms: Pseudonyms,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Record | Failure]:
    """Records of one input; pages are read, but not coded, and stored records come as they are.

    Args:
        source: A path, an address, or `-`; what `detente code` takes, and what it writes.
        pseudonyms: Stands in for commenters' names.
        published: Publication date; wins over what pages say.
        outlet: Who published; wins over what pages say.
    """
    try:
        taken = take(source)
        if is_stored(taken.data):
            yield from stored_records(taken.data, taken.origin)
            return
        stated: Options = options(
            str(source), published=published, outlet=outlet, pseudonyms=pseudonyms
        )
        for page in read_capture(taken, stated):
            yield read_record(page) if isinstance(page, Page) else page
    except InputError as error:
        yield failure(error.origin, error)


def is_stored(data: bytes) -> bool:
    """Whether bytes begin with a record or failure of ours."""
    head = data[:200].lstrip()
    return head.startswith(b"{") and f'"{SCHEMA}"'.encode() in head.partition(b",")[0]


def stored_records(data: bytes, origin: str) -> Iterator[Record | Failure]:
    """The records in JSON Lines; a line that is none is a failure among the others."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            if '"document"' in line[:400].decode("utf-8", "replace"):
                yield Record.model_validate_json(line)
            else:
                yield Failure.model_validate_json(line)
        except (ValidationError, json.JSONDecodeError):
            name = f"{origin}:{number}"
            yield failure(
                name, FormatError(name, "no record of schema detente/1", "write it again")
            )
