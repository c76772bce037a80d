"""Where a story goes on: an act that names no place happens where the paragraph has just been.

"They tried to seize the hospital. After that they fought off three attacks." Only acts on the
ground take part, only from the same paragraph, and only over sentences that name no other place.
"""

from bisect import bisect_right
from collections.abc import Sequence

from detente.coding.draft import Draft
from detente.model.grounding import Grounding
from detente.model.text import BlockSpan

ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE"})
REACH = 2
"""Sentences past the one that names the place."""


def inherit_places(
    drafts: Sequence[Draft], blocks: Sequence[BlockSpan], grounding: Grounding
) -> None:
    """Give acts without a place that of the act before them in the paragraph; say so."""
    starts = [block.start for block in blocks]
    named = sorted(m.start for m in grounding.mentions if m.kind == "place")
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.start):
        if draft.dropped or draft.type not in ON_THE_GROUND:
            continue
        if draft.place is not None:
            last = draft
        elif last is not None and _goes_on(last, draft, starts, named):
            draft.place = last.place
            draft.because(
                "place", "where the paragraph's act before it happened", last.start, last.end
            )


def _goes_on(last: Draft, draft: Draft, blocks: Sequence[int], named: Sequence[int]) -> bool:
    """Whether a draft stands in the same paragraph, near, and no other place was named since."""
    if bisect_right(blocks, last.start) != bisect_right(blocks, draft.start):
        return False
    here, there = draft.clauses.tree, last.clauses.tree
    if not 0 < here.sentence - there.sentence <= REACH:
        return False
    return bisect_right(named, there.end) == bisect_right(named, here.end)
