"""`detente incidents`: listed, told, merged, split and taken back."""

import re
from pathlib import Path

import pytest
from projects import done, misused, refused, rows, run, told

ID = re.compile(r"i-[0-9a-f]{12}")


@pytest.fixture(autouse=True)
def in_the_example(example: Path) -> Path:
    """All commands work on the bundled pages."""
    return example


def listed(*arguments: object) -> list[str]:
    return ID.findall(done("incidents", "list", *arguments))


def incident_of(*words: str) -> str:
    """The incident of the first report that holds some words."""
    return str(rows(done("search", *words, "--format", "jsonl"))[0]["incident"])


def two() -> tuple[str, str]:
    return incident_of("--mode", "drone"), incident_of("--type", "CONSULT")


def test_incidents_are_listed_the_latest_first_and_filtered() -> None:
    everything = listed()
    assert len(everything) == len(set(everything)) > 5
    days = re.findall(r"^\d{4}-\d\d-\d\d", done("incidents", "list"), re.MULTILINE)
    assert days == sorted(days, reverse=True)
    assert 0 < len(listed("--type", "assault")) < len(everything)
    assert incident_of("--mode", "drone") in listed("--type", "ASSAULT", "--to", "2024-03-13")
    assert listed("--actor", "Sarhat Front") == listed("--actor", "new:sarhat-front")
    assert set(listed("--least-origins", "2")) < set(everything)
    assert len(listed("--limit", "2")) == 2
    assert told("incidents", "list", "--from", "2031-01-01") == "no incident fits\n"


def test_a_list_fits_80_columns_and_cuts_no_id_or_type() -> None:
    text = done("incidents", "list", width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert set(ID.findall(text)) == set(listed())
    for words in ("heavy-weapons", "(disputed)", "2-5 killed", "2 origins", "3 pages"):
        assert words in text, words


def test_an_incident_tells_who_says_what_and_who_differs() -> None:
    name = incident_of("mortars", "killing", "two")
    text = done("incidents", "show", name, width=80)
    assert text == done("show", name, width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert "  killed, told in 2 ways:\n    2: 1 origin (Valley Monitor)" in text
    assert "standing  disputed" in text
    assert re.search(r"Sarhat Media · 2024-03-22 · [0-9a-f]{16}:\d+ · denies it", text)
    assert "new:" not in text, "actors are told by name"
    assert refused("incidents", "show", "i-000000000000") == (
        "error: i-000000000000: no such incident; `detente incidents list` shows them"
    )


def test_why_two_reports_are_one_happening() -> None:
    name = incident_of("signed", "clashes")
    a, b = [
        row["id"] for row in rows(done("search", "--format", "jsonl")) if row["incident"] == name
    ][:2]
    text = done("incidents", "why", a, b)
    assert re.search(r"^together +1\.00 likely +\+\d", text, re.MULTILINE)
    assert all(feature in text for feature in ("type", "day", "place", "parties"))
    for pair in ((a, "nothing"), ("nothing", b)):
        assert refused("incidents", "why", *pair) == (
            "error: nothing: no such report; `detente search` shows them"
        )


def test_a_merge_is_told_found_by_old_ids_and_taken_back() -> None:
    assert told("incidents", "judgements") == "nobody merged or split an incident\n"
    before, pair = done("incidents", "list"), two()
    said = told("incidents", "merge", *pair, "--by", "A", "--reason", "one  morning")
    found = re.match(r"(j-[0-9a-f]{12}): they are (i-[0-9a-f]{12}) now; ", said)
    assert found
    judgement, now = found.groups()
    assert f"`detente incidents revoke {judgement}` takes it back" in said
    assert now in pair
    (old,) = {*pair} - {now}
    assert old not in listed()
    shown = done("show", old)
    assert shown.startswith(f"{now} (in which {old} is now)")
    assert done("incidents", "show", old) == shown
    assert re.search(rf"{judgement} .* A  same .* one morning", done("incidents", "judgements"))
    taken = told("incidents", "revoke", judgement, "--by", "B", "--reason", "two after all")
    assert taken == f"{judgement}: taken back\n"
    assert done("incidents", "list") == before
    assert "taken back by B" in done("incidents", "judgements")
    assert "taken back" in refused("incidents", "revoke", judgement, "--by", "B", "--reason", "x")


def test_a_split_takes_reports_out_and_is_taken_back() -> None:
    before = done("incidents", "list")
    name = incident_of("signed", "clashes")
    mine = [row for row in rows(done("search", "--format", "jsonl")) if row["incident"] == name]
    out = mine[0]["id"]
    said = told("incidents", "split", name, "--out", out, "--by", "A", "--reason", "another one")
    judgement = said.partition(":")[0]
    assert said.startswith(f"{judgement}: split; ")
    after = {row["id"]: row["incident"] for row in rows(done("search", "--format", "jsonl"))}
    assert after[out] not in {after[row["id"]] for row in mine[1:]}
    told("incidents", "revoke", judgement, "--by", "A", "--reason", "no")
    assert done("incidents", "list") == before


def test_wrong_ids_codes_and_reasons_are_told() -> None:
    a, b = two()
    good = ("--by", "A", "--reason", "why")
    merge = ("incidents", "merge")
    assert "i-0: no such incident; `detente incidents list`" in refused(*merge, a, "i-0", *good)
    assert "a merge needs two incidents" in refused(*merge, a, *good)
    assert "a merge needs two incidents" in refused(*merge, a, a, *good)
    said = refused(*merge, a, b, "--by", "Ana of Tarn", "--reason", "x")
    assert "'Ana of Tarn' is no coder's code" in said
    assert "needs a reason; give it with --reason" in refused(
        *merge, a, b, "--by", "A", "--reason", " "
    )
    assert "1000 are enough" in refused(*merge, a, b, "--by", "A", "--reason", "x" * 1001)
    assert "Missing option '--reason'" in misused(*merge, a, b, "--by", "A")
    assert "Missing option '--by'" in misused(*merge, a, b, "--reason", "x")
    split = ("incidents", "split")
    assert f"x: no report of {a}" in refused(*split, a, "--out", "x", *good)
    assert "no such incident" in refused(*split, "i-0", "--out", "x", *good)
    (only,) = (row["id"] for row in rows(done("search", "--mode", "drone", "--format", "jsonl")))
    assert refused(*split, a, "--out", only, *good)
    said = refused("incidents", "revoke", "j-x", *good)
    assert said == "error: j-x: no such judgement; `detente incidents judgements` lists them"
    assert told("incidents", "judgements") == "nobody merged or split an incident\n"


def test_a_judgement_survives_coding_anew(example: Path) -> None:
    pair = two()
    told("incidents", "merge", *pair, "--by", "A", "--reason", "one morning")
    merged = listed()
    told("recode", "--least-confidence", "0.4", "--project", example)
    assert [name for name in merged if name in pair] == [name for name in listed() if name in pair]


def test_lists_of_wrong_types_are_told() -> None:
    assert "'shout' is no event type" in misused("incidents", "list", "--type", "shout")
    assert "no actor is called so" in refused("incidents", "list", "--actor", "Nobody Known")
    assert run("incidents", "list", "--least-origins", "0").exit_code == 2
