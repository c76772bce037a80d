"""Masked spellings are read; ordinary numbers, names and stretched words are not."""

import pytest

from tests.discuss.reading import unmasker


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("m0r0n", "moron"), ("1d1ot", "idiot"), ("@sshole", "asshole"), ("a$$hole", "asshole"),
        ("sh1t", "shit"), ("sh!t", "shit"), ("f*ck", "fuck"), ("f**k", "fuck"), ("sh*t", "shit"),
        ("i d i o t", "idiot"), ("i-d-i-o-t", "idiot"), ("m.o.r.o.n", "moron"),
        ("moooooron", "moron"), ("stuuuupid", "stupid"), ("мoron", "moron"), ("idiоt", "idiot"),
    ],
)  # fmt: skip
def test_masked_words_are_read(written, meant):
    text = f"well {written} then"
    assert [(w.form, text[w.start : w.end]) for w in unmasker().find(text)] == [(meant, written)]


@pytest.mark.parametrize(
    "text",
    [
        "An F-16 and two Su-24 hit 3 targets at 10:30.",
        "T-72B3 tanks, 122mm guns, M4 rifles, 2S1 howitzers",
        "noooo way, soooo late, hmmm",
        "Hay'at, al-Sham, U.S., e.g. at 5 p.m., No. 4",
        "see example.org/a or write to office@example.org",
        "5 * 3 = 15 and #update $500",
        "A B C D",
        "вчера было тихо",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert unmasker().find(text) == ()


def test_a_long_run_of_signs_is_read_quickly():
    for text in ("#a" * 20_000, "a " * 20_000, "." * 20_000 + "x", "A-" * 20_000, "f*" * 20_000):
        unmasker().find(text)
