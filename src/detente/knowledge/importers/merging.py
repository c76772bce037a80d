"""Actors of a foreign file into the user's folder: new ones, and names for those that are known."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from detente.knowledge.gazetteer import slug
from detente.knowledge.importers.items import (
    Given,
    GivenActor,
    GivenLink,
    GivenName,
    GivenRole,
    Unread,
)
from detente.knowledge.own_actors import LINKS, ROLES, OwnActors, file_of
from detente.knowledge.registry import BODIES, Registry
from detente.knowledge.tables import LIST_MARK
from detente.model.record import Actor


class Bearers(Protocol):
    """Who bears a name, whatever its spelling; new names can be added."""

    def exact(self, text: str) -> tuple[str, ...]:
        """Ids of all that bear a name."""
        ...

    def add(self, actor_id: str, text: str) -> None:
        """Let an actor bear a name."""
        ...


@dataclass(slots=True)
class Summary:
    """What became of a file's lines."""

    new: int = 0
    merged: int = 0
    unchanged: int = 0
    links: int = 0
    roles: int = 0
    unread: list[Unread] = field(default_factory=list)

    @property
    def skipped(self) -> list[Unread]:
        """Lines of which nothing was taken."""
        return [line for line in self.unread if not line.partly]


class Merger:
    """Puts what files tell into a folder; a later file meets what an earlier one brought.

    Args:
        registry: all that is known so far, the folder included.
        own: the folder.
        bearers: who bears which name in the registry.
    """

    def __init__(self, registry: Registry, own: OwnActors, bearers: Bearers) -> None:
        self._registry = registry
        self._own = own
        self._bearers = bearers
        self._added: dict[str, Actor] = {}
        self._roles = {form: role.sector for form, (role, _) in registry.roles.items()}
        self._links = {(link.a, link.kind, link.b, link.since) for link in registry.links}

    def take(self, given: Iterable[Given], source: str) -> Summary:
        """Put all of a file into the folder; nothing is written before the folder's `save`.

        Args:
            given: what the file tells.
            source: what the rows say about where they come from.
        """
        summary = Summary()
        ids: dict[str, str] = {}
        links: list[GivenLink] = []
        for item in given:
            if isinstance(item, Unread):
                summary.unread.append(item)
            elif isinstance(item, GivenLink):
                links.append(item)  # its ends may come later in the file
            elif isinstance(item, GivenRole):
                self._role(item, source, summary)
            else:
                actor_id = self._actor(item, item.source or source, summary)
                if actor_id and item.foreign:
                    ids[item.foreign] = actor_id
        for link in links:
            self._link(link, ids, source, summary)
        summary.unread.sort(key=lambda line: (line.line, line.why))
        return summary

    def _actor(self, given: GivenActor, source: str, summary: Summary) -> str | None:
        """The id under which the actor is now known, or None where it was not taken."""
        found = self._known(given)
        if isinstance(found, Unread):
            summary.unread.append(found)
            return None
        names = self._free(given, found, summary)
        if found is not None:
            if names:
                actor = self._known_actor(found)
                row = {"name": actor.name, "kind": actor.kind, "source": source}
                self._own.extend(found, row, [name.cell() for name in names])
            summary.merged += bool(names)
            summary.unchanged += not names
        elif names:
            found = self._add(given, names, source)
            summary.new += 1
        else:
            summary.unread.append(Unread(given.line, "no name is left that is free"))
            return None
        for name in names:
            self._bearers.add(found, name.text)
        return found

    def _known(self, given: GivenActor) -> str | Unread | None:
        """The registry's actor that a file means, None for a new one."""
        if given.id and self._has(given.id):
            return given.id
        chief = given.names[0].text
        if self._is_role(chief):
            return Unread(given.line, f"{chief!r} is a role noun, no name")
        bearers = self._bearers.exact(chief)
        other = next((one for one in bearers if not self._is_entry(one)), None)
        if other is not None:
            return Unread(given.line, f"{chief!r} is the state or people {other!r}")
        same = [one for one in bearers if self._agrees(self._known_actor(one), given)]
        if len(same) > 1:
            told = ", ".join(same)
            return Unread(given.line, f"{chief!r} is borne by {told}: give an id to say whom")
        return same[0] if same else None

    def _agrees(self, actor: Actor, given: GivenActor) -> bool:
        """Whether nothing that is told of two bearers of a name makes them two."""
        return None in (actor.country, given.country) or actor.country == given.country

    def _free(self, given: GivenActor, owner: str | None, summary: Summary) -> list[GivenName]:
        """The names that nobody else bears; a new actor keeps its chief name all the same."""
        free: list[GivenName] = []
        for index, name in enumerate(dict.fromkeys(given.names)):
            bearers = self._bearers.exact(name.text)
            if owner in bearers:
                continue
            problem = None
            if self._is_role(name.text):
                problem = f"{name.text!r} is a role noun: this name is left out"
            elif bearers and (index or owner is not None):
                problem = f"{name.text!r} is a name of {bearers[0]}: left out"
            if problem:
                summary.unread.append(Unread(given.line, problem, partly=True))
            else:
                free.append(name)
        return free

    def _add(self, given: GivenActor, names: list[GivenName], source: str) -> str:
        actor_id = self._new_id(given, names[0].text)
        chief, others = names[0], names[1:]
        dated = chief.since or chief.until
        cells = {
            "id": actor_id,
            "name": chief.cell() if dated else chief.text,
            "names": LIST_MARK.join(name.cell() for name in others),
            "country": given.country or "",
            "sector": given.sector or "",
            "kind": given.kind,
            "source": source,
            "wikidata": given.wikidata or "",
            "ucdp": given.ucdp or "",
        }
        self._own.add(
            file_of(is_body=given.country in BODIES, sector=given.sector),
            cells,
        )
        self._added[actor_id] = Actor(
            name=chief.text, country=given.country, sector=given.sector, kind=given.kind
        )
        return actor_id

    def _new_id(self, given: GivenActor, name: str) -> str:
        """An id that is free: from the file's own, else from the name, then with the country."""
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        base = slug(given.id or "") or slug(name) or f"actor-{digest}"
        tail = (given.country or "").lower()
        for actor_id in (base, f"{base}-{tail}" if tail else base):
            if not self._has(actor_id):
                return actor_id
        return f"{base}-{digest}"

    def _link(self, link: GivenLink, ids: dict[str, str], source: str, summary: Summary) -> None:
        a, b = ids.get(link.a), ids.get(link.b)
        if a is None or b is None or a == b:
            why = (
                "both ends are the same actor" if a and a == b else "an end of it is no actor here"
            )
            summary.unread.append(Unread(link.line, f"link {link.kind}: {why}"))
        elif (a, link.kind, b, link.since) not in self._links:
            self._links.add((a, link.kind, b, link.since))
            cells = {"a": a, "kind": link.kind, "b": b, "source": source}
            dates = {"since": link.since or "", "until": link.until or ""}
            self._own.add(LINKS, {**cells, **dates})
            summary.links += 1

    def _role(self, given: GivenRole, source: str, summary: Summary) -> None:
        forms = [form for form in (given.noun, *given.plurals) if form not in self._roles]
        if given.noun in self._roles:
            known = self._roles[given.noun] or "no sector"
            if known != given.sector:
                told = f"role noun {given.noun!r} is known with {known}: left as it is"
                summary.unread.append(Unread(given.line, told))
            summary.unchanged += known == given.sector
            return
        self._roles.update(dict.fromkeys(forms, given.sector))
        cells = {
            "noun": given.noun,
            "plurals": LIST_MARK.join(form for form in forms if form != given.noun),
            "sector": given.sector,
            "class": "member" if given.plurals else "organ",
            "source": source,
        }
        self._own.add(ROLES, cells)
        summary.roles += 1

    def _is_role(self, name: str) -> bool:
        return name.casefold().removeprefix("the ") in self._roles

    def _has(self, actor_id: str) -> bool:
        return actor_id in self._added or self._registry.entry(actor_id) is not None

    def _is_entry(self, actor_id: str) -> bool:
        return actor_id in self._added or actor_id in self._registry.entries

    def _known_actor(self, actor_id: str) -> Actor:
        return self._added.get(actor_id) or self._registry.entries[actor_id].actor
