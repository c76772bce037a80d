"""Made-up records are sound, as many as asked for, and the same for the same seed."""

from collections import Counter
from random import Random

import pytest

from benchmarks.killing import Import, Pace, run_killed, run_whole
from benchmarks.synthetic import DAYS, make_records
from detente.store.reports import reports_of


@pytest.mark.parametrize("events", [0, 1, 3, 400])
def test_as_many_events_as_asked_for(events: int) -> None:
    records = list(make_records(events, seed=1))
    assert sum(len(record.events) for record in records) == events
    assert len({record.document.id for record in records}) == len(records)


def test_the_same_seed_gives_the_same_records() -> None:
    one, again, other = (
        [record.to_json() for record in make_records(200, seed)] for seed in (1, 1, 2)
    )
    assert one == again
    assert one != other


def test_offsets_point_at_what_is_told() -> None:
    for record in make_records(300, seed=3):
        text = record.document.text
        for event in record.events:
            trigger = event.trigger
            assert text[trigger.start : trigger.end] == trigger.text
        assert all(text[s.start : s.end].endswith(".") for s in record.sentences)
        assert len(list(reports_of(record))) == len(record.events)


def test_some_happenings_are_told_twice() -> None:
    told = Counter(
        (report.first, report.type, report.place, report.actors, report.recipients)
        for record in make_records(2000, seed=1)
        for report in reports_of(record)
    )
    assert 0.1 < sum(count > 1 for count in told.values()) / len(told) < 0.6
    assert DAYS > 1000


def test_kills_fall_on_starting_and_on_working() -> None:
    pace, rng = Pace(2.0, 4.0, 30.0), Random(1)  # noqa: S311 - moments, no secret
    moments = [pace.moment(0.5, 100, rng) for _ in range(600)]
    early = sum(moment < 2.0 for moment in moments)
    assert 150 < early < 250
    assert all(0.2 <= moment < 1.8 or 4.0 <= moment <= 4.9 for moment in moments)
    assert all(pace.moment(1, 100, rng) < 1.8 for _ in range(50)), "before it can come to its end"


def test_an_import_that_fails_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    one = Import(tmp_path_factory.mktemp("no project"), ("nothing.jsonl",))
    with pytest.raises(RuntimeError, match="no project is here"):
        run_whole(one)
    assert not run_killed(one, 60.0)
