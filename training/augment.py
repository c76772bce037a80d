"""Change training sentences: names, headlines and typing that the corpora lack."""

import random
import re
from dataclasses import replace
from pathlib import Path

from training.conllu import Gold
from training.names import ORIGIN_NAMES, Names

_KEPT_NAMES = frozenset(
    (Path(__file__).parent / "kept_names.txt").read_text(encoding="utf-8").split()
)
"""Capitalised words that are no names of their own; they stay when names are replaced."""


def names_replaced(gold: Gold, names: Names, rng: random.Random, *, share: float = 0.75) -> Gold:
    """Return the sentence with most of its proper names replaced by invented ones of one origin."""
    origin = rng.choice(ORIGIN_NAMES)
    words = list(gold.words)
    made: dict[str, str] = {}
    for index, word in enumerate(words):
        if (
            gold.tags[index] != "NNP"
            or len(word) < 2
            or word.islower()
            or word.lower() in _KEPT_NAMES
        ):
            continue
        if not re.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", word) or rng.random() > share:
            continue
        if word not in made:
            short = word.isupper() and len(word) <= 5
            made[word] = (
                names.acronym() if short else names.name(origin if rng.random() < 0.8 else None)
            )
        words[index] = made[word]
    return replace(gold, words=tuple(words))


def recased(gold: Gold, how: str) -> Gold:
    """Return the sentence in `lower`, `upper` or `title` case."""
    change = {"lower": str.lower, "upper": str.upper, "title": _title}[how]
    return replace(gold, words=tuple(change(word) for word in gold.words))


def _title(word: str) -> str:
    """Capitalise as headline writers do: all but the short function words."""
    if word in {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "to",
        "and",
        "or",
        "for",
        "at",
        "by",
        "'s",
        "’s",
        "n't",
        "with",
        "as",
    }:
        return word
    return word[:1].upper() + word[1:]


def without(gold: Gold, dropped: set[int]) -> Gold:
    """Return the sentence without these words; none of them may be a head."""
    kept = [index for index in range(len(gold.words)) if index not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    cut = {
        name: tuple(getattr(gold, name)[index] for index in kept)
        for name in ("words", "lemmas", "tags", "pos", "deps", "starts", "ends")
    }
    return replace(gold, heads=tuple(place[gold.heads[index]] for index in kept), **cut)


def stop_dropped(gold: Gold) -> Gold:
    """Return the sentence without its final stop, if that is a leaf and not all there is."""
    last = len(gold.words) - 1
    if (
        last > 1
        and gold.words[last] in {".", "!", "?"}
        and last not in gold.heads[:last]
        and gold.heads[last] != last
    ):
        return without(gold, {last})
    return gold


def as_headline(gold: Gold, rng: random.Random) -> Gold:
    """Return the sentence as a headline: no articles, final stop or (often) passive `be`."""
    gold = stop_dropped(gold)
    heads = {head for index, head in enumerate(gold.heads) if head != index}
    dropped = {
        index
        for index, word in enumerate(gold.words)
        if word.lower() in {"a", "an", "the"} and index not in heads
    }
    if rng.random() < 0.6:
        dropped |= {
            index
            for index, word in enumerate(gold.words)
            if gold.deps[index] == "aux:pass"
            and word.lower() in {"is", "are", "was", "were"}
            and index not in heads
        }
    if len(gold.words) - len(dropped) > 2:
        gold = without(gold, dropped)
    if rng.random() < 0.5:
        return recased(gold, "title")
    first = gold.words[0]
    return replace(gold, words=(first[:1].upper() + first[1:], *gold.words[1:]))


def varied(gold: Gold, names: Names, rng: random.Random) -> Gold:
    """Return the sentence, or in about half of the draws a variant of it."""
    if "NNP" in gold.tags and rng.random() < 0.30:
        gold = names_replaced(gold, names, rng)
    draw = rng.random()
    if draw < 0.05 and 4 <= len(gold.words) <= 25:
        return as_headline(gold, rng)
    if draw < 0.12:
        return stop_dropped(gold)
    if draw < 0.14:
        return recased(gold, "lower")
    if draw < 0.155:
        return recased(gold, "upper")
    return gold
