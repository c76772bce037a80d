"""What people can ask of stored comments: to be forgotten, and to see what is held on them.

Works on lines of JSON as they are, so that keys of other versions stay: records that `detente code`
wrote, and rows that `detente thread` wrote.
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model.errors import DetenteError, FormatError, MissingInput
from detente.read.pseudonyms import KEY_BYTES, PSEUDONYM, Pseudonyms, keyed
from detente.read.site import site_of

ERASED = "reader-0000000000"
"""Stands where an erased reader was called; as long as a pseudonym, so that offsets hold."""
MASK = "█"
"""Stands for each letter of words that were quoted from an erased comment."""
_KEPT = frozenset({"id", "parent", "depth", "row", "document"})
_COMMENT_ID = re.compile(r"(?:(?P<document>(?:sha256:)?[0-9a-f]{8,64})#)?(?P<id>c\d+)")
_MEND = "give JSON Lines that `detente code` or `detente thread --format jsonl` wrote"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom or what to look for: a pseudonym, or one comment, perhaps of one document."""

    pseudonym: str | None = None
    comment: str | None = None
    document: str = ""
    """The beginning of the document's hash; empty for any."""

    def fits(self, document: str, comment: Mapping[str, Any]) -> bool:
        """Whether it is this comment."""
        if self.pseudonym is not None:
            return bool(comment.get("author") == self.pseudonym)
        hashed = document.removeprefix("sha256:")
        return comment.get("id") == self.comment and hashed.startswith(self.document)


def wanted(words: str) -> Wanted:
    """What a person names: `reader-…`, `c7`, or `<hash of the document>#c7`.

    Raises:
        DetenteError: It is none of them.
    """
    if PSEUDONYM.fullmatch(words):
        return Wanted(pseudonym=words)
    found = _COMMENT_ID.fullmatch(words)
    if found is None:
        raise DetenteError(
            f"{words[:60]!r} is neither a pseudonym nor a comment's id;"
            " give reader-… , c7, or the document's hash and #c7"
        )
    return Wanted(comment=found["id"], document=(found["document"] or "").removeprefix("sha256:"))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The values of a file of JSON Lines.

    Raises:
        MissingInput: There is no such file.
        FormatError: A line holds no JSON object: what is in it could not be searched.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInput(str(path), f"cannot be read ({error})", _MEND) from error
    values = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise FormatError(f"{path}:{number}", "no JSON", _MEND) from error
        if not isinstance(value, dict):
            raise FormatError(f"{path}:{number}", "no JSON object", _MEND)
        values.append(value)
    return values


def lines_of(values: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The values as JSON Lines, as records are written."""
    for value in values:
        yield json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def comments_in(value: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The document's id and the comments of a line: a record's, a row's own, or none."""
    if value.get("row") == "comment":
        return str(value.get("document")), [value]
    document = value.get("document")
    name = str(document.get("id")) if isinstance(document, dict) else ""
    comments = value.get("comments")
    return name, comments if isinstance(comments, list) else []


def found_in(values: Sequence[dict[str, Any]], who: Wanted) -> set[tuple[str, str]]:
    """Document and id of each comment that is looked for."""
    return {
        (document, str(comment["id"]))
        for value in values
        for document, comments in (comments_in(value),)
        for comment in comments
        if who.fits(document, comment)
    }


def erase(values: Sequence[dict[str, Any]], who: Wanted) -> tuple[list[dict[str, Any]], int]:
    """The lines without what is looked for; placeholders keep its place in the thread.

    All that was derived from it goes too, words that others quote from it are masked, and calls
    of an erased reader name nobody any more. Offsets of what stays hold.

    Returns:
        The lines, and how many comments were erased.

    Raises:
        DetenteError: A comment's id fits several documents.
    """
    targets = found_in(values, who)
    documents = {document for document, _ in targets}
    if who.comment is not None and len(documents) > 1:
        raise DetenteError(
            f"{who.comment} is in {len(documents)} documents; write the hash and # before it"
        )
    erased = []
    for value in values:
        copy: dict[str, Any] = json.loads(_without(who, json.dumps(value)))
        document, comments = comments_in(copy)
        for comment in comments:
            if (document, str(comment.get("id"))) in targets:
                _empty(comment)
            else:
                _mask_quotes(comment, {key for name, key in targets if name == document})
        erased.append(copy)
    return erased, len(targets)


def _without(who: Wanted, line: str) -> str:
    """A line in which nobody is called by an erased reader's pseudonym."""
    return line if who.pseudonym is None else line.replace(who.pseudonym, ERASED)


def _empty(comment: dict[str, Any]) -> None:
    """Turn a comment into a placeholder, whatever further keys it has."""
    for name, value in comment.items():
        if name in _KEPT:
            continue
        comment[name] = _nothing(value)
    comment |= {"author": "", "text": "", "deleted": True}


def _nothing(value: Any) -> Any:
    """What stands for an erased value of its kind."""
    if isinstance(value, list):
        return []
    return False if isinstance(value, bool) else None


def _mask_quotes(comment: dict[str, Any], erased: set[str]) -> None:
    """Mask what a comment quotes from erased ones, and drop what was derived from those words."""
    spans = [
        (int(quote["start"]), int(quote["end"]))
        for quote in comment.get("quotes") or ()
        if quote.get("comment") in erased
    ]
    for start, end in spans:
        text = str(comment["text"])
        words = "".join(letter if letter in " \n>" else MASK for letter in text[start:end])
        comment["text"] = text[:start] + words + text[end:]
    for name, value in comment.items():
        if spans and name != "quotes" and isinstance(value, list):
            comment[name] = [part for part in value if not _overlaps(part, spans)]


def _overlaps(part: Any, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether something derived rests on words in one of the spans."""
    if not isinstance(part, dict) or not isinstance(part.get("start"), int):
        return False
    return any(part["start"] < end and start < part["end"] for start, end in spans)


class Rotation:
    """Gives stored pseudonyms new ones, the same for the same, for as long as this object lives.

    The key in it is never stored, nor is any pair of old and new: once it is gone nobody, not even
    who holds the project's keys, can tell which was which.
    """

    __slots__ = ("_key",)

    def __init__(self) -> None:
        self._key = secrets.token_bytes(KEY_BYTES)

    def rewrite(self, values: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
        """The lines under new pseudonyms, and how many were replaced."""
        count = 0

        def renamed(found: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return keyed(self._key, found.group())

        rewritten = [json.loads(PSEUDONYM.sub(renamed, json.dumps(value))) for value in values]
        return rewritten, count

    def __repr__(self) -> str:
        return "Rotation(<key hidden>)"


def own_comments(
    values: Sequence[dict[str, Any]], who: str, pseudonyms: Pseudonyms
) -> Iterator[dict[str, Any]]:
    """All that is held on one person, for that person: their comments and what was read in them.

    Other readers who are called in the texts are masked.

    Args:
        values: Lines of a file.
        who: The person's pseudonym, or the name under which they commented.
        pseudonyms: The project's.
    """
    pages: dict[str, dict[str, Any]] = {}
    for value in values:
        page = value.get("document") if "comments" in value else value
        if isinstance(page, dict) and value.get("row") != "comment":
            pages[str(page.get("id") or page.get("document"))] = page
    for value in values:
        document, comments = comments_in(value)
        page = pages.get(document, {})
        name = who
        if not PSEUDONYM.fullmatch(who):
            name = pseudonyms.name(who, site_of(page.get("url"), page.get("outlet"), document))
        for comment in comments:
            if name and comment.get("author") == name:
                own = json.loads(_only(name, json.dumps(comment)))
                told = {key: page.get(key) for key in ("origin", "url", "outlet", "title")}
                yield {"document": document, **told, "comment": own}


def _only(name: str, line: str) -> str:
    """A line in which every pseudonym but one is masked."""
    return PSEUDONYM.sub(lambda found: name if found.group() == name else ERASED, line)
