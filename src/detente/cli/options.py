"""Options that several commands share."""

import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from detente.model.errors import ProjectError
from detente.model.project import PROJECT_FOLDER, PROJECT_VARIABLE

ACTORS_VARIABLE = "DETENTE_ACTORS"
"""Environment variable that names the folder of own actors."""
PLACES_VARIABLE = "DETENTE_PLACES"
"""Environment variable that names the folder of own places."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")


def check_date(value: str | None) -> str | None:
    """Return the date as given when it is a day, month or year of the calendar.

    Raises:
        typer.BadParameter: It is not.
    """
    if value is None:
        return None
    if not _is_date(value):
        raise typer.BadParameter(f"{value!r} is no date; write it as 2018-11-17")
    return value


def _is_date(value: str) -> bool:
    """Whether it is a day, month or year of the calendar."""
    if not _DAY.match(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        callback=check_date,
        help="Day of publication (2018-11-17); it settles what a page's dates leave open.",
    ),
]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Name of the outlet, where the page states none.")
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Another installed spaCy pipeline with Universal Dependencies labels.",
    ),
]
ProjectFolder = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        file_okay=False,
        help="Project folder; holds the key behind commenters' pseudonyms.",
    ),
]

CasebookFolder = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        file_okay=False,
        help="Folder that `detente init` made. Default: $DETENTE_PROJECT, else this folder or "
        "the nearest one above that holds a detente.toml.",
    ),
]


def check_type(value: str | None) -> str | None:
    """Return the event type in capitals when it is one of PLOVER's.

    Raises:
        typer.BadParameter: It is not.
    """
    if value is None:
        return None
    from detente.model.record import EventType

    types = get_args(EventType)
    if value.upper() not in types:
        raise typer.BadParameter(f"{value!r} is no event type; it is one of {', '.join(types)}")
    return value.upper()


TypeName = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", callback=check_type, help="PLOVER type (ASSAULT)."),
]


def check_day(value: str | None) -> str | None:
    """Return the day as given when it is a day of the calendar.

    Raises:
        typer.BadParameter: It is not.
    """
    if value is not None and (len(value) != 10 or not _is_date(value)):
        raise typer.BadParameter(f"{value!r} is no day; write it as 2018-11-17")
    return value


Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", callback=check_day, help="Not before this day."),
]
Until = Annotated[
    str | None,
    typer.Option("--to", metavar="DAY", callback=check_day, help="Not after this day."),
]
LeastConfidence = Annotated[
    float | None,
    typer.Option(
        "--least-confidence",
        min=0,
        max=1,
        metavar="P",
        help="Leave out events that are less likely right than this; 0 keeps all.  [default: 0.5]",
    ),
]
ActorsFolder = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="DIR",
        file_okay=False,
        help="Folder of own actors. Default: $DETENTE_ACTORS, else .detente/actors of the "
        "project folder or of this folder, where it exists.",
    ),
]
PlacesFolder = Annotated[
    Path | None,
    typer.Option(
        "--places",
        metavar="DIR",
        file_okay=False,
        help="Folder of own places. Default: $DETENTE_PLACES, else .detente/places of the "
        "project folder or of this folder, where it exists.",
    ),
]


def coder_options(
    *,
    model: str | None,
    published: str | None,
    outlet: str | None,
    project: Path | None,
    actors: Path | None,
    places: Path | None = None,
    least_confidence: float | None = None,
) -> dict[str, Any]:
    """Return the options that were given, as keyword arguments for a `Coder`."""
    given: dict[str, Any] = {
        "model": model,
        "published": published,
        "outlet": outlet,
        "project": project,
        "actors": own_actors(actors, project),
        "places": own_places(places, project),
    }
    if least_confidence is not None:
        given["least_confidence"] = least_confidence
    return given


def own_actors(actors: Path | None, project: Path | None = None) -> Path | None:
    """Return the folder of own actors that a command reads, or None where there is none.

    Raises:
        ProjectError: The folder that was named is not there.
    """
    folder = own_actors_path(actors, project)
    return _if_there(folder, actors, ACTORS_VARIABLE, "actors; `detente actors add` makes one")


def own_actors_path(actors: Path | None, project: Path | None = None) -> Path:
    """Return where own actors lie, or will lie: the way is that of the project's key."""
    return _own_folder(actors, project, ACTORS_VARIABLE, "actors")


def own_places(places: Path | None, project: Path | None = None) -> Path | None:
    """Return the folder of own places that a command reads, or None where there is none.

    Raises:
        ProjectError: The folder that was named is not there.
    """
    folder = own_places_path(places, project)
    return _if_there(folder, places, PLACES_VARIABLE, "places; `detente places import` makes one")


def own_places_path(places: Path | None, project: Path | None = None) -> Path:
    """Return where own places lie, or will lie."""
    return _own_folder(places, project, PLACES_VARIABLE, "places")


def _own_folder(named: Path | None, project: Path | None, variable: str, name: str) -> Path:
    base = project or _named_in(PROJECT_VARIABLE) or Path()
    return named or _named_in(variable) or base / PROJECT_FOLDER / name


def _if_there(folder: Path, named: Path | None, variable: str, what: str) -> Path | None:
    if folder.is_dir():
        return folder
    if named is None and not _named_in(variable):
        return None
    raise ProjectError(f"{folder}: no such folder of {what}")


def _named_in(variable: str) -> Path | None:
    named = os.environ.get(variable, "").strip()
    return Path(named) if named else None
