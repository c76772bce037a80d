"""`detente thread`: trees out of every input, and no name or grouping by person in any output."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from test_commands import run

from detente.read.decode import decode
from detente.read.html.thread import find_thread
from detente.read.plain import read_plain

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "page-with-thread.txt"
PAGE = """<html lang="en"><head><title>Truce at the mill</title></head><body><article>
<h1>Truce at the mill</h1><p>The two groups signed a truce on Monday, officials in the town said, after a
week of clashes near the mill and the bridge.</p></article><ol class="commentlist">
<li id="comment-11" class="comment"><cite class="fn">Quillon Thrask</cite>
<time datetime="2024-01-01T10:25:00Z">1 January</time><p>It will not hold, mark my words about it.</p>
<ul class="children"><li id="comment-12" class="comment"><cite class="fn">Vesna Ombrik</cite>
<p>@Quillon Thrask it held last time. Write to vesna.ombrik@mail.example or t.me/vesna_ombrik</p>
<ul class="children"><li id="comment-13" class="comment"><cite class="fn">Quillon Thrask</cite>
<blockquote><p>it held last time</p></blockquote><p>For a week.</p></li></ul></li></ul></li>
</ol></body></html>
"""
FORMATS = ("table", "jsonl", "html")
READINGS = (("--no-reading",), ("--code",), ("--policy", "default"))


@pytest.fixture(autouse=True)
def own_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path / "project"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def comments_of(output: str) -> list[dict]:
    rows = [json.loads(line) for line in output.splitlines()]
    return [row for row in rows if row["row"] == "comment"]


def names_in(path: Path) -> set[str]:
    """The commenters' names as the mark-up holds them, read before pseudonyms are put on."""
    text = decode(path.read_bytes(), path.name).text
    if path.suffix == ".html":
        root = LexborHTMLParser(text).root
        assert root is not None
        return {raw.author for raw in find_thread(root).comments}
    return {raw.author for raw in read_plain(text).comments}


def all_outputs(path: Path, folder: Path) -> str:
    """Everything that the commands on comments write about a page: standard streams and files."""
    record = folder / "records.jsonl"
    parts = [run("code", path, "-o", record).output, record.read_text("utf-8")]
    parts += [run("code", path, "--format", form, "--comments").output for form in ("table", "csv")]
    for source in (path, record):
        parts += [run("thread", source, "--format", form).output for form in FORMATS]
    decided = folder / "decided.jsonl"
    parts += [run("moderate", record, "--decide", "-o", decided).output, decided.read_text("utf-8")]
    for source in (path, record):
        parts += [run("moderate", source, "--decide", "--export", "coral").output]
    parts += [run("thread", path, *more).output for more in READINGS]
    pseudonym = re.search(r"reader-[a-z2-7]{10}", parts[1])
    assert pseudonym is not None
    parts += [run("privacy", "erase", pseudonym[0], decided).output, decided.read_text("utf-8")]
    stored = (p for p in (folder / "project").rglob("*") if p.is_file() and p.name != "key")
    parts += [path.read_text("utf-8") for path in stored]
    assert any('"action"' in part for part in parts), "the moderation log is among them"
    return "\n".join(parts)


def assert_no_name(names: set[str], output: str) -> None:
    for name in names:
        assert len(name) > 2
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", output, re.IGNORECASE)
        assert found is None, "a commenter's name is in the output"


def test_the_tree_of_a_page_in_rows(page: Path) -> None:
    rows = comments_of(run("thread", page, "--format", "jsonl").stdout)
    assert [(row["id"], row["parent"], row["depth"]) for row in rows] == [
        ("c1", None, 0), ("c2", "c1", 1), ("c3", "c2", 2),
    ]  # fmt: skip
    assert rows[0]["author"] == rows[2]["author"] != rows[1]["author"]
    assert rows[0]["posted"] == "2024-01-01T10:00Z"
    assert rows[1]["text"] == (
        f"@{rows[0]['author']} it held last time. Write to [e-mail removed] or [profile removed]"
    )
    assert rows[2]["text"] == "> it held last time\n\nFor a week."
    assert rows[2]["quotes"] == [{"start": 0, "end": 19, "comment": "c2"}]


def test_a_record_gives_the_same_tree_as_its_page(page: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    assert run("code", page, "-o", record).exit_code == 0
    one, other = (run("thread", source).stdout for source in (page, record))
    trees = [re.findall(r"^ *c\d+ reader-\w+", text, re.MULTILINE) for text in (one, other)]
    assert trees[0] == trees[1]
    assert len(trees[0]) == 3


def test_an_invented_page_leaves_no_name_in_any_output(page: Path, tmp_path: Path) -> None:
    names = names_in(page)
    assert len(names) == 2
    output = all_outputs(page, tmp_path)
    assert_no_name(names, output)
    assert "vesna" not in output.lower()


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample page is not here")
def test_the_sample_page_has_its_tree_and_leaves_no_name(tmp_path: Path) -> None:
    rows = comments_of(run("thread", SAMPLE, "--format", "jsonl").stdout)
    assert [(row["parent"], row["depth"]) for row in rows] == [
        (None, 0), ("c1", 1), ("c1", 1), (None, 0), ("c4", 1), ("c5", 2), (None, 0), (None, 0),
        (None, 0), ("c9", 1),
    ]  # fmt: skip
    article = decode(SAMPLE.read_bytes(), SAMPLE.name).text.split("•")[0].casefold()
    # A reader who goes by a word that the article itself uses cannot be told from that word.
    names = {name for name in names_in(SAMPLE) if name.casefold() not in article}
    assert len(names) > 5
    assert_no_name(names, all_outputs(SAMPLE, tmp_path))


@pytest.mark.parametrize("option", ["--by", "--author", "--group-by", "--user", "--top"])
def test_there_is_no_view_of_a_person(page: Path, option: str) -> None:
    result = run("thread", page, option, "author")
    assert result.exit_code == 2
    assert "No such option" in result.output


@pytest.mark.parametrize("form", FORMATS)
def test_no_output_groups_by_author(page: Path, form: str) -> None:
    output = run("thread", page, "--format", form).stdout
    author = comments_of(run("thread", page, "--format", "jsonl").stdout)[0]["author"]
    head = output.splitlines()[0] if form == "jsonl" else output.split("c1")[0]
    assert "reader-" not in head, "what is told of the whole names nobody"
    # Once for each comment of theirs, and once where another calls them.
    assert output.count(author) == 3


def test_table_and_csv_of_coded_pages_hold_no_comment_unless_asked(page: Path) -> None:
    words = "It will not hold"
    assert words not in run("code", page, "--format", "table").stdout
    assert words not in run("code", page, "--format", "csv", "--comments").stdout
    assert words in run("code", page, "--format", "table", "--comments").stdout
    assert words in run("code", page, "--format", "jsonl").stdout
    assert words not in run("code", page, "--format", "jsonl", "--no-comments").stdout


def test_tables_of_comments_and_what_was_mended(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ["id", "parent_id", "author", "text"],
            [1, "", "Quillon", "One."],
            [2, 77, "Vesna", "Two."],
        ]
    )
    path = tmp_path / "rows.csv"
    path.write_text(text.getvalue(), "utf-8")
    result = run("thread", path, "--format", "jsonl")
    assert [row["text"] for row in comments_of(result.stdout)] == ["One.", "Two."]
    assert "c2 answers a comment that is not there; it stands at the top" in result.stderr


def test_html_is_one_thread_a_page(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "t.html"
    assert run("thread", page, "-o", out).exit_code == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    both = run("thread", page, page.rename(tmp_path / "a.html"), "--format", "html")
    assert both.exit_code == 2


def test_a_reply_five_thousand_levels_deep(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    rows = [
        {"id": n, "parent": n - 1 or None, "author": "Ann", "text": f"No {n}."}
        for n in range(1, 5001)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    for form in FORMATS:
        result = run("thread", path, "--format", form)
        assert result.exit_code == 0
        assert "5000" in result.stdout
    assert comments_of(run("thread", path, "--format", "jsonl").stdout)[-1]["depth"] == 4999


def test_times_as_given_or_by_day(page: Path) -> None:
    def first(times: str) -> str:
        return comments_of(run("thread", page, "--format", "jsonl", "--times", times).stdout)[0][
            "posted"
        ]

    assert (first("exact"), first("day")) == ("2024-01-01T10:25:00Z", "2024-01-01")


def test_what_cannot_be_read_is_told_in_a_line(tmp_path: Path) -> None:
    result = run("thread", tmp_path / "none.html")
    assert result.exit_code == 2
    assert "no such file" in result.stderr


def test_a_broken_line_among_records_is_told(page: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    run("code", page, "-o", record)
    record.write_text(record.read_text("utf-8") + '{"schema":"detente/1","document":3}\n', "utf-8")
    result = run("thread", record, "--format", "jsonl")
    assert result.exit_code == 2
    assert "r.jsonl:2: no record of schema detente/1" in result.stderr
    assert len(comments_of(result.stdout)) == 3


ABUSE = "The mill is on fire.\n\n\n  • Quillon Thrask\n\n    What an idiot, he cannot read a map.\n"


@pytest.fixture
def uncivil(tmp_path: Path) -> Path:
    path = tmp_path / "uncivil.txt"
    path.write_text(ABUSE, "utf-8")
    return path


def test_labels_and_reasons_are_shown(uncivil: Path) -> None:
    for form in ("table", "html"):
        output = run("thread", uncivil, "--format", form).stdout
        assert "hostile 0." in output
        assert re.search(r"insult 0\.\d\d: insult “idiot", output)
    (row,) = comments_of(run("thread", uncivil, "--format", "jsonl").stdout)
    assert row["labels"][0]["reason"].startswith("insult “idiot")
    assert row["moderation"] is None


def test_reading_can_be_left_out(uncivil: Path) -> None:
    result = run("thread", uncivil, "--no-reading", "--format", "jsonl")
    (row,) = comments_of(result.stdout)
    assert (row["hostile"], row["labels"], row["act"]) == (None, [], None)


def test_a_policy_is_applied_where_one_is_named(uncivil: Path, tmp_path: Path) -> None:
    (row,) = comments_of(run("thread", uncivil, "--policy", "default", "--format", "jsonl").stdout)
    assert row["moderation"] == "hold"
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\ndefault = "hide"\n', "utf-8")
    (row,) = comments_of(run("thread", uncivil, "--policy", own, "--format", "jsonl").stdout)
    assert row["moderation"] == "hide"
    missing = run("thread", uncivil, "--policy", tmp_path / "none.toml")
    assert missing.exit_code == 2
    assert "none.toml" in missing.stderr


def test_leads_name_events_where_the_page_is_coded(tmp_path: Path) -> None:
    path = tmp_path / "coded.txt"
    path.write_text(
        "Hezbollah shelled a bakery in Raqqa on 3 May 2014.\n\n\n  • Quillon Thrask\n\n"
        "    My cousin lives in Raqqa, the bakery is on the Homs-Palmyra road.\n",
        "utf-8",
    )
    read, coded = (
        comments_of(run("thread", path, "--format", "jsonl", *more).stdout)[0]["leads"][0]["about"]
        for more in ((), ("--code",))
    )
    assert (read, coded) == (None, "e1")
    assert run("thread", path, "--code", "--no-reading").exit_code == 2
