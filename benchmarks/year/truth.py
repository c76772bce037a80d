"""What is true of the year, in a form that scores can be taken from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.year.cast import actors
from benchmarks.year.events import Accord, Incident, World
from benchmarks.year.pages import Page, Telling, render
from benchmarks.year.wording import kind_of


def article_row(page: Page, text: str) -> dict[str, str]:
    """The row of a page in `articles.jsonl`."""
    return {
        "title": page.title,
        "text": text,
        "date": page.published.isoformat(),
        "outlet": page.outlet.name,
        "url": page.url,
    }


def truth_of(world: World, pages: list[Page], seed: int) -> dict[str, Any]:
    """All that is true: what pages tell, incidents, agreements, and changes between pairs."""
    told = [(page, *render(page)) for page in pages]
    towns = {one.id: one.town.name for one in world.incidents}
    writers = _writers(page for page, _, _ in told)
    every = _origins(told, writers, {"main", "background"})
    main = _origins(told, writers, {"main"})
    return {
        "note": "Invented from end to end: no actor, outlet or happening of it exists.",
        "seed": seed,
        "articles": [
            _article(page, text, tellings, towns) | {"writer": writers[page.origin]}
            for page, text, tellings in told
        ],
        "incidents": [
            _incident(one) | {"origins": len(every[one.id]), "main_origins": len(main[one.id])}
            for one in sorted(world.incidents, key=lambda i: i.id)
        ],
        "agreements": [_accord(one) for one in world.accords.values()],
        "dyads": list(_dyads(world)),
    }


def _origins(
    told: Iterable[tuple[Page, str, list[Telling]]], writers: dict[str, str], kinds: set[str]
) -> dict[str, set[str]]:
    """Who wrote first what tells each incident in one of these ways.

    Copies and repeats of an agency's item are the agency's; two pages of one outlet are one origin.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for page, _, tellings in told:
        for telling in tellings:
            if telling.mark.kind in kinds:
                found[telling.mark.incident].add(writers[page.origin])
    return found


def _writers(pages: Iterable[Page]) -> dict[str, str]:
    """The outlet that wrote each origin's text: of several, the agency."""
    found: dict[str, str] = {}
    for page in pages:
        if page.origin not in found or page.outlet.register == "agency":
            found[page.origin] = page.outlet.name
    return found


def _article(
    page: Page, text: str, tellings: list[Telling], towns: dict[str, str]
) -> dict[str, Any]:
    first = tellings[0].mark
    return {
        "url": page.url,
        "date": page.published.isoformat(),
        "edition": page.edition,
        "retracted": page.retracted,
        "register": page.outlet.register,
        "origin": page.origin,
        "headline": first.incident if first.kind == "main" else None,
        "tellings": [_telling(one, text, towns[one.mark.incident]) for one in tellings],
    }


def _telling(telling: Telling, text: str, town: str) -> dict[str, Any]:
    """A telling with the values that its sentence has, None for what it does not tell."""
    told = telling.mark.told
    return {
        "incident": telling.mark.incident,
        "kind": telling.mark.kind,
        "start": telling.start,
        "end": telling.end,
        "day": told.day.isoformat() if told.day else None,
        "place": town if town in text[telling.start : telling.end] else None,
        "killed": told.killed,
        "injured": told.injured,
    }


def _incident(one: Incident) -> dict[str, Any]:
    acting, hit = _roles(one)
    return {
        "id": one.id,
        "kind": one.kind,
        "types": kind_of(one)["types"],
        "happened": one.happened,
        "day": one.day.isoformat(),
        "place": {"name": one.town.name, "id": one.town.id, "country": one.town.country},
        "actors": acting,
        "recipients": hit,
        "killed": one.killed,
        "injured": one.injured,
        "count": one.count,
        "agreement": one.accord,
    }


def _roles(one: Incident) -> tuple[list[str], list[str]]:
    """Actors and recipients; a crowd has no id."""
    kind = kind_of(one)
    if kind.get("crowd"):
        return [], [one.a]
    if one.b is None or kind.get("alone"):
        return [one.a], []
    return (sorted((one.a, one.b)), []) if kind.get("mutual") else ([one.a], [one.b])


def _accord(accord: Accord) -> dict[str, Any]:
    return {
        "id": accord.id,
        "stage": accord.stage,
        "day": accord.day.isoformat(),
        "parties": list(accord.parties),
        "provisions": [
            {
                "kind": promise.kind,
                "by": list(promise.by),
                "place": promise.town.name,
                "deadline": promise.deadline.isoformat() if promise.deadline else None,
                "status": promise.status,
                "incidents": list(promise.acts),
            }
            for promise in accord.promises
        ],
    }


def _dyads(world: World) -> Iterator[dict[str, Any]]:
    for (a, b), changes in sorted(world.changes.items()):
        days = [
            {
                "day": change.day.isoformat(),
                "state": change.state,
                "by": "silence" if change.silent else "act",
            }
            for change in changes
        ]
        yield {"a": a, "b": b, "changes": days}


def actor_rows() -> list[list[str]]:
    """The invented actors as rows of an own-actors folder's `groups.csv`, header first."""
    header = ["id", "name", "names", "country", "sector", "kind", "source"]
    return [header] + [
        [a.id, a.name, ";".join(a.short), a.country, a.sector, "organisation", "invented"]
        for a in actors().values()
    ]
