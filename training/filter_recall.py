"""Measure the lexical filter: what it loses of the gold triggers, what it saves of the text.

    python training/filter_recall.py

Triggers: ../shared/eval/events_dev.jsonl (both annotators) and plover_gsr. Savings: the dev texts
of TempEval-3, PolNeAR and re3d (ordinary and conflict news).
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "src"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from detente.knowledge.frames import load_frames  # noqa: E402  (the path above comes first when run as a script)
from detente.model.text import BlockSpan  # noqa: E402
from detente.parse.filter import SentenceFilter, frame_cues  # noqa: E402
from detente.parse.sentences import split_sentences  # noqa: E402

TEXTS = ("tempeval3/dev.jsonl", "polnear/dev.jsonl", "re3d/dev.jsonl")


def main(arguments: list[str] | None = None) -> None:
    """Print recall on triggers and share kept of ordinary text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--show", action="store_true", help="list the lost triggers")
    parser.add_argument(
        "--lemmas",
        dest="cues",
        action="store_false",
        help="lemmas alone, without what frames demand",
    )
    options = parser.parse_args(arguments)
    lexicon = load_frames()
    chosen = SentenceFilter(
        frame_cues(lexicon) if options.cues else {" ".join(frame.words) for frame in lexicon}
    )
    for name, triggers in (
        ("events_dev", events(options.eval)),
        ("plover_gsr", records(options.eval)),
    ):
        kept = [(sentence, trigger, chosen.keeps(sentence)) for sentence, trigger in triggers]
        print(
            json.dumps(
                {
                    "set": name,
                    "triggers": len(kept),
                    "recall": round(sum(keep for *_, keep in kept) / len(kept), 4),
                }
            )
        )
        if options.show:
            for _, trigger, keep in kept:
                if not keep:
                    print("   lost:", trigger)
    for name in TEXTS:
        path = options.eval / name
        if path.exists():
            print(json.dumps({"set": name, **kept_share(chosen, path)}))


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text, each line a block."""
    blocks = [
        BlockSpan(found.start(), found.end(), "paragraph") for found in re.finditer(r"[^\n]+", text)
    ]
    return [text[span.start : span.end] for span in split_sentences(text, blocks)]


def events(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the sentence and trigger of every event that either annotator marked."""
    for line in (folder / "events_dev.jsonl").open(encoding="utf-8"):
        passage = json.loads(line)
        found = sentences(passage["text"])
        for annotator in ("a", "b"):
            for event in passage[annotator]["events"]:
                holding = next(
                    (sentence for sentence in found if event["trigger"] in sentence), None
                )
                if holding is not None:
                    yield holding, event["trigger"]


def records(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the text and trigger of every PLOVER gold-standard event (one sentence each)."""
    for line in (folder / "plover_gsr/dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        for event in row["events"]:
            first = next(
                (
                    s
                    for s in sentences(row["text"])
                    if any(w in s for w in event["eventText"].split())
                ),
                row["text"],
            )
            yield first, event["eventText"]


def kept_share(chosen: SentenceFilter, path: Path) -> dict[str, float]:
    """Return the shares of sentences and of words that go on to the parser."""
    total = kept = words = kept_words = 0
    for line in path.open(encoding="utf-8"):
        for sentence in sentences(json.loads(line)["text"]):
            keep = chosen.keeps(sentence)
            size = len(sentence.split())
            total, words = total + 1, words + size
            kept, kept_words = kept + keep, kept_words + size * keep
    return {
        "sentences": total,
        "kept_sentences": round(kept / total, 3),
        "kept_words": round(kept_words / words, 3),
    }


if __name__ == "__main__":
    main()
