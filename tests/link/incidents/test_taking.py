"""Pages into incidents: the same in any order, twice, and after going and coming back."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from detente.link.incidents.rebuilding import rebuild
from detente.link.incidents.taking import drop, take
from detente.model.record import Record
from detente.store.database import reading, writing
from detente.store.tables import incidents, pages
from tests.store.records import (
    ACTORS,
    TAKEN,
    Told,
    derived,
    hash_of,
    keep,
    made_of,
    page,
    rows_of,
    undone,
)

WIRE = (
    "Three trucks of grain that had waited at the northern gate since the last days of April were "
    "let through before noon, and the drivers, who had slept in their cabins, were given bread and "
    "water by the keepers of the bridge before they went on to the markets of the lower valley."
)
"""A text that several papers print."""
OTHER = (
    "The harvest office said that wheat would be dearer this summer, since the rains came late in "
    "the hills and the mills along the river had stood still for a fortnight; bakers in the old "
    "quarter asked for a price that would let them keep their ovens burning until the autumn."
)

tellings = st.builds(
    Told,
    type=st.sampled_from(["ASSAULT", "COERCE", "ACCUSE"]),
    day=st.sampled_from(["2031-05-03", "2031-05-04", "2031-05-06", "2031-05", None]),
    place=st.sampled_from(["XAV/lumen", "XAV/ister", None]),
    actors=st.sampled_from([("blue-watch",), ("red-column",), ()]),
    recipients=st.sampled_from([("grey-watch",), ("blue-watch", "grey-watch"), ()]),
    killed=st.sampled_from([None, 2, 3, 9]),
    sources=st.sampled_from([(), ("tarn-guard",), ("villagers",)]),
    status=st.sampled_from(["actual", "actual", "negated", "future"]),
)


@st.composite
def several(draw: st.DrawFn) -> list[Record]:
    """Pages that may be copies, editions of one another, and tell the same."""
    return [
        page(
            number,
            *draw(st.lists(tellings, min_size=1, max_size=3)),
            outlet=draw(st.sampled_from(["Lantern", "Herald", "Courier"])),
            url=draw(st.sampled_from([None, None, "https://example.org/a"])),
            published=draw(st.sampled_from([None, "2031-05-04", "2031-05-05"])),
            after=draw(st.sampled_from(["", WIRE, WIRE, OTHER])),
        )
        for number in range(draw(st.integers(2, 6)))
    ]


bounded = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@bounded
@given(records=several(), data=st.data())
def test_the_order_of_pages_changes_nothing(
    engine: Engine, records: list[Record], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(records))
    assert made_of(engine, records) == made_of(engine, shuffled)


@bounded
@given(records=several(), data=st.data())
def test_pages_taken_twice_change_nothing(
    engine: Engine, records: list[Record], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(records), min_size=1, max_size=4))
    assert made_of(engine, records) == made_of(engine, [*records, *again])


@bounded
@given(records=several(), data=st.data())
def test_what_a_page_told_before_leaves_no_trace(
    engine: Engine, records: list[Record], data: st.DataObject
) -> None:
    earlier = [
        page(
            number, *data.draw(st.lists(tellings, min_size=1, max_size=2)), url=address, after=WIRE
        )
        for number, address in enumerate(["https://example.org/a", None])
    ]
    assert made_of(engine, records) == made_of(engine, [*earlier, *records])


@bounded
@given(records=several(), data=st.data())
def test_a_page_that_goes_leaves_no_trace_and_comes_back_as_it_was(
    engine: Engine, records: list[Record], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(records) - 1))
    rest = [r for n, r in enumerate(records) if n != gone]
    alone, all_of = made_of(engine, rest), made_of(engine, records)
    found = _gone_and_back(engine, records, gone)
    assert found == [all_of, alone, all_of]


def _gone_and_back(engine: Engine, records: Sequence[Record], gone: int) -> list[object]:
    """All that is derived with the page, without it, and with it again."""
    found: list[object] = []

    def play(connection: Connection) -> None:
        for record in records:
            take(connection, record, version=1, taken=TAKEN)
        found.append(rows_of(connection))
        drop(connection, hash_of(gone))
        found.append(rows_of(connection))
        take(connection, records[gone], version=1, taken=TAKEN)
        found.append(rows_of(connection))

    undone(engine, play)
    return found


def test_two_reports_of_one_happening_are_one_incident(engine: Engine) -> None:
    keep(engine, page(1, Told(killed=2)), page(2, Told(killed=5)), page(3, Told(day="2031-08-01")))
    with reading(engine) as connection:
        rows = connection.execute(select(incidents).order_by(incidents.c.first)).all()
    assert [(r.killed_low, r.killed_high, r.documents) for r in rows] == [
        (2, 5, 2),
        (None, None, 1),
    ]


def test_ten_copies_of_one_line_are_one_origin(engine: Engine) -> None:
    keep(engine, *(page(number, Told(), after=WIRE) for number in range(10)))
    keep(engine, page(10, Told(), after=OTHER))
    with reading(engine) as connection:
        (incident,) = connection.execute(select(incidents)).all()
        originals = set(connection.execute(select(pages.c.original)).scalars())
    assert (incident.origins, incident.documents) == (2, 11)
    assert len(originals) == 2


def superseded(engine: Engine) -> dict[str, bool]:
    with reading(engine) as connection:
        rows = connection.execute(select(pages.c.document, pages.c.superseded))
        names = {hash_of(number): f"p{number}" for number in range(20)}
        return {names[row.document]: bool(row.superseded) for row in rows}


def test_the_last_edition_under_an_address_holds(engine: Engine) -> None:
    address = "https://example.org/story"
    early = page(1, Told(killed=2), url=address, published="2031-05-04")
    late = page(2, Told(killed=7), url=address, published="2031-05-05")
    keep(engine, late, early)
    assert superseded(engine) == {"p1": True, "p2": False}
    with reading(engine) as connection:
        (incident,) = connection.execute(select(incidents)).all()
    assert (incident.killed_low, incident.killed_high, incident.documents) == (7, 7, 1)
    with writing(engine) as connection:
        drop(connection, hash_of(2))
    assert superseded(engine) == {"p1": False}


def test_a_page_that_leaves_its_address_frees_the_edition_before(engine: Engine) -> None:
    address = "https://example.org/story"
    early = page(1, Told(killed=2), url=address, published="2031-05-04")
    late = page(2, Told(killed=7), url=address, published="2031-05-05")
    keep(engine, early, late)
    keep(engine, page(2, Told(killed=7), published="2031-05-05"), coded_with="second")
    assert superseded(engine) == {"p1": False, "p2": False}
    before = derived(engine)
    rebuild(engine)
    assert derived(engine) == before


def test_who_says_which_toll_is_kept(engine: Engine) -> None:
    tolls = {1: 2, 2: 2, 3: 5}
    keep(engine, *(page(n, Told(killed=k, sources=("villagers",))) for n, k in tolls.items()))
    with reading(engine) as connection:
        (body,) = connection.execute(select(incidents.c.body)).scalars()
    assert '"value":"2"' in body
    assert '"value":"5"' in body


def test_every_actor_of_these_tests_is_invented() -> None:
    assert all(actor.country in {"XAV", "XBO"} for actor in ACTORS.values())
