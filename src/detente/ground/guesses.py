"""What can be guessed about an actor that only the text knows: its sector, its country, and why."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from detente.ground.cast import NEW, Cast
from detente.ground.draft import Draft
from detente.model.record import Actor

_APPOSITION = re.compile(r"\s?(?:\([^()]{1,40}\))?\s?[,–—(-]\s?(?:an?|the)\s+\Z")
_CALLS = frozenset(("body", "organ", "member"))
_FOCUS_SHARE = 0.6
_FOCUS_COUNT = 2


@dataclass(frozen=True, slots=True)
class _Guess:
    """A value for one field and the words for its reason."""

    field: str
    value: str
    why: str


def guess_new_actors(text: str, drafts: Sequence[Draft], cast: Cast) -> None:
    """Completes the new actors of a document in its cast.

    What words beside the name say ("X, a Malian rebel group"; "the rebel group X") goes before what
    the name's own words say; what is still open takes the country that most of the page is about.

    Args:
        text: the document's text.
        drafts: its mentions, sorted by start.
        cast: the actors to complete, in place.
    """
    new = dict.fromkeys(d.entity for d in drafts if d.entity and d.entity.startswith(NEW))
    beside: dict[str, list[_Guess]] = {}
    for draft, after in zip_longest(drafts, drafts[1:]):
        if draft.entity in new:
            beside.setdefault(draft.entity, []).extend(_beside(text, draft, after, cast))
    focus = _focus(drafts, cast)
    for actor_id in new:
        if actor_id in cast.actors and (shared := cast.actors[actor_id].candidates):
            why = f"a name of {', '.join(shared)}: neither date nor text tells whose"
            cast.actors[actor_id] = cast.actors[actor_id].model_copy(update={"reason": why})
        elif actor_id in cast.actors:
            told = [*beside.get(actor_id, []), *_own(cast, actor_id), *focus]
            cast.actors[actor_id] = _completed(cast.actors[actor_id], told)


def _own(cast: Cast, actor_id: str) -> Iterator[_Guess]:
    """What the name itself says."""
    actor = cast.actors[actor_id]
    for field, value in (("sector", actor.sector), ("country", actor.country)):
        if value:
            yield _Guess(field, value, cast.guessed.get(actor_id, {}).get(field, "in its name"))


def _completed(actor: Actor, guesses: Sequence[_Guess]) -> Actor:
    """The actor with the first guess for each field, and the reasons for them."""
    chosen = {guess.field: guess for guess in reversed(guesses)}
    values = {guess.field: guess.value for guess in chosen.values()}
    told = [f"{field} {chosen[field].value}: {chosen[field].why}" for field in sorted(chosen)]
    return actor.model_copy(update={**values, "reason": "; ".join(told) or None})


def _beside(text: str, draft: Draft, after: Draft | None, cast: Cast) -> Iterator[_Guess]:
    """What the words before and after a name call its bearer."""
    if draft.title is not None and draft.title.sector:
        yield _Guess("sector", draft.title.sector, f"called {draft.title.noun!r}")
    if after is None or after.role is None or after.role.cls not in _CALLS:
        return
    if not _APPOSITION.fullmatch(text, draft.end, after.start):
        return
    told = f"called {text[after.start : after.end]!r}"
    actor = cast.actors.get(after.entity or "")
    sector = (actor.sector if actor else None) or after.role.sector
    if sector:
        yield _Guess("sector", sector, told)
    if actor is not None and actor.country in cast.lexicon.registry.states:
        yield _Guess("country", actor.country or "", told)


def _focus(drafts: Sequence[Draft], cast: Cast) -> tuple[_Guess, ...]:
    """The country that most of the page's places and known actors belong to."""
    states = cast.lexicon.registry.states
    counts: Counter[str] = Counter()
    for draft in drafts:
        entity = draft.entity or ""
        known = cast.places.get(entity) if draft.kind == "place" else cast.actors.get(entity)
        country = known.country if known is not None else None
        if country in states and not entity.startswith(NEW):
            counts[country or ""] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return ()
    country, count = ranked[0]
    if count < _FOCUS_COUNT or count < _FOCUS_SHARE * counts.total():
        return ()
    told = f"{count} of the page's {counts.total()} places and known actors"
    return (_Guess("country", country, told),)
