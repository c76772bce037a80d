"""Known names of one document and what each becomes: an actor, or a place with a precision."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from detente.ground.cast import Cast
from detente.ground.draft import Draft
from detente.ground.sites import choose_place, place_sense
from detente.ground.surface import Hit
from detente.knowledge.registry import BODIES, Days
from detente.knowledge.words import Words

TIE = re.compile(
    r"-(?:linked|affiliated|aligned|run|controlled|owned|backed|supported|led|held|occupied|born|"
    r"made|based)\b"
)
"""After a name: it only qualifies what follows ("X-backed")."""


class Names:
    """The known names of one document, with the cast that they join.

    Args:
        text: the document's text.
        hits: the known names in it, sorted by start.
        cast: collects the actors and places that mentions stand for.
        words: word lists.
        day: when the document was published, for names that were borne at some time only.
    """

    def __init__(
        self, text: str, hits: Sequence[Hit], cast: Cast, words: Words, day: Days | None
    ) -> None:
        self.text = text
        self.hits = hits
        self.cast = cast
        self.words = words
        self.registry = cast.lexicon.registry
        self._day = day
        self._focus: Counter[str] | None = None
        self._starts = [hit.start for hit in hits]

    def within(self, start: int, end: int) -> list[Hit]:
        """The known names that lie within a span."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return [hit for hit in self.hits[low:high] if hit.end <= end]

    def starting(self, start: int) -> Hit | None:
        """The known name that begins at an offset."""
        at = bisect_left(self._starts, start)
        found = at < len(self.hits) and self._starts[at] == start
        return self.hits[at] if found else None

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """A span, widened where it would cut a known name in two."""
        low = bisect_left(self._starts, start)
        if low and self.hits[low - 1].end > start:
            start = self.hits[low - 1].start
        high = bisect_left(self._starts, end, low)
        if high and self.hits[high - 1].start < end < self.hits[high - 1].end:
            end = self.hits[high - 1].end
        return start, end

    def bearer(self, hit: Hit) -> str:
        """Whom an actor's name means here; an open actor with candidates where nothing tells.

        Of several bearers those stay that bore the name at the document's time; then the one that
        the text names in another way too, or whose country it speaks of most; where nothing
        tells, a news agency or international body, which is quoted everywhere.
        """
        ids = tuple(dict.fromkeys(actor_id for actor_id, _ in hit.sense.actors))
        if len(ids) > 1 and self._day is not None:
            then = (i for i, name in hit.sense.actors if name.days.meets(self._day))
            ids = tuple(dict.fromkeys(then)) or ids
        if len(ids) == 1:
            return ids[0]
        weights = {actor_id: self._weight(actor_id) for actor_id in ids}
        best = max(weights.values())
        likely = [actor_id for actor_id in ids if weights[actor_id] == best]
        if len(likely) == 1:
            return likely[0]
        return self.cast.open_actor(hit.form, ids)

    def _weight(self, actor_id: str) -> tuple[int, int, bool]:
        """How often the text names an actor beyond doubt, its country; whether it is worldwide."""
        actor = self.registry.entries[actor_id].actor
        worldwide = actor.sector == "JRN" or actor.country in BODIES
        return self.spoken_of(actor_id), self.spoken_of(actor.country or ""), worldwide

    def spoken_of(self, actor_id: str) -> int:
        """How often the text's names point to a state or, beyond doubt, to an entry."""
        if self._focus is None:
            self._focus = Counter(key for hit in self.hits for key in self._points_to(hit))
        return self._focus[actor_id]

    def _points_to(self, hit: Hit) -> Iterator[str]:
        """The one actor of a name, and the states that it speaks of."""
        sense = hit.sense
        actors = {actor_id for actor_id, _ in sense.actors}
        if len(actors) == 1:
            (actor_id,) = actors
            yield actor_id
            yield self.registry.entries[actor_id].actor.country or ""
        elif not actors:
            named = sense.state or sense.adjective or sense.people or sense.capital_of
            if named is None and sense.places:
                named = self.cast.lexicon.place(sense.places[0]).country
            yield named or ""

    def actor_of(self, hit: Hit) -> str | None:
        """The actor id that a name stands for, adjectives aside."""
        sense = hit.sense
        if sense.actors:
            bearer = self.bearer(hit)
            return bearer if bearer in self.cast.actors else self.cast.entry(bearer)
        if sense.state:
            return self.cast.entry(sense.state)
        return self.people_of(sense.people) if sense.people else None

    def people_of(self, base: str) -> str:
        """The people of a state, or a people itself."""
        if base in self.registry.states:
            return self.cast.people_of(base)
        return self.cast.entry(base)

    def base_of(self, hit: Hit) -> str | None:
        """Whose role a role noun beside this name is: an actor, state, people or country."""
        sense = hit.sense
        base = self.bearer(hit) if sense.actors else sense.adjective or sense.state
        base = base or sense.people or sense.capital_of
        if base is None and sense.places:
            return self.cast.lexicon.place(sense.places[0]).country or None
        return base

    def country_of(self, hits: Sequence[Hit]) -> str | None:
        """The first state that one of the names means, as a noun or an adjective."""
        for hit in hits:
            country = hit.sense.adjective or hit.sense.state
            if country in self.registry.states:
                return country
        return None

    def country(self, hit: Hit, case: str | None) -> Draft:
        """A country name that says where."""
        iso3 = hit.sense.state or ""
        draft = Draft(hit.start, hit.end, "place", self.cast.country_place(iso3), name=hit.form)
        draft.sense = place_sense(self.text, hit.start, kind="country", word=None, case=case)
        draft.case = case
        return draft

    def place(
        self, hit: Hit, case: str | None, *, end: int | None = None, noun: str | None = None
    ) -> Draft:
        """A gazetteer name; `noun` is the place noun beside it, `end` where the phrase ends."""
        word = self.words.place_words.get(noun or "")
        place_id = choose_place(hit.sense, self.cast, word.level if word else None)
        kind = self.cast.lexicon.place(place_id).kind
        draft = Draft(hit.start, end or hit.end, "place", self.cast.place(place_id), name=hit.form)
        draft.sense = place_sense(self.text, hit.start, kind=kind, word=word, case=case)
        draft.case = case
        return draft

    def new_place(self, start: int, end: int, case: str | None, noun: str | None = None) -> Draft:
        """A place that the gazetteer does not hold: a proper result, without coordinates."""
        name = self.text[start:end]
        draft = Draft(start, end, "place", self.cast.new_place(name), name=name)
        word = self.words.place_words.get(noun or "")
        draft.sense = place_sense(self.text, start, kind="new", word=word, case=case)
        draft.case = case
        return draft

    def after_place(self, start: int) -> bool:
        """Whether the name at `start` says where the place before it lies ("Palmyra, Syria")."""
        at = bisect_left(self._starts, start) - 1
        if at < 0 or self.text[start - 2 : start] != ", ":
            return False
        before = self.hits[at]
        if not before.sense.places or before.sense.actors:
            return False
        tail = self.text[before.end : start - 2].strip().lower()
        return not tail or tail in self.words.place_words
