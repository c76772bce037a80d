"""One coder with the shipped language pipeline, and an empty casebook on each database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from benchmarks.scratch import scratch_database
from detente import Coder
from detente.store.database import open_engine
from detente.store.migrating import migrate

POSTGRES_VARIABLE = "DETENTE_TEST_POSTGRES"
"""Environment variable with the address of a PostgreSQL server on which databases may be made."""


@pytest.fixture(scope="session")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    return Coder(project=tmp_path_factory.mktemp("project"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty casebook of today's form, on either database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "casebook.sqlite")
        address = f"sqlite:///{tmp_path / 'casebook.sqlite'}"
        yield from _opened(address)
    else:
        template = request.getfixturevalue("empty_postgresql")
        with scratch_database(_server(), template) as address:
            yield from _opened(address)


def _opened(address: str) -> Iterator[Engine]:
    opened = open_engine(address)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that tests copy: migrating takes longer than most of them."""
    path = tmp_path_factory.mktemp("empty") / "casebook.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def empty_postgresql() -> Iterator[str]:
    """The name of a migrated database that tests copy."""
    with scratch_database(_server()) as address:
        _migrate(address)
        yield str(make_url(address).database)


def _migrate(address: str) -> None:
    made = open_engine(address)
    migrate(made)
    made.dispose()


def _server() -> str:
    address = os.environ.get(POSTGRES_VARIABLE, "").strip()
    if not address:
        pytest.skip(f"no PostgreSQL: {POSTGRES_VARIABLE} names none")
    return address
