"""Texts to measure on: the development sets where they are present, else the bundled page."""

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path

from evals.sets import sets_folder

WORDS = 300
"""Length of a document: that of a short news report."""
SETS = (
    "events_dev.jsonl",
    *(f"{name}/dev.jsonl" for name in ("re3d", "tempeval3", "gum_news", "trnews", "geowebnews")),
    *(f"{name}/dev.jsonl" for name in ("geovirus", "lgl")),
)


def write_documents(folder: Path, count: int) -> str:
    """Write text files into the folder and return what they are made of."""
    base = sets_folder()
    texts = list(_cut(_texts(base))) if base else []
    told = f"{len(texts)} documents of about {WORDS} words from {len(SETS)} development sets"
    suffix = ".txt"
    if not texts:
        page = files("detente").joinpath("examples", "truce-at-the-bridge.html")
        texts, told, suffix = [page.read_text("utf-8")], "the bundled page", ".html"
    for number, text in enumerate(islice(cycle(texts), count)):
        (folder / f"{number:05}{suffix}").write_text(text, "utf-8")
    return f"{told}, repeated to {count}" if count > len(texts) else told


def _texts(base: Path) -> Iterator[str]:
    for name in SETS:
        path = base / name
        if path.exists():
            with path.open(encoding="utf-8") as rows:
                yield from (json.loads(row)["text"] for row in rows)


def _cut(texts: Iterator[str]) -> Iterator[str]:
    """Cut long texts at line ends and join short ones, to documents of about `WORDS` words."""
    held: list[str] = []
    words = 0
    for text in texts:
        for line in filter(str.strip, text.splitlines()):
            held.append(line.strip())
            words += len(line.split())
            if words >= WORDS:
                yield "\n\n".join(held)
                held, words = [], 0
