"""Finding an event again that a person spoke of, after a new codebook coded its page anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.casebook import Report


@dataclass(frozen=True, slots=True)
class Anchor:
    """What finds a report again: its page and the span of its trigger."""

    report: str
    document: str
    """Hash of the page, without its prefix."""
    start: int
    end: int


def anchor_of(report: Report) -> Anchor:
    """Return what finds a report again."""
    return Anchor(report.id, report.document.removeprefix("sha256:"), report.start, report.end)


def found_again(candidates: Sequence[Report], name: str, start: int, end: int) -> Report | None:
    """Return the report of a page that an anchor means: by id, else by overlapping trigger."""
    exact = next((r for r in candidates if r.id == name), None)
    if exact:
        return exact
    over = [r for r in candidates if r.start < end and start < r.end]
    return min(over, key=lambda r: (abs(r.start - start), r.id)) if over else None
