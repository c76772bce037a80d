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
    assert warnings == ("c1 answers one of its own replies; the circle was cut here",)


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


def said(key: str, text: str, author: str = "A", posted: str | None = None) -> RawComment:
    return RawComment(key, None, author, posted, text)


def test_in_a_flat_thread_a_quotation_or_a_call_tells_what_is_answered() -> None:
    comments, _ = build(
        [
            said("1", "The bridge was open until noon.", "Ann Heron"),
            said("2", "Nobody crossed the river.", "Bo"),
            said("3", "> the bridge was open until\nNo, it was shut.", "Cy"),
            said("4", "@Bo I did.", "Di"),
            said("5", "I think @Bo is right.", "Ed"),
        ],
        NAMES,
    )
    by_text = {c.text: c for c in comments}
    quoting = by_text["> the bridge was open until\nNo, it was shut."]
    assert (quoting.parent, quoting.parent_basis, quoting.depth) == ("c1", "quoted", 1)
    assert quoting.quotes == ((0, 27, "c1"),)
    called = by_text[f"@{NAMES.name('Bo')} I did."]
    assert called.parent_basis == "addressed"
    assert next(c for c in comments if c.id == called.parent).author == NAMES.name("Bo")
    assert by_text[f"I think @{NAMES.name('Bo')} is right."].parent is None


def test_where_the_format_states_replies_words_change_none() -> None:
    rows = [
        said("1", "The bridge was open until noon.", "Ann"),
        raw("2", "1", "Yes.", author="Bo"),
        said("3", "@Bo no.\n> The bridge was open until noon", "Cy"),
    ]
    comments, _ = build(rows, NAMES)
    assert [(c.parent, c.parent_basis) for c in comments] == [
        (None, None), ("c1", "stated"), (None, None),
    ]  # fmt: skip
    assert comments[2].quotes[0][2] == "c1"


def test_a_thread_with_the_newest_first_is_answered_backwards() -> None:
    rows = [
        said("9", "@Ann why?", "Bo", "2024-01-03T10:00:00Z"),
        said("8", "Mine.", "Ann", "2024-01-02T10:00:00Z"),
        said("7", "First.", "Cy", "2024-01-01T10:00:00Z"),
    ]
    comments, _ = build(rows, NAMES)
    assert [(c.text[:5], c.parent) for c in comments] == [
        ("Mine.", None), (f"@{NAMES.name('Ann')}"[:5], "c1"), ("First", None),
    ]  # fmt: skip


def test_ids_of_the_system_are_kept_unless_they_could_name_somebody() -> None:
    rows = [
        said("4711", "a", "Ann"),
        said("ann-1", "b", "Ann"),
        said("nobody", "c", "Cy"),
        RawComment("at-3", None, "", None, "d", made_up=True),
    ]
    assert [c.source_id for c in build(rows, NAMES)[0]] == ["4711", None, None, None]


def test_many_repairs_are_told_twenty_times_and_counted() -> None:
    _, warnings = build([raw(str(n), "gone", f"t{n}") for n in range(30)], NAMES)
    assert len(warnings) == 21
    assert (
        warnings[-1]
        == "10 more comments: answers a comment that is not there; it stands at the top"
    )


@given(
    st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 40)), max_size=40),
    st.randoms(use_true_random=False),
)
def test_shuffled_doubled_and_missing_rows_keep_every_comment_once(pairs, chance) -> None:
    rows = [raw(str(k), None if p is None else str(p), f"t{n}") for n, (k, p) in enumerate(pairs)]
    rows += rows[: len(rows) // 2]
    chance.shuffle(rows)
    comments, _ = build(rows, NAMES)
    assert sorted(c.text for c in comments) == sorted({row.text for row in rows})
    depths: dict[str | None, int] = {None: -1}
    for comment in comments:
        assert comment.depth == depths[comment.parent] + 1  # the parent came before it
        depths[comment.id] = comment.depth
