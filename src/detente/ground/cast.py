"""The actors and places of one document: registry entries, and what names and roles combine to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.ground.lexicon import Lexicon
from detente.knowledge.gazetteer import slug
from detente.knowledge.placeindex import PlaceRow
from detente.knowledge.registry import Role
from detente.model.record import NEW_ACTOR, Actor, ActorKind, Place, PlaceCandidate

SECTOR_NAMES = {
    "MIL": "armed forces",
    "GOV": "government",
    "COP": "police",
    "JUD": "judiciary",
    "LEG": "legislature",
    "SPY": "intelligence services",
    "REB": "rebels",
    "UAF": "armed actors",
    "PRM": "militias",
    "CVL": "civilians",
    "OPP": "opposition",
    "JRN": "media",
    "MED": "medical staff",
    "EDU": "students and teachers",
    "LAB": "workers",
    "AGR": "farmers and herders",
    "BUS": "business",
    "CRM": "criminals",
    "REL": "religious figures",
    "REF": "refugees",
    "SOC": "communities",
    "NGO": "aid and rights groups",
    "PTY": "politicians",
    "ELI": "former officials",
    "UNK": "sources",
}
_STANDING = frozenset(("organ", "body"))
NEW = NEW_ACTOR


def as_place(row: PlaceRow, others: Sequence[tuple[PlaceRow, float]] = ()) -> Place:
    """A place of the index as the record writes it, with other places of its name and shares."""
    return Place(
        name=row.name,
        country=row.country or None,
        admin1=row.admin1,
        admin2=row.admin2,
        lat=row.lat,
        lon=row.lon,
        gazetteer=row.gazetteer,
        kind=row.kind,
        population=row.population or None,
        alternatives=tuple(
            PlaceCandidate(
                id=other.id,
                name=other.name,
                country=other.country or None,
                admin1=other.admin1,
                lat=other.lat,
                lon=other.lon,
                score=share,
            )
            for other, share in others
        ),
    )


@dataclass(slots=True)
class Cast:
    """Collects what the mentions of one document stand for."""

    lexicon: Lexicon
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    guessed: dict[str, dict[str, str]] = field(default_factory=dict)
    """By id of a new actor and by field what the guess rests on."""

    def entry(self, entry_id: str) -> str:
        """A group, organisation, state or people of the registry; returns its id."""
        if entry_id not in self.actors:
            registry = self.lexicon.registry
            if entry_id in registry.states:
                self.actors[entry_id] = registry.states[entry_id].entry.actor
            elif entry_id in registry.peoples:
                self.actors[entry_id] = registry.peoples[entry_id].entry.actor
            else:
                self.actors[entry_id] = registry.entries[entry_id].actor
        return entry_id

    def place(self, place_id: str) -> str:
        """A gazetteer place; returns its id."""
        if place_id not in self.places:
            self.places[place_id] = as_place(self.lexicon.place(place_id))
        return place_id

    def country_place(self, iso3: str) -> str:
        """A state seen as a place; returns its id."""
        if iso3 not in self.places:
            name = self.lexicon.registry.states[iso3].entry.actor.name
            row = self.lexicon.index.get(iso3)
            place = as_place(row) if row else Place(name=name, country=iso3, kind="country")
            self.places[iso3] = place.model_copy(update={"name": name})
        return iso3

    def new_place(self, name: str, country: str | None = None) -> str:
        """A place that no gazetteer entry stands behind; returns its id."""
        place_id = f"new-place:{slug(name) or 'unnamed'}"
        self.places.setdefault(place_id, Place(name=name, country=country))
        return place_id

    def new_actor(
        self,
        name: str,
        country: str | None,
        sector: str | None,
        kind: ActorKind = "organisation",
        why: Mapping[str, str] | None = None,
    ) -> str:
        """An actor that the text alone makes; returns its id.

        Args:
            name: as the text writes it.
            country: guessed, or None.
            sector: guessed, or None.
            kind: what it is.
            why: by field ("sector", "country") what the guess rests on.
        """
        actor_id = f"{NEW}{slug(name) or 'unnamed'}"
        if actor_id not in self.actors:
            self.actors[actor_id] = Actor(
                name=name, country=country, sector=sector, kind=kind, known=False
            )
            self.guessed[actor_id] = dict(why or {})
        return actor_id

    def open_actor(self, name: str, candidates: Sequence[str]) -> str:
        """An actor whose name several entries bear; it keeps what all of them share."""
        actors = [self.lexicon.registry.entries[candidate].actor for candidate in candidates]
        countries, sectors = {a.country for a in actors}, {a.sector for a in actors}
        actor_id = f"new:{slug(name) or 'unnamed'}"
        actor = Actor(
            name=name,
            country=countries.pop() if len(countries) == 1 else None,
            sector=sectors.pop() if len(sectors) == 1 else None,
            known=False,
            candidates=tuple(candidates),
        )
        self.actors.setdefault(actor_id, actor)
        return actor_id

    def people_of(self, iso3: str) -> str:
        """A state's people; returns the id."""
        return self._state_part(iso3, "CVL", "population")

    def people_in(self, people: str, iso3: str) -> str:
        """The part of a people (or of another state's people) that lives in a state."""
        registry = self.lexicon.registry
        state = registry.states[iso3].entry.actor.name
        if people in registry.peoples:
            name = registry.peoples[people].entry.actor.name
        else:
            home = registry.states[people]
            name = next(iter(home.people or home.adjectives), home.entry.actor.name)
        actor_id = f"{iso3}-CVL:{slug(name)}"
        actor = Actor(name=f"{name} ({state})", country=iso3, sector="CVL", kind="population")
        self.actors.setdefault(actor_id, actor)
        return actor_id

    def government_of(self, iso3: str) -> str:
        """A state's government; returns the id."""
        return self._state_part(iso3, "GOV", "organisation")

    def base_of(self, entity: str | None) -> str | None:
        """Whose organ or office an actor is, for "its army": the state, people or group behind."""
        if entity is None:
            return None
        registry = self.lexicon.registry
        if entity in registry.entries or entity.startswith("new:"):
            return entity
        if entity[:3] in registry.states and entity[3:4] in ("", "-"):
            return entity[:3]
        behind = (entity, entity.rpartition("-")[0])
        return next((people for people in behind if people in registry.peoples), None)

    def combine(self, base: str | None, role: Role) -> str | None:
        """What a role noun beside a name or adjective stands for; returns an id.

        A member, officer or organ of a group acts as the group. Beside a state the role gives an
        organ (`SYR-MIL`), an office (`SYR-GOV:president`) or people (`SYR-CVL`). Alone it gives
        its sector (`UAF`), which is nobody in particular.
        """
        registry = self.lexicon.registry
        if base in registry.states:
            return self._state_role(base, role)
        if base in registry.peoples:
            return self._people_role(base, role)
        if base is not None and base in registry.entries:
            if role.cls != "people" or registry.entries[base].actor.sector == role.sector:
                return self.entry(base)
            return self._generic(role)
        if base is not None and base in self.actors and role.cls != "people":
            return base
        return self._generic(role)

    def _state_role(self, iso3: str, role: Role) -> str | None:
        if role.sector is None:
            return None
        if role.cls == "office":
            name = self.lexicon.registry.states[iso3].entry.actor.name
            actor_id = f"{iso3}-{role.sector}:{slug(role.noun)}"
            actor = Actor(
                name=f"{role.noun} ({name})",
                country=iso3,
                sector=role.sector,
                kind="person_in_office",
            )
            self.actors.setdefault(actor_id, actor)
            return actor_id
        if role.cls == "body" and role.noun in ("country", "state", "nation"):
            return self.entry(iso3)
        return self._state_part(
            iso3, role.sector, "organisation" if role.cls in _STANDING else "population"
        )

    def _state_part(self, iso3: str, sector: str, kind: ActorKind) -> str:
        state = self.lexicon.registry.states[iso3].entry.actor.name
        actor_id = f"{iso3}-{sector}"
        if actor_id not in self.actors:
            name = f"{SECTOR_NAMES.get(sector, sector)} of {state}"
            steady: ActorKind = "organisation" if sector in ("MIL", "GOV", "COP") else kind
            self.actors[actor_id] = Actor(name=name, country=iso3, sector=sector, kind=steady)
        return actor_id

    def _people_role(self, base: str, role: Role) -> str | None:
        people = self.lexicon.registry.peoples[base].entry.actor
        sector = role.nonstate
        if sector is None:
            return None
        if sector == "CVL":
            return self.entry(base)
        actor_id = f"{base}-{sector}"
        name = f"{SECTOR_NAMES.get(sector, sector)} of the {people.name}"
        actor = Actor(name=name, country=people.country, sector=sector, kind="population")
        self.actors.setdefault(actor_id, actor)
        return actor_id

    def _generic(self, role: Role) -> str | None:
        if role.sector is None:
            return None
        name = f"unnamed {SECTOR_NAMES.get(role.sector, role.sector)}"
        kind: ActorKind = "organisation" if role.cls in _STANDING else "population"
        self.actors.setdefault(
            role.sector, Actor(name=name, sector=role.sector, kind=kind, known=False)
        )
        return role.sector
