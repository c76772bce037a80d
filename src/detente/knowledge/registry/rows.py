"""One row of an actor file, read and checked; every problem names file and line."""

import re
from collections.abc import Collection, Mapping
from typing import get_args

from detente.knowledge.registry.entries import (
    Entry,
    Holder,
    Inter,
    Link,
    Name,
    People,
    Role,
    State,
)
from detente.knowledge.registry.spans import stretch
from detente.knowledge.tables import Row
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

STATE_COLUMNS = ("iso3", "name", "names", "adjectives", "people", "capitals", "source")
ENTRY_COLUMNS = ("id", "name", "names", "country", "sector", "kind", "source")
PEOPLE_COLUMNS = ("id", "name", "adjectives", "people", "country", "source")
ROLE_COLUMNS = ("noun", "plurals", "sector", "nonstate", "class", "source")
LINK_COLUMNS = ("a", "kind", "b", "since", "until", "source")
INTER_COLUMNS = ("sector", "country", "kind", "inter", "source")
HOLDER_COLUMNS = ("name", "names", "office", "of", "since", "until", "source")
KIND_COLUMNS = ("kind", "relation", "reads")
IDS = ("ucdp", "wikidata")

_SECTOR_CELLS = SECTORS | {""}
_KINDS: frozenset[ActorKind] = frozenset(get_args(ActorKind))
_VALIDITY = re.compile(r"(?P<name>.*\S)\s*\[(?P<since>[^/\]]*)/(?P<until>[^/\]]*)\]")
_INTERS: dict[str, Inter] = {str(number): number for number in get_args(Inter)}

InterRules = Mapping[tuple[str, str, str], Inter]
"""ACLED's actor type by sector, country code and kind; an empty cell holds for all."""


def inter_rule(row: Row) -> tuple[tuple[str, str, str], Inter]:
    """A row of inter.csv: when it holds, and ACLED's actor type."""
    sector = row.one_of("sector", _SECTOR_CELLS)
    country = row.one_of("country", BODIES | {""})
    kind = row.one_of("kind", frozenset((*get_args(ActorKind), "")))
    row.filled("source")
    return (sector, country, kind), _INTERS[row.one_of("inter", _INTERS.keys())]


def state(row: Row, rules: InterRules) -> State:
    """A row of states.csv."""
    iso3 = row.filled("iso3")
    if not re.fullmatch("[A-Z]{3}", iso3):
        raise row.fail(f"iso3 is {iso3!r}, not three capital letters")
    names = _names(row, row.list("names"))
    actor = Actor(name=names[0].text, country=iso3, sector=None, kind="state")
    entry = _entry(row, iso3, names, actor, rules)
    return State(iso3, entry, row.list("adjectives"), row.list("people"), row.list("capitals"))


def entry(row: Row, countries: Collection[str], rules: InterRules) -> Entry:
    """A row of groups.csv or organisations.csv."""
    entry_id = row.filled("id")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", entry_id):
        raise row.fail(f"id {entry_id!r} is not lower-case letters, digits and hyphens")
    country = _country(row, countries)
    sector = row.one_of("sector", _SECTOR_CELLS) or None
    kind: ActorKind = row.one_of("kind", _KINDS)
    names = _names(row, row.list("names"))
    actor = Actor(name=names[0].text, country=country, sector=sector, kind=kind)
    return _entry(row, entry_id, names, actor, rules)


def people(row: Row, countries: Collection[str], rules: InterRules) -> People:
    """A row of populations.csv."""
    people_id = row.filled("id")
    name = row.filled("name")
    country = _country(row, countries)
    actor = Actor(name=name, country=country, sector="CVL", kind="population")
    names = _names(row, tuple(text for text in row.list("people") if text != name))
    return People(people_id, _entry(row, people_id, names, actor, rules), row.list("adjectives"))


def role(row: Row, rules: InterRules) -> tuple[Role, tuple[str, ...]]:
    """A row of roles.csv: the role, and all forms of its noun."""
    noun = row.filled("noun")
    sector = row.one_of("sector", _SECTOR_CELLS) or None
    nonstate = row.one_of("nonstate", _SECTOR_CELLS) or sector
    inter = _inter(row, sector, None, "", rules)
    found = Role(noun, sector, nonstate, row.one_of("class", ROLE_CLASSES), inter)
    return found, (noun, *row.list("plurals"))


def link(row: Row, known: Collection[str], relations: Mapping[str, RelationKind]) -> Link:
    """A row of links.csv."""
    for column in ("a", "b"):
        if row[column] not in known:
            raise row.fail(f"{column} is {row[column]!r}, which no actor file has as an id")
    kind = row.one_of("kind", relations.keys())
    since, until = row["since"] or None, row["until"] or None
    if stretch(since, until) is None:
        raise row.fail(
            f"since {row['since']!r} and until {row['until']!r} are no EDTF dates in order "
            "(2016, 2016-07 or 2016-07-28)"
        )
    source = row.filled("source")
    return Link(row["a"], kind, row["b"], since, until, source, relations[kind])


def holder(row: Row, known: Collection[str], roles: Mapping[str, tuple[Role, bool]]) -> Holder:
    """A row of officeholders.csv: who held which office of whom, from when to when."""
    name, of, since = row.filled("name"), row.filled("of"), row.filled("since")
    office, _ = roles.get(row.filled("office"), (None, False))
    if office is None or office.cls != "office":
        raise row.fail(f"office is {row['office']!r}, which roles.csv does not call an office")
    if of not in known:
        raise row.fail(f"of is {of!r}, which is no state and no group or organisation")
    held = stretch(since, row["until"] or None)
    if held is None:
        raise row.fail(
            f"since {since!r} and until {row['until']!r} are no EDTF dates in order "
            "(2016, 2016-07 or 2016-07-28)"
        )
    until, source = row["until"] or None, row.filled("source")
    return Holder(name, row.list("names"), office, of, since, until, held, source)


def link_kind(row: Row) -> tuple[str, RelationKind]:
    """A row of link_kinds.csv: a kind of link and what the record calls it."""
    row.filled("reads")
    relation: RelationKind = row.one_of("relation", get_args(RelationKind))
    return row.filled("kind"), relation


def _entry(
    row: Row, entry_id: str, names: tuple[Name, ...], actor: Actor, rules: InterRules
) -> Entry:
    inter = _inter(row, actor.sector, actor.country, actor.kind, rules)
    ucdp, wikidata = row.cells.get("ucdp") or None, row.cells.get("wikidata") or None
    if ucdp is not None and not re.fullmatch(r"[1-9]\d*", ucdp):
        raise row.fail(f"ucdp is {ucdp!r}, not a number")
    if wikidata is not None and not re.fullmatch(r"Q[1-9]\d*", wikidata):
        raise row.fail(f"wikidata is {wikidata!r}, not Q and a number")
    return Entry(entry_id, names, actor, row.filled("source"), inter, ucdp, wikidata)


def _inter(
    row: Row, sector: str | None, country: str | None, kind: str, rules: InterRules
) -> Inter | None:
    """The row's own type, else that of the rule with the most cells that fit."""
    if row.cells.get("inter"):
        return _INTERS[row.one_of("inter", _INTERS.keys())]
    for cells in (
        (sector or "", country or "", kind),
        (sector or "", country or "", ""),
        (sector or "", "", kind),
        (sector or "", "", ""),
        ("", country or "", ""),
        ("", "", kind),
    ):
        if any(cells) and cells in rules:
            return rules[cells]
    return None


def _country(row: Row, countries: Collection[str]) -> str | None:
    country = row["country"]
    if country and country not in countries:
        raise row.fail(f"country {country!r} is no state of states.csv and no PLOVER body")
    return country or None


def _names(row: Row, others: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(_name(row, text) for text in (row.filled("name"), *others))


def _name(row: Row, text: str) -> Name:
    if "[" not in text:
        return Name(text)
    match = _VALIDITY.fullmatch(text)
    if match is None:
        raise row.fail(
            f"{text!r}: a name's years or dates are written [2012/2016-07-28], [2012/] or [/2016]"
        )
    since, until = match["since"].strip() or None, match["until"].strip() or None
    days = stretch(since, until)
    if days is None:
        raise row.fail(
            f"{text!r}: a name's years or dates must be EDTF (2016, 2016-07 or 2016-07-28), "
            "the first before the last"
        )
    return Name(match["name"], since, until, days)
