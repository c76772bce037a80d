"""Inflected forms of English lemmas, more than are right rather than fewer.

The lexical filter looks words up before anything is tagged, so a form that does not exist costs
nothing and a missing one loses a sentence.
"""

from collections import defaultdict
from functools import cache

from detente.parse.irregular import irregular_forms

_VOWELS = "aeiou"


def forms(lemma: str) -> frozenset[str]:
    """Return the lower-cased forms that a one-word lemma may take as a verb, noun or adjective."""
    word = lemma.lower()
    made = {
        word,
        f"{word}s",
        f"{word}ed",
        f"{word}ing",
        f"{word}er",
        f"{word}ers",
        f"{word}es",
        f"{word}'s",
    }
    if word.endswith("e"):
        made |= {f"{word}d", f"{word[:-1]}ing", f"{word}r", f"{word}rs"}
        if word.endswith("ie"):
            made.add(f"{word[:-2]}ying")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        made |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if word.endswith("c"):
        made |= {f"{word}ked", f"{word}king"}
    if len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS:
        made |= {
            f"{word}{word[-1]}ed",
            f"{word}{word[-1]}ing",
            f"{word}{word[-1]}er",
            f"{word}{word[-1]}ers",
        }
    if word.endswith("man"):
        made.add(f"{word[:-2]}en")
    return frozenset(made | _irregular().get(word, set()))


@cache
def _irregular() -> dict[str, set[str]]:
    """Return lemma -> irregular forms."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for (form, _), lemma in irregular_forms().items():
        table[lemma].add(form)
    return dict(table)
