"""Stories by words: which texts hang together, and on which word a span hangs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.text import Tree
from evals.adapters._stories import cosines, stories, words
from evals.adapters.ecbplus import head_lemma

TEXTS = {
    "a": "The Quorra bridge fell into the river at dawn.",
    "b": "At dawn the bridge at Quorra fell, people said.",
    "c": "The harbour strike of Velm went on, people said.",
    "d": "In Velm the harbour strike ended.",
}


def test_texts_that_share_rare_words_are_one_story() -> None:
    found = stories(TEXTS, cosines(TEXTS), {})
    assert found == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_what_else_speaks_for_a_pair_joins_it() -> None:
    assert stories("ab", {("a", "b"): 0.0}, {}) == {"a": "a", "b": "b"}
    assert stories("ab", {("a", "b"): 0.0}, {("a", "b"): 5000}) == {"a": "a", "b": "a"}


@given(st.lists(st.sampled_from(sorted(TEXTS.values())), min_size=2, max_size=6))
def test_cosines_lie_between_0_and_1_and_equal_texts_are_alike(texts: list[str]) -> None:
    named = {f"t{number}": text for number, text in enumerate(texts)}
    for (a, b), cosine in cosines(named).items():
        assert a < b
        assert -1e-9 <= cosine <= 1 + 1e-9
        if named[a] == named[b] and cosine:
            assert cosine == pytest.approx(1)


def test_words_are_letters_and_figures() -> None:
    assert words("Velm’s 12 ships, 3rd dock") == ["velm’s", "12", "ships", "3", "rd", "dock"]


def test_a_span_hangs_on_the_word_whose_head_is_outside() -> None:
    tree = Tree(
        sentence=0,
        start=0,
        end=20,
        words=("They", "checked", "in", "twice"),
        lemmas=("they", "Check", "in", "twice"),
        tags=("PRP", "VBD", "RP", "RB"),
        pos=("PRON", "VERB", "ADP", "ADV"),
        deps=("nsubj", "root", "compound:prt", "advmod"),
        heads=(1, 1, 1, 1),
        starts=(0, 5, 13, 16),
        ends=(4, 12, 15, 21),
    )
    assert head_lemma([tree], 5, 15) == "check"
    assert head_lemma([tree], 13, 21) == "in"
    assert head_lemma([tree], 30, 40) == ""
