"""How the set `re3d` cuts and types its mentions, which is not how the coder does.

Its guidelines take the article into a phrase, mark the names and nationalities inside longer
phrases once more, type pronouns and common nouns like names, and mark numbers, money and weapons.
"""

import re
from collections.abc import Iterator, Sequence

from detente.ground.lexicon import default_lexicon
from detente.ground.surface import Hit, find_hits
from detente.knowledge.lexicons import weapon_modes
from detente.knowledge.words import load_words
from detente.model.grounding import Grounding
from detente.model.record import Mention
from evals.adapters._names import kind_of

Span = tuple[int, int, str]

_ARTICLE = re.compile(r"\b(?:the|an?)\s+\Z", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:\b(?:the\s+)?(?:city|town|village|province|region)\s+of\s+|"
    r"\b(?:north|south|east|west|central)(?:-?(?:east|west))?(?:ern)?\s+)\Z",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:I|me|my|[Hh]e|[Ss]he|him|his|her)\b")
_BODY = re.compile(r"\b(?:[Ww]e|us|[Tt]hey)\b")
_HAPPENINGS = frozenset(("strike", "airstrike", "air strike", "shelling", "blast", "explosion"))
"""Weapon terms that the set takes for events."""
_NOBODY = (None, False)
_MONEY = re.compile(r"[$£€]\s?\d[\d.,]*\d?(?:\s(?:m|million|billion))?\b")
_QUANTITY = re.compile(
    r"\b(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?%?|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s?(?:km|m|ft|miles|hours|percent)\b)?(?![\w.,:]*\d)"
)


def spans(text: str, grounding: Grounding) -> list[Span]:
    """All spans that the set would mark, by what the grounding found."""
    found: list[Span] = []
    hits = find_hits(text, default_lexicon())
    for mention in grounding.mentions:
        found.extend(_mention(text, grounding, mention))
    found.extend(_inside(hits, found))
    words = "|".join(sorted(map(re.escape, load_words().place_words), key=len, reverse=True))
    sites = re.compile(rf"\b(?:[Tt]he|an?)\s+(?:\w+\s+)?(?:{words})\b(?!\s+of\b)")
    covered = {at for a, b, _ in found for at in range(a, b)}
    found.extend(s for s in _pattern(sites, text, "Location") if s[1] - 1 not in covered)
    taken = [(a, b) for a, b, kind in found if kind == "Temporal"]
    found.extend(_pattern(_PERSON, text, "Person"))
    found.extend(_pattern(_BODY, text, "Organisation"))
    for pattern, kind in ((_MONEY, "Money"), (_QUANTITY, "Quantity"), (_weapons(), "Weapon")):
        for span in _pattern(pattern, text, kind):
            if not any(a < span[1] and span[0] < b for a, b in taken):
                found.append(span)
                taken.append(span[:2])
    return sorted(set(found))


def with_article(text: str, start: int) -> int:
    """Where a phrase starts with the article before it."""
    match = _ARTICLE.search(text, max(0, start - 5), start)
    return match.start() if match else start


def _mention(text: str, grounding: Grounding, mention: Mention) -> Iterator[Span]:
    kind = kind_of(grounding, mention) or _common(grounding, mention)
    if kind is None:
        return
    start, end = mention.start, mention.end
    if kind == "Location":
        side = _SIDE.search(text, max(0, start - 24), start)
        yield start, end, kind
        start = side.start() if side else start
    if kind == "Person":
        yield from _name_alone(mention)
    if kind != "Temporal":
        start = with_article(text, start)
    yield start, end, kind


def _common(grounding: Grounding, mention: Mention) -> str | None:
    """The type of a phrase without a name: common nouns for people."""
    if mention.kind != "actor":
        return None
    actor = grounding.actors.get(mention.entity or "")
    if actor is None:
        return None
    role, plural = default_lexicon().registry.roles.get(mention.text.split()[-1].lower(), _NOBODY)
    one = role is not None and not plural and role.cls in ("office", "people", "member")
    return "Person" if one or actor.kind == "person_in_office" else "Organisation"


def _name_alone(mention: Mention) -> Iterator[Span]:
    """The name behind a title: "Foreign Minister X Y" holds "X Y"."""
    roles = default_lexicon().registry.roles
    words = list(re.finditer(r"\S+", mention.text))
    last = max((n for n, w in enumerate(words) if w[0].lower().strip(".") in roles), default=-1)
    if 0 <= last < len(words) - 1 and words[last + 1][0][:1].isupper():
        yield mention.start + words[last + 1].start(), mention.end, "Person"


def _inside(hits: Sequence[Hit], found: Sequence[Span]) -> Iterator[Span]:
    """Names and nationalities within longer phrases."""
    outer = [(a, b) for a, b, kind in found if kind in ("Organisation", "Person")]
    for hit in hits:
        if hit.sense.adjective:
            yield hit.start, hit.end, "Nationality"
            continue
        if any(a <= hit.start and hit.end <= b for a, b in outer):
            kind = "Organisation" if hit.sense.actors else "Location"
            if hit.sense.actors or hit.sense.state or hit.sense.places:
                yield hit.start, hit.end, kind


def _pattern(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield match.start(), match.end(), kind


def _weapons() -> re.Pattern[str]:
    weapons = (term for term in weapon_modes() if term not in _HAPPENINGS)
    terms = sorted(weapons, key=lambda term: (-len(term), term))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})s?\b", re.IGNORECASE)
