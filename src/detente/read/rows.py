"""JSON, JSON Lines and tables: rows of articles, and of comments as comment systems export them."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from detente.model.errors import FormatError, InputError, TooLarge
from detente.read.blocks import About, Block
from detente.read.boards.comments import comments_in
from detente.read.boards.grouping import comment_pages, is_export
from detente.read.clean import one_line
from detente.read.dates import iso_day
from detente.read.draft import Draft
from detente.read.fields import (
    ADDRESSES,
    AUTHORS,
    DAYS,
    OUTLETS,
    TEXTS,
    TITLES,
    first,
    names_in,
    words,
)
from detente.read.limits import MAX_JSON_BYTES, MEGABYTE
from detente.read.markup import is_markup, words_of
from detente.read.plain import read_plain
from detente.read.tables import table_rows

Drafted = tuple[str, bytes, Draft | InputError]
_LISTS = (
    "articles",
    "rows",
    "items",
    "documents",
    "docs",
    "results",
    "stories",
    "data",
    "hits",
    "response",
)
_MEND = 'each row needs a text, for example {"title": …, "text": …, "date": …}'


def read_rows(text: str, origin: str, *, lines: bool) -> Iterator[Drafted]:
    """Pages of a JSON or JSON Lines text.

    Args:
        text: The decoded text.
        origin: Names the file in messages and, with the row's number, in records.
        lines: One JSON value a line.

    Returns:
        For each row a name, its bytes, and its draft or what is wrong with it.

    Raises:
        FormatError: No JSON at all.
        TooLarge: One value over `MAX_JSON_BYTES`.
    """
    if lines:
        return _pages(_lines(text, origin), origin)
    if len(text) > MAX_JSON_BYTES:
        raise TooLarge(
            origin,
            f"one JSON value of more than {MAX_JSON_BYTES // MEGABYTE} MB",
            "write it as JSON Lines, one row a line",
        )
    return _pages(_whole(text, origin), origin)


def read_table_rows(text: str, origin: str) -> Iterator[Drafted]:
    """Pages of a table: its rows are comments, or articles; as `read_rows` otherwise.

    Args:
        text: The decoded table.
        origin: Names the file.

    Raises:
        FormatError: No header or no row.
    """
    return _pages(table_rows(text, origin), origin)


def rows_apart(text: str, origin: str) -> Iterator[tuple[str, str]] | None:
    """Name and source of each row of a JSON Lines text, so that each can be read by itself.

    None where the rows belong together, as comments of one page do, and where there is none.
    """
    head = next(_lines(text, origin), None)
    return None if head is None or is_export(head[2]) else _sources(text, origin)


def read_row(source: str, name: str) -> Drafted:
    """The page of one row that `rows_apart` gave."""
    return name, source.encode("utf-8", "replace"), _draft(_parsed(source, name), name)


def _lines(text: str, origin: str) -> Iterator[tuple[str, str, Any]]:
    """Name, source and value of each line; the error where a line is no JSON."""
    return ((name, line, _parsed(line, name)) for name, line in _sources(text, origin))


def _sources(text: str, origin: str) -> Iterator[tuple[str, str]]:
    """Name and source of each line that is not empty."""
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip("\r\ufeff \t")
        start, number = end + 1, number + 1
        if line:
            yield f"{origin}:{number}", line


def _parsed(source: str, name: str) -> Any:
    """The value of a JSON text, or the error that says what is wrong with it."""
    if len(source) > MAX_JSON_BYTES:
        return TooLarge(name, "one row of more than 100 MB", "split it")
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        return FormatError(
            name, f"no valid JSON ({error.msg}, column {error.colno})", "mend or drop the row"
        )
    except (RecursionError, ValueError) as error:  # ValueError: numbers of thousands of digits
        problem = (
            "JSON that nests too deeply" if isinstance(error, RecursionError) else "no valid JSON"
        )
        return FormatError(name, problem, "mend or drop the row")


def _whole(text: str, origin: str) -> Iterator[tuple[str, str, Any]]:
    """Name, source and value of each row of one JSON value: a list, or an object with or as one."""
    value = _parsed(text, origin)
    if isinstance(value, InputError):
        raise value
    if is_export(value):
        return iter(((origin, text, value),))
    rows = value
    while isinstance(rows, dict):
        inner = first(rows, _LISTS)
        if _article(rows) is not None or not isinstance(inner, list | dict):
            return iter(((origin, text, value),))
        rows = inner
    if not isinstance(rows, list):
        raise FormatError(origin, "JSON, but neither rows nor a page", _MEND)
    return (
        (f"{origin}:{number}", json.dumps(row, ensure_ascii=False), row)
        for number, row in enumerate(rows, start=1)
    )


def _pages(rows: Iterator[tuple[str, str, Any]], origin: str) -> Iterator[Drafted]:
    """Drafts of rows; where the first is a comment of an export, all of them are gathered first."""
    head = next(rows, None)
    if head is None:
        raise FormatError(origin, "no row in it", _MEND)
    if is_export(head[2]):
        return comment_pages((head, *rows), origin)
    return _drafts(head, rows)


def _drafts(head: tuple[str, str, Any], rows: Iterator[tuple[str, str, Any]]) -> Iterator[Drafted]:
    """One draft a row."""
    for name, source, value in chain((head,), rows):
        yield name, source.encode("utf-8", "replace"), _draft(value, name)


def _article(row: Any) -> dict[str, Any] | None:
    """The object that holds the text: the row, or one a level below it."""
    if not isinstance(row, dict):
        return None
    for candidate in (row, *(value for value in row.values() if isinstance(value, dict))):
        if any(isinstance(candidate.get(name), str) and candidate[name].strip() for name in TEXTS):
            return candidate
    return None


def _draft(row: Any, name: str) -> Draft | InputError:
    """The draft of a row of an article; an error as a value where it holds no text."""
    if isinstance(row, InputError):
        return row
    article = _article(row)
    if article is None:
        return FormatError(name, "the row has no text", _MEND)
    text = next(
        value for key in TEXTS if isinstance(value := article.get(key), str) and value.strip()
    )
    both = {**row, **article}
    title = words(first(both, TITLES))
    body = words_of(text) if is_markup(text) else text
    plain = read_plain(f"{title}\n\n\n{body.strip()}" if title else body)
    given = comments_in(first(both, ("comments", "thread", "replies", "comment")) or [])
    about = About(
        title=title or plain.about.title,
        authors=names_in(first(both, AUTHORS)) or plain.about.authors,
        url=_address(first(both, ADDRESSES)),
        outlet=words(first(both, OUTLETS)),
        published=iso_day(words(first(both, DAYS))) or plain.about.published,
    )
    return Draft(_headed(plain.blocks, title), about, given or plain.comments)


def _address(value: Any) -> str | None:
    """A web address; None for what is none."""
    address = words(value)
    return address if address and address.lower().startswith(("http://", "https://")) else None


def _headed(blocks: Sequence[Block], title: str | None) -> Sequence[Block]:
    """Blocks with the row's title first, whatever its shape."""
    if title is None or (blocks and blocks[0].kind == "headline"):
        return blocks
    rest = blocks[1:] if blocks and one_line(blocks[0].text) == title else blocks
    return [Block("headline", title), *rest]
