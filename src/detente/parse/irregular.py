"""Irregular English verbs and plurals, read from the files in `words/`."""

from functools import cache

from detente.parse.wordlists import word_lines

_BE = dict.fromkeys(("am", "is", "are", "was", "were", "been", "being", "'m", "'re", "'s"), "be")
_PREFIXES = ("re", "un", "over", "out", "mis", "under")
"""Verbs made with these are inflected like the verb within: unfroze, rebuilt."""

_MODAL = {"ca": "can", "wo": "will", "sha": "shall", "'ll": "will", "'d": "would"}
_GERUNDS = {
    "dying": "die", "lying": "lie", "tying": "tie", "vying": "vie", "untying": "untie",
    "dyeing": "dye", "fleeing": "flee", "freeing": "free", "agreeing": "agree", "seeing": "see",
    "overseeing": "oversee",
}  # fmt: skip
_THIRD = {
    "does": "do", "goes": "go", "has": "have", "dies": "die", "lies": "lie", "ties": "tie",
    "vies": "vie", "undergoes": "undergo", "vetoes": "veto", "gases": "gas", "focuses": "focus",
}  # fmt: skip
_OTHERS = {
    ("n't", "RB"): "not", ("'ve", "VBP"): "have", ("'ve", "VB"): "have", ("'d", "VBD"): "have",
    ("an", "DT"): "a",
}  # fmt: skip


@cache
def regular_bases() -> frozenset[str]:
    """Return regular verbs of conflict news whose spelling leaves more than one base form open."""
    return frozenset(word for (word,) in word_lines("bases"))


@cache
def irregular_forms() -> dict[tuple[str, str], str]:
    """Return (lower-cased form, Penn tag) -> lemma for every irregular verb and noun listed."""
    table: dict[tuple[str, str], str] = {}
    for base, past, participle in word_lines("verbs"):
        table[past, "VBD"] = table[participle, "VBN"] = base
        table.setdefault((past, "VBN"), base)
        table.setdefault((participle, "VBD"), base)
        for prefix in _PREFIXES:
            table.setdefault((prefix + past, "VBD"), prefix + base)
            table.setdefault((prefix + participle, "VBN"), prefix + base)
    for singular, plural in word_lines("plurals"):
        table[plural, "NNS"] = singular
    for tag in ("VB", "VBD", "VBN", "VBP", "VBZ", "VBG"):
        table |= {(form, tag): lemma for form, lemma in _BE.items()}
    for tag, forms in (("MD", _MODAL), ("VBG", _GERUNDS), ("VBZ", _THIRD)):
        table |= {(form, tag): lemma for form, lemma in forms.items()}
    return table | _OTHERS
