"""Labels: what is abuse, what only looks like it, and where it stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.discuss.incivility import CLEAR
from tests.discuss.reading import clear, labels

GOLD = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "comments.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_enough_comments_of_both_sorts():
    sober = [text for kinds, text in GOLD if kinds == "-"]
    assert len(GOLD) >= 60
    assert len(sober) >= 20


@pytest.mark.parametrize(("kinds", "text"), GOLD)
def test_comments_are_labelled_as_a_person_would(kinds, text):
    if kinds == "-":
        assert clear(text) == set()
    else:
        assert set(kinds.split()) <= clear(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They called me a moron in the meeting.", "quoted"),
        ("He shouted “you filthy rats” at the convoy.", "quoted"),
        ("You are not a coward.", "negated"),
        ("Nobody should be hanged for that.", "negated"),
        ("I am such an idiot, wrong link.", "said of the writer"),
        ("What a stupid rule.", "said of a thing"),
    ],
)
def test_what_is_not_meant_has_a_low_score_and_says_why(text, why):
    found = labels(text)
    assert found
    assert all(label.score < CLEAR for label in found)
    assert any(why in label.reason for label in found)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Well, you cretin, read it again.", "insult", "cretin"),
        ("Yes, these m0r0ns again.", "insult", "m0r0ns"),
        ("No. All Serbs are liars.", "identity_attack", "Serbs are liars"),
        ("Look: filthy Uzbeks? No, filthy Persians.", "identity_attack", "filthy Persians"),
    ],
)
def test_spans_hold_the_words(text, kind, words):
    spans = {text[label.start : label.end] for label in labels(text) if label.label == kind}
    assert words in spans


@pytest.mark.parametrize(
    "text",
    [
        "The dogs found two mines.",
        "The virus killed forty people in the camp.",
        "Don't call people animals.",
        "She raises goats and sheep near the dam.",
        "The clowns visited the children's hospital.",
        "I want to see the source, not another map.",
        "Their leader threatened to wipe out the garrison.",
    ],
)
def test_words_that_mean_themselves_are_left_alone(text):
    assert clear(text) == set()


def test_aim_makes_the_difference():
    assert "dehumanisation" in clear("These pigs shelled us again")
    assert clear("The pigs ran out of the burning barn") == set()


def test_laughter_beside_death_is_told_from_laughter():
    assert "glorification" in clear("twenty of them died :)))")
    assert clear("the caption still says spring :)))") == set()


def test_a_negated_imperative_is_still_an_insult():
    assert "insult" in clear("Don't be an idiot.")


def test_many_links_are_spam():
    links = "http://a.example/1 http://a.example/2 http://a.example/3"
    assert "spam" in clear(f"see {links}")
    assert clear("see http://a.example/1") == set()


def test_one_label_of_a_kind_at_a_place():
    found = labels("kill them all")
    spans = [(label.label, label.start) for label in found]
    assert len(spans) == len(set(spans))


@given(st.text(max_size=120))
def test_every_span_lies_in_the_text(text):
    for label in labels(text):
        assert 0 <= label.start < label.end <= len(text)
        assert 0 < label.score <= 1
        assert label.reason


@given(
    st.lists(
        st.sampled_from(
            [
                "you",
                "these",
                "rats",
                "kill",
                "them",
                "all",
                "are",
                "not",
                "an",
                "idiot",
                ",",
                ".",
                "“",
                "”",
                ":",
                ")",
                "lol",
                "1d10t",
                "f*ck",
            ]
        ),
        max_size=24,
    )
)
def test_abuse_in_any_order_gives_spans_in_the_text(words):
    text = " ".join(words)
    for label in labels(text):
        assert text[label.start : label.end].strip()
