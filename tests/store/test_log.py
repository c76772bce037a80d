"""The log is a chain, and its hashes tell every value apart."""

import hashlib
import json
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from detente.store import log
from detente.store.database import reading, writing
from detente.store.tables import log as log_table
from detente.store.tables import sightings, versions
from tests.store.records import undone

values = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.binary(max_size=8)


def chain(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(log_table).order_by(log_table.c.number)))


def test_each_entry_holds_the_hash_of_the_one_before(engine: Engine) -> None:
    for number in range(4):
        with writing(engine) as connection:
            log.append(connection, "add", rows=[["a", "b"]], gone=["c"], who="A", page=number)
    rows = chain(engine)
    assert log.chain_problem(rows) is None
    assert [r.number for r in rows] == [1, 2, 3, 4]
    assert [r.previous for r in rows] == [log.START, *(r.hash for r in rows[:-1])]
    assert json.loads(rows[2].details) == {"page": 2, "rows": [["a", "b"]], "gone": ["c"]}
    with reading(engine) as connection:
        assert [e.number for e in log.entries(connection, 2)] == [3, 4]
        assert len(log.entries(connection)) == 4


def _append(connection: Connection) -> None:
    assert log.append(connection, "add").number == 1


def test_nothing_of_a_transaction_that_fails_is_kept(engine: Engine) -> None:
    undone(engine, _append)
    assert chain(engine) == []


def test_a_broken_chain_is_told_at_its_first_broken_entry(engine: Engine) -> None:
    with writing(engine) as connection:
        for _ in range(3):
            log.append(connection, "add")
    one, two, three = (dict(r._mapping) for r in chain(engine))

    def problem(*rows: dict[str, Any]) -> str | None:
        return log.chain_problem([_Row(row) for row in rows])

    assert problem(one, two, three) is None
    assert problem(one, three) == "log entry 2 is missing"
    assert problem(two, three) == "log entry 1 is missing"
    assert problem(one, {**two, "who": "B"}, three) == "log entry 2 was altered"
    assert problem(one, {**two, "at": b"x"}, three) == "log entry 2 was altered"
    moved = {**three, "number": 2}
    assert problem(one, moved) == "log entry 2 does not follow from the one before it"
    assert log.chain_problem([_Row(three)], expected=3, previous=two["hash"]) is None


class _Row(SimpleNamespace):
    def __init__(self, row: dict[str, Any]) -> None:
        super().__init__(**row)

    def __iter__(self) -> Any:
        return iter(vars(self).values())


@given(st.dictionaries(st.text(max_size=4), values, min_size=1), st.data())
def test_rows_with_another_value_have_another_hash(
    row: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(row)))
    other = data.draw(values)
    same = type(other) is type(row[name]) and other == row[name]
    again = log.row_hash(dict(reversed(row.items())))
    assert again == log.row_hash(row)
    assert (log.row_hash({**row, name: other}) == again) is same


def test_rows_are_named_by_table_and_key() -> None:
    row = {"document": "d", "number": 2, "capture": "c", "origin": "o"}
    assert log.row_key(versions, row) == '["versions","d",2]'
    assert log.row_key(versions, {**row, "document": b"\xff"}) == '["versions","ff",2]'


def test_origins_stand_in_names_as_their_hash() -> None:
    row = {"capture": "c", "origin": "o"}
    digest = hashlib.sha256(b"o").hexdigest()
    assert log.row_key(sightings, row) == f'["sightings","c","{digest}"]'
    other = log.row_key(sightings, {**row, "origin": b"\xff"})
    assert "ff" not in json.loads(other)
    assert other != log.row_key(sightings, row)
