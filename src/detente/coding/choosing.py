"""Which coder codes: the rules, a language model, or both."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from detente.coding.coder import CodedText, RuleCoder
from detente.model.grounding import Grounding
from detente.model.page import Article
from detente.model.text import SentenceSpan, Tree

if TYPE_CHECKING:
    from detente.coding.llm.endpoint import Endpoint

CoderName = Literal["rules", "llm", "both"]


class TextCoder(Protocol):
    """The seam of coding: whatever turns a grounded article into events."""

    def code(
        self,
        article: Article,
        trees: Sequence[Tree],
        grounding: Grounding,
        spans: Sequence[SentenceSpan] = (),
    ) -> CodedText:
        """Code one article.

        Raises:
            EndpointError: A language model gives no usable answer.
        """
        ...


def choose_coder(name: CoderName, rules: RuleCoder, endpoint: "Endpoint | None") -> TextCoder:
    """The coder of a name; without an endpoint, a model is asked at the environment's.

    Raises:
        EndpointError: The endpoint is missing, httpx is not installed, or the key is unusable.
    """
    if name == "rules":
        return rules
    # Coding by rules goes without what asking a model needs.
    from detente.coding.llm.both import BothCoder  # noqa: PLC0415 - see above
    from detente.coding.llm.coder import LlmCoder  # noqa: PLC0415 - see above
    from detente.coding.llm.endpoint import endpoint_from_environment  # noqa: PLC0415 - see above

    model = LlmCoder(endpoint or endpoint_from_environment(), rules.least_confidence)
    return BothCoder(rules, model) if name == "both" else model
