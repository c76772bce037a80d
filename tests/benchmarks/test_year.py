"""The invented year: the same for the same seed, and true to its texts."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.year.cast import actors, outlets, settings, towns
from benchmarks.year.write import make_year, write_year
from detente.knowledge.placeindex import open_default
from detente.knowledge.registry import load_registry

Year = tuple[list[dict[str, str]], dict[str, Any]]
LAST = date(2031, 12, 31)


@pytest.fixture(scope="module")
def year() -> Year:
    return make_year(seed=7, articles=1500)


def tellings(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for article in truth["articles"] for one in article["tellings"]]


def test_the_same_seed_gives_the_same_year_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        write_year(seed, 400, tmp_path / name)
    for file in ("articles.jsonl", "truth.json", "actors/groups.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    other = (tmp_path / "three" / "articles.jsonl").read_bytes()
    assert other != (tmp_path / "one" / "articles.jsonl").read_bytes()


def test_articles_are_as_many_as_asked_for_in_order_and_of_newspaper_length(year: Year) -> None:
    rows, truth = year
    assert len(rows) == len(truth["articles"]) == 1500
    days = [row["date"] for row in rows]
    assert days == sorted(days)
    lengths = [len(row["text"].split()) for row in rows]
    assert min(lengths) >= 60
    assert max(lengths) <= 220


@pytest.mark.parametrize("articles", [0, 20])
def test_too_few_articles_for_the_script_are_refused(articles: int) -> None:
    with pytest.raises(ValueError, match="pages"):
        make_year(seed=1, articles=articles)


def test_every_span_lies_in_its_text_and_is_one_sentence(year: Year) -> None:
    rows, truth = year
    for row, article in zip(rows, truth["articles"], strict=True):
        assert article["url"] == row["url"]
        assert article["tellings"]
        for one in article["tellings"]:
            words = row["text"][one["start"] : one["end"]]
            assert not words[:1].islower()
            assert words.endswith(".")
            assert "\n" not in words
            assert "{" not in words
            assert one["place"] is None or one["place"] in words


def test_no_page_has_gaps_or_slots_left_open(year: Year) -> None:
    for row in year[0]:
        for wrong in ("{", "  ", " ,", " .", "None", "the the "):
            assert wrong not in row["text"], row["text"]
            assert wrong not in row["title"], row["title"]


def test_a_correct_telling_names_the_actor_by_one_of_its_names(year: Year) -> None:
    rows, truth = year
    incidents = {one["id"]: one for one in truth["incidents"]}
    named = total = 0
    for row, article in zip(rows, truth["articles"], strict=True):
        for one in article["tellings"]:
            if one["kind"] != "main":
                continue
            who = incidents[one["incident"]]
            words = row["text"][one["start"] : one["end"]]
            sides = [actors()[side] for side in (*who["actors"], *who["recipients"])]
            total += 1
            named += all(any(name in words for name in (a.name, *a.short)) for a in sides)
    assert 0.8 < named / total < 1.0  # some names are misspelt, some sentences name one side


def test_origins_are_those_who_wrote_of_it_first(year: Year) -> None:
    truth = year[1]
    origins: dict[str, set[str]] = defaultdict(set)
    for article in truth["articles"]:
        for one in article["tellings"]:
            if one["kind"] in {"main", "background"}:
                origins[one["incident"]].add(article["writer"])
    for incident in truth["incidents"]:
        assert incident["origins"] == len(origins[incident["id"]]) >= incident["main_origins"] >= 1


def test_copies_of_one_text_have_one_writer(year: Year) -> None:
    writers: dict[str, set[str]] = defaultdict(set)
    for article in year[1]["articles"]:
        writers[article["origin"]].add(article["writer"])
    assert all(len(names) == 1 for names in writers.values())
    assert len({next(iter(names)) for names in writers.values()}) < len(writers)


def test_copies_share_an_origin_and_their_words(year: Year) -> None:
    rows, truth = year
    texts: dict[str, list[str]] = defaultdict(list)
    for row, article in zip(rows, truth["articles"], strict=True):
        texts[article["origin"]].append(row["text"])
    shared = [found for found in texts.values() if len(found) > 1]
    assert len(shared) > 50
    assert any(len(set(found)) == 1 for found in shared)
    assert any(len(set(found)) > 1 for found in shared)


def test_a_corrected_edition_has_the_url_of_the_first_and_no_longer_tells_it(year: Year) -> None:
    truth = year[1]
    second = [article for article in truth["articles"] if article["edition"] == 2]
    assert second
    for article in second:
        first = next(
            a for a in truth["articles"] if a["url"] == article["url"] and a["edition"] == 1
        )
        assert first["retracted"]
        assert {one["kind"] for one in article["tellings"]} == {"retraction"}
    happened = {one["id"]: one["happened"] for one in truth["incidents"]}
    taken_back = {one["incident"] for article in second for one in article["tellings"]}
    assert not any(happened[one] for one in taken_back)
    assert sum(not told for told in happened.values()) == len(taken_back)


def test_sources_differ_on_figures_and_days(year: Year) -> None:
    truth = year[1]
    true = {one["id"]: one for one in truth["incidents"]}
    main = [one for one in tellings(truth) if one["kind"] == "main"]
    counted = [one for one in main if one["killed"] is not None]
    assert {one["killed"] == true[one["incident"]]["killed"] for one in counted} == {True, False}
    dated = [one for one in main if one["day"] is not None]
    assert len(dated) < len(main)
    right = sum(one["day"] == true[one["incident"]]["day"] for one in dated)
    assert 0.9 < right / len(dated) < 1.0


def test_kinds_of_tellings_and_registers_all_occur(year: Year) -> None:
    truth = year[1]
    kinds = Counter(one["kind"] for one in tellings(truth))
    assert set(kinds) == {"main", "background", "denial", "retraction"}
    assert kinds["background"] > 100
    registers = {article["register"] for article in truth["articles"]}
    assert registers == {"agency", "monitor", "blog", "statement", "paper"}
    assert any(
        len([one for one in article["tellings"] if one["kind"] == "main"]) == 3
        for article in truth["articles"]
    )


def test_provisions_rest_on_later_incidents_of_the_right_pair(year: Year) -> None:
    truth = year[1]
    incidents = {one["id"]: one for one in truth["incidents"]}
    statuses = set()
    for accord in truth["agreements"]:
        for provision in accord["provisions"]:
            statuses.add(provision["status"])
            acts = [incidents[one] for one in provision["incidents"]]
            assert bool(acts) == (provision["status"] not in {"promised", "delayed"})
            for act in acts:
                assert act["day"] > accord["day"]
                assert {*act["actors"], *act["recipients"]} <= set(accord["parties"])
            if provision["status"] == "delayed":
                assert date.fromisoformat(provision["deadline"]) < LAST
    assert {"fulfilled", "promised", "delayed", "violated"} <= statuses


def test_each_pair_changes_in_order_and_to_another_state(year: Year) -> None:
    for dyad in year[1]["dyads"]:
        days = [change["day"] for change in dyad["changes"]]
        states = [change["state"] for change in dyad["changes"]]
        assert days == sorted(days)
        assert days[-1] <= LAST.isoformat()
        assert all(one != other for one, other in pairwise(states))


def test_a_change_by_act_has_its_act_and_hostility_comes_as_a_run(year: Year) -> None:
    truth = year[1]
    kinds = settings("kinds")
    opening = {"truce": {"truce"}, "reconciled": {"peace"}, "allied": {"joint"}}
    hits = {kind for kind in kinds if kinds[kind]["types"] == ["ASSAULT"]}
    for dyad in truth["dyads"]:
        acts = [
            one
            for one in truth["incidents"]
            if {*one["actors"], *one["recipients"]} == {dyad["a"], dyad["b"]}
        ]
        for change in dyad["changes"]:
            if change["by"] == "silence":
                continue
            wanted = opening.get(change["state"], hits)
            near = [a["day"] for a in acts if a["kind"] in wanted and a["day"] >= change["day"]]
            assert change["day"] in near
            if change["state"] == "hostile":
                fourth = date.fromisoformat(sorted(near)[3])
                assert (fourth - date.fromisoformat(change["day"])).days <= 15


def test_the_cast_is_known_to_the_coder_and_its_towns_are_found(tmp_path: Path) -> None:
    assert len(actors()) >= 60
    assert len(towns()) >= 120
    assert len(outlets()) >= 40
    assert {o.side for o in outlets()} - {None} <= set(actors())
    write_year(1, 300, tmp_path)
    registry = load_registry(extra=[tmp_path / "actors"])
    assert set(actors()) <= set(registry.entries)
    index = open_default()
    for town in towns():
        assert [row.id for row in index.find(town.name)] == [town.id]
