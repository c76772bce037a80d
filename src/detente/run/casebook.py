"""A project from Python: what the commands do, as methods."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from detente.link.incidents.loading import all_acts, find_incidents, load_incident
from detente.link.relations.network import Network
from detente.model.casebook import Act, Incident
from detente.model.project import PROJECT_FOLDER
from detente.model.record import Failure, Record
from detente.read.sources import expand
from detente.run.adding import Added, Adder, way_with
from detente.run.checking import check
from detente.run.committing import Commitment, commitments
from detente.run.naming import Names
from detente.run.pipeline import Coder
from detente.run.project import init_project, open_project
from detente.run.relating import Dyad, dyad_of, network_of
from detente.store.database import reading
from detente.store.overview import Overview, overview
from detente.store.searching import Hit, Wanted, find_reports
from detente.store.settings import Settings
from detente.store.verifying import Findings
from detente.store.versions import all_latest


class Project:
    """A project's casebook: pages in, incidents, agreements and relations out.

    Args:
        folder: The project's folder; by default `$DETENTE_PROJECT`, this folder or one above.

    Raises:
        ProjectError: There is none, or its settings are wrong.
        StoreError: Its casebook cannot be opened.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self._open = open_project(Path(folder) if folder is not None else None)
        self._names: Names | None = None

    @classmethod
    def init(cls, folder: str | Path, *, database: str = "", comments: bool = False) -> "Project":
        """Make a project with an empty casebook, and open it.

        Args:
            folder: Where.
            database: A PostgreSQL address; SQLite in the folder by default.
            comments: Whether readers' comments are kept, under pseudonyms.

        Raises:
            ProjectError: There is a project already, or the folder cannot be written.
            StoreError: The database cannot be reached.
        """
        init_project(Path(folder), Settings(database=database, comments=comments))
        return cls(folder)

    @property
    def folder(self) -> Path:
        """The project's folder."""
        return self._open.folder

    def add(
        self, *sources: str | Path, workers: int = 1, **options: Any
    ) -> Iterator[Added | Failure]:
        """Capture, code and store pages; yield what became of each.

        Args:
            sources: Files, folders, patterns, addresses; also records that `detente code` wrote.
            workers: Local processes that share the coding.
            options: Of a `Coder`: published, outlet, model, actors, places, least_confidence.

        Raises:
            DetenteError: What all pages need is missing, or the casebook cannot be written.
        """
        own = {name: options.get(name) or self._own(name) for name in ("actors", "places")}
        given = {**options, **own, "project": self.folder}
        way = way_with(self._open, given)
        adder = Adder(
            self._open,
            way,
            partial(Coder, **given),
            published=options.get("published"),
            outlet=options.get("outlet"),
        )
        yield from adder.add(expand([str(source) for source in sources]), workers=workers)

    def records(self) -> Iterator[Record]:
        """Yield the record that holds now of every page."""
        with reading(self._open.engine) as connection:
            for version in all_latest(connection):
                yield Record.model_validate_json(version.record)

    def search(self, words: str | None = None, *, limit: int = 50, **wanted: Any) -> list[Hit]:
        """Return reports of events; `wanted` takes the fields of `store.searching.Wanted`."""
        with reading(self._open.engine) as connection:
            return find_reports(connection, Wanted(words=words, **wanted), limit=limit)

    def incidents(self, *, limit: int = 1_000_000, **wanted: Any) -> list[Incident]:
        """Return incidents, the latest first; `wanted` as `detente incidents list` has it."""
        with reading(self._open.engine) as connection:
            return find_incidents(connection, limit=limit, **wanted)

    def incident(self, name: str) -> Incident | None:
        """Return an incident by its id, or by one that it had before; None where there is none."""
        with reading(self._open.engine) as connection:
            return load_incident(connection, name)

    def acts(self) -> list[Act]:
        """Return all incidents as acts, by id."""
        with reading(self._open.engine) as connection:
            return list(all_acts(connection))

    def dyad(self, a: str, b: str, *, until: date | None = None) -> Dyad:
        """Return how two actors stood to each other through time.

        Raises:
            DetenteError: Nobody is called so.
        """
        with reading(self._open.engine) as connection:
            return dyad_of(connection, self._named(), a, b, until=until)

    def network(self, day: date, *, window: int = 90) -> Network:
        """Return who stood how to whom on a day."""
        with reading(self._open.engine) as connection:
            return network_of(connection, self._named(), day, window=window, later=False)[0]

    def compliance(self, day: date | None = None, parties: Sequence[str] = ()) -> list[Commitment]:
        """Return agreements with what became of every promise by a day."""
        with reading(self._open.engine) as connection:
            return commitments(connection, day, parties)

    def overview(self) -> Overview:
        """Return what the casebook holds, in figures."""
        with reading(self._open.engine) as connection:
            return overview(connection)

    def verify(self, *, head: str | None = None) -> Findings:
        """Check that nothing was altered since it was stored."""
        return check(self._open.engine, head=head)

    def _named(self) -> Names:
        self._names = self._names or Names(self._own("actors"), self._open.engine)
        return self._names

    def _own(self, name: str) -> Path | None:
        folder = self.folder / PROJECT_FOLDER / name
        return folder if folder.is_dir() else None
