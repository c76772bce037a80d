"""Documents, sentences and words a second, peak memory, start-up, and each stage's share.

python -m benchmarks.throughput [--documents 2000] [--workers 1 2]
"""

import argparse
import json
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import detente, machine, run
from benchmarks.texts import write_documents
from detente.run.threads import one_thread

STAGED = 300
"""Documents over which the stages' shares are taken."""
STARTS = 3


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.throughput")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    print(f"Machine: {machine()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        print(f"Texts: {write_documents(folder, asked.documents)}")
        start_up(sorted(folder.iterdir())[:STARTS])
        for workers in asked.workers:
            throughput(folder, Path(name) / f"records-{workers}.jsonl", workers)
        stages(sorted(folder.iterdir())[:STAGED])


def start_up(pages: list[Path]) -> None:
    """Time from the start of a fresh process to the first record out."""
    times = [run([*detente(), "code", page]).first_line_after or 0.0 for page in pages]
    shown = ", ".join(f"{t:.2f}" for t in times)
    print(f"Start-up to first record: {statistics.median(times):.2f} s (of {shown})")


def throughput(folder: Path, output: Path, workers: int) -> None:
    """Code the whole folder by the command line; start-up is counted in."""
    options = ["--format", "jsonl", "--workers", str(workers), "--output", str(output)]
    done = run([*detente(), "code", folder, *options])
    counts: Counter[str] = Counter()
    for line in output.open(encoding="utf-8"):
        record = json.loads(line)
        counts["documents"] += 1
        counts["sentences"] += len(record["sentences"])
        counts["words"] += len(re.findall(r"\w+", record["document"]["text"]))
        counts["events"] += len(record["events"])
    rates = ", ".join(
        f"{counts[k] / done.seconds:,.1f} {k}/s" for k in ("documents", "sentences", "words")
    )
    peak = "unknown" if done.peak_mb is None else f"{done.peak_mb:.0f} MB"
    print(f"{workers} worker(s): {rates}; peak memory {peak} in all; exit code {done.exit_code}")
    print(f"  {counts['documents']} documents, {counts['events']} events in {done.seconds:.1f} s")


class Timed:
    """Stands before a stage and adds up the time spent in its methods."""

    def __init__(self, stage: Any, name: str, spent: Counter[str]) -> None:
        self._stage, self._name, self._spent = stage, name, spent

    def __getattr__(self, attribute: str) -> Any:
        return timed(getattr(self._stage, attribute), self._name, self._spent)


def timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    """Return the function with its time added to `spent`."""

    def wrapped(*args: Any, **options: Any) -> Any:
        began = time.perf_counter_ns()
        try:
            return function(*args, **options)
        finally:
            spent[name] += time.perf_counter_ns() - began

    return wrapped


def stages(pages: list[Path]) -> None:
    """Print the share of each stage in the time of one process, start-up left out."""
    one_thread()
    from detente.run import pipeline  # noqa: PLC0415 - NumPy reads the number of threads once

    spent: Counter[str] = Counter()
    coder = pipeline.Coder()
    list(coder.code(pages[0]))  # whatever loads at first use is not a stage's time
    coder.parser = Timed(coder.parser, "parse", spent)
    coder.filter = Timed(coder.filter, "filter", spent)
    coder.grounder = Timed(coder.grounder, "ground", spent)
    coder.coder = Timed(coder.coder, "code", spent)
    read = pipeline.read
    pipeline.read = lambda *args, **options: iter(
        timed(list, "read", spent)(read(*args, **options))
    )  # type: ignore[assignment]  # read is a generator: its time is that of its pages
    split = pipeline.split_sentences
    pipeline.split_sentences = timed(split, "split", spent)
    began = time.perf_counter_ns()
    for page in pages:
        for record in coder.code(page):
            timed(record.to_json, "write", spent)()
    total = time.perf_counter_ns() - began
    pipeline.read, pipeline.split_sentences = read, split
    spent["rest"] = total - spent.total()
    shares = ", ".join(f"{name} {100 * ns / total:.0f} %" for name, ns in spent.most_common())
    each = total / 1e6 / len(pages)
    print(f"Stages over {len(pages)} documents: {shares}; {each:.1f} ms a document")


if __name__ == "__main__":
    main()
