"""Arguments and options that the commands of `detente review` share."""

from typing import Annotated, get_args

import typer

from detente.cli.options import check_date
from detente.model.casebook import ReviewState
from detente.model.record import EventType

CODER_VARIABLE = "DETENTE_CODER"
"""Environment variable with the code of the person at the keyboard."""


def _check_state(value: str | None) -> str | None:
    return _one_of(value, get_args(ReviewState))


def _check_type(value: str | None) -> str | None:
    return _one_of(value.upper() if value else value, get_args(EventType))


def _one_of(value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}")
    return value


Event = Annotated[
    str, typer.Argument(metavar="EVENT", help="Its id, or as much of it as no other has.")
]
CoderCode = Annotated[
    str,
    typer.Option(
        "--coder",
        metavar="CODE",
        envvar=CODER_VARIABLE,
        help="Who codes: letters, digits, - and _; no name and no address.",
    ),
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; going back needs one.")]
NeededReason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
StateFilter = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        callback=_check_state,
        help="Only candidate, reviewed, published or withdrawn ones.",
    ),
]
TypeFilter = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", callback=_check_type, help="Only of this type."),
]
OutletFilter = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Only of pages of this outlet.")
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", callback=check_date, help="Only of pages published from it on."
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DATE", callback=check_date, help="Only of pages published up to it."
    ),
]
