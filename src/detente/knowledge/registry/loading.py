"""The actor files of one or several folders, made one registry."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from detente.knowledge.registry import rows
from detente.knowledge.registry.entries import Entry, Holder, Link, People, Registry, Role, State
from detente.knowledge.tables import Row, data_folder, read_table

_ENTRY_FILES = ("groups.csv", "organisations.csv")


def load_registry(folder: Path | None = None, extra: Iterable[Path] = ()) -> Registry:
    """The registry in `folder`, by default the one that the package carries.

    Args:
        folder: holds all actor files.
        extra: further folders with any of the same files, merged in this order. A row whose id is
            there already adds its names and fills what is empty; it may not contradict country,
            sector or kind.

    Raises:
        KnowledgeError: a file is missing or a row is wrong; file and line are named.
    """
    shipped = folder or data_folder("actors")
    folders = (shipped, *extra)
    rules = dict(
        rows.inter_rule(row) for _, row in _read((shipped,), "inter.csv", rows.INTER_COLUMNS)
    )
    kinds = dict(
        rows.link_kind(row) for _, row in _read((shipped,), "link_kinds.csv", rows.KIND_COLUMNS)
    )
    states: dict[str, State] = {}
    for row in _fresh(folders, ("states.csv",), rows.STATE_COLUMNS, "iso3", rows.IDS):
        state = rows.state(row, rules)
        states[state.iso3] = _joined_state(row, states.get(state.iso3), state)
    countries = frozenset(states) | rows.BODIES
    entries: dict[str, Entry] = {}
    optional = ("inter", *rows.IDS)
    for row in _fresh(folders, _ENTRY_FILES, rows.ENTRY_COLUMNS, "id", optional):
        entry = rows.entry(row, countries, rules)
        entries[entry.id] = joined(row, entries.get(entry.id), entry)
    peoples: dict[str, People] = {}
    for row in _fresh(folders, ("populations.csv",), rows.PEOPLE_COLUMNS, "id", rows.IDS):
        people = rows.people(row, countries, rules)
        peoples[people.id] = _joined_people(row, peoples.get(people.id), people)
    known = frozenset(entries) | frozenset(states) | frozenset(peoples)
    links = {
        rows.link(row, known, kinds) for _, row in _read(folders, "links.csv", rows.LINK_COLUMNS)
    }
    roles = _roles(folders, rules)
    holders = _holders(folders, frozenset(entries) | frozenset(states), roles)
    return Registry(entries, states, peoples, roles, _in_order(links), holders)


def _read(
    folders: Sequence[Path], file: str, columns: Iterable[str], optional: Iterable[str] = ()
) -> Iterator[tuple[Path, Row]]:
    """The rows of a file in all folders, with their folder; only the first must have the file."""
    for folder in folders:
        path = folder / file
        if folder is folders[0] or path.exists():
            for row in read_table(path, columns, optional):
                yield folder, row


def _fresh(
    folders: Sequence[Path],
    files: Iterable[str],
    columns: Collection[str],
    key: str,
    optional: Iterable[str],
) -> Iterator[Row]:
    """The rows of some files, in which one folder may name an id only once."""
    seen: set[tuple[Path, str]] = set()
    for file in files:
        for folder, row in _read(folders, file, columns, optional):
            if (folder, row[key]) in seen:
                raise row.fail(f"{key} {row[key]!r} is there twice")
            seen.add((folder, row[key]))
            yield row


def joined(row: Row, old: Entry | None, new: Entry) -> Entry:
    """`old`, extended by what a later folder says of it."""
    if old is None:
        return new
    values = {}
    for column in ("country", "sector", "kind"):
        before, after = getattr(old.actor, column), getattr(new.actor, column)
        if before and after and before != after:
            raise row.fail(f"{column} of {old.id!r} is {after!r} here and {before!r} before")
        values[column] = before or after
    for column in rows.IDS:
        before, after = getattr(old, column), getattr(new, column)
        if before and after and before != after:
            raise row.fail(f"{column} of {old.id!r} is {after!r} here and {before!r} before")
    known = {name.text for name in old.names}
    return replace(
        old,
        names=(*old.names, *(name for name in new.names if name.text not in known)),
        actor=old.actor.model_copy(update=values),
        source=old.source if new.source in old.source else f"{old.source}; {new.source}",
        inter=old.inter or new.inter,
        ucdp=old.ucdp or new.ucdp,
        wikidata=old.wikidata or new.wikidata,
    )


def _joined_state(row: Row, old: State | None, new: State) -> State:
    if old is None:
        return new
    return State(
        old.iso3,
        joined(row, old.entry, new.entry),
        _united(old.adjectives, new.adjectives),
        _united(old.people, new.people),
        _united(old.capitals, new.capitals),
    )


def _joined_people(row: Row, old: People | None, new: People) -> People:
    if old is None:
        return new
    entry = joined(row, old.entry, new.entry)
    return People(old.id, entry, _united(old.adjectives, new.adjectives))


def _united(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *two)))


def _roles(folders: Sequence[Path], rules: rows.InterRules) -> dict[str, tuple[Role, bool]]:
    """Role nouns by form; a form that two rows claim is an error, whatever their order."""
    roles: dict[str, tuple[Role, bool]] = {}
    for _, row in _read(folders, "roles.csv", rows.ROLE_COLUMNS, ("inter",)):
        role, forms = rows.role(row, rules)
        for form in forms:
            if roles.get(form, (role,))[0] != role:
                raise row.fail(f"{form!r} is there twice")
            roles[form] = (role, form.endswith(("s", "men", "people", "children")))
    return roles


def _holders(
    folders: Sequence[Path], known: Collection[str], roles: dict[str, tuple[Role, bool]]
) -> tuple[Holder, ...]:
    """Terms of office by name; a term may be there only once."""
    found: dict[tuple[str, str, str, str], Holder] = {}
    for _, row in _read(folders, "officeholders.csv", rows.HOLDER_COLUMNS):
        held = rows.holder(row, known, roles)
        key = held.name, held.office.noun, held.of, held.since
        if key in found:
            raise row.fail(f"{held.name!r} is there twice as {held.office.noun} since {held.since}")
        found[key] = held
    return tuple(found[key] for key in sorted(found))


def _in_order(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(
        sorted(links, key=lambda link: (link.a, link.kind, link.b, link.since or "", link.source))
    )
