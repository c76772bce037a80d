"""The whole way of a page: what goes in, what comes out, and what a failure looks like."""

import json

import jsonschema
import pytest

from detente import Coder, Failure, InputError, Record
from detente.model.record import json_schema
from detente.model.trace import Coded
from detente.read import read
from detente.run.pipeline import code, select_sentences

WIRE = (
    "Ceasefire holds in border town\n\n\n"
    "Boko Haram attacked a village near Maiduguri on Monday. Two soldiers were killed.\n\n"
    "The weather was fine.\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def coder(project):
    return Coder(project=project)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(WIRE, "utf-8")
    return path


def test_a_page_becomes_one_record(coder, page):
    (record,) = coder.code(page)
    assert isinstance(record, Record)
    assert record.document.origin == str(page)
    assert record.document.title == "Ceasefire holds in border town"
    assert record.document.blocks[0].kind == "headline"
    (attack,) = [e for e in record.events if e.same_as is None and e.type == "ASSAULT"]
    assert attack.trigger.text == "attacked"


def test_a_record_validates_against_the_published_schema(coder, page):
    (record,) = coder.code(page)
    jsonschema.validate(json.loads(record.to_json()), json_schema())


def test_every_sentence_is_listed_whether_or_not_it_was_parsed(coder, page):
    (record,) = coder.code(page)
    text = record.document.text
    said = [text[s.start : s.end] for s in record.sentences]
    assert said[-1] == "The weather was fine."
    for sentence in record.sentences:
        block = record.document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end


def test_every_event_has_its_reasons(coder, page):
    (coded,) = coder.code_with_reasons(page)
    assert isinstance(coded, Coded)
    assert set(coded.reasons) == {event.id for event in coded.record.events}
    text = coded.record.document.text
    for event in coded.record.events:
        fields = {reason.field for reason in coded.reasons[event.id]}
        assert {"type", "status", "certainty"} <= fields
        for reason in coded.reasons[event.id]:
            assert reason.why
            if reason.start is not None:
                assert text[reason.start : reason.end].strip()


def test_reasons_change_nothing(coder, page):
    (record,) = coder.code(page)
    (coded,) = coder.code_with_reasons(page)
    assert coded.record == record


def test_two_coders_give_the_same_bytes(coder, page, tmp_path):
    other = Coder(project=tmp_path)
    (ours,), (theirs,) = coder.code(page), other.code(page)
    assert ours.to_json() == theirs.to_json()


def test_one_page_does_not_colour_the_next(coder, page):
    (before,) = coder.code(page)
    coder.code_text("Iran attacked Iraq on Friday. Hezbollah condemned the attack.")
    (after,) = coder.code(page)
    assert before.to_json() == after.to_json()


@pytest.mark.parametrize(
    ("published", "edtf", "basis"),
    [("2021-05-12", "2021-05-10", "relative"), ("2020-01-01", "2019-12-30", "relative")],
)
def test_the_day_that_the_caller_gives_dates_what_the_page_leaves_open(
    coder, published, edtf, basis
):
    record = coder.code_text(WIRE, published=published)
    assert record.document.published == published
    attack = record.events[0]
    assert (attack.date.edtf, attack.date.basis) == (edtf, basis)


def test_without_a_day_of_publication_a_weekday_names_no_day(coder):
    record = coder.code_text(WIRE)
    assert record.document.published is None
    assert all(e.date is None or not e.date.edtf[:4].isdigit() for e in record.events)


def test_the_callers_outlet_wins(project, page):
    (record,) = Coder(project=project, outlet="Valley Herald").code(page)
    assert record.document.outlet == "Valley Herald"
    claims = [c for e in record.events for c in e.claims if c.by.kind == "outlet"]
    assert {c.by.text for c in claims} == {"Valley Herald"}


def test_a_missing_page_is_a_failure_not_an_exception(coder, tmp_path):
    (failure,) = coder.code(tmp_path / "nothing.html")
    assert isinstance(failure, Failure)
    assert failure.error == "MissingInput"
    assert "nothing.html" in failure.message
    assert "\n" not in failure.message


def test_an_empty_page_is_a_failure(coder, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    (failure,) = coder.code(path)
    assert (failure.error, failure.origin) == ("EmptyInput", str(path))


def test_a_bad_row_costs_only_itself(coder, tmp_path):
    path = tmp_path / "pages.jsonl"
    good = json.dumps({"text": "Hamas attacked Israel.", "title": "A raid", "date": "2021-05-10"})
    path.write_text(f"{good}\n{{broken\n{good}\n", "utf-8")
    kinds = [type(found) for found in coder.code(path)]
    assert kinds == [Record, Failure, Record]


def test_empty_text_raises(coder):
    with pytest.raises(InputError):
        coder.code_text("")


def test_code_gives_the_record_or_raises(page, project, tmp_path):
    record = code(page, project=project, published="2021-05-12")
    assert record.document.published == "2021-05-12"
    with pytest.raises(InputError, match=r"nothing\.txt"):
        code(tmp_path / "nothing.txt", project=project)


def article_of(coder, text, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(text, "utf-8")
    (page,) = read(path, published=None, outlet=None, pseudonyms=coder.pseudonyms)
    return page.article


def kept(coder, text, tmp_path):
    article = article_of(coder, text, tmp_path)
    parsed = coder.parse(article)
    chosen = select_sentences(
        article, parsed.sentences, coder.filter, coder.sources, coder.inferences
    )
    assert [tree.sentence for tree in parsed.trees] == [index for index, _ in chosen]
    return [article.text[span.start : span.end] for _, span in chosen]


def test_only_sentences_that_can_hold_something_are_parsed(coder, tmp_path):
    text = (
        "A headline\n\n\nRebels attacked the town. The sun shone.\n\n"
        "A man bought bread, said his son.\n"
    )
    assert kept(coder, text, tmp_path) == ["Rebels attacked the town."]


def test_who_speaks_is_parsed_beside_what_is_said_and_before_a_statement(coder, tmp_path):
    text = (
        "A headline\n\n\n“Rebels attacked the town.” So the mayor said at noon.\n\n"
        "The ministry said:\n\nIt rained.\n"
    )
    assert kept(coder, text, tmp_path) == [
        "“Rebels attacked the town.”",
        "So the mayor said at noon.",
        "The ministry said:",
    ]


def test_captions_hold_no_events(coder, tmp_path):
    text = "A headline\n\n\nIt rained.\n\nClick to see the full-size image\n\nIt stopped.\n"
    article = article_of(coder, text, tmp_path)
    assert [b.kind for b in article.blocks].count("caption") == 1
    assert kept(coder, text, tmp_path) == []


def test_comments_stand_beside_the_events(coder):
    record = coder.code_text(WIRE + "\n\n  • Reader\n\n    Iran attacked Iraq.\n")
    assert [c.text for c in record.comments] == ["Iran attacked Iraq."]
    assert "Iran attacked" not in record.document.text
    assert "Reader" not in record.to_json()
    assert len(record.comments[0].author) >= 4
