"""Where measurements and tests work: a folder or a PostgreSQL database, taken away at the end."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


@contextmanager
def scratch_folder(keep: Path | None) -> Iterator[Path]:
    """Give a folder: the one that is to be kept, else one that is taken away at the end."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@contextmanager
def scratch_database(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database on a PostgreSQL server, give its address, and take it away at the end.

    Args:
        server: Address of the server, with any database's name.
        template: Name of the database that it is a copy of.
    """
    name = f"detente_scratch_{secrets.token_hex(6)}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
