"""The rule coder: grounded trees in, contract events with their reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.coding.agreements import add_provisions, describe, is_agreement
from detente.coding.attributions import attribute, clear_blamed, makers
from detente.coding.capabilities import find_means
from detente.coding.casualties import (
    bounded_object,
    casualty_of,
    died_in,
    kind_of,
    victims_of,
)
from detente.coding.circumstances import date_of, place_of
from detente.coding.claims import claims_for
from detente.coding.clause import Clauses
from detente.coding.compliance import observe
from detente.coding.confidence import LEAST, surest
from detente.coding.deeds import Page
from detente.coding.demands import demands
from detente.coding.draft import Draft
from detente.coding.events import finish
from detente.coding.joining import TALLY, harms, join_within_sentence
from detente.coding.merging import (
    inherit_from_summary,
    inherit_recipients,
    link_headlines,
    link_repeats,
)
from detente.coding.opinions import withhold
from detente.coding.participants import Cast
from detente.coding.raising import raise_embedded
from detente.coding.reach import reach
from detente.coding.roles import draft_of
from detente.coding.setting import inherit_places
from detente.coding.speech import Speakers, find_speech
from detente.coding.status import set_certainty, set_status
from detente.coding.tallies import add_casualty, add_later_tolls, add_tallies
from detente.coding.triggers import find_triggers, is_aim_of_hidden_verb
from detente.coding.voice import voices
from detente.coding.weapons import set_mode_and_weapons
from detente.knowledge.frames import FrameLexicon, load_frames
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.record import Actor, Capability, Event, Mention, Voice
from detente.model.text import SentenceSpan, Tree
from detente.model.trace import Reason

NEED_ACTORS = frozenset(
    {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID",
        "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    }
)  # fmt: skip
"""Types that mean nothing without the one who speaks or gives."""


HARMING = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types whose victims are counted."""


@dataclass(frozen=True, slots=True)
class CodedText:
    """The events of one article, the mentions that coding added, and why."""

    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    """Grounding's mentions and those that coding had to add, by start."""
    reasons: dict[str, tuple[Reason, ...]]
    actors: dict[str, Actor]
    """Grounding's actors, and states that only a place or an adjective ("A-made") names."""
    voices: dict[int, Voice] = field(default_factory=dict)
    """By sentence; those that are not here report."""
    capabilities: tuple[Capability, ...] = ()
    warnings: tuple[str, ...] = ()
    """What a person should know of this coding, such as what was not believed; one line each."""


@dataclass(frozen=True)
class RuleCoder:
    """Codes articles with the frame lexicon; holds no state between articles."""

    lexicon: FrameLexicon = field(default_factory=load_frames)
    least_confidence: float = LEAST
    """Events below this probability of being right are left out; 0 keeps all."""

    def code(
        self,
        article: Article,
        trees: Sequence[Tree],
        grounding: Grounding,
        spans: Sequence[SentenceSpan] = (),
    ) -> CodedText:
        """Code one article.

        Args:
            article: text and blocks.
            trees: the sentences that were parsed.
            grounding: who and what their words stand for.
            spans: all sentences, those too that were not parsed, for their voices.
        """
        cast = Cast(grounding, article.text)
        sentences = [Clauses(tree) for tree in trees]
        speakers = Speakers(find_speech(article.text, article.blocks, sentences, cast))
        by_number = {clauses.tree.sentence: clauses for clauses in sentences}
        heard = voices(article, spans, by_number, speakers)
        drafts: list[Draft] = []
        for clauses in sentences:
            drafts.extend(self._sentence(clauses, article, cast, speakers))
        means = find_means(sentences, cast, article.text)
        settle(drafts, Page(article, sentences, cast, speakers, heard, means))
        drafts = surest(drafts, self.least_confidence)
        events, reasons = finish(drafts, article.text)
        mentions = sorted((*grounding.mentions, *cast.added), key=lambda m: (m.start, m.end))
        actors = grounding.actors | cast.states | makers(drafts, grounding)
        return CodedText(
            events,
            tuple(mentions),
            reasons,
            dict(sorted(actors.items())),
            voices={number: said.voice for number, said in heard.items()},
            capabilities=tuple(m.capability for m in means),
        )

    def _sentence(
        self, clauses: Clauses, article: Article, cast: Cast, speakers: Speakers
    ) -> list[Draft]:
        """The drafts of one sentence, embedding, status and claims decided."""
        triggers = find_triggers(
            clauses, self.lexicon, lambda token, kind: cast.is_a(clauses, token, kind)
        )
        drafts = []
        cast.event_nouns = frozenset(t.token for t in triggers if t.is_noun)
        for trigger in triggers:
            if is_aim_of_hidden_verb(clauses, trigger, self.lexicon):
                continue
            voice = speakers.direct_at(clauses.tree.starts[trigger.token])
            drafts.append(draft_of(clauses, trigger, cast, voice))
        raise_embedded(drafts, clauses, cast, speakers)
        drafts.extend(demands(clauses, self.lexicon, drafts, cast, speakers))
        reach(drafts, cast)
        drafts = [d for d in drafts if not d.dropped and not d.context.purpose]
        for draft in drafts:
            _circumstances(draft, article, cast, speakers)
        add_tallies(drafts, clauses, cast)
        join_within_sentence(drafts)
        return [draft for draft in drafts if not draft.dropped and _is_countable(draft)]


def _is_countable(draft: Draft) -> bool:
    """Whether a draft says enough to be counted: who speaks or gives, or whom or where it hits."""
    if draft.type in NEED_ACTORS:
        return bool(draft.actors)
    if _harmed_nobody(draft):
        return False
    told = (draft.actors, draft.recipients, draft.casualties)
    if draft.place is not None and (not draft.trigger.is_noun or _stands_free(draft)):
        return True
    return any(told) or (draft.date is not None and draft.type in {"ASSAULT", "PROTEST"})


def _harmed_nobody(draft: Draft) -> bool:
    """Whether all that is told is that nobody came to harm; a denial by somebody is told."""
    denied = any(claim.stance == "denies" for claim in draft.claims)
    return draft.status == "negated" and harms(draft) in TALLY and not draft.actors and not denied


def _stands_free(draft: Draft) -> bool:
    """Whether a noun is what its clause is about, not an aside ("refugees from the war in X")."""
    return draft.clauses.tree.deps[draft.token] not in {"nmod", "obl", "obl:unmarked", "nmod:poss"}


def _circumstances(draft: Draft, article: Article, cast: Cast, speakers: Speakers) -> None:
    """Where, when, how surely, who says so, who was harmed, with what."""
    clauses, trigger, anchor = draft.clauses, draft.trigger, draft.context.anchor
    taken = frozenset(p.mention for p in (*draft.actors, *draft.recipients))
    draft.place = place_of(clauses, trigger, anchor, cast.grounding, taken)
    draft.date = date_of(clauses, trigger, anchor, cast.grounding)
    for name, value in (("place", draft.place), ("date", draft.date)):
        if value is None:
            draft.because(name, "none: the sentence names none near the event")
        else:
            mention = cast.mention(value.mention or "")
            draft.because(
                name, f"{mention.text}: nearest in the clause", mention.start, mention.end
            )
    _count_victims(draft, cast, article.text)
    if draft.type in HARMING:
        set_mode_and_weapons(draft, cast)
    draft.claims = claims_for(draft, speakers, cast, article.outlet)
    set_status(draft, article.published)
    set_certainty(draft)


def _count_victims(draft: Draft, cast: Cast, text: str) -> None:
    """Who was harmed, how many and how, as the event's own words tell it."""
    clauses, trigger = draft.clauses, draft.trigger
    kind = kind_of(clauses, trigger)
    victim = draft.recipient_tokens[0].token if draft.recipient_tokens else None
    if victim is None and kind is not None:
        victim = bounded_object(clauses, trigger)
    if victim is None and draft.type == "ASSAULT":
        victim = died_in(clauses, trigger)
        if victim is not None:
            kind = "killed"
            draft.recipients = cast.participants(clauses, victim, None)
            draft.because_token("recipients", "who died in it", victim)
    if kind is None or victim is None or draft.type not in HARMING:
        return
    for token in victims_of(clauses, trigger, victim):
        named = cast.is_a(clauses, token, "person")
        casualty = casualty_of(clauses, kind, token, text, named=named)
        if casualty is not None:
            add_casualty(draft, casualty)


def settle(drafts: list[Draft], page: Page) -> None:
    """What only the whole article decides: agreements, repeats, perpetrators that are named later.

    Only what is reported takes part; what a judgement tells points to it or stays hypothetical.
    """
    told = [c for c in page.sentences if not page.is_opinion(c)]
    reported = [d for d in drafts if not page.is_opinion(d.clauses)]
    for draft in reported:
        if is_agreement(draft):
            draft.agreement = describe(draft)
    add_provisions(reported, told, page.cast, page.article.text)
    reported[:] = [d for d in reported if not d.dropped]
    clear_blamed(reported, page)
    link_repeats(reported)
    link_headlines(reported, page.article.blocks)
    add_later_tolls(reported, told, page.article.text)
    inherit_from_summary(reported)
    inherit_recipients(reported)
    inherit_places(reported, page.article.blocks, page.cast.grounding)
    judged = [d for d in drafts if page.is_opinion(d.clauses)]
    attribute([*reported, *judged], page)
    withhold(judged, reported, page)
    drafts[:] = [d for d in (*reported, *judged) if not d.dropped]
    observe(drafts)
