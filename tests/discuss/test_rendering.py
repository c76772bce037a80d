"""Trees as lines, rows and HTML."""

from html.parser import HTMLParser

import pytest

from detente.discuss.measures import measure
from detente.discuss.page import DEEPEST, html_page
from detente.discuss.rendering import comment_rows, measure_lines, thread_lines
from detente.discuss.tree import rounded
from threads import comment, hostile, label, lead, record


@pytest.mark.parametrize(
    ("posted", "to", "shown"),
    [
        ("2024-01-01T10:25:00Z", "hour", "2024-01-01T10:00Z"),
        ("2024-01-01T10:25:00+02:00", "hour", "2024-01-01T10:00+02:00"),
        ("2024-01-01T10:25:00", "hour", "2024-01-01T10:00"),
        ("2024-01-01", "hour", "2024-01-01"),
        ("2024-01-01T10:25:00Z", "day", "2024-01-01"),
        ("2024-01-01T10:25:00Z", "exact", "2024-01-01T10:25:00Z"),
        ("2 days ago", "hour", "2 days ago"),
        (None, "hour", None),
    ],
)
def test_times_are_cut_to_the_hour(posted, to, shown) -> None:
    assert rounded(posted, to) == shown


def test_a_tree_as_lines() -> None:
    lines = thread_lines(
        record(
            comment("c1", text="One.\n\nTwo.", posted="2024-01-01T10:25:00Z", votes=3),
            hostile(
                "c2",
                "c1",
                labels=(label("insult"),),
                leads=(lead("place"),),
                moderation="hold",
                moderation_reason="insult 0.90: the house's word",
            ),
            comment("c3", "c2", "", deleted=True, author=""),
            comment("c4", "c1", "> One.\nNo.", parent_basis="quoted", edited=True, author=""),
        )
    )
    assert [str(line) for line in lines] == [
        "c1 reader-aaaaaaaaaa 2024-01-01T10:00Z +3",
        "  One.",
        "  Two.",
        "  c2 reader-aaaaaaaaaa hostile 0.90 insult lead: place hold",
        "    Words.",
        "    — insult 0.90",
        "    — lead (place)",
        "    — hold: insult 0.90: the house's word",
        "    c3 [deleted]",
        "  c4 (no name given) edited answers c1 by quotation",
        "    > One.",
        "    No.",
    ]


def deep(levels: int):
    return record(*(comment(f"c{n}", f"c{n - 1}" if n > 1 else None) for n in range(1, levels + 1)))


def test_five_thousand_levels_are_told_in_figures() -> None:
    lines = [str(line) for line in thread_lines(deep(5000))]
    assert lines[-2].strip() == "c5000 (level 5000, answers c4999) reader-aaaaaaaaaa"
    assert max(len(line) - len(line.lstrip()) for line in lines) < 40


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href"}]
        if tag != "meta":
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("levels", [1, 3, DEEPEST + 5, 5000])
def test_the_page_is_well_formed_whatever_the_depth(levels: int) -> None:
    thread = deep(levels)
    elements = Elements()
    elements.feed("".join(html_page(thread, measure(thread))))
    assert elements.open == []
    assert elements.deepest < DEEPEST + 10
    assert "script" not in elements.tags
    assert all(address.startswith("#c") for address in elements.addresses)


def test_the_page_escapes_what_readers_write() -> None:
    thread = record(
        comment("c1", text='<script>alert("x")</script> & <img src=//x.example>', author="<b>")
    )
    page = "".join(html_page(thread, measure(thread)))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "<title>A &lt;truce&gt; &amp; more</title>" in page
    assert "default-src 'none'" in page


def test_rows_hold_no_id_of_the_system_and_rounded_times() -> None:
    (row,) = comment_rows(record(comment("c1", source_id="4711", posted="2024-01-01T10:25:00Z")))
    assert "source_id" not in row
    assert row["posted"] == "2024-01-01T10:00Z"


def test_measures_in_sentences_leave_out_what_is_unknown() -> None:
    assert list(measure_lines(measure(record(comment("c1"), comment("c2", "c1"))))) == [
        "2 comments, 1 at the top, 1 replies (50 %), 2 levels, 1 on the fullest"
    ]
    told = list(measure_lines(measure(record(hostile("c1", leads=(lead("correction"),))))))
    assert told[1].startswith("1 of 1 read comments hostile (100 %); of replies –")
    assert "1 dispute the article (100 %), 1 bring a checkable claim" in told
