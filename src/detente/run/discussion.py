"""Threads for the commands that work on comments: from pages, exports, tables or stored records."""

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from detente.discuss.reader import CommentReader, page_context
from detente.ground import Grounder
from detente.model.errors import FormatError, InputError
from detente.model.page import Page
from detente.model.record import SCHEMA, Failure, Record
from detente.parse.sentences import split_sentences
from detente.read import failure
from detente.read.draft import Options, options
from detente.read.pseudonyms import Pseudonyms
from detente.read.reader import read_capture, take
from detente.run.records import comments_of, document_of, read_record

PAGE_LANGUAGE = "en"


class ThreadReader:
    """Makes records of pages with their comments read and nothing coded: it needs no parser.

    Word lists, names and weights are loaded with the first page, as stored records need none.

    Args:
        actors: Folder of own actors, as `Coder` takes it.
    """

    def __init__(self, actors: Path | None = None) -> None:
        self._actors = actors

    @cached_property
    def _loaded(self) -> tuple[Grounder, CommentReader]:
        grounder = Grounder(actors=self._actors)
        return grounder, CommentReader(grounder)

    def record(self, page: Page) -> Record:
        """A record of a page; names of the article help to read the comments, events do not."""
        if not page.comments:
            return read_record(page)
        grounder, reader = self._loaded
        article = page.article
        sentences = split_sentences(article.text, article.blocks)
        known = grounder.ground(article, sentences, ())
        about = page_context(article, PAGE_LANGUAGE, sentences, known.mentions, ())
        thread = reader.read_all(page.comments, about)
        return Record(
            document=document_of(page),
            actors=thread.actors,
            places=thread.places,
            comments=comments_of(page, thread.readings),
            warnings=page.warnings,
        )


def threads(
    source: str | Path,
    *,
    pseudonyms: Pseudonyms,
    record_of: Callable[[Page], Record] = read_record,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Record | Failure]:
    """Records of one input; stored records come as they are.

    Args:
        source: A path, an address, or `-`; what `detente code` takes, and what it writes.
        pseudonyms: Stands in for commenters' names.
        record_of: What makes a record of a page: by default the comments are not read.
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
            yield record_of(page) if isinstance(page, Page) else page
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
