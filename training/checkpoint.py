"""Save and load everything a training run needs to go on after a stop."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, Optimizer


def nodes(nlp: Language) -> Iterator[tuple[str, Model[Any, Any]]]:
    """Yield every node of every component once, with a name that is the same in every process."""
    seen: set[int] = set()
    for name, pipe in nlp.pipeline:
        for place, node in enumerate(pipe.model.walk()):
            if node.id not in seen:
                seen.add(node.id)
                yield f"{name}/{place}", node


def save_checkpoint(
    folder: Path, nlp: Language, optimizer: Optimizer, step: int, best: float
) -> None:
    """Write parameters, moments and averages to one file, in place of the one before."""
    arrays: dict[str, Any] = {"step": np.array(step), "best": np.array(best)}
    for name, node in nodes(nlp):
        for parameter in node.param_names:
            key = (node.id, parameter)
            if key not in optimizer.mom1:
                continue
            arrays[f"{name}:{parameter}:value"] = node.get_param(parameter)
            arrays[f"{name}:{parameter}:first"] = optimizer.mom1[key]
            arrays[f"{name}:{parameter}:second"] = optimizer.mom2[key]
            arrays[f"{name}:{parameter}:average"] = optimizer.averages[key]
            arrays[f"{name}:{parameter}:updates"] = np.array(optimizer.nr_update[key])
    temporary = folder / "checkpoint.partial.npz"
    np.savez(temporary, **arrays)
    temporary.replace(folder / "checkpoint.npz")


def load_checkpoint(folder: Path, nlp: Language, optimizer: Optimizer) -> tuple[int, float]:
    """Set pipeline and optimizer to the state saved; return its step and best score."""
    with np.load(folder / "checkpoint.npz") as arrays:
        for name, node in nodes(nlp):
            for parameter in node.param_names:
                stem = f"{name}:{parameter}"
                if f"{stem}:value" not in arrays:
                    continue
                key = (node.id, parameter)
                node.set_param(parameter, arrays[f"{stem}:value"])
                optimizer.mom1[key] = arrays[f"{stem}:first"]
                optimizer.mom2[key] = arrays[f"{stem}:second"]
                optimizer.averages[key] = arrays[f"{stem}:average"]
                optimizer.nr_update[key] = int(arrays[f"{stem}:updates"])
        return int(arrays["step"]), float(arrays["best"])
