"""Role nouns in a phrase: "security forces", "prime minister", titles before a person's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.ground.names import Names
from detente.ground.phrases import Phrase
from detente.ground.surface import Hit
from detente.knowledge.registry import Role

SIDES = frozenset(
    (
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western"),
        *("northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern"),
        *("southeastern", "southwestern", "central", "greater", "upper", "lower", "old", "new"),
        *("downtown", "inner", "outer", "rural", "occupied", "mainland"),
    )
)
"""Words that point to a part, and make no other name of what they stand before."""
ARMED = frozenset(("REB", "PRM", "UAF"))
"""Sectors of armed groups that belong to no state."""
_LOST = frozenset(("former", "ex", "ousted", "deposed", "toppled", "overthrown", "fugitive"))
_NAME_BEFORE = re.compile(r"\b([A-Z][\w-]+)(?:[’']s?)?\s\Z")
TRIM = ".\u200e\u200f"
"""What may cling to a token: stops of abbreviations and marks of writing direction."""


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role noun in a phrase: the role, whether it is plural, and its token indices."""

    role: Role
    plural: bool
    first: int
    last: int


def role_words(phrase: Phrase, names: Names) -> RoleWords | None:
    """The longest role noun that ends at the head, or a title before a person's name."""
    tree, roles = phrase.tree, names.registry.roles
    words = [word.lower().strip(TRIM) for word in tree.words[phrase.lo : phrase.hi + 1]]
    at = phrase.head - phrase.lo
    ends = [at]
    if tree.pos[phrase.head] == "PROPN":
        ends.extend(index for index in range(len(words) - 1, -1, -1) if index != at)
    for end in ends:
        for size in range(min(4, end + 1), 0, -1):
            found = roles.get(" ".join(words[end - size + 1 : end + 1]))
            if found and (end in (at, len(words) - 1) or found[0].cls == "office"):
                first = phrase.lo + end - size + 1
                return RoleWords(*found, first, phrase.lo + end)
    if tree.pos[phrase.head] == "NOUN" and (found := roles.get(tree.lemmas[phrase.head].lower())):
        return RoleWords(*found, phrase.head, phrase.head)
    return None


def is_coined(phrase: Phrase, told: RoleWords, names: Names) -> bool:
    """Whether the role noun is the last word of a proper name that is not known.

    "Lakes Defence Army" is one, "Ghanaian Army" is not.
    """
    tree = phrase.tree
    name = tree.pos[told.last] == "PROPN" or tree.words[told.last][:1].isupper()
    if not name or told.role.cls in ("office", "people"):
        return False
    for index in range(phrase.lo, told.first):
        word = tree.words[index].lower().strip(TRIM)
        if tree.pos[index] != "PROPN" or word in SIDES or not word.replace("-", "").isalpha():
            continue
        span = tree.starts[index], tree.ends[index]
        if word not in names.registry.roles and not names.within(*span):
            return True
    return False


def named_band(phrase: Phrase, told: RoleWords, names: Names, inside: Sequence[Hit]) -> bool:
    """Whether an unknown name says whose armed men these are: "Kamwira rebels"."""
    role, tree = told.role, phrase.tree
    if role.cls != "member" or role.sector not in ARMED or inside or told.first == phrase.lo:
        return False
    if phrase.det in ("a", "an") or told.last != phrase.head:
        return False
    before = range(phrase.lo, told.first)
    plain = [tree.words[index].lower().strip(TRIM) for index in before]
    if any(tree.pos[at] != "PROPN" or not tree.words[at][:1].isupper() for at in before):
        return False
    common = (SIDES, names.registry.roles, names.words.place_words, names.words.things)
    return not any(word in words for word in plain for words in common)


def role_now(phrase: Phrase, told: RoleWords) -> Role:
    """The role, as PLOVER's former elite where the holder has lost the office."""
    tree, role = phrase.tree, told.role
    before = {tree.words[index].lower() for index in range(phrase.lo, told.first)}
    if role.cls != "office" or role.sector == "ELI" or not before & _LOST:
        return role
    return replace(role, noun=f"former {role.noun}", sector="ELI", nonstate="ELI")


def is_of_another(phrase: Phrase, hit: Hit, inside: Sequence[Hit], names: Names) -> bool:
    """Whether a plain name ("Democratic Party") is borne by another than the one known.

    The word before it says so: another state's adjective, or an unknown word of the name.
    """
    last = hit.form.split()[-1].lower()
    if not hit.sense.actors or last not in names.words.name_words:
        return False
    before = _NAME_BEFORE.search(names.text, phrase.start, hit.start)
    if before is None:
        return False
    other = next((o for o in inside if o.end == before.end(1)), None)
    if other is not None:
        country = names.registry.entries[names.bearer(hit)].actor.country
        state = other.sense.adjective in names.registry.states
        return state and other.sense.adjective != country
    word = before[1].lower()
    known = word in names.registry.roles or word in SIDES or word in names.words.name_words
    return not known and not before[1].isupper() and before.start() > phrase.tree.start


def is_own_body(phrase: Phrase, found: RoleWords) -> bool:
    """Whether "of X" makes a name of a body: "Ministry of Water", "Council of Elders"."""
    tree = phrase.tree
    after = tree.words[found.last + 1 : phrase.hi + 1]
    named = tree.pos[found.last] == "PROPN" and found.role.cls in ("organ", "body")
    return named and len(after) > 1 and after[0] in ("of", "for") and after[-1][:1].isupper()


def person_name(phrase: Phrase, names: Names) -> str | None:
    """The last word of the person's name that a title stands before, None without a name."""
    tree = phrase.tree
    last = None
    for index in range(phrase.lo, phrase.hi + 1):
        word = tree.words[index]
        if tree.pos[index] != "PROPN" or not word[:1].isalpha():
            continue
        plain = word.lower().strip(TRIM)
        if plain in names.registry.roles or plain in names.words.name_words:
            last = None
        elif not names.within(tree.starts[index], tree.ends[index]):
            last = word
    return last
