"""Print the share of expected fields that are right, known misses counted as wrong.

    python -m tests.golden.measure [--differences] [--mark] [part of a path ...]

Fields that are empty on both sides are not counted. `--differences` prints what differs, `--mark`
writes it into the files as known misses: what is new gets what was found as its reason.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from detente import Coder
from detente.model.record import Failure, Record
from tests.golden.comparing import Comparison, Expected, compare, load, pages


def record_of(coder: Coder, expected: Expected) -> Record:
    coder.published, coder.outlet = expected.published, expected.outlet
    (record,) = coder.code(expected.page)
    if isinstance(record, Failure):
        raise SystemExit(record.message)
    return record


def main(arguments: list[str]) -> None:
    """Code the chosen pages and print the shares by field, worst last."""
    shown = "--differences" in arguments
    chosen = [a for a in arguments if not a.startswith("-")]
    coder, right, total = Coder(), Counter[str](), Counter[str]()
    for path in pages():
        expected = load(path)
        if chosen and not any(c in path.as_posix() for c in chosen):
            continue
        comparisons = compare(expected, record_of(coder, expected))
        for comparison in comparisons:
            if not comparison.empty:
                total[comparison.kind] += 1
                right[comparison.kind] += comparison.right
        if "--mark" in arguments:
            mark(path, expected, [c for c in comparisons if not c.right])
        if shown:
            show(path.stem, [c for c in comparisons if not c.right])
    for kind in sorted(total, key=lambda k: -total[k]):
        print(f"{kind:24} {right[kind]:4} of {total[kind]:4}  {right[kind] / total[kind]:.2f}")


def show(name: str, wrong: list[Comparison]) -> None:
    """Print what differs on one page."""
    print(f"== {name}")
    for c in wrong:
        print(f"{c.field}\n    expected  {c.expected}\n    found     {c.found}")


def mark(path: Path, expected: Expected, wrong: Iterable[Comparison]) -> None:
    """Write the known misses of a file anew; reasons that were there stay."""
    lines = []
    for c in wrong:
        why = expected.misses.get(c.field) or _found(c)
        lines.append(f"  {json.dumps(f'{c.field}: {why}', ensure_ascii=False)},\n")
    text = re.sub(r"\nmisses = \[\n.*?\n\]\n", "\n", path.read_text("utf-8"), flags=re.DOTALL)
    if lines:
        text = text.replace("\n[", f"\nmisses = [\n{''.join(lines)}]\n\n[", 1).replace(
            "\n\n\n", "\n\n"
        )
        text = re.sub(r"(\npublished[^\n]*|^published[^\n]*)\n\nmisses", r"\1\nmisses", text)
    path.write_text(text, "utf-8")


def _found(comparison: Comparison) -> str:
    return "no such happening" if comparison.kind == "extra" else f"found {comparison.found}"


if __name__ == "__main__":
    main(sys.argv[1:])
