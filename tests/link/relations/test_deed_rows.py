"""Which deeds a network reads from the casebook."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from detente.link.relations.deed_rows import all_deeds, deeds_for
from detente.link.relations.state_rules import SignalRow, state_rules
from detente.store.database import reading
from tests.store.records import Told, keep, page

FAR = date(2040, 1, 1)
CASEBOOK = (("ASSAULT", "2031-05-03"), ("ACCUSE", "2031-06-03"))


def told(engine: Engine, *rows: SignalRow, since: date = FAR) -> set[str]:
    """Types of the deeds that are read under the package's rules and some more."""
    rules = state_rules()
    with reading(engine) as connection:
        found = deeds_for(connection, since, replace(rules, rows=(*rules.rows, *rows), memo={}))
        assert set(found) <= set(all_deeds(connection))
    return {deed.type for held in found.values() for deed in held}


@pytest.fixture
def casebook(engine: Engine) -> Engine:
    for number, (kind, day) in enumerate(CASEBOOK, start=1):
        event = Told(kind, day=day, actors=("blue-watch",), recipients=("grey-watch",))
        keep(engine, page(number, event))
    return engine


def test_of_old_deeds_those_are_read_that_make_states(casebook: Engine) -> None:
    assert told(casebook) == {"ASSAULT"}
    assert told(casebook, since=date(2031, 6, 1)) == {"ASSAULT", "ACCUSE"}


@pytest.mark.parametrize("joint", [False, None])
def test_a_row_for_every_type_makes_all_deeds_tell(casebook: Engine, joint: bool | None) -> None:
    row = SignalRow("conflict", None, None, None, None, joint, 0.1)
    assert told(casebook, row) == {"ASSAULT", "ACCUSE"}


@pytest.mark.parametrize(
    "row",
    [
        SignalRow("settlement", None, None, "full", None, False, 1),
        SignalRow("alliance", None, None, None, None, True, 1),
    ],
)
def test_rows_for_agreements_and_joint_deeds_do_not(casebook: Engine, row: SignalRow) -> None:
    assert told(casebook, row) == {"ASSAULT"}
