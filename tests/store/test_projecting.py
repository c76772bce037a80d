"""Records from elsewhere, whatever they hold, on both databases alike."""

import pytest
from sqlalchemy import Engine, select

from detente.model.record import Record
from detente.run.checking import check
from detente.store.database import reading
from detente.store.projecting import load_reports
from detente.store.searching import find_pages
from detente.store.tables import pages, reports
from tests.store.records import Told, fresh, keep, page, retold


def first(record: Record, **changes: object) -> Record:
    """The record with its event changed."""
    events = (record.events[0].model_copy(update=changes), *record.events[1:])
    return record.model_copy(update={"events": events})


PLAIN = page(1, Told())
ODD = {
    "a long day of publication": retold(PLAIN, published="2031-05-04T08:00:00.000000+00:00"),
    "a long event id": first(PLAIN, id="event-" + "9" * 40),
    "a long mode": first(PLAIN, mode="m" * 60),
    "a NUL in its headline": retold(PLAIN, title="A\x00B"),
    "a NUL in its outlet": retold(PLAIN, outlet="A\x00B", url="https://example.org/\x00"),
    "a NUL in its text": retold(PLAIN, text=PLAIN.document.text.replace("Lumen", "Lu\x00en")),
    "a long country": PLAIN.model_copy(
        update={
            "places": {
                k: p.model_copy(update={"country": "C" * 30}) for k, p in PLAIN.places.items()
            }
        }
    ),
    "a NUL in an actor": first(
        PLAIN, actors=(PLAIN.events[0].actors[0].model_copy(update={"text": "B\x00W"}),)
    ),
    "a long id of an actor": first(
        PLAIN, actors=(PLAIN.events[0].actors[0].model_copy(update={"entity": "new:" + "a" * 300}),)
    ),
}


@pytest.mark.parametrize("record", ODD.values(), ids=ODD.keys())
def test_odd_records_are_stored_and_found(engine: Engine, record: Record) -> None:
    keep(engine, record, page(2, Told()))
    fresh(engine)
    with reading(engine) as connection:
        assert len(connection.execute(select(pages)).all()) == 2
        ids = list(connection.execute(select(reports.c.id)).scalars())
        assert len(load_reports(connection, ids)) == 2
        assert len(find_pages(connection, "shelled")) == 2
    assert check(engine).problems == ()
