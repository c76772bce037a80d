"""Plain text: headlines, captions, lists and bulleted threads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import blocks, name_on, page_of, thread

from detente.model.errors import InputError

BULLETIN = """Column Leaves Dammar After Talks


A column of the Northern Front left Dammar on 3 May, the outlet HillWatch, close to the Front, said.

Tap to enlarge

The two sides had agreed on:

- the return of nine prisoners to their families;
- a mixed patrol along the river road.

What comes next

“We will see,” an elder said. Nobody has signed anything yet.

Tap to enlarge

The road was still closed on Friday.


2 comments

  • Grey Owl • 3 May 2023

    They always leave, and come back.

    Mark my words.

    • tin kettle

      Not this time.

  • Grey Owl

    - first, the road
    - second, the bridge
"""


def test_a_bulletin_with_a_nested_thread() -> None:
    page = page_of(BULLETIN)
    assert [kind for kind, _ in blocks(page)] == [
        "headline", "paragraph", "caption", "paragraph", "list", "list", "headline", "paragraph",
        "caption", "paragraph",
    ]  # fmt: skip
    assert page.article.title == "Column Leaves Dammar After Talks"
    assert [medium.caption for medium in page.article.media] == ["Tap to enlarge"] * 2
    assert thread(page) == [
        ("c1", None, 0, "They always leave, and come back.\n\nMark my words."),
        ("c2", "c1", 1, "Not this time."),
        ("c3", None, 0, "- first, the road\n- second, the bridge"),
    ]
    assert page.comments[0].posted == "2023-05-03"
    assert {c.source_id for c in page.comments} == {None}, "a text gives its comments no ids"
    assert page.comments[0].author == page.comments[2].author == name_on(page, "grey owl")


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("    ", "\t"),
    lambda text: text.replace("•", "*"),
    lambda text: text.replace("  • ", "  o ").replace("    • ", "    o "),
    lambda text: "\ufeff" + text,
])  # fmt: skip
def test_the_same_page_from_other_programs(change) -> None:
    page = page_of(change(BULLETIN.replace("Owl • 3 May 2023", "Owl")))
    assert [(c.parent, c.depth) for c in page.comments] == [(None, 0), ("c1", 1), (None, 0)]
    assert len(page.article.blocks) == 10


@pytest.mark.parametrize("tail", [
    "The deal has three points:\n\n- Prisoners\n\n    Nine will go home.\n\n- The road\n\n    It opens.\n",
    "The deal says:\n\n1. Withdrawal\n   Both sides leave.\n2. Prisoners\n   All go home.\n",
    "It was agreed that\n\n- both sides leave the town by Friday.\n- nine prisoners go home.\n",
    "- A sentence that ends.\n\n    And an indented one.\n",
    "- Name\nand text that is no deeper.\n",
])  # fmt: skip
def test_a_list_at_the_end_of_an_article_is_no_thread(tail: str) -> None:
    page = page_of("Deal Signed In The Town\n\nThe two sides met on Monday.\n\n" + tail)
    assert page.comments == ()
    assert "list" in {kind for kind, _ in blocks(page)}


def test_one_line_is_a_paragraph() -> None:
    assert blocks(page_of("A strike hit the depot")) == [("paragraph", "A strike hit the depot")]


def test_a_first_sentence_is_no_headline_unless_it_stands_apart() -> None:
    assert blocks(page_of("Two men were killed.\n\nA third fled."))[0][0] == "paragraph"
    assert (
        blocks(page_of("Two men were killed.\n\n\nA third fled.\n\nHe lives."))[0][0] == "headline"
    )


def test_wrapped_lines_are_joined_and_long_lines_are_paragraphs() -> None:
    wrapped = "Truce in the hills\n\nThe two sides met at noon\nand signed a paper.\n"
    assert blocks(page_of(wrapped))[1] == (
        "paragraph",
        "The two sides met at noon and signed a paper.",
    )
    long = "The sides met and talked for hours about the road to the north. " * 3
    assert len(blocks(page_of(f"Truce in the hills\n\n{long}\n{long}\n"))) == 3


def test_byline_and_date_below_the_headline_are_facts_not_text() -> None:
    page = page_of("Truce in the hills\n\nBy Ana Doe\nPublished 3 May 2023\n\nThe sides met.\n")
    assert page.article.authors == ("Ana Doe",)
    assert page.article.published == "2023-05-03"
    assert [words for _, words in blocks(page)] == ["Truce in the hills", "The sides met."]


def test_marks_that_nobody_sees_are_dropped_and_letters_kept() -> None:
    page = page_of(
        "Hay\u02bcat\u00a0Tahrir\u200f met \u2066“them”\u2069 at cafe\u0301\u00ad s\u200cu.\x07"
    )
    assert page.article.text == "Hay\u02bcat Tahrir met “them” at café s\u200cu."


def test_a_nested_thread_of_thousands_is_read() -> None:
    rows = [f"{' ' * 2 * n}- Name {n}\n{' ' * (2 * n + 2)}words here\n" for n in range(400)]
    page = page_of("Head of it\n\nThe article says so.\n\n" + "".join(rows))
    assert page.comments[-1].depth == 399


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["", "  • Name", "    words", "- item.", "Photo: X", "By Ana Doe", "12 comments"]
        ),
    ),
    max_size=30,
).map("\n".join)


@given(LINES)
def test_blocks_tile_the_text_and_offsets_cut_the_words(text: str) -> None:
    if not text.strip() or "\x00" in text:
        return
    try:
        page = page_of(text.encode("utf-8", "replace"))
    except InputError:
        return  # control characters alone, or too many of them
    at = 0
    for number, block in enumerate(page.article.blocks):
        assert block.start == at + (2 if number else 0)
        words = page.article.text[block.start : block.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        at = block.end
    assert at == len(page.article.text)
    for medium in page.article.media:
        assert page.article.text.startswith(medium.caption, medium.at)
