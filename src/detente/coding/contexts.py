"""The contexts of a page, after PLOVER's list, told by words of `lexicons/contexts.csv`.

A context counts from a weight of 2: one telling word, or two that only hint at it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from detente.knowledge.tables import data_folder, read_table
from detente.model.contexts import ContextName, DocumentContext
from detente.model.page import Article
from detente.model.record import Quote
from detente.parse.inflect import forms

TELLS = 2
"""Weight of words from which a context holds."""
SHOWN = 3
"""Words that are shown as the reason for a context."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Term:
    context: ContextName
    weight: int


@cache
def context_terms() -> dict[str, tuple[_Term, ...]]:
    """Terms in every form of their last word.

    Raises:
        KnowledgeError: a line is wrong; names file and line.
    """
    found: defaultdict[str, dict[ContextName, _Term]] = defaultdict(dict)
    path = data_folder("lexicons", "contexts.csv")
    for row in read_table(path, ("context", "term", "weight")):
        context = row.one_of("context", get_args(ContextName))
        term = _Term(context, int(row.one_of("weight", ("1", "2"))))
        *before, last = row.filled("term").lower().split()
        for form in {last, *(forms(last) if last.isalpha() else ())}:
            found[" ".join([*before, form])].setdefault(context, term)
    return {words: tuple(terms.values()) for words, terms in found.items()}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The terms by their first word, the longest first: few of them start with the same one."""
    starting: defaultdict[str, list[str]] = defaultdict(list)
    for words in sorted(context_terms(), key=lambda words: (-len(words), words)):
        starting[_WORD.findall(words)[0]].append(words)
    return {
        first: re.compile(rf"(?:{'|'.join(map(re.escape, terms))})\b")
        for first, terms in starting.items()
    }


def _found(text: str) -> Iterator[re.Match[str]]:
    """The terms in a lower-cased text, from left to right, none inside another."""
    patterns, end = _patterns(), 0
    for word in _WORD.finditer(text):
        pattern = patterns.get(word[0])
        if pattern is None or word.start() < end:
            continue
        match = pattern.match(text, word.start())
        if match is not None:
            end = match.end()
            yield match


def contexts_of(article: Article) -> tuple[DocumentContext, ...]:
    """The contexts of an article in the order of PLOVER's list, with the words that tell them.

    Captions are left out; of a context at most the first three words are shown.
    """
    seen: defaultdict[ContextName, list[tuple[Quote, int]]] = defaultdict(list)
    for block in article.blocks:
        if block.kind == "caption":
            continue
        for match in _found(article.text[block.start : block.end].lower()):
            start, end = block.start + match.start(), block.start + match.end()
            quote = Quote(start=start, end=end, text=article.text[start:end])
            for term in context_terms()[match[0]]:
                seen[term.context].append((quote, term.weight))
    return tuple(
        DocumentContext(context=name, evidence=tuple(quote for quote, _ in seen[name][:SHOWN]))
        for name in get_args(ContextName)
        if sum(weight for _, weight in seen[name]) >= TELLS
    )
