"""A full casebook, and changes to it behind the program's back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    select,
    text,
    update,
)

from detente.link.incidents.judging import merge, split
from detente.run.reviewing import correct_field, give_state
from detente.store.database import dialect_of, reading, writing
from detente.store.tables import reports
from tests.store.records import Told, but, fresh, hash_of, keep, page
from tests.store.told import lookup

WIRE = " ".join(f"word{number} stands here" for number in range(30))


def fill(engine: Engine, folder: Path, pages: int = 7) -> None:
    """Store pages so that every table has rows: copies, editions, judgements, corrections."""
    told = Told(killed=2, mode="kill", sources=("tarn-guard",))
    far = Told(day="2031-08-01", place="XBO/tarn", actors=("tarn-guard",))
    keep(engine, page(0, told, after=WIRE), page(1, told, after=WIRE))
    keep(engine, page(2, but(told, killed=5), url="https://example.org/a", published="2031-05-05"))
    keep(engine, page(3, but(told, killed=4), url="https://example.org/a"), page(4, far))
    days = (f"2031-{1 + n % 12:02}-{1 + n // 12:02}" for n in range(5, pages))
    keep(engine, *(page(n + 5, but(far, day=day), far) for n, day in enumerate(days)))
    fresh(engine)
    first = report_of(engine, 0)
    give_state(engine, first, "reviewed", who="A", reason="read twice")
    look = lookup(folder)
    correct_field(engine, first, "killed", "3", who="B", reason="counted", lookup=look)
    with writing(engine) as connection:
        homes = [_home(connection, number) for number in (0, 4)]
        merge(connection, homes, who="A", reason="one morning")
        home = _home(connection, 0)
        split(connection, home, [report_of(engine, 1)], who="A", reason="another one")


def report_of(engine: Engine, number: int) -> str:
    with reading(engine) as connection:
        query = select(reports.c.id).where(reports.c.document == hash_of(number))
        return str(connection.execute(query.order_by(reports.c.id)).scalars().first())


def _home(connection: Connection, number: int) -> str:
    query = select(reports.c.incident).where(reports.c.document == hash_of(number))
    return str(connection.execute(query.order_by(reports.c.id)).scalars().first())


def is_full(engine: Engine, table: Table) -> bool:
    with reading(engine) as connection:
        return connection.execute(select(table).limit(1)).first() is not None


@contextmanager
def behind(engine: Engine) -> Iterator[Connection]:
    """A connection that no trigger and no reference stops."""
    plain = create_engine(engine.url.set(drivername=_driver(engine)))
    with plain.connect() as connection:
        if dialect_of(plain) == "sqlite":
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.commit()
    with plain.begin() as connection:
        if dialect_of(plain) == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
        else:
            query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = connection.execute(query).all()
            for name, _ in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
            yield connection
            for _, made in triggers:
                connection.exec_driver_sql(made)
    plain.dispose()


def _driver(engine: Engine) -> str:
    return "sqlite" if dialect_of(engine) == "sqlite" else "postgresql+psycopg"


def alter(engine: Engine, table: Table, column: Column[Any]) -> Callable[[], None]:
    """Alter one value of a column; return what puts it back."""
    keys = [c.name for c in table.primary_key]
    with behind(engine) as connection:
        rows = connection.execute(select(table).order_by(*table.primary_key)).mappings().all()
        row = next((r for r in rows if r[column.name] is not None), rows[0])
        new = _other(column, row[column.name])
        _put(connection, table, {key: row[key] for key in keys}, column, new)
    there = {key: row[key] for key in keys} | ({column.name: new} if column.name in keys else {})

    def undo() -> None:
        with behind(engine) as connection:
            _put(connection, table, there, column, row[column.name])

    return undo


def _put(
    connection: Connection, table: Table, there: Mapping[str, Any], column: Column[Any], value: Any
) -> None:
    here = [table.c[key] == of for key, of in there.items()]
    done = connection.execute(update(table).where(*here).values({column.name: value}))
    assert done.rowcount == 1


def _other(column: Column[Any], value: Any) -> Any:
    """Another value: a larger number, text or bytes with another last sign."""
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(column.type, Integer | Float):
        return (value or 0) + 1000
    if isinstance(column.type, LargeBinary):
        return value[:-1] + bytes([value[-1] ^ 1])
    text_ = value or "x"
    return text_[:-1] + ("y" if text_[-1] != "y" else "z")
