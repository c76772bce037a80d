"""`detente explain`: on which words an event rests, and why each of its values was chosen."""

from typing import Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.screen import console, say
from detente.model.errors import InputError


def explain(  # noqa: PLR0917 - Typer makes each parameter an option
    source: Annotated[str, typer.Argument(metavar="FILE", help="File, address, or -.")],
    event: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="Id of one event, such as e2; else all.")
    ] = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    model: options.ModelName = None,
    project: options.ProjectFolder = None,
    actors: options.ActorsFolder = None,
    places: options.PlacesFolder = None,
    least_confidence: options.LeastConfidence = None,
) -> None:
    """Show the words behind each event, the frame that fired and the reason for each value."""
    # What follows loads language and knowledge: only this command should wait for it.
    from detente.cli.explaining import explanation
    from detente.model.record import Failure
    from detente.run.pipeline import Coder

    coder = Coder(
        **options.coder_options(
            model=model,
            published=published,
            outlet=outlet,
            project=project,
            actors=actors,
            places=places,
            least_confidence=least_confidence,
        )
    )
    out = console()
    failed, shown = False, 0
    for page in coder.code_with_reasons(source):
        if isinstance(page, Failure):
            say(f"error: {page.message}")
            failed = True
            continue
        for part in explanation(page, event):
            out.print(part)
            shown += 1
    if failed:
        raise typer.Exit(FAILED)
    if not shown:
        raise _nothing(source, event)


def _nothing(source: str, event: str | None) -> InputError:
    if event is None:
        return InputError(source, "no event was found in it", "`detente code` shows the rest")
    return InputError(
        source, f"it has no event {event!r}", "`detente code` lists the events' ids (e1, e2 …)"
    )
