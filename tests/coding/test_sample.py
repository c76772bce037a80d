"""The project's sample page: two agreements, a drone strike and a thread."""

import re
from pathlib import Path

import pytest

from detente.model.record import Failure

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "page-with-thread.txt"

pytestmark = pytest.mark.skipif(
    not SAMPLE.is_file(), reason="the sample page lies beside the repository and is not here"
)


def coded(coder, published):
    before, coder.published = coder.published, published
    try:
        (record,) = coder.code(SAMPLE)
    finally:
        coder.published = before
    assert not isinstance(record, Failure), record
    return record


@pytest.fixture(scope="module")
def dated(coder):
    return coded(coder, "2018-11-17")


@pytest.fixture(scope="module")
def undated(coder):
    return coded(coder, None)


def agreements(record):
    return [e for e in record.events if e.agreement and e.same_as is None]


def strikes(record):
    return [
        e
        for e in record.events
        if e.type == "ASSAULT" and e.same_as is None and e.mode in {"drone", "aerial"}
    ]


@pytest.mark.parametrize(
    ("page", "days"),
    [
        ("dated", {"2018-11-17", "2018-11-12"}),
        ("undated", {"XXXX-11-17", "XXXX-11-12"}),
    ],
)
def test_two_agreements_with_their_days(page, days, request):
    found = agreements(request.getfixturevalue(page))
    assert len(found) == 2
    assert {e.date.edtf for e in found} == days


def test_both_parties_stand_in_both_agreements(dated):
    found = agreements(dated)
    parties = {frozenset(e.agreement.parties) for e in found}
    assert len(parties) == 1
    names = {dated.actors[entity].name for entity in parties.pop()}
    assert len(names) == 2
    assert any("Zenki" in name or "Zinki" in name for name in names)
    assert any("Tahrir" in name for name in names)


def test_the_later_agreement_holds_what_the_parties_promise(dated):
    full = next(e for e in agreements(dated) if e.date.edtf == "2018-11-17")
    early = next(e for e in agreements(dated) if e.date.edtf == "2018-11-12")
    kinds = [p.kind for p in full.agreement.provisions]
    assert kinds == ["joint_committee", "prisoner_release", "withdrawal", "joint_operations"]
    assert full.agreement.stage == "full"
    assert early.agreement.stage in {"preliminary", "ceasefire"}
    assert early.agreement.provisions == ()


def test_the_agreement_is_told_on_the_word_of_the_linked_agency(dated):
    full = next(e for e in agreements(dated) if e.date.edtf == "2018-11-17")
    assert full.certainty == "attributed"
    assert any("Iba" in claim.by.text for claim in full.claims)


@pytest.mark.parametrize(("page", "day"), [("dated", "2018-11-17"), ("undated", "XXXX-11-17")])
def test_the_strike_has_place_day_and_dead_but_no_actor(page, day, request):
    record = request.getfixturevalue(page)
    (strike,) = strikes(record)
    assert strike.actors == ()
    assert strike.date.edtf == day
    assert "Idlib" in record.places[strike.place.entity].name
    assert [(c.kind, c.low, c.high) for c in strike.casualties] == [("killed", 2, 2)]


def test_the_authors_guess_fills_no_role(dated):
    assert all("Turkey" not in p.text for e in dated.events for p in e.actors)


def test_ten_comments_hang_in_their_tree(dated):
    tree = [(c.id, c.parent, c.depth) for c in dated.comments]
    assert tree == [
        ("c1", None, 0),
        ("c2", "c1", 1),
        ("c3", "c1", 1),
        ("c4", None, 0),
        ("c5", "c4", 1),
        ("c6", "c5", 2),
        ("c7", None, 0),
        ("c8", None, 0),
        ("c9", None, 0),
        ("c10", "c9", 1),
    ]


def test_no_commenter_is_named(dated):
    written = dated.to_json()
    names = re.findall(r"^\s*•\s+(\S.*)$", SAMPLE.read_text("utf-8"), re.MULTILINE)
    assert len(names) == 10
    assert [name for name in names if name.strip() in written] == []
    by_author = {c.id: c.author for c in dated.comments}
    assert by_author["c4"] == by_author["c6"]
    assert by_author["c5"] == by_author["c9"]
    assert len(set(by_author.values())) == 8


def test_captions_are_captions_and_hold_no_event(dated):
    text = dated.document.text
    captions = [b for b in dated.document.blocks if b.kind == "caption"]
    assert [text[b.start : b.end] for b in captions] == ["Click to see the full-size image"] * 2
    assert not any(b.start <= e.trigger.start < b.end for b in captions for e in dated.events)


def test_formerly_is_an_alias(dated):
    (relation,) = [r for r in dated.relations if r.kind == "alias"]
    text = dated.document.text
    assert relation.text.text.startswith("formerly")
    assert text[relation.text.start : relation.text.end] == relation.text.text
    named = {
        m.entity
        for m in dated.mentions
        if m.kind == "actor" and m.end <= relation.text.start and "Tahrir al-Sham" in m.text
    }
    assert {relation.a, relation.b} <= named


def test_the_day_of_publication_changes_only_what_depends_on_it(dated, undated):
    assert dated.document.text == undated.document.text
    assert [(e.type, e.trigger) for e in dated.events] == [
        (e.type, e.trigger) for e in undated.events
    ]
