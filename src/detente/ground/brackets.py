"""Abbreviations in brackets: "Name (ABBR)" makes ABBR stand for the name in this document."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from detente.ground.draft import Draft
from detente.ground.normal import name_key

_BRACKET = re.compile(r"\s?[(\[](?:or\s+|also\s+)?[“\"‘']?([A-Z][A-Za-z&.-]{1,9})[”\"’']?[)\]]")


def absorb_abbreviations(text: str, drafts: list[Draft]) -> dict[str, Draft]:
    """Widens names over the abbreviation in brackets after them; returns abbreviation -> name.

    The mention of what stands in the brackets is dropped: the name now covers it.
    """
    found: dict[str, Draft] = {}
    swallowed: set[int] = set()
    for draft in drafts:
        if draft.kind != "actor" or draft.name is None:
            continue
        match = _BRACKET.match(text, draft.end)
        if match is None or not _abbreviates(match[1], draft, drafts, match.start(1)):
            continue
        for other in drafts:
            if draft.end <= other.start and other.end <= match.end():
                swallowed.add(id(other))
                draft.entity = draft.entity or other.entity
        draft.end = match.end()
        found.setdefault(match[1].strip("."), draft)
    drafts[:] = [draft for draft in drafts if id(draft) not in swallowed]
    return found


def _abbreviates(short: str, draft: Draft, drafts: Sequence[Draft], at: int) -> bool:
    inner = next((other for other in drafts if other.start <= at < other.end), None)
    if inner is not None and inner.entity is not None and inner.entity == draft.entity:
        return True
    letters = [char for char in short.lower() if char.isalpha()]
    initials = [word[0] for word in name_key(draft.name or "").split()]
    return len(letters) > 1 and short[:2].isupper() and _in_order(letters, initials)


def _in_order(letters: list[str], initials: list[str]) -> bool:
    """Whether the letters are initials of the words, in order (small words may be left out)."""
    rest = iter(initials)
    return all(any(letter == initial for initial in rest) for letter in letters)


def add_abbreviations(text: str, drafts: list[Draft], shorts: dict[str, Draft]) -> None:
    """Gives later uses of an explained abbreviation the entity of its name."""
    if not shorts:
        return
    spans = sorted((draft.start, draft.end, at) for at, draft in enumerate(drafts))
    starts = [span[0] for span in spans]
    forms = "|".join(re.escape(short) for short in sorted(shorts, key=lambda s: (-len(s), s)))
    for match in re.finditer(rf"\b(?:{forms})\b", text):
        owner = shorts[match.group()]
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < spans[at][1]:
            inner = drafts[spans[at][2]]
            if (inner.start, inner.end) == match.span():
                inner.entity, inner.name = owner.entity, match.group()
        elif match.start() >= owner.end:
            drafts.append(
                Draft(match.start(), match.end(), "actor", owner.entity, name=match.group())
            )
