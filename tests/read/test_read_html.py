"""HTML: articles, threads by mark-up, hostile pages."""

from importlib.resources import files

import pytest
from reading import ARTICLE, PAGES, blocks, name_on, page_of, thread, with_thread

from detente.model.errors import DetenteError, EmptyInput, TooLarge
from detente.read.html.guard import depth, unclosed_formatting

SYSTEMS = ["isso", "remark42", "coral", "disqus", "drupal", "lists", "microdata", "linked"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_thread_of_each_comment_system(system: str) -> None:
    page = with_thread((PAGES / f"{system}.html").read_text("utf-8"))
    assert thread(page) == [
        ("c1", None, 0, "Yes."),
        ("c2", "c1", 1, "No."),
        ("c3", None, 0, "Top."),
    ]
    assert [c.author for c in page.comments] == [name_on(page, name) for name in ("Al", "Bo", "Cy")]
    assert (page.comments[0].posted or "").startswith("2024-01-01T10:00:00")
    assert [kind for kind, _ in blocks(page)] == ["headline", "paragraph", "paragraph"]


def test_a_wordpress_page() -> None:
    page = page_of((PAGES / "wordpress.html").read_bytes(), "wordpress.html")
    article = page.article
    assert (article.title, article.outlet, article.published) == (
        "Shelling stops around Dammar", "Hill Monitor", "2023-05-02",
    )  # fmt: skip
    assert [kind for kind, _ in blocks(page)] == [
        "headline", "paragraph", "caption", "paragraph", "paragraph",
    ]  # fmt: skip
    assert article.media[0].caption == "A burnt shop in Dammar."
    assert thread(page) == [
        ("c1", None, 0, "Five nights, not four.\n\nWe counted."),
        ("c2", "c1", 1, "The page says five."),
        ("c3", None, 0, "Who are the mediators & who pays them? 5 < 6."),
    ]
    assert page.comments[0].author == name_on(page, "Ann Heron")
    assert page.comments[1].author == page.comments[2].author


def test_the_example_page() -> None:
    data = (files("detente") / "examples" / "truce-at-the-bridge.html").read_bytes()
    page = page_of(data, "truce-at-the-bridge.html")
    assert [c.parent for c in page.comments] == [None, "c1", "c2", None, "c4", "c5", None]
    assert [kind for kind, _ in blocks(page)].count("caption") == 2
    assert page.warnings == ()
    for name in ("Heron", "ferryman", "Kettle", "Almaz"):
        assert name not in repr((page.comments, page.article, page.warnings))


def test_comments_never_pass_for_the_article() -> None:
    words = "I have seen this with my own eyes and will tell everybody who wants to hear it. " * 5
    items = "".join(
        f'<div class="comment" id="comment-{n}"><b class="fn">R{n}</b><p>{words}</p></div>'
        for n in range(20)
    )
    page = with_thread(f'<div id="comments">{items}</div>')
    assert len(page.comments) == 20
    assert "my own eyes" not in page.article.text


def test_pages_without_comments_have_none() -> None:
    menu = '<nav><ul><li>Home</li><li>Comments</li></ul></nav><div class="comment-count">3</div>'
    assert with_thread(menu).comments == ()


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.7, 0.8, 0.9, 0.97])
def test_a_page_that_was_cut_off(cut: float) -> None:
    data = (PAGES / "wordpress.html").read_bytes()
    page = page_of(data[: int(len(data) * cut)], "cut.html")
    assert page.article.text


def test_five_thousand_replies_deep() -> None:
    items = "".join(
        f'<ul class="children"><li class="comment" id="comment-{n}"><div class="comment-content">'
        f"<p>Reply {n}.</p></div>" for n in range(5000)
    )  # fmt: skip
    page = with_thread(items)
    assert page.comments[-1].depth == 4999
    assert page.comments[-1].text == "Reply 4999."


def test_many_comments_side_by_side() -> None:
    items = "".join(
        f'<li class="comment depth-1" id="comment-{n}"><b class="fn">R{n % 9}</b><p>Word {n}.</p></li>'
        for n in range(3000)
    )
    assert len(with_thread(f'<ol class="commentlist">{items}</ol>').comments) == 3000


@pytest.mark.parametrize("page", [
    "<div>" * 60_000,
    "".join(f"<font size={n}><p>" for n in range(9000)),
    "<p>A" * 1_600_000,
], ids=["nested", "formatting", "tags"])  # fmt: skip
def test_pages_that_would_not_be_bounded_are_refused(page: str) -> None:
    with pytest.raises(TooLarge, match=r"^bomb\.html: .+; .+") as caught:
        page_of("<html><body>" + page, "bomb.html")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("page", [
    "<html><body>" + "<div>" * 3000 + "<p>The sides met at noon in the town hall, it was said.</p>",
    "<html><body><p>" + "&amp;" * 200_000,
    "<html><body>" + "<table><tr><td>" * 2000 + "words of some length here",
    "<html><body><p>" + "word " * 200_000,
    "<html><body>" + "<b>" * 4000 + "<p>words of some length here",
    "<html><p>The truce\x00 holds, \ud800 it was said.".encode("utf-8", "surrogatepass"),
])  # fmt: skip
def test_odd_pages_still_give_their_words(page: str | bytes) -> None:
    assert page_of(page, "odd.html").article.text


def test_a_page_without_words_is_empty() -> None:
    with pytest.raises(EmptyInput):
        page_of("<html><body><script>var a = 1</script><img src=x></body></html>", "no.html")


def test_an_article_that_is_not_recognised_is_taken_whole_and_told() -> None:
    page = page_of("<p>Truce.</p>", "small.html")
    assert page.article.text == "Truce."


def test_depth_is_counted_as_a_parser_nests() -> None:
    assert depth("<div><p>a<p>b<br></div><div><span>") == 2
    assert unclosed_formatting("<b><b><b><b><b>") == 3
    assert unclosed_formatting("<b><i></i></b><a href=1><a href=2>") == 2


def test_scripts_in_a_page_change_nothing() -> None:
    page = page_of(ARTICLE.format(thread="<script>document.write('<p>no</p>')</script>"), "s.html")
    assert "no" not in page.article.text.split()


def test_errors_name_no_class_of_a_library() -> None:
    for data in (b"<!doctype html>", b"<html><body></body></html>", b'<?xml version="1.0"?>'):
        with pytest.raises(DetenteError, match=r"^x\.html: .+; .+"):
            page_of(data, "x.html")
