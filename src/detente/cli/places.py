"""`detente places`: look places up, import gazetteers, check and build the index."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options
from detente.cli.errors import FAILED
from detente.cli.screen import console, one_line, say
from detente.model.errors import DetenteError, InputError

if TYPE_CHECKING:
    from detente.knowledge.importers.place_files import Imported
    from detente.knowledge.placeindex import PlaceIndex, PlaceRow

app = typer.Typer(
    name="places",
    help="Look places up, import gazetteers into your own index, check and build it.",
    no_args_is_help=True,
)
_MANY = 20


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place's name in any spelling.")],
    country: Annotated[
        str | None, typer.Option(metavar="ISO3", help="Only places of this country (SYR).")
    ] = None,
    places: options.PlacesFolder = None,
) -> None:
    """List all places that bear a name, the most populous first."""
    from rich.table import Table

    found = _index(places).find(name)
    rows = [row for row in found if country is None or row.country == country.upper()]
    if not rows:
        where = f" in {country.upper()}" if country else ""
        raise DetenteError(
            f"{name!r}: no gazetteer holds a place of this name{where}; "
            "`detente places import` adds one's own"
        )
    table = Table.grid(padding=(0, 2))
    for row in sorted(rows, key=lambda row: (-row.population, row.id))[:_MANY]:
        shown = one_line(row.name)
        people = f"{row.population:,}" if row.population else "–"
        where = f"{row.country or '–'} {one_line(row.admin1 or '')}".strip()
        table.add_row(row.id, row.kind, shown, where, _point(row), people)
    console().print(table)
    if len(rows) > _MANY:
        say(f"{len(rows) - _MANY} more; --country narrows it down")


@app.command()
def show(
    place: Annotated[str, typer.Argument(metavar="ID", help="As in records: geonames:170654.")],
    places: options.PlacesFolder = None,
) -> None:
    """Tell all that the index says of one place."""
    from rich.table import Table

    index = _index(places)
    row = index.get(place)
    if row is None:
        raise DetenteError(f"{place!r}: no place has this id; `detente places find` gives ids")
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in (
        ("id", row.id),
        ("name", row.name),
        ("kind", row.kind),
        ("country", row.country),
        ("admin1", row.admin1),
        ("admin2", row.admin2),
        ("point", _point(row)),
        ("population", f"{row.population:,}" if row.population else None),
        ("gazetteer", row.gazetteer),
        ("found under", ", ".join(index.names_of(place))),
    ):
        table.add_row(label, one_line(value or "–"))
    console().print(table)


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", dir_okay=False, help="Tables, or .zip.")
    ],
    places: options.PlacesFolder = None,
) -> None:
    """Import places into your own index: GeoNames' country files, OCHA's P-code tables (CSV).

    What a file of the same name gave before is replaced. Rows that cannot be read are counted, and
    the first ones told with their line.
    Exit code: 0 all files were read, 2 a file could not be read (the others are still done).
    """
    from detente.knowledge.importers.place_files import import_places
    from detente.knowledge.placeindex import open_default

    folder = options.own_places_path(places)
    base = open_default()
    failed = False
    for path in files:
        try:
            summary = import_places(path, folder, base)
        except InputError as error:
            say(f"error: {error}")
            failed = True
            continue
        _tell(path, summary)
    if failed:
        raise typer.Exit(FAILED)


def _tell(path: Path, summary: "Imported") -> None:
    for problem in summary.problems:
        say(f"{problem} (skipped)")
    if summary.wrong > len(summary.problems):
        say(f"{path}: {summary.wrong - len(summary.problems)} more rows skipped")
    typer.echo(
        f"{path}: {summary.places} places from {summary.rows} rows, "
        f"{summary.known} left out as known or no place, {summary.wrong} malformed; "
        f"written to {summary.target}"
    )


@app.command()
def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            file_okay=False,
            help="Folder of own places. Default: yours, else the shipped tables are checked.",
        ),
    ] = None,
    places: options.PlacesFolder = None,
) -> None:
    """Tell what is wrong with your own index, or with the shipped tables.

    Exit code: 0 when nothing stops it from being used (warnings are told), 2 otherwise.
    """
    from detente.knowledge.placeindex import sources
    from detente.knowledge.placeindex.layers import lint_layers
    from detente.knowledge.placeindex.tables_lint import lint_tables

    chosen = folder or options.own_places(places)
    if chosen is not None and not chosen.is_dir():
        raise DetenteError(f"{chosen}: no such folder")
    known = frozenset(country["iso3"] for country in sources.countries().values())
    findings = list(lint_layers(chosen, known) if chosen else lint_tables())
    for finding in findings:
        typer.echo(one_line(str(finding)))
    errors = sum(finding.level == "error" for finding in findings)
    say(f"{chosen or 'shipped tables'}: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(FAILED)


@app.command()
def build() -> None:
    """Make the shipped index now, or make it anew; coding does so by itself when it must."""
    from detente.knowledge.placeindex import PlaceIndex, cache

    index = PlaceIndex((cache.ready(cache.folder(), anew=True),))
    count, names = index.size()
    typer.echo(f"{cache.folder()}: {count:,} places under {names:,} names")


def _index(places: Path | None) -> "PlaceIndex":
    from detente.knowledge.placeindex import index_with

    return index_with(options.own_places(places))


def _point(row: "PlaceRow") -> str:
    return f"{row.lat:.3f}, {row.lon:.3f}" if row.lat is not None and row.lon is not None else "–"
