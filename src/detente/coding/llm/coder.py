"""The language-model coder: the same seam as the rule coder, answers checked against the text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from detente.coding.coder import CodedText
from detente.coding.confidence import LEAST
from detente.coding.llm.checking import Checked, Checker
from detente.coding.llm.client import Answer, ChatClient, Message
from detente.coding.llm.endpoint import Endpoint
from detente.coding.llm.prompt import AGAIN, question, system_prompt
from detente.coding.llm.quotes import Window
from detente.coding.llm.reply import ToldEvent, read_reply, reply_schema
from detente.coding.llm.windows import halves, windows
from detente.coding.participants import Cast
from detente.model.errors import EndpointError
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.text import SentenceSpan, Tree

RULE = "llm:"
"""Before the model's name in `rule` of its events."""
SHOWN_AGAIN = 500
"""Characters of an unreadable answer that the model is shown again."""


class LlmCoder:
    """Codes articles by asking a language model; a worker process makes its own."""

    def __init__(self, endpoint: Endpoint, least_confidence: float = LEAST) -> None:
        """Prepare, without connecting.

        Args:
            endpoint: Where the model answers.
            least_confidence: As for the rules; above `checking.CONFIDENCE` nothing is kept.

        Raises:
            EndpointError: httpx is not installed, or the key cannot be used.
        """
        self.endpoint = endpoint
        self.least_confidence = least_confidence
        self._client = ChatClient(endpoint)

    def code(
        self,
        article: Article,
        trees: Sequence[Tree],  # noqa: ARG002 - the seam's; the model reads plain sentences
        grounding: Grounding,
        spans: Sequence[SentenceSpan] = (),
    ) -> CodedText:
        """Code one article.

        Args:
            article: text and blocks.
            trees: not looked at.
            grounding: who and what the text's words stand for.
            spans: all sentences; only these are shown to the model.

        Raises:
            EndpointError: The model gives no usable answer for some part of the article; a part
                alone would be taken for the whole.
        """
        cast = Cast(grounding, article.text)
        checker = Checker(cast, article.outlet, RULE + self.endpoint.model)
        found: list[Checked] = []
        for window in windows(article, spans):
            for part, told in self._told(window, checker.dropped):
                checked = checker.check(told, part)
                if checked is not None and not any(_same(checked, other) for other in found):
                    found.append(checked)
        found = [c for c in found if c.event.confidence >= self.least_confidence]
        found.sort(key=lambda c: (c.event.trigger.start, c.event.trigger.end, c.event.type))
        events = tuple(
            c.event.model_copy(update={"id": f"e{number}"}) for number, c in enumerate(found, 1)
        )
        reasons = {e.id: c.reasons for e, c in zip(events, found, strict=True)}
        mentions = sorted((*grounding.mentions, *cast.added), key=lambda m: (m.start, m.end))
        actors = dict(sorted({**grounding.actors, **cast.states}.items()))
        warnings = _warnings(checker.rule, checker.dropped)
        return CodedText(events, tuple(mentions), reasons, actors, warnings=warnings)

    def _told(self, window: Window, dropped: Counter[str]) -> Iterator[tuple[Window, ToldEvent]]:
        """What the model tells of a window; one whose answer is cut short is asked in halves."""
        messages = [
            {"role": "system", "content": system_prompt()},
            {"role": "user", "content": question(window)},
        ]
        answer = self._client.ask(messages, reply_schema())
        if answer.cut and len(window.sentences) > 1:
            for half in halves(window):
                yield from self._told(half, dropped)
            return
        events, misshapen = self._read(answer, messages)
        if misshapen:
            dropped["events of the wrong form"] += misshapen
        for told in events:
            yield window, told

    def _read(self, answer: Answer, messages: list[Message]) -> tuple[list[ToldEvent], int]:
        """Read an answer; one that cannot be read is told so, and asked for again."""
        for repeat in range(self.endpoint.retries + 1):
            try:
                return read_reply(answer.text)
            except ValueError as error:
                if repeat == self.endpoint.retries or answer.cut:
                    cut = "was cut short" if answer.cut else f"cannot be read: {error}"
                    raise EndpointError(
                        f"{self.endpoint.host}: the answer of {self.endpoint.model} {cut}; "
                        "try a larger model"
                    ) from error
                # Many models' templates want the two sides to take turns.
                answer = self._client.ask(
                    [
                        *messages,
                        {"role": "assistant", "content": answer.text[:SHOWN_AGAIN]},
                        {"role": "user", "content": AGAIN.format(problem=error)},
                    ],
                    reply_schema(),
                )
        raise AssertionError("the last repeat returns or raises")  # pragma: no cover


def _same(a: Checked, b: Checked) -> bool:
    """Whether two are one event, told twice: by overlapping windows, or by a model that repeats."""
    x, y = a.event, b.event
    return x.type == y.type and x.trigger.start < y.trigger.end and y.trigger.start < x.trigger.end


def _warnings(rule: str, dropped: Counter[str]) -> tuple[str, ...]:
    """One line that counts what was dropped, or none."""
    if not dropped:
        return ()
    told = ", ".join(f"{name} {count}" for name, count in sorted(dropped.items()))
    return (f"{rule}: dropped, not in the text or the codebook: {told}",)
