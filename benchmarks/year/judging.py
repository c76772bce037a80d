"""What a casebook made of an invented year, scored against its truth."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, select

from benchmarks.year.scoring import Score, bcubed, change_points, pairwise, share_right
from detente.link.incidents.rows import incident_from
from detente.link.relations.deed_rows import all_deeds
from detente.link.relations.states import histories
from detente.model.casebook import Incident, Report
from detente.run.committing import Commitment, commitments
from detente.run.relating import known_until
from detente.store.database import reading
from detente.store.reports import from_json
from detente.store.tables import incidents, pages, reports, versions

NEAR = timedelta(days=3)


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
    yield from _pledge_lines(engine, truth)
    yield from _change_line(engine, truth)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the casebook holds of one page."""

    text: str
    events: Sequence[Mapping[str, Any]]
    """Of its record."""
    reports: Mapping[str, tuple[Report, str | None]]
    """Report and incident by the event's id."""

    def is_headed(self) -> bool:
        """Whether its headline alone gave a report that is in an incident."""
        end = self.text.find("\n")
        return any(r.start < end for r, incident in self.reports.values() if incident)

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
    headed = {address for address, page in held.items() if page.is_headed()}
    yield from _origin_lines(engine, truth, predicted, true, headed)


def _origin_lines(
    engine: Engine,
    truth: Mapping[str, Any],
    predicted: Mapping[str, str],
    true: Mapping[str, str],
    headed: Collection[tuple[str, str]],
) -> Iterator[str]:
    """Independent origins, for true incidents by the predicted one that holds most of them."""
    with reading(engine) as connection:
        rows = connection.execute(select(incidents.c.id, incidents.c.origins)).all()
    counts = {row.id: row.origins for row in rows}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, incident in predicted.items():
        votes[true[name]][incident] += 1
    ours = {
        incident: counts[min(mine, key=lambda i: (-mine[i], i))] for incident, mine in votes.items()
    }
    coded: dict[str, set[str]] = defaultdict(set)
    for article in truth["articles"]:
        if article["headline"] and (article["url"], article["date"]) in headed:
            coded[article["headline"]].add(article["writer"])
        for telling in article["tellings"]:
            name = f"{article['url']}#{article['date']}:{telling['start']}"
            if name in predicted and telling["kind"] in {"main", "background"}:
                coded[telling["incident"]].add(article["writer"])
    theirs = {incident: len(coded[incident]) for incident in votes if coded[incident]}
    every = {one["id"]: one["origins"] for one in truth["incidents"] if one["origins"]}
    yield (
        f"origins exact: {_share(share_right(ours, theirs))} of {len(theirs):,} incidents by the "
        f"tellings that were coded; {_share(share_right(ours, every))} of {len(every):,} by all"
    )


def _pledge_lines(engine: Engine, truth: Mapping[str, Any]) -> Iterator[str]:
    """Statuses on the last day, of all true provisions and of those that were coded at all."""
    with reading(engine) as connection:
        found = commitments(connection)
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for agreement in truth["agreements"]:
        here = _accord_of(agreement, found)
        for number, promise in enumerate(agreement["provisions"]):
            name = f"{agreement['id']}/{number}"
            theirs[name] = promise["status"]
            status = _status_of(promise, here) if here else None
            if status:
                ours[name] = status
    known = {name: theirs[name] for name in ours}
    yield (
        f"provisions, status on the last day right: {_share(share_right(ours, theirs))} of all "
        f"{len(theirs)}, {_share(share_right(ours, known))} of the {len(known)} coded"
    )
    wrong = Counter(f"{known[n]} as {ours[n]}" for n in known if ours[n] != known[n])
    yield "  wrong: " + (", ".join(f"{what} {n}" for what, n in wrong.most_common(6)) or "none")


def _accord_of(agreement: Mapping[str, Any], found: Sequence[Commitment]) -> Commitment | None:
    """What the casebook takes for an agreement: the same parties, the nearest day."""
    day = date.fromisoformat(agreement["day"])
    same = [
        c
        for c in found
        if set(c.accord.parties) == set(agreement["parties"])
        and c.accord.first
        and c.accord.last
        and c.accord.first - NEAR <= day <= c.accord.last + NEAR
    ]
    return min(same, key=lambda c: abs(((c.accord.first or day) - day).days), default=None)


def _status_of(promise: Mapping[str, Any], here: Commitment) -> str | None:
    """The status of the pledge of the same kind, of the same obligors before others."""
    pairs = zip(here.accord.provisions, here.statuses, strict=True)
    same = [(pledge, status) for pledge, status in pairs if pledge.kind == promise["kind"]]
    exact = [status for pledge, status in same if set(pledge.by) == set(promise["by"])]
    chosen = exact or [status for _, status in same]
    return chosen[0].status if chosen else None


def _change_line(engine: Engine, truth: Mapping[str, Any]) -> Iterator[str]:
    """Change points of the true dyads, those by silence apart."""
    with reading(engine) as connection:
        past = histories(all_deeds(connection), until=known_until(connection))
    ours = {
        pair: [(change.day, str(change.after)) for change in found.changes]
        for pair, found in past.items()
    }
    for what, kinds in (("all changes", {"act", "silence"}), ("changes made by acts", {"act"})):
        theirs = {
            (dyad["a"], dyad["b"]): [
                (date.fromisoformat(change["day"]), change["state"])
                for change in dyad["changes"]
                if change["by"] in kinds
            ]
            for dyad in truth["dyads"]
        }
        score = change_points(ours, theirs)
        number = sum(map(len, theirs.values()))
        yield f"{what} within 3 days: {_told(score)} ({number} true in {len(theirs)} dyads)"


def load_incidents(engine: Engine) -> list[Incident]:
    """All incidents of a casebook, by id."""
    with reading(engine) as connection:
        rows = connection.execute(select(incidents.c.body).order_by(incidents.c.id)).scalars()
        return [incident_from(body) for body in rows]


def _told(score: Score) -> str:
    return f"P {_share(score.precision)} R {_share(score.recall)} F1 {_share(score.f1)}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
