"""How many people a promise speaks of: "free fourteen prisoners", and not "within ten days"."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from detente.coding.counting import parse_number
from detente.knowledge.tables import data_folder, read_table

Where = Literal["after", "before", "before_year", "through"]
"""Where a word stands by a number that counts no people; `uncounted.csv` tells each."""

_TOKEN = re.compile(r"%|\w+(?:[.,:/'’]\w+)*")
_SEVERAL = re.compile(r"\w{3,}s|men|women|people|children")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR_NOUN = 6
"""Words from a number on in which what it counts is named."""
_LONGEST_NUMBER = 5
_JOINING = frozenset(("and", "a"))
"""Words that stand within a number and begin or end none."""


def people_in(words: str) -> int | None:
    """The first number before a word for several people or things; None without one.

    A number of days, percents, kilometres and the like, one of a phase or an article, a date and a
    bare year count nobody and are passed over (`knowledge/relations/uncounted.csv`).
    """
    tokens = _TOKEN.findall(words.lower().replace("’", "'"))
    at = 0
    while at < len(tokens):
        number, end = _number_at(tokens, at)
        if number is not None and _counts_people(tokens, at, end):
            return number
        at = end
    return None


def _number_at(tokens: list[str], at: int) -> tuple[int | None, int]:
    """The longest number that begins there, and where it ends; the next word where none does."""
    if tokens[at] not in _JOINING:
        for end in range(min(at + _LONGEST_NUMBER, len(tokens)), at, -1):
            number = None if tokens[end - 1] in _JOINING else parse_number(tokens[at:end])
            if number is not None:
                return number, end
    return None, at + 1


def _counts_people(tokens: list[str], at: int, end: int) -> bool:
    uncounted = load_uncounted()
    before = tokens[at - 1] if at else ""
    noun = next((t for t in tokens[end:] if t not in uncounted["through"]), "")
    if noun in uncounted["after"] or before in uncounted["before"]:
        return False
    if _YEAR.fullmatch(tokens[at]) and (
        before in uncounted["before_year"] or not _SEVERAL.fullmatch(noun)
    ):
        return False
    return any(_SEVERAL.fullmatch(token) for token in tokens[end : at + _NEAR_NOUN])


@cache
def load_uncounted(path: Path | None = None) -> dict[Where, frozenset[str]]:
    """Read and check the words by which a number counts no people, by where they stand.

    Raises:
        KnowledgeError: a row is wrong or there twice; names file and line.
    """
    found: defaultdict[Where, set[str]] = defaultdict(set)
    for row in read_table(
        path or data_folder("relations", "uncounted.csv"), ("word", "where", "of")
    ):
        where: Where = row.one_of("where", get_args(Where))
        word = row.filled("word")
        if word in found[where]:
            raise row.fail(f"{word} {where} is there twice")
        found[where].add(word)
    return {where: frozenset(found[where]) for where in get_args(Where)}
