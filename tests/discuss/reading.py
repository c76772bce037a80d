"""Reading a comment in tests."""

from functools import cache

from detente.discuss.context import Context, context_of
from detente.discuss.incivility import CLEAR, labels_of
from detente.discuss.obfuscation import Unmasker
from detente.discuss.reader import CommentReader, PageContext
from detente.discuss.words import split_words
from detente.knowledge.abuse import load_abuse
from detente.model.page import ThreadComment


def context(text: str) -> Context:
    lists = load_abuse()
    return context_of(split_words(text, unmasker().find(text)), lists)


@cache
def unmasker() -> Unmasker:
    return Unmasker(load_abuse().maskable)


@cache
def reader() -> CommentReader:
    return CommentReader()


def labels(text: str):
    return labels_of(context(text))


def clear(text: str) -> set[str]:
    """Kinds of label that count as meant."""
    return {label.label for label in labels(text) if label.score >= CLEAR}


def comment(text: str, number: int = 1, parent: str | None = None) -> ThreadComment:
    return ThreadComment(f"c{number}", parent, 0, "reader-1", None, text)


def read(text: str, parent: str | None = None, page: PageContext | None = None):
    above = comment(parent, 1) if parent is not None else None
    return reader().read(comment(text, 2, "c1" if above else None), above, page or PageContext())
