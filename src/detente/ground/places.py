"""The place mentions of one document, each resolved by its surroundings."""

import re
from collections.abc import Sequence

from detente.ground.cast import Cast, as_place
from detente.ground.draft import Draft
from detente.ground.normal import name_key
from detente.ground.resolution import Resolved, resolve_toponyms
from detente.ground.sites import place_sense
from detente.ground.surface import Hit
from detente.knowledge.words import Words

_WORD = re.compile(r"[A-Za-z]+")
_SURE = 100_000
"""A name that no gazetteer list of ours holds is believed from this population on."""


def locate(
    text: str, drafts: Sequence[Draft], cast: Cast, hits: Sequence[Hit], words: Words
) -> None:
    """Give every place mention the place that it means here.

    Two places of one name in a document stay apart, as each mention is resolved by itself. A name
    that the index holds only far from all that the document is about stays a new place.

    Args:
        text: the document's text.
        drafts: its mentions; those of places are changed.
        cast: collects the places.
        hits: the known names of the text.
        words: place nouns.
    """
    asked = [draft for draft in drafts if draft.kind == "place" and _named(draft)]
    spans = [_name_span(text, draft) for draft in asked]
    found = resolve_toponyms(text, spans, cast.lexicon, place_words=words.place_words, hits=hits)
    countries = {hit.sense.state or hit.sense.adjective for hit in hits} - {None}
    for draft, resolved in zip(asked, found, strict=True):
        _settle(text, draft, resolved, cast, words, countries)


def _named(draft: Draft) -> bool:
    """Whether the mention holds a place's own name ("the Turkish border" does not)."""
    return draft.name is not None and draft.name[:1] != draft.name[:1].lower()


def _name_span(text: str, draft: Draft) -> tuple[int, int]:
    at = text.find(draft.name or "", draft.start, draft.end)
    if at < 0:
        return draft.start, draft.end
    return at, at + len(draft.name or "")


def _settle(
    text: str,
    draft: Draft,
    resolved: Resolved,
    cast: Cast,
    words: Words,
    countries: set[str | None],
) -> None:
    row = resolved.place
    if row is None:
        return
    unknown = (draft.entity or "").startswith("new-place:")
    if unknown and row.country not in countries and row.population < _SURE:
        return
    if row.kind == "country" and row.id in cast.lexicon.registry.states:
        draft.entity = cast.country_place(row.id)
    else:
        others = [(other.row, other.share) for other in resolved.ranked[1:]]
        cast.places.setdefault(row.id, as_place(row, others))
        if not cast.places[row.id].alternatives and others:
            cast.places[row.id] = as_place(row, others)
        draft.entity = row.id
    word = words.place_words.get(_noun(text, draft, resolved))
    draft.sense = place_sense(text, draft.start, kind=row.kind, word=word, case=draft.case)


def _noun(text: str, draft: Draft, resolved: Resolved) -> str:
    """The place noun within the mention beside the name, or right after it."""
    inner: list[str] = _WORD.findall(text[resolved.end : draft.end])
    if inner:
        return inner[-1].lower()
    own = name_key(text[draft.start : draft.end]).rpartition(" ")[2]
    if resolved.place is not None and name_key(resolved.place.name) == own:
        return ""
    return own
