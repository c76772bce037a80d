"""What a person sees: marked sentences, tables, and nothing that a terminal would obey."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import TEXT, event, record, truce
from rich.console import Console, RenderableType

from detente.cli.explaining import explanation
from detente.cli.marking import Mark, event_marks, marked
from detente.cli.screen import harmless, one_line
from detente.cli.table import bounds, record_view
from detente.model.trace import Coded, Reason


def shown(view: RenderableType, *, colours: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=160, force_terminal=colours, color_system="standard" if colours else None
    )
    console.print(view)
    return out.getvalue()


def test_a_sentence_is_marked_with_role_names() -> None:
    page = record()
    line = marked(TEXT, 0, len(TEXT), event_marks(page, page.events[0]))
    assert line.plain == (
        "[who: The brigade] [what: shelled] [whom: Northport] on [when: 3 May], "
        "killing [harm: two of the guards], [says: officials said]."
    )


def test_marks_nest_and_those_that_cross_are_left_out() -> None:
    marks = [Mark(4, 9, "what"), Mark(0, 10, "harm"), Mark(8, 12, "who"), Mark(4, 9, "whom")]
    assert marked("0123456789abc", 0, 13, marks).plain == "[harm: 0123[what: 45678]9]abc"


spans = st.builds(Mark, st.integers(0, 30), st.integers(0, 30), st.sampled_from(["who", "what"]))


@given(st.text("abc", min_size=30, max_size=30), st.lists(spans))
def test_marking_adds_brackets_and_changes_no_word(text: str, marks: list[Mark]) -> None:
    line = marked(text, 3, 27, marks).plain
    assert line.count("[") == line.count("]")
    for bracket in ("[who: ", "[what: ", "]"):
        line = line.replace(bracket, "")
    assert line == text[3:27]


@given(st.text())
def test_nothing_shown_can_move_a_cursor(text: str) -> None:
    assert not any(sign in "\x1b\x07\x08\x7f\x9b\u202e" for sign in harmless(text))
    assert "\n" not in one_line(text)


def test_the_table_shows_what_a_person_asks_first() -> None:
    page = record(event(), truce(), event(id="e3", same_as="e1"))
    view = shown(record_view(page))
    for words in ("XXXX-05-03", "ASSAULT", "Hill Brigade", "attributed", "prisoner release"):
        assert words in view
    assert "1 further mentions" in view
    assert "Comments: 1" in view
    assert "warning: the date is open" in view
    assert "--published" in view
    assert "\x1b" not in view
    assert "\x1b[31mASSAULT" in shown(record_view(page), colours=True)


def test_a_page_without_events_says_so() -> None:
    page = record().model_copy(update={"events": ()})
    assert "No events found." in shown(record_view(page))


def test_a_page_cannot_write_markup_or_escapes_to_the_screen() -> None:
    page = record(title="[red]\x1b]0;owned\x07 title[/red]")
    view = shown(record_view(page), colours=True)
    assert "[red]�]0;owned� title[/red]" in view


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(None, None, "–"), (2, 2, "2"), (2, 5, "2-5"), (2, None, "≥2"), (None, 5, "≤5"), (0, 0, "0")],
)
def test_counts_keep_what_is_open(low: int | None, high: int | None, text: str) -> None:
    assert bounds(low, high) == text


def test_an_explanation_gives_each_value_with_its_reason() -> None:
    reasons = (Reason("type", "frame ASSAULT.csv:12"), Reason("voice", "no cue"))
    coded = Coded(record(event(), truce()), {"e1": reasons})
    (part,) = explanation(coded, "e1")
    text = shown(part)
    assert "[what: shelled]" in text
    assert "frame ASSAULT.csv:12" in text
    assert "voice" in text
    assert "killed 2: two of the guards" in text
    assert "officials asserts ('officials said')" in text
    assert len(list(explanation(coded))) == 2
    assert list(explanation(coded, "e9")) == []
