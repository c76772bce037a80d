"""The place index: time and memory to make, open, search and import; its size on disk.

python -m benchmarks.places
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import detente, machine, run
from detente.knowledge.placeindex import cache
from detente.knowledge.placeindex.store import PlaceIndex

ROWS = 300_000
"""Rows of the invented GeoNames table: those of a large country."""
_OPEN = "import sys; from detente.knowledge.placeindex import open_default as o; print(o().size())"


def main() -> None:
    """Print one line for each measurement."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[cache.FOLDER] = str(folder)
        made = run([*detente(), "places", "build"])
        size = sum(path.stat().st_size for path in folder.glob("places-*.sqlite")) / 1e6
        print(f"make: {made.seconds:.1f} s, peak {made.peak_mb or 0:.0f} MB, {size:.0f} MB on disk")
        opened = run([sys.executable, "-c", _OPEN])
        print(f"a process that opens it: {opened.seconds:.2f} s, peak {opened.peak_mb or 0:.0f} MB")
        print(f"open alone: {_timed(lambda: cache.ready(folder)) * 1000:.1f} ms")
        index = PlaceIndex((cache.ready(folder),))
        names = [key for (key,) in index.layers[0].execute("SELECT DISTINCT key FROM name")]
        asked = names[:: max(1, len(names) // 5_000)]
        taken = _timed(lambda: [index.find(key) for key in asked])
        print(f"look up, first time: {taken / len(asked) * 1e6:.0f} µs a name")
        table = folder / "XX.txt"
        _table(table)
        done = run([*detente(), "places", "import", table, "--places", folder / "own"])
        print(f"import {ROWS:,} rows: {done.seconds:.1f} s, peak {done.peak_mb or 0:.0f} MB")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _table(path: Path) -> None:
    """An invented table in GeoNames' form."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(ROWS):
            cells = [f"{900_000_000 + number}", f"Place {number}", f"Place {number}", "",
                     f"{number % 80}.5", f"{number % 170}.5", "P", "PPL", "ML", "", "01", *[""] * 3,
                     f"{number % 5_000}", *[""] * 4]  # fmt: skip
            file.write("\t".join(cells) + "\n")


if __name__ == "__main__":
    main()
