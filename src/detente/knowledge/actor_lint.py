"""Every problem of a folder of actor files, not only the first: errors, and what to look at."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Literal

from detente.knowledge.registry import Entry, Link, Name, Registry, load_registry, rows
from detente.knowledge.registry.loading import joined
from detente.knowledge.tables import Row, data_folder, read_table, scan_table
from detente.model.errors import KnowledgeError

_ENTRY_FILES = ("states.csv", "groups.csv", "organisations.csv", "populations.csv")
_TOLD_PAIRS = 3
"""Bearers of one name that are told pair by pair; more are told once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: `error` stops loading, `warning` is for a person to decide."""

    file: str
    line: int
    level: Literal["error", "warning"]
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.problem}"


@dataclass(slots=True)
class _Checked:
    """The folder's rows that are right, and where they stand."""

    folder: Path
    base: Registry
    findings: list[Finding] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    at: dict[str, Row] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    """Ids whose row is wrong: links to them lead somewhere all the same."""

    def note(self, error: KnowledgeError) -> None:
        self.findings.append(Finding(Path(error.file).name, error.line, "error", error.problem))

    def warn(self, row: Row, problem: str) -> None:
        self.findings.append(Finding(row.file.name, row.line, "warning", problem))


def lint_actors(folder: Path, key: Callable[[str], str]) -> list[Finding]:
    """All problems of a folder of actor files, by file and line.

    Args:
        folder: the shipped registry, or a user's folder that extends it.
        key: the form in which two names count as the same.

    Raises:
        KnowledgeError: the shipped registry is wrong, which a user's folder extends.
    """
    shipped = data_folder("actors")
    own = folder.resolve() != shipped.resolve()
    base = load_registry() if own else Registry({}, {}, {}, {}, ())
    checked = _Checked(folder, base)
    _entries(checked)
    links = _links(checked)
    _roles(checked)
    _shared_names(checked, key)
    _cycles(checked, links)
    if own and not any(finding.level == "error" for finding in checked.findings):
        try:
            load_registry(extra=(folder,))
        except KnowledgeError as error:  # what only the loader sees
            checked.note(error)
    return sorted(checked.findings, key=lambda f: (f.file, f.line, f.level, f.problem))


def _scan(
    checked: _Checked, file: str, columns: Collection[str], optional: Collection[str] = ()
) -> Iterator[Row]:
    """The rows of a file of the folder, those apart that are none."""
    path = checked.folder / file
    if path.exists():
        for row in scan_table(path, columns, optional):
            if isinstance(row, KnowledgeError):
                checked.note(row)
            else:
                yield row


def _entries(checked: _Checked) -> None:
    rules = dict(
        rows.inter_rule(row)
        for row in read_table(data_folder("actors") / "inter.csv", rows.INTER_COLUMNS)
    )
    ids = rows.IDS
    for row in _scan(checked, "states.csv", rows.STATE_COLUMNS, ids):
        _take(checked, row, row["iso3"], partial(_state, row, rules))
    countries = {*checked.base.states, *rows.BODIES}
    countries |= {row["iso3"] for row in checked.at.values() if row.file.name == "states.csv"}
    for file in ("groups.csv", "organisations.csv"):
        for row in _scan(checked, file, rows.ENTRY_COLUMNS, ("inter", *ids)):
            _take(checked, row, row["id"], partial(rows.entry, row, countries, rules))
    for row in _scan(checked, "populations.csv", rows.PEOPLE_COLUMNS, ids):
        _take(checked, row, row["id"], partial(_people, row, countries, rules))


def _state(row: Row, rules: rows.InterRules) -> Entry:
    return rows.state(row, rules).entry


def _people(row: Row, countries: Collection[str], rules: rows.InterRules) -> Entry:
    return rows.people(row, countries, rules).entry


def _take(checked: _Checked, row: Row, actor_id: str, read: Callable[[], Entry]) -> None:
    """Keep a row's entry, or note what is wrong with it."""
    first = checked.at.get(actor_id)
    try:
        if first is not None:
            raise row.fail(f"{actor_id!r} is there twice, first in {first.file.name}:{first.line}")
        entry = read()
        before = checked.base.entry(actor_id)
        checked.entries[actor_id] = entry if before is None else joined(row, before, entry)
        checked.at[actor_id] = row
    except KnowledgeError as error:
        checked.note(error)
        checked.wrong.add(actor_id)


def _links(checked: _Checked) -> list[tuple[Row, Link]]:
    kinds = dict(
        rows.link_kind(row)
        for row in read_table(data_folder("actors") / "link_kinds.csv", rows.KIND_COLUMNS)
    )
    base = checked.base
    known = {*base.entries, *base.states, *base.peoples, *checked.entries, *checked.wrong}
    links: list[tuple[Row, Link]] = []
    seen: dict[tuple[str, str, str, str | None], Row] = {}
    for row in _scan(checked, "links.csv", rows.LINK_COLUMNS):
        try:
            link = rows.link(row, known, kinds)
        except KnowledgeError as error:
            checked.note(error)
            continue
        first = seen.setdefault((link.a, link.kind, link.b, link.since), row)
        if first is not row:
            checked.warn(row, f"the same link as in line {first.line}")
        links.append((row, link))
    return links


def _roles(checked: _Checked) -> None:
    seen = {form: (role, "the registry") for form, (role, _) in checked.base.roles.items()}
    for row in _scan(checked, "roles.csv", rows.ROLE_COLUMNS, ("inter",)):
        try:
            role, forms = rows.role(row, {})
        except KnowledgeError as error:
            checked.note(error)
            continue
        for form in forms:
            other, where = seen.setdefault(form, (role, f"line {row.line}"))
            if replace(other, inter=None) != replace(role, inter=None):
                checked.note(row.fail(f"{form!r} is there twice, first in {where}"))


def _shared_names(checked: _Checked, key: Callable[[str], str]) -> None:
    """Warns of names that several bear at one time in one country, or in no country."""
    bearers: dict[str, list[tuple[Entry, Name]]] = {}
    everyone = {entry.id: entry for entry in _all(checked.base)} | checked.entries
    for actor_id in sorted(everyone):
        for name in everyone[actor_id].names:
            bearers.setdefault(key(name.text), []).append((everyone[actor_id], name))
    for both in bearers.values():
        pairs = [
            (one, two, name)
            for (one, name), (two, other) in combinations(both, 2)
            if one.id != two.id and name.days.meets(other.days) and _alike(one, two)
        ]
        for one, two, name in pairs[:_TOLD_PAIRS]:
            here, other = sorted((one, two), key=lambda entry: _order(checked, entry))[::-1]
            row = checked.at.get(here.id)
            if row is not None:
                told = f"{name.text!r} is also a name of {other.id!r}{_place(checked, other.id)}"
                checked.warn(row, f"{told}; no date or country tells them apart")


def _order(checked: _Checked, entry: Entry) -> tuple[str, int]:
    """Where an entry stands in the folder; before all where it stands elsewhere."""
    row = checked.at.get(entry.id)
    return (row.file.name, row.line) if row is not None else ("", 0)


def _alike(one: Entry, two: Entry) -> bool:
    return None in (one.actor.country, two.actor.country) or one.actor.country == two.actor.country


def _place(checked: _Checked, actor_id: str) -> str:
    row = checked.at.get(actor_id)
    return f" ({row.file.name}:{row.line})" if row is not None else ""


def _all(registry: Registry) -> Iterator[Entry]:
    yield from registry.entries.values()
    yield from (state.entry for state in registry.states.values())
    yield from (people.entry for people in registry.peoples.values())


def _cycles(checked: _Checked, links: list[tuple[Row, Link]]) -> None:
    """Notes links by which an actor would come after itself."""
    before: dict[str, set[str]] = {}
    for link in (*checked.base.links, *(link for _, link in links)):
        if link.relation == "successor_of":
            before.setdefault(link.a, set()).add(link.b)
    for row, link in links:
        if link.relation == "successor_of":
            way = _way(before, link.b, link.a)
            if way is not None:
                checked.note(row.fail(f"a circle of successors: {' < '.join((link.a, *way))}"))


def _way(before: dict[str, set[str]], start: str, goal: str) -> list[str] | None:
    """A way from one actor back to another through predecessors."""
    came_from: dict[str, str | None] = {start: None}
    waiting = [start]
    for here in waiting:
        if here == goal:
            way = [here]
            while (at := came_from[way[-1]]) is not None:
                way.append(at)
            return way[::-1]
        for further in sorted(before.get(here, ())):
            if further not in came_from:
                came_from[further] = here
                waiting.append(further)
    return None
