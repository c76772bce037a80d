"""Times inside known names: "March 23 Movement" is a name, "Russia today" holds a day."""

from collections.abc import Sequence

from detente.ground.draft import Draft
from detente.ground.lexicon import Lexicon
from detente.ground.surface import Hit, find_hits


def part_names_from_times(
    text: str, hits: Sequence[Hit], times: Sequence[Draft], lexicon: Lexicon
) -> tuple[list[Hit], list[Draft]]:
    """Names without those that a time splits, and times without those inside a name.

    An actor's name that holds a time expression and more wins, unless the time is written small
    where the name has a capital: then what stands before it is looked up anew.
    """
    kept, lost = list(hits), []
    for time in times:
        hit = next((h for h in kept if _holds(h, time)), None)
        if hit is None:
            continue
        core = max(time.start, hit.start)
        if not text[core : time.end].islower() or core == hit.start:
            lost.append(time)
            continue
        kept.remove(hit)
        kept.extend(
            Hit(part.start + hit.start, part.end + hit.start, part.sense, part.form)
            for part in find_hits(text[hit.start : core].rstrip(), lexicon)
        )
    kept.sort(key=lambda hit: (hit.start, -hit.end))
    return kept, [time for time in times if time not in lost]


def _holds(hit: Hit, time: Draft) -> bool:
    """Whether a name takes in a time, the article before it aside, and goes on past it."""
    if not hit.sense.actors or hit.start >= time.end or time.start >= hit.end:
        return False
    longer = hit.end > time.end or hit.start < time.start
    return longer and hit.end >= time.end and hit.start - time.start <= len("the ")
