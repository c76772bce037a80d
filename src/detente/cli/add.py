"""`detente add`: pages into the casebook."""

from collections import Counter
from functools import partial
from typing import Annotated

import typer

from detente.cli import options
from detente.cli.code import count_ahead
from detente.cli.errors import FAILED
from detente.cli.interrupts import uninterrupted
from detente.cli.opening import opened
from detente.cli.screen import counted, say
from detente.model.record import Failure


def add(  # noqa: PLR0917 - Typer makes each parameter an option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Files, folders, patterns, addresses, or - ; also records that `code` wrote.",
        ),
    ],
    published: options.Published = None,
    outlet: options.Outlet = None,
    model: options.ModelName = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Local processes that share the coding.")
    ] = 1,
    project: options.CasebookFolder = None,
    actors: options.ActorsFolder = None,
    places: options.PlacesFolder = None,
    least_confidence: options.LeastConfidence = None,
) -> None:
    """Capture, code and store pages; what is stored already is passed over.

    Each page is stored whole or not at all, so that a run which was stopped goes on when it is
    started again. Records that `detente code` wrote are stored as they are, without page bytes.
    Exit code: 0 all done, 2 an input failed (the others are stored), 130 stopped by Ctrl-C.
    """
    from detente.cli.progress import watch
    from detente.read.sources import expand
    from detente.run.adding import Adder, way_with
    from detente.run.pipeline import Coder

    here = opened(project)
    given = options.coder_options(
        model=model,
        published=published,
        outlet=outlet,
        project=here.folder,
        actors=actors,
        places=places,
        least_confidence=least_confidence,
    )
    way, make_coder = way_with(here, given), partial(Coder, **given)
    adder = Adder(here, way, make_coder, published=published, outlet=outlet)
    names, total = count_ahead(expand(sources))
    done: Counter[str] = Counter()
    pages = adder.add(names, workers=workers)
    with watch(total, quiet=False) as progress:
        try:
            for page in pages:
                progress.page_done()
                with uninterrupted():
                    if isinstance(page, Failure):
                        done["failed"] += 1
                        say(f"error: {page.message}")
                        continue
                    done[page.state] += 1
                    done["events"] += page.events
        except KeyboardInterrupt:
            say(f"stopped: {_told(done)}; start it again to go on")
            raise
        finally:
            pages.close()
    say(_told(done))
    if done["failed"]:
        raise typer.Exit(FAILED)


def _told(done: Counter[str]) -> str:
    pages, events = counted(done["added"], "page"), counted(done["events"], "event")
    told = f"{pages} added" if done["changed"] else f"{pages} added with {events}"
    if done["changed"]:
        told += f", {done['changed']} coded anew, with {events}"
    for state, words in (("known", "known already"), ("failed", "failed")):
        if done[state]:
            told += f", {done[state]} {words}"
    return told
