"""Who is said to say what: source, cue and content as spans; invented sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.clause import Clauses
from detente.coding.quoted import find_quoted
from detente.coding.statements import find_statements
from detente.knowledge.speech import sayings
from detente.model.text import BlockSpan
from detente.parse.sentences import split_sentences


def statements(coder, text):
    """(source, cue, content) of each statement, parts of one joined by a stroke."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(BlockSpan(start, start + len(line), "paragraph"))
        start += len(line) + 1
    spans = split_sentences(text, blocks)
    trees = coder.parser.parse(text, list(enumerate(spans)))
    found = find_statements(text, blocks, [Clauses(tree) for tree in trees])
    return [
        tuple(" | ".join(text[a:b] for a, b in part) for part in (s.source, s.cue, s.content))
        for s in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said that the bridge was mined.",
            ("The mayor", "said", "that the bridge was mined."),
        ),
        ("The mayor said the bridge was mined.", ("The mayor", "said", "the bridge was mined.")),
        (
            "The bridge was mined, according to the mayor.",
            ("the mayor", "according to", "The bridge was mined"),
        ),
        (
            "The bridge, the mayor said, was mined by rebels.",
            ("the mayor", "said", "The bridge | was mined by rebels."),
        ),
        (
            "“The bridge was mined by the rebels,” the mayor said.",
            ("the mayor", "said", "“The bridge was mined by the rebels,”"),
        ),
        (
            "The envoy urged the rebels to leave the port.",
            ("The envoy", "urged", "the rebels to leave the port"),
        ),
        (
            "The council condemned the raid on the port.",
            ("The council", "condemned", "the raid on the port"),
        ),
        (
            "The army rejected the mayor's claim that the bridge was mined.",
            ("the mayor's", "claim", "that the bridge was mined"),
        ),
    ],
)  # fmt: skip
def test_a_statement_has_source_cue_and_content(coder, text, expected):
    found = [tuple(part.strip(" .") for part in s) for s in statements(coder, text)]
    assert tuple(part.strip(" .") for part in expected) in found


def test_a_quotation_goes_on_after_the_words_that_tell_who_speaks(coder):
    text = (
        "“The bridge was mined by the rebels,” the mayor said. “Nobody crossed it for nine days.”"
    )
    (found,) = statements(coder, text)
    assert found[2].count("“") == 2


def test_what_a_quoted_speaker_thinks_is_no_statement_of_the_page(coder):
    found = statements(coder, "“I think that the bridge was mined by rebels,” the mayor said.")
    assert [cue for _, cue, _ in found] == ["said"]


def test_a_passive_without_agent_has_no_source(coder):
    (found,) = statements(coder, "It was reported that the bridge was mined.")
    assert found[0] in {"", "It"}


@pytest.mark.parametrize("text", ["The bridge was mined.", "Rebels crossed the river at dawn."])
def test_what_nobody_says_is_no_statement(coder, text):
    assert statements(coder, text) == []


@given(st.text(alphabet="ab “”\"'.,\n", max_size=80))
def test_quotations_lie_in_their_stretch_and_do_not_overlap(text):
    found = find_quoted(text, 0, len(text))
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def test_sayings_know_their_particles():
    phrases = [entry.words for entry in sayings()["verb", "call"]]
    assert ("call", "for") in phrases
    assert phrases[-1] == ("call",)
