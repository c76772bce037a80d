"""Entities in FollowTheMoney's JSON Lines, as OpenSanctions and Aleph export them.

Organisations become actors, intervals between two of them become links. Persons are refused: this
program profiles no private person.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.knowledge.importers.codes import mapping
from detente.knowledge.importers.items import (
    Given,
    GivenActor,
    GivenLink,
    GivenName,
    Line,
    Unread,
    name_problem,
    trimmed,
)
from detente.knowledge.importers.plain import CountryOf
from detente.knowledge.registry import days

PERSON = "a Person: this program profiles no private person"
SECTORS = {"Organization": None, "LegalEntity": None, "PublicBody": "GOV", "Company": "BUS"}
"""Schemata that become actors, with the sector that follows from them."""
LINKS = {
    "Membership": ("member", "part_of", "organization"),
    "Ownership": ("asset", "linked_to", "owner"),
    "Succession": ("successor", "successor_of", "predecessor"),
}
"""Schemata that become links: the property of a, the kind, the property of b."""
_NAMES = ("name", "alias", "previousName", "weakAlias")


def read_entities(lines: Iterable[Line | Unread], country_of: CountryOf) -> Iterator[Given]:
    """Actors and links of a file, one entity a line, and the lines that could not be taken."""
    for line in lines:
        if isinstance(line, Unread):
            yield line
            continue
        number, text = line
        if not text.strip():
            continue
        try:
            entity = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Unread(number, f"no JSON: {type(error).__name__}")
            continue
        yield from _entity(number, entity, country_of)


def _entity(line: int, entity: Any, country_of: CountryOf) -> Iterator[Given]:
    schema = entity.get("schema") if isinstance(entity, dict) else None
    if not isinstance(schema, str) or not isinstance(entity.get("properties"), dict):
        yield Unread(line, "no FollowTheMoney entity: schema or properties are missing")
    elif schema == "Person":
        yield Unread(line, PERSON)
    elif schema in LINKS:
        yield _link(line, schema, entity["properties"])
    elif schema in SECTORS:
        yield from _actor(line, schema, entity, country_of)
    else:
        yield Unread(line, f"schema {schema[:40]!r} is neither an organisation nor a link")


def _actor(
    line: int, schema: str, entity: dict[str, Any], country_of: CountryOf
) -> Iterator[Given]:
    properties = entity["properties"]
    names: list[GivenName] = []
    for text in dict.fromkeys(name for key in _NAMES for name in _values(properties, key)):
        problem = name_problem(text)
        if problem:
            yield Unread(line, problem, partly=True)
        else:
            names.append(GivenName(text))
    if not names:
        yield Unread(line, "no name is left")
        return
    topics = mapping("ftm_topics.csv", "topic")
    told = [topics[topic] for topic in _values(properties, "topics") if topic in topics]
    body = next((part.country for part in told if part.country), None)
    codes = {country_of(code) for code in _values(properties, "country")} - {None}
    if len(codes) > 1 and body is None:
        yield Unread(line, "several countries: the actor gets none", partly=True)
    # The most telling topic is the longest: gov.legislative goes before gov.
    found = sorted(t for t in _values(properties, "topics") if t in topics and topics[t].sector)
    sector = topics[max(found, key=len)].sector if found else SECTORS[schema]
    wikidata = [value for value in _values(properties, "wikidataId") if value[1:].isdigit()]
    foreign = entity.get("id")
    yield GivenActor(
        line,
        tuple(names),
        body or (codes.pop() if len(codes) == 1 else None),
        None if body and sector == "GOV" else sector,
        foreign=foreign if isinstance(foreign, str) else None,
        wikidata=wikidata[0] if wikidata and wikidata[0].startswith("Q") else None,
    )


def _link(line: int, schema: str, properties: dict[str, Any]) -> Given:
    near, kind, far = LINKS[schema]
    a, b = _values(properties, near), _values(properties, far)
    if len(a) != 1 or len(b) != 1:
        return Unread(line, f"{schema} without one {near} and one {far}")
    since, until = (
        next((value for value in _values(properties, key) if days(value)), None)
        for key in ("startDate", "endDate")
    )
    if since and until and since > until:
        return Unread(line, f"{schema} that ends before it begins")
    return GivenLink(line, a[0], kind, b[0], since, until)


def _values(properties: dict[str, Any], key: str) -> list[str]:
    """A property's values as trimmed texts; an entity given as a value counts by its id."""
    values = properties.get(key)
    listed = values if isinstance(values, list) else [values]
    ids = (value.get("id") if isinstance(value, dict) else value for value in listed)
    return [trimmed(value) for value in ids if isinstance(value, str) and value.strip()]
