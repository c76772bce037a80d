"""Within one document: short forms, surnames, "the group", "both sides" and "they" point back.

Rules on number, kind and nearness only; where two readings compete, nothing is resolved.
"""

import re
from collections.abc import Sequence

from detente.ground.draft import Draft
from detente.ground.normal import bare_key, name_key
from detente.knowledge.registry import SECTORS, Registry

_GROUP_NOUNS = frozenset(("group", "movement", "organisation", "faction", "militia", "alliance",
                          "coalition", "party", "agency", "armed group", "rebel group",
                          "militant group", "terrorist group"))  # fmt: skip
_PAIR_NOUNS = _GROUP_NOUNS | {"side", "warring party", "country", "force", "ally", "leader", "nation"}
_AND = re.compile(r"(?:\s*\([^()]{0,90}\))?,?\s+(?:and|with)\s+(?:the\s+)?")
_BACK = 60
_OWN = frozenset(("its", "their", "his", "her"))


class Threads:
    """Follows who is talked about through the mentions of one document, in order."""

    def __init__(self, text: str, registry: Registry, sentence_of: Sequence[int]) -> None:
        self._text = text
        self._registry = registry
        self._sentence_of = sentence_of
        self._first: dict[str, Draft] = {}
        self._by_tail: dict[str, Draft] = {}
        self._recent: list[tuple[int, Draft]] = []
        self._pairs: list[tuple[int, tuple[Draft, Draft]]] = []

    def follow(self, drafts: Sequence[Draft]) -> None:
        """Sets `refers`, `members` and `entity` of all actor mentions, in order."""
        previous: tuple[int, Draft] | None = None
        for index, draft in enumerate(drafts):
            if draft.kind != "actor":
                continue
            sentence = self._sentence_of[index]
            if draft.pronoun is not None:
                self._pronoun(draft, sentence)
            elif draft.role is not None and draft.name is None:
                self._noun(draft, sentence)
            else:
                self._name(draft)
            if draft.pronoun is None and (draft.entity or draft.person or draft.name):
                if draft.refers is None and draft.entity is not None:
                    self._link_first(draft)
                self._pair(previous, (sentence, draft))
                previous = (sentence, draft)
                self._recent.append((sentence, draft))
                del self._recent[:-_BACK]

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
        if not known and len(words) <= 2:
            earlier = self._by_tail.get(words[-1])
            if earlier is not None and earlier is not draft:
                draft.refers = earlier.refers or earlier
                draft.entity = earlier.entity
                draft.person = earlier.person
                return
        if draft.person or not known:
            for word in {words[-1]} if draft.person else {words[0], words[-1]}:
                if len(word) > 3:
                    self._by_tail.setdefault(word, draft)

    def _noun(self, draft: Draft, sentence: int) -> None:
        """ "The group", "both sides", "the army"."""
        role = draft.role
        if role is None:
            return
        if draft.words and draft.words[0] in _OWN:
            draft.entity = draft.entity if role.cls != "body" else None
            return
        pair_noun = role.noun in _PAIR_NOUNS
        if draft.plural and pair_noun and (draft.number == 2 or role.noun == "side"):
            pair = self._last_pair(sentence, 8)
            if pair is not None and (draft.definite or draft.number == 2):
                draft.members = pair
            draft.entity = None
            return
        if role.cls == "body":
            draft.entity = None
        if draft.plural or not draft.definite or draft.number is not None:
            return
        earlier = self._compatible(draft, sentence)
        if earlier is not None:
            draft.refers = earlier.refers or earlier
            draft.entity = earlier.entity

    def _compatible(self, draft: Draft, sentence: int) -> Draft | None:
        """The latest mention that a definite noun can stand for."""
        role = draft.role
        if role is None:
            return None
        for at, other in reversed(self._recent):
            if sentence - at > 6:
                return None
            if other.entity is None or other.plural and other.role is not None:
                continue
            kind, sector = self._nature(other)
            if role.noun in _GROUP_NOUNS:
                if kind in ("organisation", "coalition") and other.role is None:
                    return other
            elif role.cls == "organ" and sector == role.sector and other.role is not None:
                if other.role.noun == role.noun or other.entity not in SECTORS:
                    return other
            elif role.cls == "organ" and sector == role.sector and other.entity not in SECTORS:
                return other
            elif role.cls == "office" and other.role is not None and other.role.noun == role.noun:
                return other
        return None

    def _nature(self, draft: Draft) -> tuple[str | None, str | None]:
        entry = self._registry.entries.get(draft.entity or "")
        if entry is not None:
            return entry.actor.kind, entry.actor.sector
        entity = draft.entity or ""
        if entity.startswith("new:"):
            return "organisation", None
        if entity in self._registry.states:
            return "state", None
        sector = entity.split(":")[0].rpartition("-")[2]
        return ("population" if sector == "CVL" else "organ"), sector

    def _pronoun(self, draft: Draft, sentence: int) -> None:
        """ "They" after two joined names is both; after one plural mention it is that one."""
        word = draft.pronoun
        if word in ("they", "them", "both"):
            pair = self._last_pair(sentence, 2)
            single = self._last_plural(sentence)
            if pair is not None and (single is None or pair[1].start >= single.start):
                draft.members = pair
            elif single is not None and word != "both":
                draft.refers, draft.entity = single.refers or single, single.entity
            return
        want_person = word in ("he", "she", "him", "her")
        found = [
            other
            for at, other in self._recent
            if sentence - at <= 1 and other.person == want_person and not other.plural
            and (other.subject or not want_person) and (want_person or self._is_body(other))
        ]  # fmt: skip
        keys = {id(other.refers or other) for other in found}
        if found and (len(keys) == 1 or found[-1].subject and draft.subject):
            other = found[-1]
            draft.refers, draft.entity = other.refers or other, other.entity

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
        named = a.entity is not None and b.entity is not None and a.entity != b.entity
        if named and self._joined(a, b):
            self._pairs.append((two[0], (a, b)))

    def _joined(self, a: Draft, b: Draft) -> bool:
        return a.end <= b.start and _AND.fullmatch(self._text, a.end, b.start) is not None

    def _last_pair(self, sentence: int, back: int) -> tuple[Draft, Draft] | None:
        if self._pairs and sentence - self._pairs[-1][0] <= back:
            return self._pairs[-1][1]
        return None
