"""The whole way of one page: read, parse, ground, code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from detente.coding.choosing import CoderName, choose_coder
from detente.coding.coder import RuleCoder
from detente.coding.confidence import LEAST
from detente.coding.contexts import contexts_of
from detente.discuss.reader import CommentReader, page_context
from detente.ground import Grounder
from detente.ground.surface import find_hits
from detente.knowledge.frames import load_frames
from detente.knowledge.inference import attributing, inference_terms
from detente.knowledge.lexicons import reporting_lemmas, weapon_modes
from detente.model.errors import EndpointError, InputError
from detente.model.page import Article, Page
from detente.model.record import Failure, Record, Sentence, failure_of
from detente.model.text import SentenceSpan, Tree
from detente.model.trace import Coded
from detente.parse.filter import Cue, SentenceFilter, frame_cues
from detente.parse.inflect import forms
from detente.parse.pipeline import WEIGHTS, Parser
from detente.parse.sentences import split_sentences
from detente.parse.truecase import NaturalCase, shouted_blocks
from detente.read import Row, failure, read, read_bytes, read_one
from detente.read.pseudonyms import Pseudonyms
from detente.run.quoting import quoted_from
from detente.run.records import comments_of, document_of
from detente.run.together import in_batches

if TYPE_CHECKING:
    from detente.coding.llm.endpoint import Endpoint

SOURCE_PHRASES = ("according to",)
TOLL = Cue("toll", (frozenset({"death", "dead"}),))
"""What may tell how many died in an act that another sentence tells."""
PAGE_LANGUAGE = "en"
"""What pages are written in, as far as they can be coded."""


class _Given(TypedDict):
    """What the caller states about all pages."""

    published: str | None
    outlet: str | None
    pseudonyms: Pseudonyms


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article's sentences, and the trees of those that may hold something to code."""

    article: Article
    """As it is read: in natural case where it is in capitals."""
    sentences: Sequence[SentenceSpan]
    trees: Sequence[Tree]


class Coder:
    """Codes pages into records; loads its knowledge and language pipeline once."""

    def __init__(
        self,
        *,
        model: str | None = None,
        published: str | None = None,
        outlet: str | None = None,
        project: Path | None = None,
        actors: Path | None = None,
        places: Path | None = None,
        least_confidence: float = LEAST,
        coder: CoderName = "rules",
        endpoint: "Endpoint | None" = None,
    ) -> None:
        """Load everything.

        Args:
            model: another installed spaCy pipeline with Universal Dependencies labels.
            published: EDTF day for pages that state none of their own; it wins over the page's.
            outlet: name of the outlet; it wins over the page's.
            project: folder that holds the key for commenters' pseudonyms.
            actors: folder of own actors in the form of the shipped registry; docs/actors.md.
            places: folder of own places, as `detente places import` fills it; docs/places.md.
            least_confidence: events that are less likely right than this (0 to 1) are left out.
            coder: rules, llm (a language model) or both; docs/llm.md.
            endpoint: where the language model answers, else DETENTE_LLM_URL and DETENTE_LLM_MODEL.

        Raises:
            EndpointError: a language model is wanted, and its endpoint is not set or not usable.
            ModelError: the pipeline is not installed or speaks other labels.
            KnowledgeError: a knowledge file is wrong; names file and line.
            PlaceIndexError: the index of places, or one of the own ones, cannot be opened or made.
            ProjectError: the key cannot be read or written.
        """
        self.published = published
        self.outlet = outlet
        lexicon = load_frames()
        self.parser = Parser(model, known_lemmas=lexicon.triggers)
        self.filter = SentenceFilter([*frame_cues(lexicon), TOLL])
        self.sources = SentenceFilter(reporting_lemmas(), SOURCE_PHRASES)
        self.inferences = SentenceFilter(inference_cues())
        self.grounder = Grounder(actors=actors, places=places)
        self.coder = choose_coder(coder, RuleCoder(lexicon, least_confidence), endpoint)
        self.reader = CommentReader(self.grounder)
        self.pseudonyms = Pseudonyms.for_project(project)
        self._lemmas = lexicon.triggers

    @cached_property
    def _natural_case(self) -> NaturalCase:
        """How text in capitals is read; loaded by the first page that has some."""
        nouns = self.grounder.lexicon.registry.roles
        return NaturalCase.from_folder(WEIGHTS, self._known_names, self._lemmas.union(nouns))

    def _known_names(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Known names that stand out: states and their people, several words, acronyms."""
        for hit in find_hits(text, self.grounder.lexicon):
            sense, long = hit.sense, " " in hit.form or "-" in hit.form
            if sense.exact is not None or long or sense.state or sense.adjective or sense.people:
                yield hit.start, hit.end, sense.exact is not None

    def in_natural_case(self, article: Article) -> Article:
        """The article as it is parsed and grounded: itself, unless (part of) it is in capitals."""
        if not shouted_blocks(article):
            return article
        return self._natural_case.article(article)

    def code(self, source: str | Path) -> Iterator[Record | Failure]:
        """Code every page of one input (a path, an address or `-`); what fails is a Failure."""
        try:
            for batch in in_batches(self.read(source)):
                records = self.code_pages([item for item in batch if isinstance(item, Page)])
                for item in batch:
                    if item is not None:
                        yield item if isinstance(item, Failure) else next(records)
        except InputError as error:
            yield failure(error.origin, error)

    def read(self, source: str | Path | Row | Page) -> Iterator[Page | Failure]:
        """The pages of one input or of one row of a file; a page that was read before as it is.

        Raises:
            InputError: the input as a whole cannot be read.
            ProjectError: comments need pseudonyms, and the key cannot be used.
        """
        if isinstance(source, Page):
            return iter((source,))
        given = _Given(published=self.published, outlet=self.outlet, pseudonyms=self.pseudonyms)
        return read_one(source, **given) if isinstance(source, Row) else read(source, **given)

    def code_with_reasons(self, source: str | Path) -> Iterator[Coded | Failure]:
        """Like `code`, and with the reasons behind every event."""
        try:
            for page in self.read(source):
                if isinstance(page, Failure):
                    yield page
                else:
                    yield self._answered(page, self.parse(page.article))
        except InputError as error:
            yield failure(error.origin, error)

    def _answered(self, page: Page, parsed: Parsed) -> Coded | Failure:
        """Code a page; one that the language model does not answer for is a failure of its own."""
        try:
            return self._coded(page, parsed)
        except EndpointError as error:
            origin = page.capture.origin
            return failure_of(origin, type(error).__name__, f"{origin}: {error}")

    def code_text(
        self,
        text: str,
        *,
        origin: str = "text",
        published: str | None = None,
    ) -> Record:
        """Code plain text that is already at hand.

        Raises:
            InputError: the text is empty or binary.
            EndpointError: a language model gives no usable answer.
        """
        pages = read_bytes(
            text.encode("utf-8"),
            origin=origin,
            media_type="text/plain",
            published=published or self.published,
            outlet=self.outlet,
            pseudonyms=self.pseudonyms,
        )
        page = next(iter(pages))
        if isinstance(page, Failure):
            raise InputError(origin, page.message, "give plain text")
        return self.code_page(page).record

    def parse(self, article: Article) -> Parsed:
        """Split an article into sentences and parse those that the lexical filter keeps."""
        return next(self._parse_all([article]))

    def _parse_all(self, articles: Sequence[Article]) -> Iterator[Parsed]:
        """Parse the sentences of several articles together."""
        articles = [self.in_natural_case(article) for article in articles]
        split = [split_sentences(article.text, article.blocks) for article in articles]
        kept = [
            select_sentences(article, sentences, self.filter, self.sources, self.inferences)
            for article, sentences in zip(articles, split, strict=True)
        ]
        texts = (article.text for article in articles)
        return map(Parsed, articles, split, self.parser.parse_many(zip(texts, kept, strict=True)))

    def code_pages(self, pages: Sequence[Page]) -> Iterator[Record | Failure]:
        """Code a few pages that were read before, faster than each by itself."""
        for page, parsed in zip(pages, self._parse_all([p.article for p in pages]), strict=True):
            coded = self._answered(page, parsed)
            yield coded.record if isinstance(coded, Coded) else coded

    def code_page(self, page: Page) -> Coded:
        """Code one page that was read before, with the reasons behind every event.

        Raises:
            EndpointError: a language model gives no usable answer.
        """
        return self._coded(page, self.parse(page.article))

    def _coded(self, page: Page, parsed: Parsed) -> Coded:
        article = parsed.article
        grounding = self.grounder.ground(article, parsed.sentences, parsed.trees)
        coded = self.coder.code(article, parsed.trees, grounding, parsed.sentences)
        about = page_context(article, PAGE_LANGUAGE, parsed.sentences, coded.mentions, coded.events)
        thread = self.reader.read_all(page.comments, about)
        record = Record(
            document=document_of(page, contexts_of(page.article)),
            sentences=tuple(
                Sentence(
                    start=s.start,
                    end=s.end,
                    block=s.block,
                    voice=coded.voices.get(number, "report"),
                )
                for number, s in enumerate(parsed.sentences)
            ),
            mentions=coded.mentions,
            actors=thread.actors | coded.actors,
            places=thread.places | grounding.places,
            events=coded.events,
            relations=grounding.relations,
            capabilities=coded.capabilities,
            comments=comments_of(page, thread.readings),
            warnings=(*page.warnings, *coded.warnings),
        )
        if article is not page.article:
            record = quoted_from(record, article.text)
        return Coded(record, coded.reasons)


def inference_cues() -> list[Cue]:
    """What may name a perpetrator, tell who has means, or what was found of a weapon."""
    named = [Cue(" ".join(entry.words)) for found in attributing().values() for entry in found]
    means = weapon_modes().keys() | inference_terms("thing")
    things = frozenset(word for term in means for word in forms(term.split()[-1]))
    sole = [Cue(word, (things,)) for word in inference_terms("sole")]
    owned = [Cue(verb, (things,)) for verb in inference_terms("owns")]
    marked = frozenset(inference_terms("marking") | {"used", "belonging", "arsenal"})
    finds = [Cue(word, (marked,)) for word in inference_terms("munition")]
    return [*named, *sole, *owned, *finds]


def select_sentences(
    article: Article,
    sentences: Sequence[SentenceSpan],
    events: SentenceFilter,
    sources: SentenceFilter,
    inferences: SentenceFilter,
) -> list[tuple[int, SentenceSpan]]:
    """The sentences that are worth parsing, with their index.

    Those that may hold an event, and in the same blocks those that may name its source; a sentence
    that ends in a colon ("X said:") may name the source of all that follows. Captions never.
    """
    texts = [article.text[span.start : span.end] for span in sentences]
    plain = [article.blocks[span.block].kind != "caption" for span in sentences]
    holds = [ok and events.keeps(text) for ok, text in zip(plain, texts, strict=True)]
    blocks = {span.block for span, keep in zip(sentences, holds, strict=True) if keep}
    naming = {
        span.block
        for span, text, ok in zip(sentences, texts, plain, strict=True)
        if ok and blocks and inferences.keeps(text)
    }
    return [
        (index, span)
        for index, span in enumerate(sentences)
        if holds[index]
        or (plain[index] and span.block in naming)
        or (
            plain[index]
            and (span.block in blocks or texts[index].endswith(":"))
            and sources.keeps(texts[index])
        )
    ]


def code(
    source: str | Path,
    *,
    model: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    project: Path | None = None,
    actors: Path | None = None,
    places: Path | None = None,
) -> Record:
    """Code the first page of one input with a fresh Coder; for many pages keep a `Coder`.

    Raises:
        InputError: the page cannot be read; the message names it and the mend.
    """
    coder = Coder(
        model=model,
        published=published,
        outlet=outlet,
        project=project,
        actors=actors,
        places=places,
    )
    for page in read(source, published=published, outlet=outlet, pseudonyms=coder.pseudonyms):
        if isinstance(page, Failure):
            raise InputError(page.origin, page.message, "mend this page")
        return coder.code_page(page).record
    raise InputError(str(source), "holds no page", "name a page with text")
