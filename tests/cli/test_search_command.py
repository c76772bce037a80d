"""`detente search`, `show` and `stats`, on the bundled pages."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from projects import done, figures, misused, refused, rows, run, told

from detente.cli.search import State

STORIES = {"hill-courier-truce.md", "levant-wire-truce.md", "truce-at-the-bridge.html"}


@pytest.fixture(autouse=True)
def in_the_example(example: Path) -> Path:
    """All commands work on the bundled pages."""
    return example


def found(*arguments: object) -> list[dict[str, object]]:
    return rows(done("search", *arguments, "--format", "jsonl"))


def files(*arguments: object) -> set[str]:
    return {str(row["origin"]).rsplit("/", 1)[-1] for row in found(*arguments)}


def test_words_must_all_be_there_and_phrases_in_a_row() -> None:
    assert files("truce", "signed") == STORIES
    assert files('"signed a truce"') == STORIES
    assert files('"truce signed"') == set()
    assert files("truce", "mortars") == set()


def test_filters_narrow_it_down() -> None:
    everything = found()
    assert {str(row["type"]) for row in found("--type", "assault")} == {"ASSAULT"}
    assert {row["mode"] for row in found("--mode", "drone")} == {"drone"}
    assert files("--actor", "TUR") == {"truce-at-the-bridge.html"}
    mine = found("--actor", "sarhat front")
    assert mine
    assert mine == found("--actor", "new:sarhat-front")
    late = found("--from", "2024-03-13")
    assert 0 < len(late) < len(everything)
    assert all(str(row["last"]) >= "2024-03-13" for row in late)
    assert all(str(row["first"]) <= "2023-12-31" for row in found("--to", "2023-12-31"))
    assert found("--state", State.CANDIDATE.value) == everything
    assert found("--state", "published") == []
    assert {row["place_name"] for row in found("--place", "Gaziantep")} == {"Gaziantep"}
    near = found("--near", "37.06,37.38,30")
    assert {row["place_name"] for row in near} == {"Gaziantep"}
    assert found("--country", "tur") == near, "letters of a country's code may be small"


def test_what_is_left_out_is_counted() -> None:
    shown = told("search", "--limit", "1")
    assert shown == f"{len(found()) - 1} more; --limit shows them, or narrow it down\n"
    assert told("search", "--limit", "100") == ""


def test_nothing_found_is_said_in_every_form() -> None:
    for form in ("table", "jsonl", "csv"):
        result = run("search", "nobodywrotethis", "--format", form)
        assert result.exit_code == 0
        assert result.stderr == "nothing found\n"
    heads = done("search", "nobodywrotethis", "--format", "csv"), done("search", "--format", "csv")
    assert heads[0] == heads[1].splitlines()[0] + "\n", "a file without rows has its columns"
    assert told("search", "--pages", "nobodywrotethis") == "nothing found\n"


@pytest.mark.parametrize(
    ("near", "words"),
    [
        ("here", "write --near as latitude,longitude,kilometres"),
        ("1,2", "write --near as latitude,longitude,kilometres"),
        ("91,0,5", "a latitude of -90 to 90"),
        ("0,181,5", "a longitude of -180 to 180"),
        ("0,0,0", "kilometres above 0"),
        ("nan,0,5", "a latitude"),
        ("0,0,nan", "kilometres above 0"),
    ],
)
def test_points_that_are_none_are_told(near: str, words: str) -> None:
    said = refused("search", "--near", near)
    assert said.startswith(f"error: '{near}': ")
    assert words in said


def test_wrong_values_are_told_by_option() -> None:
    assert "'--type': 'shout' is no event type; it is one of AGREE, CONSULT" in misused(
        "search", "--type", "shout"
    )
    assert "'--from': '2024-3' is no day; write it as 2018-11-17" in misused(
        "search", "--from", "2024-3"
    )
    assert "'--state'" in misused("search", "--state", "done")
    said = refused("search", "--actor", "Nobody Known")
    assert "'Nobody Known': no actor is called so; `detente actors find` looks names up" in said
    assert "give words" in refused("search", "--pages")
    said = refused("search", "bridge", "--pages", "--type", "ASSAULT")
    assert said == "error: --pages looks for words alone; leave out what else is asked for"


def test_a_cell_that_begins_like_a_formula_is_no_formula(example: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        '---\ntitle: A shelling\noutlet: "=HYPERLINK(1)"\ndate: 2024-05-05\n---\n\n'
        "The Hill Brigade shelled the army base in Aleppo on 3 May, killing two soldiers.\n",
        "utf-8",
    )
    told("add", page, "--project", example)
    text = done("search", "shelled", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["outlet"] == "'=HYPERLINK(1)"
    assert found("shelled")[0]["outlet"] == "=HYPERLINK(1)", "only a spreadsheet reads formulas"


def test_a_table_fits_80_columns_and_cuts_no_id_or_type() -> None:
    text = done("search", width=80)
    assert max(map(len, text.splitlines())) <= 80
    for row in found():
        assert str(row["incident"] or row["type"]) in text
        assert str(row["type"]) in text


def test_pages_are_found_by_words_with_words_around() -> None:
    text = done("search", "--pages", "ferry OR lorries", width=80)
    assert text == "", "OR is a word, no operator"
    text = done("search", "--pages", "prisoners", "released")
    assert text.startswith("Fourteen men come home\n  Valley Monitor · 2024-03-15 · ")
    listed = rows(done("search", "--pages", "prisoners", "--format", "jsonl"))
    assert {"document", "title", "outlet", "published", "origin", "snippet"} == {*listed[0]}


def test_a_page_is_shown_by_hash_path_and_name(example: Path) -> None:
    path = example / "pages" / "hill-courier-truce.md"
    (row,) = rows(done("search", "--pages", "guns", "silent", "--format", "jsonl"))
    document, origin = str(row["document"]), str(row["origin"])
    text = done("show", document)
    assert "Qanat: the guns fall silent" in text
    assert "The Hill Courier · 2024-03-12" in text
    assert f"met {datetime.now(UTC):%Y}" in text
    assert "Events, their reports, states and incidents:" in text
    assert "candidate  i-" in text
    for name in (
        document[:8],
        f"sha256:{document}",
        document.upper(),
        origin,
        path.name,
        f"pages/{path.name}",
    ):
        assert done("show", name) == text, name
    assert (
        json.loads(done("show", document[:8], "--json"))["document"]["id"] == f"sha256:{document}"
    )


@pytest.mark.parametrize("name", ["", "%", "_______", "zz", "courier", "7" * 65, "i-12"])
def test_a_page_that_is_none_is_told(name: str) -> None:
    said = refused("show", name)
    assert said == f"error: {name!r}: no such page; `detente search --pages WORDS` finds pages"


def test_a_beginning_of_several_pages_is_told_with_them(example: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(f"Nothing of {folder}.", "utf-8")
    told("add", tmp_path / "a", tmp_path / "b", "--project", example)
    said = refused("show", "same.txt")
    assert "'same.txt': 2 pages fit; give more of the hash: " in said
    assert len(said.rsplit(": ", 1)[1].split(", ")) == 2
    assert "Nothing of a." in done("show", "a/same.txt", "--json")


def test_an_address_names_a_page(example: Path, tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    address = "https://example.org/news/7"
    page.write_text(
        f'<html><head><link rel="canonical" href="{address}"></head><body><article><h1>Calm</h1>'
        "<p>Nothing was heard from the northern bank of the river today, people said.</p>"
        "</article></body></html>",
        "utf-8",
    )
    told("add", page, "--project", example)
    assert "Nothing was heard" in done("show", address, "--json")


def test_what_was_known_at_a_time() -> None:
    name = "hill-courier-truce.md"
    now = datetime.now(UTC)
    assert done("show", name, "--as-of", f"{now:%Y-%m-%d}") == done("show", name)
    assert done("show", name, "--as-of", f"{now:%Y-%m-%dT%H:%M:%S}Z") == done("show", name)
    east = (now + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S+09:00")
    assert done("show", name, "--as-of", east) == done("show", name), "a zone counts"
    before = now - timedelta(days=1)
    for time in (f"{before:%Y-%m-%d}", f"{before:%Y-%m-%dT%H:%M}Z"):
        assert refused("show", name, "--as-of", time).endswith("nothing was known of it then")


@pytest.mark.parametrize(
    "time", ["yesterday", "2024", "2024-13-01", "12:00", "9999-12-31T23:59:59-09:00"]
)
def test_a_time_that_is_none_is_told(time: str) -> None:
    said = misused("show", "hill-courier-truce.md", "--as-of", time)
    assert f"'{time}' is no time; write it as 2026-11-30" in said


def test_figures_tell_how_few_sources_there_are(example: Path) -> None:
    counted = figures(example)
    assert (counted["pages"], counted["versions"], counted["sightings"]) == (7, 7, 7)
    assert counted["copies"] == 1
    assert sum(number for _, number in counted["by_type"]) == counted["reports"]
    assert counted["single_origin"] <= counted["incidents"] <= counted["reports"]
    text = done("stats", width=80)
    assert "7, met 7 times; 1 near copy of another" in text
    assert f"{counted['reports']}" in text
    assert max(map(len, text.splitlines())) <= 80
