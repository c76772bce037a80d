"""Options that several commands share."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

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


def coder_options(
    *, model: str | None, published: str | None, outlet: str | None, project: Path | None
) -> dict[str, Any]:
    """Return the options that were given, as keyword arguments for a `Coder`."""
    return {"model": model, "published": published, "outlet": outlet, "project": project}
