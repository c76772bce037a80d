"""Write and read the weights folder: spaCy's own layout, with parameters as 16-bit floats.

    <folder>/network.json    sizes of the network, version of the format
    <folder>/words.txt       words with a vector of their own, one a line
    <folder>/tok2vec/model, tagger/{cfg,model}, parser/{cfg,moves,model}

Half precision halves the folder; scores with it and with 32 bits differ by less than 0.01 points.
"""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]  # comes with spaCy, ships no types
from spacy.language import Language

from detente.model.errors import ModelError
from detente.parse.network import Shape, build

FORMAT = 1
COMPONENTS = ("tok2vec", "tagger", "parser")


def write_weights(
    nlp: Language, shape: Mapping[str, Any], known: Collection[str], folder: Path
) -> None:
    """Write the pipeline's three components and what is needed to build them again."""
    folder.mkdir(parents=True, exist_ok=True)
    meta = {"format": FORMAT, "shape": dict(shape)}
    (folder / "network.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    (folder / "words.txt").write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")
    for name in COMPONENTS:
        pipe: Any = nlp.get_pipe(name)
        (folder / name).mkdir(exist_ok=True)
        if name != "tok2vec":
            pipe.to_disk(folder / name, exclude=["vocab", "model"])
        content = _cast(pipe.model.to_dict(), np.float16)
        (folder / name / "model").write_bytes(srsly.msgpack_dumps(content))


def read_weights(folder: Path) -> Language:
    """Return the trained pipeline in `folder`; raises ModelError where it cannot be read."""
    try:
        meta = json.loads((folder / "network.json").read_text(encoding="utf-8"))
        known = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder.name}: no language weights there ({error})") from error
    if meta.get("format") != FORMAT:
        raise ModelError(
            f"{folder.name}: weights of format {meta.get('format')}, this version reads {FORMAT}"
        )
    nlp = build(
        Shape(**{**meta["shape"], "rows": tuple(meta["shape"]["rows"])}),
        frozenset(filter(None, known)),
    )
    for name in COMPONENTS:
        pipe: Any = nlp.get_pipe(name)
        if name != "tok2vec":
            pipe.from_disk(folder / name, exclude=["vocab", "model"])
        if name == "parser":
            resize: Callable[[], None] = pipe._resize  # noqa: SLF001 (spaCy's own from_disk calls it so; it offers no public way)
            resize()
        content = srsly.msgpack_loads((folder / name / "model").read_bytes())
        pipe.model.from_dict(_cast(content, np.float32))
        for label in getattr(pipe, "labels", ()):
            nlp.vocab.strings.add(label)
    return nlp


def _cast(content: dict[str, Any], kind: type) -> dict[str, Any]:
    """Return the model's dictionary with every parameter as an array of `kind`."""
    content["params"] = [
        {
            name: None if value is None else np.asarray(value).astype(kind)
            for name, value in node.items()
        }
        for node in content["params"]
    ]
    return content
