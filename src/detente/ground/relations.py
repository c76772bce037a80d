"""What the words between two neighbouring names state: former names, branches, ties, alliances.

For "X (formerly Y)" the relation is `alias`; where both names are one registry entry, `a` and `b`
are the same id and the quoted words hold the old name. The cue words stand in
`knowledge/lexicons/relations.csv`; what verbs state is read from trees (`statements`).
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from detente.ground.draft import Draft
from detente.knowledge.registry import SECTORS
from detente.knowledge.relations import Cue, Form, relation_cues
from detente.model.record import Quote, Relation

_LEAD = (
    r"[\s,(–—-]*(?:(?:which|that|who)\s+)?(?:(?:is|are|was|were|has\s+been|remains)\s+)?"
    r"(?:(?:also|still|now|once|long|considered|seen\s+as)\s+)*"
)
_ARTICLE = r"(?:(?:the|a|an|its|their|one)\s+)?"
_ADJECTIVES = r"(?:[\w’'-]+\s+){0,3}?"
_TAIL = r"\s+(?:as\s+)?(?:the\s+)?(?:[\w’'-]+\s+)?[“\"‘']?\Z"
_NAME_TAIL = r"[\s,]+(?:as\s+)?(?:the\s+)?[“\"‘']?\Z"
_OWNER_LEAD = r"[’']s?\s+(?:[\w-]+\s+){0,2}?"
_PAIR_TAIL = r"(?:\s+[\w-]+)?[\s,:]+(?:the\s+)?\Z"
_JOIN = re.compile(r"(?:\s*\([^()]{0,40}\))?\s+and\s+(?:the\s+)?")
_NEAR_TIE = re.compile(r"-\w+\s+(?:(?!and\b|or\b)\w+\s+){0,2}")
_STOPS = re.compile(r"[.!?;:]\s|\n")
_REACH = 90
_BEFORE = 40


def name_relations(text: str, drafts: Sequence[Draft]) -> list[Relation]:
    """The relations that neighbouring names state, in the order of the text."""
    actors = [draft for draft in drafts if draft.kind == "actor" and draft.entity is not None]
    found: list[Relation | None] = []
    for one, two in pairwise(actors):
        if one.start <= two.start and two.end <= one.end:
            found.append(_tie(text, owner=two, whole=one))
        elif two.start <= one.start and one.end <= two.end:
            found.append(_tie(text, owner=one, whole=two))
    outer = [draft for draft in actors if not draft.inner]
    for one, two in pairwise(outer):
        if one.end <= two.start <= one.end + _REACH:
            found.extend((_between(text, one, two), _pair(text, one, two)))
    return [relation for relation in found if relation is not None]


def stated(text: str, a: Draft, b: Draft, cue: Cue, start: int, end: int) -> Relation | None:
    """The relation of two mentions that `cue` states; None for nobody in particular and oneself."""
    first, second = (b, a) if cue.back else (a, b)
    one, two = first.entity, second.entity
    if one is None or two is None or one in SECTORS or two in SECTORS:
        return None
    if one == two and cue.kind != "alias":
        return None
    while start < end and text[start] in " ,(-–—’'":
        start += 1
    return Relation(
        a=one, b=two, kind=cue.kind, text=Quote(start=start, end=end, text=text[start:end])
    )


def tied(text: str, start: int, end: int) -> bool:
    """Whether the name text[start:end] only qualifies what follows: "X-backed", "pro-X"."""
    return _tie_cue(text, start, end) is not None


def _tie_cue(text: str, start: int, end: int) -> Cue | None:
    after = _suffix().match(text, end)
    if after is not None:
        return relation_cues().of("tie")[after[1].lower()]
    before = _prefix().search(text, max(0, start - 9), start)
    return relation_cues().of("prefix")[before[1].lower()] if before is not None else None


def _between(text: str, one: Draft, two: Draft) -> Relation | None:
    gap = text[one.end : two.start]
    if _STOPS.search(gap):
        return None
    for pattern, form in _patterns():
        match = pattern.match(gap)
        if match is not None:
            cue = _cue(form, match)
            return stated(text, one, two, cue, one.end, two.end)
    near = not gap.strip() or _NEAR_TIE.fullmatch(gap)
    return _tie(text, owner=one, whole=two) if near else None


def _cue(form: Form, match: re.Match[str]) -> Cue:
    words = " ".join(match["cue"].lower().split())
    if form != "noun":
        return relation_cues().of(form)[words]
    preposition = match["prep"].lower()
    cues = relation_cues().by_form["noun"]
    return next(cue for cue in cues if cue.words == words and preposition in cue.preps)


def _pair(text: str, one: Draft, two: Draft) -> Relation | None:
    """The relation of "rival groups X and Y"."""
    if not _JOIN.fullmatch(text, one.end, two.start):
        return None
    match = _pair_pattern().search(text[max(0, one.start - _BEFORE) : one.start])
    if match is None:
        return None
    cue = relation_cues().of("pair")[match["cue"].lower()]
    start = one.start - len(match[0])
    return stated(text, one, two, cue, start, two.end)


def _tie(text: str, owner: Draft, whole: Draft) -> Relation | None:
    """The tie of "X-linked Y": `owner` is X, `whole` the phrase of Y, which may hold X."""
    cue = _tie_cue(text, owner.start, owner.end)
    if cue is None and owner.end < whole.end:  # "X's ally Y" read as one phrase
        match = _owner_pattern().match(text, owner.end, whole.end)
        cue = relation_cues().of("owner")[match["cue"].lower()] if match else None
    if cue is None:
        return None
    start = min(owner.start, whole.start)
    return stated(text, owner, whole, cue, start, whole.end)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Form], ...]:
    """What may fill the whole gap between two names, the more telling forms first."""
    cues = relation_cues()
    nouns = [
        rf"(?P<cue>{_words(cue.words for cue in cues.by_form['noun'] if cue.preps == preps)})"
        rf"\s+(?P<prep>{'|'.join(preps)})"
        for preps in dict.fromkeys(cue.preps for cue in cues.by_form["noun"])
    ]
    found: list[tuple[str, Form]] = [
        (rf"[\s,(]*\b(?P<cue>{_words(cues.of('name'))}){_NAME_TAIL}", "name"),
        *((rf"{_LEAD}{_ARTICLE}{_ADJECTIVES}\b{noun}{_TAIL}", "noun") for noun in nouns),
        (rf"{_LEAD}(?:\w+ly\s+)?(?P<cue>{_words(cues.of('gap'))}){_TAIL}", "gap"),
        (rf"\s+(?:\w+ly\s+)?(?P<cue>{_words(cues.of('predicate'))}){_TAIL}", "predicate"),
        (rf"{_OWNER_LEAD}(?P<cue>{_words(cues.of('owner'))})[\s,]+(?:the\s+)?\Z", "owner"),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in found)


@cache
def _owner_pattern() -> re.Pattern[str]:
    words = _words(relation_cues().of("owner"))
    return re.compile(rf"{_OWNER_LEAD}(?P<cue>{words})\s", re.IGNORECASE)


@cache
def _pair_pattern() -> re.Pattern[str]:
    words = _words(relation_cues().of("pair"))
    return re.compile(rf"\b(?P<cue>{words}){_PAIR_TAIL}", re.IGNORECASE)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"-({_words(relation_cues().of('tie'))})\b", re.IGNORECASE)


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"\b({_words(relation_cues().of('prefix'))})-\Z", re.IGNORECASE)


def _words(words: Iterable[str]) -> str:
    """An alternation of phrases, longest first; any white space may part their words."""
    ordered = sorted(set(words), key=lambda item: (-len(item), item))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
