"""Reading one comment after the other: language, labels, names, stance, leads, act.

What a comment quotes from another one is not its own: those words are blanked before it is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
from detente.discuss.words import Words, split_words
from detente.ground import Grounder
from detente.knowledge.abuse import load_abuse
from detente.model.comment import CommentAct, CommentStance, Lead
from detente.model.discussion import CommentLabel, CommentReading
from detente.model.grounding import Grounding
from detente.model.page import Article, ThreadComment
from detente.model.parts import Mention
from detente.model.record import Actor, Event, Place
from detente.model.text import SentenceSpan

READ_LANGUAGE = "en"
_TOGETHER = 256
"""Comments whose features are made at once."""
_WORD = re.compile(r"[^\W_]+")
_NO_SPACE = re.compile(r"\S")


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


@dataclass(frozen=True, slots=True)
class _Read:
    """A comment's reading before it is known how hostile it is; no words where it was not read."""

    language: str
    unread: str = ""
    """Why it was not read."""
    words: Words | None = None
    act: CommentAct | None = None
    labels: tuple[CommentLabel, ...] = ()
    mentions: tuple[Mention, ...] = ()
    stance: tuple[CommentStance, ...] = ()
    leads: tuple[Lead, ...] = ()
    grounding: Grounding | None = None


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
        above = parent.text if parent else None
        return next(self._judged([self._read(comment, above, page, small)]))

    def read_all(self, comments: Sequence[ThreadComment], page: PageContext) -> ThreadReading:
        """The readings of all comments of a page, in their order."""
        small = {**self._small, **page.written}
        by_id = {comment.id: comment.text for comment in comments}
        readings: list[CommentReading] = []
        actors: dict[str, Actor] = {}
        places: dict[str, Place] = {}
        for start in range(0, len(comments), _TOGETHER):
            waiting = []
            for comment in comments[start : start + _TOGETHER]:
                parent = by_id.get(comment.parent or "")
                waiting.append(self._read(comment, parent, page, small))
            readings.extend(self._judged(waiting))
            for read in waiting:
                if read.grounding is not None:
                    used = {mention.entity for mention in read.mentions}
                    actors |= {k: a for k, a in read.grounding.actors.items() if k in used}
                    places |= {k: p for k, p in read.grounding.places.items() if k in used}
        return ThreadReading(tuple(readings), actors, places)

    def _judged(self, waiting: Sequence[_Read]) -> Iterator[CommentReading]:
        """The readings, with how hostile the comments are."""
        judged = [(read.words, read.labels) for read in waiting if read.words is not None]
        chances = self._model.probabilities(judged, self._lists)
        for read in waiting:
            if read.words is None:
                yield CommentReading(read.language, read.act, hostile_reason=read.unread)
                continue
            hostile, reason = next(chances)
            yield CommentReading(
                read.language, read.act, read.labels, read.mentions, read.stance, read.leads,
                hostile, reason,
            )  # fmt: skip

    def _read(
        self,
        comment: ThreadComment,
        parent: str | None,
        page: PageContext,
        small: Mapping[str, str],
    ) -> _Read:
        if not comment.text.strip():
            return _Read(page.language, unread="not read: it has no words")
        text = own_text(comment, parent)
        if not text.strip():
            return _Read(page.language, unread="not read: all of it is quoted", act="quote")
        language = language_of(text, page.language)
        if language != READ_LANGUAGE:
            why = f"not read: its language is {language}, the rules are for {READ_LANGUAGE}"
            return _Read(language, unread=why)
        words = split_words(text, self._unmasker.find(text))
        context = context_of(words, self._lists)
        labels = labels_of(context)
        mentions, grounded = names_of(words, self._grounder, page.published, small)
        told = tuple(matches(words, self._lists.acts))
        leads = leads_of(context, mentions, page.happenings, told, parent)
        return _Read(
            language=language,
            words=words,
            act=act_of(context, labels, leads, told, parent),
            labels=labels,
            mentions=mentions,
            stance=stances_of(context, mentions, labels),
            leads=leads,
            grounding=grounded,
        )


def own_text(comment: ThreadComment, parent: str | None) -> str:
    """A comment's text with what it quotes from another comment blanked; no offset changes.

    A quotation whose source was not found stays, for anybody may write ">" before words of their
    own; the rules weaken what it holds.

    Args:
        comment: The comment.
        parent: Text of the comment that it replies to, in which short quotations are looked for.
    """
    text = comment.text
    for start, end, source in comment.quotes:
        if source is not None or _holds(parent, text[start:end]):
            text = text[:start] + _NO_SPACE.sub(" ", text[start:end]) + text[end:]
    return text


def _holds(parent: str | None, quotation: str) -> bool:
    """Whether the words of a quotation stand in the comment that is answered."""
    if parent is None:
        return False
    said, quoted = (" ".join(_WORD.findall(text.casefold())) for text in (parent, quotation))
    return bool(quoted) and f" {quoted} " in f" {said} "
