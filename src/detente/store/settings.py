"""A project's settings: `detente.toml` in its folder, and where its database lies."""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.discuss.files import write_whole_file
from detente.knowledge.tables import read_toml
from detente.model.errors import DetenteError, KnowledgeError, ProjectError
from detente.model.project import PROJECT_FOLDER, PROJECT_VARIABLE

FILE = "detente.toml"
DATABASE_VARIABLE = "DETENTE_DATABASE"
"""Environment variable with the address of a project's database; it wins over `detente.toml`."""
SQLITE_FILE = "casebook.sqlite"
_TEMPLATE = """\
# Settings of a Detente project; docs/casebook.md tells them all.

# Where the casebook lies. Empty: a file in .detente/. PostgreSQL 15 or newer:
# "postgresql://user@host/name" (the password belongs into ~/.pgpass or $DETENTE_DATABASE).
database = {database}

# Whether readers' comments are kept, under pseudonyms. They are personal data: leave this off
# unless you study them.
comments = {comments}

# Days after which `detente purge --due` takes the captured bytes; 0 keeps them.
captures_days = {captures_days}
"""


class Settings(BaseModel):
    """What a project's `detente.toml` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database: str = ""
    comments: bool = False
    captures_days: int = Field(default=0, ge=0)


def find_project(named: Path | None = None) -> Path:
    """Return the project's folder: the one named, `$DETENTE_PROJECT`, or this folder or one above.

    Raises:
        ProjectError: There is none.
    """
    variable = os.environ.get(PROJECT_VARIABLE, "").strip()
    folder = named or (Path(variable) if variable else None)
    if folder is not None:
        if (folder / FILE).is_file():
            return folder
        raise ProjectError(f"{folder}: no project is here; make one with `detente init {folder}`")
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / FILE).is_file():
            return candidate
    raise ProjectError(
        f"{here}: no project is here or above; make one with `detente init`, or name it with "
        "--project"
    )


def read_settings(project: Path) -> Settings:
    """Return the settings of a project.

    Raises:
        ProjectError: The file is wrong; the message names it and the line or key.
    """
    path = project / FILE
    try:
        _, values = read_toml(path)
    except KnowledgeError as error:
        raise ProjectError(f"{path}:{error.line}: {error.problem}") from error
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise ProjectError(f"{path}: {key}: {first['msg']}; docs/casebook.md tells them") from error


def refuse_second(folder: Path) -> None:
    """See that no project is in a folder yet.

    Raises:
        ProjectError: One is.
    """
    path = folder / FILE
    if path.exists():
        raise ProjectError(f"{path}: there is a project already; edit this file to change it")


def make_project(folder: Path, settings: Settings) -> None:
    """Make a project folder with settings and key; what is there already stays.

    Raises:
        ProjectError: It cannot be written, or there is a project with settings already.
    """
    # Reading pages takes long to load, and only a new project makes a key.
    from detente.read.pseudonyms import key_path, load_key  # noqa: PLC0415

    path = folder / FILE
    refuse_second(folder)
    try:
        (folder / PROJECT_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / PROJECT_FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise ProjectError(
            f"{folder}: no project can be made here ({error.strerror}); name another folder"
        ) from error
    load_key(key_path(folder))
    try:
        write_whole_file(path, [_text_of(settings)])
    except DetenteError as error:
        raise ProjectError(str(error)) from error


def _text_of(settings: Settings) -> str:
    quoted = '"' + settings.database.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _TEMPLATE.format(
        database=quoted,
        comments=str(settings.comments).lower(),
        captures_days=settings.captures_days,
    )


def named_database(settings: Settings) -> str:
    """Return the address that the environment or the settings name; empty where none does."""
    return os.environ.get(DATABASE_VARIABLE, "").strip() or settings.database


def database_of(project: Path, settings: Settings) -> str:
    """Return the address of the project's database."""
    return (
        named_database(settings)
        or f"sqlite:///{(project / PROJECT_FOLDER / SQLITE_FILE).resolve()}"
    )
