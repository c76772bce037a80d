"""Time mentions in the form of the TempEval scorer: TimeML types and values."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.model.grounding import TimeValue
from detente.model.record import Mention
from evals.adapters._ground import ground_text, rows

_TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET", "reference": "DATE"}
_LINK = re.compile(r"\s*[-–—]\s*|\s+(?:to|and|until|through)\s+")
_POINT = re.compile(r"\d{4}(?:-\d\d)*/\d{4}(?:-\d\d)*")


def predict_times(dev_path: Path, *, dates_only: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the time expressions of every row, anchored to its `dct`.

    Args:
        dev_path: The set's `dev.jsonl`.
        dates_only: Leave out durations, sets and vague words, which some sets do not mark.
    """
    for row in rows(dev_path):
        grounding = ground_text(row["text"], row.get("dct") or None, trees=False)
        timexes = []
        for mention in grounding.mentions:
            time = grounding.times.get(mention.id)
            if time is not None and not (dates_only and time.edtf is None):
                timexes.extend(_timexes(mention, time))
        if dates_only:
            timexes = [timex | {"type": "DATE"} for timex in timexes]
        yield {"doc_id": row["doc_id"], "timexes": timexes}


def _timexes(mention: Mention, time: TimeValue) -> Iterator[dict[str, Any]]:
    """One TIMEX, or the two ends of a range, which TimeML marks apart."""
    link = _LINK.search(mention.text)
    edtf = time.edtf or ""
    if not time.timex and link and _POINT.fullmatch(edtf) and link.end() < len(mention.text):
        first, last = edtf.split("/")
        yield _timex(mention.start, mention.start + link.start(), "DATE", first)
        yield _timex(mention.start + link.end(), mention.end, "DATE", last)
        return
    kind = "DURATION" if re.match(r"PT?[\dX]", time.timex) and time.kind == "date" else None
    yield _timex(mention.start, mention.end, kind or _TYPES[time.kind], timex_value(time))


def _timex(start: int, end: int, kind: str, value: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind, "value": value}


def timex_value(time: TimeValue) -> str:
    """A value in TimeML; open intervals stand for their point, longer ones for their beginning."""
    if time.timex:
        return time.timex
    value = (time.edtf or "").removesuffix("/..").removeprefix("../").rstrip("~?")
    return value.split("/")[0]
