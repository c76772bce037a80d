"""`detente recode`, `verify`, `purge` and `log`, on the bundled pages."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from projects import done, figures, misused, refused, rows, run, told
from sqlalchemy import text

from detente.store.database import open_engine, reading
from tests.store.altering import behind

COURIER = "hill-courier-truce.md"
BRIDGE = "truce-at-the-bridge.html"


def record(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(done("show", name, "--json"))
    return found


def document(name: str) -> str:
    return str(record(name)["document"]["id"]).removeprefix("sha256:")  # type: ignore[index]  # a document


def head() -> str:
    return done("verify").split()[-1]


def dump(project: Path) -> str:
    """All that stands in the database, bytes too."""
    engine = open_engine(f"sqlite:///{project / '.detente' / 'casebook.sqlite'}")
    with reading(engine) as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        found = [
            str(tuple(row)) for name in names.scalars()
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))  # noqa: S608 - our own names
        ]  # fmt: skip
    engine.dispose()
    return "\n".join(found)


def test_coding_anew_tells_and_then_does_what_own_actors_change(example: Path) -> None:
    same = told("recode", "--dry-run")
    assert same == "0 pages would change, as they were: 0\n", "all were coded in this way"
    own = example / ".detente" / "actors"
    told(
        "actors", "add", "--name", "Sarhat Front", "--country", "SYR", "--sector", "PRM",
        "--source", "invented", "--actors", own,
    )  # fmt: skip
    before = figures(example)
    tried = run("recode", "--dry-run", "--project", example, width=80)
    assert tried.exit_code == 0, tried.output
    assert " pages would change, as they were: " in tried.stderr
    assert f"{document(COURIER)[:12]}  " in tried.stdout
    assert "  ~ SUPPORT “signed” at 69: actors" in tried.stdout
    assert "  also: " in tried.stdout
    assert max(map(len, tried.stdout.splitlines())) <= 80
    assert figures(example) == before

    did = run("recode", "--project", example, width=80)
    assert did.stdout == tried.stdout
    assert did.stderr == tried.stderr.replace("would change", "changed")
    assert "sarhat-front" in record(COURIER)["actors"]  # type: ignore[operator]  # a mapping
    assert figures(example)["versions"] == 2 * before["versions"], "all were coded in another way"
    shown = done("show", COURIER)
    assert "version 1 of " in shown
    assert "version 2 of " in shown
    assert shown.count("(shown)") == 1
    assert "Sarhat Front" in done("dyad", "sarhat-front", "River Brigades")
    assert told("recode") == "0 pages changed, as they were: 0\n"
    assert done("verify").startswith("clean: ")


def test_what_persons_said_stays_when_pages_are_coded_anew(example: Path) -> None:
    (event,) = (row["id"] for row in rows(done("search", "--mode", "drone", "--format", "jsonl")))
    done("review", "correct", event, "killed", "3", "--coder", "A", "--reason", "counted")
    done("review", "accept", event, "--coder", "A")
    told("recode", "--least-confidence", "0.4", "--project", example)
    (row,) = rows(done("search", "--state", "reviewed", "--format", "jsonl"))
    assert row["id"] == event
    assert "3 killed" in done("incidents", "list", "--type", "ASSAULT")
    assert done("verify").startswith("clean: ")


def test_single_pages_are_coded_anew_and_wrong_names_told(example: Path) -> None:
    told("recode", COURIER, "--least-confidence", "0.4", "--project", example)
    assert figures(example)["versions"] == 8
    assert "'zz': no such page; `detente search --pages WORDS`" in refused("recode", "zz")
    assert "'%': no such page" in refused("recode", "%")


@pytest.mark.usefixtures("example")
def test_a_clean_casebook_prints_a_head_that_stands_in_later_ones() -> None:
    text = done("verify")
    assert text.startswith("clean: 7 log entries, ")
    early = head()
    told("purge", COURIER, "--yes")
    assert head() != early
    assert done("verify", "--head", early) == done("verify")
    result = run("verify", "--head", "0" * 63 + "1")
    assert result.exit_code == 2
    assert f"problem: the log does not hold {'0' * 16}…" in result.stderr


def test_an_altered_row_is_named(example: Path) -> None:
    name = document(COURIER)
    engine = open_engine(f"sqlite:///{example / '.detente' / 'casebook.sqlite'}")
    with behind(engine) as connection:
        changed = text(
            "UPDATE versions SET record = replace(record, 'Qanat', 'Tarn') WHERE document = :d"
        )
        connection.execute(changed, {"d": name})
    engine.dispose()
    result = run("verify")
    assert result.exit_code == 2
    assert f"problem: versions {name[:16]} 1 was altered" in result.stderr
    assert result.stdout.startswith(f"{result.stderr.count('problem: ')} problems: ")


def test_captured_bytes_go_and_coding_anew_passes_them_over(example: Path) -> None:
    kept = figures(example)["bytes_kept"]
    assert told("purge", COURIER, "--yes") == "1 capture taken; clear your backups too\n"
    assert 0 < figures(example)["bytes_kept"] < kept
    assert told("purge", COURIER, "--yes") == "0 captures taken; clear your backups too\n"
    assert done("verify").startswith("clean: ")
    told("recode", "--least-confidence", "0.4", "--project", example)
    assert figures(example)["versions"] == 7 + 6, "its record stays as it was"
    assert told("purge", "--all", "--yes").startswith("6 captures taken")
    assert figures(example)["bytes_kept"] == 0
    assert done("verify").startswith("clean: ")


def test_a_question_comes_first_and_no_answer_takes_nothing(example: Path) -> None:
    before = figures(example)
    for answer in ("n\n", ""):
        result = run("purge", COURIER, given=answer)
        assert result.exit_code == 130
        assert "Take the captured bytes of 1 page for good? [y/N]:" in result.stderr
        assert result.stderr.endswith("stopped: nothing was done\n")
        assert figures(example) == before
    result = run("purge", "--all", "--what", "comments", given="y\n")
    assert result.exit_code == 0
    assert "Take all readers' comments on 7 pages" in result.stderr
    assert "6 comments taken" in result.stderr or "7 comments taken" in result.stderr


def test_a_page_goes_whole(example: Path) -> None:
    name = document("brigades-statement.md")
    said = told("purge", "--what", "pages", "brigades-statement.md", "--yes", "--by", "A")
    assert said == "1 page taken; clear your backups too\n"
    assert figures(example)["pages"] == 6
    assert "no such page" in refused("show", name)
    assert "hold the Front to the truce" not in dump(example)
    assert done("verify").startswith("clean: ")
    last = json.loads(done("log", "--json").splitlines()[-1])
    assert (last["who"], last["action"]) == ("A", "purge-page")
    assert name in json.dumps(last), "the log keeps which page went"
    assert told("add", example / "pages" / "brigades-statement.md").startswith("1 page added")


def test_a_reader_goes_from_everywhere_but_nobody_else(example: Path) -> None:
    comments = record(BRIDGE)["comments"]
    (mine,) = {c["author"] for c in comments if "two bangs near the quarry" in c["text"]}  # type: ignore[attr-defined]  # a list
    assert mine in dump(example)
    said = told("purge", "--reader", mine, "--yes")
    assert said == "1 comment taken; clear your backups too\n"
    left = dump(example)
    assert mine not in left
    assert "two bangs near the quarry" not in left
    assert "Nine days for one bridge" in left
    assert len(record(BRIDGE)["comments"]) == 7, "a placeholder keeps its place"  # type: ignore[arg-type]  # a list
    assert done("verify").startswith("clean: ")
    assert told("purge", "--reader", mine, "--yes") == "nothing to take\n"
    name = f"{document(BRIDGE)[:12]}#c1"
    assert told("purge", "--reader", name, "--yes") == "1 comment taken; clear your backups too\n"
    assert "Nine days for one bridge" not in dump(example)
    told("purge", "--what", "comments", "--all", "--yes")
    assert record(BRIDGE)["comments"] == []
    assert done("verify").startswith("clean: ")


def test_captures_go_when_they_are_due(example: Path) -> None:
    assert "captures_days is 0 in detente.toml" in refused("purge", "--due")
    settings = (example / "detente.toml").read_text("utf-8")
    (example / "detente.toml").write_text(
        settings.replace("captures_days = 0", "captures_days = 9")
    )
    assert told("purge", "--due", "--yes") == "nothing to take\n"
    engine = open_engine(f"sqlite:///{example / '.detente' / 'casebook.sqlite'}")
    late = f"{datetime.now(UTC) - timedelta(days=10):%Y-%m-%dT%H:%M:%S}.000000Z"
    with behind(engine) as connection:
        changed = text("UPDATE sightings SET at = :at WHERE capture = :c")
        connection.execute(changed, {"at": late, "c": document(COURIER)})
    engine.dispose()
    assert told("purge", "--due", "--yes") == "1 capture taken; clear your backups too\n"


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name pages, or say one of --all, --due and --reader"),
        (("--all", COURIER), "one of --all, --due and --reader"),
        (("--all", "--due"), "one of --all, --due and --reader"),
        (("--reader", "reader-abcdefghij", COURIER), "one of --all, --due and --reader"),
        (("--due", "--what", "pages"), "--what goes with pages or --all"),
        (("--reader", "c1", "--what", "comments"), "--what goes with pages or --all"),
        (("zz",), "'zz': no such page"),
        (("%",), "'%': no such page"),
        (("--all", "--what", "all"), "'all': --what is one of captures, pages, comments"),
        (("--reader", "Ana"), "'Ana' is neither a pseudonym nor a comment's id"),
        (("--all", "--by", "Ana of Tarn"), "'Ana of Tarn' is no coder's code"),
    ],
)
def test_what_cannot_be_purged_is_told_and_stays(arguments: tuple[str, ...], words: str) -> None:
    before = done("stats")
    assert words in refused("purge", *arguments, "--yes")
    assert done("stats") == before


@pytest.mark.usefixtures("example")
def test_the_log_tells_who_did_what() -> None:
    told("purge", COURIER, "--yes", "--by", "A")
    text = done("log", "--limit", "2", width=80)
    assert text.count("detente  add") + text.count(" A  ") == 2
    assert max(map(len, text.splitlines())) <= 80
    assert f"document {document('valley-monitor-shelling.md')[:4]}" in done("log")
    assert " A  " in text
    assert "purge-bytes  1 row" in text
    entries = rows(done("log", "--json"))
    assert [entry["number"] for entry in entries] == list(range(1, 9))
    assert entries[-1]["hash"] == head()
    assert all(a["hash"] == b["previous"] for a, b in pairwise(entries))
    assert "--limit" in misused("log", "--limit", "0")
