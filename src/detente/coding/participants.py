"""From tokens in a role to the mentions of the grounding, or to new, open mentions."""

from dataclasses import dataclass, field

from detente.coding.clause import Clauses
from detente.knowledge.registry import SECTORS
from detente.knowledge.tables import word_class
from detente.model.grounding import Grounding
from detente.model.record import Actor, Mention, MentionKind, Participant

NESTED = (
    ("nmod:poss",),
    ("compound", "nmod:desc"),
    ("amod",),
    ("nmod",),
    ("appos",),
    ("acl", "acl:relcl"),
)
"""Where inside a noun phrase the actor may stand, in the order in which it is looked for."""
HOLDING = frozenset({"hold", "control", "occupy", "run"})
"""Verbs of "X-held", "X-controlled", "held by X"."""
NESTED_PREPOSITIONS = frozenset({"of", "from", "by", "for", "belonging"})
NAME_PARTICLES = frozenset(
    {"of", "the", "and", "for", "in", "de", "du", "la", "el", "al", "ul", "bin", "-"}
)
PRONOUNS = frozenset(
    {"it", "its", "they", "them", "their", "he", "him", "his", "she", "her", "who"}
)
ACTING_CLASSES = ("person", "civilian", "force", "group", "institution")
"""Word classes whose nouns act or suffer though no name stands with them."""
FIRST_PERSON = frozenset({"i", "we", "me", "us"})
MAX_FULL_NAME = 90
"""Characters; a longer "name" is a clause that slipped into a mention."""


@dataclass(slots=True)
class Cast:
    """The mentions of one document, and those that coding has to add to them."""

    grounding: Grounding
    text: str
    added: list[Mention] = field(default_factory=list)
    states: dict[str, Actor] = field(default_factory=dict)
    """States in a role that grounding took for places only."""
    event_nouns: frozenset[int] = frozenset()
    """Tokens of the sentence in hand that are events, not actors."""
    _actors_at: dict[int, list[Mention]] = field(default_factory=dict)
    _places_at: dict[int, list[Mention]] = field(default_factory=dict)
    _fullest: dict[str, str] = field(default_factory=dict)
    _by_id: dict[str, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mention in self.grounding.mentions:
            self._by_id[mention.id] = mention
            if mention.kind in {"actor", "place"}:
                self._index(mention)
            generic = mention.entity in SECTORS  # "jets" and "marines" are not one actor
            if (
                mention.kind == "actor"
                and mention.entity
                and not generic
                and _is_full_name(mention)
            ):
                known = self._fullest.get(mention.entity, "")
                if len(known) < len(mention.text) <= MAX_FULL_NAME:
                    self._fullest[mention.entity] = mention.text

    def _index(self, mention: Mention) -> None:
        at = self._actors_at if mention.kind == "actor" else self._places_at
        for position in range(mention.start, mention.end):
            at.setdefault(position, []).append(mention)

    def mention(self, mention_id: str) -> Mention:
        """The mention of an id, whether grounding or coding made it."""
        return self._by_id[mention_id]

    def actor_at(self, clauses: Clauses, token: int) -> Mention | None:
        """The longest actor mention that covers a token."""
        start, end = clauses.tree.starts[token], clauses.tree.ends[token]
        covering = [m for m in self._actors_at.get(start, ()) if m.end >= end]
        return max(covering, key=lambda m: m.end - m.start, default=None)

    def actor_before(self, clauses: Clauses, token: int) -> Mention | None:
        """The actor mention that ends right before a token ("opposition sources reported")."""
        before = token - 1
        while before > 0 and clauses.tree.pos[before] == "PUNCT":
            before -= 1
        return self.actor_at(clauses, before) if before >= 0 else None

    def place_at(self, clauses: Clauses, token: int) -> Mention | None:
        """The longest place mention that covers a token."""
        start, end = clauses.tree.starts[token], clauses.tree.ends[token]
        covering = [m for m in self._places_at.get(start, ()) if m.end >= end]
        return max(covering, key=lambda m: m.end - m.start, default=None)

    def state_at(self, clauses: Clauses, token: int) -> Mention | None:
        """The state whose country a token names, as an actor ("blows to Norway", "sales to Iran").

        Grounding takes a country's name after a preposition for a place; in a role it is the state.
        """
        place = self.place_at(clauses, token)
        return None if place is None else self.state_of(place)

    def state_of(self, place: Mention) -> Mention | None:
        """The state that a place mention names, as an actor; None where it names no country."""
        if place.entity is None:
            return None
        state = place.entity
        country = self.grounding.places.get(state)
        if country is None or country.country != state:
            return None
        if state not in self.grounding.actors:
            self.states[state] = Actor(name=country.name, country=state, kind="state")
        mention = self.add_span(place.start, place.end, "actor", state)
        self._index(mention)
        return mention

    def is_a(self, clauses: Clauses, token: int, kind: str) -> bool:
        """Whether a token heads an actor, a person or a place."""
        if kind == "place":
            return self.place_at(clauses, token) is not None
        mention = self.actor_at(clauses, token)
        if kind == "actor":
            return mention is not None or _is_person_word(clauses, token)
        if _is_person_word(clauses, token):
            return True
        if mention is None:
            return False
        actor = self.grounding.actors.get(mention.entity or "")
        return actor is None or actor.kind in {"person_in_office", "population"}

    def add(self, clauses: Clauses, token: int) -> Mention:
        """A new, open actor mention over the noun phrase of a token."""
        mention = self.add_span(*noun_phrase(clauses, token), "actor")
        self._index(mention)
        return mention

    def add_span(
        self, start: int, end: int, kind: MentionKind, entity: str | None = None
    ) -> Mention:
        """A new mention of some kind over a stretch of the text; the same one if asked again."""
        for mention in self.added:
            if (mention.start, mention.end, mention.kind) == (start, end, kind):
                return mention
        mention = Mention(
            id=f"m{len(self.grounding.mentions) + len(self.added) + 1}",
            start=start,
            end=end,
            text=self.text[start:end],
            kind=kind,
            entity=entity,
        )
        self.added.append(mention)
        self._by_id[mention.id] = mention
        return mention

    def participants(
        self, clauses: Clauses, token: int, speaker: Mention | None
    ) -> list[Participant]:
        """Who a token in a role stands for; empty when it is no actor."""
        pronoun = clauses.tree.pos[token] == "PRON"  # "US" is none
        if pronoun and clauses.tree.words[token].lower() in FIRST_PERSON:
            return [self.participant(speaker)] if speaker is not None else []
        token = clauses.measured(token)
        mention = (
            self.actor_at(clauses, token)
            or self._holder(clauses, token)
            or self.state_at(clauses, token)
            or self._nested(clauses, token)
        )
        if mention is None:
            if not _is_person_word(clauses, token):
                return []
            mention = self.add(clauses, token)
        members = self.grounding.groups.get(mention.id)
        if members:
            return [self.participant(self.mention(member)) for member in members]
        if clauses.tree.pos[token] == "PRON" and mention.entity is None and not mention.refers_to:
            return []
        return [self.participant(mention)]

    def participant(self, mention: Mention) -> Participant:
        """A mention in a role, under the fullest name that the page gives its actor."""
        text = mention.text
        if mention.entity and (_is_full_name(mention) or _is_pronoun(mention)):
            text = self._fullest.get(mention.entity, text)
        elif mention.refers_to and mention.refers_to in self._by_id:
            text = self._by_id[mention.refers_to].text
        return Participant(mention=mention.id, entity=mention.entity, text=text)

    def _holder(self, clauses: Clauses, token: int) -> Mention | None:
        """Who holds the ground or building that a token names ("the rebel-held town")."""
        for child in clauses.dependents(token, "amod", "acl"):
            if clauses.tree.lemmas[child].lower() in HOLDING:
                for holder in clauses.dependents(
                    child, "compound", "obl:agent", "obl:unmarked", "obl", "nsubj"
                ):
                    mention = self.actor_at(clauses, holder)
                    if mention is not None:
                        return mention
        return None

    def _nested(self, clauses: Clauses, token: int) -> Mention | None:
        """The actor named inside a noun phrase ("ISIL tanks", "the headquarters of the group")."""
        if clauses.tree.pos[token] == "PRON" or self.place_at(clauses, token) is not None:
            return None
        if token in self.event_nouns:
            return None
        for relations in NESTED:
            for child in clauses.dependents(token, *relations):
                mention = self._nested_at(clauses, child)
                if mention is None and relations == ("compound", "nmod:desc"):
                    # "ISIL weapons caches": a compound of a compound
                    inner = clauses.dependents(child, "compound", "amod")
                    mention = next(filter(None, (self._nested_at(clauses, t) for t in inner)), None)
                if mention is not None:
                    return mention
        return None

    def _nested_at(self, clauses: Clauses, child: int) -> Mention | None:
        dep = clauses.tree.deps[child]
        if dep.startswith("acl"):
            holders = clauses.after(child, "by")
            return self.actor_at(clauses, holders[0]) if holders else None
        preposition = clauses.preposition(child)
        if dep == "nmod" and preposition is not None and preposition not in NESTED_PREPOSITIONS:
            return None
        return self.actor_at(clauses, child)


def same_actor(a: Participant, b: Participant) -> bool:
    """Whether two participants are one actor: the same mention, or the same entity.

    Two of one kind ("a minister", "the regime") need not be one.
    """
    if a.mention == b.mention:
        return True
    return a.entity is not None and a.entity == b.entity and a.entity not in SECTORS


def _is_full_name(mention: Mention) -> bool:
    """Whether a mention is a name and nothing else: no rank, no office, no count before it."""
    words = mention.text.replace("(", " ").replace(")", " ").split()
    plain = all(word[:1].isupper() or word.lower() in NAME_PARTICLES for word in words)
    offices = word_class("official") | word_class("person")
    return plain and not any(w.endswith(".") or w.lower() in offices for w in words)


def _is_pronoun(mention: Mention) -> bool:
    return mention.text.lower() in PRONOUNS


def _is_person_word(clauses: Clauses, token: int) -> bool:
    lemma = clauses.tree.lemmas[token].lower()
    return clauses.tree.pos[token] in {"NOUN", "PROPN"} and any(
        lemma in word_class(name) for name in ACTING_CLASSES
    )


def noun_phrase(clauses: Clauses, head: int) -> tuple[int, int]:
    """Character span of a noun with its modifiers, without articles, clauses and asides."""
    tree = clauses.tree
    kept = {head}
    stack = [head]
    while stack:
        token = stack.pop()
        for child in clauses.children[token]:
            if _in_phrase(clauses, child, head):
                kept.add(child)
                stack.append(child)
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return tree.starts[first], tree.ends[last]


def _in_phrase(clauses: Clauses, child: int, head: int) -> bool:
    dep = clauses.tree.deps[child]
    if child < head:
        return dep in {
            "amod",
            "compound",
            "nummod",
            "nmod:poss",
            "advmod",
            "nmod:desc",
            "flat",
        }
    return dep in {"flat", "compound", "case", "nmod", "det", "amod"} and child - head <= 8
