"""Agreement between coders: alpha against figures worked out by hand, and what is compared."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from detente.model.errors import DetenteError
from detente.run.reliability import Measured, agreement, alpha_of
from detente.run.reviewing import correct_field
from detente.store.database import reading, writing
from detente.store.review_values import Lookup
from detente.store.seconding import keep_seconds
from tests.store.told import event, lookup, page, store


@pytest.fixture
def look(tmp_path: Path) -> Lookup:
    return lookup(tmp_path)


def code(engine: Engine, look: Lookup, coder: str, values: dict[str, dict[str, Any]]) -> None:
    lines = [json.dumps({"event": name, **fields}) for name, fields in values.items()]
    with writing(engine) as connection:
        kept = keep_seconds(connection, lines, coder=coder, name="f", lookup=look)
    assert kept.problems == []


def measures(
    engine: Engine, *coders: str, machine: bool = False
) -> dict[tuple[str, str], Measured]:
    with reading(engine) as connection:
        found = agreement(connection, coders, machine=machine)
    return {(m.field, m.level): m for m in found.measures}


def test_alpha_of_names_by_hand() -> None:
    # Units aa, ab, bb: n = 6, values a 3 and b 3. Observed disagreement 2/6; expected
    # 2 * 3 * 3 / (6 * 5) = 18/30. Alpha = 1 - (1/3) / (3/5) = 4/9.
    assert alpha_of([("a", "a"), ("a", "b"), ("b", "b")], "nominal") == (0.444444, "")


def test_alpha_of_three_coders_by_hand() -> None:
    # aab gives 1/2 for each ordered pair: a-b twice 2/2, so observed (2 + 2)/2 = 2 of n = 5 with
    # bb; a 2, b 3. Expected 2 * 2 * 3 / (5 * 4) = 12/20. Alpha = 1 - (2/5) / (3/5) = 1/3.
    assert alpha_of([("a", "a", "b"), ("b", "b")], "nominal") == (0.333333, "")


def test_alpha_of_days_by_hand() -> None:
    # Units (0, 0), (0, 1), (4, 4), n = 6: observed 2 * 1 / 6. Of the 36 ordered pairs of values
    # 0 0 0 1 4 4 squared distances add to 2 * (3 * 1 + 6 * 16 + 2 * 9) = 234; expected 234 / 30.
    found, _ = alpha_of([(0.0, 0.0), (0.0, 1.0), (4.0, 4.0)], "interval")
    assert found == round(1 - (2 / 6) / (234 / 30), 6)


def test_alpha_of_counts_by_hand() -> None:
    # Units (1, 3), (2, 2), n = 4: observed 2 * (2/4)^2 / 4 = 1/8. Values 1 2 2 3: ordered pairs
    # 2 * (2 * (1/3)^2 + 2 * (1/5)^2 + (2/4)^2), over 4 * 3.
    expected = 2 * (2 / 9 + 2 / 25 + 1 / 4) / 12
    found, _ = alpha_of([(1.0, 3.0), (2.0, 2.0)], "ratio")
    assert found == round(1 - (1 / 8) / expected, 6)
    assert alpha_of([(0.0, 0.0), (5.0, 5.0)], "ratio") == (1.0, "")


def test_alpha_of_krippendorffs_example() -> None:
    # Four observers and twelve units, "Computing Krippendorff's Alpha-Reliability" (2011), D.
    rows = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [[row[n] for row in rows if row[n] != "."] for n in range(12)]
    assert alpha_of(units, "nominal")[0] == pytest.approx(0.743, abs=0.0005)
    numbers = [[float(value) for value in unit] for unit in units]
    assert alpha_of(numbers, "interval")[0] == pytest.approx(0.849, abs=0.0005)
    assert alpha_of(numbers, "ratio")[0] == pytest.approx(0.797, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ([], "no event was coded by two"),
        ([("a",), ("b",)], "no event was coded by two"),
        ([("a", "a"), ("a", "a"), ("b",)], "all gave the same value (a)"),
    ],
)
def test_alpha_that_is_not_defined(units: list[tuple[str, ...]], told: str) -> None:
    alpha, note = alpha_of(units, "nominal")
    assert alpha is None
    assert told in note


def test_more_values_than_fit_are_told() -> None:
    alpha, note = alpha_of([(f"{n}", f"{n + 1}") for n in range(400)], "nominal")
    assert (alpha, note) == (None, "401 different values of 400 events are too many")


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=12))
def test_alpha_is_the_same_in_any_order(units: list[list[str]]) -> None:
    found, note = alpha_of(units, "nominal")
    assert alpha_of([unit[::-1] for unit in reversed(units)], "nominal")[0] == found
    assert (found is None) == bool(note)
    assert found is None or (math.isfinite(found) and found <= 1)


def test_missing_values_stay_missing_and_none_is_a_value(engine: Engine, look: Lookup) -> None:
    a, b, c = store(engine, page(1), page(2), page(3))
    code(engine, look, "A", {a: {"place": "none"}, b: {"place": "Lumen"}, c: {"place": "Lumen"}})
    code(engine, look, "B", {a: {"place": "none"}, b: {"place": "none"}})
    code(engine, look, "C", {c: {"place": "XAV/lumen", "status": "actual"}})
    found = measures(engine)
    # none none, Lumen none, Lumen Lumen: the example by hand with two values.
    assert found["place", "nominal"] == Measured("place", "nominal", 0.444444, 3, 6)
    status = found["status", "nominal"]
    assert (status.alpha, status.units, status.codings) == (None, 0, 0)
    assert "no event was coded by two" in status.note
    two = measures(engine, "A", "B")["place", "nominal"]
    assert (two.units, two.codings) == (2, 4)


def test_actors_are_one_set(engine: Engine, look: Lookup) -> None:
    a, b = store(engine, page(1), page(2))
    both = ["Blue Watch", "Dale Militia"]
    code(engine, look, "A", {a: {"actors": both}, b: {"actors": "none"}})
    code(engine, look, "B", {a: {"actors": both[::-1]}, b: {"actors": "none"}})
    assert measures(engine)["actors", "nominal"].alpha == 1
    code(engine, look, "B", {a: {"actors": both[:1]}})
    assert (measures(engine)["actors", "nominal"].alpha or 0) < 1


def test_only_exact_days_and_counts_have_a_distance(engine: Engine, look: Lookup) -> None:
    a, b, c = store(engine, page(1), page(2), page(3))
    code(engine, look, "A", {
        a: {"date": "2031-05-01", "killed": 4}, b: {"date": "2031-05", "killed": "2..3"},
        c: {"date": "2031-05-09", "killed": "none"},
    })  # fmt: skip
    code(engine, look, "B", {
        a: {"date": "2031-05-02", "killed": 4}, b: {"date": "2031-05-05", "killed": 2},
        c: {"date": "2031-05-09", "killed": "none"},
    })  # fmt: skip
    found = measures(engine)
    assert (found["date", "nominal"].units, found["date", "interval"].units) == (3, 2)
    days, _ = alpha_of([(1.0, 2.0), (9.0, 9.0)], "interval")
    assert found["date", "interval"].alpha == days
    assert (found["killed", "nominal"].units, found["killed", "ratio"].units) == (3, 1)
    assert "all gave the same value" in found["killed", "ratio"].note


def test_the_machine_is_a_coder_without_corrections(engine: Engine, look: Lookup) -> None:
    a, b = store(engine, page(1), page(2, event(type="AID", mode=None, quad=2, score=5.0)))
    code(engine, look, "A", {a: {"type": "ASSAULT"}, b: {"type": "AID"}})
    correct_field(engine, a, "type", "PROTEST", who="R", reason="so", lookup=look)
    with reading(engine) as connection:
        found = agreement(connection, machine=True)
    assert found.coders == ("A", "machine")
    (kind,) = (m for m in found.measures if m.field == "type")
    assert (kind.alpha, kind.units) == (1.0, 2)
    assert {m.units for m in found.measures if m.field == "status"} == {0}


def test_codings_meet_after_a_recode(engine: Engine, look: Lookup) -> None:
    (old,) = store(engine, page())
    code(engine, look, "A", {old: {"killed": "2"}})
    (new,) = store(engine, page(1, event("Column shelled Ostrava")), coded_with="second")
    code(engine, look, "B", {new: {"killed": "3"}})
    assert measures(engine)["killed", "nominal"].units == 1


def test_agreement_needs_two(engine: Engine, look: Lookup) -> None:
    (name,) = store(engine, page())
    for coders, told in (((), "there is none"), (("A",), "coded nothing; who has: none")):
        with pytest.raises(DetenteError, match=told):
            measures(engine, *coders)
    code(engine, look, "A", {name: {"killed": "2"}})
    with pytest.raises(DetenteError, match="there is A;"):
        measures(engine)
    assert measures(engine, machine=True)["killed", "nominal"].codings == 2
