"""A whole thread: what a record's comments hold, and what they must not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import Coder
from detente.discuss.reader import PageContext
from detente.model.page import ThreadComment
from tests.discuss.reading import comment, read, reader

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "page-with-thread.txt"
PAGE = """Truce signed in Raqqa

Hezbollah shelled a bakery in Raqqa on 3 May 2014. Forty people were killed.


  • Quentin Okafor-Birch

    shame on hezbollah, these rats should all be hanged

    • Mireille Dusk

      My cousin lives in Raqqa and the bakery is on the Homs-Palmyra road.

  • Quentin Okafor-Birch

    Is the bridge open?
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "page.txt"
    path.write_text(PAGE, "utf-8")
    (found,) = Coder(project=path.parent).code(path)
    return found


def test_comments_of_a_record_are_read(record):
    first, second, third = record.comments
    assert {label.label for label in first.labels} >= {"dehumanisation", "threat"}
    assert first.act == "call_for_violence"
    assert [(s.entity, s.polarity) for s in first.stance] == [("hezbollah", "against")]
    assert [lead.kind for lead in second.leads] == ["place"]
    assert third.act == "question"
    assert first.hostile > 0.5 > second.hostile


def test_a_lead_names_the_event_that_it_bears_on(record):
    events = {event.id: event for event in record.events}
    (lead,) = record.comments[1].leads
    assert events[lead.about].type == "ASSAULT"


def test_offsets_point_into_the_comments_own_text(record):
    for found in record.comments:
        for mention in found.mentions:
            assert found.text[mention.start : mention.end] == mention.text
        for span in (*found.labels, *found.leads):
            assert found.text[span.start : span.end].strip()


def test_every_entity_of_a_comment_can_be_looked_up(record):
    known = {*record.actors, *record.places}
    for found in record.comments:
        assert {m.entity for m in found.mentions if m.entity} <= known


def test_comments_make_no_events(record):
    text = record.document.text
    assert "cousin" not in text
    assert all(event.trigger.end <= len(text) for event in record.events)


def test_no_commenters_name_is_written(record):
    written = record.to_json()
    for part in ("Quentin", "Okafor", "Birch", "Mireille", "Dusk"):
        assert part not in written


def test_one_reading_a_comment_in_their_order():
    texts = ["You idiot.", "The road is open.", "Who says so?"]
    thread = [comment(text, number) for number, text in enumerate(texts)]
    readings = reader().read_all(thread, PageContext()).readings
    assert [r.act for r in readings] == ["opinion", "opinion", "question"]


def test_the_same_comment_gives_the_same_reading():
    text = "These m0rons of Hezbollah burned the mill near Raqqa in May 2014 :)"
    assert read(text) == read(text)


INSULT = "You idiot, nobody should trust Iran. My cousin saw 40 tanks in Raqqa on 3 May 2014."
ANSWER = "I do not agree with a word of this."


def quoting(text: str, end: int, source: str | None) -> ThreadComment:
    return ThreadComment("c2", "c1", 1, "", None, text, quotes=((0, end, source),))


def test_quoted_words_of_another_comment_are_not_the_commenters_own():
    above = comment(INSULT, 1)
    quoted = quoting(f"> {INSULT}\n{ANSWER}", len(INSULT) + 2, "c1")
    assert read(INSULT).labels
    assert read(INSULT).stance
    found = reader().read(quoted, above, PageContext())
    assert (found.labels, found.mentions, found.stance, found.leads) == ((), (), (), ())
    assert found.act == "opinion"
    assert found.hostile == pytest.approx(read(ANSWER).hostile, abs=0.02)


def test_a_comment_without_words_of_its_own_is_not_judged():
    quoted = reader().read(quoting(f"> {INSULT}", len(INSULT) + 2, "c1"), None, PageContext())
    assert (quoted.act, quoted.labels, quoted.hostile) == ("quote", (), None)
    deleted = read("")
    assert (deleted.act, deleted.hostile) == (None, None)


def test_short_words_of_the_comment_above_are_a_quotation_too():
    found = reader().read(
        quoting(f"> you idiot\n{ANSWER}", 11, None), comment(INSULT), PageContext()
    )
    assert not found.labels


def test_a_sign_of_quotation_before_ones_own_words_hides_no_abuse():
    text = f"> you absolute idiot\n{ANSWER}"
    found = reader().read(quoting(text, 20, None), comment("The mill is open."), PageContext())
    assert [label.label for label in found.labels] == ["insult"]
    assert "quoted" in found.labels[0].reason


def test_offsets_hold_after_a_quotation():
    text = f"> {ANSWER}\nYou idiot."
    found = reader().read(quoting(text, len(ANSWER) + 2, "c1"), comment(ANSWER), PageContext())
    (label,) = found.labels
    assert "idiot" in text[label.start : label.end]


def test_many_are_read_as_one_by_one():
    texts = [INSULT, ANSWER, "", "Ня", "f*ck this", "They should all be shot :)))"] * 60
    thread = [comment(text, number) for number, text in enumerate(texts)]
    together = reader().read_all(thread, PageContext()).readings
    alone = {text: reader().read(comment(text), None, PageContext()) for text in set(texts)}
    assert [alone[text] for text in texts] == list(together)


@given(st.text(max_size=150))
def test_any_text_can_be_read(text):
    reading = read(text)
    for span in (*reading.labels, *reading.leads, *reading.mentions):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample page is not on this machine")
def test_the_sample_threads_abuse_and_leads_are_found(tmp_path):
    (found,) = Coder(project=tmp_path).code(SAMPLE)
    kinds = [{x.label for x in c.labels if x.score >= 0.5} for c in found.comments]
    assert [bool(kind) for kind in kinds] == [
        True, True, True, False, False, False, True, False, False, False,
    ]  # fmt: skip
    assert [bool(c.leads) for c in found.comments] == [
        False, False, False, False, False, True, False, False, False, True,
    ]  # fmt: skip
    json.loads(found.to_json())
