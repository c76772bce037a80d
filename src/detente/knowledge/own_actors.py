"""A user's own folder of actor files: rows are added to it, checked as a whole, written at once."""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from detente.knowledge.registry import load_registry
from detente.knowledge.registry.rows import ENTRY_COLUMNS, LINK_COLUMNS, ROLE_COLUMNS
from detente.knowledge.tables import LIST_MARK, read_table
from detente.model.errors import ProjectError

GROUPS, ORGANISATIONS, LINKS, ROLES = "groups.csv", "organisations.csv", "links.csv", "roles.csv"
IDS = ("ucdp", "wikidata")
_COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    GROUPS: (ENTRY_COLUMNS, ("inter", *IDS)),
    ORGANISATIONS: (ENTRY_COLUMNS, ("inter", *IDS)),
    LINKS: (LINK_COLUMNS, ()),
    ROLES: (ROLE_COLUMNS, ("inter",)),
}
_BODY_SECTORS = frozenset(("NGO", "JRN", "BUS", "EDU", "MED", "LAB"))


def file_of(*, is_body: bool, sector: str | None) -> str:
    """The file for a new actor: bodies of no single state, media and the like have their own."""
    return ORGANISATIONS if is_body or sector in _BODY_SECTORS else GROUPS


def place_of(actor_id: str, folders: Iterable[Path]) -> str | None:
    """File and line of an actor's first row in some folders, None where none has it."""
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8") as file:
                for number, line in enumerate(file, start=1):
                    if line.startswith(f"{actor_id},"):
                        return f"{path}:{number}"
    return None


class OwnActors:
    """The folder's files as lines; comments and what else stands in them stay as they are.

    Args:
        root: the folder; it is made when the first row is written.

    Raises:
        KnowledgeError: a file of the folder is wrong; file and line are named.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lines: dict[str, list[str]] = {}
        self._headers: dict[str, list[str]] = {}
        self._at: dict[str, tuple[str, int]] = {}
        """By id of an actor: its file and the index of its line."""
        for file in _COLUMNS:
            self._read(file)
        self._touched: set[str] = set()

    def _read(self, file: str) -> None:
        path = self.root / file
        required, optional = _COLUMNS[file]
        if not path.exists():
            self._headers[file] = [*required, *(name for name in optional if name in IDS)]
            self._lines[file] = [_csv_line(self._headers[file])]
            return
        rows = read_table(path, required, optional)
        self._lines[file] = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        first = next(line for line in self._lines[file] if line.strip() and line[0] != "#")
        self._headers[file] = [cell.strip() for cell in next(csv.reader([first]))]
        if file in (GROUPS, ORGANISATIONS):
            for row in rows:
                self._at.setdefault(row["id"], (file, row.line - 1))

    def add(self, file: str, cells: Mapping[str, str]) -> None:
        """Put a row at the end of a file; cells that are not named are empty."""
        if file in (GROUPS, ORGANISATIONS):
            self._at[cells["id"]] = (file, len(self._lines[file]))
        self._widen(file, cells)
        self._lines[file].append(_csv_line([cells.get(name, "") for name in self._headers[file]]))
        self._touched.add(file)

    def extend(self, actor_id: str, cells: Mapping[str, str], names: Sequence[str]) -> None:
        """Give an actor more names: in its own row here, else in a new row with its id.

        Args:
            actor_id: its id.
            cells: the new row, should there be none.
            names: names to add, with their dates in brackets.
        """
        place = self._at.get(actor_id)
        if place is None:
            self.add(GROUPS, {**cells, "id": actor_id, "names": LIST_MARK.join(names)})
            return
        file, index = place
        header = self._headers[file]
        row = next(csv.reader([self._lines[file][index]]))
        at = header.index("names")
        known = [name.strip() for name in row[at].split(LIST_MARK) if name.strip()]
        row[at] = LIST_MARK.join(dict.fromkeys((*known, *names)))
        self._lines[file][index] = _csv_line(row)
        self._touched.add(file)

    def _widen(self, file: str, cells: Mapping[str, str]) -> None:
        """Give a file the optional columns that a new row fills and it does not have yet."""
        more = [name for name in _COLUMNS[file][1] if cells.get(name)]
        more = [name for name in more if name not in self._headers[file]]
        if not more:
            return
        self._headers[file].extend(more)
        header_seen = False
        for index, line in enumerate(self._lines[file]):
            if line.strip() and not line.startswith("#"):
                cell = "," + ",".join(more) if not header_seen else "," * len(more)
                self._lines[file][index] = line.rstrip("\r") + cell
                header_seen = True

    def save(self) -> bool:
        """Check the folder with the new rows, then put them in place file by file.

        Returns:
            Whether there was something to write.

        Raises:
            KnowledgeError: the folder would be wrong; nothing is written.
            ProjectError: the folder cannot be written.
        """
        if not self._touched:
            return False
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.root, prefix=".new-") as name:
                draft = Path(name)
                for path in sorted(self.root.glob("*.csv")):
                    shutil.copy(path, draft)
                for file in sorted(self._touched):
                    text = "\n".join(self._lines[file]) + "\n"
                    (draft / file).write_text(text, encoding="utf-8")
                load_registry(extra=(draft,))
                for file in sorted(self._touched):
                    (draft / file).replace(self.root / file)
        except OSError as error:
            raise ProjectError(
                f"{self.root}: cannot be written ({error.strerror}); name another with --actors"
            ) from error
        self._touched.clear()
        return True


def _csv_line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
