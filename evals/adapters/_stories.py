"""Which texts tell one story: likeness of their words, rare ones counting more, clustered.

The usual weights of words (term frequency times inverse document frequency, Sparck Jones 1972) and
the cosine between texts, clustered as reports are.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from detente.link.incidents.clustering import MISSING, cluster
from detente.link.incidents.matching import SCALE

Pair = tuple[str, str]
LEAST_COSINE = 0.15
"""Cosine from which two texts likelier are one story than not; chosen on the development half."""
_WORD = re.compile(r"[^\W\d_][\w'’-]+|\d+")


def cosines(texts: Mapping[str, str]) -> dict[Pair, float]:
    """Return the cosine of each two texts that share a word, the smaller name first."""
    vectors = _vectors(texts)
    standing: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for name in sorted(vectors):
        for word, weight in vectors[name].items():
            standing[word].append((name, weight))
    found: defaultdict[Pair, float] = defaultdict(float)
    for word in sorted(standing):
        for (a, x), (b, y) in combinations(standing[word], 2):
            found[a, b] += x * y
    return dict(found)


def _vectors(texts: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Words of each text with weights whose squares sum to 1; a word of one text alone is left."""
    counts = {name: Counter(words(text)) for name, text in texts.items()}
    spread = Counter(word for found in counts.values() for word in found)
    vectors = {}
    for name, found in counts.items():
        raw = {
            word: (1 + math.log(count)) * math.log(len(texts) / spread[word])
            for word, count in sorted(found.items())
            if spread[word] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors[name] = {word: weight / length for word, weight in raw.items()}
    return vectors


def words(text: str) -> list[str]:
    """Return the words and figures of a text, in lower case."""
    return _WORD.findall(text.casefold())


def stories(
    names: Iterable[str], likeness: Mapping[Pair, float], more: Mapping[Pair, int]
) -> dict[str, str]:
    """Return the story of each text, named after its first text.

    Args:
        names: All texts.
        likeness: Cosine by pair; none at all weighs like reports that were not compared.
        more: What else speaks for a pair, in thousandths of log-odds.
    """
    edges = {
        pair: round(-MISSING * (cosine / LEAST_COSINE - 1 + more.get(pair, 0) / SCALE))
        for pair, cosine in likeness.items()
    }
    found = cluster(sorted(names), edges, tie=0)
    return {name: members[0] for members in found for name in members}
