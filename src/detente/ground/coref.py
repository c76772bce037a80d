"""Within one document: short forms, surnames, "the group", "both sides" and "they" point back.

Rules on number, kind and nearness only; where two readings compete, nothing is resolved.
"""

import re
from collections.abc import Sequence

from detente.ground.cast import Cast
from detente.ground.draft import Draft
from detente.ground.normal import bare_key, name_key
from detente.ground.owners import OWN
from detente.ground.people import HONORIFICS
from detente.knowledge.registry import SECTORS, Role

_GROUP_NOUNS = frozenset(("group", "movement", "organisation", "faction", "militia", "alliance",
                          "coalition", "party", "agency", "armed group", "rebel group",
                          "militant group", "terrorist group"))  # fmt: skip
_PAIR_NOUNS = _GROUP_NOUNS | {
    "side",
    "warring party",
    "country",
    "force",
    "ally",
    "leader",
    "nation",
}
_AND = re.compile(r"(?:\s*\([^()]{0,90}\))?\s+(?:and|(?:[^\s.,;:]+\s+){0,4}with)\s+(?:the\s+)?")
_BACK = 60
_NOUN_REACH = 6
"""Sentences."""
_OWNER = re.compile(r"([\w-]+)[’']s?\s")
_POINTERS = frozenset(("the", "this", "that", "these", "those", "both", "two"))
_MEMBER_REACH = 3
_ARMED = frozenset(("REB", "UAF", "PRM", "CRM"))


class Threads:
    """Follows who is talked about through the mentions of one document, in order."""

    def __init__(self, text: str, cast: Cast, sentence_of: Sequence[int]) -> None:
        self._text = text
        self._cast = cast
        self._registry = cast.lexicon.registry
        self._sentence_of = sentence_of
        self._first: dict[str, Draft] = {}
        self._by_tail: dict[str, Draft] = {}
        self._by_word: dict[str, Draft] = {}
        self._recent: list[tuple[int, Draft]] = []
        self._pairs: list[tuple[int, tuple[Draft, Draft]]] = []

    def follow(self, drafts: Sequence[Draft]) -> None:
        """Sets `refers`, `members` and `entity` of all actor mentions, in order."""
        previous: tuple[int, Draft] | None = None
        for index, draft in enumerate(drafts):
            if draft.kind != "actor":
                continue
            sentence = self._sentence_of[index]
            if draft.members:
                self._joint(draft, sentence)
            elif draft.pronoun is not None:
                self._pronoun(draft, sentence)
            elif draft.role is not None and draft.name is None:
                self._noun(draft, sentence)
            else:
                self._name(draft)
            if draft.pronoun is None and (draft.entity or draft.person or draft.name):
                if draft.refers is None and draft.entity is not None:
                    self._link_first(draft)
                if not draft.inner:
                    self._pair(previous, (sentence, draft))
                    previous = (sentence, draft)
                self._recent.append((sentence, draft))
                del self._recent[:-_BACK]

    def _joint(self, draft: Draft, sentence: int) -> None:
        """Two actors in one phrase are a pair that "both sides" may mean."""
        if len(draft.members) == 2:
            one, two = draft.members
            self._pairs.append((sentence, (one, two)))

    def _link_first(self, draft: Draft) -> None:
        entity = draft.entity or ""
        if entity in SECTORS:
            return  # "gunmen" here are not the gunmen there
        first = self._first.setdefault(entity, draft)
        if first is not draft:
            draft.refers = first

    def _name(self, draft: Draft) -> None:
        """A surname or short form of a name that stood before."""
        key = bare_key(name_key(draft.name or ""))
        words = key.split()
        if not words:
            return
        known = draft.entity is not None and not draft.entity.startswith("new:")
        if draft.role is not None and draft.entity is not None and not draft.person:
            return
        if not known and len(words) == 1 and self._short_name(draft):
            return
        if len(words) > 1 and draft.entity is not None:
            self._by_word.update((word, draft) for word in words if len(word) > 3)
        if not known and len(words) <= 2:
            earlier = self._by_tail.get(words[-1])
            if earlier is not None and earlier is not draft and not self._namesakes(earlier, draft):
                draft.refers = earlier.refers or earlier
                draft.entity = earlier.entity
                draft.person = earlier.person
                return
        if draft.person or not known:
            for word in {words[-1]} if draft.person else {words[0], words[-1]}:
                if len(word) > 3:
                    self._by_tail.setdefault(word, draft)

    def _namesakes(self, one: Draft, two: Draft) -> bool:
        """Whether two persons of one surname have different first names."""
        if not (one.person and two.person):
            return False
        first, second = self._first_name(one), self._first_name(two)
        return bool(first and second and first != second)

    def _first_name(self, draft: Draft) -> str | None:
        """The word before a surname, unless it is a title or is not written as a name."""
        words = self._text[draft.start : draft.end].split()
        before = words[-2].strip(".,") if len(words) > 1 else ""
        titled = before.lower() in HONORIFICS or before.lower() in self._registry.roles
        return name_key(before) if before[:1].isupper() and not titled else None

    def _noun(self, draft: Draft, sentence: int) -> None:
        """Nouns that point back: "the group", "both sides", "the army"."""
        role = draft.role
        if role is None:
            return
        if draft.words and draft.words[0] in OWN:
            self._owned(draft, role)
            return
        settled = draft.entity is not None and draft.entity not in SECTORS
        if self._short_name(draft) or settled or self._possessed(draft, role, sentence):
            return
        if self._is_pair(draft, role):
            draft.members = self._last_pair(sentence, 8) or ()
            draft.entity = None
            return
        if role.cls == "body":
            draft.entity = None
        if not draft.definite or draft.number is not None:
            return
        several = draft.plural and role.cls != "office"
        earlier = (self._same_side if several else self._compatible)(draft, sentence)
        if earlier is not None:
            draft.refers = earlier.refers or earlier
            draft.entity = earlier.entity

    def _is_pair(self, draft: Draft, role: Role) -> bool:
        """Whether a noun means both of two: "the two groups", "the sides", "each side"."""
        if draft.words[:1] == ("each",):
            return role.noun == "side"
        two = draft.number == 2 or (role.noun == "side" and draft.definite)
        return draft.plural and role.noun in _PAIR_NOUNS and two

    def _owned(self, draft: Draft, role: Role) -> None:
        """What belongs to somebody acts for them: "its forces"; "its allies" are left open."""
        base = self._cast.base_of(draft.owner.entity) if draft.owner is not None else None
        if role.cls == "body":
            draft.entity = None
        elif base is not None:
            draft.entity = self._cast.combine(base, role)

    def _possessed(self, draft: Draft, role: Role, sentence: int) -> bool:
        """Reads "the Front's leader", "the group's fighters": the owner points back."""
        match = _OWNER.match(self._text, draft.start, draft.end)
        if match is None or role.cls == "body":
            return False
        word = match[1]
        earlier = self._by_word.get(word.lower()) if word[:1].isupper() else None
        body, _ = self._registry.roles.get(word.lower(), (None, False))
        if earlier is None and body is not None and body.noun in _GROUP_NOUNS:
            pointer = Draft(draft.start, match.end(1), "actor", role=body, definite=True)
            earlier = self._compatible(pointer, sentence)
        base = self._cast.base_of(earlier.entity) if earlier is not None else None
        if base is not None:
            draft.entity = self._cast.combine(base, role)
        return base is not None

    def _short_name(self, draft: Draft) -> bool:
        """Reads "the Brigades" as the name before that holds this very word."""
        word = self._text[draft.start : draft.end]
        earlier = self._by_word.get(word.lower()) if word[:1].isupper() else None
        if earlier is None or not draft.definite or " " in word:
            return False
        draft.refers, draft.entity = earlier.refers or earlier, earlier.entity
        return True

    def _same_side(self, draft: Draft, sentence: int) -> Draft | None:
        """The one mention near enough that "the militants" or "the soldiers" can stand for."""
        role = draft.role
        if role is None or set(draft.words) - _POINTERS - set(
            draft.words[-role.noun.count(" ") - 1 :]
        ):
            return None  # "the coalition soldiers" are told apart by more than their noun
        found: dict[str, Draft] = {}
        for at, other in reversed(self._recent):
            if sentence - at > _MEMBER_REACH:
                break
            if other.entity is None or other.person:
                continue
            same_noun = other.role is not None and other.role.noun == role.noun
            sector = self._nature(other)[1]
            armed = role.cls == "member" and role.sector in _ARMED and sector in _ARMED
            one_kind = sector == role.sector and other.entity not in SECTORS
            if same_noun or armed or (one_kind and role.cls != "people"):
                found.setdefault(other.entity, other)
        return next(iter(found.values())) if len(found) == 1 else None

    def _compatible(self, draft: Draft, sentence: int) -> Draft | None:
        """The latest mention that a definite noun can stand for."""
        for at, other in reversed(self._recent):
            if sentence - at > _NOUN_REACH:
                return None
            if other.entity is None or draft.role is None:
                continue
            several = other.plural and other.role is not None and other.role.cls != "organ"
            several = several and not self._is_named_body(other)
            if not several and self._fits(draft.role, other):
                return other
        return None

    def _fits(self, role: Role, other: Draft) -> bool:
        """Whether a role noun can point back to a mention."""
        kind, sector = self._nature(other)
        if role.noun in ("coalition", "alliance"):
            return kind == "coalition"
        if role.noun in _GROUP_NOUNS:
            named = other.role is None or self._is_named_body(other)
            return kind in ("organisation", "coalition") and named
        same_noun = other.role is not None and other.role.noun == role.noun
        if role.cls == "organ":
            return sector == role.sector and (same_noun or other.entity not in SECTORS)
        return role.cls == "office" and same_noun

    def _is_named_body(self, draft: Draft) -> bool:
        """Whether a phrase with a role noun stands for a body with a name ("the X group")."""
        entity = draft.entity or ""
        return entity in self._registry.entries or entity.startswith("new:")

    def _nature(self, draft: Draft) -> tuple[str | None, str | None]:
        entry = self._registry.entries.get(draft.entity or "")
        if entry is not None:
            return entry.actor.kind, entry.actor.sector
        entity = draft.entity or ""
        if entity.startswith("new:"):
            actor = self._cast.actors.get(entity)
            return (actor.kind, actor.sector) if actor is not None else ("organisation", None)
        if entity in self._registry.states:
            return "state", None
        sector = entity.split(":")[0].rpartition("-")[2]
        return ("population" if sector == "CVL" else "organ"), sector

    def _pronoun(self, draft: Draft, sentence: int) -> None:
        """Makes "they" both of two joined names, or the one plural mention before."""
        word = draft.pronoun
        if word in ("latter", "former"):
            pair = self._last_pair(sentence, 1)
            if pair is not None:
                earlier = pair[word == "latter"]
                draft.refers, draft.entity = earlier.refers or earlier, earlier.entity
            return
        if word == "each other":
            draft.members = self._last_pair(sentence, 0) or ()
            return
        if word == "they" and (body := self._subject_body(sentence)) is not None:
            draft.refers, draft.entity = body.refers or body, body.entity
            return
        if word in ("they", "them", "both"):
            pair = self._last_pair(sentence, 2)
            single = self._last_plural(sentence)
            if pair is not None and (single is None or pair[1].start >= single.start):
                draft.members = pair
            elif single is not None and word != "both":
                draft.refers, draft.entity = single.refers or single, single.entity
            return
        person = word in ("he", "she", "him", "her")
        found = [
            other
            for at, other in self._recent
            if sentence - at <= 1
            and not (other.plural or other.inner)
            and self._singular(other, person=person)
        ]
        same = len({id(other.refers or other) for other in found}) == 1
        if found and (same or (found[-1].subject and draft.subject)):
            other = found[-1]
            draft.refers, draft.entity = other.refers or other, other.entity

    def _subject_body(self, sentence: int) -> Draft | None:
        """The one group whose clause "they" follows: "The X said they …"."""
        here = [other for at, other in self._recent if at == sentence and not other.inner]
        joined = self._last_pair(sentence, 0)
        if joined is not None or len(here) != 1 or not here[0].subject:
            return None
        return here[0] if self._is_named_body(here[0]) else None

    def _singular(self, draft: Draft, *, person: bool) -> bool:
        """Whether "he" or "it" can stand for a mention."""
        if person:
            return draft.person and draft.subject
        return not draft.person and self._is_body(draft)

    def _is_body(self, draft: Draft) -> bool:
        return draft.entity is not None and self._nature(draft)[0] != "population"

    def _last_plural(self, sentence: int) -> Draft | None:
        for at, other in reversed(self._recent):
            if sentence - at > 1:
                return None
            if other.plural and (other.entity is not None) and (other.subject or at == sentence):
                return other
        return None

    def _pair(self, one: tuple[int, Draft] | None, two: tuple[int, Draft]) -> None:
        """Remembers two different named actors that stand side by side in one sentence."""
        if one is None or one[0] != two[0]:
            return
        a, b = one[1], two[1]
        one_is, two_is = a.entity or a.name, b.entity or b.name
        named = one_is is not None and two_is is not None and one_is != two_is
        if named and self._joined(a, b):
            self._pairs.append((two[0], (a, b)))

    def _joined(self, a: Draft, b: Draft) -> bool:
        return a.end <= b.start and _AND.fullmatch(self._text, a.end, b.start) is not None

    def _last_pair(self, sentence: int, back: int) -> tuple[Draft, Draft] | None:
        if self._pairs and sentence - self._pairs[-1][0] <= back:
            return self._pairs[-1][1]
        return None
