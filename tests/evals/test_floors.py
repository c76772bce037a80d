"""The floors hold on the development sets, where those are present; and the arithmetic of floors."""

from pathlib import Path

import pytest

from evals import floors, run, sets

FOLDER = sets.sets_folder()
LINE = (
    "events P 0.512 R 0.300 F1 0.378 (core 60, predicted 70, passages missing 0) "
    "| actors F1 0.500 recipients F1 0.400 | status 10/12 killed 0/0"
)


@pytest.mark.skipif(FOLDER is None, reason="no development sets: DETENTE_EVAL or ../shared/eval")
@pytest.mark.parametrize("name", ["events", "plover_gsr"])
def test_no_figure_is_under_its_floor(name: str) -> None:
    assert FOLDER is not None
    pinned = floors.load()
    assert name in pinned
    for result in run.measure(sets.known_sets(FOLDER)[name], FOLDER):
        assert floors.below(pinned.get(result.name), result.inputs, result.figures) == []


def test_figures_are_named_by_what_they_measure() -> None:
    assert sets.figures(LINE) == {
        "events P": 0.512,
        "events R": 0.3,
        "events F1": 0.378,
        "core": 60,
        "predicted": 70,
        "missing": 0,
        "actors F1": 0.5,
        "recipients F1": 0.4,
        "status": 10 / 12,
        "killed": 0,
    }
    line = "timex docs=3 strict P=1.00 R=2.00 F1=3.00 relaxed F1=6.1 valueF1=8.00 | textOk=5.0(n=3)"
    found = sets.figures(line)
    assert (found["strict F1"], found["relaxed F1"], found["valueF1"], found["textOk"]) == (
        3,
        6.1,
        8,
        5,
    )


def test_a_first_floor_lies_half_a_point_below() -> None:
    fractions = floors.raised(None, "x", sets.figures(LINE), allow_lower=False)
    assert fractions.figures == pytest.approx(
        {"events F1": 0.375, "actors F1": 0.465, "recipients F1": 0.365}
    )
    percent = floors.raised(None, "x", {"F1": 60.2, "otherF1": 0.4}, allow_lower=False)
    assert percent.figures == {"F1": 60.0}


def test_a_floor_rises_and_falls_only_when_that_is_allowed() -> None:
    floor = floors.Floor("x", {"F1": 50.0, "goneF1": 1.0})
    assert floors.raised(floor, "x", {"F1": 40.0}, allow_lower=False).figures["F1"] == 50.0
    assert floors.raised(floor, "x", {"F1": 61.0}, allow_lower=False).figures["F1"] == 60.5
    assert floors.raised(floor, "y", {"F1": 40.0}, allow_lower=True) == floors.Floor(
        "y", {"F1": 39.5}
    )


def test_what_fails_a_floor_is_told() -> None:
    floor = floors.Floor("x", {"F1": 50.0})
    assert floors.below(floor, "x", {"F1": 50.0}) == []
    assert floors.below(None, "x", {"F1": 1.0}) == []
    assert floors.below(floor, "x", {"F1": 49.9}) == ["F1 is 49.9, its floor 50"]
    assert floors.below(floor, "x", {}) == ["F1 is nan, its floor 50"]
    assert "changed" in floors.below(floor, "y", {"F1": 99.0})[0]


def test_floors_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    kept = {"b.variant": floors.Floor("y", {"type F1": 1.5}), "a": floors.Floor("x", {"F1": 0.375})}
    floors.save(kept, path)
    assert floors.load(path) == kept
    assert floors.load(tmp_path / "none.toml") == {}
