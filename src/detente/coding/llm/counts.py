"""How many people a quoted phrase speaks of, read from its own words and never from the model."""

import re

from detente.coding.counting import VAGUE, WORDS_BEFORE, Count, bounded, parse_number

_WORD = re.compile(r"\d[\d,]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)*")
_ONE = frozenset({"a", "an", "another"})


def count_in(quote: str) -> Count:
    """The quantity of a phrase ("at least 40 villagers"); open ends where it gives none."""
    words = [word.lower() for word in _WORD.findall(quote)]
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            value = parse_number(words[start:end]) if words[start] not in {"and", "a"} else None
            if value is not None:
                return bounded(value, " ".join(words[max(0, start - WORDS_BEFORE) : start]))
    for word in words:
        unit = VAGUE.get(word.removesuffix("s")) if word.endswith("s") else None
        if unit is not None:
            return Count(2 * unit, None)
    return Count(1, 1) if words and words[0] in _ONE else Count(None, None)
