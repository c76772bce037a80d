"""Turn the development sets into predictions and print each scorer's line.

python -m evals.run [SET ...] [--check] [--update [--allow-lower]] [--show]
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.run.threads import one_thread
from evals import floors
from evals.sets import EvalSet, figures, known_sets, predict, score, sets_folder


@dataclass(frozen=True, slots=True)
class Measured:
    """What one scorer said."""

    name: str
    inputs: str
    line: str
    seconds: float

    @property
    def figures(self) -> dict[str, float]:
        """The figures of the last line; lines before it list errors."""
        return figures(self.line.splitlines()[-1])


def measure(eval_set: EvalSet, folder: Path, *extra: str) -> Iterator[Measured]:
    """Predict and score one set; one result for each variant."""
    began = time.perf_counter()
    predictions = predict(eval_set, folder)
    seconds = time.perf_counter() - began
    inputs = eval_set.inputs_hash(folder)
    for name, line in score(eval_set, folder, predictions, *extra):
        yield Measured(name, inputs, line, seconds)


def main(arguments: list[str] | None = None) -> int:
    """Run the sets that are asked for, or all; return the exit code."""
    asked = _parser().parse_args(arguments)
    one_thread()  # before an adapter loads NumPy
    folder = sets_folder()
    if folder is None:
        print("no development sets: neither DETENTE_EVAL nor ../shared/eval", file=sys.stderr)
        return 2
    known = known_sets(folder)
    unknown = [name for name in asked.sets if name not in known]
    if unknown:
        print(f"no such set: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    pinned = floors.load()
    failed = False
    for name in asked.sets or known:
        for result in measure(known[name], folder, *(["--show"] if asked.show else [])):
            print(f"[{result.name}, {result.seconds:.0f} s] {result.line}", flush=True)
            if asked.update:
                pinned[result.name] = floors.raised(
                    pinned.get(result.name),
                    result.inputs,
                    result.figures,
                    allow_lower=asked.allow_lower,
                )
            for problem in floors.below(pinned.get(result.name), result.inputs, result.figures):
                print(f"{result.name}: {problem}", file=sys.stderr)
                failed = True
    if asked.update:
        floors.save(pinned)
    return int(failed and (asked.check or asked.update))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evals.run", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument(
        "--check", action="store_true", help="fail where a figure is under its floor"
    )
    parser.add_argument(
        "--update", action="store_true", help="raise the floors to what is measured"
    )
    parser.add_argument("--allow-lower", action="store_true", help="with --update: lower them too")
    parser.add_argument("--show", action="store_true", help="let the scorer list misses (events)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
