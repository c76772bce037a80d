"""Whose police, whose rebels: the country of a role that stands without one.

"The president", "police", "residents" mean those of the country that the whole text is about. Where
it is about several they stay open, and so do armed people, who may come from anywhere.
"""

from collections import Counter
from collections.abc import Sequence

from detente.ground.cast import Cast
from detente.ground.draft import Draft

LEAST_SHARE = 0.75
"""Share of the text's country mentions past which a country is its focus."""
ABROAD = frozenset(
    {"coalition", "international", "foreign", "allied", "joint", "multinational", "peacekeeping",
     "peacekeepers", "peacekeeper", "western", "enemy", "un", "u.n.", "ethnic"}
)  # fmt: skip
"""Words of a phrase that say that its people are not simply the country's own."""
CIVIC = frozenset(
    {"GOV", "COP", "JUD", "LEG", "OPP", "PTY", "CVL", "LAB", "EDU", "AGR", "ELI", "MED"}
)
"""Sectors whose people are as a rule the country's own; armed ones may come from anywhere."""
ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
"""Sectors whose groups cross borders: their home counts only where nothing else tells a country."""
ELSEWHERE = frozenset({"near", "from", "to"})
"""Relations of a place that does not say where it all happens."""


def settle_countries(drafts: Sequence[Draft], cast: Cast) -> None:
    """Give roles without a country that of the text's focus; changes entities in place."""
    focus = focus_of(drafts, cast)
    if focus is None:
        return
    for draft in drafts:
        if draft.role is not None and _is_homeless(draft):
            draft.entity = cast.combine(focus, draft.role) or draft.entity
    for draft in drafts:
        if draft.refers is not None and draft.entity in CIVIC:
            draft.entity = draft.refers.entity


def focus_of(drafts: Sequence[Draft], cast: Cast) -> str | None:
    """The one country that a text is about: the only one, or most of its country mentions."""
    counts: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    for draft in drafts:
        country = _country(draft, cast)
        if country is not None:
            (homes if _is_armed_group(draft, cast) else counts)[country] += 1
    counts = counts or homes
    if not counts:
        return None
    country, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return country if most >= LEAST_SHARE * counts.total() else None


def _country(draft: Draft, cast: Cast) -> str | None:
    """The state that a mention names or lies in; bodies of several states tell none."""
    if draft.sense is not None and draft.sense.relation in ELSEWHERE:
        return None
    key = draft.entity or ""
    known = cast.places.get(key) if draft.kind == "place" else cast.actors.get(key)
    country = None if known is None else known.country
    return country if country in cast.lexicon.registry.states else None


def _is_armed_group(draft: Draft, cast: Cast) -> bool:
    """Whether a mention is of a group that fights beyond its home as well."""
    actor = cast.actors.get(draft.entity or "") if draft.kind == "actor" else None
    return actor is not None and actor.sector in ARMED


def _is_homeless(draft: Draft) -> bool:
    if draft.kind != "actor" or draft.refers is not None or draft.entity not in CIVIC:
        return False
    return ABROAD.isdisjoint(draft.words)
