"""Universal part-of-speech tags from Penn tag, relation and word: a table learned from the training trees.

A second tagger would cost time in every sentence; the mapping is nearly a function (IN is SCONJ as
`mark`, ADP otherwise; a verb is AUX as `aux` or `cop`). Proper-noun tags always give PROPN, also
where the treebanks now say ADJ inside a name (United Nations), because names are what coding needs.
"""

from collections.abc import Mapping
from pathlib import Path

_PLAIN = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "GW": "X", "HYPH": "PUNCT", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET", "POS": "PART",
    "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON", "WP": "PRON", "WP$": "PRON",
    "WRB": "ADV", "ADD": "PROPN", "NFP": "PUNCT", "AFX": "X", "XX": "X", "$": "SYM", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT", "``": "PUNCT", "''": "PUNCT",
}  # fmt: skip


class UniversalTags:
    """Map (word, Penn tag, relation) to a universal tag; the closest entry of the table wins."""

    def __init__(self, table: Mapping[tuple[str, str, str], str] | None = None) -> None:
        self.table = dict(table or {})
        self._cache: dict[tuple[str, str, str], str] = {}

    @classmethod
    def from_file(cls, path: Path) -> "UniversalTags":
        """Read word, tag, relation, universal tag, a tab apart; an empty word or relation stands for any."""
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return cls({(word, tag, relation): pos for word, tag, relation, pos in rows})

    def __call__(self, word: str, tag: str, relation: str) -> str:
        """Return the universal tag of a word."""
        if tag in {"NNP", "NNPS"}:
            return "PROPN"
        key = (word, tag, relation)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            low = word.lower()
            table = self.table
            found = table.get((low, tag, relation)) or table.get(("", tag, relation)) or _PLAIN.get(tag, "X")
            self._cache[key] = found
        return found
