"""Actors and places that a person names, by id or by name, as values that are kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from detente.knowledge.gazetteer import slug
from detente.knowledge.placeindex import PlaceIndex, PlaceRow
from detente.knowledge.registry import Registry
from detente.model.errors import DetenteError
from detente.model.record import Actor, Place

_PLACE_ID = re.compile(r"[\w-]+[:/][\w.:/-]+")
_ACTOR_ID = re.compile(r"new:\S+|[a-z0-9]+(?:-[a-z0-9]+)+")
NEW_ACTOR, NEW_PLACE = "new:", "new-place:"
"""How ids begin of what neither registry nor gazetteer holds; the machine makes them likewise."""
_SHOWN = 4


def party_value(
    text: str, field: str, page: Mapping[str, Actor], registry: Callable[[], Registry]
) -> list[str | None]:
    """Return an actor as id, name, country and sector.

    An id counts first, then a name of the registry, then one of the page; who has none of these is
    an actor of its own, whose id comes of the name.

    Args:
        text: Id or name.
        field: actors or recipients, for the message.
        page: Actors of the page's record.
        registry: Opens the registry.

    Raises:
        DetenteError: Several actors bear the name, or it looks like an id and is none.
    """
    if text in page:
        return _party(text, page[text])
    known = registry()
    entry = known.entry(text)
    if entry:
        return _party(text, entry.actor)
    ids = known.find(text)
    if len(ids) == 1:
        found = known.entry(ids[0])
        return _party(ids[0], found.actor) if found else [ids[0], text, None, None]
    if ids:
        raise DetenteError(f"{field}: {text!r} is a name of several: {_some(ids)}; give the id")
    if _ACTOR_ID.fullmatch(text):
        raise DetenteError(
            f"{field}: no actor has the id {text!r}; `detente actors find` gives ids"
        )
    named = f"{NEW_ACTOR}{slug(text)}"
    if named in page:
        return _party(named, page[named])
    return [named if slug(text) else None, text, None, None]


def _party(actor_id: str, actor: Actor) -> list[str | None]:
    return [actor_id, actor.name, actor.country, actor.sector]


def place_value(
    text: str, page: Mapping[str, Place], index: Callable[[], PlaceIndex]
) -> dict[str, Any]:
    """Return a place as id, name, kind, country, first-level division and point.

    Args:
        text: Id or name.
        page: Places of the page's record; only their ids count, so that nobody takes over which of
            several places of a name the machine chose.
        index: Opens the place index.

    Raises:
        DetenteError: Several places bear the name, or it looks like an id and is none.
    """
    row = index().get(text)
    if row:
        return _place(row)
    if text in page:
        return _page_place(text, page[text])
    if _PLACE_ID.fullmatch(text):
        raise DetenteError(f"place: no place has the id {text!r}; `detente places find` gives ids")
    rows = index().find(text)
    if len(rows) == 1:
        return _place(rows[0])
    if rows:
        told = _some([f"{row.id} ({row.kind}, {row.country or '–'})" for row in rows])
        raise DetenteError(f"place: {text!r} is the name of several: {told}; give the id")
    named = f"{NEW_PLACE}{slug(text)}" if slug(text) else None
    return {
        "id": named, "name": text, "kind": None, "country": None, "admin1": None,
        "lat": None, "lon": None,
    }  # fmt: skip


def _place(row: PlaceRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "country": row.country or None,
        "admin1": row.admin1,
        "lat": row.lat,
        "lon": row.lon,
    }


def _page_place(place_id: str, place: Place) -> dict[str, Any]:
    return {
        "id": place_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
    }


def _some(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
