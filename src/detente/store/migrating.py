"""Bringing a database to the form that this version of Detente writes, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from detente.model.errors import StoreError
from detente.store.database import reading, writing

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_FOLDER = Path(__file__).parent / "migrations"
HEAD = "0003"
"""The newest revision; a test holds it to the scripts."""


def migrate(engine: Engine, to: str = HEAD) -> None:
    """Bring a database up or down to a revision; all of it in one transaction, or nothing.

    Args:
        engine: The database, empty or of any revision.
        to: A revision's id, or `base` for an empty database.

    Raises:
        StoreError: A newer version of Detente made it, or it cannot be written.
    """
    from alembic import command  # noqa: PLC0415 - it takes longer to load than to find nothing to do

    with writing(engine) as connection:
        present = _revision(connection)
        known = [script.revision for script in _scripts().walk_revisions()]
        if present is not None and present not in known:
            raise StoreError(
                f"the casebook is of revision {present}, which a newer Detente made; "
                "install that one"
            )
        config = _config()
        config.attributes["connection"] = connection
        down = to == "base" or (present in known and to in known and _is_before(to, present, known))
        (command.downgrade if down else command.upgrade)(config, to)


def is_current(engine: Engine) -> bool:
    """Whether the database has the form that this version writes."""
    return revision_of(engine) == HEAD


def revision_of(engine: Engine) -> str | None:
    """Return the revision of a database; None for one without a casebook."""
    with reading(engine) as connection:
        return _revision(connection)


def _is_before(wanted: str, present: str | None, known: list[str]) -> bool:
    """Whether a revision lies below the present one; `known` begins with the newest."""
    return present is not None and known.index(wanted) > known.index(present)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _scripts() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    return ScriptDirectory.from_config(_config())


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    return config
