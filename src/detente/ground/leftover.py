"""Known names that no noun phrase has taken up: sentences without trees, names that qualify."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from detente.ground.draft import Draft
from detente.ground.names import TIE, Names
from detente.ground.relations import tied
from detente.ground.sites import LOCATIVE, locative_before
from detente.ground.surface import Hit

_AFTER = re.compile(r"[\s-]+([A-Za-z][\w’'-]*)(?:\s+([A-Za-z][\w’'-]*))?(?:\s+([A-Za-z][\w’'-]*))?")
_CAPITAL_AFTER = re.compile(r"\s([A-Z][a-z]+)")
_CAPITAL_BEFORE = re.compile(r"([A-Z][a-z’'-]+)\s\Z")
_NOT_SITES = frozenset(("between", "over", "off"))
_OWNS = re.compile(r"[’']s?\s+(?:[\w-]+\s+){0,3}[A-Z]")
"""A possessive before another name: "Iran's ally X"."""
_TOWARDS = re.compile(
    r"\b(?:loyal|linked|tied|allied|close|hostile|opposed|allegiance|affiliated|successor)"
    r"\s+to\s+(?:the\s+)?\Z"
)
"""Words whose "to" leads to somebody, not to a place."""
_NISBA = re.compile(r"[A-Z][\w’'-]*\s\Z")
"""A name before "al-X", which then says where a person comes from: it is a part of the name."""
_OPENS = frozenset('.!?:\n“"')


def leftover_names(names: Names, taken: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Mentions of names outside all of `taken`, and of names nested in an actor's phrase."""
    spans = sorted((draft.start, draft.end, draft.kind) for draft in taken)
    starts = [span[0] for span in spans]
    loose: list[Draft] = []
    nested: list[Draft] = []
    for hit in names.hits:
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.start < spans[at][1]:
            inner = _nested(names, hit) if spans[at][2] == "actor" else None
            if inner is not None and hit.end <= spans[at][1]:
                inner.inner = True
                nested.append(inner)
        elif at + 1 == len(spans) or hit.end <= spans[at + 1][0]:
            draft = _role_after(names, hit) or _alone(names, hit)
            if draft is not None:
                loose.append(draft)
    return loose, nested


def _nested(names: Names, hit: Hit) -> Draft | None:
    """What a name inside an actor's phrase still says: "Idlib residents", "X-linked agency"."""
    sense = hit.sense
    by_name = sense.actors or sense.state
    if TIE.match(names.text, hit.end) and by_name:
        return Draft(hit.start, hit.end, "actor", names.actor_of(hit), name=hit.form)
    led = names.text.startswith("-led", hit.end)
    if tied(names.text, hit.start, hit.end) and not led and (by_name or sense.adjective):
        entity = names.actor_of(hit) if by_name else names.cast.entry(sense.adjective or "")
        return Draft(hit.start, hit.end, "actor", entity, name=hit.form)
    if by_name and _OWNS.match(names.text, hit.end):
        return Draft(hit.start, hit.end, "actor", names.actor_of(hit), name=hit.form)
    acts = sense.actors or sense.state or sense.adjective or sense.people or sense.capital_of
    if not sense.places or acts:
        return None
    before = names.text[max(0, hit.start - 24) : hit.start]
    return None if hit.form[0].islower() and _NISBA.search(before) else names.place(hit, None)


def _alone(names: Names, hit: Hit) -> Draft | None:
    """A name by itself, by the text alone."""
    sense = hit.sense
    case = locative_before(names.text, hit.start)
    site = case is not None and case not in _NOT_SITES
    site = site and not _TOWARDS.search(names.text[max(0, hit.start - 32) : hit.start])
    if sense.actors and not (sense.places and site):
        return Draft(hit.start, hit.end, "actor", names.actor_of(hit), name=hit.form)
    if " " not in hit.form and not sense.exact and _in_longer_name(names, hit):
        return None
    if sense.state and (site or names.after_place(hit.start)):
        return names.country(hit, case)
    if sense.state or (sense.people and not sense.places):
        draft = Draft(hit.start, hit.end, "actor", names.actor_of(hit), name=hit.form)
        draft.plural = not sense.state
        return draft
    return _site(names, hit, case) if sense.places else None


def _site(names: Names, hit: Hit, case: str | None) -> Draft:
    """A gazetteer name with the place noun after it."""
    after = _AFTER.match(names.text, hit.end)
    if after is not None and after[1].lower() in names.words.place_words:
        return names.place(hit, case, end=after.end(1), noun=after[1].lower())
    return names.place(hit, case)


def _role_after(names: Names, hit: Hit) -> Draft | None:
    """The longest role noun right after a name: "Syrian army", "Taliban fighters"."""
    sense = hit.sense
    base = names.bearer(hit) if sense.actors else sense.adjective or sense.state
    match = _AFTER.match(names.text, hit.end) if base else None
    if match is None:
        return None
    words = [word.lower() for word in match.groups() if word]
    for size in range(len(words), 0, -1):
        found = names.registry.roles.get(" ".join(words[:size]))
        if found is not None and found[0].cls != "body":
            entity = names.cast.combine(base, found[0])
            draft = Draft(hit.start, match.end(size), "actor", entity, name=hit.form)
            draft.role, draft.plural = found
            return draft
    return None


def _in_longer_name(names: Names, hit: Hit) -> bool:
    """Whether a one-word state or place is a piece of a person's or firm's name, by capitals."""
    text = names.text
    after = _CAPITAL_AFTER.match(text, hit.end)
    if after is not None:
        word = after[1].lower()
        known = word in names.registry.roles or word in names.words.place_words
        return not known and not names.within(after.start(1), after.end(1))
    before = _CAPITAL_BEFORE.search(text[max(0, hit.start - 24) : hit.start])
    if before is None or locative_before(text, hit.start) in LOCATIVE:
        return False
    start = hit.start - len(before[0])
    opening = text[max(0, start - 2) : start].strip()
    if not opening or opening[-1] in _OPENS:
        return False
    return before[1].lower() not in names.registry.roles and not names.within(start, hit.start - 1)
