"""Where a place mention points: which gazetteer entry, how precisely, by which relation."""

import re

from detente.ground.cast import Cast
from detente.ground.lexicon import Sense
from detente.ground.phrases import Phrase
from detente.knowledge.words import PlaceWord, Words
from detente.model.grounding import PlaceSense

LOCATIVE = frozenset(
    (
        *("in", "near", "from", "to", "across", "inside", "within", "throughout", "around"),
        *("through", "toward", "towards", "outside", "at", "into", "onto", "over", "between"),
        *("along", "off", "via", "beyond", "amid"),
    )
)
"""Prepositions that make a place of a name."""
_RELATIONS = {
    "near": "near", "around": "near", "outside": "near", "off": "near", "along": "near",
    "between": "between", "from": "from", "to": "to", "toward": "to", "towards": "to", "into": "to",
}  # fmt: skip
_PART = re.compile(
    r"(?:(?:north|south|east|west)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?|central|rural|upper|lower)"
    r"(?:\s+(?:part|parts|side|edge|outskirts|suburbs?|countryside|areas?|districts?|half))?"
    r"(?:\s+of(?:\s+the)?)?\s+\Z",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"(?:\bnear|\boutskirts of|\bsuburbs? of|\bvicinity of|\barea of|\bclose to|\bnext to|"
    r"\bpart of|\b(?:kms?|kilomet(?:er|re)s?|miles?)\b.{0,30}\bof)"
    r"\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b([A-Za-z]+)\s+(?:the\s+)?(?:[a-z]+(?:ern|ral)\s+)?\Z")
_OF_SIDE = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|part|parts|outskirts|"
    r"centre|center|city|town|province|governorate|region|capital|areas?|countryside|border|"
    r"village|suburbs?|coast)\s+of\s+(?:the\s+)?(?:[a-z]+ern\s+)?\Z"
)
_KINDS = {
    "town": ("capital", "town"),
    "site": ("site", "capital", "town"),
    "region": ("region",),
    "area": ("area",),
}
_PRECISION = {"capital": 1, "town": 1, "area": 2, "county": 3, "region": 4}


def locative_before(text: str, start: int) -> str | None:
    """The locative word that governs the name at `start`, by the text alone."""
    window = text[max(0, start - 48) : start]
    match = _BEFORE.search(window)
    if match is None:
        return None
    word = match[1].lower()
    if word in LOCATIVE:
        return word
    return "of" if word == "of" and _OF_SIDE.search(window) else None


def speaks(phrase: Phrase, words: Words) -> bool:
    """Whether a capital is the subject or object of a verb that governments do.

    What is joined to a subject or object shares its verb ("Moscow and Ankara agreed"), and so does
    the doer of a passive ("was signed by Tehran").
    """
    tree, head = phrase.tree, phrase.head
    while tree.deps[head] == "conj" and tree.heads[head] != head:
        head = tree.heads[head]
    doer = tree.deps[head].startswith("obl") and phrase.case == "by"
    if not (doer or tree.deps[head].startswith(("nsubj", "obj", "iobj"))):
        return False
    return tree.lemmas[tree.heads[head]].lower() in words.metonym_verbs


def choose_place(sense: Sense, cast: Cast, level: str | None) -> str:
    """The gazetteer id among those of one name, by the kind that the words around ask for."""
    kinds = _KINDS.get(level or "")
    if kinds:
        for place_id in sense.places:
            if cast.lexicon.place(place_id).kind in kinds:
                return place_id
    return sense.places[0]


def place_sense(
    text: str, start: int, *, kind: str, word: PlaceWord | None, case: str | None
) -> PlaceSense:
    """Precision and relation of a place mention.

    Args:
        text: the document's text.
        start: where the mention begins.
        kind: gazetteer kind of what was found, or country, or new.
        word: the noun beside the name that makes it a place ("countryside").
        case: the preposition that governs it, if a tree told.
    """
    window = text[max(0, start - 70) : start]
    case = case if case in LOCATIVE else locative_before(text, start)
    relation = _RELATIONS.get(case or "", "in")
    if kind in ("country", "continent"):
        return PlaceSense(5 if _PART.search(window) else 6, relation)
    precision = _PRECISION.get(kind, 1)
    if word is not None:
        precision = word.precision if kind == "new" else max(precision, word.precision)
        if kind in ("capital", "town") and word.precision == 4:
            precision = 4
    sentence = window[max(window.rfind(". "), window.rfind("\n")) + 1 :]
    if precision == 1 and (_NEAR.search(sentence) or _PART.search(sentence)):
        precision = 2
    if _NEAR.search(sentence) and "near" in sentence.lower().rsplit(",", 1)[-1]:
        relation = "near"
        precision = max(precision, 2)
    if relation == "between":
        precision = max(precision, 5)
    return PlaceSense(precision, relation)
