"""`detente places` and `--places`, in this process; the imported places are invented."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.cli.main import app
from detente.knowledge.placeindex import cache, tables_lint
from detente.knowledge.placeindex.writer import IndexWriter, NewPlace
from detente.knowledge.tables import data_folder

TABLE = """\
ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon
Mali,ML,Gao,ML07,Dorrakoum,ML0799,16.5,-0.5
"""
PAGE = "Rebels killed two soldiers in Dorrakoum, Mali, on 3 May 2021.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of the test's own; own places lie in its .detente/places."""
    monkeypatch.chdir(tmp_path)
    for variable in ("DETENTE_PROJECT", "DETENTE_ACTORS", "DETENTE_PLACES"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "mali.csv").write_text(TABLE, "utf-8")
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    return tmp_path / ".detente" / "places"


def place_of(*more: str | Path) -> dict[str, object]:
    result = run("code", "page.txt", "--format", "jsonl", *more)
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout.splitlines()[0])
    (entity,) = {e["place"]["entity"] for e in record["events"] if e["place"]}
    return {"id": entity, **record["places"][entity]}


def test_places_are_found_by_any_spelling_in_a_country() -> None:
    every, one = (
        run("places", "find", "tripoli"),
        run("places", "find", "Tripoli", "--country", "lbn"),
    )
    assert every.exit_code == one.exit_code == 0
    assert "LBY" in every.stdout
    assert "LBN" in one.stdout
    assert "LBY" not in one.stdout


def test_what_nobody_bears_is_one_line() -> None:
    result = run("places", "find", "Qwertyville")
    assert result.exit_code == 2
    assert "no gazetteer holds a place of this name; `detente places import`" in result.stderr
    assert run("places", "show", "geonames:0").exit_code == 2


def test_a_place_is_shown_by_its_id() -> None:
    shown = run("places", "show", "SYR/raqqa")
    assert shown.exit_code == 0
    assert "geonames:" in shown.stdout
    assert "Raqqa" in shown.stdout


def test_imported_places_are_used_from_the_folder_of_the_project(folder: Path) -> None:
    assert place_of()["id"] == "new-place:dorrakoum"
    result = run("places", "import", "mali.csv")
    assert result.exit_code == 0
    assert "2 places from 1 rows, 0 left out as known or no place, 0 malformed" in result.stdout
    assert (folder / "mali.sqlite").is_file()
    found = place_of()
    assert (found["id"], found["lat"], found["admin1"]) == ("pcode:ML0799", 16.5, "Gao")
    assert "Dorrakoum" in run("places", "find", "dorrakoum").stdout


def test_the_folder_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("places", "import", "mali.csv", "--places", "mine").exit_code == 0
    assert place_of("--places", "mine")["id"] == "pcode:ML0799"
    assert place_of("--places", "mine", "--workers", "2")["id"] == "pcode:ML0799"
    monkeypatch.setenv("DETENTE_PLACES", str(tmp_path / "mine"))
    assert place_of()["id"] == "pcode:ML0799"
    missing = run("code", "page.txt", "--places", "nowhere")
    assert missing.exit_code == 2
    assert "nowhere: no such folder of places; `detente places import` makes one" in missing.stderr


def test_a_file_that_is_no_table_fails_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    result = run("places", "import", "x.csv", "mali.csv", "gone.txt")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert lines[0].startswith("error: x.csv: is neither a table of GeoNames")
    assert lines[1].startswith("error: gone.txt: no such file")
    assert "mali.csv: 2 places" in result.stdout


def test_malformed_rows_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "mali.csv").write_text(TABLE + "Mali,ML\n" * 12, "utf-8")
    result = run("places", "import", "mali.csv")
    assert result.exit_code == 0
    assert "mali.csv:3: 2 cells instead of 8 (skipped)" in result.stderr
    assert "2 more rows skipped" in result.stderr
    assert "12 malformed" in result.stdout


def test_lint_checks_your_own_or_the_shipped_tables(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = run("places", "lint")
    assert shipped.exit_code == 0
    assert "shipped tables: 0 errors" in shipped.stderr
    run("places", "import", "mali.csv")
    assert run("places", "lint").exit_code == 0
    (folder / "mali.sqlite").write_text("broken")
    broken = run("places", "lint")
    assert broken.exit_code == 2
    assert "mali.sqlite: error: broken" in broken.stdout
    assert "import its table again" in run("code", "page.txt").stderr
    (tmp_path / "t" / "places").mkdir(parents=True)
    for table in data_folder("places").glob("*.csv"):
        (tmp_path / "t" / "places" / table.name).write_bytes(table.read_bytes())
    with (tmp_path / "t" / "places" / "areas.csv").open("a") as file:
        file.write("Nowhere,,QQQ,,,editors\n")
    monkeypatch.setattr(tables_lint.larger, "data_folder", lambda name: tmp_path / "t" / name)
    (finding,) = tables_lint.lint_tables()
    assert str(finding).startswith("areas.csv:")
    assert "QQQ is no country with a point" in str(finding)


def test_build_makes_the_index_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache.building, "build", _small)
    result = run("places", "build")
    assert result.exit_code == 0, result.stderr
    assert f"{tmp_path / 'cache'}: 1 places under 1 names" in result.stdout


def _small(path: Path, stamp: str) -> None:
    with IndexWriter(path) as writer:
        writer.add(NewPlace("t:1", "Velm", "town", "SYR"))
        writer.close(stamp)
