"""Sentence splitting: abbreviations, quotes, line breaks, and what must hold for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.text import BlockSpan
from detente.parse.sentences import split_sentences


def split(text: str) -> list[str]:
    spans = split_sentences(text, [BlockSpan(0, len(text), "paragraph")])
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lt. Gen. Omar Vashti met Col. Brix on Nov. 3 in the town.", "They agreed on a truce."],
        ["The U.S. Navy and U.K. officials left.", "Rebels stayed."],
        ["Fighters left the U.S.", "The army said so."],
        ["He was killed at 5 p.m. Monday near St. Orel.", "Two others fled."],
        ["J. K. Tarmo, the envoy, spoke first.", "Nobody answered."],
        ["Resolution No. 1701 was breached.", "No one was punished."],
        ["“We won’t leave.”", "The mayor repeated it."],
        ["“Stop firing!” Colonel Brix said.", "The guns fell silent."],
        ['The envoy asked: "Who fired?"', '"Nobody knows," a witness said.'],
        ["They seized the port (and the mill).", "(No shots were fired.)"],
        ["Is this a ceasefire?", "Yes!", "It holds..."],
        ["The council met.[4]", "It rejected the plan."],
        ["i saw the blast from my roof.", "it was terrible.", "nobody came."],
        ["The group Al-Sarm Inc. said nothing.", "It denied the raid."],
        ["The price is 3.5 million.", "12 people died."],
    ],
)
def test_splits_where_sentences_end_and_nowhere_else(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_stop_without_a_blank_ends_a_sentence_between_plain_words() -> None:
    assert split("The army withdrew.Rebels moved in.") == ["The army withdrew.", "Rebels moved in."]
    assert split("See www.example.org for the list") == ["See www.example.org for the list"]


def test_list_numbers_stay_with_their_item() -> None:
    assert split("1. Release of all prisoners.") == ["1. Release of all prisoners."]


def test_wrapped_lines_go_on_and_deliberate_breaks_end_a_sentence() -> None:
    wrapped = "The two factions agreed on Monday to stop\nthe shelling of the northern\nsuburbs."
    assert len(split(wrapped)) == 1
    listed = (
        "Rebels storm the barracks\nGovernor resigns\nThe long report follows, with all details."
    )
    assert len(split(listed)) == 3
    assert split("First half\n\nsecond half") == ["First half", "second half"]


def test_no_sentence_crosses_a_block() -> None:
    text = "Rebels take town The army withdrew. It said so."
    blocks = [BlockSpan(0, 16, "headline"), BlockSpan(17, len(text), "paragraph")]
    spans = split_sentences(text, blocks)
    assert [(text[s.start : s.end], s.block) for s in spans] == [
        ("Rebels take town", 0),
        ("The army withdrew.", 1),
        ("It said so.", 1),
    ]


ANY_TEXT = st.text(
    alphabet=st.sampled_from("aB.!?… \n\"'”)([]1é،؟。\u2028-,;:iUS"), max_size=120
) | st.text(max_size=80)


@given(ANY_TEXT)
def test_spans_cover_all_that_is_not_white_space_without_overlap(text: str) -> None:
    spans = split_sentences(text, [BlockSpan(0, len(text), "paragraph")])
    covered: set[int] = set()
    last = 0
    for span in spans:
        assert last <= span.start < span.end <= len(text)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        covered.update(range(span.start, span.end))
        last = span.end
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= covered


@given(
    st.lists(st.sampled_from(["The army left.", "Who fired?", "“No.”", "He said U.S. aid ended."]))
)
def test_splitting_sentences_again_changes_nothing(sentences: list[str]) -> None:
    once = split(" ".join(sentences))
    assert [part for sentence in once for part in split(sentence)] == once


@pytest.mark.parametrize(
    "text",
    [
        "x" * 400_000,
        "." * 100_000,
        '."' * 50_000,
        "U.S. " * 20_000,
        "a\n" * 50_000,
        "[1]." * 30_000,
    ],
    ids=["no-space", "stops", "quotes", "abbreviations", "lines", "references"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    split(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, 14 March - ",
        "PORT LOUIS (Agency) — ",
        "N'DJAMENA, March 3 -- ",
        "BEIRUT, Lebanon (Wire) – ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    body = "Ministers met on Thursday. They left at noon."
    text = dateline + body
    spans = split_sentences(text, [BlockSpan(0, len(text), "paragraph")])
    assert [text[s.start : s.end] for s in spans] == [
        dateline.strip(),
        "Ministers met on Thursday.",
        "They left at noon.",
    ]


@pytest.mark.parametrize(
    "text",
    ["UN troops - and others - left.", "NATO-led forces left.", "Oslo - a quiet town - woke."],
)
def test_a_dash_without_a_dateline_cuts_nothing(text: str) -> None:
    assert len(split_sentences(text, [BlockSpan(0, len(text), "paragraph")])) == 1
