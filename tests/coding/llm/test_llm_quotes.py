"""Quotes are found where they stand, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.llm.quotes import Window, find_quote
from detente.model.text import SentenceSpan


def window(*sentences: str) -> Window:
    text, spans = "", []
    for sentence in sentences:
        start = len(text)
        text += sentence
        spans.append((len(spans), SentenceSpan(start, len(text), 0)))
        text += " "
    return Window(text, spans)


def cut(shown: Window, quote: str, sentence: int | None = 0, near: int | None = None) -> str | None:
    span = find_quote(shown, quote, sentence, near)
    return None if span is None else shown.text[slice(*span)]


def test_the_sentence_that_is_named_comes_first_then_the_nearest():
    shown = window("Guards fired.", "Nobody knew why.", "Guards fired.", "Guards left.")
    assert find_quote(shown, "fired", 2) == (38, 43)
    assert find_quote(shown, "fired", 3) == (38, 43)
    assert find_quote(shown, "fired", None) == (7, 12)
    assert find_quote(shown, "fired", 999) == (38, 43)


def test_of_several_places_in_a_sentence_the_nearest_to_the_trigger_counts():
    shown = window("Guards met guards whom guards had freed.")
    assert find_quote(shown, "guards", 0, near=38) == (23, 29)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The Guards’ chief\n spoke.", "Guards' chief spoke"),
        ("He said “never again”.", '"never again"'),
        ("The north–south road.", "north-south road"),
        ("Two  men left.", "Two men"),
        ("Men of al-Wadi‘a left.", "al-Wadi'a"),
    ],
)
def test_marks_and_white_space_may_differ(text, quote):
    assert cut(window(text), quote) is not None


@pytest.mark.parametrize(
    "quote",
    ["Chad", "us", "rebels", "Chadian guards fired", "", " ", "“”", "...", "x" * 10_000],
)
def test_what_is_not_there_is_not_found(quote):
    assert cut(window("Chadian Guards fired on US envoys."), quote) is None


def test_an_exact_match_wins_over_one_with_other_marks():
    assert find_quote(window("Al–Wadi and Al-Wadi."), "Al-Wadi", 0) == (12, 19)


def test_offsets_count_code_points():
    shown = window("𝔊 e\u0301lan 🕊 Gardes d’Été ont tiré.")
    assert cut(shown, "Gardes d'Été") == "Gardes d’Été"


def test_patterns_are_words_not_expressions():
    shown = window("They paid $5 (net).")
    assert cut(shown, ".*") is None
    assert cut(shown, "$5 (net)") == "$5 (net)"


def test_what_stands_outside_the_window_is_not_found():
    shown = window("Guards fired.", "Rebels left.")
    assert cut(Window(shown.text, shown.sentences[:1]), "Rebels") is None


PLAIN = str.maketrans("‘’‚‛`´“”„‟«»‐‑‒–—―−", "''''''\"\"\"\"\"\"-------")


def plain(text: str) -> str:
    return " ".join(text.translate(PLAIN).split())


LETTERS = st.text(alphabet="abÉ’'“\" -–\n\u00a0🕊.", max_size=30)


@given(LETTERS, LETTERS, st.integers(-1, 3), st.integers(0, 60))
def test_a_span_always_cuts_the_quoted_words(text, quote, sentence, near):
    shown = window(text, text[::-1])
    found = cut(shown, quote, sentence, near)
    if found is not None:
        assert plain(found).strip("'\"-. ") == plain(quote).strip("'\"-. ")


@given(st.data())
def test_whole_words_of_the_text_are_always_found(data):
    words = data.draw(st.lists(st.text("bcdÉé", min_size=1, max_size=4), min_size=1, max_size=8))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    shown = window(" \u00a0".join(words))
    assert re.sub(r"\s+", " ", cut(shown, quote) or "") == quote
