"""Checkable details in a comment: leads for a person, never events.

A lead is a sentence that corrects the article, names its source, or binds what it says to a place,
a day or a number. Opinions and rhetoric are none, however loud.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.discuss.context import Context
from detente.discuss.patterns import Match
from detente.knowledge.abuse import load_abuse
from detente.model.comment import Lead, LeadKind
from detente.model.parts import Mention
from detente.model.record import Event
from detente.model.text import SentenceSpan

_NAME = r"[A-Z][\w’']{0,30}(?:[ -](?:[a-z]{2,3}-)?[A-Z][\w’']{0,30}){0,3}"
_WAY = r"(?:road|highway|motorway|route|bridge|railway|line|crossing|border|corridor|axis|pass)"
_BOUND = re.compile(
    rf"\b{_NAME}\s?[-–—/]\s?(?:al-|Al )?{_NAME}\s+{_WAY}\b|"
    rf"\b{_WAY}\s+(?:from|between|linking|connecting)\s+{_NAME}\s+(?:and|to|with)\s+{_NAME}|"
    rf"\b(?:village|town|checkpoint|hill|bridge|camp|airport|airbase|base|hospital|dam|crossing|"
    rf"square|district|neighbourhood|neighborhood|refinery|quarter|outskirts)\s+"
    rf"(?:of|at|in|near|called|named)\s+(?:the\s+)?{_NAME}"
)
_AWAY = re.compile(
    r"\b(?:\d+|two|three|four|five|ten|twenty|fifty|hundred)\s?"
    r"(?:kms?|kilomet(?:re|er)s?|miles?|metres|meters)\b"
    rf"(?:\s+\w+){{0,4}}\s+{_NAME}"
)
_UNIT = re.compile(r"[km](?:(?<=k)(?:m|ilomet)|(?<=m)(?:ile|et(?:re|er)))")
_LINK = re.compile(r"https?://\S+|\bwww\.\S+")
_MANY = (
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|"
    r"thousands?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
)
_COUNT = re.compile(
    rf"\b{_MANY}\s+(?:\w+\s+){{0,3}}?(?:people|civilians|soldiers|fighters|men|women|children|dead|killed|"
    r"wounded|injured|bodies|prisoners|hostages|personnel|troops|tanks|trucks|vehicles|houses|"
    r"officers|families|houses|shells|rockets|missiles|drones|refugees|villages|pilots|casualties)\b",
    re.IGNORECASE,
)
_WORK = (
    r"(?:statement|appeal|letter|report|interview|resolution|communiqu[eé]|testimony|ruling|verdict|"
    r"investigation|study|survey|footage|video|photos?|article|document|press release|decree)"
)
_SOURCE = re.compile(
    rf"\baccording to (?:the )?{_NAME}|\b{_NAME}\s+(?:reported|confirmed|announced|wrote|tweeted|"
    r"published|admitted|documented|broadcast)\b|"
    rf"\b(?:issued|published|released|signed|wrote|posted|leaked|filmed)\s+"
    rf"(?:\w+\s+){{0,3}}{_WORK}\b|"
    rf"\b{_WORK}\s+(?:by|from|of)\s+(?:the\s+)?{_NAME}"
)
_SEEN = re.compile(
    r"\b(?:I|we)\s+(?:live|lived|was there|were there|saw|heard|drove|worked|served|grew up|"
    r"visited|(?:just\s+)?spoke|filmed|counted|passed)\b|"
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:cousin|uncle|aunt|"
    r"brother|sister|family|friend|friends|village|town|street|house|father|mother|relatives|"
    r"neighbou?rs?|wife|husband|grandfather|grandmother|colleague)\b|"
    r"\bfrom my (?:window|roof|balcony)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\bnot\s+(?:in\s+|on\s+|by\s+|from\s+|near\s+|at\s+)?(?:the\s+)?"
    rf"(?:{_NAME}|\d[\d.,]*|{_MANY}|north|south|east|west)\b"
    r"|\bactually\b|\binstead of\b|\brather than\b|\bshould (?:be|read|say)\b|\byou mean\b"
)
_WISH = re.compile(
    r"\b(?:will|would|should|could|might|must|(?-i:may)|gonna|hope|wish|imagine|if|lol|haha)\b",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:I think|I believe|I guess|in my opinion|imo|imho|I feel)\b", re.IGNORECASE
)
_STOP = r"[.!?…]{1,8}[\"”’')]*(?=\s|$)"
_SENTENCE = re.compile(rf"[^\n][^\n.!?…]*(?:(?!{_STOP})[.!?…][^\n.!?…]*)*(?:{_STOP})?", re.DOTALL)
_DIGIT_OR_LINK = re.compile(r"\d|www\.|http")
_DIGIT_OR_MONTH = re.compile(r"\d|[A-Z][a-z]{2}")


_CONTENT = re.compile(r"[^\W\d_]{4,}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEEDED = {
    _BOUND: _words(
        "road highway motorway route bridge railway line crossing border corridor axis pass "
        "village town checkpoint hill camp airport airbase base hospital dam square district "
        "neighbourhood neighborhood refinery quarter outskirts"
    ),
    _COUNT: _words(
        "people civilians soldiers fighters men women children dead killed wounded injured bodies "
        "prisoners hostages personnel troops tanks trucks vehicles houses officers families "
        "shells rockets missiles drones refugees villages pilots casualties"
    ),
    _SOURCE: _words(
        "according reported confirmed announced wrote tweeted published admitted documented "
        "broadcast statement appeal letter report interview resolution communique testimony "
        "ruling verdict investigation study survey footage video photo photos article document "
        "press decree"
    ),
    _SEEN: frozenset(("i", "we", "my", "our")),
    _INSTEAD: frozenset(("not", "actually", "instead", "rather", "should", "mean")),
    _WISH: _words("will would should could might must may gonna hope wish imagine if lol haha"),
    _MINE: frozenset(("think", "believe", "guess", "opinion", "imo", "imho", "feel")),
}
"""Words without which a pattern cannot match; looking for them first saves most of the time."""
_ENOUGH = 1.0


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the article, as leads are compared with it."""

    id: str
    entities: frozenset[str]
    place: str | None
    words: frozenset[str]
    """Content words of the sentence that tells it."""


@dataclass(frozen=True, slots=True)
class _Details:
    """What can be checked in a sentence."""

    link: bool
    bound: bool
    source: bool
    date: bool
    count: bool
    place: bool
    seen: bool
    corrects: bool

    def told(self) -> str:
        """In words, for the reason."""
        names = {
            "a link": self.link,
            "a place that is bound to names": self.bound,
            "a source": self.source,
            "a date": self.date,
            "a number": self.count,
            "a place": self.place,
            "first-hand knowledge": self.seen,
        }
        return ", ".join(name for name, there in names.items() if there)


def leads_of(
    context: Context,
    mentions: Sequence[Mention],
    happenings: Sequence[Happening],
    told: Sequence[Match],
    parent: str | None,
) -> tuple[Lead, ...]:
    """At most one lead a sentence, with the event of the article that it may bear on."""
    text = context.words.text
    said = frozenset(context.words.forms)
    bound = any(mention.kind in ("place", "time") for mention in mentions)
    if not bound and not _may_be_checked(text, said, context.lists.classes["checkable"]):
        return ()
    corrections = [
        context.words.starts[match.first] for match in told if match.entry.kind == "correction"
    ]
    found = []
    for sentence in _SENTENCE.finditer(text):
        start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
        end = start + len(sentence[0].strip())
        inside = [m for m in mentions if start <= m.start and m.end <= end]
        corrects = any(start <= at < end for at in corrections)
        details = _details(text[start:end], said, inside, corrects=corrects)
        kind = _kind(text[start:end], said, details)
        if kind is not None:
            about = event_of(text[start:end], inside, happenings, parent or "")
            found.append(
                Lead(start=start, end=end, kind=kind, about=about, reason=_why(kind, details))
            )
    return tuple(found)


def _may_be_checked(text: str, said: frozenset[str], checkable: frozenset[str]) -> bool:
    """Whether a comment without places and dates can hold a lead at all."""
    if checkable.isdisjoint(said) and not _DIGIT_OR_LINK.search(text):
        return False
    return (
        not all(_NEEDED[pattern].isdisjoint(said) for pattern in (_BOUND, _COUNT, _SOURCE))
        or _UNIT.search(text) is not None
        or _LINK.search(text) is not None
    )


def _holds(pattern: re.Pattern[str], text: str, said: frozenset[str]) -> bool:
    """Whether a pattern matches in a sentence of a comment, whose words are `said`."""
    return not _NEEDED[pattern].isdisjoint(said) and pattern.search(text) is not None


def _is_bound(text: str, said: frozenset[str]) -> bool:
    far = _UNIT.search(text) is not None and _AWAY.search(text) is not None
    return far or _holds(_BOUND, text, said)


def _details(
    text: str, said: frozenset[str], mentions: Sequence[Mention], *, corrects: bool
) -> _Details:
    return _Details(
        link=("http" in text or "www." in text) and _LINK.search(text) is not None,
        bound=_is_bound(text, said),
        source=_holds(_SOURCE, text, said),
        date=any(m.kind == "time" and _DIGIT_OR_MONTH.search(m.text) for m in mentions),
        count=_holds(_COUNT, text, said),
        place=any(m.kind == "place" for m in mentions),
        seen=_holds(_SEEN, text, said),
        corrects=corrects or _holds(_INSTEAD, text, said),
    )


def _kind(text: str, said: frozenset[str], details: _Details) -> LeadKind | None:
    """The kind of lead that a sentence is, if any: the first of these that holds."""
    checkable = details.date or details.count or details.place or details.bound
    asks = text.rstrip("\"”')").endswith("?")
    told = not _holds(_WISH, text, said) and not _holds(_MINE, text, said)
    signs: tuple[tuple[LeadKind, bool], ...] = (
        ("source", details.link),
        ("correction", not asks and details.corrects and (checkable or details.source)),
        ("place", not asks and details.bound),
        ("claim", not asks and details.seen and checkable),
        ("date", told and details.date and (details.source or details.count or details.place)),
        ("source", told and details.source and checkable),
        ("claim", told and details.count and details.place),
    )
    found = next((kind for kind, shown in signs if shown), None)
    return found if details.link or not asks else None


def _why(kind: LeadKind, details: _Details) -> str:
    told = details.told() or "other words than the article's"
    return f"corrects something, with {told}" if kind == "correction" else f"holds {told}"


def event_of(
    text: str, mentions: Sequence[Mention], happenings: Sequence[Happening], parent: str = ""
) -> str | None:
    """The event of the article that shares most with a sentence: names, place, words.

    A name counts one point, a state's half of one (most pages name it anywhere), the place two,
    and each word of the event's own sentence half of one; less than one point is nothing.
    """
    entities = {m.entity for m in mentions if m.entity is not None}
    words = content_words(f"{text} {parent}")
    best, most = None, _ENOUGH
    for happening in happenings:
        names = entities & happening.entities
        points = sum(0.5 if name.isupper() else 1.0 for name in names)
        points += 2 * (happening.place is not None and happening.place in entities)
        points += min(1.5, 0.5 * len(words & happening.words))
        if points > most or (points == most and best is None):
            best, most = happening.id, points
    return best


def happenings_of(
    text: str, sentences: Sequence[SentenceSpan], events: Sequence[Event]
) -> tuple[Happening, ...]:
    """The events of an article, each once, in the form that leads are compared with."""
    return tuple(
        Happening(
            event.id,
            frozenset(p.entity for p in (*event.actors, *event.recipients) if p.entity is not None),
            event.place.entity if event.place else None,
            content_words(text[sentences[event.sentence].start : sentences[event.sentence].end]),
        )
        for event in events
        if event.same_as is None
    )


def content_words(text: str) -> frozenset[str]:
    """Words that may tell what a sentence is about, without endings."""
    empty = load_abuse().classes["empty"]
    words = _CONTENT.findall(text.lower())
    return frozenset(word.rstrip("s")[:7] for word in words if word not in empty)
