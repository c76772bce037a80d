"""Independent origins: how many who knew it themselves stand behind an incident's reports.

Ten papers with one agency's line are one origin, and so are pages that name nobody but one and the
same source for it. Counting pages instead would let whoever is copied most be believed most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from detente.ground.cast import NEW
from detente.knowledge.normal import name_key
from detente.model.casebook import Report

SAME_SENTENCE = 92
"""Likeness (0 to 100) from which a sentence is taken over and not written anew."""
LEAST_WORDS = 10
"""Shorter sentences may be alike by chance."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What of a page decides where its knowledge comes from."""

    original: str
    """Smallest hash among its near copies."""
    address: str | None
    outlet: str | None
    superseded: bool = False


def origins(
    reports: Sequence[Report], pages: Mapping[str, PageFacts]
) -> tuple[tuple[str, ...], ...]:
    """Return the ids of reports by independent origin, sorted.

    Args:
        reports: Reports of one incident.
        pages: Facts of their pages, by document.
    """
    home = {report.id: report.id for report in reports}

    def find(name: str) -> str:
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    first: dict[str, str] = {}
    for report in sorted(reports, key=lambda r: r.id):
        for mark in _marks(report, pages[report.document]):
            known = first.setdefault(mark, report.id)
            home[find(report.id)] = find(known)
    ordered = sorted(reports, key=lambda r: r.id)
    for number, report in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if find(report.id) != find(other.id) and _same_sentence(report, other):
                home[find(other.id)] = find(report.id)
    groups: dict[str, list[str]] = {}
    for report in ordered:
        groups.setdefault(find(report.id), []).append(report.id)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def _marks(report: Report, page: PageFacts) -> list[str]:
    """What a report shares with others of the same origin."""
    marks = [f"text {page.original}"]
    if page.address:
        marks.append(f"address {page.address}")
    named = [source for source in report.sources if _is_named(source)]
    if len(report.sources) == 1 and named:
        marks.append(f"said {name_key(_name(named[0]))}")
    elif page.outlet:
        marks.append(f"said {name_key(page.outlet)}")
    return marks


def _is_named(source: str) -> bool:
    """Whether a source is somebody in particular: an organisation, not "residents" or "police"."""
    return source.startswith(NEW) or (source == source.lower() and " " not in source)


def _name(source: str) -> str:
    return source.removeprefix(NEW).replace("-", " ")


def _same_sentence(a: Report, b: Report) -> bool:
    if min(a.sentence.count(" "), b.sentence.count(" ")) < LEAST_WORDS:
        return False
    return fuzz.ratio(a.sentence, b.sentence, score_cutoff=SAME_SENTENCE) > 0
