"""What a noun phrase of a tree stands for: a registered name, a role, a place, or a new name."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.ground.cast import Cast
from detente.ground.draft import Draft
from detente.ground.fuzzy import Misspelt
from detente.ground.phrases import Phrase
from detente.ground.sites import LOCATIVE, choose_place, locative_before, place_sense
from detente.ground.surface import Hit
from detente.knowledge.registry import Role
from detente.knowledge.words import Words

PRONOUNS = frozenset(("they", "them", "both", "it", "he", "she", "him", "her"))
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
TIE = re.compile(
    r"-(?:linked|affiliated|aligned|run|controlled|owned|backed|supported|led|held|occupied|born|made|based)"
)
_GIVEN_TO = frozenset(
    "give sell supply send provide offer respond belong threat message warning letter aid support "
    "loyal loyalty transfer hand pledge report reply visit".split()
)


@dataclass(slots=True)
class NounReader:
    """Reads the noun phrases of one document."""

    text: str
    hits: Sequence[Hit]
    cast: Cast
    words: Words
    misspelt: Misspelt
    year: int | None
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [hit.start for hit in self.hits]

    def hits_in(self, start: int, end: int) -> list[Hit]:
        """The known names that lie within a span."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return [hit for hit in self.hits[low:high] if hit.end <= end]

    def read(self, phrase: Phrase) -> Draft | None:
        """The mention that `phrase` is, or None where it names nobody and no place."""
        tree, head = phrase.tree, phrase.head
        if tree.pos[head] in ("PRON", "DET", "NUM"):
            return self._pronoun(phrase)
        start, end = self._whole_names(phrase)
        inside = self.hits_in(start, end)
        at = tree.starts[head]
        on_head = next((hit for hit in inside if hit.start <= at < hit.end), None)
        draft = None
        if on_head is not None and not self._part_of_unknown(phrase, on_head):
            draft = self._known(phrase, on_head, start, end)
        if draft is None:
            draft = self._role(phrase, inside, start, end)
        if draft is None:
            draft = self._place_word(phrase, inside, start, end)
        if draft is None and tree.pos[head] == "PROPN":
            draft = self._proper(phrase, inside, start, end)
        if draft is not None:
            self._mark(draft, phrase)
        return draft

    def actor_of(self, hit: Hit) -> str | None:
        """The actor id that a hit stands for, adjectives aside."""
        sense = hit.sense
        if sense.actors:
            return self.cast.entry(self._dated(hit))
        if sense.state:
            return self.cast.entry(sense.state)
        if sense.people:
            return self.people_of(sense.people)
        return None

    def people_of(self, base: str) -> str:
        """The people of a state, or a people itself."""
        states = self.cast.lexicon.registry.states
        return self.cast.people_of(base) if base in states else self.cast.entry(base)

    def _dated(self, hit: Hit) -> str:
        """Of several bearers of a name the one whose years hold the document's."""
        actors = hit.sense.actors
        if self.year is not None and len(actors) > 1:
            for actor_id, name in actors:
                if (name.since or 0) <= self.year <= (name.until or 9999):
                    return actor_id
        return actors[0][0]

    def _pronoun(self, phrase: Phrase) -> Draft | None:
        word = phrase.tree.words[phrase.head].lower()
        if word == "two" and phrase.det == "the":
            word = "both"
        if word not in PRONOUNS:
            return None
        draft = Draft(
            phrase.tree.starts[phrase.head], phrase.tree.ends[phrase.head], "actor", pronoun=word
        )
        draft.plural = word in ("they", "them", "both")
        draft.number = 2 if word == "both" else None
        self._mark(draft, phrase)
        return draft

    def _whole_names(self, phrase: Phrase) -> tuple[int, int]:
        """The phrase's span, widened where it would cut a known name in two."""
        start, end = phrase.start, phrase.end
        low = bisect_left(self._starts, start)
        if low and self.hits[low - 1].end > start:
            start = self.hits[low - 1].start
        high = bisect_left(self._starts, end, low)
        if high and self.hits[high - 1].start < end < self.hits[high - 1].end:
            end = self.hits[high - 1].end
        return start, end

    def _part_of_unknown(self, phrase: Phrase, hit: Hit) -> bool:
        """Whether a one-word hit is only a piece of a longer, unknown proper name."""
        if " " in hit.form or hit.sense.exact:
            return False
        tree = phrase.tree
        for index in range(phrase.lo, phrase.hi + 1):
            if tree.pos[index] != "PROPN" or index == phrase.head:
                continue
            if hit.start <= tree.starts[index] < hit.end:
                continue
            word = tree.words[index].lower().strip(".")
            near = abs(index - phrase.head) == 1
            known = word in self.cast.lexicon.registry.roles or word in self.words.place_words
            if near and not known and not self.hits_in(tree.starts[index], tree.ends[index]):
                return tree.words[index][:1].isupper()
        return False

    def _known(self, phrase: Phrase, hit: Hit, start: int, end: int) -> Draft | None:
        tree, sense = phrase.tree, hit.sense
        site = self._locative(phrase)
        if sense.actors and not (sense.places and site):
            return Draft(start, end, "actor", self.actor_of(hit), name=hit.form)
        if sense.capital_of and tree.deps[phrase.head].startswith("nsubj") and not site:
            verb = tree.lemmas[tree.heads[phrase.head]].lower()
            if verb in self.words.metonym_verbs:
                base = sense.capital_of
                return Draft(start, end, "actor", self.cast.government_of(base), name=hit.form)
        if sense.state:
            if site:
                return self.country(hit, phrase.case)
            return Draft(start, end, "actor", self.actor_of(hit), name=hit.form)
        if sense.places:
            return self.place(hit, hit.start, hit.end, phrase.case, None)
        if sense.people:
            return Draft(start, end, "actor", self.actor_of(hit), plural=True)
        if sense.adjective and tree.tags[phrase.head] in ("NNS", "NNPS"):
            return Draft(start, end, "actor", self.people_of(sense.adjective), plural=True)
        return None

    def country(self, hit: Hit, case: str | None) -> Draft:
        """A country name that says where."""
        iso3 = hit.sense.state or ""
        draft = Draft(hit.start, hit.end, "place", self.cast.country_place(iso3), name=hit.form)
        draft.sense = place_sense(self.text, hit.start, kind="country", word=None, case=case)
        return draft

    def place(self, hit: Hit, start: int, end: int, case: str | None, noun: str | None) -> Draft:
        """A gazetteer name, with the place noun beside it if there is one."""
        word = self.words.place_words.get(noun or "")
        place_id = choose_place(hit.sense, self.cast, word.level if word else None)
        kind = self.cast.lexicon.gazetteer[place_id].kind
        draft = Draft(start, end, "place", self.cast.place(place_id), name=hit.form)
        draft.sense = place_sense(self.text, hit.start, kind=kind, word=word, case=case)
        return draft

    def _locative(self, phrase: Phrase) -> bool:
        """Whether a preposition makes a place of a name that could also act."""
        tree = phrase.tree
        case = phrase.case
        if case is None or case == "of":
            return case == "of" and locative_before(self.text, phrase.start) == "of"
        if case == "to":
            governor = tree.lemmas[tree.heads[phrase.head]].lower()
            return governor not in _GIVEN_TO
        return case in LOCATIVE and case not in ("between", "over", "off", "to")

    def _role(self, phrase: Phrase, inside: list[Hit], start: int, end: int) -> Draft | None:
        found = self._role_words(phrase)
        if found is None:
            return None
        role, plural = found
        free = [hit for hit in inside if not TIE.match(self.text, hit.end)]
        at = phrase.tree.starts[phrase.head]
        renamed = next((hit for hit in free if hit.sense.actors and hit.start > at), None)
        if renamed is not None and role.cls != "office":
            # "the news agency X", "the armed group X": the name says who.
            return Draft(start, end, "actor", self.actor_of(renamed), name=renamed.form)
        base = self._base(phrase, free)
        draft = Draft(start, end, "actor", role=role, plural=plural or phrase.plural)
        if role.cls != "body":
            draft.entity = self.cast.combine(base, role)
        elif base is not None:
            draft.entity = base if base in self.cast.lexicon.registry.entries else None
        named = [hit for hit in inside if hit.sense.actors or hit.sense.state]
        draft.name = named[-1].form if named else None
        if role.cls == "office":
            last = self._person_name(phrase)
            draft.person = last is not None
            draft.name = last or draft.name
        return draft

    def _role_words(self, phrase: Phrase) -> tuple[Role, bool] | None:
        """The longest role noun that ends at the head, or a title before a person's name."""
        tree, roles = phrase.tree, self.cast.lexicon.registry.roles
        words = [word.lower().rstrip(".") for word in tree.words[phrase.lo : phrase.hi + 1]]
        at = phrase.head - phrase.lo
        ends = [at]
        if tree.pos[phrase.head] == "PROPN":
            ends.extend(i for i in range(len(words) - 1, -1, -1) if i != at)
        for end in ends:
            for size in (4, 3, 2, 1):
                if end - size + 1 < 0:
                    continue
                role = roles.get(" ".join(words[end - size + 1 : end + 1]))
                if role and (end == at or role[0].cls == "office"):
                    return role
        lemma = tree.lemmas[phrase.head].lower()
        return roles.get(lemma) if tree.pos[phrase.head] == "NOUN" else None

    def _base(self, phrase: Phrase, inside: list[Hit]) -> str | None:
        """Whose role it is: the nearest name or adjective before the head, else one after."""
        at = phrase.tree.starts[phrase.head]
        before = [hit for hit in inside if hit.start <= at]
        after = [hit for hit in inside if hit.start > at]
        for hit in [*reversed(before), *after]:
            sense = hit.sense
            base = self._dated(hit) if sense.actors else sense.adjective or sense.state
            base = base or sense.people or sense.capital_of
            if base is None and sense.places:
                base = self.cast.lexicon.gazetteer[sense.places[0]].place.country
            if base is not None:
                return base
        return None

    def _person_name(self, phrase: Phrase) -> str | None:
        """The last word of a person's name that a title stands before."""
        tree = phrase.tree
        last = None
        for index in range(phrase.lo, phrase.hi + 1):
            word = tree.words[index]
            if tree.pos[index] != "PROPN" or not word[:1].isalpha():
                continue
            plain = word.lower().rstrip(".")
            if plain in self.cast.lexicon.registry.roles or plain in self.words.name_words:
                last = None
            elif not self.hits_in(tree.starts[index], tree.ends[index]):
                last = word
        return last

    def _place_word(self, phrase: Phrase, inside: list[Hit], start: int, end: int) -> Draft | None:
        """ "Idlib city", "Aleppo countryside", "Tishrin Dam"."""
        tree = phrase.tree
        noun = tree.lemmas[phrase.head].lower()
        if noun not in self.words.place_words:
            return None
        known = [hit for hit in inside if hit.sense.places]
        if known:
            hit = known[-1]
            return self.place(hit, hit.start, max(end, hit.end), phrase.case, noun)
        named = [
            tree.words[i] for i in range(phrase.lo, phrase.head) if tree.pos[i] == "PROPN"
        ]
        countries = [hit for hit in inside if hit.sense.state]
        if countries and len(named) <= 1 and self._locative(phrase):
            return self.country(countries[-1], phrase.case)
        if not named or inside:
            return None
        return self._new_place(phrase, start, end, noun)

    def _new_place(self, phrase: Phrase, start: int, end: int, noun: str | None) -> Draft:
        name = self.text[start:end]
        draft = Draft(start, end, "place", self.cast.new_place(name), name=name)
        word = self.words.place_words.get(noun or "")
        draft.sense = place_sense(self.text, start, kind="new", word=word, case=phrase.case)
        return draft

    def _proper(self, phrase: Phrase, inside: list[Hit], start: int, end: int) -> Draft | None:
        """A proper name that the registry does not hold as it stands."""
        name = self.text[start:end]
        entry = self.misspelt.find(name)
        if entry is not None:
            return Draft(start, end, "actor", self.cast.entry(entry), name=name)
        tokens = [word.lower().strip(".") for word in name.replace("-", " ").split()]
        if tokens and (tokens[-1] in self.words.things or name.lower() in self.words.things):
            return None
        marks = [word for word in tokens if word in self.words.name_words]
        country = self._country(inside)
        if marks:
            sector = next((s for s in map(self.words.name_words.get, reversed(marks)) if s), None)
            actor_id = self.cast.new_actor(name, country, sector)
            return Draft(start, end, "actor", actor_id, name=name)
        if phrase.case in LOCATIVE and not inside and phrase.case not in ("to", "from", "over"):
            return self._new_place(phrase, start, end, None)
        if phrase.det == "the" or (name.isupper() and len(name) > 1):
            return Draft(start, end, "actor", self.cast.new_actor(name, country, None), name=name)
        return Draft(start, end, "actor", name=tokens[-1] if tokens else name, person=True)

    def _country(self, inside: list[Hit]) -> str | None:
        states = self.cast.lexicon.registry.states
        for hit in inside:
            country = hit.sense.adjective or hit.sense.state
            if country in states:
                return country
        return None

    def _mark(self, draft: Draft, phrase: Phrase) -> None:
        tree = phrase.tree
        draft.subject = tree.deps[phrase.head].startswith("nsubj")
        draft.words = tuple(word.lower() for word in tree.words[phrase.lo : phrase.hi + 1])
        draft.definite = phrase.det in _DEFINITE
        if draft.number is None:
            draft.number = next((_NUMBERS[word] for word in draft.words if word in _NUMBERS), None)
            if phrase.det == "both":
                draft.number = 2
