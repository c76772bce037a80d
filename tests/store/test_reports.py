"""From a record to its reports, and a report into the store and back."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.casebook import Harm, Report
from detente.model.record import Agreement, Block, Casualty, Provision, Quote, Record
from detente.store.reports import (
    from_json,
    handle_of,
    number_of,
    recipient_count,
    report_id,
    reports_of,
    to_json,
)
from tests.link.incidents.reporting import parties, report
from tests.store.records import Told, but, hash_of, page


def with_events(record: Record, **changes: Any) -> Record:
    """The record with its first event changed."""
    first = record.events[0].model_copy(update=changes)
    return record.model_copy(update={"events": (first, *record.events[1:])})


def test_a_report_has_what_its_event_tells() -> None:
    (found,) = reports_of(page(1, Told(killed=3, sources=("tarn-guard",)), outlet="Lantern"))
    assert found.id == f"{hash_of(1)[:16]}:{found.start}"
    assert (found.type, found.quad, found.first) == ("ASSAULT", 4, date(2031, 5, 3))
    assert (found.place, found.country, found.lat) == ("XAV/lumen", "XAV", 10.0)
    assert [p.entity for p in (*found.actors, *found.recipients)] == ["blue-watch", "grey-watch"]
    assert (found.killed, found.injured) == (Harm(3, 3), None)
    assert (found.sources, found.outlet, found.denied) == (("tarn-guard",), "Lantern", False)
    assert found.sentence.startswith("Blue Watch shelled Grey Watch")


@pytest.mark.parametrize(
    ("sentence", "recipient", "count"),
    [
        ("The Tarn Guard released four of six prisoners on Monday.", "six prisoners", 4),
        ("Tarn let twenty-two of the thirty prisoners go.", "thirty prisoners", 22),
        ("The Guard freed 1,200 of its 3,000 captives.", "3,000 captives", 1200),
        ("In 2019 four of six prisoners walked out.", "six prisoners", 4),
        ("The Guard freed all of the six prisoners.", "six prisoners", 6),
        ("The Guard freed six prisoners of four villages.", "six prisoners", 6),
        ("The Guard freed prisoners.", "prisoners", None),
    ],
)
def test_a_part_of_the_recipients_counts_as_the_part(
    sentence: str, recipient: str, count: int | None
) -> None:
    event = page(1, Told()).events[0]
    told = event.recipients[0].model_copy(update={"text": recipient})
    assert recipient_count(event.model_copy(update={"recipients": (told,)}), sentence) == count


def test_repeats_are_no_reports_of_their_own() -> None:
    record = page(1, Told(), Told(day="2031-05-09"))
    repeat = record.events[1].model_copy(update={"same_as": "e1"})
    record = record.model_copy(update={"events": (record.events[0], repeat)})
    assert [r.event for r in reports_of(record)] == ["e1"]


def test_two_events_of_one_trigger_are_two_reports() -> None:
    record = page(1, Told())
    second = record.events[0].model_copy(update={"id": "e2", "type": "COERCE"})
    found = list(reports_of(record.model_copy(update={"events": (*record.events, second)})))
    assert found[1].id == f"{found[0].id}+"


def headed(headline: Told, inside: Told) -> list[str]:
    record = page(1, headline, inside)
    first, second = record.sentences
    record = record.model_copy(
        update={
            "sentences": (first, second.model_copy(update={"block": 1})),
            "document": record.document.model_copy(
                update={
                    "blocks": (
                        Block(start=first.start, end=first.end, kind="headline"),
                        Block(start=second.start, end=second.end, kind="paragraph"),
                    )
                }
            ),
        }
    )
    return [r.event for r in reports_of(record)]


def test_a_headline_is_told_more_fully_by_the_text() -> None:
    headline = Told(day=None)
    assert headed(headline, Told(killed=2)) == ["e2"]
    assert headed(but(headline, place=None), Told()) == ["e2"]
    assert headed(but(headline, place="XAV/ister"), Told()) == ["e1", "e2"]
    assert headed(but(headline, type="COERCE"), Told()) == ["e1", "e2"]
    assert headed(Told(), Told()) == ["e1", "e2"], "a date of its own is its own happening"


def test_tolls_of_several_victims_add_up_and_an_open_one_leaves_the_sum_open() -> None:
    quote = Quote(start=0, end=1, text="x")

    def toll(*counts: tuple[int | None, int | None]) -> Harm | None:
        told = tuple(Casualty(kind="killed", low=a, high=b, text=quote) for a, b in counts)
        (found,) = reports_of(with_events(page(1, Told()), casualties=told))
        return found.killed

    assert toll((2, 2), (3, 4)) == Harm(5, 6)
    assert toll((2, 2), (None, None)) == Harm(2, None)
    assert toll((None, None)) == Harm(None, None), "some, nobody knows how many"
    assert toll() is None


def test_what_all_whom_it_names_deny_is_denied() -> None:
    (denied,) = reports_of(page(1, Told(sources=("grey-watch",), stance="denies")))
    (negated,) = reports_of(page(1, Told(status="negated")))
    assert denied.denied
    assert negated.denied


def test_the_acts_of_provisions_are_named_as_reports() -> None:
    quote = Quote(start=0, end=1, text="x")
    provision = Provision(id="p1", kind="withdrawal", acts=("e2", "e9"), text=quote)
    agreement = Agreement(stage="ceasefire", provisions=(provision,))
    record = page(1, Told(type="AGREE", agreement=agreement), Told(type="RETREAT"))
    first, second = reports_of(record)
    assert first.agreement
    assert first.agreement.provisions[0].acts == (second.id,)


def test_a_sentence_that_is_not_there_leaves_the_trigger() -> None:
    (found,) = reports_of(with_events(page(1, Told()), sentence=9))
    assert found.sentence == "shelled"


harms = st.none() | st.builds(Harm, st.none() | st.integers(0), st.none() | st.integers(0))
days = st.none() | st.dates()
stored = st.builds(
    report,
    first=days,
    last=days,
    published=days,
    killed=harms,
    injured=harms,
    lat=st.none() | st.floats(-90, 90),
    sentence=st.text(max_size=30),
    sources=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    weapons=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    actors=st.sampled_from([(), parties("a", "b")]),
    denied=st.booleans(),
)


@given(stored)
def test_a_report_comes_back_as_it_was(told: Report) -> None:
    assert from_json(json.dumps(to_json(told))) == told
    assert from_json(json.dumps(to_json(told)), "reviewed").state == "reviewed"


@given(st.text(max_size=40))
def test_numbers_fit_both_databases(name: str) -> None:
    assert 0 <= number_of(name) < 2**63
    assert len(handle_of(name)) == 14


def test_a_report_is_named_by_page_and_trigger() -> None:
    assert report_id("sha256:" + "ab" * 32, 7) == report_id("ab" * 32, 7) == "abababababababab:7"
