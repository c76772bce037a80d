"""Time and memory of `detente thread` on large and deep threads.

python -m benchmarks.threads [--comments N] [--levels N]
"""

import argparse
import json
import random
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import detente, machine, run

FORMS = ("table", "jsonl", "html")
WORDS = (
    "bridge", "truce", "army", "road", "river", "convoy", "talks", "market", "people", "never",
    "today", "nobody", "believes", "reports", "signed", "broke", "shelled", "left", "said", "heard",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Measure each shape in each format and print a line for it."""
    parser = argparse.ArgumentParser(prog="benchmarks.threads", description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--levels", type=int, default=5_000)
    asked = parser.parse_args(arguments)
    chance = random.Random(1)  # noqa: S311 - no secret
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shapes: dict[str, tuple[int, Callable[[int], int]]] = {
            "wide": (asked.comments, lambda n: chance.randrange(n) if n % 3 else 0),
            "shuffled": (asked.comments, chance.randrange),
            "deep": (asked.levels, lambda n: n - 1),
        }
        for shape, (count, parent) in shapes.items():
            path = _rows(folder / f"{shape}.jsonl", count, parent, chance, shuffled=shape != "deep")
            for form in FORMS:
                before = _cpu_seconds()
                done = run([*detente(), "thread", path, "--format", form, "--project", folder])
                cpu = _cpu_seconds() - before
                memory = "?" if done.peak_mb is None else f"{done.peak_mb:.0f} MB"
                state = "ok" if done.exit_code == 0 else f"exit code {done.exit_code}"
                took = f"{done.seconds:6.1f} s ({cpu:.1f} s CPU)"
                print(f"{shape:9} {count:7,} {form:6} {took} {memory:>8} {state}")


def _cpu_seconds() -> float:
    """Seconds that ended child processes computed, whatever else the machine did."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _rows(
    path: Path, count: int, parent: Callable[[int], int], chance: random.Random, *, shuffled: bool
) -> Path:
    """Write a thread as rows; 0 is no comment, so that rows which name it stand at the top."""
    rows = [
        {
            "id": n,
            "parent": parent(n) or None,
            "author": f"Reader {n % 977}",
            "created": 1_700_000_000 + 60 * n,
            "text": " ".join(chance.choices(WORDS, k=30)) + ".",
        }
        for n in range(1, count + 1)
    ]
    if shuffled:
        chance.shuffle(rows)
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return path


if __name__ == "__main__":
    main()
