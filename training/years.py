"""Reports of an invented year with the incidents that they are known to tell, as linking sees them.

The years have seeds of their own: the one that `benchmarks.casebook` scores is none of them, so
that it stays a yardstick for what is fitted here.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.year.write import write_year
from detente import Coder, Failure, Record
from detente.link.incidents.blocking import keys, wanted
from detente.link.incidents.copies import are_copies, signature
from detente.model.casebook import Report
from detente.run.batch import code_many
from detente.store.reports import reports_of

KEPT = Path(__file__).parent / "data" / "years"
"""Where years lie once they are coded; not in the repository."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two reports of different pages that share a key."""

    a: Report
    b: Report
    copy: bool
    """Whether their pages are near copies."""


@dataclass(frozen=True, slots=True)
class Year:
    """All reports of a year, and what is true of some of them."""

    reports: tuple[Report, ...]
    true: Mapping[str, str]
    """Incident by report, of those that stand for a telling."""
    signatures: Mapping[str, bytes | None]
    """MinHash of each page, by document."""

    def candidates(self) -> Iterator[Candidate]:
        """Yield the pairs that linking compares, each once, in a fixed order."""
        known = {report.id: report for report in self.reports}
        for a, b in sorted(shared_keys(self.reports)):
            first, second = known[a], known[b]
            hashes = self.signatures[first.document], self.signatures[second.document]
            yield Candidate(first, second, are_copies(*hashes))


def shared_keys(reports: Iterable[Report]) -> set[tuple[str, str]]:
    """The pairs of reports that blocking lets be compared, the smaller id first."""
    ordered = sorted(reports, key=lambda r: r.id)
    standing: defaultdict[str, list[Report]] = defaultdict(list)
    for report in ordered:
        for key in keys(report):
            standing[key].append(report)
    found = set()
    for report in ordered:
        others = chain.from_iterable(standing.get(key, ()) for key in wanted(report))
        for other in others:
            if other.document != report.document:
                found.add((min(report.id, other.id), max(report.id, other.id)))
    return found


def coded_year(seed: int, articles: int) -> Year:
    """Return an invented year as the coder reads it; it is coded once and kept.

    Args:
        seed: Of the year.
        articles: How many it has.
    """
    folder = KEPT / f"{seed}-{articles}"
    records = folder / "records.jsonl"
    if not records.is_file():
        write_year(seed, articles, folder)
        _code(folder, records)
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    pages = zip(_rows(folder / "articles.jsonl"), truth["articles"], _rows(records), strict=True)
    types = {one["id"]: frozenset(one["types"]) for one in truth["incidents"]}
    reports: list[Report] = []
    true: dict[str, str] = {}
    signatures: dict[str, bytes | None] = {}
    for row, article, values in pages:
        record = Record.model_validate(values)
        found = list(reports_of(record))
        reports += found
        signatures[record.document.id] = signature(record.document.text)
        true.update(_tellings(record, found, row["text"], article["tellings"], types))
    return Year(tuple(reports), true, signatures)


def _code(folder: Path, records: Path) -> None:
    make: Callable[[], Coder] = partial(Coder, actors=folder / "actors")
    draft = records.with_suffix(".part")
    with draft.open("w", encoding="utf-8") as out:
        for record in code_many([str(folder / "articles.jsonl")], make, workers=1):
            if isinstance(record, Failure):
                raise SystemExit(record.message)
            out.write(record.to_json() + "\n")
    draft.replace(records)


def _tellings(
    record: Record,
    reports: Sequence[Report],
    text: str,
    tellings: Iterable[Mapping[str, Any]],
    types: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, str]]:
    """The report that stands for each telling, as `benchmarks.year.judging` has it."""
    by_event = {report.event: report for report in reports}
    for telling in tellings:
        words = text[telling["start"] : telling["end"]]
        start = record.document.text.find(words)
        inside = [
            by_event[name]
            for event in record.events
            if 0 <= start <= event.trigger.start < start + len(words)
            and (name := event.same_as or event.id) in by_event
        ]
        wanted_types = types[telling["incident"]]
        if inside:
            best = min(inside, key=lambda r: (r.type not in wanted_types, r.id))
            yield best.id, telling["incident"]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
