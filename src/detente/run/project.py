"""A project on disk, opened: its folder, settings and casebook."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from detente.link.incidents.freshness import ensure_fresh, note_fresh
from detente.model.errors import StoreError
from detente.store.database import open_engine, writing
from detente.store.migrating import HEAD, is_current, migrate, revision_of
from detente.store.settings import (
    Settings,
    database_of,
    find_project,
    make_project,
    named_database,
    read_settings,
    refuse_second,
)


@dataclass(frozen=True, slots=True)
class OpenProject:
    """A project whose casebook is ready to be read and written."""

    folder: Path
    settings: Settings
    engine: Engine


def init_project(folder: Path, settings: Settings) -> OpenProject:
    """Make a project with an empty casebook; a casebook that is in the database already stays.

    Args:
        folder: Where; made if it is not there.
        settings: What goes into its `detente.toml`.

    Raises:
        ProjectError: There is a project already, or the folder cannot be written.
        StoreError: The database cannot be reached or made.
    """
    refuse_second(folder)
    if address := named_database(settings):  # one that does not answer leaves no half project
        engine = _made(address)
        make_project(folder, settings)
    else:
        make_project(folder, settings)
        engine = _made(database_of(folder, settings))
    return OpenProject(folder, settings, engine)


def _made(address: str) -> Engine:
    """A database with a casebook in it, empty where there was none."""
    engine = open_engine(address)
    is_new = revision_of(engine) is None
    migrate(engine, HEAD)
    if is_new:
        with writing(engine) as connection:
            note_fresh(connection)
    return engine


def open_project(
    named: Path | None = None,
    *,
    on_page: Callable[[int, int], None] | None = None,
    fresh: bool = True,
) -> OpenProject:
    """Open a project: bring its database to this version's form, and what is derived up to date.

    Args:
        named: Its folder; else `$DETENTE_PROJECT`, else this folder or one above.
        on_page: Called with the pages done and their number while derived tables are made again.
        fresh: Whether what is derived must be of the rules that hold now.

    Raises:
        ProjectError: There is none, or its settings are wrong.
        StoreError: The database is not there, or a newer Detente made it.
    """
    folder = find_project(named)
    settings = read_settings(folder)
    engine = open_engine(database_of(folder, settings))
    if engine.url.get_backend_name() == "sqlite" and not Path(engine.url.database or "").is_file():
        raise StoreError(
            f"{engine.url.database}: the casebook is gone; restore it from a copy, or delete "
            f"{folder / 'detente.toml'} and make a new one with `detente init`"
        )
    if not is_current(engine):
        migrate(engine, HEAD)
    if fresh:
        ensure_fresh(engine, on_page=on_page)
    return OpenProject(folder, settings, engine)
