"""Threads without mark-up of their own: under headings, and in the data of a page's scripts."""

import json

import pytest
from reading import name_on, thread, with_thread

HEADED = (
    "<div>Comments</div><div><h3>#1 Comment by <img src=f.png> Ann Heron</h3> 26 March 2004, 16:19"
    "<p>It was never signed.</p><p>Ask them.</p></div>"
    "<div><h3>#2 Comment by Bo</h3> 27 March 2004<p>It was.</p></div>"
)


def test_headings_that_name_who_wrote() -> None:
    page = with_thread(HEADED)
    assert thread(page) == [
        ("c1", None, 0, "It was never signed.\n\nAsk them."), ("c2", None, 0, "It was."),
    ]  # fmt: skip
    assert [c.author for c in page.comments] == [name_on(page, "Ann Heron"), name_on(page, "Bo")]
    assert page.comments[0].posted == "2004-03-26T16:19:00"
    assert "never signed" not in page.article.text
    assert "Ann" not in page.article.text


def test_a_weaker_heading_counts_where_it_comes_again() -> None:
    one = "<h4>Bo wrote:</h4><p>No.</p>"
    assert [c.text for c in with_thread(one + one.replace("No", "Yes")).comments] == ["No.", "Yes."]
    assert with_thread(one).comments == ()


def test_headings_of_the_article_are_no_comments() -> None:
    page = with_thread(
        "<h3>Comment by the minister on what the two sides have now signed and what follows</h3><p>He said so.</p>"
    )
    assert page.comments == ()


ROWS = [
    {"id": "a1", "body": "<p>Yes.</p>", "author": {"name": "Ann"}, "replies": [{"id": "a2", "body": "No.", "author": {"name": "Bo"}}]},
    {"id": "a3", "body": "Top.", "author": {"name": "Cy"}},
]  # fmt: skip


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json" id="__NEXT_DATA__">{}</script>',
        "<script>var a = 1; window.__STATE__ = {};</script>",
        "<script>window['state'] = {};\nwindow.other = [1];</script>",
    ],
)
def test_comments_in_the_data_of_scripts(script: str) -> None:
    data = json.dumps(
        {"props": {"page": {"comments": {"nodes": ROWS}, "recentComments": ROWS * 3}}}
    )
    page = with_thread(script.replace("{}", data))
    assert thread(page) == [
        ("c1", None, 0, "Yes."), ("c2", "c1", 1, "No."), ("c3", None, 0, "Top."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        {"comments": [{"id": 1, "label": "Comments are open"}]},
        {"comments": [{"id": 1, "text": "a setting"}]},
        {"comments": 12},
        {"recentComments": ROWS},
    ],
)
def test_other_data_is_no_thread(data: dict) -> None:
    script = f'<script type="application/json">{json.dumps(data)}</script>'
    assert with_thread(script).comments == ()


def test_broken_data_is_passed_over() -> None:
    deep = '{"comments":' * 100_000
    for script in (
        f"<script>window.a = {deep}</script>",
        "<script>window.comments = [{id: 1}]</script>",
    ):
        assert with_thread(script).comments == ()


def test_quotations_in_mark_up_begin_with_a_bracket() -> None:
    item = '<li id="comment-{}" class="comment"><cite class="fn">{}</cite>{}</li>'
    page = with_thread(
        '<ol class="commentlist">'
        + item.format(1, "Ann", "<p>The bridge was open until noon.</p>")
        + item.format(
            2, "Bo", "<blockquote><p>The bridge was open<br>until noon.</p></blockquote><p>No.</p>"
        )
        + item.format(3, "Cy", "<blockquote><p>All of it is set so.</p></blockquote>")
        + item.format(4, "Di", '<p>Yes.</p><span class="comment-edited">edited by me</span>')
        + "</ol>"
    )
    assert [c.text for c in page.comments] == [
        "The bridge was open until noon.",
        "> The bridge was open\n> until noon.\n\nNo.",
        "All of it is set so.",
        "Yes.",
    ]
    assert page.comments[1].quotes[0][2] == "c1"
    assert page.comments[1].parent_basis == "quoted"
    assert [c.edited for c in page.comments].count(True) == 1
