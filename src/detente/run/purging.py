"""Purging a project's casebook: what is meant first, then each page in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.discuss.erasure import Wanted, wanted
from detente.link.incidents.rebuilding import retake
from detente.link.incidents.taking import drop
from detente.model.errors import DetenteError
from detente.run.project import OpenProject
from detente.store import purging
from detente.store.coders import coder_code
from detente.store.database import reading, writing
from detente.store.log import PROGRAM
from detente.store.versions import documents
from detente.store.words import forget_for_good

What = Literal["captures", "pages", "comments"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be taken."""

    what: What
    documents: tuple[str, ...]
    target: Wanted | None
    """One reader or comment; None for all."""
    told: str
    """The same in words, for asking."""


def of_pages(project: OpenProject, what: str, chosen: Sequence[str]) -> Plan:
    """Plan to take something of some pages, or of all where none is chosen.

    Raises:
        DetenteError: There is no such thing to take.
    """
    kinds: dict[str, What] = {"captures": "captures", "pages": "pages", "comments": "comments"}
    if what not in kinds:
        raise DetenteError(f"{what!r}: --what is one of {', '.join(kinds)}")
    names = tuple(chosen) or _all(project)
    words = {
        "captures": "the captured bytes of {}",
        "pages": "{} whole, with all that was coded",
        "comments": "all readers' comments on {}, and the captured bytes that hold them",
    }
    return Plan(kinds[what], names, None, words[what].format(_pages(names)))


def of_due(project: OpenProject) -> Plan:
    """Plan to take the captured bytes that are older than the settings allow.

    Raises:
        DetenteError: The settings name no time.
    """
    days = project.settings.captures_days
    if not days:
        raise DetenteError("captures_days is 0 in detente.toml: captures are kept without limit")
    with reading(project.engine) as connection:
        names = tuple(purging.due_documents(connection, days))
    return Plan("captures", names, None, f"the captured bytes of {_pages(names)}")


def of_reader(project: OpenProject, words: str) -> Plan:
    """Plan to erase one reader, or one comment, from all pages that hold or call them.

    Raises:
        DetenteError: The words name neither, or a comment's id fits several pages.
    """
    target = wanted(words)
    with reading(project.engine) as connection:
        names = tuple(purging.pages_with(connection, target))
    if target.comment is not None and len(names) > 1:
        raise DetenteError(f"{words}: it is on {len(names)} pages; write the hash and # before it")
    kind = "the comment" if target.pseudonym is None else "the comments and calls of"
    told = f"{kind} {words} on {_pages(names)}, and the captured bytes that hold them"
    return Plan("comments", names, target, told)


def carry_out(project: OpenProject, plan: Plan, *, who: str) -> str:
    """Take what was planned; return in words what was taken.

    Raises:
        StoreError: The casebook cannot be written; pages that are done stay done.
    """
    who = who if who == PROGRAM else coder_code(who)
    count = sum(_take(project, plan, document, who) for document in plan.documents)
    if plan.what == "pages":
        with writing(project.engine) as connection:
            forget_for_good(connection)
    noun = plan.what.removesuffix("s") if count == 1 else plan.what
    return f"{count} {noun} taken"


def _take(project: OpenProject, plan: Plan, document: str, who: str) -> int:
    """Take what was planned of one page; return how much that was."""
    with writing(project.engine) as connection:
        if plan.what == "captures":
            return purging.purge_bytes(connection, [document], who=who)
        if plan.what == "pages":
            drop(connection, document)
            purging.purge_page(connection, document, who=who)
            return 1
        count = purging.erase_comments(connection, [document], plan.target, who=who)
        retake(connection, document)
        return count


def _pages(names: Sequence[str]) -> str:
    return "1 page" if len(names) == 1 else f"{len(names)} pages"


def _all(project: OpenProject) -> tuple[str, ...]:
    with reading(project.engine) as connection:
        return tuple(documents(connection))
