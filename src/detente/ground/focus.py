"""Whose police, whose rebels: the country of a role that stands without one.

"Rebels in the Ivory Coast" tell it themselves; "the president", "police", "residents" mean those of
the country that the whole text is about. Where the text is about several, they stay open.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from detente.ground.cast import Cast
from detente.ground.draft import Draft
from detente.knowledge.registry import SECTORS

LEAST_SHARE = 0.75
"""Share of the text's country mentions past which a country is its focus."""
ABROAD = frozenset(
    {"coalition", "international", "foreign", "allied", "joint", "multinational", "peacekeeping",
     "peacekeepers", "peacekeeper", "western", "enemy", "un", "u.n.", "ethnic"}
)  # fmt: skip
"""Words of a phrase that say that its people are not simply the country's own."""
HOME = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "PTY", "SPY", "CVL", "PRM", "UAF", "LAB",
     "EDU", "AGR", "MED", "BUS", "ELI", "CRM"}
)  # fmt: skip
"""Sectors whose people are as a rule those of the country where it happens."""
_STANDS_IN = re.compile(r"\s+(?:in|of|from|across|throughout)\s+(?:the\s+)?(?:[a-z]+ern\s+)?\Z")


def settle_countries(text: str, drafts: Sequence[Draft], cast: Cast) -> None:
    """Give roles without a country that of the place right behind them, or of the text's focus.

    Changes the drafts' entities in place; `drafts` are sorted by start.
    """
    focus = focus_of(drafts, cast)
    starts = [draft.start for draft in drafts]
    for draft in drafts:
        if not _is_homeless(draft):
            continue
        country = _beside(text, draft, drafts, starts, cast) or focus
        if country is not None and draft.role is not None:
            draft.entity = cast.combine(country, draft.role) or draft.entity


def focus_of(drafts: Sequence[Draft], cast: Cast) -> str | None:
    """The one country that a text is about: the only one, or most of its country mentions."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        country = _country(draft, cast)
        if country is not None:
            counts[country] += 1
    if not counts:
        return None
    country, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return country if most >= LEAST_SHARE * counts.total() else None


def _country(draft: Draft, cast: Cast) -> str | None:
    """The state that a mention names or lies in; bodies of several states tell none."""
    key = draft.entity or ""
    known = cast.places.get(key) if draft.kind == "place" else cast.actors.get(key)
    country = None if known is None else known.country
    return country if country in cast.lexicon.registry.states else None


def _is_homeless(draft: Draft) -> bool:
    role = draft.role
    if draft.kind != "actor" or role is None or draft.refers is not None:
        return False
    if draft.entity not in SECTORS or draft.entity not in HOME:
        return False
    return ABROAD.isdisjoint(draft.words)


def _beside(
    text: str, draft: Draft, drafts: Sequence[Draft], starts: Sequence[int], cast: Cast
) -> str | None:
    """The country of a place that follows at once ("opposition parties in Nepal")."""
    after = bisect_left(starts, draft.end)
    for other in drafts[after : after + 1]:
        if _STANDS_IN.fullmatch(text, draft.end, other.start):
            return _country(other, cast)
    return None
