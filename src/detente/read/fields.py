"""Finds what JSON rows hold under the many names that archives, scrapers and systems give it."""

from collections.abc import Iterable
from typing import Any

from detente.read.clean import one_line

TEXTS = (
    "text", "body", "content", "article", "articleBody", "article_body", "fulltext", "full_text",
    "maintext", "main_text", "story", "raw_text", "document",
)  # fmt: skip
TITLES = ("title", "headline", "heading", "article_title", "name")
DAYS = (
    "date", "published", "published_at", "pub_date", "publish_date", "publication_date",
    "publishedAt", "datePublished", "date_publish", "date_published", "pubDate", "pubdate",
    "published_date",
)  # fmt: skip
ADDRESSES = ("url", "link", "canonical_url", "source_url", "article_url", "permalink", "uri")
OUTLETS = (
    "source", "publisher", "outlet", "site", "sitename", "site_name", "publication", "newspaper",
    "source_name", "domain", "source_domain",
)  # fmt: skip
AUTHORS = ("author", "authors", "byline", "creator")
NAMES = (
    "name",
    "username",
    "displayName",
    "display_name",
    "screen_name",
    "title",
    "id",
    "rendered",
)


def first(row: dict[str, Any], names: Iterable[str]) -> Any:
    """The first of these fields that says something; None where none does."""
    for name in names:
        value = row.get(name)
        if value not in (None, "", [], {}):
            return value
    return None


def words(value: Any) -> str | None:
    """A value as words: a text, a number, or the name in an object; None for anything else."""
    if isinstance(value, dict):
        value = first(value, NAMES)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return one_line(str(value)) or None


def names_in(value: Any) -> tuple[str, ...]:
    """The names in a list, an object or a text in which `;` parts them."""
    parts = (
        value
        if isinstance(value, list)
        else str(value).split(";")
        if isinstance(value, str)
        else [value]
    )
    return tuple(name for name in map(words, parts) if name)
