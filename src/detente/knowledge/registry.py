"""The actor registry: states, groups, organisations, peoples and role nouns, from CSV files.

Facts only; the `source` column says where each comes from. The order of rows never matters.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from detente.knowledge.tables import Row, data_folder, read_table
from detente.model.record import Actor, ActorKind, RelationKind

SECTORS = frozenset(
    (
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR"),
        *("BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL"),
        *("SOC", "NGO"),
    )
)
"""PLOVER's sectors; NGO stands in as a sector for unnamed aid and rights groups."""
BODIES = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
"""PLOVER's country codes for bodies that belong to no single state."""
ROLE_CLASSES = frozenset(("organ", "office", "member", "people", "body"))

_VALIDITY = re.compile(r"(?P<name>.*\S)\s*\[(?P<since>\d{4})?/(?P<until>\d{4})?\]")
_STATE = ("iso3", "name", "names", "adjectives", "people", "capitals", "source")
_ENTRY = ("id", "name", "names", "country", "sector", "kind", "source")
_PEOPLE = ("id", "name", "adjectives", "people", "country", "source")
_ROLE = ("noun", "plurals", "sector", "nonstate", "class", "source")
_LINK = ("a", "kind", "b", "since", "until", "source")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the years in which it was the bearer's; None is open."""

    text: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered actor with all its names, the present one first."""

    id: str
    names: tuple[Name, ...]
    actor: Actor
    source: str


@dataclass(frozen=True, slots=True)
class State:
    """A state with what combines with role nouns: adjectives, and its capital as its government."""

    iso3: str
    entry: Entry
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A people or community that is not the whole people of one state."""

    id: str
    entry: Entry
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a common noun says about the actor that it names."""

    noun: str
    sector: str | None
    nonstate: str | None
    """Sector beside a group or people."""
    cls: str
    """organ, office, member, people or body."""


@dataclass(frozen=True, slots=True)
class Link:
    """How two entries stand to each other, with EDTF bounds."""

    a: str
    kind: RelationKind
    b: str
    since: str | None
    until: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that the actor files say."""

    entries: dict[str, Entry]
    """Groups and organisations by id."""
    states: dict[str, State]
    peoples: dict[str, People]
    roles: dict[str, tuple[Role, bool]]
    """By noun phrase in lower case, singular and plural; True marks the plural."""
    links: tuple[Link, ...]


def load_registry(folder: Path | None = None) -> Registry:
    """The registry in `folder`, by default the one that the package carries.

    Raises:
        KnowledgeError: a file is missing or a row is wrong; file and line are named.
    """
    root = folder or data_folder("actors")
    states = _states(read_table(root / "states.csv", _STATE))
    countries = frozenset(states) | BODIES
    entries: dict[str, Entry] = {}
    for file in ("groups.csv", "organisations.csv"):
        for row in read_table(root / file, _ENTRY):
            entry = _entry(row, countries)
            if entry.id in entries or entry.id in states:
                raise row.fail(f"id {entry.id!r} is there twice")
            entries[entry.id] = entry
    peoples = _peoples(read_table(root / "populations.csv", _PEOPLE), countries)
    roles = _roles(read_table(root / "roles.csv", _ROLE))
    known = frozenset(entries) | frozenset(states) | frozenset(peoples)
    links = _links(read_table(root / "links.csv", _LINK), known)
    return Registry(entries, states, peoples, roles, links)


def _states(rows: list[Row]) -> dict[str, State]:
    states: dict[str, State] = {}
    for row in rows:
        iso3 = row.filled("iso3")
        if not re.fullmatch("[A-Z]{3}", iso3):
            raise row.fail(f"iso3 is {iso3!r}, not three capital letters")
        if iso3 in states:
            raise row.fail(f"iso3 {iso3!r} is there twice")
        name = row.filled("name")
        actor = Actor(name=name, country=iso3, sector=None, kind="state")
        names = (Name(name), *(Name(text) for text in row.list("names")))
        entry = Entry(iso3, names, actor, row.filled("source"))
        states[iso3] = State(
            iso3, entry, row.list("adjectives"), row.list("people"), row.list("capitals")
        )
    return states


def _entry(row: Row, countries: frozenset[str]) -> Entry:
    entry_id = row.filled("id")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", entry_id):
        raise row.fail(f"id {entry_id!r} is not lower-case letters, digits and hyphens")
    country = row["country"]
    if country and country not in countries:
        raise row.fail(f"country {country!r} is no state of states.csv and no PLOVER body")
    sector = row.one_of("sector", SECTORS | {""}) or None
    kind: ActorKind = row.one_of("kind", get_args(ActorKind))
    name = row.filled("name")
    actor = Actor(name=name, country=country or None, sector=sector, kind=kind)
    names = (Name(name), *(_name(row, text) for text in row.list("names")))
    return Entry(entry_id, names, actor, row.filled("source"))


def _name(row: Row, text: str) -> Name:
    if "[" not in text:
        return Name(text)
    match = _VALIDITY.fullmatch(text)
    if match is None:
        raise row.fail(f"{text!r}: a name's years are written [2012/2016], [2012/] or [/2016]")
    since, until = (int(year) if year else None for year in match.group("since", "until"))
    if since is not None and until is not None and since > until:
        raise row.fail(f"{text!r}: the first year comes after the last")
    return Name(match["name"], since, until)


def _peoples(rows: list[Row], countries: frozenset[str]) -> dict[str, People]:
    peoples: dict[str, People] = {}
    for row in rows:
        people_id = row.filled("id")
        if people_id in peoples:
            raise row.fail(f"id {people_id!r} is there twice")
        country = row["country"]
        if country and country not in countries:
            raise row.fail(f"country {country!r} is no state of states.csv and no PLOVER body")
        name = row.filled("name")
        actor = Actor(name=name, country=country or None, sector="CVL", kind="population")
        names = (Name(name), *(Name(text) for text in row.list("people") if text != name))
        entry = Entry(people_id, names, actor, row.filled("source"))
        peoples[people_id] = People(people_id, entry, row.list("adjectives"))
    return peoples


def _roles(rows: list[Row]) -> dict[str, tuple[Role, bool]]:
    roles: dict[str, tuple[Role, bool]] = {}
    for row in rows:
        noun = row.filled("noun")
        sector = row.one_of("sector", SECTORS | {""}) or None
        nonstate = row.one_of("nonstate", SECTORS | {""}) or sector
        role = Role(noun, sector, nonstate, row.one_of("class", ROLE_CLASSES))
        for form in (noun, *row.list("plurals")):
            if form in roles and form != noun:
                raise row.fail(f"{form!r} is there twice")
            roles[form] = (role, form.endswith(("s", "men", "people", "children")))
    return roles


def _links(rows: list[Row], known: frozenset[str]) -> tuple[Link, ...]:
    links = []
    for row in rows:
        for column in ("a", "b"):
            if row[column] not in known:
                raise row.fail(f"{column} is {row[column]!r}, which no actor file has as an id")
        kind: RelationKind = row.one_of("kind", frozenset(get_args(RelationKind)))
        since, until = row["since"] or None, row["until"] or None
        links.append(Link(row["a"], kind, row["b"], since, until, row.filled("source")))
    return tuple(sorted(links, key=lambda link: (link.a, link.kind, link.b, link.since or "")))
