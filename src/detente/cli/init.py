"""`detente init`: a project folder with settings, key and an empty casebook."""

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import say


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", file_okay=False, help="Where; made if missing.")
    ] = Path(),
    database: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="A PostgreSQL database (postgresql://user@host/name), which must exist."
            " Default: SQLite, a file in the project.",
        ),
    ] = "",
    comments: Annotated[
        bool,
        typer.Option("--comments/--no-comments", help="Keep readers' comments, as pseudonyms."),
    ] = False,
) -> None:
    """Make a project: settings (detente.toml), the key behind pseudonyms, an empty casebook."""
    # The database's libraries are loaded by the commands that use it.
    from detente.run.project import init_project
    from detente.store.database import has_password, safe
    from detente.store.settings import FILE, Settings

    project = init_project(folder, Settings(database=database, comments=comments))
    address = project.engine.url.render_as_string(hide_password=True)
    say(f"{folder / FILE} written; the casebook is {safe(address)}")
    if has_password(database):
        say(
            f"the password stands in {folder / FILE} now, which only you can read; ~/.pgpass or "
            "$DETENTE_DATABASE keeps it out of there"
        )
    where = "" if folder == Path() else f" --project {folder}"
    say(f"next: detente add PATH...{where}")
