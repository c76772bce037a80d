"""The ground stage: all mentions of one document, resolved or honestly left open."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from detente.ground.brackets import abbreviation_spans, absorb_abbreviations
from detente.ground.cast import Cast
from detente.ground.coref import Threads
from detente.ground.draft import Draft
from detente.ground.fuzzy import Misspelt
from detente.ground.lexicon import Lexicon, default_lexicon
from detente.ground.nouns import TIE, NounReader
from detente.ground.phrases import noun_phrases
from detente.ground.relations import name_relations
from detente.ground.sites import LOCATIVE, locative_before
from detente.ground.surface import Hit, find_hits
from detente.ground.times import anchor_day, find_times
from detente.knowledge.words import Words, load_words
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.record import Mention
from detente.model.text import SentenceSpan, Tree

_AFTER = re.compile(r"[\s-]+([A-Za-z][\w’'-]*)(?:\s+([A-Za-z][\w’'-]*))?(?:\s+([A-Za-z][\w’'-]*))?")
_CAPITAL_WORD = re.compile(r"\s([A-Z][a-z]+)")
_CAPITAL_BEFORE = re.compile(r"([A-Z][a-z’'-]+)\s\Z")


class Grounder:
    """Finds and resolves actors, places and times; knowledge is read once, at construction."""

    def __init__(self, *, lexicon: Lexicon | None = None, words: Words | None = None) -> None:
        self._lexicon = lexicon or default_lexicon()
        self._words = words or load_words()
        self._misspelt = Misspelt(self._lexicon.fuzzy)

    def ground(
        self, article: Article, sentences: Sequence[SentenceSpan], trees: Sequence[Tree]
    ) -> Grounding:
        """All mentions of `article`.

        Args:
            article: the page as read; its `published` anchors relative dates.
            sentences: its sentences, in order.
            trees: trees of some of the sentences; known names and times are found in all.
        """
        text = article.text
        published = anchor_day(article.published)
        hits = find_hits(text, self._lexicon)
        cast = Cast(self._lexicon)
        year = published.year if published else None
        reader = NounReader(text, hits, cast, self._words, self._misspelt, year)
        times = find_times(text, article.published)
        drafts = [draft for tree in trees for draft in _from_tree(tree, reader)]
        drafts = _outermost(drafts, times)
        drafts.extend(_leftover(text, reader, drafts, times))
        drafts.sort(key=_order)
        shorts = absorb_abbreviations(text, drafts)
        _add_abbreviations(text, drafts, shorts)
        drafts.sort(key=_order)
        starts = [sentence.start for sentence in sentences]
        sentence_of = [max(0, bisect_right(starts, draft.start) - 1) for draft in drafts]
        Threads(text, self._lexicon.registry, sentence_of).follow(drafts)
        drafts = [d for d in drafts if d.pronoun is None or d.refers or d.members]
        drafts.extend(times)
        drafts.sort(key=_order)
        return _grounding(text, drafts, cast)


def _order(draft: Draft) -> tuple[int, int, str]:
    return draft.start, -draft.end, draft.kind


def _from_tree(tree: Tree, reader: NounReader) -> list[Draft]:
    drafts = []
    for phrase in noun_phrases(tree):
        draft = reader.read(phrase)
        if draft is not None:
            drafts.append(draft)
    roles = reader.cast.lexicon.registry.roles
    for index, dep in enumerate(tree.deps):
        if dep != "compound" or tree.pos[index] != "NOUN":
            continue
        found = roles.get(tree.words[index].lower())
        if found is not None and found[0].cls in ("member", "organ") and found[0].sector:
            start, end = tree.starts[index], tree.ends[index]
            entity = reader.cast.combine(None, found[0])
            words = (tree.words[index].lower(),)
            drafts.append(Draft(start, end, "actor", entity, role=found[0], words=words))
    return drafts


def _outermost(drafts: list[Draft], times: Sequence[Draft]) -> list[Draft]:
    """Drops what lies inside another mention or a time; of two that cross, the longer stays."""
    kept: list[Draft] = []
    taken: dict[int, Draft] = {}
    for time in times:
        for at in range(time.start, time.end):
            taken[at] = time
    for draft in sorted(drafts, key=lambda d: (d.start - d.end, d.start, d.kind)):
        if draft.start in taken or draft.end - 1 in taken:
            continue
        kept.append(draft)
        for at in range(draft.start, draft.end):
            taken[at] = draft
    return kept


def _leftover(
    text: str, reader: NounReader, drafts: Sequence[Draft], times: Sequence[Draft]
) -> list[Draft]:
    """Known names that no noun phrase of a tree has taken up."""
    covered = sorted([(d.start, d.end, d.kind) for d in (*drafts, *times)])
    starts = [item[0] for item in covered]
    found = []
    for hit in reader.hits:
        at = bisect_right(starts, hit.start) - 1
        inside = at >= 0 and hit.start < covered[at][1]
        if not inside and at + 1 < len(covered) and covered[at + 1][0] < hit.end:
            continue
        if inside:
            nested = _nested(text, reader, hit) if covered[at][2] == "actor" else None
            if nested is not None and hit.end < covered[at][1]:
                found.append(nested)
            continue
        draft = _from_surface(text, reader, hit)
        if draft is not None:
            found.append(draft)
    return found


def _nested(text: str, reader: NounReader, hit: Hit) -> Draft | None:
    """What a name inside an actor's phrase still says: "Idlib residents", "X-linked agency"."""
    if TIE.match(text, hit.end) and (hit.sense.actors or hit.sense.state):
        return Draft(hit.start, hit.end, "actor", reader.actor_of(hit), name=hit.form)
    if hit.sense.places and not _names_actor(hit):
        return reader.place(hit, hit.start, hit.end, None, None)
    return None


def _names_actor(hit: Hit) -> bool:
    sense = hit.sense
    return bool(sense.actors or sense.state or sense.adjective or sense.people or sense.capital_of)


def _from_surface(text: str, reader: NounReader, hit: Hit) -> Draft | None:
    """A mention by the text alone."""
    sense = hit.sense
    case = locative_before(text, hit.start)
    site = case is not None and case not in ("between", "over", "off")
    role = _role_after(text, reader, hit)
    if role is not None:
        return role
    if sense.actors and not (sense.places and site):
        return Draft(hit.start, hit.end, "actor", reader.actor_of(hit), name=hit.form)
    if " " not in hit.form and not sense.exact and _in_longer_name(text, reader, hit):
        return None
    if sense.state:
        if site:
            return reader.country(hit, case)
        return Draft(hit.start, hit.end, "actor", reader.actor_of(hit), name=hit.form)
    if sense.places:
        word = _AFTER.match(text, hit.end)
        noun = word[1].lower() if word else None
        if word is not None and noun in reader.words.place_words:
            return reader.place(hit, hit.start, word.end(1), case, noun)
        return reader.place(hit, hit.start, hit.end, case, None)
    if sense.people:
        return Draft(hit.start, hit.end, "actor", reader.actor_of(hit), plural=True)
    return None


def _role_after(text: str, reader: NounReader, hit: Hit) -> Draft | None:
    """ "Syrian army", "Taliban fighters": the longest role noun right after a name."""
    sense = hit.sense
    base = sense.actors[0][0] if sense.actors else sense.adjective or sense.state
    match = _AFTER.match(text, hit.end) if base else None
    if match is None or base is None:
        return None
    words = [word for word in match.groups() if word]
    roles = reader.cast.lexicon.registry.roles
    for size in range(len(words), 0, -1):
        found = roles.get(" ".join(word.lower() for word in words[:size]))
        if found is not None and found[0].cls != "body":
            end = match.end(size)
            entity = reader.cast.combine(base, found[0])
            draft = Draft(hit.start, end, "actor", entity, name=hit.form)
            draft.role, draft.plural = found
            return draft
    return None


def _in_longer_name(text: str, reader: NounReader, hit: Hit) -> bool:
    """Whether a one-word state or place is a piece of a person's or firm's name, by capitals."""
    after = _CAPITAL_WORD.match(text, hit.end)
    if after is not None:
        word = after[1].lower()
        roles, places = reader.cast.lexicon.registry.roles, reader.words.place_words
        known = word in roles or word in places or reader.hits_in(after.start(1), after.end(1))
        return not known
    before = _CAPITAL_BEFORE.search(text[max(0, hit.start - 24) : hit.start])
    if before is None or locative_before(text, hit.start) in LOCATIVE:
        return False
    start = hit.start - len(before[0])
    opening = text[max(0, start - 2) : start]
    if not opening.strip() or opening.strip()[-1:] in ".!?:\n“\"":
        return False
    word = before[1].lower()
    roles = reader.cast.lexicon.registry.roles
    return word not in roles and not reader.hits_in(start, hit.start - 1)


def _add_abbreviations(text: str, drafts: list[Draft], shorts: dict[str, Draft]) -> None:
    """Mentions for abbreviations that the registry does not know but the document explains."""
    spans = sorted((draft.start, draft.end, draft) for draft in drafts) if shorts else []
    starts = [span[0] for span in spans]
    for start, end, short in abbreviation_spans(text, list(shorts)):
        owner = shorts[short]
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < spans[at][1]:
            inner = spans[at][2]
            if (inner.start, inner.end) == (start, end):
                inner.entity, inner.name = owner.entity, short
            continue
        if start >= owner.end:
            drafts.append(Draft(start, end, "actor", owner.entity, name=short))


@dataclass(slots=True)
class _Ids:
    by_draft: dict[int, str]

    def of(self, draft: Draft) -> str | None:
        return self.by_draft.get(id(draft))


def _grounding(text: str, drafts: Sequence[Draft], cast: Cast) -> Grounding:
    """Numbers the mentions and keeps only the actors and places that one of them stands for."""
    ids = _Ids({id(draft): f"m{number}" for number, draft in enumerate(drafts, start=1)})
    mentions = []
    groups = {}
    for draft in drafts:
        mention_id = ids.by_draft[id(draft)]
        refers = ids.of(draft.refers) if draft.refers is not None else None
        mentions.append(
            Mention(
                id=mention_id, start=draft.start, end=draft.end, text=text[draft.start : draft.end],
                kind=draft.kind, refers_to=refers, entity=draft.entity,
            )  # fmt: skip
        )
        members = tuple(name for name in map(ids.of, draft.members) if name is not None)
        if members:
            groups[mention_id] = members
    relations = name_relations(text, drafts)
    used = {draft.entity for draft in drafts} | {r.a for r in relations} | {r.b for r in relations}
    return Grounding(
        mentions=tuple(mentions),
        actors={key: cast.actors[key] for key in sorted(cast.actors) if key in used},
        places={key: cast.places[key] for key in sorted(cast.places) if key in used},
        times={ids.by_draft[id(d)]: d.time for d in drafts if d.time is not None},
        senses={ids.by_draft[id(d)]: d.sense for d in drafts if d.sense is not None},
        groups=groups,
        relations=relations,
    )
