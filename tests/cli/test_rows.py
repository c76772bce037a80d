"""Flat rows: columns, open ends, and cells that no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import event, quote, record, truce

from detente.cli.rows import COLUMNS, event_rows, guarded, people
from detente.cli.writing import Format, open_writer
from detente.model.record import Casualty


def row(*events: object) -> dict[str, object]:
    cells = next(event_rows(record(*events)))  # type: ignore[arg-type]  # events of the helper
    return dict(zip(COLUMNS, cells, strict=True))


def test_a_row_holds_what_the_event_says() -> None:
    cells = row()
    assert cells["type"] == "ASSAULT"
    assert cells["actors"] == "The brigade"
    assert (cells["actor_countries"], cells["actor_sectors"]) == ("XHL", "REB")
    assert (cells["recipients"], cells["recipient_ids"]) == ("Northport", "")
    assert (cells["place"], cells["latitude"], cells["longitude"]) == ("Northport", -1.5, -0.25)
    assert (cells["date"], cells["date_basis"]) == ("XXXX-05-03", "stated")
    assert (cells["killed_low"], cells["killed_high"], cells["injured_low"]) == (2, 2, None)
    assert (cells["said_by"], cells["suspected"]) == ("officials", "Hill Brigade")
    assert str(cells["sentence"]).startswith("The brigade shelled")


def test_what_is_not_said_is_empty() -> None:
    cells = row(event(place=None, date=None, casualties=(), claims=(), attributions=()))
    for name in ("place", "latitude", "date", "killed_low", "said_by", "suspected", "provisions"):
        assert cells[name] in (None, ""), name


def test_an_agreement_lists_its_provisions() -> None:
    cells = row(truce())
    assert (cells["agreement_stage"], cells["provisions"]) == ("ceasefire", "prisoner_release")


def test_counts_that_may_overlap_bound_each_other() -> None:
    words = quote("two of the guards")
    five = Casualty(kind="killed", low=5, high=5, text=words)
    two = Casualty(kind="killed", low=2, high=2, text=words)
    many = Casualty(kind="killed", low=20, text=words)
    assert people([five, two], "killed") == (5, 7)
    assert people([five, many], "killed") == (20, None)
    assert people([five], "injured") == (None, None)


@given(st.text() | st.integers() | st.floats() | st.none())
def test_no_cell_is_a_formula(cell: str | float | None) -> None:
    found = guarded(cell)
    if isinstance(cell, str):
        assert not str(found).startswith(("=", "+", "-", "@", "\t", "\r"))
        assert str(found).removeprefix("'") == cell.removeprefix("'")
    else:
        assert found is cell


def test_the_file_is_csv_with_a_header_and_guards(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    with open_writer(Format.CSV, None) as writer:
        writer.write(record())
    out = capfdbinary.readouterr().out.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert rows[0]["score"] == "-9.0"
