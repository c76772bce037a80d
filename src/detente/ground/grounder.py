"""The ground stage: all mentions of one document, resolved or honestly left open."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from detente.ground.assemble import grounding, in_order, outermost
from detente.ground.brackets import absorb_abbreviations, add_abbreviations
from detente.ground.cast import Cast
from detente.ground.coref import Threads
from detente.ground.draft import Draft
from detente.ground.focus import settle_countries
from detente.ground.fuzzy import Misspelt
from detente.ground.guesses import guess_new_actors
from detente.ground.indexed import with_indexed
from detente.ground.joint import joint_adjectives
from detente.ground.leftover import leftover_names
from detente.ground.lexicon import Lexicon, lexicon_with
from detente.ground.names import Names
from detente.ground.nouns import NounReader
from detente.ground.officials import Officials
from detente.ground.owners import find_owners
from detente.ground.people import People, outside
from detente.ground.phrases import noun_phrases
from detente.ground.places import locate
from detente.ground.relations import tied
from detente.ground.surface import find_hits
from detente.ground.timenames import part_names_from_times
from detente.ground.times import find_times
from detente.knowledge.registry import SECTORS, days
from detente.knowledge.words import Words, load_words
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.text import SentenceSpan, Tree

_JOINTS = frozenset((" ", " “", ' "', " ‘"))


_OF = re.compile(r"\s+(?:of|from)\s+(?:(?:the|about|some|around|nearly|up to)\s+)?")
_PARTS = frozenset(("group", "member", "activist", "supporter", "follower", "faction"))
"""Nouns that stand for those who are named after "of"."""
_BEFORE_NOUN = frozenset(("amod", "compound", "nmod", "nmod:desc"))


class Grounder:
    """Finds and resolves actors, places and times; knowledge is read once, at construction."""

    def __init__(
        self,
        *,
        lexicon: Lexicon | None = None,
        words: Words | None = None,
        actors: Path | None = None,
        places: Path | None = None,
    ) -> None:
        """Load everything.

        Args:
            lexicon: the names to look for; by default those that the package carries.
            words: word lists; by default those that the package carries.
            actors: folder of own actors, which the default lexicon then holds too.
            places: folder of own places, likewise.

        Raises:
            KnowledgeError: a knowledge file is wrong; names file and line.
        """
        self.lexicon = lexicon or lexicon_with(actors, places)
        self._words = words or load_words()
        self._misspelt = Misspelt(self.lexicon.fuzzy)
        self._people = People(self.lexicon.registry, self._words.common_names)
        roles = self.lexicon.registry.roles
        self._bodies = frozenset(self._words.name_words).union(n for n in roles if " " not in n)

    def ground(
        self,
        article: Article,
        sentences: Sequence[SentenceSpan],
        trees: Sequence[Tree],
        *,
        times: bool = True,
    ) -> Grounding:
        """All mentions of `article`.

        Args:
            article: the page as read; its `published` anchors relative dates.
            sentences: its sentences, in order.
            trees: trees of some of the sentences; known names and times are found in all.
            times: whether to look for time expressions.
        """
        text = article.text
        cast = Cast(self.lexicon)
        found = find_times(text, article.published) if times else []
        hits = find_hits(text, self.lexicon)
        hits, found = part_names_from_times(text, hits, found, self.lexicon)
        persons = self._people.find(text, hits)
        hits = outside(with_indexed(text, hits, self.lexicon, self._words), persons)
        day = days(article.published)
        names = Names(text, hits, cast, self._words, day)
        dated = [time for time in found if time.time is not None and time.time.edtf]
        drafts = self._mentions(names, trees, dated)
        drafts = Officials(names, self._people, persons, day).settle(drafts, found)
        drafts.sort(key=in_order)
        locate(text, drafts, cast, hits, self._words)
        shorts = absorb_abbreviations(text, drafts)
        add_abbreviations(text, drafts, shorts)
        drafts.sort(key=in_order)
        starts = [sentence.start for sentence in sentences]
        sentence_of = [max(0, bisect_right(starts, draft.start) - 1) for draft in drafts]
        for tree in trees:
            low = bisect_left(drafts, tree.start, key=_start)
            find_owners(tree, drafts[low : bisect_left(drafts, tree.end, key=_start)])
        Threads(text, cast, sentence_of).follow(drafts)
        settle_countries(drafts, cast)
        _name_bodies(text, drafts, cast)
        guess_new_actors(text, drafts, cast)
        drafts = [d for d in drafts if d.pronoun is None or d.refers or d.members]
        drafts.extend(found)
        drafts.sort(key=in_order)
        return grounding(text, drafts, cast, trees)

    def _mentions(self, names: Names, trees: Sequence[Tree], times: Sequence[Draft]) -> list[Draft]:
        """Actors and places: phrases of trees first, then the known names that they left."""
        reader = NounReader(names, self._misspelt)
        drafts: list[Draft] = []
        for tree in trees:
            found = (reader.read(phrase) for phrase in noun_phrases(tree, self._bodies))
            drafts.extend(draft for draft in found if draft is not None)
            drafts.extend(_role_modifiers(tree, names))
            drafts.extend(_demonyms(tree, names))
            drafts.extend(joint_adjectives(tree, names))
        drafts = outermost(drafts, times)
        _partitives(names.text, drafts)
        loose, nested = leftover_names(names, [*drafts, *times])
        drafts = sorted(outermost([*drafts, *loose], times), key=in_order)
        drafts = [*_joined(names.text, drafts), *nested]
        drafts.extend(member for draft in tuple(drafts) for member in draft.members)
        drafts.sort(key=in_order)
        return drafts


def _start(draft: Draft) -> int:
    return draft.start


def _joined(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Makes one mention of a body and the name right after it: "the news agency X"."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if last is not None and _titles(last, draft) and text[last.end : draft.start] in _JOINTS:
            last.end, last.entity, last.name = draft.end, draft.entity, draft.name
            last.title, last.role, last.proper = last.role, None, False
        else:
            kept.append(draft)
    return kept


def _titles(body: Draft, name: Draft) -> bool:
    """Whether `body` only says what kind of body `name` is."""
    if body.role is None or body.role.cls not in ("organ", "body") or body.plural:
        return False
    described = body.entity is not None and body.entity.startswith("new:")
    open_body = body.entity is None or body.entity in SECTORS or described
    state = name.entity is None or name.entity.isupper()
    return open_body and name.kind == "actor" and name.role is None and not state


def _role_modifiers(tree: Tree, names: Names) -> list[Draft]:
    """The first noun of "rebel attack", "police raid"."""
    drafts = []
    for index, dep in enumerate(tree.deps):
        if dep != "compound" or tree.pos[index] not in ("NOUN", "ADJ"):
            continue
        word = tree.words[index].lower()
        role, _ = names.registry.roles.get(word, (None, False))
        if role is not None and role.cls in ("member", "organ") and role.sector:
            start, end = tree.starts[index], tree.ends[index]
            if names.widened(start, end) != (start, end):
                continue  # inside a known name
            base = None
            hit = names.starting(tree.starts[index - 1]) if index else None
            if (
                hit is not None
                and hit.end == start - 1
                and not tied(names.text, hit.start, hit.end)
            ):
                base, start = names.base_of(hit), hit.start
            entity = names.cast.combine(base, role)
            drafts.append(Draft(start, end, "actor", entity, role=role, words=(word,)))
    return drafts


def _partitives(text: str, drafts: Sequence[Draft]) -> None:
    """Lets "a group of X" and "members of X" act as X."""
    starts = {draft.start: draft for draft in drafts if draft.kind == "actor"}
    for draft in drafts:
        role = draft.role
        if role is None or (draft.entity is not None and draft.entity not in SECTORS):
            continue
        if role.noun not in _PARTS:
            continue
        match = _OF.match(text, draft.end)
        whole = starts.get(match.end()) if match else None
        if whole is None or whole.pronoun or whole.person or whole.entity in SECTORS:
            continue
        if whole.entity is not None:
            draft.entity, draft.plural = whole.entity, True
            draft.name = draft.name or whole.name


def _demonyms(tree: Tree, names: Names) -> list[Draft]:
    """The adjective of "Israeli strikes": a state, where nothing longer takes the word up."""
    drafts = []
    for index, dep in enumerate(tree.deps):
        head = tree.heads[index]
        if dep not in _BEFORE_NOUN or index >= head or tree.pos[head] != "NOUN":
            continue
        hit = names.starting(tree.starts[index])
        if hit is None or hit.end != tree.ends[index] or hit.sense.adjective is None:
            continue
        entity = names.cast.entry(hit.sense.adjective)
        drafts.append(Draft(hit.start, hit.end, "actor", entity, name=hit.form, inner=True))
    return drafts


def _name_bodies(text: str, drafts: Sequence[Draft], cast: Cast) -> None:
    """Makes an actor of "the Coalition", written as a name and pointing back to none."""
    for draft in drafts:
        if not draft.proper or draft.entity or draft.refers or draft.members:
            continue
        role = draft.role
        union = role is not None and role.noun in ("coalition", "alliance")
        draft.entity = cast.new_actor(
            text[draft.start : draft.end],
            None,
            role.sector if role else None,
            "coalition" if union else "organisation",
            {"sector": f"called {role.noun!r}"} if role and role.sector else None,
        )
