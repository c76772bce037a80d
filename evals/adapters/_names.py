"""What kind of name a mention is, for sets of named entities."""

from collections.abc import Callable
from typing import Any

from detente.ground.lexicon import default_lexicon
from detente.ground.surface import find_hits
from detente.model.grounding import Grounding
from detente.model.record import Mention

_POINTERS = frozenset(("they", "them", "it", "he", "she", "him", "her", "both"))
_POSTS = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "REL", "SPY", "ELI", "PTY"))


def kind_of(grounding: Grounding, mention: Mention) -> str | None:
    """Return Person, Organisation, Location, Temporal, Nationality, or None for bare pronouns."""
    fixed = {"time": "Temporal", "place": "Location"}.get(mention.kind)
    if fixed is not None or mention.kind != "actor" or mention.id in grounding.groups:
        return fixed
    actor = grounding.actors.get(mention.entity or "")
    words = mention.text.split()
    capitals = sum(word[:1].isupper() for word in words)
    if actor is None:
        named = mention.refers_to is None and capitals == len(words)
        return "Person" if named else None
    if (
        actor.kind == "person_in_office"
        or _surname(mention)
        or (mention.entity in _POSTS and capitals > 1)
    ):
        return "Person"
    if actor.kind == "state" and not _surname(mention):
        return "Location"
    if actor.kind == "population":
        return "Nationality" if len(words) == 1 and capitals else None
    return "Organisation" if actor.known or capitals else None


def _surname(mention: Mention) -> bool:
    """Whether a mention is a surname that points back to a person with a title."""
    word = mention.text
    return (
        mention.refers_to is not None
        and " " not in word
        and word[:1].isupper()
        and not word.isupper()
        and word.lower() not in default_lexicon().registry.roles
        and word.lower() not in _POINTERS
        and not find_hits(word, default_lexicon())
    )


def entities_of(grounding: Grounding, rename: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """Return the named mentions as the sets of entities write them; `rename` gives a set's type."""
    found = []
    for mention in grounding.mentions:
        kind = rename(kind_of(grounding, mention) or "")
        if kind:
            found.append({"start": mention.start, "end": mention.end, "type": kind})
    return found
