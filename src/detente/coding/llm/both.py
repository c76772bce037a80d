"""Rules and model on one text: the rules' events stay, the model's stand beside them, linked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.coding.coder import CodedText, RuleCoder
from detente.coding.llm.agreement import match_events
from detente.coding.llm.coder import LlmCoder
from detente.model.errors import EndpointError
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.record import Event
from detente.model.text import SentenceSpan, Tree
from detente.model.trace import Reason


@dataclass(frozen=True)
class BothCoder:
    """Codes by rules, then by the model; where both tell one event, the model's is `same_as`."""

    rules: RuleCoder
    model: LlmCoder

    def code(
        self,
        article: Article,
        trees: Sequence[Tree],
        grounding: Grounding,
        spans: Sequence[SentenceSpan] = (),
    ) -> CodedText:
        """Code one article twice; without the model's answer the rules' part stays, and says so."""
        ruled = self.rules.code(article, trees, grounding, spans)
        # The model's new mentions get ids after those that the rules added.
        shared = replace(grounding, mentions=ruled.mentions, actors=ruled.actors)
        try:
            told = self.model.code(article, trees, shared, spans)
        except EndpointError as error:
            warning = f"the language model was not heard, these are the rules' events only: {error}"
            return replace(ruled, warnings=(*ruled.warnings, warning))
        events, reasons = _beside(ruled, told)
        return replace(
            ruled,
            events=(*ruled.events, *events),
            mentions=told.mentions,
            reasons={**ruled.reasons, **reasons},
            actors=told.actors,
            warnings=(*ruled.warnings, *told.warnings),
        )


def _beside(ruled: CodedText, told: CodedText) -> tuple[list[Event], dict[str, tuple[Reason, ...]]]:
    """The model's events under ids that follow the rules', each with its reasons."""
    partners = {b.id: a for a, b in match_events(ruled.events, told.events)}
    events, reasons = [], {}
    for number, event in enumerate(told.events, start=len(ruled.events) + 1):
        why, partner = told.reasons[event.id], partners.get(event.id)
        same_as = None
        if partner is not None:
            same_as = partner.same_as or partner.id
            span = (partner.trigger.start, partner.trigger.end)
            why = (*why, Reason("same_as", f"the rules read {partner.id} here", *span))
        new = event.model_copy(update={"id": f"e{number}", "same_as": same_as})
        events.append(new)
        reasons[new.id] = why
    return events, reasons
