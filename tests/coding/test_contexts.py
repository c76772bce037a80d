"""Contexts of PLOVER's list: told by words, each with its place."""

from typing import get_args

import pytest

from detente.knowledge.tables import data_folder, read_table
from detente.model.contexts import ContextName


def contexts(coder, text):
    return {c.context: c.evidence for c in coder.code_text(text).document.contexts}


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Voters queued at a polling station in Accra.", "election"),
        ("The ministry said cholera reached the coast.", "health"),
        ("Hackers hit the bank with ransomware.", "cyber"),
        ("Soldiers and warplanes moved to the border.", "military"),
        ("The mayor took a bribe from the builder.", "corruption"),
        ("An earthquake shook the valley.", "disasters"),
        ("The two ambassadors met at a summit.", "diplomatic"),
    ],
)
def test_words_tell_a_context(coder, text, context):
    assert context in contexts(coder, text)


@pytest.mark.parametrize("text", ["The baker sold bread.", "A soldier bought bread."])
def test_one_hint_is_not_enough(coder, text):
    assert contexts(coder, text) == {}


def test_the_evidence_lies_in_the_text(coder):
    record = coder.code_text("Voters queued at a polling station in Accra.")
    for context in record.document.contexts:
        for quote in context.evidence:
            assert record.document.text[quote.start : quote.end] == quote.text


def test_every_context_of_the_list_has_words():
    path = data_folder("lexicons", "contexts.csv")
    rows = read_table(path, ("context", "term", "weight"))
    assert {row["context"] for row in rows} == set(get_args(ContextName))
    pairs = [(row["context"], row["term"]) for row in rows]
    assert len(pairs) == len(set(pairs))
