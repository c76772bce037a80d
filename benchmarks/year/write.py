"""Writes an invented year of reporting and its truth.

python -m benchmarks.year.write --seed 1 --articles 20000 --out DIR
"""

import argparse
import csv
import json
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.year.cast import settings
from benchmarks.year.coverage import report
from benchmarks.year.happenings import play, settle
from benchmarks.year.pages import render
from benchmarks.year.truth import actor_rows, article_row, truth_of


def make_year(seed: int, articles: int) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """The articles of an invented year in order of publication, and its truth.

    Args:
        seed: The same seed and number give the same year.
        articles: How many; with fewer, fewer pairs act and each incident is told less often.

    Raises:
        ValueError: There are too few articles to tell what the script asks for.
    """
    rng = Random(seed)  # noqa: S311 - a yardstick that must come out the same, no secret
    script = settings("script")
    pairs = min(int(script["most_dyads"]), max(2, articles // int(script["articles_a_dyad"])))
    world = play(pairs, rng)
    pages = report(world, articles, rng)
    settle(world)
    rows = [article_row(page, render(page)[0]) for page in pages]
    return rows, truth_of(world, pages, seed)


def write_year(seed: int, articles: int, folder: Path) -> None:
    """Write `articles.jsonl`, `actors/groups.csv` and `truth.json` into the folder."""
    rows, truth = make_year(seed, articles)
    (folder / "actors").mkdir(parents=True, exist_ok=True)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (folder / "actors" / "groups.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(actor_rows())
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")


def main() -> None:
    """Write the year that is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.year.write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    write_year(asked.seed, asked.articles, asked.out)


if __name__ == "__main__":
    main()
