"""From a name that a person writes to the ids under which a casebook knows the actor, and back."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, func, or_, select

from detente.knowledge.registry import Registry, load_registry
from detente.model.errors import DetenteError
from detente.model.record import NEW_ACTOR
from detente.store.database import reading
from detente.store.tables import pages, parties, sightings

_HASH = re.compile(r"[0-9a-f]{1,64}")
_SHORT, _FEW = 12, 5
STATE_MARK = "-"
"""Parts a state's code from the organ or role: SYR-GOV is a part of SYR."""


class Names:
    """Names of actors, from the shipped registry and a folder of own ones.

    Args:
        actors: Folder of own actors, None where there is none.
        engine: The casebook, in whose words those are named whom no registry knows.
    """

    def __init__(self, actors: Path | None, engine: Engine | None = None) -> None:
        self._actors = actors
        self._engine = engine
        self._told: dict[str, str] = {}

    @cached_property
    def registry(self) -> Registry:
        """The registry; loaded when the first name is asked for that is no id."""
        return load_registry(extra=[self._actors] if self._actors else [])

    def ids(self, connection: Connection, words: str) -> tuple[str, ...]:
        """Return the ids that are meant: an id as it is, a state with its organs, or by name.

        Args:
            connection: From `database.reading`.
            words: An id (`hts`, `SYR`, `new:hill-brigade`) or a name in any spelling.

        Raises:
            DetenteError: Nobody in the casebook is called so, or several are.
        """
        query = select(parties.c.entity).where(
            or_(
                parties.c.entity == words,
                parties.c.entity.startswith(f"{words}{STATE_MARK}", autoescape=True),
            )
        )
        known = sorted(set(connection.execute(query.distinct()).scalars()))
        is_state = words.isupper() and len(words) == 3
        if words in known or (is_state and known):
            return tuple(known) if is_state else (words,)
        found = (words,) if self.registry.entry(words) else self.registry.find(words)
        new = f"{NEW_ACTOR}{'-'.join(words.lower().split())}"
        if (
            not found
            and connection.execute(
                select(parties.c.entity).where(parties.c.entity == new).limit(1)
            ).first()
        ):
            return (new,)
        if not found:
            raise DetenteError(
                f"{words!r}: no actor is called so; `detente actors find` looks names up, and ids "
                "of actors without a registry entry begin with new:"
            )
        if len(found) > 1:
            raise DetenteError(f"{words!r}: several bear this name: {', '.join(found)}; give an id")
        return tuple(found)

    def name(self, actor_id: str) -> str:
        """Return the name under which an actor is shown."""
        entry = self.registry.entry(actor_id)
        if entry is not None:
            return entry.actor.name
        if actor_id.startswith(NEW_ACTOR):
            return self._in_words(actor_id)
        return actor_id

    def _in_words(self, actor_id: str) -> str:
        """How pages write the name of an actor whom no registry knows, most often."""
        if actor_id not in self._told:
            found = None
            if self._engine is not None:
                count = func.count().desc()
                query = select(parties.c.text).where(parties.c.entity == actor_id)
                query = query.group_by(parties.c.text).order_by(count, parties.c.text).limit(1)
                with reading(self._engine) as connection:
                    found = connection.execute(query).scalar()
            self._told[actor_id] = found or actor_id.removeprefix(NEW_ACTOR).replace("-", " ")
        return self._told[actor_id]

    def join(self, ids: Iterable[str]) -> str:
        """Return names in a row, for a table."""
        return ", ".join(self.name(i) for i in ids)


def found_page(connection: Connection, words: str) -> Sequence[str]:
    """Return the hashes of the pages that are meant by a hash's beginning, an address or a path.

    Where no page was met under a path, its end is enough: a file's name, with folders before it.
    """
    plain = words.removeprefix("sha256:").lower()
    query = select(pages.c.document).where(or_(pages.c.url == words, pages.c.origin == words))
    found = set(connection.execute(query).scalars())
    if _HASH.fullmatch(plain):
        query = select(pages.c.document).where(pages.c.document.startswith(plain))
        found |= set(connection.execute(query).scalars())
    met = select(sightings.c.capture).where(sightings.c.origin == words)
    found |= set(connection.execute(met).scalars())
    end = words.removeprefix("./")
    if not found and end:
        met = select(sightings.c.capture).where(
            or_(sightings.c.origin == end, sightings.c.origin.endswith(f"/{end}", autoescape=True))
        )
        found = set(connection.execute(met).scalars())
    return sorted(found)


def one_page(connection: Connection, words: str) -> str:
    """Return the hash of the one page that is meant.

    Raises:
        DetenteError: No page fits, or several do.
    """
    found = found_page(connection, words)
    if not found:
        raise DetenteError(f"{words!r}: no such page; `detente search --pages WORDS` finds pages")
    if len(found) > 1:
        few = ", ".join(document[:_SHORT] for document in found[:_FEW])
        raise DetenteError(f"{words!r}: {len(found)} pages fit; give more of the hash: {few}")
    return found[0]
