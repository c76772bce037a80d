"""`detente agreement`: how far coders agree with each other, and with the machine."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from detente.cli import options
from detente.cli.opening import opened


class AgreementFormat(StrEnum):
    """How agreement is written."""

    TABLE = "table"
    JSON = "json"


def agreement(
    *,
    coders: Annotated[
        str | None,
        typer.Option(metavar="A,B,…", help="Codes of second coders. Default: all of them."),
    ] = None,
    machine: Annotated[
        bool, typer.Option("--machine", help="Take the machine's own coding as one more coder.")
    ] = False,
    form: Annotated[
        AgreementFormat, typer.Option("--format", help="A table, or JSON with all figures.")
    ] = AgreementFormat.TABLE,
    project: options.CasebookFolder = None,
) -> None:
    """Tell how far second coders agree: Krippendorff's alpha for each field.

    1 is full agreement and 0 what chance gives. Events that only one has coded do not count. Alpha
    is empty where it is not defined, and a note says why.
    """
    import json

    from detente.run.reliability import agreement as measured
    from detente.store.database import reading

    chosen = [code.strip() for code in coders.split(",") if code.strip()] if coders else []
    with reading(opened(project).engine) as connection:
        found = measured(connection, chosen, machine=machine)
    if form is AgreementFormat.JSON:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    from detente.cli.review_views import show_agreement

    show_agreement(found)
