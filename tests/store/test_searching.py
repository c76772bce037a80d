"""Finding pages and reports: words, phrases, actors, days, places around a point."""

import secrets
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, make_url, text

from detente.link.incidents.matching import kilometres
from detente.model.record import Place
from detente.store.database import dialect_of, open_engine, reading, writing
from detente.store.migrating import migrate
from detente.store.searching import (
    Near,
    Wanted,
    count_reports,
    find_pages,
    find_reports,
    has_postgis,
    match_expression,
    parties_of,
    reports_of_page,
    tsquery,
)
from tests.conftest import _server
from tests.link.incidents.reporting import report
from tests.store.records import PLACES, Told, hash_of, keep, page

NAMES = {hash_of(number): number for number in range(400)}
SENTENCES = (
    "Guards {} the old mill near Sarāqib and nobody was hurt.",
    "The mill's old guards {} a cease-fire line; war or peace was not told.",
    "Columns {} NOT far from Chişinău AND left.",
)


@pytest.fixture
def told(engine: Engine) -> Engine:
    keep(
        engine,
        *(page(n, Told(sentence=words), title=f"Title {n}") for n, words in enumerate(SENTENCES)),
    )
    return engine


def pages_with(engine: Engine, words: str) -> list[int]:
    with reading(engine) as connection:
        return sorted(NAMES[hit.document] for hit in find_pages(connection, words))


def reports_with(engine: Engine, **wanted: object) -> list[int]:
    with reading(engine) as connection:
        sought = Wanted(**wanted)  # type: ignore[arg-type]  # fields by name
        found = find_reports(connection, sought, limit=1000)
        assert count_reports(connection, sought) == len(found)
        return sorted(NAMES[hit.document] for hit in found)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mill", [0, 1]),
        ("MILL guards", [0, 1]),
        ("mills", [0, 1]),
        ('"old mill"', [0]),
        ('"old guards"', [1]),
        ("saraqib", [0]),
        ("Sarāqib", [0]),
        ("chisinau", [2]),
        ("cease-fire", [1]),
        ('"cease-fire line" mill', [1]),
        ("mill nothing", []),
        ("mill columns", []),
        ("", []),
        ("!! -- **", []),
    ],
)
def test_words_and_phrases(told: Engine, words: str, found: list[int]) -> None:
    assert pages_with(told, words) == found
    if words:
        assert reports_with(told, words=words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mill OR columns", []),
        ("mill or guards", [1]),
        ("-mill", [0, 1]),
        ("mill -guards", [0, 1]),
        ("NEAR(old mill)", []),
        ("sentence:mill", []),
        ("mi*", []),
        ("mill & guards", [0, 1]),
        ("mill | columns", []),
        ("!mill", [0, 1]),
        ("'mill'", [0, 1]),
        ("mill:*", [0, 1]),
        ("\\mill\\", [0, 1]),
        ('"mill', [0, 1]),
        ("mill') OR ('1'='1", []),
        ("mill\x00", [0, 1]),
    ],
)
def test_operators_are_words_like_others(told: Engine, words: str, found: list[int]) -> None:
    if words == "mill or guards" and dialect_of(told) == "postgresql":
        found = [0, 1]  # a word too common to be looked for there
    assert pages_with(told, words) == found


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=25))
def test_whatever_is_written_is_looked_for(engine: Engine, words: str) -> None:
    assert pages_with(engine, words) == []
    assert reports_with(engine, words=words or "x") == []


def test_expressions_quote_each_term() -> None:
    assert match_expression('a "b c" d"e') == '"a" "b c" "d e"'
    assert match_expression("-- !") == '""'
    assert tsquery('it\'s \\ "b c" é') == "'it s' & 'b c' & 'e'"
    assert tsquery("") == ""


def test_a_snippet_shows_the_words(told: Engine) -> None:
    with reading(told) as connection:
        (hit,) = find_pages(connection, "chisinau")
    assert "Chişinău" in hit.snippet
    assert (hit.title, hit.outlet, hit.origin) == ("Title 2", "Outlet 2", "page-2.html")


def test_words_in_a_headline_come_first(engine: Engine) -> None:
    keep(engine, page(1, after="A harvest was brought in. " * 3, title="Plain"))
    keep(engine, page(2, after="Nothing else was told. A harvest.", title="The harvest"))
    with reading(engine) as connection:
        assert [NAMES[h.document] for h in find_pages(connection, "harvest")] == [2, 1]
        assert len(find_pages(connection, "harvest", limit=1)) == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [1, 2, 3]),
        ({"type": "ASSAULT"}, [1, 3]),
        ({"mode": "drone"}, [3]),
        ({"actors": ("red-column",)}, [2]),
        ({"actors": ("grey-watch", "red-column")}, [1, 2, 3]),
        ({"place": "XBO/tarn"}, [2]),
        ({"place": "Lumen"}, [1, 3]),
        ({"country": "XBO"}, [2]),
        ({"since": "2031-05-20"}, [2, 3]),
        ({"until": "2031-05-20"}, [1, 3]),
        ({"since": "2031-07"}, []),
        ({"state": "candidate"}, [1, 2, 3]),
        ({"state": "withdrawn"}, []),
        ({"words": "red", "country": "XBO"}, [2]),
        ({"words": "red", "country": "XAV"}, []),
    ],
)
def test_what_is_asked_for(engine: Engine, wanted: dict[str, object], found: list[int]) -> None:
    keep(
        engine,
        page(1, Told()),
        page(2, Told(type="AGREE", actors=("red-column",), place="XBO/tarn", day="2031-06-10")),
        page(3, Told(mode="drone", day="2031-05")),
    )
    assert reports_with(engine, **wanted) == found


def test_hits_come_the_latest_first_and_undated_last(engine: Engine) -> None:
    days = {1: "2031-05-03", 2: None, 3: "2031-05-09"}
    keep(engine, *(page(number, Told(day=day)) for number, day in days.items()))
    with reading(engine) as connection:
        hits = find_reports(connection, Wanted())
        sides = parties_of(connection, [hit.id for hit in hits])
        (own,) = reports_of_page(connection, hash_of(3))
    assert [NAMES[hit.document] for hit in hits] == [3, 1, 2]
    assert set(sides.values()) == {("Blue Watch", "Grey Watch")}
    assert (own.id, own.event, own.incident) == (hits[0].id, "e1", hits[0].incident)


POINTS = (
    (0.0, 0.0), (0.0, 0.5), (0.9, 0.0), (10.0, 20.0), (10.9, 20.0), (10.0, 20.92),
    (-17.0, 179.9), (-17.0, -179.9), (-17.5, -179.0), (71.0, -179.5), (89.5, 0.0), (89.5, 180.0),
    (0.0, 180.0), (0.0, -180.0), (-89.9, 40.0), (45.0, 90.0), (45.0, 89.0),
)  # fmt: skip


def put(engine: Engine) -> None:
    """A page at each point, and one nowhere."""
    for number, (lat, lon) in enumerate(POINTS):
        name = f"XAV/p{number}"
        PLACES[name] = Place(name=f"P{number}", country="XAV", lat=lat, lon=lon, kind="town")
        keep(engine, page(number, Told(place=name, day=f"2031-{1 + number % 12:02}-01")))
    keep(engine, page(len(POINTS), Told(place=None)))


def expected(near: Near) -> tuple[list[int], list[int]]:
    """Points that lie within the distance, and those of which models of the earth may differ."""
    here = report(lat=near.lat, lon=near.lon)
    far = [kilometres(here, report(lat=lat, lon=lon)) or 0.0 for lat, lon in POINTS]
    sure = [n for n, km in enumerate(far) if km <= 0.993 * near.km]
    edge = [n for n, km in enumerate(far) if 0.993 * near.km < km <= 1.007 * near.km]
    return sure, edge


CIRCLES = [
    Near(lat, lon, km)
    for lat, lon in ((0.0, 0.0), (10.0, 20.0), (-17.0, 179.95), (-17.0, -179.95), (90.0, 0.0),
                     (71.0, 179.0), (45.0, 89.5), (-90.0, 10.0), (0.0, 180.0))
    for km in (1.0, 60.0, 101.0, 250.0, 5000.0, 21000.0)
]  # fmt: skip


def differing(engine: Engine) -> list[tuple[Near, list[int], list[int]]]:
    """Circles whose hits are not those that the formula gives."""
    found = []
    for near in CIRCLES:
        sure, edge = expected(near)
        hits = reports_with(engine, near=near)
        if set(sure) - set(hits) or set(hits) - {*sure, *edge}:
            found.append((near, sure, hits))
    return found


def test_places_around_a_point_without_postgis(engine: Engine) -> None:
    put(engine)
    if dialect_of(engine) == "postgresql":
        with reading(engine) as connection:
            assert not has_postgis(connection)
    assert differing(engine) == []


@pytest.fixture
def with_postgis() -> Iterator[Engine]:
    name = f"detente_test_{secrets.token_hex(6)}"
    admin = create_engine(
        make_url(_server()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        there = "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"
        if connection.execute(text(there)).first() is None:
            admin.dispose()
            pytest.skip("PostGIS is not installed on the server")
        connection.execute(text(f"CREATE DATABASE {name}"))
    opened = open_engine(
        make_url(_server()).set(database=name).render_as_string(hide_password=False)
    )
    with writing(opened) as connection:
        connection.execute(text("CREATE EXTENSION postgis"))
    migrate(opened)
    yield opened
    opened.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def test_places_around_a_point_with_postgis(with_postgis: Engine) -> None:
    put(with_postgis)
    with reading(with_postgis) as connection:
        assert has_postgis(connection)
    assert differing(with_postgis) == []
