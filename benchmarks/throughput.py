"""Documents, sentences and words a second, peak memory, start-up, and each stage's share.

The clock tells little on a machine with other work; the processor time beside it does.

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
    cpu = ", ".join(f"{counts[k] / done.cpu_seconds:,.1f} {k}" for k in ("documents", "words"))
    print(f"  {done.cpu_seconds:.1f} s of processor time in all, start-up with it: {cpu} a second")


class Timed:
    """Stands before a stage and adds up the time spent in its methods."""

    def __init__(self, stage: Any, name: str, spent: Counter[str]) -> None:
        self._stage, self._name, self._spent = stage, name, spent

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._stage, attribute)
        if attribute == "parse_many":  # a generator: its time is that of its pages
            found = _whole(found)
        return timed(found, self._name, self._spent) if callable(found) else found


def _whole(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with what it yields gathered first."""
    return lambda *args, **options: iter(list(function(*args, **options)))


def timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    """Return the function with its time added to `spent`."""

    def wrapped(*args: Any, **options: Any) -> Any:
        began = time.process_time_ns()
        try:
            return function(*args, **options)
        finally:
            spent[name] += time.process_time_ns() - began

    return wrapped


def stages(pages: list[Path]) -> None:
    """Print the share of each stage in the processor time of one process, start-up left out."""
    one_thread()
    from detente.run import pipeline  # noqa: PLC0415 - NumPy reads the number of threads once
    from detente.run.together import code_inputs  # noqa: PLC0415

    spent: Counter[str] = Counter()
    coder = pipeline.Coder()
    list(coder.code(pages[0]))  # whatever loads at first use is not a stage's time
    coder.parser = Timed(coder.parser, "parse", spent)
    select = pipeline.select_sentences
    pipeline.select_sentences = timed(select, "filter", spent)
    coder.grounder = Timed(coder.grounder, "ground", spent)
    coder.coder = Timed(coder.coder, "code", spent)
    read = pipeline.read
    pipeline.read = timed(_whole(read), "read", spent)
    split = pipeline.split_sentences
    pipeline.split_sentences = timed(split, "split", spent)
    contexts = pipeline.contexts_of
    pipeline.contexts_of = timed(contexts, "contexts", spent)
    began = time.process_time_ns()
    for record in filter(None, code_inputs(coder, map(str, pages))):
        timed(record.to_json, "write", spent)()
    total = time.process_time_ns() - began
    pipeline.read, pipeline.split_sentences, pipeline.contexts_of = read, split, contexts
    pipeline.select_sentences = select
    spent["rest"] = total - spent.total()
    shares = ", ".join(f"{name} {100 * ns / total:.0f} %" for name, ns in spent.most_common())
    each = total / 1e6 / len(pages)
    print(f"Stages over {len(pages)} documents: {shares}; {each:.1f} ms a document on one core")


if __name__ == "__main__":
    main()
