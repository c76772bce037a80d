"""Agents of the older coders' dictionaries: role nouns with their plurals and sector."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from detente.knowledge.importers.codes import decode
from detente.knowledge.importers.items import Given, GivenRole, Unread
from detente.knowledge.importers.phrases import phrase

Macros: TypeAlias = dict[str, tuple[str, ...]]
_WORDS = re.compile(r"(?P<noun>[^{}]*?)\s*(?:\{(?P<plural>[^{}]*)\})?\s*")
_MACRO = re.compile(r"(!\w+!)")
_NOUN = re.compile(r"[a-z][a-z' -]*")
_HISSES = ("s", "x", "z", "ch", "sh")
_COLLECTIVE = ("MEN", "WOMEN", "PEOPLE")


def agent(
    line: int, words: str, codes: Sequence[str], macros: Mapping[str, tuple[str, ...]]
) -> Iterator[Given]:
    """The role nouns of one line: one, or as many as its macros stand for."""
    match = _WORDS.fullmatch(words.strip())
    if match is None or len(codes) != 1:
        yield Unread(line, f"damaged agent {words.strip()[:60]!r}")
        return
    meant = decode(codes[0].replace("~", "").strip(), ())
    if meant.problem or meant.sector is None:
        yield Unread(line, meant.problem or f"code [{codes[0]}] says no sector")
        return
    pieces = _MACRO.split(match["noun"])
    unknown = [piece for piece in pieces[1::2] if piece not in macros]
    if unknown:
        yield Unread(line, f"macro {unknown[0]} is not defined before it")
        return
    choices = [macros[piece] if index % 2 else (piece,) for index, piece in enumerate(pieces)]
    spelt = len(pieces) > 1  # a macro lists singular and plural forms itself
    for parts in product(*choices):
        noun = phrase("".join(parts)).lower()
        if not _NOUN.fullmatch(noun):
            yield Unread(line, f"{noun[:60]!r} is no role noun")
            continue
        plurals = _plurals(noun, None if spelt else match["plural"], regular=not spelt)
        yield GivenRole(line, noun, plurals, meant.sector)


def _plurals(noun: str, given: str | None, *, regular: bool) -> tuple[str, ...]:
    """The plurals in braces; without braces the regular one."""
    if given is not None:
        listed = (phrase(part).lower() for part in given.split(","))
        return tuple(form for form in listed if _NOUN.fullmatch(form))
    if not regular or noun.upper().endswith(_COLLECTIVE):
        return ()
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (f"{noun[:-1]}ies",)
    return (f"{noun}es",) if noun.endswith(_HISSES) else (f"{noun}s",)
