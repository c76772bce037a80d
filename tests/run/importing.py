"""Projects that inputs are imported into, and what must be the same however that went."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, select

from detente.model.record import Record
from detente.run.adding import Added, Adder, Way
from detente.run.batch import MakeCoder
from detente.run.project import OpenProject, init_project
from detente.store.database import reading
from detente.store.settings import Settings
from detente.store.tables import canonical, captures, sightings, versions
from tests.store.records import Told, derived, page

WIRE = " ".join(f"word{number} stands here" for number in range(30))
DAYS = [f"2031-05-{day:02}" for day in range(1, 13)]


def records(count: int) -> list[Record]:
    """Pages of few happenings: many tell the same, some are copies, some editions."""
    return [
        page(
            number,
            Told(day=DAYS[number % 7], killed=number % 3 or None),
            Told(day=DAYS[number % 5], place="XBO/tarn", actors=("tarn-guard",)),
            after=WIRE if number % 4 == 0 else "",
            url=f"https://example.org/{number % 20}" if number % 5 == 0 else None,
            published=f"2031-05-{14 + number % 3}",
        )
        for number in range(count)
    ]


def write_records(path: Path, found: Sequence[Record]) -> Path:
    """Write records as `detente code` does."""
    path.write_text("".join(record.to_json() + "\n" for record in found), "utf-8")
    return path


def project_in(folder: Path, engine: Engine | None = None) -> OpenProject:
    """A project with an empty casebook: in a database, or else in a file of its own."""
    address = engine.url.render_as_string(hide_password=False) if engine else ""
    project = init_project(folder, Settings(database=address))
    project.engine.dispose()  # its connections; it opens new ones where it is used
    return project


def added(project: OpenProject, sources: Sequence[Path], make_coder: MakeCoder) -> OpenProject:
    """Import in this process, undisturbed."""
    adder = Adder(project, Way("", {}), make_coder)
    assert all(isinstance(found, Added) for found in adder.add([str(s) for s in sources]))
    return project


def held(engine: Engine) -> dict[str, list[str]]:
    """All that must not hang on how an import went: no times, no ids of runs."""
    queries = {
        "captures": select(captures.c.id, captures.c.size),
        "sightings": select(sightings.c.capture, sightings.c.origin, sightings.c.row),
        "versions": select(versions.c.document, versions.c.number, versions.c.record),
    }
    with reading(engine) as connection:
        sources = {
            name: sorted(canonical(list(row)) for row in connection.execute(query))
            for name, query in queries.items()
        }
    return {**sources, **derived(engine, without=("taken",))}
