"""JSON rows and exports of comment systems."""

import json

import pytest
from reading import all_of, blocks, name_on, page_of, thread

from detente.model.errors import FormatError
from detente.model.page import Page
from detente.model.record import Failure

TREE = [("c1", None, 0, "Yes."), ("c2", "c1", 1, "No."), ("c3", None, 0, "Top.")]


@pytest.mark.parametrize("row", [
    {"title": "Truce holds", "text": "The sides met.", "date": "2024-03-05", "url": "https://x.example/1", "source": "Hill Wire"},
    {"headline": "Truce holds", "content": "<p>The sides met.</p>", "published_at": "2024-03-05T08:00:00Z", "link": "https://x.example/1", "publisher": {"name": "Hill Wire"}},
    {"article": {"title": "Truce holds", "body": "The sides met."}, "pub_date": "5 March 2024", "url": "https://x.example/1", "outlet": "Hill Wire"},
    {"title": "Truce holds", "article": "The sides met.", "publish_date": "20240305", "url": "https://x.example/1", "domain": "Hill Wire"},
])  # fmt: skip
def test_rows_under_many_names(row: dict[str, object]) -> None:
    page = page_of(json.dumps(row), "row.json")
    article = page.article
    assert blocks(page) == [("headline", "Truce holds"), ("paragraph", "The sides met.")]
    assert (article.title, article.published, article.url, article.outlet) == (
        "Truce holds", "2024-03-05", "https://x.example/1", "Hill Wire",
    )  # fmt: skip


def test_a_bad_row_does_not_lose_the_others() -> None:
    rows = '{"text": "One."}\n{broken\n\n[1]\n{"text": ""}\n{"title": "T", "text": "Two."}\n'
    pages = all_of(rows, "many.jsonl")
    assert [page.origin if isinstance(page, Failure) else page.capture.origin for page in pages] == [
        "many.jsonl:1", "many.jsonl:2", "many.jsonl:4", "many.jsonl:5", "many.jsonl:6",
    ]  # fmt: skip
    assert [isinstance(page, Page) for page in pages] == [True, False, False, False, True]
    for page in pages:
        if isinstance(page, Failure):
            assert page.error == "FormatError"
            assert page.message.startswith(page.origin + ": ")
            assert "\n" not in page.message


def test_each_row_has_its_own_capture() -> None:
    pages = all_of('{"text": "One."}\n{"text": "Two."}\n', "many.jsonl")
    assert [page.capture.data for page in pages] == [b'{"text": "One."}', b'{"text": "Two."}']
    assert len({page.capture.sha256 for page in pages}) == 2


@pytest.mark.parametrize(
    "text",
    ['[{"text": "One."}, {"text": "Two."}]', '{"articles": [{"text": "One."}, {"text": "Two."}]}'],
)
def test_lists_of_rows(text: str) -> None:
    assert [page.article.text for page in all_of(text, "rows.json")] == ["One.", "Two."]


@pytest.mark.parametrize(
    "text", ["[" * 50_000, '{"text": ' + "9" * 5000 + "}", "[1, 2", "{}", "[]", '{"a": 1}', "3"]
)
def test_json_that_holds_no_page(text: str) -> None:
    try:
        pages = all_of(text, "x.json")
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way of failing is right here
    else:
        assert all(isinstance(page, Failure) for page in pages) or text == "3"


ISSO = [{"id": "/p", "title": "The page", "comments": [
    {"id": 1, "parent": None, "created": 1704103200.0, "text": "Yes.", "author": "Al", "email": "al@x.example", "remote_addr": "192.0.2.7"},
    {"id": 2, "parent": 1, "created": 1704103300.0, "text": "No.", "author": "Bo"},
    {"id": 3, "parent": None, "created": 1704103400.0, "text": "Top.", "author": "Cy"}]}]  # fmt: skip
ISSO_ANSWER = {"id": None, "total_replies": 2, "replies": [
    {"id": 1, "parent": None, "created": 1704103200.0, "text": "<p>Yes.</p>", "author": "Al",
     "replies": [{"id": 2, "parent": 1, "created": 1704103300.0, "text": "No.", "author": "Bo"}]},
    {"id": 3, "parent": None, "created": 1704103400.0, "text": "Top.", "author": "Cy"}]}  # fmt: skip
PLACE = {"site": "s", "url": "https://x.example/p"}


def remark(key: str, text: str, name: str, pid: str = "", **more: object) -> dict[str, object]:
    return {"id": key, "pid": pid, "text": f"<p>{text}</p>", "orig": text, "locator": PLACE,
            "user": {"name": name, "id": "g_1", "picture": "p.png", "ip": "192.0.2.7"},
            "time": "2024-01-01T10:00:00Z", "title": "The page", **more}  # fmt: skip


REMARK_TREE = {"comments": [
    {"comment": remark("a", "Yes.", "Al"), "replies": [{"comment": remark("b", "No.", "Bo", "a")}]},
    {"comment": remark("c", "Top.", "Cy")}], "info": {"url": "https://x.example/p"}}  # fmt: skip
REMARK_LIST = {
    "comments": [
        remark("a", "Yes.", "Al"),
        remark("b", "No.", "Bo", "a"),
        remark("c", "Top.", "Cy"),
    ]
}


def coral(
    key: str, text: str, name: str, *replies: dict[str, object], status: str = "NONE"
) -> dict[str, object]:
    return {"node": {"id": key, "body": f"<div>{text}</div>", "author": {"username": name}, "status": status,
                     "createdAt": "2024-01-01T10:00:00.000Z", "replies": {"edges": list(replies)}}}  # fmt: skip


CORAL = {"data": {"story": {"id": "s", "url": "https://x.example/p", "metadata": {"title": "The page"}, "comments": {
    "edges": [coral("a", "Yes.", "Al", coral("b", "No.", "Bo"), coral("d", "Held.", "Di", status="REJECTED")),
              coral("c", "Top.", "Cy")]}}}}  # fmt: skip


@pytest.mark.parametrize("export", [ISSO, ISSO_ANSWER, REMARK_TREE, REMARK_LIST, CORAL], ids=[
    "isso", "isso answer", "remark42 tree", "remark42 list", "coral",
])  # fmt: skip
def test_exports_of_comment_systems(export: object) -> None:
    page = page_of(json.dumps(export), "export.json")
    assert thread(page) == TREE
    assert [c.author for c in page.comments] == [name_on(page, name) for name in ("Al", "Bo", "Cy")]
    assert page.comments[0].posted == "2024-01-01T10:00:00Z"
    shown = repr((page.article, page.comments, page.warnings))
    assert "192.0.2.7" not in shown
    assert "al@x" not in shown


def test_a_backup_of_remark42_is_parted_by_page() -> None:
    rows = [{"version": 1, "users": [], "posts": []}]
    rows += [remark("a", "Yes.", "Al"), remark("b", "No.", "Bo", "a", delete=True)]
    rows += [{**remark("c", "Top.", "Cy"), "locator": {"site": "s", "url": "https://x.example/q"}}]
    pages = all_of("\n".join(map(json.dumps, rows)), "backup.jsonl")
    assert [page.article.url for page in pages] == ["https://x.example/p", "https://x.example/q"]
    assert [len(page.comments) for page in pages] == [2, 1]
    assert [c.deleted for c in pages[0].comments] == [False, True]


def test_comments_inside_a_row() -> None:
    row = {"title": "T", "text": "The sides met.", "comments": [
        {"author": "Al", "text": "Yes.", "replies": [{"author": "Bo", "text": "No."}]}, {"author": "Cy", "body": "Top."}]}  # fmt: skip
    assert thread(page_of(json.dumps(row), "row.json")) == TREE


def test_replies_thousands_deep_in_json() -> None:
    rows = [
        {"id": n, "parent": n - 1 or None, "created": 1, "text": f"t{n}", "author": "A"}
        for n in range(1, 5001)
    ]
    page = page_of(json.dumps(rows), "deep.json")
    assert page.comments[-1].depth == 4999
