"""Pages: sentences in paragraphs, what each tells, and how a page becomes text with spans."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Literal

from benchmarks.year.cast import Outlet
from benchmarks.year.wording import Told, tidy

TellingKind = Literal["main", "background", "denial", "retraction"]
LEAST, MOST = 60, 220
"""Words of a page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Says that a sentence tells an incident, and with which values."""

    incident: str
    kind: TellingKind
    told: Told


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page; `mark` is None where it tells nothing."""

    text: str
    mark: Mark | None = None
    before: str = ""
    """A dateline that stands before it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One edition of a page."""

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    published: date
    outlet: Outlet
    origin: str
    url: str
    edition: int = 1
    retracted: bool = False
    """Whether a later edition takes it back."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where in a page's text an incident is told."""

    mark: Mark
    start: int
    end: int


def words(paragraphs: tuple[tuple[Sentence, ...], ...]) -> int:
    """Number of words of the paragraphs."""
    return sum(len(f"{s.before}{s.text}".split()) for part in paragraphs for s in part)


def render(page: Page) -> tuple[str, list[Telling]]:
    """The page's text, paragraphs parted by an empty line, and the spans of what it tells."""
    text = ""
    tellings = []
    for part in page.paragraphs:
        text += "\n\n" if text else ""
        for number, sentence in enumerate(part):
            text += (" " if number else "") + sentence.before
            if sentence.mark is not None:
                tellings.append(Telling(sentence.mark, len(text), len(text) + len(sentence.text)))
            text += sentence.text
    return text, tellings


def copied(page: Page, outlet: Outlet, published: date, url: str, title: str, rng: Random) -> Page:
    """Another outlet's copy of an agency page: verbatim or lightly edited; the origin stays."""
    parts = page.paragraphs
    if rng.random() < 0.4 and not _tells(parts[-1]) and words(parts[:-1]) >= LEAST:
        parts = parts[:-1]
    edit = rng.random()
    if edit < 0.3:
        parts = ((Sentence(f"By {outlet.name} staff and agencies"),), *parts)
    elif edit < 0.5:
        parts = (*parts, (Sentence(f"({page.outlet.name})"),))
    if rng.random() < 0.5:
        title = page.title
    return replace(page, title=title, paragraphs=parts, outlet=outlet, published=published, url=url)


def _tells(part: tuple[Sentence, ...]) -> bool:
    return any(sentence.mark for sentence in part)


def headed(text: str) -> str:
    """A headline: no full stop, a capital first."""
    return tidy(text).removesuffix(".")
