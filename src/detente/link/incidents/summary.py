"""An incident from its reports: what most independent origins tell, and all that others say.

Votes are counted by origin, not by page. A value that lost stays in `readings` with who has it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from detente.knowledge.codebook import load_codebook
from detente.link.incidents.agreed import agreement_of, supported
from detente.link.incidents.origins import PageFacts, origins
from detente.model.casebook import Act, Harm, Incident, Party, Reading, Report, Standing
from detente.model.record import Certainty
from detente.store.reports import handle_of

_CERTAINTIES: tuple[Certainty, ...] = ("asserted", "attributed", "doubtful")


def first_report(reports: Iterable[Report]) -> Report:
    """Return the report that names an incident: the earliest page's, so that the id stays."""
    return min(reports, key=lambda r: (r.published or date.max, r.id))


def incident_of(reports: Sequence[Report], pages: Mapping[str, PageFacts]) -> Incident:
    """Return the incident that some reports tell; their order does not matter.

    Args:
        reports: All reports of one happening, at least one.
        pages: Facts of their pages, by document.
    """
    ordered = sorted(reports, key=lambda r: r.id)
    living = [r for r in ordered if not pages[r.document].superseded]
    counted = living or ordered
    told = [r for r in counted if not r.denied] or counted
    groups = origins(told, pages)
    origin = {report: number for number, group in enumerate(groups) for report in group}
    readings = _readings(told, origin)
    place = _place(told, readings)
    return Incident(
        act=_act(ordered, counted, told, groups, readings, retracted=not living),
        place_name=place.place_name if place else None,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        readings=readings,
        origins=groups,
        sources=tuple(sorted({source for r in counted for source in r.sources})),
        tied=_tied(counted),
        retracted=tuple(r.id for r in ordered if pages[r.document].superseded),
    )


def _act(
    every: Sequence[Report],
    counted: Sequence[Report],
    told: Sequence[Report],
    groups: Sequence[tuple[str, ...]],
    readings: Mapping[str, tuple[Reading, ...]],
    *,
    retracted: bool,
) -> Act:
    name, mode = _kind(readings)
    typical = [r for r in told if r.type == name]
    entry = load_codebook()[typical[0].type]
    first, last = _days(readings)
    origin = {report: number for number, group in enumerate(groups) for report in group}
    actors, recipients = _sides(typical, origin)
    low, high = _range([r.killed for r in told if r.killed])
    return Act(
        id=handle_of(first_report(every).id),
        type=entry.type,
        mode=mode,
        quad=entry.quad,
        score=entry.codes(mode).score,
        first=first,
        last=last,
        actors=actors,
        recipients=recipients,
        place=_value(readings, "place"),
        killed_low=low,
        killed_high=high,
        standing="denied" if retracted else _standing(counted),
        certainty=min((r.certainty for r in told), key=_CERTAINTIES.index),
        confidence=max(r.confidence for r in told),
        agreement=agreement_of([(origin[r.id], r.agreement) for r in told if r.agreement]),
        count=_count(told, origin),
        origins=len(groups),
        documents=len({r.document for r in counted}),
        reports=tuple(r.id for r in every),
        retracted=retracted,
    )


def _standing(counted: Sequence[Report]) -> Standing:
    denied = sum(r.denied for r in counted)
    return "reported" if not denied else ("denied" if denied == len(counted) else "disputed")


def _readings(told: Sequence[Report], origin: Mapping[str, int]) -> dict[str, tuple[Reading, ...]]:
    """Every value of every field that a report has, by the number of origins behind it."""
    fields: dict[str, Callable[[Report], str | None]] = {
        "type": lambda r: f"{r.type} {r.mode}" if r.mode else r.type,
        "day": lambda r: f"{r.first}/{r.last}" if r.first and r.last else None,
        "place": lambda r: r.place,
        "killed": lambda r: _written(r.killed),
        "injured": lambda r: _written(r.injured),
        "status": lambda r: r.status,
        "actors": lambda r: _named(r.actors),
        "recipients": lambda r: _named(r.recipients),
    }
    found = {}
    for name, value_of in fields.items():
        by_value: dict[str, list[str]] = defaultdict(list)
        for report in told:
            value = value_of(report)
            if value is not None:
                by_value[value].append(report.id)
        if by_value:
            found[name] = _ranked(by_value, origin)
    return found


def _ranked(by_value: Mapping[str, list[str]], origin: Mapping[str, int]) -> tuple[Reading, ...]:
    values = (
        Reading(value, tuple(sorted(ids)), len({origin[i] for i in ids}))
        for value, ids in by_value.items()
    )
    return tuple(sorted(values, key=lambda r: (-r.origins, -len(r.reports), r.value)))


def _value(readings: Mapping[str, tuple[Reading, ...]], field: str) -> str | None:
    values = readings.get(field)
    return values[0].value if values else None


def _kind(readings: Mapping[str, tuple[Reading, ...]]) -> tuple[str, str | None]:
    """The type that most origins tell, and its commonest mode."""
    votes: Counter[str] = Counter()
    modes: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings["type"]:
        type_, _, mode = reading.value.partition(" ")
        votes[type_] += reading.origins
        if mode:
            modes[type_][mode] += reading.origins
    best = min(votes, key=lambda t: (-votes[t], t))
    named = modes[best]
    return best, min(named, key=lambda m: (-named[m], m)) if named else None


def _days(readings: Mapping[str, tuple[Reading, ...]]) -> tuple[date | None, date | None]:
    """The day that most origins tell, from the first to the last where several are told so often.

    Where none tells a day, the narrowest span stands in its place.
    """
    spans: dict[tuple[int, int], list[date]] = defaultdict(list)
    for reading in readings.get("day", ()):
        first, _, last = reading.value.partition("/")
        since, until = date.fromisoformat(first), date.fromisoformat(last)
        spans[(until - since).days, -reading.origins] += since, until
    if not spans:
        return None, None
    best = spans[min(spans)]
    return min(best), max(best)


def _place(told: Sequence[Report], readings: Mapping[str, tuple[Reading, ...]]) -> Report | None:
    """A report with the place that stands for the incident."""
    value = _value(readings, "place")
    return next((r for r in told if r.place == value), None) if value else None


def _sides(
    reports: Sequence[Report], origin: Mapping[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients, as most origins have them; who stands on both sides acted."""
    votes: dict[str, Counter[str]] = {"actor": Counter(), "recipient": Counter()}
    for role, parties_of in (("actor", _actors), ("recipient", _recipients)):
        named = {(origin[r.id], p.entity) for r in reports for p in parties_of(r) if p.entity}
        votes[role] = Counter(entity for _, entity in named if entity)
    actors, recipients = votes["actor"], votes["recipient"]
    doing = {e for e in supported(actors) if actors[e] >= recipients[e]}
    done_to = {e for e in supported(recipients) if e not in doing}
    return tuple(sorted(doing)), tuple(sorted(done_to))


def _actors(report: Report) -> tuple[Party, ...]:
    return report.actors


def _recipients(report: Report) -> tuple[Party, ...]:
    return report.recipients


def _named(people: Sequence[Party]) -> str | None:
    """Everybody on a side as one value: ids, or the words for who has none."""
    return "; ".join(sorted({p.entity or p.text.lower() for p in people})) or None


def _range(harms: Sequence[Harm]) -> tuple[int | None, int | None]:
    """The lowest and the highest count of all; None where somebody leaves that side open.

    "At least three" and "five" are three or more: the five of one do not bound what the other says.
    Who leaves both sides open counts nobody, and opens nothing.
    """
    told = [h for h in harms if h.low is not None or h.high is not None]
    lows = [h.low for h in told if h.low is not None]
    highs = [h.high for h in told if h.high is not None]
    return (
        min(lows) if lows and len(lows) == len(told) else None,
        max(highs) if highs and len(highs) == len(told) else None,
    )


def _written(harm: Harm | None) -> str | None:
    if harm is None or (harm.low is None and harm.high is None):
        return None
    low = "" if harm.low is None else str(harm.low)
    high = "" if harm.high is None else str(harm.high)
    return low if low == high else f"{low}-{high}"


def _tied(counted: Sequence[Report]) -> tuple[str, ...]:
    """Actors of the reports to which one of the sources is tied."""
    involved = {p.entity for r in counted for p in (*r.actors, *r.recipients) if p.entity}
    return tuple(sorted({actor for r in counted for actor in r.tied} & involved))


def _count(told: Sequence[Report], origin: Mapping[str, int]) -> int | None:
    """How many were let go or handed over, as most origins have it; of equals the fewest."""
    votes = Counter(
        count for count, _ in {(r.count, origin[r.id]) for r in told} if count is not None
    )
    return min(votes, key=lambda c: (-votes[c], c)) if votes else None
