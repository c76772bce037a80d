"""The shipped stages before coding, with a language model behind them that a test scripts."""

import copy
from collections.abc import Callable, Iterator

import pytest
from llm_server import Served, Step, serving

from detente import Coder
from detente.coding.coder import RuleCoder
from detente.coding.llm.both import BothCoder
from detente.coding.llm.coder import LlmCoder

Models = Callable[..., tuple[Coder, Served]]


@pytest.fixture
def model(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Models]:
    """Makes coders whose model answers with the given steps: `model(step, …, both=False)`."""
    monkeypatch.delenv("DETENTE_LLM_KEY", raising=False)
    open_servers = []

    def make(*steps: Step, both: bool = False, **options: object) -> tuple[Coder, Served]:
        server = serving(*steps)
        served = server.__enter__()
        open_servers.append(server)
        asking = LlmCoder(served.endpoint(**options))
        made = copy.copy(coder)
        assert isinstance(coder.coder, RuleCoder)
        made.coder = BothCoder(coder.coder, asking) if both else asking
        return made, served

    yield make
    for server in open_servers:
        server.__exit__(None, None, None)
