"""From what a model tells to contract events: each quote is looked up, each code checked.

What is not in the text or not in the codebook is dropped, counted, and told among the reasons.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from detente.coding.circumstances import event_date, event_place
from detente.coding.claims import own_voice, ties_of
from detente.coding.events import mapped_codes
from detente.coding.llm.counts import count_in
from detente.coding.llm.quotes import Window, find_quote
from detente.coding.llm.reply import ToldCasualty, ToldClaim, ToldEvent
from detente.coding.participants import Cast, same_actor
from detente.knowledge.codebook import load_codebook
from detente.model.record import (
    Casualty,
    CasualtyKind,
    Certainty,
    Claim,
    Event,
    EventDate,
    EventPlace,
    EventType,
    Mention,
    MentionKind,
    Participant,
    Quote,
    Source,
    Stance,
    Status,
)
from detente.model.trace import Reason

CONFIDENCE = 0.5
"""Of every event of a model: no judged set stands behind it yet, so it says neither yes nor no."""
COVERS = 0.5
"""Share of the words of quote and mention together that both must cover to be one."""
ARTICLES = ("the ", "a ", "an ")

_TYPES: dict[str, EventType] = {name: name for name in get_args(EventType)}
_STATUSES: dict[str, Status] = {name: name for name in get_args(Status)}
_CERTAINTIES: dict[str, Certainty] = {name: name for name in get_args(Certainty)}
_STANCES: dict[str, Stance] = {name: name for name in get_args(Stance)}
_HARMS: dict[str, CasualtyKind] = {name: name for name in get_args(CasualtyKind)}


@dataclass(frozen=True, slots=True)
class Checked:
    """An event whose every quote stands in the text, and why its values are what they are.

    Its id is empty until all of a document's events are known.
    """

    event: Event
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class Checker:
    """Checks the events of one document; counts in `dropped` what it does not believe."""

    cast: Cast
    outlet: str | None
    rule: str
    dropped: Counter[str] = field(default_factory=Counter)

    def check(self, told: ToldEvent, window: Window) -> Checked | None:
        """The event, or None when its trigger or one of its codes is not to be believed."""
        event_type = _TYPES.get(told.type.strip().upper())
        status, certainty = _STATUSES.get(told.status), _CERTAINTIES.get(told.certainty)
        if event_type is None or status is None or certainty is None:
            self.dropped["events outside the codebook"] += 1
            return None
        span = find_quote(window, told.trigger, told.sentence)
        if span is None:
            self.dropped["triggers"] += 1
            return None
        return _Reading(self, window, span).event(told, event_type, status, certainty)


@dataclass(slots=True)
class _Reading:
    """One event on its way, about a trigger that was found."""

    checker: Checker
    window: Window
    span: tuple[int, int]
    reasons: list[Reason] = field(default_factory=list)

    @property
    def sentence(self) -> int:
        """Index of the sentence that holds the trigger."""
        return next(i for i, s in self.window.sentences if s.start <= self.span[0] < s.end)

    def event(
        self, told: ToldEvent, event_type: EventType, status: Status, certainty: Certainty
    ) -> Checked:
        """All fields of the event."""
        start, end = self.span
        self._because("type", f"{self.checker.rule} reads it so", self.span)
        mode = self._mode(told, event_type)
        actors = self._people("actors", told.actors)
        claims = tuple(filter(None, (self._claim(claim) for claim in told.claims)))
        event = Event(
            id="",
            type=event_type,
            mode=mode,
            trigger=Quote(start=start, end=end, text=self.window.text[start:end]),
            sentence=self.sentence,
            actors=actors,
            recipients=self._people("recipients", told.recipients, actors),
            place=self._place(told.place),
            date=self._date(told.date),
            status=status,
            certainty=certainty,
            claims=claims or (own_voice(self.checker.outlet),),
            casualties=tuple(filter(None, (self._casualty(c) for c in told.casualties))),
            **mapped_codes(event_type, mode),
            rule=self.checker.rule,
            confidence=CONFIDENCE,
        )
        for name in ("status", "certainty"):
            self._because(name, f"{getattr(event, name)}: the model says so")
        self._because("confidence", "the same for every event of a model")
        return Checked(event, tuple(self.reasons))

    def _because(self, name: str, why: str, span: tuple[int, int] | None = None) -> None:
        start, end = span or (None, None)
        self.reasons.append(Reason(name, why, start, end))

    def _find(self, name: str, quote: str) -> tuple[int, int] | None:
        """Where a quote stands, nearest to the trigger; what stands nowhere is counted."""
        span = find_quote(self.window, quote, self.sentence, self.span[0])
        if span is None:
            self.checker.dropped[name] += 1
            self._because(name, f"dropped: “{quote[:80]}” is not in the text")
        return span

    def _mode(self, told: ToldEvent, event_type: EventType) -> str | None:
        mode = told.mode.strip().lower() if told.mode else None
        if mode is None or load_codebook()[event_type].mode(mode) is not None:
            return mode
        self.checker.dropped["modes outside the codebook"] += 1
        self._because("mode", f"dropped: “{mode[:80]}” is no mode of {event_type}")
        return None

    def _people(
        self, name: str, quotes: Sequence[str], taken: Sequence[Participant] = ()
    ) -> tuple[Participant, ...]:
        """Participants by the mentions that the quotes fall on, each of them once."""
        found: list[Participant] = []
        for quote in quotes:
            span = self._find(name, quote)
            if span is None:
                continue
            for person in self._participants(span):
                if not any(same_actor(person, other) for other in (*taken, *found)):
                    found.append(person)
                    self._because(name, f"{person.text}: quoted by the model", span)
        return tuple(found)

    def _participants(self, span: tuple[int, int]) -> Iterator[Participant]:
        cast = self.checker.cast
        mention = self._actor(span)
        for member in cast.grounding.groups.get(mention.id, (mention.id,)):
            yield cast.participant(cast.mention(member))

    def _actor(self, span: tuple[int, int]) -> Mention:
        """The actor that a quote names: grounded, a country as a state, or a new, open mention."""
        cast = self.checker.cast
        grounded = self._mention("actor", span)
        if grounded is None:
            place = self._mention("place", span)
            grounded = cast.state_of(place) if place is not None else None
        return grounded or cast.add_span(*span, "actor")

    def _mention(self, kind: MentionKind, span: tuple[int, int]) -> Mention | None:
        """The grounded mention of a kind that a quote most nearly covers."""
        text, wanted = self.window.text, _trimmed(self.window.text, *span)

        def likeness(mention: Mention) -> float:
            a, b = _trimmed(text, mention.start, mention.end)
            shared = min(b, wanted[1]) - max(a, wanted[0])
            return max(0, shared) / (max(b, wanted[1]) - min(a, wanted[0]))

        grounding = self.checker.cast.grounding
        near = [
            mention
            for mention in (*grounding.mentions, *self.checker.cast.added)
            if mention.kind == kind and mention.start < span[1] and span[0] < mention.end
        ]
        best = max(near, key=likeness, default=None)
        return best if best is not None and likeness(best) >= COVERS else None

    def _place(self, quote: str | None) -> EventPlace | None:
        span = self._find("place", quote) if quote else None
        if span is None:
            self._because("place", "none: the model quotes none that is in the text")
            return None
        cast = self.checker.cast
        mention = self._mention("place", span) or cast.add_span(*span, "place")
        self._because("place", f"{mention.text}: quoted by the model", span)
        return event_place(mention, cast.grounding)

    def _date(self, quote: str | None) -> EventDate | None:
        span = self._find("date", quote) if quote else None
        if span is None:
            self._because("date", "none: the model quotes none that is in the text")
            return None
        mention = self._mention("time", span)
        date = event_date(mention, self.checker.cast.grounding) if mention is not None else None
        words = self.window.text[slice(*span)]
        self._because("date", f"{words}: {'quoted by the model' if date else 'no date'}", span)
        return date

    def _claim(self, told: ToldClaim) -> Claim | None:
        stance = _STANCES.get(told.stance)
        span = self._find("claims", told.by) if stance else None
        if stance is None or span is None:
            return None
        cast = self.checker.cast
        mention = self._actor(span)
        person = cast.participant(mention)
        source = Source(
            kind="source",
            text=person.text,
            mention=mention.id,
            entity=person.entity,
            tied_to=ties_of(person.entity, cast),
        )
        cue = self._find("claims", told.cue) if told.cue else None
        return Claim(by=source, stance=stance, cue=self._quote(cue) if cue else None)

    def _casualty(self, told: ToldCasualty) -> Casualty | None:
        kind = _HARMS.get(told.kind)
        span = self._find("casualties", told.quote) if kind else None
        if kind is None or span is None:
            return None
        quote = self._quote(span)
        count = count_in(quote.text)
        self._because("casualties", f"{kind}: {quote.text}", span)
        return Casualty(kind=kind, low=count.low, high=count.high, who=quote.text, text=quote)

    def _quote(self, span: tuple[int, int]) -> Quote:
        return Quote(start=span[0], end=span[1], text=self.window.text[slice(*span)])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without its article."""
    words = text[start:end].lower()
    article = next((a for a in ARTICLES if words.startswith(a)), "")
    return start + len(article), end
