"""Long articles are cut between sentences, with some told twice."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.coding.llm.prompt import question
from detente.coding.llm.quotes import Window
from detente.coding.llm.windows import halves, windows
from detente.model.page import Article
from detente.model.text import BlockSpan
from detente.parse.sentences import split_sentences


def article(*blocks: tuple[str, str]) -> Article:
    text, spans = "", []
    for kind, words in blocks:
        start = len(text)
        text += words
        spans.append(BlockSpan(start, len(text), kind))
        text += "\n"
    return Article(text=text, blocks=tuple(spans))


def cut_up(page: Article, **sizes: int) -> Iterator[Window]:
    return windows(page, split_sentences(page.text, page.blocks), **sizes)


STORY = " ".join(f"The guards left village {number} at dawn." for number in range(40))


@given(st.integers(1, 2000), st.integers(0, 5))
def test_every_sentence_is_shown_in_order_and_windows_end(size, overlap):
    cut = list(cut_up(article(("paragraph", STORY)), size=size, overlap=overlap))
    shown = [[index for index, _ in window.sentences] for window in cut]
    assert sorted({index for part in shown for index in part}) == list(range(40))
    assert all(part == list(range(part[0], part[-1] + 1)) for part in shown)
    for part, following in pairwise(shown):
        assert part[0] < following[0] <= part[-1] + 1
    for window in cut:
        used = sum(span.end - span.start for _, span in window.sentences)
        assert used <= size or len(window.sentences) == 1


def test_windows_overlap():
    first, second, *_ = cut_up(article(("paragraph", STORY)), size=400, overlap=2)
    assert second.sentences[:2] == first.sentences[-2:]


def test_captions_are_not_sent():
    page = article(("headline", "Guards leave"), ("caption", "A gate."), ("paragraph", "All left."))
    (window,) = cut_up(page)
    assert "gate" not in question(window)
    assert "All left." in question(window)


def test_an_empty_article_asks_nothing():
    assert list(cut_up(article())) == []


def test_halves_hold_all():
    (window,) = cut_up(article(("paragraph", STORY)), size=10**6)
    first, second = halves(window)
    assert [*first.sentences, *second.sentences] == list(window.sentences)


def test_a_sentence_is_one_line_of_the_question():
    (window,) = cut_up(article(("paragraph", "Guards\n left\tthe camp.")))
    assert question(window) == "[0] Guards left the camp."
