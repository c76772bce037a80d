"""Telling formats apart; Markdown; captions; dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import blocks, page_of

from detente.model.errors import KnowledgeError
from detente.read.captions import is_caption, is_label, phrases, read_phrases
from detente.read.dates import iso_day, iso_time
from detente.read.detect import detect


@pytest.mark.parametrize(("text", "origin", "wanted"), [
    ("<!doctype html><p>x", "a.txt", "html"), ("<html><body>", "a", "html"), ("<!-- a --><!-- b --><html>", "a", "html"),
    ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "a.xml", "html"),
    ('<?xml version="1.0"?><disqus>', "a.html", "xml"), ('{"a": 1}\n{"a": 2}', "a.txt", "jsonl"),
    ('{"a": 1}', "a.html", "json"), ('{"a": 1}', "a.jsonl", "jsonl"), ('[ {"a": 1} ]', "a", "json"),
    ("{in the hills} a truce", "a.txt", "text"), ("[Photo: X] A truce", "a.txt", "text"),
    ("# Truce\n\nThe sides met.", "a", "markdown"), ("# Truce\n\nThe sides met.", "a.txt", "text"),
    ("---\ntitle: T\n---\nThe sides met.", "a", "markdown"), ("The sides met.", "a.md", "markdown"),
    ("3 < 4 and 5 > 2", "a", "text"), ("The sides met.", "https://x.example/a.html?b=c.json", "text"),
])  # fmt: skip
def test_formats_by_content_first(text: str, origin: str, wanted: str) -> None:
    assert detect(text, origin) == wanted


def test_comments_before_a_page_take_no_time() -> None:
    assert detect("<!-- a -->" * 2000 + "x", "a") in {"text", "html"}


def test_markdown_with_front_matter() -> None:
    page = page_of(
        "---\ntitle: Truce holds\ndate: 2024-03-05\nauthor: Ana Doe\nsource: Hill Wire\nurl: https://x.example/1\n---\n"
        "The *sides* [met](https://x.example).\n\n![A burnt shop](a.jpg)\n\n- nine prisoners\n- a patrol\n\n"
        "> We will see.\n\n## Next\n\nNobody signed.\nYet.\n", "a.md",
    )  # fmt: skip
    assert blocks(page) == [
        ("headline", "Truce holds"), ("paragraph", "The sides met."), ("caption", "A burnt shop"),
        ("list", "nine prisoners"), ("list", "a patrol"), ("quote", "We will see."), ("headline", "Next"),
        ("paragraph", "Nobody signed. Yet."),
    ]  # fmt: skip
    article = page.article
    assert (article.published, article.authors, article.outlet) == (
        "2024-03-05",
        ("Ana Doe",),
        "Hill Wire",
    )


@pytest.mark.parametrize("line", [
    "Photo: Hill Wire", "A man walks past the depot. (Photo by Ana Doe)", "FILE PHOTO: Troops on parade, 2019.",
    "Soldiers at the gate, 3 May. /AFP", "Click here: no", "Click to see the picture in full", "© Hill Wire",
])  # fmt: skip
def test_captions_are_known_by_their_words(line: str) -> None:
    assert is_caption(line) == (line != "Click here: no")


def test_labels_by_their_shape() -> None:
    assert is_label("What comes next")
    assert not is_label("Nobody signed.")
    assert not is_label("word " * 20)


def test_the_caption_lexicon_is_sound_and_checked() -> None:
    assert all(phrase == phrase.casefold() for part in phrases() for phrase in part)
    with pytest.raises(KnowledgeError, match=r"captions\.txt:2: "):
        read_phrases("# fine\nbegins photo:\n")


@pytest.mark.parametrize(("text", "wanted"), [
    ("2018-11-17", "2018-11-17"), ("17 November 2018", "2018-11-17"), ("Nov. 17, 2018 at 4:05 pm", "2018-11-17T16:05:00"),
    ("10. Februar 2019 um 18:05", "2019-02-10T18:05:00"), ("26 abril 2022 a las 14:02", "2022-04-26T14:02:00"),
    ("01.05.2016 um 19:48 Uhr", "2016-05-01T19:48:00"), ("2018-11-17T10:00:00+0200", "2018-11-17T10:00:00+02:00"),
    ("1542450000", "2018-11-17T10:20:00Z"), ("1542450000000", "2018-11-17T10:20:00Z"), ("12:30 am, 1 May 2020", "2020-05-01T00:30:00"),
    ("03/04/2018", None), ("2018-02-30", None), ("2 days ago", None), ("", None), ("March of 5,000", None), ("1542450000.5.5", None),
])  # fmt: skip
def test_times(text: str, wanted: str | None) -> None:
    assert iso_time(text) == wanted


@given(st.dates())
def test_every_iso_day_is_read(day) -> None:
    if 1800 <= day.year <= 2200:
        assert iso_day(day.isoformat()) == day.isoformat()


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    found = iso_time(text)
    assert found is None or len(found) >= 10
