"""Independent origins: how many who knew it themselves stand behind an incident's reports.

Ten papers with one agency's line are one origin, so are pages that name nobody but one and the same
source, and so is what one outlet tells twice. Counting pages instead would let whoever is copied
most be believed most.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

import numpy as np
from rapidfuzz import fuzz

from detente.knowledge.normal import name_key
from detente.knowledge.tables import data_folder, read_table
from detente.model.casebook import Report
from detente.model.record import NEW_ACTOR

SAME_SENTENCE = 97
"""Likeness (0 to 100) from which a sentence is taken over and not written anew."""
LEAST_WORDS = 22
"""Shorter sentences are alike by chance: bulletins tell clashes in set phrases."""
_PLACES = 64


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What of a page decides where its knowledge comes from."""

    original: str
    """Smallest hash among its near copies."""
    address: str | None
    outlet: str | None
    published: str | None = None
    superseded: bool = False


def origins(
    reports: Sequence[Report], pages: Mapping[str, PageFacts]
) -> tuple[tuple[str, ...], ...]:
    """Return the ids of reports by independent origin, sorted.

    Args:
        reports: Reports of one incident.
        pages: Facts of their pages, by document.
    """
    ordered = sorted(reports, key=lambda r: r.id)
    home = {report.id: report.id for report in ordered}

    def find(name: str) -> str:
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    writers = _writers(ordered, pages)
    known = {outlet for found in writers.values() for outlet in found}
    first: dict[str, str] = {}
    for report in ordered:
        for mark in _marks(report, pages[report.document], writers, known):
            home[find(report.id)] = find(first.setdefault(mark, report.id))
    for one, other in _taken_over(ordered):
        home[find(other)] = find(one)
    groups: dict[str, list[str]] = defaultdict(list)
    for report in ordered:
        groups[find(report.id)].append(report.id)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _writers(
    reports: Sequence[Report], pages: Mapping[str, PageFacts]
) -> dict[str, frozenset[str]]:
    """For each text, the outlets that may have written it and not copied it.

    One outlet wrote what it alone has. Of several that have a text, it is the one that others name
    as their source, else the only agency among them, else the one that was out with it before all
    others; else nobody knows.
    """
    named = {_name(source) for report in reports for source in report.sources}
    outlets: dict[str, dict[str, str]] = defaultdict(dict)
    for report in reports:
        page = pages[report.document]
        if page.outlet:
            known = outlets[page.original]
            key = name_key(page.outlet)
            known[key] = min(known.get(key, "9"), page.published or "9")
    found = {}
    for text, days in outlets.items():
        earliest = min(days.values())
        leaders = [outlet for outlet, day in days.items() if day == earliest]
        sellers = [outlet for outlet in days if is_agency(outlet)]
        alone = sellers if len(sellers) == 1 else leaders if len(leaders) == 1 else []
        found[text] = frozenset((days.keys() & named) or alone)
    return found


def is_agency(outlet: str) -> bool:
    """Whether an outlet sells its texts to others, by its name in `name_key`'s form."""
    words, names = agencies()
    padded = f" {outlet} "
    return outlet in names or any(f" {word} " in padded for word in words)


@cache
def agencies() -> tuple[tuple[str, ...], frozenset[str]]:
    """Words of agencies' names, and whole names, from `linking/agencies.csv`.

    Raises:
        KnowledgeError: A row is wrong; file and line are named.
    """
    rows = read_table(data_folder("linking", "agencies.csv"), ("kind", "name"))
    found: dict[str, list[str]] = {"word": [], "name": []}
    for row in rows:
        found[row.one_of("kind", found)].append(name_key(row.filled("name")))
    return tuple(found["word"]), frozenset(found["name"])


def _marks(
    report: Report, page: PageFacts, writers: Mapping[str, frozenset[str]], known: AbstractSet[str]
) -> Iterator[str]:
    """What a report shares with others of the same origin."""
    yield f"text {page.original}"
    if page.address:
        yield f"address {page.address}"
    if len(report.sources) == 1 and _is_somebody(report.sources[0], known):
        yield f"said {_name(report.sources[0])}"
    elif page.outlet and name_key(page.outlet) in writers.get(page.original, ()):
        yield f"said {name_key(page.outlet)}"


def _is_somebody(source: str, outlets: AbstractSet[str]) -> bool:
    """Whether a source is one in particular: an outlet here or an organisation, not "residents"."""
    if _name(source) in outlets or source.startswith(NEW_ACTOR):
        return True
    return source == source.lower() and " " not in source


def _name(source: str) -> str:
    return name_key(source.removeprefix(NEW_ACTOR).replace("-", " "))


def _taken_over(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Pairs of reports that tie together all whose long sentences are nearly the same.

    Equal ones are compared once. Of two that are alike, the longer is hardly longer than the other:
    the likeness is at most twice the shorter's share of both lengths.
    """
    first: dict[str, str] = {}
    for report in reports:
        if report.sentence.count(" ") >= LEAST_WORDS:
            teller = first.setdefault(report.sentence, report.id)
            if teller != report.id:
                yield teller, report.id
    texts = sorted(first, key=lambda text: (len(text), text))
    for one, other in _alike(texts):
        yield first[one], first[other]


def _alike(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts, sorted by length, that are nearly the same.

    Letters that one has more often than the other have to be put in or taken out: where these are
    too many, the two need not be compared letter by letter.
    """
    lengths = np.array([len(text) for text in texts])
    letters = np.array([_letters(text) for text in texts])
    for number, text in enumerate(texts):
        longest = len(text) * (200 / SAME_SENTENCE - 1) + 1
        after = slice(number + 1, int(np.searchsorted(lengths, longest, side="right")))
        changed = np.abs(letters[after] - letters[number]).sum(axis=1)
        allowed = (1 - SAME_SENTENCE / 100) * (lengths[after] + len(text)) + 1
        for at in np.flatnonzero(changed <= allowed):
            other = texts[number + 1 + int(at)]
            if fuzz.ratio(text, other, score_cutoff=SAME_SENTENCE) > 0:
                yield text, other


def _letters(text: str) -> np.ndarray:
    """How often each letter stands in a text; rare ones share a place, which hides changes only."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.bincount(codes % _PLACES, minlength=_PLACES).astype(np.int32)
