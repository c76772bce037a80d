"""What a noun phrase of a tree stands for: a registered name, a role, a place, or a new name."""

import re
from collections.abc import Sequence
from itertools import pairwise

from detente.ground.draft import Draft
from detente.ground.focus import ABROAD
from detente.ground.fuzzy import Misspelt
from detente.ground.joint import joint_role
from detente.ground.names import TIE, Names
from detente.ground.phrases import Phrase
from detente.ground.relations import tied
from detente.ground.sites import LOCATIVE, locative_before, speaks
from detente.ground.surface import Hit
from detente.ground.titles import (
    SIDES,
    TRIM,
    RoleWords,
    is_coined,
    is_of_another,
    is_own_body,
    named_band,
    person_name,
    role_now,
    role_words,
)
from detente.knowledge.gazetteer import slug
from detente.knowledge.registry import Role
from detente.model.grounding import PlaceSense

_WHOSE = re.compile(r"\s+(?P<prep>of|for|from|in)\s+(?:the\s+)?(?:[a-z]+\s+)?")
_WHOSE_PLAIN = re.compile(r"\s+(?P<prep>of|for|from|in)\s+(?:the\s+)?")
_ELSEWHERE = frozenset(("MIL", "NGO", "JRN", "UNK", "BUS", "ELI"))
"""Sectors that are often not of the country in which they are ("troops in Mali")."""
PRONOUNS = frozenset(
    ("they", "them", "both", "it", "he", "she", "him", "her", "latter", "former", "each other")
)
_PLURAL_PRONOUNS = frozenset(("they", "them", "both", "each other"))
_ORDERED = frozenset(("latter", "former"))
_POINTERS = ("PRON", "DET", "NUM", "ADJ")
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_FRONTIER = frozenset(("border", "frontier", "coast", "territory", "soil", "airspace"))
_GIVEN_TO = frozenset(
    (
        *("give", "sell", "supply", "send", "provide", "offer", "respond", "belong", "threat"),
        *("message", "warning", "letter", "aid", "support", "loyal", "loyalty", "transfer"),
        *("hand", "pledge", "report", "reply", "visit", "link", "tie", "ally", "affiliate"),
        *("close", "oppose", "hostile", "allegiance", "successor", "rival", "alternative"),
    )
)
"""After these, "to" leads to a receiver, not to a place."""
_BOTH_WAYS = frozenset(("to", "from", "over"))
"""Prepositions before persons and places alike."""
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_HOUSES = frozenset(("BUS", "EDU", "MED", "REL"))
_INSIDE = LOCATIVE - {"to", "from", "over", "between", "into", "across", "toward", "towards"}
_GROUPED = frozenset(("member", "organ"))
_NOT_SITES = frozenset(("between", "over", "off"))


class NounReader:
    """Reads the noun phrases of one document."""

    def __init__(self, names: Names, misspelt: Misspelt) -> None:
        self._names = names
        self._text = names.text
        self._cast = names.cast
        self._words = names.words
        self._registry = names.registry
        self._misspelt = misspelt

    def read(self, phrase: Phrase) -> Draft | None:
        """The mention that `phrase` is, or None where it names nobody and no place."""
        tree, head = phrase.tree, phrase.head
        if tree.pos[head] in _POINTERS:
            return self._pronoun(phrase)
        start, end = self._names.widened(phrase.start, phrase.end)
        inside = self._names.within(start, end)
        if self._conjoined(inside):
            return None  # each name is then found by itself
        at = tree.starts[head]
        on_head = next((hit for hit in inside if hit.start <= at < hit.end), None)
        draft = None
        if on_head is not None and not self._piece_of_unknown(phrase, on_head, inside):
            draft = self._known(phrase, on_head, start, end)
        draft = draft or self._role(phrase, inside, start, end)
        draft = draft or self._site(phrase, inside, start, end)
        if draft is None and (tree.pos[head] == "PROPN" or self._coined(phrase)):
            draft = self._proper(phrase, inside, start, end)
        if draft is not None:
            draft.end = self._closed(draft)
            _mark(draft, phrase)
        return draft

    def _coined(self, phrase: Phrase) -> bool:
        """Whether the head is a role noun that ends a proper name which is not known."""
        found = role_words(phrase, self._names)
        if found is None or self._organ_of_state(found.role, phrase.end):
            return False
        return is_coined(phrase, found, self._names)

    def _organ_of_state(self, role: Role, end: int) -> bool:
        """Whether "of X" after the phrase names the state: "the Federal Government of X"."""
        preposition, hit = self._named_after(end)
        return preposition == "of" and role.sector == "GOV" and bool(hit and hit.sense.state)

    def _closed(self, draft: Draft) -> int:
        """The end of a mention, with the quotation mark that closes one opened inside."""
        words = self._text[draft.start : draft.end]
        follows = self._text[draft.end : draft.end + 1]
        if "“" in words and "”" not in words and follows == "”":
            return draft.end + 1
        return draft.end

    def _conjoined(self, inside: Sequence[Hit]) -> bool:
        """Whether a phrase runs over two names: a headline's "X And Y Reconcile" reads as one."""
        return any(
            one.sense.actors != two.sense.actors and _AND.fullmatch(self._text, one.end, two.start)
            for one, two in pairwise(inside)
            if one.sense.actors and two.sense.actors
        )

    def _pronoun(self, phrase: Phrase) -> Draft | None:
        word = phrase.tree.words[phrase.head].lower()
        at = last = phrase.head
        if word == "two" and phrase.det == "the":
            word = "both"
        following = phrase.tree.words[at + 1].lower() if at + 1 < len(phrase.tree) else ""
        if (word, following) in (("each", "other"), ("one", "another")):
            word, last = "each other", at + 1
        if word not in PRONOUNS or (word in _ORDERED and phrase.det != "the"):
            return None
        draft = Draft(phrase.tree.starts[at], phrase.tree.ends[last], "actor", pronoun=word)
        draft.plural = word in _PLURAL_PRONOUNS
        draft.number = 2 if word == "both" else None
        _mark(draft, phrase)
        return draft

    def _piece_of_unknown(self, phrase: Phrase, hit: Hit, inside: Sequence[Hit]) -> bool:
        """Whether a hit is only a piece of a longer, unknown proper name."""
        if " " in hit.form:
            return is_of_another(phrase, hit, inside, self._names)
        if hit.sense.exact:
            return False
        tree = phrase.tree
        for index in (phrase.head - 1, phrase.head + 1):
            if not phrase.lo <= index <= phrase.hi or tree.pos[index] != "PROPN":
                continue
            if hit.start <= tree.starts[index] < hit.end:
                continue
            word = tree.words[index].lower().strip(TRIM)
            known = word in self._registry.roles or word in self._words.place_words
            known = known or word in SIDES
            if not known and not self._names.within(tree.starts[index], tree.ends[index]):
                return any(char.isupper() for char in tree.words[index])
        return False

    def _known(self, phrase: Phrase, hit: Hit, start: int, end: int) -> Draft | None:
        """A registered name as the head."""
        sense = hit.sense
        site = self._locative(phrase)
        actor = None
        if sense.actors and not (sense.places and site):
            actor = self._names.actor_of(hit)
        elif sense.capital_of and not site and speaks(phrase, self._words):
            actor = self._cast.government_of(sense.capital_of)
        elif sense.state and not site:
            actor = self._names.actor_of(hit)
        if actor is not None:
            return Draft(start, end, "actor", actor, name=hit.form)
        if sense.state:
            return self._names.country(hit, phrase.case)
        if sense.places:
            return self._names.place(hit, phrase.case)
        plural = phrase.tree.tags[phrase.head] in ("NNS", "NNPS")
        people = sense.people or (sense.adjective if plural else None)
        if people is None:
            return None
        entity = self._names.people_of(people)
        home = self._home(hit, people, start, end)
        if home is not None:
            entity = self._cast.people_in(people, home)
        return Draft(start, end, "actor", entity, plural=True)

    def _home(self, hit: Hit, people: str, start: int, end: int) -> str | None:
        """The state where a part of a people lives: "Iraqi Kurds", "ethnic Serbs in X"."""
        before = [other for other in self._names.within(start, hit.start) if other is not hit]
        home = before[-1].sense.adjective if before else None
        if home in self._registry.states and people not in self._registry.states:
            return home
        ethnic = self._text[start : hit.start].strip().lower().endswith("ethnic")
        preposition, after = self._named_after(end)
        if people in self._registry.states and not ethnic and preposition != "of":
            return None
        home = after.sense.state if after is not None else None
        return home if home != people else None

    def _locative(self, phrase: Phrase) -> bool:
        """Whether the words before make a place of a name that could also act."""
        if self._names.after_place(phrase.start):
            return True
        case = phrase.case
        if case == "of":
            return locative_before(self._text, phrase.start) == "of"
        if case == "to":
            governor = phrase.tree.lemmas[phrase.tree.heads[phrase.head]].lower()
            return governor not in _GIVEN_TO
        return case in LOCATIVE and case not in _NOT_SITES

    def _role(self, phrase: Phrase, inside: Sequence[Hit], start: int, end: int) -> Draft | None:
        """A role noun as the head, or a title before a person's name."""
        found = self._role_words(phrase, end)
        if found is None:
            return None
        role = role_now(phrase, found)
        free = [hit for hit in inside if not self._qualifies(hit)]
        joint = joint_role(phrase, free, role, self._names)
        if joint is not None:
            return joint
        at = phrase.tree.starts[phrase.head]
        told = next((hit for hit in free if hit.sense.actors and hit.start > at), None)
        if told is not None and role.cls != "office":
            # "the news agency X", "the armed group X": the name says who.
            return Draft(start, end, "actor", self._names.actor_of(told), name=told.form)
        base = (
            self._base(at, free)
            or self._base_after(phrase, end, role)
            or self._misspelt_base(found, phrase)
        )
        draft = Draft(start, end, "actor", role=role, plural=found.plural or phrase.plural)
        draft.proper = role.cls == "body" and phrase.tree.pos[phrase.head] == "PROPN"
        tie = next((hit for hit in inside if hit not in free), None)
        if base is None and named_band(phrase, found, self._names, inside):
            draft.entity = self._band(role, start, end)
        elif base is None and tie is not None and role.cls in _GROUPED and role.sector:
            draft.entity = self._described(tie, phrase, role)
        elif base is None and is_own_body(phrase, found):
            draft.entity = self._cast.new_actor(self._text[start:end], None, role.sector)
        elif role.cls != "body":
            draft.entity = self._cast.combine(base, role)
        elif base in self._registry.entries:
            draft.entity = self._cast.entry(base or "")
        named = [hit for hit in inside if hit.sense.actors or hit.sense.state]
        draft.name = named[-1].form if named else None
        if role.cls == "office":
            last = person_name(phrase, self._names)
            draft.person = last is not None
            draft.name = last or draft.name
        return draft

    def _role_words(self, phrase: Phrase, end: int) -> RoleWords | None:
        """The role noun of a phrase, unless it ends a name of its own or is a building."""
        found = role_words(phrase, self._names)
        if found is None:
            return None
        role = found.role
        if is_coined(phrase, found, self._names) and not self._organ_of_state(role, end):
            return None
        house = role.sector in _HOUSES and role.cls == "organ" and phrase.case in _INSIDE
        return None if house else found  # "a car near the school": a building

    def _qualifies(self, hit: Hit) -> bool:
        """Whether a name only says who stands behind, or against: "X-backed", "anti-X"."""
        if self._text.startswith("-led", hit.end):
            return False  # its leader speaks and acts for it
        return bool(TIE.match(self._text, hit.end)) or tied(self._text, hit.start, hit.end)

    def _band(self, role: Role, start: int, end: int) -> str:
        """The armed men of an unknown name."""
        why = {"sector": f"{role.noun!r} after a name that the registry lacks"}
        return self._cast.new_actor(self._text[start:end], None, role.sector, "population", why)

    def _described(self, tie: Hit, phrase: Phrase, role: Role) -> str | None:
        """A group known by its ties alone ("Y-backed rebels"), the same wherever so called."""
        if not tied(self._text, tie.start, tie.end):
            return self._cast.combine(None, role)
        start = max(self._text.rfind(" ", 0, tie.start) + 1, phrase.start)
        why = {"sector": f"called {role.noun!r}"}
        return self._cast.new_actor(self._text[start : phrase.end], None, role.sector, why=why)

    def _base(self, at: int, inside: Sequence[Hit]) -> str | None:
        """Whose role it is: the nearest name or adjective before the head, else one after."""
        before = [hit for hit in inside if hit.start <= at]
        after = [hit for hit in inside if hit.start > at]
        bases = (self._names.base_of(hit) for hit in (*reversed(before), *after))
        return next((base for base in bases if base is not None), None)

    def _misspelt_base(self, found: RoleWords, phrase: Phrase) -> str | None:
        """The group of "Jabhat al-Nosra fighters", misspelt before its role noun."""
        if found.first <= phrase.lo or phrase.tree.pos[found.first - 1] != "PROPN":
            return None
        return self._misspelt.find(self._text[phrase.start : phrase.tree.ends[found.first - 1]])

    def _base_after(self, phrase: Phrase, end: int, role: Role) -> str | None:
        """Whose role it is by the words that follow: "spokesman for X", "protesters in X"."""
        preposition, hit = self._named_after(end)
        if hit is None:
            return None
        if preposition == "in":
            here = not hit.sense.actors and (hit.sense.state or hit.sense.places)
            abroad = not ABROAD.isdisjoint(
                word.lower() for word in phrase.tree.words[phrase.lo : phrase.hi + 1]
            )
            if not here or abroad or role.sector in _ELSEWHERE or role.cls == "body":
                return None
        return self._names.base_of(hit)

    def _named_after(self, end: int) -> tuple[str, Hit | None]:
        """The preposition and the known name that follow a phrase."""
        for pattern in (_WHOSE_PLAIN, _WHOSE):
            match = pattern.match(self._text, end)
            hit = self._names.starting(match.end()) if match else None
            if match is not None and hit is not None:
                return match["prep"], hit
        return "", None

    def _site(self, phrase: Phrase, inside: Sequence[Hit], start: int, end: int) -> Draft | None:
        """Reads "Idlib city", "the Turkish border", "Tishrin Dam", "Fort Osk"."""
        tree = phrase.tree
        noun = tree.lemmas[phrase.head].lower()
        if not inside:
            noun = self._leading(phrase) or noun
        if noun not in self._words.place_words:
            return None
        known = [hit for hit in inside if hit.sense.places]
        if known:
            hit = known[-1]
            return self._names.place(hit, phrase.case, end=max(end, hit.end), noun=noun)
        country = self._names.country_of(inside)
        if country is not None and noun in _FRONTIER:
            draft = Draft(start, end, "place", self._cast.country_place(country), name=noun)
            near = noun in ("border", "frontier") or phrase.case == "near"
            draft.sense = PlaceSense(5, "near" if near else "in")
            return draft
        before = any(tree.pos[index] == "PROPN" for index in range(phrase.lo, phrase.head))
        if inside or not (before or self._leading(phrase)):
            return None
        return self._names.new_place(start, end, phrase.case, noun)

    def _leading(self, phrase: Phrase) -> str | None:
        """The place noun that begins a proper name of two words: "Camp Osk"."""
        if phrase.hi - phrase.lo != 1:
            return None
        first = phrase.tree.words[phrase.lo].lower()
        kind = self._words.place_words.get(first)
        last = phrase.tree.words[phrase.hi]
        body = last.lower() in self._words.name_words or last.lower() in self._registry.roles
        return first if kind is not None and kind.leads and last.istitle() and not body else None

    def _proper(self, phrase: Phrase, inside: Sequence[Hit], start: int, end: int) -> Draft | None:
        """A proper name that the registry does not hold as it stands."""
        name = self._text[start:end]
        entry = self._misspelt.find(name)
        if entry is not None:
            return Draft(start, end, "actor", self._cast.entry(entry), name=name)
        tokens = [word.lower().strip(TRIM) for word in name.replace("-", " ").split()]
        if not tokens or {tokens[-1], name.lower()} & self._words.things:
            return None
        body = bool({*tokens} & self._words.name_words.keys())
        known = any(hit.sense.actors and (hit.sense.exact or " " in hit.form) for hit in inside)
        if known and tokens[-1] not in self._words.name_words:
            return None  # a headline's capitals run on past the name
        again = f"new-place:{slug(name)}" in self._cast.places
        here = phrase.case in LOCATIVE and phrase.case not in _BOTH_WAYS
        beside = phrase.case == "of" and locative_before(self._text, start) == "of"
        if not body and (again or ((here or beside) and not inside)):
            return self._names.new_place(start, end, phrase.case)
        if body or phrase.det == "the" or (name.isupper() and len(name) > 1):
            return self._new_body(name, tokens, inside, start, end)
        return Draft(start, end, "actor", name=tokens[-1], person=True)

    def _new_body(
        self, name: str, tokens: Sequence[str], inside: Sequence[Hit], start: int, end: int
    ) -> Draft:
        """An organisation that the registry lacks; its words and adjectives tell what they can."""
        guesses = ((word, self._words.name_words.get(word)) for word in reversed(tokens))
        word, sector = next(((word, guess) for word, guess in guesses if guess), ("", None))
        country = self._names.country_of(inside)
        why = {"sector": f"{word!r} in its name"} if sector else {}
        if country:
            why["country"] = "in its name"
        actor_id = self._cast.new_actor(name, country, sector, why=why)
        return Draft(start, end, "actor", actor_id, name=name)


def _mark(draft: Draft, phrase: Phrase) -> None:
    """Notes what coreference asks for: subject, number, definiteness, words."""
    tree = phrase.tree
    draft.subject = tree.deps[phrase.head].startswith("nsubj")
    draft.words = tuple(word.lower() for word in tree.words[phrase.lo : phrase.hi + 1])
    draft.definite = phrase.det in _DEFINITE
    if phrase.det == "both":
        draft.number = 2
    elif draft.number is None:
        draft.number = next((_NUMBERS[word] for word in draft.words if word in _NUMBERS), None)
