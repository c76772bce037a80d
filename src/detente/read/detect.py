"""Which format a text is in: by what it holds first, by its file name only where that is open."""

import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from detente.read.tables import is_table

Format = Literal["html", "xml", "json", "jsonl", "csv", "markdown", "text"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "xml",
}
"""Known file name endings and what they stand for."""

_TABLES: dict[str, Format] = {".csv": "csv", ".tsv": "csv", ".tab": "csv"}
"""Read where they are named, and passed over in folders: what Detente writes may lie there too."""

_MEDIA_TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "text/markdown": "markdown",
    "application/xml": "xml",
    "text/xml": "xml",
}
_HTML = re.compile(
    r"(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|div|article|section|main|p|h1"
    r"|meta|title|ul|ol|table|header)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    r"</?(?:p|div|br|a|span|li|ul|ol|h[1-6]|article|body|html)\b[^<>]{0,300}>", re.IGNORECASE
)
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:disqus|rss|feed)\b", re.IGNORECASE)
_XHTML = re.compile(r"<html\b", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    r"(?:---|\+\+\+)[ \t]*\n.*?\n(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_HEADING = re.compile(r"^#{1,3} \S", re.MULTILINE)
_MARKS = re.compile(r"\[[^\]\n]{1,200}\]\(https?://[^)\s]+\)|^\*\*[^*\n]+\*\*|^!\[", re.MULTILINE)


def detect(text: str, origin: str, media_type: str | None = None) -> Format:
    """The format of a decoded input.

    Args:
        text: The decoded text.
        origin: Path or address; its ending decides only what the content leaves open.
        media_type: As a server stated it; counts like the ending.
    """
    named = _named(origin, media_type)
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    found = _json_kind(head, text, named) if head.startswith(("{", "[")) else None
    if found is None and _XML.match(head):
        found = "html" if _XHTML.search(head[:1000]) else "xml"
    if found is None and _is_html(head, text, named):
        found = "html"
    if found is None and (named == "markdown" or (named is None and _looks_like_markdown(head))):
        found = "markdown"
    if found is None and (named in {"json", "jsonl", "csv"} or (not named and is_table(head))):
        found = named or "csv"
    return found or "text"


def _is_html(head: str, text: str, named: Format | None) -> bool:
    """Whether a text begins as HTML pages do, or has tags where its name allows for them."""
    if _HTML.match(head) or (head.startswith("<") and named in {None, "html"}):
        return True
    if named in {"html", "xml"}:
        return _TAGS.search(text[:200_000]) is not None
    return named != "text" and len(_TAGS.findall(head)) > 5


def _named(origin: str, media_type: str | None) -> Format | None:
    """The format that a name or a server's word stands for."""
    if media_type:
        stated = _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())
        if stated is not None:
            return stated
    path = urlsplit(origin).path if origin.startswith(("http://", "https://")) else origin
    suffix = PurePosixPath(path.replace("\\", "/")).suffix.lower()
    return SUFFIXES.get(suffix) or _TABLES.get(suffix)


def _json_kind(head: str, text: str, named: Format | None) -> Format | None:
    """JSON or JSON Lines, for a text that starts with a bracket; None for prose that does so."""
    if named in {"text", "markdown", "html"} and not re.match(r"[{\[]\s*(?:[\"{\[]|\Z)", head):
        return None
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    if not re.match(r"[{\[]\s*[\"{\[\]}]", head):
        return named if named in {"json", "jsonl"} else None
    whole_line = first.startswith("{") and first.rstrip().endswith("}")
    if whole_line and (named == "jsonl" or rest.lstrip().startswith("{")):
        return "jsonl"
    return "jsonl" if named == "jsonl" and head.startswith("{") else "json"


def _looks_like_markdown(head: str) -> bool:
    """Front matter, or a heading together with other marks."""
    return bool(
        _FRONT_MATTER.match(head) or (_HEADING.search(head) and _MARKS.search(head))
    ) or bool(re.match(r"# \S", head))
