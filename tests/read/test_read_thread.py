"""Threads: repair of what formats give, invariants of the tree, scrubbing."""

import random

from hypothesis import given
from hypothesis import strategies as st
from reading import NAMES

from detente.read.thread import RawComment, build


def raw(
    key: str,
    parent: str | None = None,
    text: str = "words",
    *,
    author: str = "A",
    deleted: bool = False,
):
    return RawComment(key, parent, author, None, text, deleted)


def shape(rows):
    comments, warnings = build(rows, NAMES)
    return [(c.id, c.parent, c.depth, c.text) for c in comments], warnings


def test_missing_parents_go_to_the_top_with_a_warning() -> None:
    tree, warnings = shape([raw("1", "9", "a"), raw("2", "1", "b")])
    assert tree == [("c1", None, 0, "a"), ("c2", "c1", 1, "b")]
    assert warnings == ("c1 answers a comment that is not there; it stands at the top",)


def test_a_circle_is_cut_at_its_first_comment() -> None:
    tree, warnings = shape(
        [raw("5", "1", "x"), raw("1", "3", "a"), raw("2", "1", "b"), raw("3", "2", "c")]
    )
    assert tree == [
        ("c1", None, 0, "a"),
        ("c2", "c1", 1, "x"),
        ("c3", "c1", 1, "b"),
        ("c4", "c3", 2, "c"),
    ]
    assert warnings == (
        "c1 answers one of its own replies; the circle was cut, and it stands at the top",
    )


def test_a_comment_that_answers_itself_stands_at_the_top() -> None:
    assert shape([raw("1", "1", "a")])[0] == [("c1", None, 0, "a")]


def test_repeated_ids_get_their_own_and_exact_repeats_go() -> None:
    tree, warnings = shape(
        [raw("1", None, "a"), raw("1", None, "b"), raw("1", None, "a"), raw("1#1", "1", "c")]
    )
    assert [text for *_, text in tree] == ["a", "c", "b"]
    assert warnings == (
        "c3 shared its id with c1; each has its own now",
        "c1 was given more than once; it was taken once",
    )


def test_deleted_comments_stay_as_placeholders_and_empty_leaves_go() -> None:
    rows = [
        raw("1", deleted=True, text="gone"),
        raw("2", "1", "b"),
        raw("3", "2", deleted=True),
        raw("4", "3", ""),
    ]
    tree, _ = shape(rows)
    assert tree == [("c1", None, 0, ""), ("c2", "c1", 1, "b"), ("c3", "c2", 2, "")]
    comments = build(rows, NAMES)[0]
    assert [c.deleted for c in comments] == [True, False, True]
    assert comments[0].author == comments[2].author == ""


def test_replies_may_come_before_what_they_answer() -> None:
    tree, warnings = shape([raw("2", "1", "b"), raw("1", None, "a")])
    assert tree == [("c1", None, 0, "a"), ("c2", "c1", 1, "b")]
    assert warnings == ()


def test_chains_of_any_length() -> None:
    rows = [raw(str(n), str(n - 1) if n else None, f"t{n}") for n in range(20_000)]
    random.Random(1).shuffle(rows)  # noqa: S311 - no secret
    comments, _ = build(rows, NAMES)
    assert comments[-1].depth == 19_999


def test_names_and_addresses_leave_the_texts() -> None:
    rows = [
        raw("1", author="Ice Gold", text="mail ice.gold@mail.example or ice [at] mail.example"),
        raw("2", "1", "@Ice Gold's point; @icegold, @nobody here", author="Bo"),
    ]
    comments, _ = build(rows, NAMES)
    name = NAMES.name("ice gold")
    assert comments[0].text == "mail [e-mail removed] or [e-mail removed]"
    assert comments[1].text == f"@{name}'s point; @{name}, @[name removed] here"


def test_times_become_iso_where_they_can_be_read() -> None:
    rows = [
        RawComment(str(n), None, "", time, "x")
        for n, time in enumerate(["3 May 2023 4:05 pm", "1542450000", "2 days ago", ""])
    ]
    posted = [comment.posted for comment in build(rows, NAMES)[0]]
    assert posted == ["2023-05-03T16:05:00", "2018-11-17T10:20:00Z", "2 days ago", None]


KEYS = st.integers(0, 8).map(str)
ROWS = st.lists(
    st.builds(
        RawComment, KEYS, st.none() | KEYS, st.sampled_from(["", "Ana", "Bo"]), st.none(),
        st.sampled_from(["", "a", "b", "c"]), st.booleans(),
    ),
    max_size=25,
)  # fmt: skip


@given(ROWS)
def test_whatever_comes_the_tree_is_sound(rows) -> None:
    comments, _ = build(rows, NAMES)
    assert [c.id for c in comments] == [f"c{n}" for n in range(1, len(comments) + 1)]
    seen = {}
    for comment in comments:
        assert comment.depth == (0 if comment.parent is None else seen[comment.parent] + 1)
        seen[comment.id] = comment.depth
    said = {(row.text) for row in rows if row.text and not row.deleted}
    assert {c.text for c in comments if c.text} <= said
    answered = {c.parent for c in comments}
    assert all(c.text or c.deleted or c.id in answered for c in comments)


@given(
    st.permutations([raw(str(n), str(n // 2) if n > 1 else None, f"t{n}") for n in range(1, 12)])
)
def test_the_order_of_rows_does_not_change_who_answers_whom(rows) -> None:
    comments, warnings = build(rows, NAMES)
    texts = {c.id: c.text for c in comments}
    assert {(c.text, texts.get(c.parent or "")) for c in comments} == {
        (f"t{n}", f"t{n // 2}" if n > 1 else None) for n in range(1, 12)
    }
    assert warnings == ()
