"""The benchmarks measure what they say, on commands whose answers are known."""

import sys
from pathlib import Path

from benchmarks import bad_input, measure, texts


def test_a_run_tells_exit_code_first_line_and_errors() -> None:
    code = "import sys; print('one', flush=True); print('two'); sys.exit('no')"
    done = measure.run([sys.executable, "-c", code])
    assert (done.exit_code, done.stderr.strip()) == (1, "no")
    assert done.first_line_after is not None
    assert done.first_line_after <= done.seconds


def test_a_run_without_output_has_no_first_line() -> None:
    assert measure.run([sys.executable, "-c", ""]).first_line_after is None


def test_a_run_past_its_time_is_ended() -> None:
    code = "import time; print(1, flush=True); time.sleep(1000)"
    assert measure.run([sys.executable, "-c", code], seconds=0.2).exit_code == -9


def test_documents_are_written_as_many_as_asked_for(tmp_path: Path) -> None:
    told = texts.write_documents(tmp_path, 3)
    assert len(list(tmp_path.iterdir())) == 3
    assert told


def test_every_bad_input_is_made(tmp_path: Path) -> None:
    told = [name for name, _ in bad_input.cases(tmp_path)]
    assert len(told) == len(set(told)) >= 12
    assert (tmp_path / "nested.html").stat().st_size == bad_input.MEGABYTES * 1_000_000
