"""Trees and articles built by hand, so that grounding is tested without a parser."""

from detente.ground import Grounder
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.record import Mention
from detente.model.text import BlockSpan, SentenceSpan, Tree

PLURAL_TAGS = {"NOUN": "NNS", "PROPN": "NNPS"}
TAGS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "VERB": "VBD",
    "PRON": "PRP",
    "ADP": "IN",
    "DET": "DT",
    "ADJ": "JJ",
    "NUM": "CD",
}


def tree(text: str, spec: str, *, sentence: int = 0, start: int = 0) -> Tree:
    """A tree from lines "word pos dep head [lemma]"; heads count from 1, 0 is the root; + marks plural."""
    rows = [line.split() for line in spec.strip().splitlines()]
    starts, ends, at = [], [], start
    for row in rows:
        at = text.index(row[0], at)
        starts.append(at)
        at += len(row[0])
        ends.append(at)
    pos = tuple(row[1].rstrip("+") for row in rows)
    tags = tuple(
        PLURAL_TAGS[row[1][:-1]] if row[1].endswith("+") else TAGS.get(row[1], row[1])
        for row in rows
    )
    lemmas = tuple(row[4] if len(row) > 4 else row[0].lower() for row in rows)
    heads = tuple(int(row[3]) - 1 if int(row[3]) else i for i, row in enumerate(rows))
    return Tree(
        sentence=sentence,
        start=starts[0],
        end=ends[-1],
        words=tuple(row[0] for row in rows),
        lemmas=lemmas,
        tags=tags,
        pos=pos,
        deps=tuple(row[2] for row in rows),
        heads=heads,
        starts=tuple(starts),
        ends=tuple(ends),
    )


def article(text: str, published: str | None = None) -> Article:
    return Article(text=text, blocks=(BlockSpan(0, len(text), "paragraph"),), published=published)


def sentences(text: str) -> list[SentenceSpan]:
    spans, start = [], 0
    for part in text.split(". "):
        spans.append(SentenceSpan(start, start + len(part), 0))
        start += len(part) + 2
    return spans


def ground(text: str, *trees: Tree, published: str | None = None) -> Grounding:
    return Grounder().ground(article(text, published), sentences(text), trees)


def one(grounding: Grounding, words: str, nth: int = 0) -> Mention:
    """The mention with these very words."""
    found = [mention for mention in grounding.mentions if mention.text == words]
    assert found, f"{words!r} is not among {[m.text for m in grounding.mentions]}"
    return found[nth]


def entity(grounding: Grounding, words: str, nth: int = 0) -> str | None:
    return one(grounding, words, nth).entity
