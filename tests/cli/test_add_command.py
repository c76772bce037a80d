"""`detente add`, as a person meets it: good and bad inputs, again and again."""

import json
from pathlib import Path

import pytest
from pages import PNG, STORY
from projects import done, figures, refused, rows, run, told

from detente.cli.add import _told as summary
from detente.model.record import Document, Record
from detente.run.adding import Adder

COMMENTS_ONLY = """\
<html><body><section id="comments" class="comments-area"><ol class="comment-list">
<li class="comment depth-1" id="comment-1"><article class="comment-body">
<footer class="comment-meta"><b class="fn">Ana</b></footer>
<div class="comment-content"><p>They will not keep it.</p></div></article></li>
</ol></section></body></html>
"""


def held(project: Path) -> list[dict[str, object]]:
    """The records that hold now."""
    listed = rows(done("search", "--pages", "brigade", "--format", "jsonl", "--project", project))
    shown = (done("show", row["document"], "--json", "--project", project) for row in listed)
    return [json.loads(line) for line in shown]


def test_good_and_bad_inputs_together(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "picture.html").write_bytes(PNG)
    result = run(
        "add", folder, tmp_path / "nowhere.txt", "-", given=STORY.replace("Aleppo", "Homs")
    )
    assert result.exit_code == 2
    assert result.stdout == ""
    *errors, last = result.stderr.splitlines()
    assert [line.split(":")[1].strip().rsplit("/")[-1] for line in errors] == [
        "empty.txt", "picture.html", "nowhere.txt",
    ]  # fmt: skip
    assert all(line.startswith("error: ") for line in errors)
    assert ["is empty" in errors[0], "PNG" in errors[1], "no such file" in errors[2]] == [True] * 3
    assert last.startswith("2 pages added with ")
    assert last.endswith(", 3 failed")
    assert figures(empty)["pages"] == 2
    assert {"-", str(folder / "good.txt")} == {r["document"]["origin"] for r in held(empty)}  # type: ignore[index]  # a document

    again = told("add", folder / "good.txt")
    assert again == "0 pages added with 0 events, 1 known already\n"
    assert figures(empty)["versions"] == 2


def test_a_stated_day_settles_dates_and_counts_as_another_way(empty: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(STORY.replace("Published on 5 May 2021.\n", ""), "utf-8")
    told("add", page)
    assert held(empty)[0]["document"]["published"] is None  # type: ignore[index]  # a document
    said = told("add", page, "--published", "2021-05-05", "--outlet", "The Bell")
    assert said.startswith("0 pages added, 1 coded anew, with ")
    document = held(empty)[0]["document"]
    assert (document["published"], document["outlet"]) == ("2021-05-05", "The Bell")  # type: ignore[index]  # a document
    assert {row["first"] for row in rows(done("search", "--format", "jsonl"))} >= {"2021-05-03"}
    assert figures(empty)["versions"] == 2
    assert run("add", page, "--published", "5 May").exit_code == 2


def test_records_of_code_are_stored_as_they_are(empty: Path, tmp_path: Path) -> None:
    page, file = tmp_path / "page.txt", tmp_path / "records.jsonl"
    page.write_text(STORY, "utf-8")
    coded = done("code", page, "--comments")
    failed = json.dumps(
        {"schema": "detente/1", "origin": "b", "error": "NoText", "message": "b: no"}
    )
    file.write_text(f"{coded}{failed}\n", "utf-8")
    result = run("add", file)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[1].startswith("1 page added with ")
    record = held(empty)[0]
    assert record["comments"] == [], "this project keeps none"
    assert record == json.loads(coded) | {"comments": []}
    assert figures(empty)["bytes_kept"] == 0
    assert "as they were: 0" in told("recode"), "there are no bytes to code anew"
    file.write_text(coded, "utf-8")
    assert "1 known already" in told("add", file)


@pytest.mark.parametrize("line", ["{", '{"schema": "detente/1"}', '{"schema": "detente/9"}'])
def test_records_that_are_none_are_told(empty: Path, tmp_path: Path, line: str) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(line + "\n", "utf-8")
    result = run("add", file)
    assert result.exit_code == 2
    assert "fault" not in result.stderr
    assert "records.jsonl" in result.stderr.splitlines()[0]
    assert figures(empty)["pages"] == 0


def test_a_page_of_comments_alone_is_told_where_none_are_kept(empty: Path, tmp_path: Path) -> None:
    page = tmp_path / "thread.html"
    page.write_text(COMMENTS_ONLY, "utf-8")
    result = run("add", page)
    assert result.exit_code == 2
    first = result.stderr.splitlines()[0]
    assert first.endswith(
        "it holds readers' comments only, and this project keeps none; set comments = true in its "
        "detente.toml"
    )
    settings = (empty / "detente.toml").read_text("utf-8")
    (empty / "detente.toml").write_text(settings.replace("= false", "= true"), "utf-8")
    assert told("add", page).startswith("1 page added with 0 events")
    document = figures(empty)
    assert document["pages"] == 1
    assert document["reports"] == 0


def test_commenters_are_kept_as_pseudonyms_where_they_are_kept(example: Path) -> None:
    page = "truce-at-the-bridge.html"
    record = json.loads(done("show", page, "--json", "--project", example))
    authors = {c["author"] for c in record["comments"]}
    assert len(record["comments"]) == 7
    assert all(author == "" or author.startswith("reader-") for author in authors)
    assert "Marsh Heron" not in json.dumps(record)
    assert "Marsh Heron" not in done("show", page)


@pytest.mark.usefixtures("example")
def test_what_is_there_is_passed_over_and_loads_no_coder(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stored(*_: object) -> None:
        raise AssertionError("a known page was coded")

    monkeypatch.setattr(Adder, "_store", stored)
    before = figures(example)
    again = told("add", example / "pages")
    assert again == "0 pages added with 0 events, 7 known already\n"
    assert figures(example) | {"sightings": 7} == before, "the pages were met elsewhere, no more"


def test_usage_and_empty_folders(empty: Path, tmp_path: Path) -> None:
    assert "Missing argument" in run("add").stderr
    (tmp_path / "none").mkdir()
    result = run("add", tmp_path / "none")
    assert result.exit_code == 2
    assert "no page lies in this folder" in result.stderr
    assert "no such folder of actors" in refused("add", tmp_path, "--actors", tmp_path / "own")
    assert figures(empty)["pages"] == 0


def test_what_was_done_is_counted_in_plain_words() -> None:
    from collections import Counter  # noqa: PLC0415 - only here

    assert summary(Counter(added=1, events=1)) == "1 page added with 1 event"
    assert summary(Counter(added=2, changed=1, events=1203, known=4, failed=1)) == (
        "2 pages added, 1 coded anew, with 1,203 events, 4 known already, 1 failed"
    )


def test_a_record_without_events_is_a_page(empty: Path, tmp_path: Path) -> None:
    text = "Nothing at all."
    record = Record(document=Document(id=f"sha256:{'a' * 64}", origin="x", text=text))
    file = tmp_path / "one.jsonl"
    file.write_text(record.to_json() + "\n", "utf-8")
    assert told("add", file) == "1 page added with 0 events\n"
    assert "Nothing at all" in done("search", "--pages", "nothing")
    assert figures(empty)["reports"] == 0
