"""The words by which pages and events are found: FTS5 in SQLite, tsvector in PostgreSQL."""

import re
import unicodedata

from sqlalchemy import Connection, delete, insert, text

from detente.store.database import dialect_of
from detente.store.tables import page_words, report_words

_LONGEST = 300_000
"""Characters of a text whose words PostgreSQL indexes: a tsvector holds a megabyte."""
_STEMS = "porter unicode61 remove_diacritics 2"


def _vector(column: str) -> str:
    """PostgreSQL's words of a column, accents taken off as FTS5 does."""
    start = f"left({column}, {_LONGEST})"
    plain = rf"regexp_replace(normalize({start}, NFD), '[\u0300-\u036f]', '', 'g')"
    return f"to_tsvector('english', {plain})"


_TITLE = _vector("coalesce(title, '')")
_PAGE_VECTOR = f"setweight({_TITLE}, 'A') || {_vector('text')}"
MAKE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE page_words USING fts5(title, text, tokenize = '{_STEMS}')",
        f"CREATE VIRTUAL TABLE report_words USING fts5(sentence, tokenize = '{_STEMS}')",
    ),
    "postgresql": (
        f"""CREATE TABLE page_words (
            number bigint PRIMARY KEY, title text, text text NOT NULL,
            words tsvector GENERATED ALWAYS AS ({_PAGE_VECTOR}) STORED)""",
        "CREATE INDEX page_words_words ON page_words USING gin (words)",
        f"""CREATE TABLE report_words (
            number bigint PRIMARY KEY, sentence text NOT NULL,
            words tsvector GENERATED ALWAYS AS ({_vector("sentence")}) STORED)""",
        "CREATE INDEX report_words_words ON report_words USING gin (words)",
    ),
}
"""Statements that make the tables; migrations run them."""


def without_accents(words: str) -> str:
    """Return words with the accents taken off that the indexes take off too."""
    plain = unicodedata.normalize("NFD", words)
    return re.sub("[\u0300-\u036f]", "", plain)


def add_page_words(connection: Connection, number: int, title: str | None, words: str) -> None:
    """Let a page be found by its words."""
    _add(connection, "page_words", number, title=without_nul(title or ""), text=without_nul(words))


def add_report_words(connection: Connection, rows: list[tuple[int, str]]) -> None:
    """Let events be found by the words of their sentences."""
    for number, sentence in rows:
        _add(connection, "report_words", number, sentence=without_nul(sentence))


def _add(connection: Connection, table: str, number: int, **values: str) -> None:
    if dialect_of(connection) == "sqlite":
        names = ", ".join(("rowid", *values))
        marks = ", ".join(f":{name}" for name in ("number", *values))
        statement = text(f"INSERT INTO {table} ({names}) VALUES ({marks})")  # noqa: S608 - our own names
        connection.execute(statement, {"number": number, **values})
    else:
        target = page_words if table == "page_words" else report_words
        connection.execute(insert(target), {"number": number, **values})


def drop_page_words(connection: Connection, number: int) -> None:
    """Forget a page's words."""
    _drop(connection, "page_words", [number])


def drop_report_words(connection: Connection, numbers: list[int]) -> None:
    """Forget the words of events' sentences."""
    _drop(connection, "report_words", numbers)


def _drop(connection: Connection, table: str, numbers: list[int]) -> None:
    if not numbers:
        return
    if dialect_of(connection) == "sqlite":
        statement = text(f"DELETE FROM {table} WHERE rowid = :number")  # noqa: S608 - our own names
        connection.execute(statement, [{"number": number} for number in numbers])
    else:
        target = page_words if table == "page_words" else report_words
        connection.execute(delete(target).where(target.c.number.in_(numbers)))


def forget_for_good(connection: Connection) -> None:
    """Let no trace of forgotten words stay in the indexes' rows.

    FTS5 marks words as forgotten and keeps them until it merges; PostgreSQL keeps dead rows until
    it is vacuumed, which no transaction can do.
    """
    if dialect_of(connection) == "sqlite":
        for table in ("page_words", "report_words"):
            merge = f"INSERT INTO {table}({table}) VALUES ('optimize')"  # noqa: S608 - our own names
            connection.execute(text(merge))


def without_nul(words: str) -> str:
    """Return words as PostgreSQL's text holds them.

    Reading a page leaves no NUL in them, but records may come from elsewhere.
    """
    return words.replace("\x00", " ")
