import json
import sqlite3
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import TOWNS, index_of, towns_file

from detente.knowledge.normal import name_key, name_keys
from detente.knowledge.placeindex import PlaceIndex, cache, sources
from detente.knowledge.placeindex import build as building
from detente.knowledge.placeindex.build import kilometres
from detente.knowledge.placeindex.store import open_file
from detente.knowledge.placeindex.writer import NewPlace, is_written_name
from detente.model.errors import PlaceIndexError

NAMES = st.sampled_from(
    ["Velmar", "velmar", "Al-Bab", "El Bab", "Óssel", "Ossel", "Sant' Osk", "X"]
)
PLACES = st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=3), st.integers(0, 5)), max_size=12)


@pytest.fixture
def small_towns(monkeypatch, tmp_path):
    """Makes the cache build from three invented towns."""
    path = towns_file(tmp_path / "towns.json")
    whole = building.build

    def small(target, stamp):
        whole(target, stamp, towns=path, quiet=True)

    monkeypatch.setattr(building, "build", small)
    return path


@given(PLACES, NAMES)
@settings(max_examples=40, deadline=None)
def test_a_look_up_finds_what_reading_every_row_finds(places, asked):
    rows = [
        NewPlace(f"t:{n}", name, "town", "AAA", tuple(others), population=population)
        for n, (name, others, population) in enumerate(places)
    ]
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder) / "i.sqlite", *rows)
        found = [row.id for row in index.find(asked)]
    keys = set(name_keys(asked))
    expected = {
        row.id
        for row in rows
        if name_key(row.name) in keys
        or keys & {name_key(name) for name in row.names if is_written_name(name)}
    }
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.usefixtures("small_towns")
def test_towns_of_one_name_come_by_population_with_their_division(tmp_path):
    path = tmp_path / "i.sqlite"
    building.build(path, "s")
    layer = open_file(path, "s")
    index = PlaceIndex((layer,))
    big, small = index.find("Velmar")
    assert (big.id, big.country, big.main, big.population) == ("geonames:1", "ITA", True, 90_000)
    assert (small.id, small.country) == ("geonames:2", "ZWE")
    assert index.find("Velmara")[0].main is False
    assert index.find("velmar transliterated") == ()
    assert index.get("geonames:3").name == "Ossel"
    assert index.get("geonames:4") is None


@pytest.mark.usefixtures("small_towns")
def test_our_own_entry_takes_over_the_same_town(monkeypatch, tmp_path):
    own = tmp_path / "places.csv"
    own.write_text(
        "name,names,country,admin1,lat,lon,kind,source\n"
        "Velmarr,Velmar,ITA,,45.01,7.01,town,editors\n"
        "Ossel,,ITA,,46.9,7.2,town,editors\n"
    )
    load = building.load_gazetteer
    monkeypatch.setattr(building, "load_gazetteer", lambda: load(own))
    building.build(tmp_path / "i.sqlite", "s")
    index = PlaceIndex((open_file(tmp_path / "i.sqlite", "s"),))
    merged = index.get("ITA/velmarr")
    assert (merged.gazetteer, merged.population, merged.lat) == ("geonames:1", 90_000, 45.01)
    assert index.get("geonames:1") is None
    # 200 km off: another place of that name.
    assert {row.id for row in index.find("Ossel")} == {"ITA/ossel", "geonames:3"}


def test_a_seat_tells_which_division_a_code_means(small_towns, tmp_path):
    towns = {
        "1": ("Turin", 45.07, 7.69, "IT", 870_000, "77", []),
        "2": ("Ossel", 45.1, 7.2, "IT", 3_000, "77", []),
        "3": ("Elsewhere", 40.1, 16.2, "IT", 3_000, "78", []),
    }
    towns_file(small_towns, towns)
    building.build(tmp_path / "i.sqlite", "s")
    index = PlaceIndex((open_file(tmp_path / "i.sqlite", "s"),))
    assert index.find("Ossel")[0].admin1 == "Piedmont"
    assert index.find("Elsewhere")[0].admin1 is None
    piedmont = index.get("iso:IT-21")
    assert (piedmont.kind, piedmont.region) == ("region", "ITA.77")
    assert kilometres(piedmont.lat, piedmont.lon, 45.0, 7.4) < 60


def test_a_code_without_other_evidence_has_the_name_that_geonames_gives_it(small_towns, tmp_path):
    towns = {
        "1": ("Turin", 45.07, 7.69, "IT", 870_000, "12", []),
        "2": ("Elsewhere", 40.5, 16.0, "IT", 3_000, "03", []),
        "3": ("Farther", 40.5, 16.3, "IT", 3_000, "03", []),
    }
    towns_file(small_towns, towns)
    building.build(tmp_path / "i.sqlite", "s")
    index = PlaceIndex((open_file(tmp_path / "i.sqlite", "s"),))
    assert index.find("Elsewhere")[0].admin1 == "Calabria"
    calabria = index.get("iso:IT-78")
    assert (calabria.region, calabria.lat, calabria.lon) == ("ITA.03", 40.625, 16.25)
    assert index.get("iso:IT-21").region == "ITA.12"


def test_the_same_division_of_two_lists_is_one(small_towns, tmp_path):
    towns = {"1": ("Ar Raqqah", 35.95, 39.0, "SY", 177_000, "04", [])}
    towns_file(small_towns, towns)
    building.build(tmp_path / "i.sqlite", "s")
    index = PlaceIndex((open_file(tmp_path / "i.sqlite", "s"),))
    raqqa = index.get("SYR/raqqa-region")
    assert (raqqa.gazetteer, raqqa.region) == ("iso:SY-RA", "SYR.04")
    assert index.get("iso:SY-RA") is None


@pytest.mark.usefixtures("small_towns")
def test_parts_of_the_world_lie_amid_their_members(tmp_path):
    building.build(tmp_path / "i.sqlite", "s")
    index = PlaceIndex((open_file(tmp_path / "i.sqlite", "s"),))
    caucasus = index.get("area/caucasus")
    assert 40 < caucasus.lat < 42
    assert 43.5 < caucasus.lon < 47.5
    assert index.get("area/black-sea").lat is None


@pytest.mark.parametrize("damage", [b"", b"no database", None])
@pytest.mark.usefixtures("small_towns")
def test_a_broken_index_is_made_again(damage, tmp_path):
    cache.ready(tmp_path).close()
    path = next(tmp_path.glob("places-*.sqlite"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert PlaceIndex((cache.ready(tmp_path),)).find("Ossel")


@pytest.mark.usefixtures("small_towns")
def test_an_index_of_another_version_is_removed(tmp_path):
    old = tmp_path / "places-0000.sqlite"
    sqlite3.connect(old).close()
    old.write_bytes(b"old")
    cache.ready(tmp_path).close()
    assert [p.name for p in tmp_path.glob("places-*")] == [f"places-{cache.stamp()}.sqlite"]


def _make(arguments):
    folder, towns = arguments
    whole = building.build

    def small(target, stamp):
        with (folder / "builds").open("a") as file:
            file.write("x")
        whole(target, stamp, towns=towns, quiet=True)

    building.build = small
    return len(PlaceIndex((cache.ready(folder),)).find("Velmar"))


def test_two_processes_at_once_make_one_index(tmp_path):
    towns = towns_file(tmp_path / "towns.json")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_make, [(tmp_path, towns)] * 2)) == [2, 2]
    assert (tmp_path / "builds").read_text() == "x"
    assert not list(tmp_path.glob(".places-[0-9]*"))


def test_a_folder_that_cannot_be_made_is_named(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "file" / "below"))
    with pytest.raises(PlaceIndexError, match=r"file/below: cannot be written; .*DETENTE_CACHE"):
        cache.folder()


def test_without_a_writable_cache_the_index_goes_to_the_temporary_folder(
    monkeypatch, tmp_path, capsys
):
    (tmp_path / "file").write_text("")
    monkeypatch.delenv(cache.FOLDER, raising=False)
    monkeypatch.setattr(
        cache.platformdirs, "user_cache_dir", lambda _: str(tmp_path / "file" / "c")
    )
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(tmp_path))
    chosen = cache.folder()
    assert chosen.parent == tmp_path
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"file/c: cannot be written; the place index is kept in {chosen}" in told
    (chosen / "places-0.sqlite").touch()
    cache.folder()
    assert capsys.readouterr().err == ""


@given(st.dictionaries(st.text(max_size=5), st.dictionaries(st.text(max_size=9), st.integers())))
@settings(max_examples=50, deadline=None)
def test_streaming_reads_what_the_json_module_reads(objects):
    chunk = sources._CHUNK
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "o.json"
        path.write_text(json.dumps(objects), encoding="utf-8")
        try:
            sources._CHUNK = 7
            assert list(sources.stream_objects(path)) == list(objects.values())
        finally:
            sources._CHUNK = chunk


def test_a_cut_off_file_is_an_error(tmp_path):
    path = tmp_path / "o.json"
    path.write_text('{"a": {"b": 1}, "c": {"d"', encoding="utf-8")
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter"):
        list(sources.stream_objects(path))


def test_the_invented_towns_are_not_real_names_of_codes():
    assert [is_written_name(name) for name in TOWNS["1"][6]] == [True, False, False]
    assert not is_written_name("Оссел")
