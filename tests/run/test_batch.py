"""Batches: order, failures as values, dead workers, bounds."""

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from coders import BrokenCoder, Coder, end_at_once
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.errors import DetenteError, MissingInput, ModelError
from detente.model.page import Page
from detente.model.record import Failure, Record, failure_of
from detente.run import pool
from detente.run.batch import code_many
from detente.run.together import code_inputs, in_batches

BOTH = pytest.mark.parametrize("workers", [1, 2])


def told(pages: Iterator[Record | Failure]) -> list[tuple[str, str]]:
    """Origin and text or error of each page."""
    return [
        (p.origin, p.error) if isinstance(p, Failure) else (p.document.origin, p.document.text)
        for p in pages
    ]


@BOTH
def test_order_is_that_of_the_inputs(workers: int) -> None:
    sources = ["slow:3:a", "1:b", "2:c", "0:d", "1:e"]
    pages = told(code_many(sources, Coder, workers=workers))
    assert [origin for origin, _ in pages] == ["slow:3:a"] * 3 + ["1:b", "2:c", "2:c", "1:e"]
    assert [text for _, text in pages[:3]] == ["Page 0.", "Page 1.", "Page 2."]


@BOTH
def test_an_input_that_fails_is_a_value_and_the_rest_is_done(workers: int) -> None:
    sources = ["1:a", "empty:b", MissingInput("c", "no such file", "check it"), "fault:d", "1:e"]
    pages = told(code_many(sources, Coder, workers=workers))
    assert pages == [
        ("1:a", "Page 0."),
        ("empty:b", "EmptyInput"),
        ("c", "MissingInput"),
        ("fault:d", "Page 0."),
        ("fault:d", "ValueError"),
        ("1:e", "Page 0."),
    ]


@BOTH
def test_what_all_inputs_need_stops_the_batch(workers: int) -> None:
    pages = code_many(["1:a", "key:b", "1:c"], Coder, workers=workers)
    assert isinstance(next(pages), Record)
    with pytest.raises(DetenteError, match="the key cannot be read"):
        next(pages)


@BOTH
def test_a_coder_that_cannot_be_made_is_told_once(workers: int) -> None:
    error = ModelError if workers == 1 else DetenteError
    with pytest.raises(error, match="no such pipeline"):
        list(code_many(["1:a", "1:b"], BrokenCoder, workers=workers))


@BOTH
def test_each_input_is_counted_when_its_pages_are_out(workers: int) -> None:
    done: list[int] = []
    seen = []
    pages = code_many(["2", "1:b"], Coder, workers=workers, on_done=lambda: done.append(1))
    for _ in pages:
        seen.append(len(done))  # noqa: PERF401 - the count is read between two pages
    assert seen == [0, 0, 1]
    assert len(done) == 2


def test_a_dead_worker_costs_only_the_input_in_hand() -> None:
    pages = list(code_many(["1:a", "killed:b", "1:c", "1:d"], Coder, workers=2))
    assert told(iter(pages)) == [
        ("1:a", "Page 0."),
        ("killed:b", "Page 0."),
        ("killed:b", "WorkerDied"),
        ("1:c", "Page 0."),
        ("1:d", "Page 0."),
    ]
    died = pages[2]
    assert isinstance(died, Failure)
    assert "signal 9" in died.message


def test_inputs_sent_together_with_one_that_kills_are_done() -> None:
    names = [f"1:{n}" for n in range(60)]
    names[40] = "killed:b"
    pages = told(code_many(names, Coder, workers=2))
    wanted = [(name, "Page 0.") for name in names]
    assert pages == [*wanted[:41], ("killed:b", "WorkerDied"), *wanted[41:]]


@BOTH
def test_a_page_on_which_the_coder_stumbles_fails_alone(workers: int) -> None:
    names = [f"1:{n}" for n in range(30)]
    names[20] = "stumble:b"
    pages = told(code_many(names, Coder, workers=workers))
    wanted = [(name, "Page 0.") for name in names]
    wanted[20] = ("stumble:b", "KeyError")
    assert pages == wanted


@BOTH
def test_rows_of_a_large_file_keep_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [json.dumps({"text": f"Rebels shelled town number {n}."}) for n in range(40)]
    rows[7] = "{"
    path.write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr("detente.read.reader.SPREAD_FROM", 10)
    done: list[int] = []
    sources = [str(path), "1:b"]
    pages = told(code_many(sources, Coder, workers=workers, on_done=lambda: done.append(1)))
    assert len(done) == 2
    assert pages[7] == (f"{path}:8", "FormatError")
    texts = [(f"{path}:{n + 1}", f"Rebels shelled town number {n}.") for n in range(40)]
    assert [*pages[:7], *pages[8:]] == [*texts[:7], *texts[8:], ("1:b", "Page 0.")]


def test_pages_are_taken_together_but_for_the_first_and_those_from_the_web() -> None:
    seen: list[int] = []

    class Counting(Coder):
        def code_pages(self, pages: Sequence[Page]) -> Iterator[Record]:
            seen.append(len(pages))
            return super().code_pages(pages)

    inputs = ["1:a"] * 20 + ["https://paper.test/1", "https://paper.test/2"]
    assert len(list(code_inputs(Counting(), inputs))) == 2 * len(inputs)
    assert seen[:4] == [1, 2, 4, 8]
    assert [size for size in seen[5:] if size] == [1, 1]


def test_what_was_read_before_an_error_is_handed_out() -> None:
    batches = in_batches(Coder().read("fault:a"), first=8)
    assert len(next(batches)) == 1
    with pytest.raises(ValueError, match="two"):
        next(batches)


def test_a_worker_that_cannot_start_is_told() -> None:
    with pytest.raises(DetenteError, match=r"ended at its start \(exit code 7\).*--workers 1"):
        list(code_many(["1"], end_at_once, workers=2))


def test_leaving_early_ends_threads_and_processes() -> None:
    pages = code_many((f"slow:1000:{n}" for n in range(100)), Coder, workers=2)
    next(pages)
    pages.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("detente-")]


def test_inputs_are_taken_only_as_far_as_the_window_goes() -> None:
    taken: list[int] = []

    def sources() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield "1"

    pages = code_many(sources(), Coder, workers=2)
    next(pages)
    assert len(taken) <= 2 * pool.JOBS_AHEAD + pool.PAGES
    pages.close()


@settings(max_examples=50)
@given(st.text())
def test_a_failure_is_one_line_of_utf8(text: str) -> None:
    failure = failure_of(text + "\udcff", "E", text + "\udcff")
    assert "\n" not in failure.message
    assert failure.to_json().encode("utf-8")
