"""Trees of invented news sentences, and what must hold for any text."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.errors import ModelError
from detente.model.text import BlockSpan, SentenceSpan, Tree
from detente.parse.convert import one_root
from detente.parse.pipeline import LONGEST, WEIGHTS, Parser, was_cut
from detente.parse.sentences import split_sentences

PARSER = Parser()


def parse(text: str) -> list[Tree]:
    spans = split_sentences(text, [BlockSpan(0, len(text), "paragraph")])
    return PARSER.parse(text, list(enumerate(spans)))


def arcs(tree: Tree) -> set[tuple[str, str, str]]:
    return {
        (tree.words[head] if head != index else "-", tree.deps[index], tree.words[index])
        for index, head in enumerate(tree.heads)
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels attacked the barracks on Friday.", {("attacked", "nsubj", "Rebels"), ("attacked", "obj", "barracks")}),
        ("Twelve soldiers were killed by gunmen.", {("killed", "nsubj:pass", "soldiers"), ("killed", "obl:agent", "gunmen")}),
        ("The minister said the army had seized the port.", {("said", "ccomp", "seized"), ("seized", "nsubj", "army")}),
        ("Jaysh al-Tamur and Hay’at Samar agreed to form a council.", {("agreed", "xcomp", "form"), ("form", "obj", "council")}),
        ("Turkish jets did not bomb the village.", {("bomb", "advmod", "not"), ("bomb", "nsubj", "jets")}),
        ("Rebels kill five soldiers in Deir-Marwan raid", {("kill", "nsubj", "Rebels"), ("kill", "obj", "soldiers")}),
        ("Security forces clashed with protesters.", {("clashed", "nsubj", "forces"), ("clashed", "obl", "protesters")}),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(text: str, wanted: set[tuple[str, str, str]]) -> None:
    (tree,) = parse(text)
    assert wanted <= arcs(tree)


def test_names_are_proper_and_verbs_have_their_lemmas() -> None:
    (tree,) = parse("Jama’at Zubari has shelled the town, the governor’s office said.")
    at = tree.words.index
    assert [tree.pos[at(word)] for word in ("Jama’at", "Zubari", "has", "shelled", "town")] == [
        "PROPN", "PROPN", "AUX", "VERB", "NOUN",
    ]  # fmt: skip
    assert [tree.lemmas[at(word)] for word in ("Zubari", "has", "shelled", "said")] == [
        "Zubari", "have", "shell", "say",
    ]  # fmt: skip


def check(trees: Sequence[Tree], text: str) -> None:
    for tree in trees:
        size = len(tree.words)
        columns = (tree.lemmas, tree.tags, tree.pos, tree.deps, tree.heads, tree.starts, tree.ends)
        assert {len(column) for column in columns} == {size}
        assert tree.words == tuple(text[a:b] for a, b in zip(tree.starts, tree.ends, strict=True))
        assert (tree.start, tree.end) == (tree.starts[0], tree.ends[-1])
        roots = [index for index, head in enumerate(tree.heads) if head == index]
        assert len(roots) == 1
        assert tree.deps[roots[0]] == "root"
        for index in range(size):
            seen, at = set(), index
            while tree.heads[at] != at:
                assert at not in seen
                seen.add(at)
                at = tree.heads[at]


WORDS = st.sampled_from(
    [
        "Rebels",
        "army",
        "said",
        "that",
        "attacked",
        "the",
        "in",
        "Marwan",
        ",",
        "and",
        ".",
        "“",
        "”",
        "12",
        "which",
        "Hay’at",
        "not",
        "'s",
        "was",
        "by",
        "(",
        ")",
    ]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_trees_whose_offsets_cut_their_words(text: str) -> None:
    check(parse(text), text)


def test_batches_give_what_single_documents_give() -> None:
    texts = [
        "Rebels took the hill. The army fled.",
        "",
        "Talks failed in Orvan. Nobody signed the paper.",
    ]
    spans = [split_sentences(text, [BlockSpan(0, len(text), "paragraph")]) for text in texts]
    documents = [(text, list(enumerate(each))) for text, each in zip(texts, spans, strict=True)]
    together = list(PARSER.parse_many(documents))
    assert together == [PARSER.parse(text, sentences) for text, sentences in documents]
    assert [len(trees) for trees in together] == [2, 0, 2]


def test_a_chosen_sentence_keeps_its_index() -> None:
    text = "All was calm. Rebels took the hill."
    spans = split_sentences(text, [BlockSpan(0, len(text), "paragraph")])
    (tree,) = PARSER.parse(text, [(1, spans[1])])
    assert tree.sentence == 1
    assert tree.words[0] == "Rebels"


def test_a_sentence_of_a_thousand_words_is_cut_and_says_so() -> None:
    text = "word " * 1000
    span = SentenceSpan(0, len(text) - 1, 0)
    (tree,) = PARSER.parse(text, [(0, span)])
    assert len(tree.words) == LONGEST
    assert was_cut(tree, span) == "sentence cut at 250 tokens"
    (whole,) = parse("All was calm.")
    assert was_cut(whole, SentenceSpan(0, 13, 0)) is None


def test_known_lemmas_are_preferred() -> None:
    text = "They siphered the code."
    (tree,) = Parser(known_lemmas=frozenset({"siphere"})).parse(
        text, [(0, SentenceSpan(0, len(text), 0))]
    )
    assert tree.lemmas[1] == "siphere"


def test_one_root_is_left_where_the_parser_left_several() -> None:
    heads, deps = [0, 1, 1, 3], ["root", "root", "obj", "root"]
    one_root(heads, deps, ["NN", "VBD", "NN", "."])
    assert heads == [1, 1, 1, 1]
    assert deps == ["parataxis", "root", "obj", "punct"]


def test_another_pipeline_that_is_missing_is_named() -> None:
    with pytest.raises(ModelError, match="'xx_no_such_model' is not installed"):
        Parser("xx_no_such_model")


def test_another_pipeline_without_universal_labels_is_refused(tmp_path: Path) -> None:
    import spacy  # noqa: PLC0415 (slow, and only here)

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="Universal Dependencies"):
        Parser(str(tmp_path / "blank"))


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no language weights"):
        Parser(weights=tmp_path)


def test_weights_stay_within_15_megabytes_and_carry_licence_and_card() -> None:
    files = [path for path in WEIGHTS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 15_000_000
    assert "CC BY-SA 4.0" in (WEIGHTS / "LICENSE").read_text(encoding="utf-8")
    assert (WEIGHTS / "MODEL_CARD.md").is_file()


def test_loading_needs_no_network_and_no_whole_spacy_language() -> None:
    code = (
        "import sys, detente.parse.pipeline as p; p.Parser(); print('spacy.lang.en' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.strip() == "False"
