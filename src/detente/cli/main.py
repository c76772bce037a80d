"""Conflict reporting into evidence-linked event data: who did what to whom, where and when."""

# This module only puts the commands together.

from typing import Annotated

import typer

from detente.cli import (
    actors,
    add,
    agreement,
    code,
    compliance,
    dyad,
    example,
    explain,
    incidents,
    init,
    moderate,
    network,
    places,
    privacy,
    reference,
    review,
    search,
    show,
    stats,
    thread,
    upkeep,
)
from detente.cli.errors import OneLineErrors
from detente.run.threads import one_thread

app = typer.Typer(
    name="detente",
    cls=OneLineErrors,
    help=__doc__,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        from detente import __version__

        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def _detente(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """What holds for every command."""
    one_thread()  # before a command loads NumPy


app.command("code")(code.code)
app.command("explain")(explain.explain)
app.command("init")(init.init)
app.command("add")(add.add)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("stats")(stats.stats)
app.add_typer(incidents.app)
app.command("compliance")(compliance.compliance)
app.command("dyad")(dyad.dyad)
app.command("network")(network.network)
app.add_typer(review.app)
app.command("agreement")(agreement.agreement)
app.command("recode")(upkeep.recode)
app.command("verify")(upkeep.verify)
app.command("purge")(upkeep.purge)
app.command("log")(upkeep.log)
app.command("thread")(thread.thread)
app.command("moderate")(moderate.moderate)
app.add_typer(privacy.app, name="privacy")
app.command("schema")(reference.schema)
app.command("codebook")(reference.codebook)
app.add_typer(actors.app)
app.add_typer(places.app)
app.command("example")(example.example)
