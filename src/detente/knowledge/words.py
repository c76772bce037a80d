"""Small word lists for grounding: what unknown names are, what makes a place, who speaks."""

from dataclasses import dataclass
from pathlib import Path

from detente.knowledge.registry import SECTORS
from detente.knowledge.tables import data_folder, read_table

LEVELS = frozenset(("town", "site", "area", "region"))


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A noun that makes a place of a name beside it."""

    precision: int
    """1 (exact) to 6 (country), after UCDP's scale."""
    level: str
    """The gazetteer kind to look for first: town, site (what is built), area or region."""
    leads: bool = False
    """Whether it also stands before the name: "Camp X"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of the actor and place folders."""

    name_words: dict[str, str | None]
    """Word in a proper name to the sector to guess; None tells only that it is a body."""
    place_words: dict[str, PlaceWord]
    metonym_verbs: frozenset[str]
    things: frozenset[str]
    """Capitalised words and acronyms that are no actors."""
    place_stops: frozenset[str] = frozenset()
    """Words, first and last names that are also places, and seldom mean them."""
    common_names: frozenset[str] = frozenset()
    """Surnames of many: alone they mean nobody in particular."""


def load_words(root: Path | None = None) -> Words:
    """The word lists under `root`, by default those that the package carries.

    Raises:
        KnowledgeError: a file is missing or a row is wrong; file and line are named.
    """
    base = root or data_folder()
    names: dict[str, str | None] = {}
    for row in read_table(base / "actors" / "name_words.csv", ("word", "sector", "source")):
        names[row.filled("word")] = row.one_of("sector", SECTORS | {""}) or None
    places: dict[str, PlaceWord] = {}
    columns = ("word", "precision", "level", "source")
    for row in read_table(base / "places" / "place_words.csv", columns, ("leads",)):
        precision = int(row.one_of("precision", frozenset("123456")))
        leads = row.one_of("leads", frozenset(("yes", ""))) == "yes"
        places[row.filled("word")] = PlaceWord(precision, row.one_of("level", LEVELS), leads)
    verbs = read_table(base / "actors" / "metonym_verbs.csv", ("verb", "source"))
    things = read_table(base / "actors" / "things.csv", ("word", "source"))
    stops = read_table(base / "places" / "stops.csv", ("word", "source"))
    common = read_table(base / "actors" / "common_names.csv", ("word", "source"))
    return Words(
        names,
        places,
        frozenset(row.filled("verb") for row in verbs),
        frozenset(row.filled("word") for row in things),
        frozenset(row.filled("word") for row in stops),
        frozenset(row.filled("word") for row in common),
    )
