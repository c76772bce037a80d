"""Second coders code blind: tasks tell nothing that was coded, and are read back line by line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from detente.model.errors import DetenteError
from detente.run.reviewing import correct_field, give_state
from detente.store.database import reading, writing
from detente.store.opinions import seconds
from detente.store.overlay import FIELDS
from detente.store.review_tasks import Choice, Drawn, chosen, draw, task_lines
from detente.store.review_values import Lookup
from detente.store.seconding import Kept, keep_seconds
from detente.store.tables import codings
from tests.store.told import AFTER, BEFORE, SENTENCE, event, lookup, page, store, the_report

ALL = Choice()


@pytest.fixture
def look(tmp_path: Path) -> Lookup:
    return lookup(tmp_path)


def drawn(engine: Engine, coder: str = "B", sample: int = 5, seed: int = 1) -> Drawn:
    with reading(engine) as connection:
        return draw(connection, ALL, coder=coder, sample=sample, seed=seed)


def tasks(engine: Engine, coder: str = "B") -> list[dict[str, Any]]:
    with reading(engine) as connection:
        return list(task_lines(connection, drawn(engine, coder).ids, coder))


def keep(engine: Engine, look: Lookup, *lines: object, coder: str = "B") -> Kept:
    told = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    with writing(engine) as connection:
        return keep_seconds(connection, told, coder=coder, name="f.jsonl", lookup=look)


def kept_values(engine: Engine) -> dict[str, Any]:
    with reading(engine) as connection:
        return {coding.field: coding.value for coding in seconds(connection)}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def test_a_task_shows_the_pages_words_alone(engine: Engine) -> None:
    store(engine, page())
    (task,) = tasks(engine)
    assert (task["title"], task["outlet"], task["published"]) == (
        "A loud morning", "The Lantern", "2031-05-04",
    )  # fmt: skip
    assert (task["before"], task["sentence"], task["after"]) == (BEFORE, SENTENCE, AFTER)
    assert task["words"] == "shelled"
    assert {task[field] for field in FIELDS} == {""}


def test_a_task_leaks_nothing_that_anybody_coded(engine: Engine, look: Lookup) -> None:
    record = page()
    (name,) = store(engine, record)
    correct_field(engine, name, "place", "Lumen", who="A", reason="heard so", lookup=look)
    correct_field(engine, name, "type", "PROTEST", who="A", reason="heard so", lookup=look)
    give_state(engine, name, "reviewed", who="A")
    assert keep(engine, look, {"event": name, "type": "COERCE", "mode": "arrest"}, coder="C").values
    text = json.dumps(tasks(engine), ensure_ascii=False)
    own = (name, record.document.title, record.document.outlet, record.document.published)
    for words in (*own, BEFORE, SENTENCE, AFTER):
        text = text.replace(str(words), "")
    (told,) = record.events
    secrets = {
        *("ASSAULT", "heavy-weapons", "XAV", "ostrava-mill", "ridge-column", "new:", "2031-05-03"),
        *("PROTEST", "Lumen", "COERCE", "arrest", "reviewed", "candidate", "heard so"),
        *(told.status, told.certainty, told.rule, "-9", "0.75"),
        *('"A"', '"C"'),
    }
    assert secrets & set(strings(record.model_dump(mode="json"))), "they are the machine's values"
    assert [secret for secret in secrets if secret in text] == []


def test_the_sample_is_the_same_for_all_and_grows(engine: Engine) -> None:
    store(engine, *(page(number) for number in range(1, 9)))
    small, large = drawn(engine, sample=3), drawn(engine, sample=6)
    assert large.ids[:3] == small.ids
    assert drawn(engine, "C", sample=3) == small
    assert drawn(engine, sample=3, seed=2) != small
    before = drawn(engine, sample=8).ids
    store(engine, page(20))
    after = [name for name in drawn(engine, sample=9).ids if name in before]
    assert tuple(after) == before, "a new page shifts nothing"


def test_who_has_seen_the_coding_gets_no_task(engine: Engine, look: Lookup) -> None:
    first, second = store(engine, page(1), page(2))
    give_state(engine, first, "reviewed", who="B")
    assert drawn(engine).ids == (second,)
    assert drawn(engine).seen == 1
    correct_field(engine, second, "killed", "3", who="B", reason="so", lookup=look)
    assert drawn(engine) == Drawn((), 2)
    assert len(drawn(engine, "C").ids) == 2


def test_events_are_chosen(engine: Engine) -> None:
    first, second, third = store(
        engine,
        page(1),
        page(2, published="2031-06-01T08:00"),
        page(3, event(type="AID", mode=None)),
    )
    give_state(engine, first, "withdrawn", who="A", reason="so")
    with reading(engine) as connection:
        for choice, ids in (
            (ALL, [second, third]),
            (Choice(state="withdrawn"), [first]),
            (Choice(state="candidate"), [second, third]),
            (Choice(type="AID"), [third]),
            (Choice(outlet="The Lantern"), [second, third]),
            (Choice(outlet="The Bell"), []),
            (Choice(since="2031-05-05"), [second]),
            (Choice(since="2031-06-01", until="2031-06-01"), [second]),
            (Choice(until="2031-05"), [third]),
        ):
            assert chosen(connection, choice) == ids, choice


def test_a_sample_of_none_is_refused(engine: Engine) -> None:
    with pytest.raises(DetenteError, match="one event or more"):
        drawn(engine, sample=0)
    with pytest.raises(DetenteError, match="code"):
        drawn(engine, "Ana Ilic")


def test_filled_tasks_are_read_back(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    before = the_report(engine)
    (task,) = tasks(engine)
    filled = {
        **task,
        "type": "assault", "mode": "none", "status": "actual", "actors": ["Ridge Column"],
        "recipients": "none", "place": "Lumen", "killed": 2, "date": "2031-05",
    }  # fmt: skip
    kept = keep(engine, look, filled)
    assert (kept.events, kept.values, kept.same, kept.problems) == (1, 8, 0, [])
    values = kept_values(engine)
    assert (values["type"], values["mode"], values["recipients"]) == ("ASSAULT", None, [])
    assert values["actors"] == [["new:ridge-column", "Ridge Column", None, "REB"]]
    assert (values["place"]["id"], values["killed"], values["date"]) == (
        "XAV/lumen", [2, 2], "2031-05",
    )  # fmt: skip
    assert " ".join(sorted(values)) == "actors date killed mode place recipients status type"
    assert the_report(engine) == before, "a second coding corrects nothing"


def test_reading_twice_changes_nothing_and_another_value_comes_last(
    engine: Engine, look: Lookup
) -> None:
    store(engine, page())
    (task,) = tasks(engine)
    assert keep(engine, look, {**task, "killed": "2", "status": "actual"}).values == 2
    again = keep(engine, look, {**task, "killed": "2..2", "status": "actual"})
    assert (again.values, again.same) == (0, 2)
    assert keep(engine, look, {**task, "killed": "3"}).values == 1
    assert kept_values(engine) == {"killed": [3, 3], "status": "actual"}
    with reading(engine) as connection:
        assert len(connection.execute(select(codings)).all()) == 3


def test_wrong_lines_are_told_and_the_others_kept(engine: Engine, look: Lookup) -> None:
    first, second = store(engine, page(1), page(2))
    kept = keep(
        engine,
        look,
        "{",
        {"event": first, "type": "ASSULT", "killed": "2"},
        "",
        ["no", "task"],
        {"event": "0000:1", "killed": "2"},
        {"event": second, "killed": "2", "coder": "C"},
        {"event": first, "mode": "riot"},
        {"event": second, "killed": "4"},
        {"event": second, "killed": "5"},
        "[" * 100_000,
    )
    assert kept_values(engine) == {"killed": [4, 4]}
    assert (kept.events, kept.values) == (1, 1)
    numbers = [problem.split(":")[1] for problem in kept.problems]
    assert numbers == ["1", "2", "4", "5", "6", "7", "9", "10"]
    for problem, told in zip(
        kept.problems,
        (
            "no JSON", "'ASSULT' is none", "no task", "no such event", "coder C's, not B's",
            "stands in line 2", "stands in line 8", "no JSON",
        ),
        strict=True,
    ):  # fmt: skip
        assert told in problem


def test_a_mode_needs_its_type_and_no_event_has_nothing_else(engine: Engine, look: Lookup) -> None:
    (name,) = store(engine, page())
    (problem,) = keep(engine, look, {"event": name, "mode": "riot"}).problems
    assert "code the type too" in problem
    (problem,) = keep(engine, look, {"event": name, "type": "none", "killed": "2"}).problems
    assert "no such event" in problem
    assert keep(engine, look, {"event": name, "type": "none"}).values == 1
    assert kept_values(engine) == {"type": None}


def test_a_task_finds_its_event_after_a_recode(engine: Engine, look: Lookup) -> None:
    store(engine, page())
    (task,) = tasks(engine)
    (new,) = store(engine, page(1, event("Column shelled Ostrava")), coded_with="second")
    assert keep(engine, look, {**task, "killed": "2"}).values == 1
    with reading(engine) as connection:
        (coding,) = seconds(connection)
    assert coding.anchor.report == new != task["event"]
