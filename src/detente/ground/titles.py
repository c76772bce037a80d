"""Role nouns in a phrase: "security forces", "prime minister", titles before a person's name."""

from detente.ground.names import Names
from detente.ground.phrases import Phrase
from detente.knowledge.registry import Role

TRIM = ".\u200e\u200f"
"""What may cling to a token: stops of abbreviations and marks of writing direction."""


def role_words(phrase: Phrase, names: Names) -> tuple[Role, bool] | None:
    """The longest role noun that ends at the head, or a title before a person's name.

    Returns:
        The role, and whether it stands in the plural.
    """
    tree, roles = phrase.tree, names.registry.roles
    words = [word.lower().strip(TRIM) for word in tree.words[phrase.lo : phrase.hi + 1]]
    at = phrase.head - phrase.lo
    ends = [at]
    if tree.pos[phrase.head] == "PROPN":
        ends.extend(index for index in range(len(words) - 1, -1, -1) if index != at)
    for end in ends:
        for size in range(min(4, end + 1), 0, -1):
            role = roles.get(" ".join(words[end - size + 1 : end + 1]))
            if role and (end == at or role[0].cls == "office"):
                return role
    return roles.get(tree.lemmas[phrase.head].lower()) if tree.pos[phrase.head] == "NOUN" else None


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
