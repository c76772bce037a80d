"""Names of public persons read as their offices: "Hosni Mubarak", "Mubarak's government".

The office in force at the document's date counts; later than that the country with the former
officials. Without a date it is the office held now, else the longest. A surname that several bear
is told by title, date and the countries that the text speaks of, or stays open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.ground.draft import Draft
from detente.ground.names import Names
from detente.ground.people import HONORIFICS, Full, People, Person
from detente.knowledge.registry import SECTORS, Days, Holder, Role

_OF = re.compile(r"\s+(?:of|under|led by|headed by)\s+(?:the\s+)?")
_OWN = re.compile(r"[’']s?\Z")
_TITLE_OF = re.compile(r"\b[A-Z][a-z]+ of \Z")
_HEADS = frozenset(
    (
        *("president", "prime minister", "chancellor", "king", "queen", "emir", "sultan"),
        *("supreme leader", "leader", "secretary-general"),
    )
)
"""Offices that a person is best known for."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A person in a phrase: "Mr" + Mubarak + "government"."""

    lead: tuple[str, ...]
    surname: str
    tail: tuple[str, ...]
    people: tuple[Person, ...]
    full: bool


class Officials:
    """Reads the public persons of one document.

    Args:
        names: its known names.
        people: all office holders.
        fulls: their full names in the text, sorted.
        day: when it was published; None where unknown.
    """

    def __init__(
        self, names: Names, people: People, fulls: Sequence[Full], day: Days | None
    ) -> None:
        self._names = names
        self._text = names.text
        self._cast = names.cast
        self._registry = names.registry
        self._people = people
        self._fulls = fulls
        self._day = day
        self._met = {person.name for full in fulls for person in full.people}
        self._told: dict[str, str] = {}
        """By person what the text itself calls them: "Egyptian President Hosni Mubarak"."""

    def settle(self, drafts: Sequence[Draft], times: Sequence[Draft]) -> list[Draft]:
        """Gives the drafts of public persons their office; returns all, and those missed so far."""
        found = [(draft, named) for draft in drafts if (named := self._named(draft)) is not None]
        for draft, named in found:
            self._tell(draft, named)
        for draft, named in found:
            if named.tail:
                self._role_of(draft, named)
            else:
                self._person(draft, named)
        self._owned(drafts)
        kept = self._with_titles(drafts)
        return [*kept, *self._missed([*kept, *times])]

    def _named(self, draft: Draft) -> _Named | None:
        """The public person in a draft, None where there is none."""
        new_place = draft.kind == "place" and (draft.entity or "").startswith("new-place:")
        if draft.pronoun or draft.members or not (draft.kind == "actor" or new_place):
            return None
        for full in self._fulls:
            if draft.start <= full.start and full.end <= draft.end:
                lead = tuple(self._text[draft.start : full.start].split())
                tail = tuple(self._text[full.end : draft.end].split())
                surname = self._text[full.start : full.end].split()[-1]
                if tail and _OWN.fullmatch(tail[0]):
                    tail = tail[1:]
                return _Named(lead, surname, tail, full.people, full=True)
        return None if new_place else self._by_surname(draft)

    def _by_surname(self, draft: Draft) -> _Named | None:
        """A surname after a title, alone, or before what its bearer owns."""
        words = self._text[draft.start : draft.end].split()
        at = next((i for i, word in enumerate(words) if self._people.called(word)), None)
        if at is None or any(not self._leads(draft, word) for word in words[:at]):
            return None
        tail = tuple(words[at + 1 :])
        if tail and not (_OWN.search(words[at]) or self._tail_role(tail)):
            return None
        if not tail and not draft.person:
            return None
        return _Named(
            tuple(words[:at]), words[at], tail, self._people.called(words[at]), full=False
        )

    def _leads(self, draft: Draft, word: str) -> bool:
        """Whether a word before a surname is no first name."""
        plain = word.lower().strip(".,")
        if not word[:1].isupper() or plain in HONORIFICS or plain in self._registry.roles:
            return True
        at = self._text.find(word, draft.start, draft.end)
        if any(hit.start <= at < hit.end for hit in self._names.within(draft.start, draft.end)):
            return True
        return any(plain in noun.split() for noun in self._titles(draft))

    def _titles(self, draft: Draft) -> tuple[str, ...]:
        return (draft.role.noun,) if draft.role is not None else ()

    def _tail_role(self, tail: Sequence[str]) -> Role | None:
        """The role noun that ends a phrase."""
        for size in range(min(3, len(tail)), 0, -1):
            found = self._registry.roles.get(" ".join(tail[-size:]).lower())
            if found is not None:
                return found[0]
        return None

    def _tell(self, draft: Draft, named: _Named) -> None:
        """Notes the office that the text names beside the person."""
        if named.tail or draft.entity is None or not self._settled(draft):
            return
        base = self._cast.base_of(draft.entity)
        for person in named.people:
            if any(term.of == base for term in person.terms) and len(named.people) == 1:
                self._told.setdefault(person.name, draft.entity)

    def _settled(self, draft: Draft) -> bool:
        """Whether a draft has its actor from a name inside the phrase or after "of"."""
        entity = draft.entity
        if entity is None or entity in SECTORS or entity.startswith(("new:", "new-place:")):
            return False
        if self._names.within(draft.start, draft.end):
            return True
        return not re.match(r"\s+(?:in|from)\s", self._text[draft.end : draft.end + 8])

    def _person(self, draft: Draft, named: _Named) -> None:
        """Gives a person's own mention the office."""
        title = draft.role or self._title(named.lead)
        entity = None if self._settled(draft) else self._meaning(named, title)
        if entity is None:
            return
        if draft.kind == "place":
            draft.kind, draft.sense, draft.case = "actor", None, None
        draft.entity, draft.person = entity, True
        draft.name = draft.name or named.surname

    def _role_of(self, draft: Draft, named: _Named) -> None:
        """Gives "Mubarak's government" and "the Assad regime" to the state or group."""
        role = self._tail_role(named.tail)
        if role is None or self._settled(draft):
            return
        governs = role if role.sector == "GOV" and role.cls != "office" else None
        base = self._cast.base_of(self._meaning(named, self._title(named.lead), governs))
        if base is None or (role.cls == "body" and base not in self._registry.entries):
            return
        draft.entity = self._cast.combine(base, role)
        draft.role, draft.person, draft.name = role, False, None

    def _title(self, lead: Sequence[str]) -> Role | None:
        """The office that ends the words before a name."""
        role = self._tail_role([word.strip(".,") for word in lead]) if lead else None
        return role if role is not None and role.cls == "office" else None

    def _with_titles(self, drafts: Sequence[Draft]) -> list[Draft]:
        """All drafts, with "Secretary of" put back before "State Condoleezza Rice"."""
        starts = {draft.start: draft for draft in drafts}
        inside: set[int] = set()
        for draft in drafts:
            before = _TITLE_OF.search(self._text, max(0, draft.start - 30), draft.start)
            if not draft.person or draft.role is not None or before is None:
                continue
            first = self._text[draft.start : draft.end].split()[0]
            role, _ = self._registry.roles.get(f"{before[0]}{first}".lower(), (None, False))
            if role is not None and role.cls == "office" and draft.entity is not None:
                if before.start() in starts:
                    inside.add(id(starts[before.start()]))
                draft.start, draft.role = before.start(), role
        return [draft for draft in drafts if id(draft) not in inside]

    def _owned(self, drafts: Sequence[Draft]) -> None:
        """Reads "the government of President Mubarak"."""
        persons = {draft.start: draft for draft in drafts if draft.person and draft.entity}
        for draft in drafts:
            role = draft.role
            if role is None or role.cls != "organ" or draft.entity not in SECTORS:
                continue
            match = _OF.match(self._text, draft.end)
            base = (
                self._cast.base_of(persons[match.end()].entity)
                if match and (match.end() in persons)
                else None
            )
            if base is not None:
                draft.entity = self._cast.combine(base, role)

    def _missed(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Mentions of full names that no phrase has taken up."""
        more = []
        for full in self._fulls:
            if any(draft.start < full.end and full.start < draft.end for draft in drafts):
                continue
            surname = self._text[full.start : full.end].split()[-1]
            entity = self._meaning(_Named((), surname, (), full.people, full=True), None)
            if entity is not None:
                draft = Draft(full.start, full.end, "actor", entity, name=surname, person=True)
                draft.inner = self._text.startswith(("’s", "'s"), full.end)
                more.append(draft)
        return more

    def _meaning(
        self, named: _Named, title: Role | None, governs: Role | None = None
    ) -> str | None:
        """Which office a name stands for here; None where nothing tells."""
        people = named.people
        known = tuple(p for p in people if p.name in self._met or p.name in self._told)
        if not named.full and not known and not self._allowed(named, title, governs):
            return None
        people = known or people
        titled = tuple(p for p in people if title and any(_fits(title, t) for t in p.terms))
        heads = tuple(p for p in titled if title and self._states_of([p], title))
        people = heads or titled or people
        if self._day is not None and len(people) > 1:
            day = self._day
            people = tuple(p for p in people if p.on(day)) or people
        entities = {self._told.get(p.name) or self._office(p, title) for p in people} - {None}
        if len(entities) > 1:
            weights = {e: self._weight(e or "") for e in entities}
            best = max(weights.values())
            entities = {e for e in entities if best and weights[e] == best}
        return entities.pop() if len(entities) == 1 else None

    def _allowed(self, named: _Named, title: Role | None, governs: Role | None) -> bool:
        """Whether a surname that no full name has introduced may be read as an office."""
        fits = [p for p in named.people if any(title and _fits(title, t) for t in p.terms)]
        if fits or governs is not None:
            if not self._people.is_common(named.surname):
                return True
            people = fits or named.people
            if title and title.noun in _HEADS and len(self._states_of(fits, title)) == 1:
                return True
            here = any(self._weight(term.of) for p in people for term in p.terms)
            return here or (self._day is not None and any(p.on(self._day) for p in people))
        if title is not None and title.sector not in ("MIL", "ELI"):
            return False  # "Senator Clinton" is not the president of that name
        if self._people.is_common(named.surname) or self._namesake(named.surname):
            return False
        return len({term.of for person in named.people for term in person.terms}) == 1

    def _states_of(self, people: Iterable[Person], title: Role) -> set[str]:
        """The states in which persons have held the very office of a title."""
        terms = (term for person in people for term in person.terms)
        held = {term.of for term in terms if term.office.noun == title.noun}
        return held & self._registry.states.keys()

    def _weight(self, actor: str) -> int:
        """How often the text speaks of the country or group that an office belongs to."""
        return self._names.spoken_of(self._cast.base_of(actor) or actor)

    def _namesake(self, surname: str) -> bool:
        """Whether the text also names another of the surname by a first name of their own."""
        plain = re.escape(_OWN.sub("", surname))
        for match in re.finditer(rf"([A-Z][\w’'-]+)\s+{plain}\b", self._text):
            word = match[1].lower()
            if word in HONORIFICS or word in self._registry.roles:
                continue
            if self._names.within(match.start(1), match.end(1)):
                continue
            if match.start() and self._text[: match.start()].rstrip(" ")[-1:] not in ".!?\n“”":
                return True
        return False

    def _office(self, person: Person, title: Role | None) -> str | None:
        """What a person stands for at the document's date."""
        if self._day is None:
            if title is not None and title.sector == "ELI":
                return self._former(_best(person.terms, title))
            return self._held(_best(person.terms, title))
        now = person.on(self._day)
        if now and not (title is not None and title.sector == "ELI"):
            return self._held(_best(now, title))
        past = person.until(self._day) or (now if title is not None else ())
        return self._former(_best(past, title)) if past else None

    def _held(self, term: Holder) -> str | None:
        return self._cast.combine(term.of, term.office)

    def _former(self, term: Holder) -> str | None:
        """The country with its former officials; None for one who led a group or body."""
        if term.of not in self._registry.states:
            return None
        noun = f"former {term.office.noun}"
        role = replace(term.office, noun=noun, sector="ELI", nonstate="ELI")
        return self._cast.combine(term.of, role)


def _fits(title: Role, term: Holder) -> bool:
    """Whether a title is that of an office, or a part of it: "Secretary", "Minister"."""
    noun = title.noun.removeprefix("former ").removeprefix("ex-")
    return (
        noun == term.office.noun
        or (noun not in _HEADS and set(noun.split()) <= set(term.office.noun.split()))
        or (noun == "leader" and term.office.noun in _HEADS)
    )


def _best(terms: Iterable[Holder], title: Role | None) -> Holder:
    """The term that a title names, else the highest office held longest."""

    def rank(term: Holder) -> tuple[bool, bool, int, str]:
        told = title is not None and _fits(title, term)
        years = int(term.days.last[:4]) - int(term.days.first[:4])
        return told, term.office.noun in _HEADS, years, term.since

    return max(terms, key=rank)
