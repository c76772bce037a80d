"""What the registry consists of, and what can be asked of it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.knowledge.registry.spans import Days
from detente.model.record import Actor, RelationKind

Inter = Literal[1, 2, 3, 4, 5, 6, 7, 8]
"""ACLED's actor types: 1 state forces, 2 rebel groups, 3 political militias, 4 identity militias,
5 rioters, 6 protesters, 7 civilians, 8 external or other forces (ACLED codebook)."""
ALWAYS = Days()


@dataclass(frozen=True, slots=True)
class Name:
    """A name and when it was the bearer's, as EDTF years, months or days; None is open."""

    text: str
    since: str | None = None
    until: str | None = None
    days: Days = ALWAYS
    """From the first day of `since` to the last of `until`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered actor with all its names, the present one first."""

    id: str
    names: tuple[Name, ...]
    actor: Actor
    source: str
    inter: Inter | None = None
    """As seen in its own country; a state's forces abroad are external."""
    ucdp: str | None = None
    """Actor id of the Uppsala Conflict Data Program."""
    wikidata: str | None = None

    def name_on(self, day: date) -> str:
        """The name that was valid on a day: of several the one borne last, else the first.

        A name without dates counts as borne from the beginning. Where no name holds the day,
        the present name is returned.
        """
        at = day.isoformat()
        held = [name for name in self.names if name.days.first <= at <= name.days.last]
        return max(held, key=lambda name: name.days.first, default=self.names[0]).text


@dataclass(frozen=True, slots=True)
class State:
    """A state with what combines with role nouns: adjectives, and its capital as its government."""

    iso3: str
    entry: Entry
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A people or community that is not the whole people of one state."""

    id: str
    entry: Entry
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a common noun says about the actor that it names."""

    noun: str
    sector: str | None
    nonstate: str | None
    """Sector beside a group or people."""
    cls: str
    """organ, office, member, people or body."""
    inter: Inter | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How two entries stand to each other ("a joined b"), with EDTF bounds."""

    a: str
    kind: str
    """A word of link_kinds.csv, finer than the record's relations."""
    b: str
    since: str | None
    until: str | None
    source: str
    relation: RelationKind
    """What the record calls it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A term in a public office; rows of one name are one person."""

    name: str
    names: tuple[str, ...]
    """Other spellings; a single word is what the person is called for short."""
    office: Role
    of: str
    """State or registry id."""
    since: str
    until: str | None
    days: Days
    source: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that the actor files say."""

    entries: dict[str, Entry]
    """Groups and organisations by id."""
    states: dict[str, State]
    peoples: dict[str, People]
    roles: dict[str, tuple[Role, bool]]
    """By noun phrase in lower case, singular and plural; True marks the plural."""
    links: tuple[Link, ...]
    holders: tuple[Holder, ...] = ()
    """Who held which public office, and when."""

    def entry(self, actor_id: str) -> Entry | None:
        """The entry of a group, organisation, state or people; None for an unknown id."""
        if actor_id in self.states:
            return self.states[actor_id].entry
        if actor_id in self.peoples:
            return self.peoples[actor_id].entry
        return self.entries.get(actor_id)

    def find(self, text: str) -> tuple[str, ...]:
        """Ids of all that bear a name, at any time; case, accents and marks do not count."""
        key = _plain(text)
        bearers = (e.id for e in self._all() if any(_plain(name.text) == key for name in e.names))
        return tuple(sorted(bearers))

    def lineage(self, actor_id: str) -> tuple[Link, ...]:
        """Where an actor comes from, what came of it, who belonged to it and it to whom.

        Predecessors and successors are followed to the ends of the chain, members and wholes one
        step. Earliest link first, links without a date last.

        Raises:
            KeyError: no entry has this id.
        """
        if self.entry(actor_id) is None:
            raise KeyError(actor_id)
        own = [link for link in self.links if actor_id in (link.a, link.b)]
        found = {link for link in own if link.relation == "part_of"}
        descent = [link for link in self.links if link.relation == "successor_of"]
        found |= _chain(actor_id, descent, older=True) | _chain(actor_id, descent, older=False)
        return tuple(sorted(found, key=lambda link: (link.since or "9", link.a, link.kind, link.b)))

    def _all(self) -> Iterable[Entry]:
        yield from self.entries.values()
        yield from (state.entry for state in self.states.values())
        yield from (people.entry for people in self.peoples.values())


def _chain(start: str, descent: Iterable[Link], *, older: bool) -> set[Link]:
    """All links from `start` on towards predecessors, or towards successors."""
    found: set[Link] = set()
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for link in descent:
            near, far = (link.a, link.b) if older else (link.b, link.a)
            if near == here:
                found.add(link)
                if far not in reached:
                    reached.add(far)
                    waiting.append(far)
    return found


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if char.isalnum())
