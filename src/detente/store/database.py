"""The database behind a casebook: SQLite in a file, or PostgreSQL by its address.

All writing is done in transactions that follow one another (`writing`), whoever writes: the log is
a chain, and each link needs the one before it. Readers wait for nobody.
"""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, SQLAlchemyError

from detente.model.errors import RefusedPage, StoreError

Dialect = Literal["sqlite", "postgresql"]

_TOO_LARGE = ("index row size", "index row requires", "too long for tsvector")
"""How PostgreSQL says that a value passes a limit of its own."""
WRITERS_LOCK = 0x6465_7465
"""Key of PostgreSQL's advisory lock that lets one writer in at a time."""
PATIENCE_MS = 120_000
"""How long a SQLite writer waits for another one."""
_PASSWORD = re.compile(r"(://[^:/@\s]*:)\S*@|(\bpassword=)[^&\s]*")


def open_engine(address: str) -> Engine:
    """Return an engine for a database's address; nothing is connected yet.

    Raises:
        StoreError: The address is none, of another kind, or its driver is not installed.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise StoreError(f"{safe(address)}: no database address; {_EXAMPLE}") from error
    backend = url.get_backend_name()
    if address.partition("?")[0].count("@") > 1:
        raise StoreError(f"{safe(address)}: no database address; write @ in a password as %40")
    if backend in {"postgresql", "postgres"}:
        return _open_postgresql(str(url.render_as_string(hide_password=False)))
    if backend != "sqlite":
        raise StoreError(f"{safe(address)}: {backend} is no database for a casebook; {_EXAMPLE}")
    if url.query:
        raise StoreError(f"{safe(address)}: SQLite takes no options here; {_EXAMPLE}")
    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        if not folder.is_dir():
            raise StoreError(f"{url.database}: the folder does not exist; `detente init` makes it")
    engine = create_engine(url, connect_args={"timeout": PATIENCE_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


_EXAMPLE = "give sqlite:///FILE or postgresql://user@host/name"


def _open_postgresql(address: str) -> Engine:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra; SQLAlchemy would tell its lack in many lines
    except ImportError as error:
        raise StoreError(
            f"{safe(address)}: PostgreSQL needs the extra `postgres`; "
            "install it: pip install 'detente[postgres]'"
        ) from error
    url = make_url(address).set(drivername="postgresql+psycopg")
    return create_engine(url, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    cursor = connection.cursor()
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",  # what is told as stored survives a loss of power
        "foreign_keys = ON",
        f"busy_timeout = {PATIENCE_MS}",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
    # SQLite is often built without these.
    for name, function in (
        ("sin", math.sin),
        ("cos", math.cos),
        ("asin", math.asin),
        ("sqrt", math.sqrt),
        ("radians", math.radians),
    ):
        connection.create_function(name, 1, _unless_null(function), deterministic=True)


def _unless_null(function: Callable[[float], float]) -> Callable[[float | None], float | None]:
    return lambda value: None if value is None else function(value)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def dialect_of(connection: Connection | Engine) -> Dialect:
    """Return which of the two databases this is."""
    return "sqlite" if connection.dialect.name == "sqlite" else "postgresql"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state of the database.

    Raises:
        StoreError: The database does not answer, or is no casebook.
    """
    with _told(engine), engine.connect() as connection, connection.begin():
        if dialect_of(connection) == "postgresql":  # else each statement would see its own state
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that writes alone; all of it is kept at the end, or nothing.

    Raises:
        StoreError: The database does not answer, cannot be written, or is no casebook.
    """
    with _told(engine), engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            if dialect_of(connection) == "postgresql":
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK}
                )
            yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turn what the driver raises into one line for a person."""
    try:
        yield
    except DBAPIError as error:
        told = " ".join(str(error.orig).split())[:300]
        if isinstance(error, DataError) or any(words in told for words in _TOO_LARGE):
            raise RefusedPage(f"{_name(engine)}: {told}; leave this page out") from error
        raise StoreError(f"{_name(engine)}: {told}; {_mend(told)}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{_name(engine)}: {' '.join(str(error).split())[:300]}") from error


def _mend(told: str) -> str:
    for words, mend in (
        ("no such table", "make the casebook with `detente init`"),
        ("does not exist", "make the casebook with `detente init`"),
        ("locked", "another program writes; try again when it is done"),
        ("readonly", "choose a folder that you may write to"),
        ("read-only", "choose a folder that you may write to"),
        ("full", "make room on the disk"),
        ("not a database", "restore it from a copy"),
        ("malformed", "restore it from a copy; `detente verify` tells what is left"),
        ("password", "put the password into ~/.pgpass or $DETENTE_DATABASE"),
    ):
        if words in told:
            return mend
    return "see that the database is there and answers"


def _name(engine: Engine) -> str:
    return (
        engine.url.database
        if dialect_of(engine) == "sqlite" and engine.url.database
        else safe(engine.url.render_as_string(hide_password=True))
    )


def has_password(address: str) -> bool:
    """Whether a password stands in an address."""
    return _PASSWORD.search(address) is not None


def safe(address: str) -> str:
    """Return an address without its password, also where that holds signs that it should not."""
    return _PASSWORD.sub(lambda found: f"{found[1]}***@" if found[1] else f"{found[2]}***", address)
