"""Texts as linking sees them: their reports, and whether they are near copies."""

from dataclasses import dataclass

from detente.link.incidents.copies import are_copies, signature
from detente.link.incidents.matching import match
from detente.model.casebook import Report
from detente.store.reports import reports_of
from evals.adapters._coder import shared_coder


@dataclass(frozen=True, slots=True)
class Told:
    """One text with what it reports."""

    name: str
    reports: tuple[Report, ...]
    signature: bytes | None


def told(name: str, text: str, published: str | None = None) -> Told:
    """Code a text.

    Args:
        name: Its id in the set.
        text: The text, taken as it stands.
        published: Day of publication in ISO form.
    """
    record = shared_coder().code_text(text, origin=name, published=published)
    return Told(name, tuple(reports_of(record)), signature(text))


def likeness_of(a: Told, b: Told) -> float:
    """Return how likely some report of one text and some of the other are one happening."""
    copy = are_copies(a.signature, b.signature)
    found = (match(one, other, copy=copy) for one in a.reports for other in b.reports)
    return max((pair.probability for pair in found), default=0.0)
