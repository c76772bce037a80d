"""Tables of places, all invented, become indexes that find their places."""

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import index_of

from detente.knowledge.importers.pcodes import layout_of
from detente.knowledge.importers.place_files import import_places
from detente.knowledge.placeindex.layers import lint_layers
from detente.knowledge.placeindex.store import open_file
from detente.knowledge.placeindex.writer import NewPlace
from detente.model.errors import EmptyInput, FormatError, InputError, PlaceIndexError

COUNTRIES = frozenset(("SYR", "MLI"))


def geonames_row(number, name, *, others="", lat="35.5", lon="38.5", cls="P", code="PPL",
                 country="SY", admin1="04", population="900"):  # fmt: skip
    cells = [number, name, name, others, lat, lon, cls, code, country, "", admin1, "", "", "",
             population, "", "", "Asia/Damascus", "2020-01-01"]  # fmt: skip
    return "\t".join(cells)


@pytest.fixture
def base(tmp_path):
    return index_of(
        tmp_path / "base.sqlite",
        NewPlace("SYR/velm-region", "Velm", "region", "SYR", region="SYR.04", lat=36.0, lon=39.0,
                 gazetteer="iso:SY-VE"),
        NewPlace("SYR/osk", "Osk", "town", "SYR", region="SYR.04", lat=36.1, lon=39.1,
                 population=50_000, gazetteer="geonames:77"),
    )  # fmt: skip


@pytest.fixture
def take(tmp_path, base):
    """Imports rows under a file name; gives what became of them and the index with them on top."""

    def taken(rows, name="SY.txt"):
        path = tmp_path / name
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        summary = import_places(path, tmp_path / "own", base)
        return summary, base.with_layer(open_file(summary.target))

    return taken


def test_geonames_features_by_kind_with_their_division(take):
    summary, index = take(
        [
            geonames_row("1", "Dorrak", others="Durrak,dorrak,Доррак", population="12000"),
            geonames_row("2", "Dorrak Airfield", cls="S", code="AIRF", population="0"),
            geonames_row("3", "Jabal Dorrak", cls="T", code="MT"),
            geonames_row("4", "Dorrak District", cls="A", code="ADM2"),
        ]
    )
    assert (summary.rows, summary.places, summary.known, summary.wrong) == (4, 4, 0, 0)
    town = index.find("durrak")[0]
    assert (town.id, town.kind, town.country, town.population) == (
        "geonames:1",
        "town",
        "SYR",
        12_000,
    )
    assert (town.region, town.admin1) == ("SYR.04", "Velm")
    kinds = [index.get(f"geonames:{n}").kind for n in (2, 3, 4)]
    assert kinds == ["site", "area", "county"]


def test_what_is_known_already_is_left_out(take):
    summary, index = take(
        [
            geonames_row("77", "Osk"),
            geonames_row("5", "Velm", cls="A", code="ADM1"),
            geonames_row("6", "Syria", cls="A", code="PCLI", admin1="00"),
            geonames_row("7", "Old Velm", cls="A", code="ADM2H"),
            geonames_row("8", "Sea Mount", cls="U", code="SMU", country=""),
            geonames_row("9", "Dorrak"),
        ]
    )
    assert (summary.places, summary.known) == (1, 5)
    assert [row.id for row in index.find("Osk")] == ["SYR/osk"]


def test_malformed_rows_are_named_and_counted_and_the_rest_is_taken(take):
    summary, index = take(
        [
            geonames_row("1", "Dorrak"),
            "2\ttoo few",
            geonames_row("3", "Hallad", lat="north"),
            geonames_row("4", "Hallad", lat="99"),
            geonames_row("5", "Hallad", country="QQ"),
            geonames_row("6", "Hallad", population="many"),
        ]
    )
    assert (summary.places, summary.wrong) == (1, 5)
    assert summary.problems[0].endswith("SY.txt:2: 2 cells instead of 19")
    assert [p.rpartition("SY.txt:")[2][0] for p in summary.problems] == list("23456")
    assert index.find("Hallad") == ()


def test_a_zipped_table_is_read_and_its_readme_is_not(tmp_path, base):
    path = tmp_path / "ML.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "words")
        archive.writestr("ML.txt", geonames_row("1", "Dorrak", country="ML") + "\nbroken\n")
    summary = import_places(path, tmp_path / "own", base)
    assert summary.target == tmp_path / "own" / "ml.sqlite"
    assert summary.problems == [f"{path}/ML.txt:2: 1 cells instead of 19"]


def test_a_cut_off_archive_is_one_line(tmp_path, base):
    path = tmp_path / "ML.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = "".join(geonames_row(str(n), f"Dorrak {n}") + "\n" for n in range(3000))
        archive.writestr("ML.txt", rows)
    whole = bytearray(path.read_bytes())
    whole[200:3000] = b"\0" * 2800
    path.write_bytes(whole)
    with pytest.raises(InputError, match="cannot be read"):
        import_places(path, tmp_path / "own", base)
    assert not list((tmp_path / "own").glob("*"))


@pytest.mark.parametrize(
    "text", ["", "\n", "name,names\nx,y\n", "{}", "a\tb\n", "ADM1_EN,ADM2_EN\nx,y\n", "\0\0"]
)
def test_what_is_no_table_of_places_is_refused(tmp_path, base, text):
    path = tmp_path / "x.csv"
    path.write_text(text)
    with pytest.raises(FormatError if text else EmptyInput):
        import_places(path, tmp_path / "own", base)


def test_importing_again_gives_the_same_bytes_and_nothing_twice(take):
    rows = [geonames_row("1", "Dorrak"), geonames_row("1", "Dorrak"), geonames_row("2", "Hallad")]
    first, _ = take(rows)
    content = first.target.read_bytes()
    second, index = take(rows)
    assert second.target.read_bytes() == content
    assert len(index.find("Dorrak")) == 1


def test_a_failed_import_leaves_what_was_there(take, tmp_path):
    summary, _ = take([geonames_row("1", "Dorrak")])
    content = summary.target.read_bytes()
    with pytest.raises(EmptyInput, match="no row of it gives a place"):
        take([geonames_row("2", "Hallad", lat="x")])
    assert summary.target.read_bytes() == content
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["sy.sqlite"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path, base):
    (tmp_path / "SY.txt").write_text(geonames_row("1", "Dorrak") + "\n")
    (tmp_path / "own").write_text("")
    with pytest.raises(PlaceIndexError, match=r"own: cannot be written .*--places"):
        import_places(tmp_path / "SY.txt", tmp_path / "own", base)


@pytest.mark.parametrize(
    "header",
    [
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,latitude,longitude",
        "admin0Name_en,admin0Pcode,admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Pcode,y,x",
        "adm0_name,adm0_pcode,adm1_name,adm1_altname,adm1_pcode,adm2_ref_name,adm2_pcode,center_lat,center_lon",
        "\ufeffADM0_EN;ADM0_PCODE;ADM1_EN;ADM1_AR;ADM1_PCODE;ADM2_EN;ADM2_PCODE;lat;lon",
    ],
)
def test_p_code_tables_of_several_makes(take, header):
    rows = [
        header,
        "Syria,SY,Velm,فلم,SY99,Hallad,SY9901,36.2,39.2",
        "Syria,SY,Velm,فلم,SY99,Ossrin,SY9902,,",
    ]
    if ";" in header:
        rows = [row.replace(",", ";") for row in rows]
    summary, index = take(rows, "syr_adm2.csv")
    assert (summary.form, summary.places, summary.wrong) == ("pcodes", 3, 0)
    unit = index.find("Hallad")[0]
    assert (unit.id, unit.kind, unit.country) == ("pcode:SY9901", "county", "SYR")
    assert (unit.admin1, unit.admin2, unit.lat, unit.lon) == ("Velm", "Hallad", 36.2, 39.2)
    assert index.find("Ossrin")[0].lat is None
    # The division that the shipped index knows: its key and point, found once.
    (velm,) = index.find("Velm")
    assert (velm.id, velm.region, velm.lat) == ("pcode:SY99", "SYR.04", 36.0)
    assert velm.gazetteer == "iso:SY-VE"


def test_a_p_coded_village_takes_the_point_of_the_town_that_it_surely_is(take):
    header = "ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM4_EN,ADM4_PCODE"
    _, index = take([header, "SY,Velm,SY99,Osk,C0001", "SY,Other,SY98,Hallad,C0002"], "adm4.csv")
    (osk,) = index.find("Osk")
    assert (osk.id, osk.lat, osk.population) == ("pcode:C0001", 36.1, 50_000)
    assert index.get("pcode:C0002").lat is None


def test_malformed_p_code_rows_are_named(take):
    header = "ADM0_PCODE,ADM1_EN,ADM1_PCODE"
    rows = [header, "#country+code,#adm1+name,#adm1+code", "QQ,Velm,QQ1", "SY,Velm", 'SY,"Velm,SY1',
            "SY,,SY1", "SY,Velm,SY1"]  # fmt: skip
    summary, _ = take(rows, "a.csv")
    assert (summary.places, summary.wrong) == (1, 4)
    assert [p.rpartition("a.csv:")[2][0] for p in summary.problems] == list("3456")


@given(st.lists(st.text(max_size=12), max_size=9))
def test_any_header_is_read_or_refused(titles):
    layout = layout_of(",".join(titles))
    assert layout is None or any(layout.codes)


@given(st.binary(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_bytes_are_refused_in_one_line_or_read(data):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        index = index_of(root / "base.sqlite")
        (root / "x.txt").write_bytes((geonames_row("1", "Dorrak") + "\n").encode() + data)
        summary = import_places(root / "x.txt", root / "own", index)
        assert summary.places >= 1
        (root / "y.txt").write_bytes(data)
        with pytest.raises(InputError) as caught:
            import_places(root / "y.txt", root / "own", index)
        assert "y.txt" in str(caught.value)


def test_lint_tells_broken_indexes_foreign_countries_and_what_lacks_a_point(take, tmp_path):
    take(["ADM0_PCODE,ADM1_EN,ADM1_PCODE", "SY,Nowhere,SY97"], "a.csv")
    take(["ADM0_PCODE,ADM1_EN,ADM1_PCODE", "ML,Nowhere,SY97"], "b.csv")
    (tmp_path / "own" / "c.sqlite").write_text("broken")
    told = [str(finding) for finding in lint_layers(tmp_path / "own", frozenset(("SYR",)))]
    levels = [line.partition(".sqlite: ")[2] for line in told]
    assert "warning: 1 of 1 places have no coordinates" in levels
    assert "error: 'MLI' is no country of ISO 3166" in levels
    assert "warning: 1 places are in an index before it too, which counts" in levels
    assert any(line.startswith("error: broken") for line in levels)
