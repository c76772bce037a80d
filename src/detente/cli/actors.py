"""`detente actors`: look actors up, check their files, add to them, import, list unknown ones."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import adding, options, unknown
from detente.cli.errors import FAILED
from detente.cli.screen import console, one_line, say
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.knowledge.registry import Days, Entry, Registry

app = typer.Typer(
    name="actors",
    help="Look actors up, check their files, add to them, import others' lists.",
    no_args_is_help=True,
)
_MANY = 10


@app.command()
def show(
    actor: Annotated[str, typer.Argument(metavar="ID|NAME", help="Id, or a name in any spelling.")],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            callback=options.check_date,
            help="Only what held on that day, month or year.",
        ),
    ] = None,
    actors: options.ActorsFolder = None,
) -> None:
    """Tell all that the registry says of one actor: names with dates, codes, links, sources."""
    # What follows loads knowledge: only these commands should wait for it.
    from datetime import date

    from detente.cli.actor_views import actor_view
    from detente.knowledge.own_actors import place_of
    from detente.knowledge.registry import days
    from detente.knowledge.tables import data_folder

    registry, own = load(actors)
    entry = _one(registry, actor, days(on))
    folders = [data_folder("actors"), *([own] if own else [])]
    place = place_of(entry.id, folders) or "–"
    out = console()
    if on is not None and (held := days(on)) is not None:
        name = entry.name_on(date.fromisoformat(held.first))
        out.print(f"On {on} it was called {one_line(name)}.", soft_wrap=True)
    out.print(actor_view(registry, entry, days(on), place))


@app.command()
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A name, or a part of one.")],
    actors: options.ActorsFolder = None,
) -> None:
    """List actors with such a name; 100 is the same name in grounding's normal form."""
    from rich.table import Table

    from detente.ground.lookup import NameIndex

    registry, _ = load(actors)
    found = NameIndex(registry).search(text, _MANY)
    if not found:
        raise DetenteError(f"{text!r}: no actor has a name like it; `detente actors add` adds one")
    table = Table.grid(padding=(0, 2))
    for hit in found:
        entry = registry.entry(hit.id)
        if entry is not None:
            known = [entry.actor.country or "–", entry.actor.sector or "–"]
            name = one_line(hit.name)
            if hit.name != entry.actor.name:
                name = f"{name} = {one_line(entry.actor.name)}"
            table.add_row(f"{hit.score:.0f}", hit.id, *known, name)
    console().print(table)


@app.command()
def lineage(
    actor: Annotated[str, typer.Argument(metavar="ID", help="Id, or a name in any spelling.")],
    actors: options.ActorsFolder = None,
) -> None:
    """Draw where an actor comes from, what came of it, and who belonged to it, with dates."""
    from detente.cli.actor_views import lineage_view

    registry, _ = load(actors)
    console().print(lineage_view(registry, _one(registry, actor, None)))


@app.command()
def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            file_okay=False,
            help="Folder of actor files. Default: your own actors, else the shipped ones.",
        ),
    ] = None,
    actors: options.ActorsFolder = None,
) -> None:
    """Tell every problem of a folder of actor files with file and line.

    Exit code: 0 when nothing stops the folder from loading (warnings are told), 2 otherwise.
    """
    from detente.ground.normal import name_key
    from detente.knowledge.actor_lint import lint_actors
    from detente.knowledge.tables import data_folder

    chosen = folder or options.own_actors(actors) or data_folder("actors")
    if not chosen.is_dir():
        raise DetenteError(f"{chosen}: no such folder")
    findings = lint_actors(chosen, name_key)
    for finding in findings:
        typer.echo(one_line(str(finding)))
    errors = sum(finding.level == "error" for finding in findings)
    say(f"{chosen}: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(FAILED)


def load(actors: Path | None) -> "tuple[Registry, Path | None]":
    """The registry with the user's own actors, and their folder.

    Raises:
        KnowledgeError: a row is wrong; file and line are named.
    """
    from detente.knowledge.registry import load_registry

    own = options.own_actors(actors)
    return load_registry(extra=[own] if own else ()), own


def _one(registry: "Registry", wanted: str, on: "Days | None") -> "Entry":
    """The one actor that an id or a name means.

    Raises:
        DetenteError: there is none, or there are several; the message names those that are near.
    """
    from detente.ground.lookup import NameIndex

    entry = registry.entry(wanted)
    if entry is not None:
        return entry
    index = NameIndex(registry)
    bearers = [one for one in map(registry.entry, index.exact(wanted)) if one is not None]
    if on is not None and len(bearers) > 1:
        keys = {one.id for one in bearers for n in one.names if n.days.meets(on)}
        bearers = [one for one in bearers if one.id in keys]
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        told = ", ".join(one.id for one in bearers)
        raise DetenteError(f"{wanted!r} is a name of several: {told}; give one of these ids")
    near = ", ".join(f"{hit.id} ({hit.name})" for hit in index.search(wanted, 3))
    mend = f"near it: {near}" if near else "`detente actors find` searches"
    raise DetenteError(f"{wanted!r}: no actor has this id or name; {mend}")


app.command("add")(adding.add)
app.command("import")(adding.import_)
app.command("unknown")(unknown.unknown)
