"""Reading one comment after the other: language, labels, names, stance, leads, act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.discuss.act import act_of
from detente.discuss.context import context_of
from detente.discuss.hostility import load_hostility
from detente.discuss.incivility import labels_of
from detente.discuss.language import language_of
from detente.discuss.leads import Happening, happenings_of, leads_of
from detente.discuss.names import names_of, written_small
from detente.discuss.obfuscation import Unmasker
from detente.discuss.patterns import matches
from detente.discuss.stance import stances_of
from detente.discuss.words import split_words
from detente.ground import Grounder
from detente.knowledge.abuse import load_abuse
from detente.model.discussion import CommentReading
from detente.model.page import Article, ThreadComment
from detente.model.parts import Mention
from detente.model.record import Actor, Event, Place
from detente.model.text import SentenceSpan

READ_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What of the article helps to read the comments under it."""

    language: str = READ_LANGUAGE
    published: str | None = None
    happenings: tuple[Happening, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    """Names of the article by their form in small letters, as comments often write them."""


@dataclass(frozen=True, slots=True)
class ThreadReading:
    """The readings of a page's comments, and the actors and places that they name."""

    readings: tuple[CommentReading, ...]
    actors: dict[str, Actor]
    places: dict[str, Place]


def page_context(
    article: Article,
    language: str,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    events: Sequence[Event],
) -> PageContext:
    """The context that an article, its mentions and its events give."""
    written = {
        mention.text.lower(): mention.text
        for mention in mentions
        if mention.kind in ("actor", "place")
        and mention.text.isalpha()
        and mention.text[0].isupper()
    }
    told = happenings_of(article.text, sentences, events)
    return PageContext(language, article.published, told, written)


class CommentReader:
    """Reads comments; loads word lists, names and weights once.

    Args:
        grounder: the one that grounds articles, so that names mean the same in comments.
    """

    def __init__(self, grounder: Grounder | None = None) -> None:
        self._lists = load_abuse()
        self._unmasker = Unmasker(self._lists.maskable)
        self._model = load_hostility()
        self._grounder = grounder or Grounder()
        self._small = written_small(self._grounder.lexicon.registry, self._lists)

    def read(
        self, comment: ThreadComment, parent: ThreadComment | None, page: PageContext
    ) -> CommentReading:
        """What one comment says and how; only English is read further than its language."""
        small = {**self._small, **page.written}
        reading, _, _ = self._read(comment.text, parent.text if parent else None, page, small)
        return reading

    def read_all(self, comments: Sequence[ThreadComment], page: PageContext) -> ThreadReading:
        """The readings of all comments of a page, in their order."""
        small = {**self._small, **page.written}
        by_id = {comment.id: comment.text for comment in comments}
        readings: list[CommentReading] = []
        actors: dict[str, Actor] = {}
        places: dict[str, Place] = {}
        for comment in comments:
            parent = by_id.get(comment.parent or "")
            reading, met, sites = self._read(comment.text, parent, page, small)
            readings.append(reading)
            actors.update(met)
            places.update(sites)
        return ThreadReading(tuple(readings), actors, places)

    def _read(
        self, text: str, parent: str | None, page: PageContext, small: Mapping[str, str]
    ) -> tuple[CommentReading, dict[str, Actor], dict[str, Place]]:
        language = language_of(text, page.language)
        if language != READ_LANGUAGE:
            why = f"not read: its language is {language}, the rules are for {READ_LANGUAGE}"
            return CommentReading(language, hostile_reason=why), {}, {}
        words = split_words(text, self._unmasker.find(text))
        context = context_of(words, self._lists)
        labels = labels_of(context)
        mentions, grounded = names_of(words, self._grounder, page.published, small)
        told = tuple(matches(words, self._lists.acts))
        leads = leads_of(context, mentions, page.happenings, told, parent)
        hostile, reason = self._model.probability(words, labels, self._lists)
        reading = CommentReading(
            language=language,
            act=act_of(context, labels, leads, told, parent),
            labels=labels,
            mentions=mentions,
            stance=stances_of(context, mentions, labels),
            leads=leads,
            hostile=hostile,
            hostile_reason=reason,
        )
        if grounded is None:
            return reading, {}, {}
        used = {mention.entity for mention in mentions}
        actors = {key: actor for key, actor in grounded.actors.items() if key in used}
        return reading, actors, {k: place for k, place in grounded.places.items() if k in used}
