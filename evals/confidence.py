"""Measure how often events are right, by kind of trigger and filled roles.

    python -m evals.confidence

Writes `lexicons/confidence.csv`. An event counts as right when a gold event of its type has a
trigger in the same sentence (passages), or when its type is among the sentence's gold types (PLOVER
records). Shares are smoothed towards one half by one event on either side.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.knowledge.tables import data_folder
from detente.model.record import Event
from evals.adapters._coder import shared_coder
from evals.sets import sets_folder

RENAMED = {
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "DEMAND": "REQUEST",
}
"""Types of PLOVER 0.5 that have other names since."""
HEADER = """\
# Share of right events on the development sets by kind of trigger and filled roles, measured by
# evals/confidence.py.
trigger,roles,share
"""


def main() -> None:
    """Code both sets, count, and write the table."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    folder = sets_folder()
    if folder is None:
        sys.exit("no development sets: neither DETENTE_EVAL nor ../shared/eval")
    for event, good in (*judged_passages(folder), *judged_records(folder)):
        key = (event.rule.split(":")[1], roles(event))
        total[key] += 1
        right[key] += good
    lines = []
    for pos in ("verb", "noun", "adj"):
        for filled in ("none", "one", "both"):
            share = (right[pos, filled] + 1) / (total[pos, filled] + 2)
            lines.append(f"{pos},{filled},{share:.2f}\n")
            print(pos, filled, f"{right[pos, filled]}/{total[pos, filled]}")
    data_folder("lexicons", "confidence.csv").write_text(HEADER + "".join(lines), "utf-8")


def roles(event: Event) -> str:
    """Which roles an event has, as `detente.coding.confidence` counts them."""
    filled = bool(event.actors) + bool(event.recipients or len(event.actors) > 1)
    return ("none", "one", "both")[filled]


def judged_passages(shared: Path) -> Iterator[tuple[Event, bool]]:
    """Events of the twice annotated passages, and whether either person has them."""
    for row in _rows(shared / "events_dev.jsonl"):
        record = shared_coder().code_text(row["text"], origin=row["passage"])
        gold = [event for side in "ab" for event in row[side]["events"]]
        text = record.document.text
        for event in record.events:
            sentence = record.sentences[event.sentence]
            said = re.sub(r"\s+", " ", text[sentence.start : sentence.end])
            yield (
                event,
                any(
                    g["type"] == event.type and re.sub(r"\s+", " ", g["trigger"]) in said
                    for g in gold
                ),
            )


def judged_records(shared: Path) -> Iterator[tuple[Event, bool]]:
    """Events of the PLOVER records, and whether their type is among the gold types."""
    for row in _rows(shared / "plover_gsr" / "dev.jsonl"):
        record = shared_coder().code_text(row["text"], origin=row["doc_id"])
        gold = {RENAMED.get(event["event"], event["event"]) for event in row["events"]}
        for event in record.events:
            yield event, event.type in gold


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    main()
