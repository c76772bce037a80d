"""`detente actors add` and `import`: rows for the user's own folder of actors."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.screen import say
from detente.knowledge.importers.forms import FileFormat
from detente.model.errors import DetenteError, InputError

if TYPE_CHECKING:
    from detente.knowledge.importers.merging import Summary
    from detente.knowledge.registry import Registry


def add(
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Its present name.")] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A further name; dates as in 'Old Name [2012/2016-07-28]'."
        ),
    ] = None,
    actor_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Default: made from the name.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="ISO 3166 alpha-3, or PLOVER's IGO, NGO …")
    ] = None,
    sector: Annotated[str | None, typer.Option(metavar="CODE", help="PLOVER sector.")] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="organisation, coalition, state, population …")
    ] = "organisation",
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the facts come from.")
    ] = None,
    actors: options.ActorsFolder = None,
) -> None:
    """Add an actor to your own folder; what is left out is asked for in a terminal."""
    # What follows loads knowledge: only these commands should wait for it.
    from detente.knowledge.gazetteer import slug
    from detente.knowledge.own_actors import OwnActors, file_of
    from detente.knowledge.registry import BODIES

    name = name or _asked("Name")
    if source is None or country is None or sector is None:
        country = country if country is not None else _asked("Country", default="")
        sector = sector if sector is not None else _asked("Sector", default="")
        source = source or _asked("Source")
    folder = options.own_actors_path(actors)
    registry = _registry(folder)
    actor_id = actor_id or slug(name)
    _refuse_known(registry, folder, actor_id, [name, *(names or ())], country)
    own = OwnActors(folder)
    cells = {
        "id": actor_id,
        "name": name,
        "names": ";".join(names or ()),
        "country": country,
        "sector": sector,
        "kind": kind,
        "source": source,
    }
    file = file_of(is_body=country in BODIES, sector=sector)
    own.add(file, cells)
    own.save()
    typer.echo(f"{actor_id} added to {folder / file}")


def _asked(label: str, default: str | None = None) -> str:
    """What a person types; without a terminal the default, or an error."""
    if _in_terminal():
        return str(typer.prompt(label, default=default, show_default=False)).strip()
    if default is None:
        raise typer.BadParameter(f"--{label.lower()} is needed where nobody can be asked")
    return default


def _in_terminal() -> bool:
    return sys.stdin.isatty()


def _registry(folder: Path) -> "Registry":
    from detente.knowledge.registry import load_registry

    return load_registry(extra=[folder] if folder.is_dir() else ())


def _refuse_known(
    registry: "Registry", folder: Path, actor_id: str, names: list[str], country: str
) -> None:
    """Raise where the id or a name is there already.

    Raises:
        DetenteError: It is; the message names file and line.
    """
    from detente.ground.lookup import NameIndex
    from detente.knowledge.own_actors import place_of
    from detente.knowledge.tables import data_folder

    folders = [*([folder] if folder.is_dir() else []), data_folder("actors")]
    if registry.entry(actor_id) is not None:
        place = place_of(actor_id, folders)
        raise DetenteError(f"{actor_id}: this id is there already, in {place}; choose another")
    index = NameIndex(registry)
    for name in names:
        plain = name.partition("[")[0].strip()
        for bearer in index.exact(plain):
            entry = registry.entry(bearer)
            if entry is None or (country and entry.actor.country not in (None, country)):
                continue
            raise DetenteError(
                f"{plain!r} is a name of {bearer} already, in {place_of(bearer, folders)}; "
                "give it more names in a row with its id, or tell another country"
            )


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", dir_okay=False, help="Files to read.")
    ],
    form: Annotated[
        FileFormat,
        typer.Option("--format", help="auto looks at each file's ending and first lines."),
    ] = FileFormat.AUTO,
    actors: options.ActorsFolder = None,
) -> None:
    """Import actors into your own folder: CSV, FollowTheMoney, PETRARCH or TABARI dictionaries.

    Every line that is left out is told with its reason on standard error. Persons are refused.
    Exit code: 0 all files were read, 2 a file could not be read (the others are still done).
    """
    # What follows loads knowledge: only these commands should wait for it.
    from detente.ground.lookup import NameIndex
    from detente.knowledge.importers.formats import read_actors
    from detente.knowledge.importers.merging import Merger
    from detente.knowledge.own_actors import OwnActors

    folder = options.own_actors_path(actors)
    registry = _registry(folder)
    own = OwnActors(folder)
    merger = Merger(registry, own, NameIndex(registry))
    failed = False
    for path in files:
        try:
            summary = merger.take(read_actors(path, form, registry), path.name)
        except InputError as error:
            say(f"error: {error}")
            failed = True
            continue
        _tell(path, summary)
    if own.save():
        say(f"written to {folder}")
    if failed:
        raise typer.Exit(FAILED)


def _tell(path: Path, summary: "Summary") -> None:
    """The lines that were left out, then what became of the rest."""
    from detente.knowledge.importers.followthemoney import PERSON

    persons = [line for line in summary.unread if line.why == PERSON]
    for line in summary.unread:
        if line.why != PERSON:
            say(f"{path}:{line.line}: {'note' if line.partly else 'skipped'}: {line.why}")
    if persons:
        lines = ", ".join(str(line.line) for line in persons[:5])
        more = ", …" if len(persons) > 5 else ""
        say(f"{path}: skipped: {len(persons)} times {PERSON} (lines {lines}{more})")
    told = {
        "new": summary.new,
        "merged with known actors": summary.merged,
        "known already": summary.unchanged,
        "links": summary.links,
        "role nouns": summary.roles,
        "skipped": len(summary.skipped),
    }
    typer.echo(f"{path}: " + ", ".join(f"{count} {what}" for what, count in told.items()))
