"""What the network sees of words, and the universal tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX
from spacy.tokens import Doc

from detente.parse.upos import UniversalTags
from detente.parse.vocabulary import UNKNOWN, make_vocabulary, normal_form, word_shape
from detente.parse.wordlists import word_lists


@pytest.mark.parametrize(
    ("word", "form"),
    [("Jama’at", "Jama'at"), ("“", '"'), ("’s", "'s"), ("2016", "2000"), ("3,500", "0,000"), ("army", "army"), ("–", "-")],
)  # fmt: skip
def test_typography_and_digits_are_levelled(word: str, form: str) -> None:
    assert normal_form(word) == form


@given(st.text(min_size=1, max_size=30))
def test_levelling_twice_is_levelling_once(word: str) -> None:
    assert normal_form(normal_form(word)) in {normal_form(word), "2000", "0000"}


def test_unknown_words_share_a_norm_and_keep_affixes_and_shape() -> None:
    vocabulary = make_vocabulary({"army"})
    doc = Doc(vocabulary, words=["Army", "Zarkani"])
    rows = doc.to_array([NORM, PREFIX, SUFFIX, SHAPE]).tolist()
    strings = [[vocabulary.strings[key] for key in row] for row in rows]
    assert strings == [["army", "arm", "rmy", "Xxxx"], [UNKNOWN, "zar", "ani", "Xxxxx"]]


def test_shapes_cut_runs_at_four() -> None:
    assert word_shape("Dimensional-42") == "Xxxxx-dd"


def test_universal_tags_fall_back_from_word_to_tag() -> None:
    tags = UniversalTags({("that", "IN", "mark"): "SCONJ", ("", "VBD", "cop"): "AUX"})
    assert tags("That", "IN", "mark") == "SCONJ"
    assert tags("was", "VBD", "cop") == "AUX"
    assert tags("fled", "VBD", "root") == "VERB"
    assert tags("United", "NNP", "amod") == "PROPN"
    assert tags("x", "??", "dep") == "X"


def test_word_lists_hold_the_kinds_that_the_code_asks_for() -> None:
    assert set(word_lists("tokens")) == {
        "particles",
        "joined",
        "prefixes",
        "syllables",
        "whole",
        "cased",
        "split",
    }
    assert set(word_lists("abbreviations")) == {
        "titles",
        "numbers",
        "months",
        "endings",
        "starters",
    }
