"""Sentences as trees and groundings built by hand, so that coding is tested without a parser."""

from detente.coding.clause import Clauses
from detente.coding.coder import CodedText, RuleCoder
from detente.coding.context import context_of
from detente.coding.draft import Draft
from detente.coding.participants import Cast
from detente.coding.slots import Trigger
from detente.coding.triggers import find_triggers
from detente.knowledge.frames import load_frames
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.record import Actor, Mention
from detente.model.text import BlockSpan, Tree

TAGS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "VERB": "VBD",
    "AUX": "VBD",
    "PRON": "PRP",
    "ADP": "IN",
    "SCONJ": "IN",
    "DET": "DT",
    "ADJ": "JJ",
    "ADV": "RB",
    "NUM": "CD",
    "PART": "TO",
    "CCONJ": "CC",
    "PUNCT": ".",
}
"""The tag that stands for a part of speech where a line gives no other."""


def tree(spec: str, *, sentence: int = 0, start: int = 0) -> Tree:
    """A tree from lines "word lemma POS[/TAG] dep head"; heads count from 1, 0 marks the root.

    The text of the sentence is its words joined by blanks.
    """
    rows = [line.split() for line in spec.strip().splitlines()]
    starts, ends, at = [], [], start
    for row in rows:
        starts.append(at)
        at += len(row[0])
        ends.append(at)
        at += 1
    kinds = [row[2].split("/") for row in rows]
    return Tree(
        sentence=sentence,
        start=start,
        end=ends[-1],
        words=tuple(row[0] for row in rows),
        lemmas=tuple(row[1] for row in rows),
        tags=tuple(kind[1] if len(kind) > 1 else TAGS[kind[0]] for kind in kinds),
        pos=tuple(kind[0] for kind in kinds),
        deps=tuple(row[3] for row in rows),
        heads=tuple(int(row[4]) - 1 if row[4] != "0" else i for i, row in enumerate(rows)),
        starts=tuple(starts),
        ends=tuple(ends),
    )


def clauses(spec: str) -> Clauses:
    return Clauses(tree(spec))


def at(sentence: Clauses, word: str) -> int:
    """The token of a word, which must stand once."""
    found = [i for i, said in enumerate(sentence.tree.words) if said == word]
    assert len(found) == 1, f"{word!r} stands {len(found)} times"
    return found[0]


def words(sentence: Clauses, tokens: list[int]) -> list[str]:
    return [sentence.tree.words[token] for token in tokens]


def word(sentence: Clauses, token: int | None) -> str | None:
    return None if token is None else sentence.tree.words[token]


def page(*specs: str) -> tuple[str, list[Tree]]:
    """A text of one paragraph a sentence and its trees."""
    trees: list[Tree] = []
    texts: list[str] = []
    start = 0
    for number, spec in enumerate(specs):
        made = tree(spec, sentence=number, start=start)
        trees.append(made)
        texts.append(" ".join(made.words))
        start = made.end + 1
    return "\n".join(texts), trees


def article(text: str, published: str | None = None) -> Article:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(BlockSpan(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return Article(text=text, blocks=tuple(blocks), published=published)


def grounding(text: str, actors: dict[str, str] | None = None) -> Grounding:
    """A grounding with an actor mention wherever one of the words in `actors` stands.

    Values are entity ids; an empty one leaves the mention open.
    """
    found = []
    for name, entity in (actors or {}).items():
        start = text.find(name)
        while start >= 0:
            found.append((start, start + len(name), entity))
            start = text.find(name, start + len(name))
    mentions = tuple(
        Mention(
            id=f"m{number}",
            start=start,
            end=end,
            text=text[start:end],
            kind="actor",
            entity=entity or None,
        )
        for number, (start, end, entity) in enumerate(sorted(found), start=1)
    )
    entities = {m.entity: Actor(name=m.text) for m in mentions if m.entity}
    return Grounding(mentions=mentions, actors=entities)


def triggers(sentence: Clauses) -> list[Trigger]:
    """The triggers that the shipped lexicon finds, where grounding knows nobody."""
    cast = Cast(Grounding(), " ".join(sentence.tree.words))
    return find_triggers(
        sentence, load_frames(), lambda token, kind: cast.is_a(sentence, token, kind)
    )


def trigger(sentence: Clauses, said: str) -> Trigger:
    """The trigger on one word, which must be there."""
    token = at(sentence, said)
    found = [t for t in triggers(sentence) if t.token == token]
    assert found, f"{said!r} fires no frame"
    return found[0]


def draft(sentence: Clauses, said: str, **fields: object) -> Draft:
    """A draft without roles on the word that fires."""
    fires = trigger(sentence, said)
    made = Draft(
        clauses=sentence,
        trigger=fires,
        context=context_of(sentence, fires),
        type=fires.frame.type,
        mode=fires.frame.mode,
        rule=fires.frame.id,
    )
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def code(
    *specs: str, actors: dict[str, str] | None = None, published: str | None = None
) -> CodedText:
    """Code sentences given as trees, with the actors that `grounding` makes."""
    text, trees = page(*specs)
    return RuleCoder().code(article(text, published), trees, grounding(text, actors))
