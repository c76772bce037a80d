"""What a casebook made of an invented year, scored against its truth."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from benchmarks.year.scoring import bcubed, change_points, pairwise, share_right
from detente.link.incident_rows import incident_from
from detente.model.casebook import Incident, Report
from detente.store.database import reading
from detente.store.reports import from_json
from detente.store.tables import incidents, pages, reports, versions


def judge(
    engine: Engine, truth: Mapping[str, Any], articles: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    """Yield a line of figures for each part of the truth.

    Args:
        engine: The casebook that took the year in.
        truth: The year's `truth.json`.
        articles: The rows of its `articles.jsonl`, in the order of `truth["articles"]`.
    """
    held = _pages(engine)
    found, true = _tellings(truth, articles, held)
    yield from _incident_lines(engine, truth, held, found, true)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the casebook holds of one page."""

    text: str
    events: Sequence[Mapping[str, Any]]
    """Of its record."""
    reports: Mapping[str, tuple[Report, str | None]]
    """Report and incident by the event's id."""

    def in_words(self, words: str) -> list[Report]:
        """Reports whose event is told in some words of the page, or told again there."""
        start = self.text.find(words)
        end = start + len(words)
        ids = [
            event["same_as"] or event["id"]
            for event in self.events
            if 0 <= start <= event["trigger"]["start"] < end
        ]
        return [self.reports[i][0] for i in dict.fromkeys(ids) if i in self.reports]


def _pages(engine: Engine) -> dict[tuple[str, str], _Told]:
    """What is held of each page, by address and publication day."""
    found: dict[tuple[str, str], _Told] = {}
    with reading(engine) as connection:
        rows = connection.execute(
            select(reports.c.document, reports.c.event, reports.c.body, reports.c.incident)
        )
        by_page: dict[str, dict[str, tuple[Report, str | None]]] = {}
        for document, event, body, incident in rows:
            by_page.setdefault(document, {})[event] = from_json(body), incident
        query = select(pages.c.document, pages.c.url, pages.c.published, versions.c.record).join(
            versions,
            (versions.c.document == pages.c.document) & (versions.c.number == pages.c.version),
        )
        for document, url, published, record in connection.execute(query):
            values = json.loads(record)
            known = by_page.get(document, {})
            found[url, published] = _Told(values["document"]["text"], values["events"], known)
    return found


def _tellings(
    truth: Mapping[str, Any],
    articles: Sequence[Mapping[str, str]],
    held: Mapping[tuple[str, str], _Told],
) -> tuple[dict[str, Report], dict[str, str]]:
    """The report that stands for each telling, and each telling's true incident."""
    types = {one["id"]: set(one["types"]) for one in truth["incidents"]}
    found: dict[str, Report] = {}
    true: dict[str, str] = {}
    for article, row in zip(truth["articles"], articles, strict=True):
        here = held.get((row["url"], row["date"]))
        for telling in article["tellings"]:
            name = f"{row['url']}#{row['date']}:{telling['start']}"
            true[name] = telling["incident"]
            inside = here.in_words(row["text"][telling["start"] : telling["end"]]) if here else []
            inside.sort(key=lambda r: (r.type not in types[telling["incident"]], r.id))
            if inside:
                found[name] = inside[0]
    return found, true


def _incident_lines(
    engine: Engine,
    truth: Mapping[str, Any],
    held: Mapping[tuple[str, str], _Told],
    found: Mapping[str, Report],
    true: Mapping[str, str],
) -> Iterator[str]:
    home = {
        report.id: name for page in held.values() for report, name in page.reports.values() if name
    }
    predicted = {name: home[r.id] for name, r in found.items() if r.id in home}
    linked = {name: true[name] for name in predicted}
    yield f"tellings: {len(true):,} told, {len(found):,} coded, {len(predicted):,} in an incident"
    for what, truth_part in (("of coded tellings", linked), ("of all tellings", true)):
        b3, pairs = bcubed(predicted, truth_part), pairwise(predicted, truth_part)
        yield f"incidents {what}: B-cubed {_told(b3)}; pairs {_told(pairs)}"
    yield _origin_line(engine, truth, predicted, true)


def _origin_line(
    engine: Engine,
    truth: Mapping[str, Any],
    predicted: Mapping[str, str],
    true: Mapping[str, str],
) -> str:
    """Independent origins, for true incidents by the predicted one that holds most of them."""
    with reading(engine) as connection:
        rows = connection.execute(select(incidents.c.id, incidents.c.origins)).all()
    counts = {row.id: row.origins for row in rows}
    votes: dict[str, dict[str, int]] = {}
    for name, incident in predicted.items():
        mine = votes.setdefault(true[name], {})
        mine[incident] = mine.get(incident, 0) + 1
    ours = {
        incident: counts[min(mine, key=lambda i: (-mine[i], i))] for incident, mine in votes.items()
    }
    theirs = {one["id"]: one["origins"] for one in truth["incidents"] if one["id"] in ours}
    return f"origins exact: {_share(share_right(ours, theirs))} of {len(theirs):,} incidents"


def load_incidents(engine: Engine) -> list[Incident]:
    """All incidents of a casebook, by id."""
    with reading(engine) as connection:
        rows = connection.execute(select(incidents.c.body).order_by(incidents.c.id)).scalars()
        return [incident_from(body) for body in rows]


def _told(score: Any) -> str:
    return f"P {_share(score.precision)} R {_share(score.recall)} F1 {_share(score.f1)}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


_ = (change_points, date)
