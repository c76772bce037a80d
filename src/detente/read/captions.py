"""Tells captions from paragraphs by their wording and shape."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.model.errors import KnowledgeError

_VIDEO = re.compile(r"\W{0,2}(?:watch|video|footage)\b", re.IGNORECASE)
LEXICON = "captions.txt"
LONGEST = 300
_STOPS = (".", "!", "?", "…", ".”", '."', "!”", "?”", ".’", ":")


class Phrases(NamedTuple):
    """Lower-cased phrases of captions by where they stand in the line."""

    starts: tuple[str, ...]
    has: tuple[str, ...]
    ends: tuple[str, ...]


@cache
def phrases() -> Phrases:
    """The phrases of the caption lexicon.

    Raises:
        KnowledgeError: A line of the lexicon is no rule; names the line.
    """
    text = (files("detente.knowledge") / "lexicons" / LEXICON).read_text("utf-8")
    return read_phrases(text)


def read_phrases(text: str) -> Phrases:
    """Phrases from a lexicon's text.

    Raises:
        KnowledgeError: A line is no rule; names the line.
    """
    found: dict[str, list[str]] = {"starts": [], "has": [], "ends": []}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where, _, phrase = line.partition(" ")
        if where not in found or not phrase.strip():
            raise KnowledgeError(LEXICON, number, "not `starts`, `has` or `ends` and a phrase")
        found[where].append(phrase.strip().casefold())
    return Phrases(*(tuple(found[where]) for where in Phrases._fields))


def is_caption(line: str) -> bool:
    """Whether a line that stands alone is worded like a picture's caption or credit.

    Args:
        line: One line, normalised.
    """
    if not line or len(line) > LONGEST:
        return False
    folded = line.casefold()
    known = phrases()
    return (
        folded.startswith(known.starts)
        or folded.endswith(known.ends)
        or any(phrase in folded for phrase in known.has)
    )


def is_label(line: str) -> bool:
    """Whether a line has the shape of a label: short, and no sentence stop at its end."""
    return 0 < len(line) <= 80 and len(line.split()) <= 12 and not ends_sentence(line)


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences do."""
    return line.rstrip(" )]").endswith(_STOPS)


def medium_of(caption: str) -> str:
    """What a caption speaks of: `video` where it says so, else `image`."""
    return "video" if _VIDEO.match(caption) else "image"
