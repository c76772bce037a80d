"""The development sets: where they lie, how they are scored, which figures have floors."""

import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ADAPTERS = HERE / "adapters"
OUT = HERE / "out"


@dataclass(frozen=True, slots=True)
class EvalSet:
    """One set; the paths are relative to the folder that holds all of them."""

    name: str
    gold: str
    scorer: str
    variants: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"": ()})
    """Scorer options by variant; the plain variant has no name."""

    def inputs_hash(self, folder: Path) -> str:
        """Hash of what the figures depend on besides our code."""
        digest = hashlib.sha256()
        for name in (self.gold, self.scorer):
            digest.update((folder / name).read_bytes())
        return digest.hexdigest()[:16]


SPECIAL = {
    "events": EvalSet("events", "events_dev.jsonl", "score_events.py"),
    "plover_gsr": EvalSet(
        "plover_gsr",
        "plover_gsr/dev.jsonl",
        "plover_gsr/score.py",
        {"": (), "plover2": ("--plover2",)},
    ),
    **{
        f"{name}_given": EvalSet(f"{name}_given", f"{name}/dev.jsonl", f"{name}/score.py")
        for name in ("geowebnews", "trnews", "lgl", "geovirus")
    },
    "tempeval3": EvalSet(
        "tempeval3",
        "tempeval3/dev.jsonl",
        "tempeval3/score.py",
        {"": (), "events": ("--events",)},
    ),
}
"""Sets that differ from `NAME/dev.jsonl` scored by `NAME/score.py`."""


def sets_folder() -> Path | None:
    """Return the folder of the development sets, if it is on this machine.

    It is named by DETENTE_EVAL, or lies beside the repository as ../shared/eval.
    """
    named = os.environ.get("DETENTE_EVAL")
    folder = Path(named) if named else HERE.parent.parent / "shared" / "eval"
    return folder if folder.is_dir() else None


def known_sets(folder: Path) -> dict[str, EvalSet]:
    """Return the sets that have an adapter here and files there, by name."""
    names = sorted(p.stem for p in ADAPTERS.glob("*.py") if not p.stem.startswith("_"))
    found = (SPECIAL.get(n, EvalSet(n, f"{n}/dev.jsonl", f"{n}/score.py")) for n in names)
    return {s.name: s for s in found if (folder / s.gold).exists() and (folder / s.scorer).exists()}


def predict(eval_set: EvalSet, folder: Path) -> Path:
    """Run the set's adapter, write its rows and return their file."""
    adapter = importlib.import_module(f"evals.adapters.{eval_set.name}")
    OUT.mkdir(exist_ok=True)
    target = OUT / f"{eval_set.name}.jsonl"
    draft = OUT / f".{eval_set.name}.{os.getpid()}"
    with draft.open("w", encoding="utf-8") as file:
        for row in adapter.predict(folder / eval_set.gold):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return draft.replace(target)  # whole or not at all, should two runs meet


def score(
    eval_set: EvalSet, folder: Path, predictions: Path, *extra: str
) -> Iterator[tuple[str, str]]:
    """Yield name and line of figures for each variant of the set."""
    for variant, options in eval_set.variants.items():
        command = [sys.executable, folder / eval_set.scorer, folder / eval_set.gold, predictions]
        done = subprocess.run(
            [*command, *options, *extra], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{eval_set.scorer} failed:\n{done.stderr}")
        name = f"{eval_set.name}.{variant}" if variant else eval_set.name
        yield name, done.stdout.strip()


_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_GENERIC = frozenset({"P", "R", "F1"})


def figures(line: str) -> dict[str, float]:
    """Read a scorer's line, in which figures look like `F1=50.1`, `F1 0.501` or `status 9/10`.

    Precision, recall and F1 take the word before them into their name, to stand apart.
    """
    found: dict[str, float] = {}
    label = name = ""
    for token in re.findall(r"[^\s,|()]+", line):
        key, is_pair, value = token.rpartition("=")
        number = _value(value)
        if is_pair and number is not None:
            name = key
        elif number is None:
            label, name = (label if token in _GENERIC else token), token
            continue
        if name:
            found.setdefault(f"{label} {name}" if name in _GENERIC else name, number)
        name = ""
    return found


def _value(text: str) -> float | None:
    """A number, or the quotient of `9/10`."""
    top, slash, bottom = text.partition("/")
    if slash and top.isdigit() and bottom.isdigit():
        return int(top) / int(bottom) if int(bottom) else 0.0
    return float(text) if _NUMBER.fullmatch(text) else None
