"""Universal tags from Penn tag, relation and word, by a table from the training trees.

A second tagger would cost time in every sentence; the mapping is nearly a function (IN is SCONJ as
`mark`, ADP otherwise; a verb is AUX as `aux` or `cop`). Proper-noun tags always give PROPN, also
where the treebanks now say ADJ inside a name (United Nations), because names are what coding needs.
"""

from collections.abc import Mapping
from pathlib import Path

_TAGS = {
    "ADJ": "JJ JJR JJS", "ADP": "IN RP", "ADV": "RB RBR RBS WRB", "AUX": "MD", "CCONJ": "CC",
    "DET": "DT PDT", "INTJ": "UH", "NOUN": "NN NNS", "NUM": "CD", "PART": "POS TO",
    "PRON": "EX PRP PRP$ WDT WP WP$", "PROPN": "NNP NNPS ADD",
    "PUNCT": "HYPH NFP , . : -LRB- -RRB- `` ''", "SYM": "SYM $",
    "VERB": "VB VBD VBG VBN VBP VBZ", "X": "AFX FW GW LS XX",
}  # fmt: skip
_PLAIN = {tag: pos for pos, tags in _TAGS.items() for tag in tags.split()}
CACHED = 200_000
"""Words whose tags are remembered."""

Key = tuple[str, str, str]


class UniversalTags:
    """Map (word, Penn tag, relation) to a universal tag; entries for the word go before others."""

    def __init__(self, table: Mapping[Key, str] | None = None) -> None:
        self.table = dict(table or {})
        self._cache: dict[Key, str] = {}

    @classmethod
    def from_file(cls, path: Path) -> "UniversalTags":
        """Read word, tag, relation, universal tag, a tab apart; an empty word stands for any."""
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return cls({(word, tag, relation): pos for word, tag, relation, pos in rows})

    def __call__(self, word: str, tag: str, relation: str) -> str:
        """Return the universal tag of a word."""
        if tag in {"NNP", "NNPS"}:
            return "PROPN"
        key = (word, tag, relation)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > CACHED:
                self._cache.clear()
            found = self._cache[key] = (
                self.table.get((word.lower(), tag, relation))
                or self.table.get(("", tag, relation))
                or _PLAIN.get(tag, "X")
            )
        return found
